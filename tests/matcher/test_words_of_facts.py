"""What the words of the formats mean: implied facts, answers, cohorts. One sentence, one test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from matcher.explain import Register, reason
from matcher.notices import NoticeKind
from matcher.result import Outcome, Verdict
from tests.matcher.made import (
    FALSE,
    JUDGED,
    KI67_UP_TO_20,
    TRIAL,
    TRUE,
    UNKNOWN,
    WASHOUT_28,
    Json,
    everolimus,
    exclusion,
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
            {"rule": "metastasis", "any_of": ["brain"]},
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


def test_a_partial_reading_that_a_person_denied_does_not_hold_whatever_its_data_would_say() -> None:
    partial = inclusion(KI67_UP_TO_20, reading="partial")
    assert _answered(partial, "no") is Outcome.VIOLATED
    assert _answered(partial, "yes") is Outcome.UNKNOWN


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


def test_windows_of_two_cohorts_that_touch_are_one() -> None:
    closing = {"rule": "progression", "within": {"months": 12}}
    asked = _cohorts([inclusion(WASHOUT_28, 1)], [inclusion(closing, 2)])
    found = match(asked, therapies=everolimus(end="2026-11-20"), progression=[{"date": "2025-12-17"}])
    assert windows(found) == [["2026-11-21", None]]


def test_criteria_and_blockers_are_the_common_ones_and_the_best_cohorts() -> None:
    asked = _cohorts([inclusion(SITE[0], 2)], [inclusion(SITE[1], 3)], common=(inclusion(KI67_UP_TO_20, 1),))
    found = match(asked, diagnosis={"primary_site": "pancreas", "ki67": 55})
    assert (found.verdict, found.cohort) == (Verdict.INELIGIBLE, "C1")
    assert [one.criterion.id for one in found.criteria] == ["I01", "I02"]
    assert found.blockers == ("I01", "I02")


NEC_OF_LARGE_CELLS = {"tumor_type": "NEC", "cell_size": "large"}


def _of_type(*terms: str) -> Json:
    return {"rule": "one_of", "fact": "diagnosis.tumor_type", "values": list(terms)}


def test_a_carcinoma_of_large_cells_is_a_large_cell_carcinoma_and_no_small_cell_one() -> None:
    assert says(_of_type("lcnec"), diagnosis=NEC_OF_LARGE_CELLS) is TRUE
    assert says(_of_type("small_cell_nec"), diagnosis=NEC_OF_LARGE_CELLS) is FALSE
    assert says(_of_type("pulmonary_lcnec"), diagnosis=NEC_OF_LARGE_CELLS) is UNKNOWN


def test_a_carcinoma_without_cell_size_may_be_of_either() -> None:
    assert says(_of_type("lcnec"), diagnosis={"tumor_type": "NEC"}) is UNKNOWN
