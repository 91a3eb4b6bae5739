"""Courses over time, tests to repeat and key dates, each limit by hand: the last fresh day, the day after, no day."""

from __future__ import annotations

from datetime import date

import pytest

from matcher import calendar
from matcher.calendar import KeyDate, KeyDateKind, key_dates, overview, trial_calendar
from matcher.result import Outcome, Verdict
from tests.matcher.made import (
    KI67_UP_TO_20,
    PROGRESSED_IN_12_MONTHS,
    TODAY,
    WASHOUT_28,
    Json,
    everolimus,
    exclusion,
    inclusion,
    match,
    result,
    trial,
)

PLATELETS: Json = {"rule": "lab", "test": "platelets", "unit": "10*9/L", "at_least": 100, "max_age": {"days": 14}}
SCAN: Json = {"rule": "flag", "fact": "sstr_imaging.positive", "max_age": {"months": 12}}
LIVER: Json = {"rule": "metastasis", "any_of": ["liver"]}
OPENS = date(2026, 12, 14)
WAITS = everolimus(end="2026-11-16")
"""28 days after this end is the day on which the window opens."""


def day(text: str) -> date:
    return date.fromisoformat(text)


def platelets(dated: str | None, value: int = 150) -> list[Json]:
    return [{"test": "platelets", "value": value, "unit": "10*9/L"} | ({"date": dated} if dated else {})]


def asked(*rules: Json, on: date = TODAY, **facts: object) -> tuple[calendar.TestToRepeat, ...]:
    """Return the tests to repeat for one trial that includes by these rules."""
    criteria = [inclusion(rule, number) for number, rule in enumerate(rules, start=1)]
    return calendar.tests_to_repeat(result([trial(*criteria)], on, **facts))


def only(found: tuple[calendar.TestToRepeat, ...]) -> calendar.TestToRepeat:
    (test,) = found
    return test


# How long a result is fresh


@pytest.mark.parametrize(
    ("dated", "until"),
    [("2026-11-21", "2026-12-05"), ("2026-11-08", "2026-11-22"), ("2026-11-07", "2026-11-21"), ("2026-11-06", None)],
)
def test_day_14_of_14_is_the_last_fresh_day(dated: str, until: str | None) -> None:
    test = only(asked(PLATELETS, labs=platelets(dated)))
    assert test.fact == "labs.platelets"
    assert str(test.last) == dated
    assert test.fresh_until == (day(until) if until else None)
    assert test.is_due is (until is None)


def test_an_undated_result_is_due_and_has_no_last_date() -> None:
    test = only(asked(PLATELETS, labs=platelets(None)))
    assert (test.last, test.fresh_until, test.is_due) == (None, None, True)


@pytest.mark.parametrize(("days", "until"), [(28, "2026-11-29"), (20, "2026-11-21"), (19, None)])
def test_a_result_known_to_the_month_counts_from_the_month_s_first_day(days: int, until: str | None) -> None:
    test = only(asked(PLATELETS | {"max_age": {"days": days}}, labs=platelets("2026-11")))
    assert test.fresh_until == (day(until) if until else None)
    assert test.is_due is (until is None)
    assert str(test.last) == "2026-11"


@pytest.mark.parametrize(
    ("dated", "length", "until"),
    [
        ("2024-02-29", {"months": 12}, "2025-02-28"),
        ("2024-02-29", {"years": 4}, "2028-02-29"),
        ("2025-08-31", {"months": 6}, "2026-02-28"),
        ("2025-02-28", {"months": 12}, "2026-02-28"),
        ("2026-01-31", {"months": 1}, "2026-02-28"),
    ],
)
def test_months_and_years_are_the_calendar_s(dated: str, length: Json, until: str) -> None:
    facts: Json = {"sstr_imaging": {"date": dated, "positive": True}}
    test = only(asked(SCAN | {"max_age": length}, on=day(dated), **facts))
    assert test.fresh_until == day(until)
    assert not only(asked(SCAN | {"max_age": length}, on=day(until), **facts)).is_due
    after = date.fromordinal(day(until).toordinal() + 1)
    assert only(asked(SCAN | {"max_age": length}, on=after, **facts)).is_due


