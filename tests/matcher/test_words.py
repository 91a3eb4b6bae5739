"""What the words of the formats mean: outcomes, verdicts, windows, facts, ranking. One sentence, one test."""

from __future__ import annotations

from datetime import date

import pytest

from matcher.explain import Register, reason
from matcher.result import Outcome, Verdict
from tests.matcher.made import (
    JUDGED,
    KI67_UP_TO_20,
    NO_PRRT,
    PROGRESSED_IN_12_MONTHS,
    TODAY,
    WASHOUT_28,
    Json,
    everolimus,
    exclusion,
    inclusion,
    match,
    outcome,
    result,
    trial,
    windows,
)

LOW, HIGH = {"ki67": 12}, {"ki67": 55}
PREGNANT = {"rule": "flag", "fact": "pregnant"}


# Outcomes of a criterion


@pytest.mark.parametrize(
    ("diagnosis", "included", "excluded"),
    [
        (LOW, Outcome.SATISFIED, Outcome.VIOLATED),
        (HIGH, Outcome.VIOLATED, Outcome.SATISFIED),
        ({}, Outcome.UNKNOWN, Outcome.UNKNOWN),
    ],
)
def test_an_inclusion_is_satisfied_when_its_rule_is_true_an_exclusion_when_it_is_false(
    diagnosis: Json, included: Outcome, excluded: Outcome
) -> None:
    assert outcome(inclusion(KI67_UP_TO_20), diagnosis=diagnosis).outcome is included
    assert outcome(exclusion(KI67_UP_TO_20), diagnosis=diagnosis).outcome is excluded


def test_a_criterion_that_only_a_judgement_leaves_open_is_to_confirm() -> None:
    both = {"rule": "all", "of": [KI67_UP_TO_20, JUDGED]}
    assert outcome(inclusion(JUDGED)).outcome is Outcome.CONFIRM
    assert outcome(inclusion(both), diagnosis=LOW).outcome is Outcome.CONFIRM


def test_a_criterion_that_data_leave_open_beside_a_judgement_is_unknown() -> None:
    assert outcome(inclusion({"rule": "all", "of": [KI67_UP_TO_20, JUDGED]})).outcome is Outcome.UNKNOWN


def test_a_criterion_that_data_settle_is_not_left_to_a_judgement_beside_them() -> None:
    both = {"rule": "all", "of": [KI67_UP_TO_20, JUDGED]}
    assert outcome(inclusion(both), diagnosis=HIGH).outcome is Outcome.VIOLATED


def test_a_criterion_without_a_rule_is_to_confirm() -> None:
    assert outcome(inclusion(None)).outcome is Outcome.CONFIRM
    assert outcome(exclusion(None)).outcome is Outcome.CONFIRM


@pytest.mark.parametrize(("diagnosis", "leans"), [(LOW, Outcome.SATISFIED), (HIGH, Outcome.VIOLATED)])
def test_a_partial_reading_is_to_confirm_and_says_which_way_it_leans(diagnosis: Json, leans: Outcome) -> None:
    found = outcome(inclusion(KI67_UP_TO_20, reading="partial"), diagnosis=diagnosis)
    assert (found.outcome, found.leans) == (Outcome.CONFIRM, leans)


def test_a_partial_reading_whose_read_part_lacks_data_is_unknown() -> None:
    assert outcome(inclusion(KI67_UP_TO_20, reading="partial")).outcome is Outcome.UNKNOWN


# Verdicts


def test_eligible_means_that_all_that_data_can_settle_is_satisfied_and_lists_what_is_to_confirm() -> None:
    found = match(trial(inclusion(KI67_UP_TO_20), inclusion(JUDGED, 2)), diagnosis=LOW)
    assert (found.verdict, found.confirm) == (Verdict.ELIGIBLE, ("I02",))


def test_possible_means_none_violated_and_at_least_one_unknown() -> None:
    found = match(trial(inclusion(KI67_UP_TO_20), exclusion(PREGNANT)), diagnosis=LOW)
    assert (found.verdict, found.blockers, found.missing) == (Verdict.POSSIBLE, (), ("pregnant",))


def test_ineligible_means_one_or_more_violated_whatever_else_is_unknown() -> None:
    found = match(trial(inclusion(KI67_UP_TO_20), exclusion(PREGNANT)), diagnosis=HIGH)
    assert (found.verdict, found.blockers) == (Verdict.INELIGIBLE, ("I01",))


def test_later_means_violated_today_and_cured_by_time_alone_whatever_else_is_unknown() -> None:
    asked = trial(inclusion(WASHOUT_28), exclusion(PREGNANT))
    found = match(asked, therapies=everolimus(end="2026-11-20"))
    assert (found.verdict, found.blockers, windows(found)) == (Verdict.LATER, ("I01",), [["2026-12-18", None]])


def test_two_violations_cured_at_different_dates_are_later_from_the_later_one() -> None:
    of_age = {"rule": "age", "at_least": 18}
    asked = trial(inclusion(WASHOUT_28), inclusion(of_age, 2))
    found = match(asked, therapies=everolimus(end="2026-11-20"), birth_date="2009-01-05")
    assert (found.verdict, windows(found)) == (Verdict.LATER, [["2027-01-05", None]])


