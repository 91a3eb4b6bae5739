"""What the words of the formats mean: lists and names, implied facts, answers, cohorts. One sentence, one test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from matcher.explain import Register, reason
from matcher.finding import Why
from matcher.notices import NoticeKind
from matcher.result import Outcome, Verdict
from tests.matcher.made import (
    FALSE,
    JUDGED,
    KI67_UP_TO_20,
    NO_PRRT,
    TRIAL,
    TRUE,
    UNKNOWN,
    WASHOUT_28,
    Json,
    everolimus,
    exclusion,
    finding,
    inclusion,
    match,
    outcome,
    result,
    says,
    trial,
    windows,
)

if TYPE_CHECKING:
    from criteria.trial import Trial

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


# Implied facts


def _implied(rule: Json, **facts: object) -> tuple[object, str]:
    found = outcome(inclusion(rule), **facts)
    return found.outcome, reason(found, Register.CLINICIAN)


@pytest.mark.parametrize(
    ("rule", "facts"),
    [
        (
            {"rule": "one_of", "fact": "diagnosis.extent", "values": ["metastatic"]},
            {"diagnosis": {"metastatic_sites": ["liver"]}},
        ),
        (
            {"rule": "one_of", "fact": "diagnosis.differentiation", "values": ["poor"]},
            {"diagnosis": {"tumor_type": "NEC"}},
        ),
        (
            {"rule": "one_of", "fact": "diagnosis.differentiation", "values": ["well"]},
            {"diagnosis": {"tumor_type": "NET"}},
        ),
        ({"rule": "flag", "fact": "pregnant", "value": False}, {"sex": "male"}),
        ({"rule": "flag", "fact": "breastfeeding", "value": False}, {"sex": "male"}),
        ({"rule": "flag", "fact": "childbearing_potential", "value": False}, {"sex": "male"}),
        ({"rule": "scale", "fact": "performance.ecog", "at_most": 1}, {"performance": {"karnofsky": 80}}),
        ({"rule": "scale", "fact": "diagnosis.grade", "at_least": 3}, {"diagnosis": {"ki67": 30}}),
    ],
)
def test_each_implied_fact_holds_and_is_said_to_be_implied(rule: Json, facts: Json) -> None:
    found, words = _implied(rule, **facts)
    assert found is Outcome.SATISFIED
    assert "implied by" in words


def test_recist_progression_is_radiological_but_radiological_may_or_may_not_be_recist() -> None:
    radiological = {"rule": "progression", "basis": ["radiological"]}
    recist = {"rule": "progression", "basis": ["RECIST 1.1"]}
    assert says(radiological, progression=[{"criteria": "RECIST 1.1"}]) is TRUE
    assert says(recist, progression=[{"criteria": "radiological"}]) is UNKNOWN
    assert says(recist, progression=[{"criteria": "clinical"}]) is FALSE


def test_a_female_patient_is_not_implied_to_be_anything() -> None:
    assert says({"rule": "flag", "fact": "pregnant"}, sex="female") is UNKNOWN


@pytest.mark.parametrize(
    ("rule", "facts"),
    [
        (
            {"rule": "one_of", "fact": "diagnosis.tumor_type", "values": ["net"]},
            {"diagnosis": {"differentiation": "well", "primary_site": "ileum"}},
        ),
        ({"rule": "number", "fact": "diagnosis.ki67", "at_most": 20}, {"diagnosis": {"grade": "G1"}}),
        ({"rule": "flag", "fact": "diagnosis.functioning"}, {"diagnosis": {"syndrome": "carcinoid_syndrome"}}),
        ({"rule": "flag", "fact": "diagnosis.resectable"}, {"diagnosis": {"extent": "metastatic"}}),
        (
            {"rule": "one_of", "fact": "diagnosis.differentiation", "values": ["well"]},
            {"diagnosis": {"tumor_type": "MiNEN"}},
        ),
        ({"rule": "number", "fact": "performance.karnofsky", "at_least": 70}, {"performance": {"ecog": 0}}),
        ({"rule": "progression"}, {"therapies": [{"agent": "everolimus", "outcome": "progression"}]}),
    ],
)
def test_nothing_else_is_inferred(rule: Json, facts: Json) -> None:
    assert says(rule, **facts) is UNKNOWN


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"diagnosis": {"grade": "G1", "ki67": 55}}, {"rule": "scale", "fact": "diagnosis.grade", "at_most": 1}),
        (
            {"diagnosis": {"tumor_type": "NEC", "differentiation": "well"}},
            {"rule": "one_of", "fact": "diagnosis.differentiation", "values": ["well"]},
        ),
        (
            {"diagnosis": {"extent": "localized", "metastatic_sites": ["liver"]}},
            {"rule": "one_of", "fact": "diagnosis.extent", "values": ["localized"]},
        ),
        ({"sex": "male", "pregnant": True}, {"rule": "flag", "fact": "pregnant"}),
        ({"performance": {"ecog": 0, "karnofsky": 40}}, {"rule": "scale", "fact": "performance.ecog", "at_most": 0}),
        (
            {
                "conditions": [{"name": "brain_metastases", "status": "absent"}],
                "diagnosis": {"metastatic_sites": ["brain"]},
            },
            BRAIN_SITE,
        ),
    ],
)
def test_given_facts_that_contradict_each_other_are_flagged_and_the_given_one_stands(facts: Json, rule: Json) -> None:
    found = result([trial(inclusion(rule))], **facts)
    assert NoticeKind.CONTRADICTION in {notice.kind for notice in found.notices}
    assert found.matches[0].verdict is Verdict.ELIGIBLE


# Answers


def _answered(criterion: Json, answer: object, **facts: object) -> object:
    return outcome(criterion, answers={TRIAL: {criterion["id"]: answer}}, **facts).outcome


@pytest.mark.parametrize(
    ("answer", "included", "excluded"),
    [("yes", Outcome.SATISFIED, Outcome.VIOLATED), ("no", Outcome.VIOLATED, Outcome.SATISFIED)],
)
def test_yes_means_that_what_the_criterion_states_holds(answer: str, included: Outcome, excluded: Outcome) -> None:
    for rule in (None, JUDGED):
        assert _answered(inclusion(rule), answer) is included
        assert _answered(exclusion(rule), answer) is excluded


def test_an_answer_may_say_by_whom_and_when() -> None:
    told = {"answer": "yes", "by": "the study nurse", "date": "2026-11-20", "note": "by telephone"}
    assert _answered(inclusion(None), told) is Outcome.SATISFIED


def test_an_answer_settles_the_judgement_inside_a_composite() -> None:
    both = inclusion({"rule": "all", "of": [KI67_UP_TO_20, JUDGED]})
    assert _answered(both, "yes", diagnosis={"ki67": 12}) is Outcome.SATISFIED
    assert _answered(both, "no", diagnosis={"ki67": 12}) is Outcome.VIOLATED


def test_an_answer_does_not_settle_what_data_leave_open() -> None:
    assert _answered(inclusion({"rule": "all", "of": [KI67_UP_TO_20, JUDGED]}), "yes") is Outcome.UNKNOWN
    assert _answered(inclusion(KI67_UP_TO_20), "yes") is Outcome.UNKNOWN


def test_an_answer_under_a_not_settles_the_reverse_of_the_judgement() -> None:
    assert _answered(inclusion({"rule": "not", "of": JUDGED}), "yes") is Outcome.SATISFIED
    assert _answered(exclusion({"rule": "not", "of": JUDGED}), "yes") is Outcome.VIOLATED


def test_an_answer_does_not_touch_a_judgement_in_the_condition_of_an_exception() -> None:
    rule = {
        "rule": "when",
        "condition": JUDGED,
        "then": KI67_UP_TO_20,
        "otherwise": {"rule": "not", "of": KI67_UP_TO_20},
    }
    assert _answered(inclusion(rule), "yes", diagnosis={"ki67": 12}) is Outcome.CONFIRM


def test_an_answer_settles_a_partial_reading() -> None:
    partial = inclusion(KI67_UP_TO_20, reading="partial")
    assert _answered(partial, "yes", diagnosis={"ki67": 12}) is Outcome.SATISFIED
    assert _answered(partial, "no", diagnosis={"ki67": 12}) is Outcome.VIOLATED


def test_an_answer_against_data_is_shown_as_a_conflict_and_does_not_win() -> None:
    asked = trial(inclusion(KI67_UP_TO_20))
    found = result([asked], diagnosis={"ki67": 55}, answers={TRIAL: {"I01": "yes"}})
    assert found.matches[0].criteria[0].outcome is Outcome.VIOLATED
    assert found.matches[0].criteria[0].conflict
    assert [notice.kind for notice in found.notices] == [NoticeKind.ANSWER_CONFLICT]


def test_an_answer_that_agrees_with_data_is_no_conflict() -> None:
    found = outcome(inclusion(KI67_UP_TO_20), diagnosis={"ki67": 5}, answers={TRIAL: {"I01": "yes"}})
    assert not found.conflict


@pytest.mark.parametrize("answers", [{TRIAL: {"I99": "yes"}}, {"NCT99999999": {"I01": "no"}}])
def test_an_answer_for_an_unknown_trial_or_criterion_is_a_notice(answers: Json) -> None:
    found = result([trial(inclusion(None))], answers=answers)
    assert [notice.kind for notice in found.notices] == [NoticeKind.UNKNOWN_TRIAL_ANSWER]


# Cohorts


def _cohorts(*own: list[Json], common: tuple[Json, ...] = ()) -> Trial:
    return trial(
        *common, cohorts=[{"id": f"C{n}", "name": f"Cohort {n}", "criteria": rules} for n, rules in enumerate(own, 1)]
    )


SITE = [
    {"rule": "one_of", "fact": "diagnosis.primary_site", "values": [name]} for name in ("lung", "pancreas", "midgut")
]


def test_the_verdict_is_the_best_over_the_cohorts_which_is_named() -> None:
    asked = _cohorts(*([inclusion(rule, n)] for n, rule in enumerate(SITE, 1)))
    found = match(asked, diagnosis={"primary_site": "pancreas"})
    assert (found.verdict, found.cohort) == (Verdict.ELIGIBLE, "C2")
    assert [cohort.verdict.value for cohort in found.cohorts] == ["ineligible", "eligible", "ineligible"]
    assert [one.criterion.id for one in found.criteria] == ["I02"]


def test_cohorts_rank_eligible_possible_later_ineligible() -> None:
    asked = _cohorts(
        [inclusion(SITE[0], 1)],
        [inclusion(WASHOUT_28, 2)],
        [inclusion({"rule": "flag", "fact": "pregnant"}, 3)],
    )
    facts: Json = {"diagnosis": {"primary_site": "ileum"}, "therapies": everolimus(end="2026-11-20")}
    found = match(asked, **facts)
    assert (found.verdict, found.cohort) == (Verdict.POSSIBLE, "C3")
    assert [cohort.verdict.value for cohort in found.cohorts] == ["ineligible", "later", "possible"]


def test_a_tie_of_cohorts_goes_to_the_first_in_the_file() -> None:
    asked = _cohorts([inclusion(SITE[0], 1)], [inclusion(SITE[2], 2)], [inclusion(SITE[2], 3)])
    assert match(asked, diagnosis={"primary_site": "ileum"}).cohort == "C2"


def test_the_windows_of_a_trial_are_the_union_of_its_cohorts_windows() -> None:
    soon, closing = WASHOUT_28, {"rule": "progression", "within": {"months": 12}}
    asked = _cohorts([inclusion(soon, 1)], [inclusion(closing, 2)])
    found = match(asked, therapies=everolimus(end="2026-11-20"), progression=[{"date": "2025-12-01"}])
    assert windows(found) == [["2026-11-21", "2026-12-01"], ["2026-12-18", None]]


def test_criteria_and_blockers_are_the_common_ones_and_the_best_cohorts() -> None:
    asked = _cohorts([inclusion(SITE[0], 2)], [inclusion(SITE[1], 3)], common=(inclusion(KI67_UP_TO_20, 1),))
    found = match(asked, diagnosis={"primary_site": "pancreas", "ki67": 55})
    assert (found.verdict, found.cohort) == (Verdict.INELIGIBLE, "C1")
    assert [one.criterion.id for one in found.criteria] == ["I01", "I02"]
    assert found.blockers == ("I01", "I02")