def test_all_facts_of_a_scan_are_one_test() -> None:
    krenning: Json = {"rule": "scale", "fact": "sstr_imaging.krenning", "at_least": 3, "max_age": {"months": 3}}
    scan = {"date": "2026-10-01", "positive": True, "krenning": 4}
    test = only(asked(SCAN, krenning, sstr_imaging=scan))
    assert test.fact == "sstr_imaging.date"
    assert test.fresh_until == day("2027-01-01")


def test_kidney_function_computed_from_creatinine_is_a_test_of_creatinine() -> None:
    clearance: Json = {"rule": "clearance", "method": "cockcroft_gault", "at_least": 50, "max_age": {"days": 28}}
    facts: Json = {"age": 60, "sex": "male", "weight": 80, "screening_date": "2026-11-21"}
    lab = {"test": "creatinine", "value": 0.9, "unit": "mg/dL", "date": "2026-11-01"}
    assert only(asked(clearance, labs=[lab], **facts)).fact == "labs.creatinine"
    measured = {"test": "creatinine_clearance", "value": 90, "unit": "mL/min", "date": "2026-11-01"}
    test = only(asked(clearance, labs=[measured, lab], **facts))
    assert (test.fact, test.fresh_until) == ("labs.creatinine_clearance", day("2026-11-29"))


@pytest.mark.parametrize(
    ("rule", "fact", "facts"),
    [
        (
            {"rule": "lab_multiple", "test": "ast", "at_most": 3, "max_age": {"days": 14}},
            "labs.ast",
            {"labs": [{"test": "AST", "value": 30, "unit": "U/L", "date": "2026-11-20"}]},
        ),
        (
            {"rule": "biomarker", "name": "dll3", "results": ["positive"], "max_age": {"days": 14}},
            "biomarkers.dll3",
            {"biomarkers": [{"name": "DLL3", "result": "positive", "date": "2026-11-20"}]},
        ),
        (
            {"rule": "scale", "fact": "performance.ecog", "at_most": 1, "max_age": {"days": 14}},
            "performance.ecog",
            {"performance": {"karnofsky": {"value": 90, "date": "2026-11-20"}}},
        ),
        (
            {"rule": "number", "fact": "weight", "at_least": 40, "max_age": {"days": 14}},
            "weight",
            {"weight": {"value": 70, "unit": "kg", "date": "2026-11-20"}},
        ),
    ],
)
def test_every_kind_of_dated_fact_runs_out(rule: Json, fact: str, facts: Json) -> None:
    test = only(asked(rule, **facts))
    assert (test.fact, test.fresh_until) == (fact, day("2026-12-04"))


# Which tests a trial rests on


def test_a_test_that_was_never_done_is_no_test_to_repeat() -> None:
    assert asked(PLATELETS) == ()


def test_a_rule_that_asks_for_no_age_needs_no_repeat() -> None:
    assert asked({key: value for key, value in PLATELETS.items() if key != "max_age"}, labs=platelets(None)) == ()


def test_a_trial_with_a_conflict_needs_no_test() -> None:
    assert asked(PLATELETS, KI67_UP_TO_20, labs=platelets("2026-11-20"), diagnosis={"ki67": 30}) == ()


@pytest.mark.parametrize(("ki67", "is_asked"), [(10, False), (30, True), (None, True)])
def test_another_way_to_meet_a_choice_spares_the_test(ki67: int | None, is_asked: bool) -> None:
    either: Json = {"rule": "any", "of": [KI67_UP_TO_20, PLATELETS]}
    diagnosis = {} if ki67 is None else {"ki67": ki67}
    assert bool(asked(either, labs=platelets("2026-11-20"), diagnosis=diagnosis)) is is_asked