def test_a_violation_that_time_cannot_cure_beside_one_it_can_is_ineligible() -> None:
    found = match(
        trial(inclusion(WASHOUT_28), inclusion(KI67_UP_TO_20, 2)),
        therapies=everolimus(end="2026-11-20"),
        diagnosis=HIGH,
    )
    assert (found.verdict, windows(found)) == (Verdict.INELIGIBLE, [])


def test_a_window_that_closes_before_the_other_violation_is_cured_leaves_the_trial_ineligible() -> None:
    asked = trial(inclusion(WASHOUT_28), inclusion(PROGRESSED_IN_12_MONTHS, 2))
    found = match(asked, therapies=everolimus(end="2026-11-20"), progression=[{"date": "2025-12-01"}])
    assert (found.verdict, windows(found)) == (Verdict.INELIGIBLE, [])


@pytest.mark.parametrize(
    ("parts", "flags"),
    [
        ({"coverage": "partial"}, ("partly_known",)),
        ({"source": {"registry": "none", "curated_by": "parser"}}, ("machine_read",)),
    ],
)
def test_a_trial_partly_known_or_read_by_a_machine_is_at_best_possible_and_flagged(
    parts: Json, flags: tuple[str, ...]
) -> None:
    found = match(trial(inclusion(KI67_UP_TO_20), **parts), diagnosis=LOW)
    assert (found.verdict, found.flags, found.eligible_windows) == (Verdict.POSSIBLE, flags, ())
    assert windows(found) == [["2026-11-21", None]]


def test_a_machines_reading_that_a_person_reviewed_can_be_eligible() -> None:
    reviewed = {"registry": "none", "curated_by": "parser", "reviewed": "2026-01-01"}
    assert match(trial(inclusion(KI67_UP_TO_20), source=reviewed), diagnosis=LOW).verdict is Verdict.ELIGIBLE


def test_a_violation_makes_a_partly_known_trial_ineligible() -> None:
    assert match(trial(inclusion(KI67_UP_TO_20), coverage="partial"), diagnosis=HIGH).verdict is Verdict.INELIGIBLE


# Windows


def test_the_first_window_begins_on_the_as_of_date_when_the_trial_is_open_already() -> None:
    found = match(trial(inclusion(PROGRESSED_IN_12_MONTHS)), progression=[{"date": "2026-10-05"}])
    assert windows(found) == [["2026-11-21", "2027-10-05"]]


def test_no_window_means_never() -> None:
    assert windows(match(trial(inclusion(KI67_UP_TO_20)), diagnosis=HIGH)) == []


def test_windows_that_close_and_open_again_are_two() -> None:
    rule = {"rule": "any", "of": [PROGRESSED_IN_12_MONTHS, {"rule": "age", "at_least": 18}]}
    found = match(trial(inclusion(rule)), progression=[{"date": "2026-01-10"}], birth_date="2009-06-01")
    assert windows(found) == [["2026-11-21", "2027-01-10"], ["2027-06-01", None]]


def test_windows_that_touch_are_merged() -> None:
    rule = {"rule": "any", "of": [PROGRESSED_IN_12_MONTHS, {"rule": "age", "at_least": 18}]}
    found = match(trial(inclusion(rule)), progression=[{"date": "2026-05-31"}], birth_date="2009-06-01")
    assert windows(found) == [["2026-11-21", None]]


def test_eligible_windows_hold_only_the_days_on_which_nothing_is_unknown() -> None:
    found = match(trial(inclusion(PROGRESSED_IN_12_MONTHS)), progression=[{"date": "2026-03"}])
    assert windows(found) == [["2026-11-21", "2027-03-31"]]
    assert [(w.start, w.end) for w in found.eligible_windows] == [(TODAY, date(2027, 3, 1))]


def test_the_freshness_of_a_test_is_judged_on_the_as_of_date_and_held() -> None:
    fresh = {"rule": "lab", "test": "hemoglobin", "at_least": 9, "unit": "g/dL", "max_age": {"days": 14}}
    asked = trial(inclusion(fresh), inclusion(WASHOUT_28, 2))
    labs = [{"test": "hemoglobin", "value": 12, "unit": "g/dL", "date": "2026-11-20"}]
    found = match(asked, labs=labs, therapies=everolimus(end="2026-11-20"))
    assert [(w.start, w.end) for w in found.eligible_windows] == [(date(2026, 12, 18), None)]


def test_every_anchor_is_taken_as_the_as_of_date_and_named_in_the_reason() -> None:
    rule = PROGRESSED_IN_12_MONTHS | {"anchor": "registration"}
    found = match(trial(inclusion(rule)), progression=[{"date": "2026-10-05"}])
    assert windows(found) == [["2026-11-21", "2027-10-05"]]
    assert "registration" in reason(found.criteria[0], Register.CLINICIAN)


# Facts and missing


