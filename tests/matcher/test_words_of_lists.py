"""What the words of the formats mean: lists, names, brain metastases. One sentence, one test."""

from __future__ import annotations

import pytest

from matcher.finding import Why
from matcher.notices import NoticeKind
from matcher.result import Verdict
from tests.matcher.made import (
    FALSE,
    NO_PRRT,
    TRUE,
    UNKNOWN,
    Json,
    exclusion,
    finding,
    result,
    says,
    trial,
)

# Lists and names


@pytest.mark.parametrize(
    ("therapies", "expected"),
    [
        (None, UNKNOWN),
        ([], UNKNOWN),
        ({"complete": False, "items": []}, UNKNOWN),
        ({"complete": True, "items": []}, FALSE),
        ({"complete": True, "items": [{"agent": "everolimus"}]}, FALSE),
        ([{"class": "prrt", "never": True}], FALSE),
        ([{"agent": "lutetium Lu 177 dotatate"}], TRUE),
    ],
)
def test_only_a_complete_list_or_a_denial_says_that_what_is_not_on_it_was_never_given(
    therapies: object, expected: object
) -> None:
    facts: Json = {} if therapies is None else {"therapies": therapies}
    assert says(NO_PRRT, **facts) is expected


def test_a_class_that_was_never_given_covers_what_it_contains_but_not_what_contains_it() -> None:
    never = [{"class": "prrt", "never": True}]
    assert says({"rule": "had", "select": {"any_of": ["lu177_dotatate"]}}, therapies=never) is FALSE
    assert says({"rule": "had", "select": {"any_of": ["radionuclide_therapy"]}}, therapies=never) is UNKNOWN


def test_a_denial_settles_a_wider_entry_that_only_might_have_been_what_is_denied() -> None:
    items = [{"class": "systemic therapy", "end": "2020-01-01"}, {"class": "prrt", "never": True}]
    assert says(NO_PRRT, therapies=items) is FALSE


def test_a_name_the_vocabulary_lacks_makes_the_absence_of_anything_from_a_complete_list_unknown() -> None:
    found = finding(NO_PRRT, therapies={"complete": True, "items": [{"agent": "snake oil"}]})
    assert (found.truth, found.why) == (UNKNOWN, Why.UNMAPPED)


def test_a_name_the_vocabulary_lacks_leaves_what_is_denied_denied() -> None:
    assert says(NO_PRRT, therapies=[{"agent": "snake oil"}, {"class": "prrt", "never": True}]) is FALSE


def test_a_name_the_vocabulary_lacks_is_reported() -> None:
    found = result([trial()], therapies=[{"agent": "snake oil"}])
    assert [(notice.kind, notice.where) for notice in found.notices] == [(NoticeKind.UNMAPPED, "therapies[0]")]


def test_names_are_found_by_synonym_and_brand_without_regard_to_case() -> None:
    assert says({"rule": "had", "select": {"any_of": ["everolimus"]}}, therapies=[{"agent": "AFINITOR"}]) is TRUE


def test_a_recorded_term_below_the_asked_one_is_it_a_wider_one_may_be_and_another_is_not() -> None:
    site = {"rule": "one_of", "fact": "diagnosis.primary_site", "values": ["midgut"]}
    said = {"ileum": TRUE, "gastrointestinal": UNKNOWN, "colon": UNKNOWN, "pancreas": FALSE, "atlantis": UNKNOWN}
    assert {name: says(site, diagnosis={"primary_site": name}) for name in said} == said


def test_one_drug_is_not_the_combination_it_may_be_part_of_but_the_combination_is_each_of_its_drugs() -> None:
    etoposide = {"rule": "had", "select": {"any_of": ["etoposide"]}}
    said = {"carboplatin": FALSE, "cisplatin_etoposide": TRUE, "chemotherapy": UNKNOWN}
    answers = {name: says(etoposide, therapies={"complete": True, "items": [{"agent": name}]}) for name in said}
    assert answers == said
    depot = {"rule": "had", "select": {"any_of": ["octreotide_lar"]}}
    assert says(depot, therapies={"complete": True, "items": [{"agent": "octreotide"}]}) is UNKNOWN