@pytest.mark.parametrize(("ki67", "is_asked"), [(10, True), (30, False)])
def test_an_exclusion_that_another_part_rules_out_spares_the_test(ki67: int, is_asked: bool) -> None:
    low: Json = {"rule": "all", "of": [KI67_UP_TO_20, PLATELETS | {"at_least": None, "below": 100}]}
    asks = trial(exclusion(low))
    found = calendar.tests_to_repeat(result([asks], labs=platelets("2026-11-20"), diagnosis={"ki67": ki67}))
    assert bool(found) is is_asked


@pytest.mark.parametrize(("count", "is_asked"), [(1, False), (2, True)])
def test_enough_other_parts_of_a_count_spare_the_test(count: int, is_asked: bool) -> None:
    rule: Json = {"rule": "at_least", "count": count, "of": [KI67_UP_TO_20, PLATELETS, LIVER]}
    assert bool(asked(rule, labs=platelets("2026-11-20"), diagnosis={"ki67": 10})) is is_asked


def test_a_test_under_not_is_needed_where_its_opposite_is_asked() -> None:
    low: Json = {"rule": "not", "of": PLATELETS | {"at_least": None, "below": 100}}
    assert only(asked(low, labs=platelets("2026-11-20"))).fact == "labs.platelets"


@pytest.mark.parametrize(
    ("site", "until"), [("liver", "2026-12-18"), (None, "2026-12-04")], ids=["exception", "no exception"]
)
def test_of_an_exception_only_the_branch_that_applies_counts(site: str | None, until: str) -> None:
    rule: Json = {
        "rule": "when",
        "condition": LIVER,
        "then": PLATELETS | {"max_age": {"days": 28}},
        "otherwise": PLATELETS,
    }
    diagnosis = {"metastatic_sites": {"complete": True, "items": [site] if site else []}}
    test = only(asked(rule, labs=platelets("2026-11-20"), diagnosis=diagnosis))
    assert test.fresh_until == day(until)


def test_of_an_exception_that_may_apply_the_stricter_branch_counts() -> None:
    rule: Json = {
        "rule": "when",
        "condition": LIVER,
        "then": PLATELETS | {"max_age": {"days": 28}},
        "otherwise": PLATELETS,
    }
    assert only(asked(rule, labs=platelets("2026-11-20"))).fresh_until == day("2026-12-04")


def test_a_test_that_an_exception_hangs_on_counts() -> None:
    rule: Json = {"rule": "when", "condition": PLATELETS, "then": KI67_UP_TO_20, "otherwise": LIVER}
    assert only(asked(rule, labs=platelets("2026-11-20"), diagnosis={"ki67": 10})).fact == "labs.platelets"


def test_a_fresh_result_that_speaks_against_is_no_matter_of_its_age() -> None:
    partly = trial(inclusion(PLATELETS, reading="partial"))
    assert calendar.tests_to_repeat(result([partly], labs=platelets("2026-11-20", value=50))) == ()
    assert calendar.tests_to_repeat(result([partly], labs=platelets("2026-11-20", value=150))) != ()


@pytest.mark.parametrize(("specimen", "until"), [("any", "2026-12-04"), ("latest", None)])
def test_of_any_specimen_the_newest_counts_and_an_undated_one_spoils_the_latest(
    specimen: str, until: str | None
) -> None:
    rule: Json = KI67_UP_TO_20 | {"specimen": specimen, "max_age": {"days": 14}}
    dates: list[Json] = [{"date": "2026-11-20"}, {"date": "2026-11-10"}, {}]
    specimens = [{"site": "liver", "kind": "biopsy", "ki67": 10} | one for one in dates]
    test = only(asked(rule, diagnosis={"specimens": specimens}))
    assert test.fresh_until == (day(until) if until else None)


