"""What an answer can be: cut exactly where a rule can change its mind, with shares that add up to one."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from criteria.problems import InputError
from matcher.asking.cells import Scene
from matcher.asking.domains import domain_of, questions_about
from matcher.asking.imagined import imagined
from matcher.asking.priors import published, read_priors
from matcher.asking.thresholds import thresholds_of
from matcher.case import Case
from matcher.clock import Clock
from matcher.evaluate import evaluate
from matcher.truth import Truth
from tests.matcher.made import TODAY, Json, inclusion, patient, rule_of, trial

if TYPE_CHECKING:
    from criteria.profile import PatientProfile
    from matcher.asking.cells import Domain

KI67_MOST = {"rule": "number", "fact": "diagnosis.ki67", "at_most": 20}
KI67_LEAST = {"rule": "number", "fact": "diagnosis.ki67", "at_least": 20}
KI67_LOW = {"rule": "number", "fact": "diagnosis.ki67", "below": 10}


def scene(*rules: Json, priors: Any = None, **facts: Any) -> Scene:  # noqa: ANN401 - facts of the patient file
    trials = [trial(*(inclusion(rule, number) for number, rule in enumerate(rules, 1)))]
    return Scene(patient(**facts), TODAY, thresholds_of(trials), priors if priors is not None else {})


def truths(domain: Domain, rule: Json) -> list[Truth]:
    return [_truth(cell.profile, rule) for cell in domain.cells]


def _truth(profile: PatientProfile, rule: Json) -> Truth:
    return evaluate(rule_of(rule), Case(profile, TODAY), Clock(TODAY)).truth


def test_a_limit_itself_is_a_cell_between_the_cells_below_and_above() -> None:
    domain = domain_of("diagnosis.ki67", scene(KI67_MOST, KI67_LEAST))
    assert [cell.value for cell in domain.cells] == [10, 20, 60]
    assert truths(domain, KI67_MOST) == [Truth.TRUE, Truth.TRUE, Truth.FALSE]
    assert truths(domain, KI67_LEAST) == [Truth.FALSE, Truth.TRUE, Truth.TRUE]


def test_the_limits_of_the_grades_cut_ki67_where_a_rule_asks_for_the_grade() -> None:
    domain = domain_of("diagnosis.ki67", scene({"rule": "scale", "fact": "diagnosis.grade", "at_most": 2}))
    assert [cell.value for cell in domain.cells] == [Fraction(3, 2), 3, Fraction(23, 2), 20, 60]


def test_a_known_range_leaves_only_the_cells_within_it() -> None:
    known = {"ki67": {"low": 15, "high": 25}}
    domain = domain_of("diagnosis.ki67", scene(KI67_MOST, KI67_LOW, diagnosis=known))
    assert [cell.value for cell in domain.cells] == [Fraction(35, 2), 20, Fraction(45, 2)]


def test_a_known_type_leaves_out_the_answers_that_would_contradict_it() -> None:
    domain = domain_of("diagnosis.ki67", scene(KI67_MOST, diagnosis={"tumor_type": "NEC"}))
    assert [cell.value for cell in domain.cells] == [60]


def test_a_multiple_of_the_limit_of_normal_is_met_exactly_on_its_cell() -> None:
    rule = {"rule": "lab_multiple", "test": "ast", "of": "uln", "at_most": 3}
    domain = domain_of("labs.ast", scene(rule))
    assert truths(domain, rule) == [Truth.TRUE, Truth.TRUE, Truth.FALSE]


def test_a_limit_in_another_unit_cuts_in_the_tests_own() -> None:
    rule = {"rule": "lab", "test": "hemoglobin", "unit": "g/L", "at_least": 90}
    domain = domain_of("labs.hemoglobin", scene(rule))
    assert [cell.value for cell in domain.cells][1] == 9
    assert truths(domain, rule) == [Truth.FALSE, Truth.TRUE, Truth.TRUE]


def test_a_window_is_cut_on_the_day_it_turns() -> None:
    rule = {"rule": "elapsed", "fact": "diagnosis.date", "within": {"months": 6}}
    domain = domain_of("diagnosis.date", scene(rule))
    assert "2026-05-21" in [cell.value for cell in domain.cells]
    assert truths(domain, rule) == [Truth.TRUE, Truth.TRUE, Truth.FALSE]


@pytest.mark.parametrize("question", ["conditions", "conditions.hiv", "therapies", "progression", "medications",
                                      "diagnosis.metastatic_sites", "labs.ast", "diagnosis.ki67", "age",
                                      "diagnosis.primary_site", "biomarkers.msi", "performance.ecog"])  # fmt: skip
@pytest.mark.parametrize("priors", [{}, published()])
def test_the_shares_of_every_question_add_up_to_one(question: str, priors: Any) -> None:  # noqa: ANN401
    rules = (
        KI67_MOST,
        {"rule": "age", "at_least": 18},
        {"rule": "condition", "any_of": ["hiv"]},
        {"rule": "lab_multiple", "test": "ast", "at_most": 3},
        {"rule": "one_of", "fact": "diagnosis.primary_site", "values": ["pancreas"]},
        {"rule": "biomarker", "name": "msi", "results": ["msi_h"]},
    )
    domain = domain_of(question, scene(*rules, priors=priors), ["conditions.hiv", "medications.steroid"])
    assert sum(cell.share for cell in domain.cells) == 1
    assert all(cell.share > 0 for cell in domain.cells)


def test_an_illness_without_a_published_share_is_rare_and_one_with_it_has_that_share() -> None:
    rule = {"rule": "condition", "any_of": ["hiv"], "status": ["active", "controlled", "past"]}
    rare = domain_of("conditions.hiv", scene(rule))
    assert rare.cells[0].value == "absent"
    assert rare.cells[0].share == Fraction(19, 20)
    counted = domain_of("conditions.hiv", scene(rule, priors=published()))
    assert counted.prior == "published"
    # What nobody counted is rare, never impossible.
    assert float(counted.cells[0].share) == pytest.approx(0.989 * 0.95)


def test_that_a_medicine_is_not_taken_is_asked_by_the_whole_list() -> None:
    assert questions_about("medications.steroid", patient()) == ("medications",)
    assert questions_about("conditions.hiv", patient()) == ("conditions.hiv", "conditions")
    whole = {"complete": True, "items": []}
    assert questions_about("conditions.hiv", patient(conditions=whole)) == ("conditions.hiv",)


def test_the_end_of_a_treatment_is_cut_on_both_sides_of_a_washout() -> None:
    rule = {"rule": "washout", "select": {"any_of": ["ssa"]}, "at_least": {"days": 28}}
    known = [{"agent": "lanreotide", "start": "2025-01-01"}]
    domain = domain_of("therapies[0].end", scene(rule, therapies={"complete": True, "items": known}))
    assert [cell.value for cell in domain.cells][1] == "2026-10-24"
    assert truths(domain, rule) == [Truth.FALSE, Truth.TRUE, Truth.TRUE, Truth.FALSE]


def test_what_is_imagined_reads_as_treatments_with_dates_in_order() -> None:
    for history in imagined().histories:
        for course in history.therapies:
            given = course.before(TODAY)
            assert given.start is not None
            assert given.end is None or given.start.first <= given.end.last


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ('[{"value": "G1", "share": 0.4}]', "add up to 1"),
        ('[{"value": "G1", "low": 3, "share": 1.0}]', "exactly one of"),
        ('[{"value": "G1", "share": 1.5}]', "less than or equal to 1"),
    ],
)
def test_a_distribution_that_makes_no_sense_is_refused_in_one_sentence(cells: str, said: str) -> None:
    prior = f'{{"fact": "diagnosis.grade", "population": "p", "source": "s", "cells": {cells}}}'
    text = f'{{"format": "zebramatch.priors/1", "priors": [{prior}]}}'
    with pytest.raises(InputError, match=said):
        read_priors(text, "priors.json")


def test_a_distribution_of_an_unknown_fact_or_given_twice_is_refused() -> None:
    good = '{"fact": "sex", "population": "p", "source": "s", "cells": [{"value": "male", "share": 1.0}]}'
    for text, said in ((good.replace("sex", "sexx"), "no such fact"), (f"{good}, {good}", "twice")):
        with pytest.raises(InputError, match=said):
            read_priors(f'{{"format": "zebramatch.priors/1", "priors": [{text}]}}', "priors.json")