def test_an_absent_condition_is_absent_and_one_not_listed_is_unknown() -> None:
    hiv = {"rule": "condition", "any_of": ["hiv"]}
    assert says(hiv, conditions=[{"name": "HIV", "status": "absent"}]) is FALSE
    assert says(hiv, conditions=[{"name": "diabetes"}]) is UNKNOWN
    assert says(hiv, conditions={"complete": True, "items": [{"name": "diabetes"}]}) is FALSE


def test_a_bare_list_of_progressions_is_complete() -> None:
    assert says({"rule": "progression"}, progression=[]) is FALSE
    assert says({"rule": "progression"}, progression={"complete": False, "items": []}) is UNKNOWN
    assert says({"rule": "progression"}) is UNKNOWN


def test_what_begins_after_the_as_of_date_is_left_out_and_its_list_proves_nothing_any_more() -> None:
    later = {"complete": True, "items": [{"class": "prrt", "start": "2026-12-01"}]}
    found = result([trial(exclusion(NO_PRRT))], therapies=later)
    assert [notice.kind for notice in found.notices] == [NoticeKind.AFTER_AS_OF]
    assert found.matches[0].verdict is Verdict.POSSIBLE


# Brain metastases

BRAIN = {"rule": "condition", "any_of": ["brain_metastases"]}
BRAIN_SITE = {"rule": "metastasis", "any_of": ["brain"]}
NO_CONDITION = {"complete": True, "items": []}


@pytest.mark.parametrize("rule", [BRAIN, BRAIN_SITE])
@pytest.mark.parametrize(
    ("conditions", "sites", "expected"),
    [
        ([{"name": "brain_metastases", "status": "active"}], [], TRUE),
        ([], ["brain"], TRUE),
        (NO_CONDITION, ["brain"], TRUE),
        ([{"name": "brain_metastases", "status": "absent"}], ["brain"], TRUE),
        ([{"name": "brain_metastases", "status": "absent"}], [], FALSE),
        ([], [{"name": "brain", "status": "absent"}], FALSE),
        (NO_CONDITION, ["liver"], FALSE),
        ([], {"complete": True, "items": ["liver"]}, FALSE),
        ([], ["liver"], UNKNOWN),
        ([{"name": "an old complaint", "status": "active"}], ["brain"], TRUE),
        ([], ["cns"], UNKNOWN),
    ],
)
def test_brain_metastases_are_present_in_either_list_and_absent_by_one_no_and_no_yes(
    rule: Json, conditions: object, sites: object, expected: object
) -> None:
    assert says(rule, conditions=conditions, diagnosis={"metastatic_sites": sites}) is expected


def test_a_bare_brain_among_the_sites_is_told_more_closely_by_the_conditions() -> None:
    active = {"rule": "condition", "any_of": ["brain_metastases"], "status": ["active"]}
    controlled = [{"name": "brain_metastases", "status": "controlled"}]
    assert (
        says(active, conditions=controlled, diagnosis={"metastatic_sites": {"complete": True, "items": ["brain"]}})
        is FALSE
    )


def test_more_about_the_brain_says_nothing_about_a_bare_site_elsewhere() -> None:
    active = {"rule": "metastasis", "any_of": ["lymph_node", "brain"], "status": ["active"]}
    controlled = [{"name": "brain_metastases", "status": "controlled"}]
    spread = {"metastatic_sites": {"complete": True, "items": ["lymph_node"]}}
    assert says(active, conditions=controlled, diagnosis=spread) is UNKNOWN


def test_localized_disease_does_not_prove_that_a_site_is_free() -> None:
    assert says({"rule": "metastasis", "any_of": ["liver"]}, diagnosis={"extent": "localized"}) is UNKNOWN