# When a new test is needed


def test_a_window_that_ends_while_the_result_is_fresh_needs_no_new_test() -> None:
    progression = [{"date": "2025-12-01"}]
    assert asked(PLATELETS, PROGRESSED_IN_12_MONTHS, labs=platelets("2026-11-17"), progression=progression) == ()
    test = only(asked(PLATELETS, PROGRESSED_IN_12_MONTHS, labs=platelets("2026-11-16"), progression=progression))
    assert (test.fresh_until, test.by) == (day("2026-11-30"), day("2026-12-01"))


def test_a_window_without_an_end_sets_no_day_to_repeat_by() -> None:
    test = only(asked(PLATELETS, labs=platelets("2026-10-01")))
    assert (test.is_due, test.by, test.not_before) == (True, None, None)


def test_before_a_window_opens_a_new_result_would_be_too_old_again() -> None:
    test = only(asked(PLATELETS, WASHOUT_28, labs=platelets("2026-11-20"), therapies=WAITS))
    assert test.not_before == day("2026-11-30")
    assert (test.fresh_until, test.is_due, test.by) == (day("2026-12-04"), False, None)
    assert key_dates(result([trial(inclusion(PLATELETS), inclusion(WASHOUT_28, 2))], therapies=WAITS)) == (
        KeyDate(OPENS, KeyDateKind.OPENS, "NCT00000001"),
    )


def test_with_several_trials_the_strictest_counts_and_the_earliest_end() -> None:
    strict = trial(inclusion(PLATELETS | {"max_age": {"days": 7}}), id="NCT00000002")
    ends = trial(inclusion(PLATELETS), inclusion(PROGRESSED_IN_12_MONTHS, 2))
    found = result([strict, ends], labs=platelets("2026-11-18"), progression=[{"date": "2026-01-10"}])
    assert calendar.tests_to_repeat(found) == (
        calendar.TestToRepeat(
            fact="labs.platelets",
            last=calendar.tests_to_repeat(found)[0].last,
            fresh_until=day("2026-11-25"),
            is_due=False,
            by=day("2027-01-10"),
            trials=tuple(one.trial.id for one in found.matches),
        ),
    )


def test_of_two_ends_the_earlier_is_the_day_to_repeat_by() -> None:
    late = {"rule": "progression", "within": {"months": 24}}
    trials = [
        trial(inclusion(PLATELETS), inclusion(rule, 2), id=f"NCT0000000{n}")
        for n, rule in enumerate((late, PROGRESSED_IN_12_MONTHS), start=1)
    ]
    found = result(trials, labs=platelets("2026-10-18"), progression=[{"date": "2026-01-10"}])
    assert only(calendar.tests_to_repeat(found)).by == day("2027-01-10")


def test_a_result_that_runs_out_before_any_window_opens_is_repeated_by_the_window_s_end() -> None:
    asks = trial(inclusion(PLATELETS), inclusion(WASHOUT_28, 2), inclusion(PROGRESSED_IN_12_MONTHS, 3))
    found = result([asks], labs=platelets("2026-11-20"), therapies=WAITS, progression=[{"date": "2025-12-20"}])
    assert [one.day for one in key_dates(found) if one.kind is KeyDateKind.REPEAT] == [day("2026-12-20")]


def test_what_is_due_comes_first() -> None:
    ast: Json = {"rule": "lab_multiple", "test": "ast", "at_most": 3, "max_age": {"days": 14}}
    labs = [*platelets("2026-11-20"), {"test": "AST", "value": 30, "unit": "U/L", "date": "2026-10-20"}]
    assert [test.fact for test in asked(PLATELETS, ast, labs=labs)] == ["labs.ast", "labs.platelets"]


# Key dates