def test_the_facts_of_a_failed_all_are_those_of_its_false_parts() -> None:
    rule = {"rule": "all", "of": [KI67_UP_TO_20, PREGNANT, {"rule": "age", "at_least": 18}]}
    found = outcome(inclusion(rule), diagnosis=HIGH, pregnant=False, birth_date="1970-01-01")
    assert set(found.facts) == {"diagnosis.ki67", "pregnant"}


def test_the_facts_of_a_failed_any_are_all_of_them() -> None:
    rule = {"rule": "any", "of": [KI67_UP_TO_20, PREGNANT]}
    assert set(outcome(inclusion(rule), diagnosis=HIGH, pregnant=False).facts) == {"diagnosis.ki67", "pregnant"}


def test_the_facts_of_a_met_any_are_those_of_its_true_parts() -> None:
    rule = {"rule": "any", "of": [KI67_UP_TO_20, PREGNANT]}
    assert outcome(inclusion(rule), diagnosis=LOW, pregnant=False).facts == ("diagnosis.ki67",)


@pytest.mark.parametrize(
    ("rule", "facts", "missing"),
    [
        (KI67_UP_TO_20, {}, "diagnosis.ki67"),
        (KI67_UP_TO_20, {"diagnosis": {"ki67": {"low": 15, "high": 25}}}, "diagnosis.ki67"),
        (
            KI67_UP_TO_20 | {"max_age": {"months": 6}},
            {"diagnosis": {"ki67": {"value": 5, "date": "2025-01-01"}}},
            "diagnosis.ki67",
        ),
        (PROGRESSED_IN_12_MONTHS, {"progression": [{"date": "2025"}]}, "progression[0].date"),
        (NO_PRRT, {"therapies": []}, "therapies"),
        (WASHOUT_28, {"therapies": everolimus(end="2026-10")}, "therapies[0].end"),
    ],
)
def test_missing_names_what_is_absent_stale_partial_or_straddling(rule: Json, facts: Json, missing: str) -> None:
    assert outcome(inclusion(rule), **facts).missing == (missing,)


# Ranking


def _ranked(*trials: tuple[str, Json], diagnosis: Json | None = None, therapies: Json | None = None) -> list[str]:
    made = [trial(*parts.pop("criteria", ()), id=name, **parts) for name, parts in trials]
    facts: Json = {"diagnosis": diagnosis or {}} | ({"therapies": therapies} if therapies else {})
    return [found.trial.id for found in result(made, **facts).matches]


def test_trials_come_before_labels_which_have_an_order_of_their_own() -> None:
    open_label = ("LABEL-A1", {"kind": "label", "criteria": [inclusion(KI67_UP_TO_20)]})
    closed_label = ("LABEL-A0", {"kind": "label", "criteria": [exclusion(KI67_UP_TO_20)]})
    failed = ("NCT00000009", {"criteria": [exclusion(KI67_UP_TO_20)]})
    assert _ranked(closed_label, open_label, failed, diagnosis=LOW) == ["NCT00000009", "LABEL-A1", "LABEL-A0"]


def test_the_verdict_ranks_before_the_status_and_the_status_never_changes_a_verdict() -> None:
    fits = ("NCT00000002", {"status": "COMPLETED", "criteria": [inclusion(KI67_UP_TO_20)]})
    fails = ("NCT00000003", {"status": "RECRUITING", "criteria": [exclusion(KI67_UP_TO_20)]})
    assert _ranked(fails, fits, diagnosis=LOW) == ["NCT00000002", "NCT00000003"]
    assert match(trial(inclusion(KI67_UP_TO_20), status="TERMINATED"), diagnosis=LOW).verdict is Verdict.ELIGIBLE


def test_within_a_verdict_recruiting_then_fewer_unknown_then_fewer_to_confirm_then_the_id_decide() -> None:
    unknown, confirm = inclusion(PREGNANT, 8), inclusion(JUDGED, 9)
    order: list[tuple[str, Json]] = [
        ("NCT00000005", {"criteria": [unknown]}),
        ("NCT00000004", {"criteria": [unknown, confirm]}),
        ("NCT00000006", {"criteria": [unknown, confirm]}),
        ("NCT00000003", {"criteria": [unknown, inclusion(KI67_UP_TO_20)]}),
        ("NCT00000001", {"status": "COMPLETED", "criteria": [unknown]}),
    ]
    assert _ranked(*(order[n] for n in (4, 2, 0, 3, 1))) == [
        "NCT00000005",
        "NCT00000004",
        "NCT00000006",
        "NCT00000003",
        "NCT00000001",
    ]


def test_the_earlier_window_comes_first_among_those_that_are_later() -> None:
    soon = ("NCT00000008", {"criteria": [inclusion(WASHOUT_28)]})
    late = ("NCT00000007", {"criteria": [inclusion(WASHOUT_28 | {"at_least": {"months": 6}})]})
    assert _ranked(late, soon, therapies=everolimus(end="2026-11-20")) == ["NCT00000008", "NCT00000007"]


def test_the_score_only_orders_within_a_verdict() -> None:
    trials = [trial(inclusion(KI67_UP_TO_20), id=f"NCT0000000{n}") for n in range(3)]
    scores = [found.score for found in result(trials, diagnosis=LOW).matches]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