def test_key_dates_are_sorted_once_each_and_none_is_past() -> None:
    closes = [
        trial(inclusion(PROGRESSED_IN_12_MONTHS), inclusion(PLATELETS, 2), id=f"NCT0000000{n}") for n in (3, 1, 2)
    ]
    opens = trial(inclusion(WASHOUT_28), id="NCT00000004")
    label = trial(inclusion(WASHOUT_28), id="LABEL-ONE", kind="label")
    labs = [*platelets("2026-11-20"), *platelets("2026-09-01")]
    progression = [{"date": "2025-11-21"}]
    found = key_dates(result([*closes, label, opens], labs=labs, progression=progression, therapies=WAITS))
    assert found == (
        KeyDate(TODAY, KeyDateKind.CLOSES, "NCT00000001"),
        KeyDate(TODAY, KeyDateKind.CLOSES, "NCT00000002"),
        KeyDate(TODAY, KeyDateKind.CLOSES, "NCT00000003"),
        KeyDate(OPENS, KeyDateKind.OPENS, "LABEL-ONE"),
        KeyDate(OPENS, KeyDateKind.OPENS, "NCT00000004"),
    )


def test_the_day_to_repeat_by_is_the_last_fresh_day_else_the_last_day_of_the_window() -> None:
    asks = trial(inclusion(PLATELETS), inclusion(PROGRESSED_IN_12_MONTHS, 2))
    progression = [{"date": "2025-12-20"}]
    closes = KeyDate(day("2026-12-20"), KeyDateKind.CLOSES, "NCT00000001")
    fresh = key_dates(result([asks], labs=platelets("2026-11-20"), progression=progression))
    assert fresh == (KeyDate(day("2026-12-04"), KeyDateKind.REPEAT, None), closes)
    due = key_dates(result([asks], labs=platelets("2026-10-20"), progression=progression))
    assert due == (closes, KeyDate(day("2026-12-20"), KeyDateKind.REPEAT, None))


@pytest.mark.parametrize(("ends", "is_told"), [("2028-11-21", True), ("2028-11-22", False)])
def test_what_is_more_than_two_years_ahead_is_no_key_date(ends: str, is_told: bool) -> None:
    one = trial(inclusion({**PROGRESSED_IN_12_MONTHS, "within": {"days": (day(ends) - TODAY).days + 1}}))
    found = key_dates(result([one], progression=[{"date": "2026-11-20"}]))
    assert [date.day for date in found] == ([day(ends)] if is_told else [])


# Courses


def test_day_28_of_28_opens_the_lane_and_the_trial() -> None:
    waits = trial_calendar(match(trial(inclusion(WASHOUT_28)), therapies=WAITS), TODAY)
    (lane,) = waits.lanes
    assert [(span.start, span.end, span.state) for span in lane.spans] == [
        (TODAY, day("2026-12-13"), Outcome.VIOLATED),
        (OPENS, None, Outcome.SATISFIED),
    ]
    assert [(span.start, span.end, span.state) for span in waits.whole] == [
        (TODAY, day("2026-12-13"), Verdict.LATER),
        (OPENS, None, Verdict.ELIGIBLE),
    ]


def test_after_its_last_window_a_trial_is_not_possible_and_between_two_it_is_not_yet() -> None:
    rule: Json = {
        "rule": "any",
        "of": [PROGRESSED_IN_12_MONTHS, {"rule": "had", "select": {"any_of": ["prrt"]}}, WASHOUT_28],
    }
    facts: Json = {"progression": [{"date": "2025-12-01"}], "therapies": everolimus(end="2027-01-01")}
    both = trial_calendar(match(trial(inclusion(rule)), **facts), TODAY)
    assert [span.state for span in both.whole] == [Verdict.ELIGIBLE, Verdict.LATER, Verdict.ELIGIBLE]
    once = trial_calendar(match(trial(inclusion(PROGRESSED_IN_12_MONTHS)), progression=facts["progression"]), TODAY)
    assert [span.state for span in once.whole] == [Verdict.ELIGIBLE, Verdict.INELIGIBLE]


@pytest.mark.parametrize(
    ("rule", "facts", "is_shown"),
    [
        (KI67_UP_TO_20, {"diagnosis": {"ki67": 10}}, False),
        (WASHOUT_28, {"therapies": {"complete": True, "items": []}}, False),
        (WASHOUT_28, {"therapies": everolimus(end="2026-01-01")}, True),
        (WASHOUT_28, {"therapies": everolimus(ongoing=True)}, False),
        (PLATELETS, {"labs": platelets("2026-11-20")}, True),
        (PLATELETS, {"labs": platelets(None)}, True),
        (PLATELETS, {}, False),
    ],
)
def test_a_lane_is_shown_where_time_decides(rule: Json, facts: Json, is_shown: bool) -> None:
    assert bool(trial_calendar(match(trial(inclusion(rule)), **facts), TODAY).lanes) is is_shown


def test_a_part_that_decides_nothing_makes_no_lane() -> None:
    either: Json = {"rule": "any", "of": [KI67_UP_TO_20, PROGRESSED_IN_12_MONTHS]}
    facts: Json = {"diagnosis": {"ki67": 10}, "progression": [{"date": "2020-01-01"}]}
    assert trial_calendar(match(trial(inclusion(either)), **facts), TODAY).lanes == ()


def test_cohorts_share_one_course_that_unites_their_windows() -> None:
    cohorts = [
        {"id": "A", "name": "Early", "criteria": [inclusion(PROGRESSED_IN_12_MONTHS, 2)]},
        {"id": "B", "name": "Late", "criteria": [inclusion(WASHOUT_28, 3)]},
    ]
    facts: Json = {"progression": [{"date": "2025-12-20"}], "therapies": WAITS}
    both = trial_calendar(match(trial(cohorts=cohorts), **facts), TODAY)
    assert [(span.start, span.end, span.state) for span in both.whole] == [(TODAY, None, Verdict.ELIGIBLE)]
    assert [lane.result.criterion.id for lane in both.lanes] == ["I02"]


def test_the_overview_holds_what_is_or_will_be_possible_in_rank_order() -> None:
    trials = [
        trial(inclusion(WASHOUT_28), id="NCT00000001"),
        trial(inclusion(KI67_UP_TO_20), id="NCT00000002"),
        trial(inclusion(LIVER), id="NCT00000003"),
        trial(inclusion(LIVER), id="LABEL-ONE", kind="label"),
        trial(exclusion(KI67_UP_TO_20), id="NCT00000004"),
    ]
    shown = overview(result(trials, diagnosis={"ki67": 10}, therapies=WAITS))
    assert [one.match.trial.id for one in shown] == ["NCT00000002", "NCT00000003", "NCT00000001", "LABEL-ONE"]


def test_what_begins_on_the_last_day_of_the_months_is_shown() -> None:
    found = result([trial(inclusion(PROGRESSED_IN_12_MONTHS))], progression=[{"date": "2026-05-20"}])
    assert [len(one.whole) for one in overview(found, months=6)] == [2]


def test_the_overview_leaves_out_what_begins_beyond_its_months_and_keeps_true_ends() -> None:
    young: Json = {"rule": "age", "at_most": 75}
    asks = trial(inclusion(young), inclusion(PROGRESSED_IN_12_MONTHS, 2))
    found = result([asks], birth_date="1970-05-05", progression=[{"date": "2026-05-22"}])
    (near,) = overview(found, months=6)
    assert [span.end for span in near.whole] == [day("2027-05-22")]
    assert [(lane.result.criterion.id, len(lane.spans)) for lane in near.lanes] == [("I02", 1)]
    (far,) = overview(found, months=7)
    assert [(lane.result.criterion.id, len(lane.spans)) for lane in far.lanes] == [("I02", 2)]
    assert [span.state for span in far.whole] == [Verdict.ELIGIBLE, Verdict.INELIGIBLE]
