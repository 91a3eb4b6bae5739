"""Tables of limits of treatments and conditions: running, stopped, washed out, counted."""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil

import pytest

from criteria.half_lives import half_life
from matcher.result import Verdict
from tests.matcher.made import (
    FALSE,
    KI67_UP_TO_20,
    TODAY,
    TRUE,
    UNKNOWN,
    WASHOUT_28,
    Json,
    everolimus,
    exclusion,
    inclusion,
    match,
    outcome,
    says,
    trial,
    windows,
)

DAY = timedelta(days=1)


def _on(text: str) -> date:
    return date.fromisoformat(text)


# Treatments that run, stop or are planned to stop

RUNS = {"rule": "ongoing", "select": {"any_of": ["everolimus"]}}


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ({"ongoing": True}, TRUE),
        ({"ongoing": False}, FALSE),
        ({}, UNKNOWN),
        ({"end": "2026-11-20"}, FALSE),
        ({"end": "2026-11-21"}, FALSE),
        ({"end": "2026-11-22"}, TRUE),
        ({"end": "2026-11"}, UNKNOWN),
        ({"end": "2026-12"}, TRUE),
    ],
)
def test_a_treatment_runs_until_the_day_before_its_end(period: Json, expected: object) -> None:
    assert says(RUNS, therapies=everolimus(**period)) is expected


@pytest.mark.parametrize(("day", "expected"), [("2026-12-28", FALSE), ("2026-12-29", TRUE)])
def test_a_washout_counts_from_a_planned_stop(day: str, expected: object) -> None:
    assert says(WASHOUT_28, _on(day), TODAY, therapies=everolimus(end="2026-12-01")) is expected


def test_a_planned_stop_ends_the_window_that_needs_the_treatment() -> None:
    found = match(trial(inclusion(RUNS)), therapies=everolimus(end="2026-12-01"))
    assert windows(found) == [["2026-11-21", "2026-11-30"]]


def test_of_longer_of_the_later_day_counts_and_of_shorter_of_the_earlier() -> None:
    lengths = [{"days": 28}, {"months": 2}]
    given = everolimus(end="2026-09-30")
    longer, shorter = ({"at_least": {name: lengths}} for name in ("longer_of", "shorter_of"))
    assert [says(WASHOUT_28 | longer, _on(day), therapies=given) for day in ("2026-11-29", "2026-11-30")] == [
        FALSE,
        TRUE,
    ]
    assert [says(WASHOUT_28 | shorter, _on(day), therapies=given) for day in ("2026-10-27", "2026-10-28")] == [
        FALSE,
        TRUE,
    ]


@pytest.mark.parametrize(
    ("cutoff", "ended", "expected"),
    [
        ("longer_of", "2026-11-20", FALSE),
        ("longer_of", "2020-01-01", UNKNOWN),
        ("shorter_of", "2020-01-01", TRUE),
        ("shorter_of", "2026-11-20", UNKNOWN),
    ],
)
def test_an_unknown_half_life_leaves_open_only_what_the_days_do_not_settle(
    cutoff: str, ended: str, expected: object
) -> None:
    length = {cutoff: [{"days": 28}, {"half_lives": 5}]}
    rule = {"rule": "washout", "select": {"any_of": ["chemotherapy"]}, "at_least": length}
    given = {"complete": True, "items": [{"class": "chemotherapy", "end": ended}]}
    assert says(rule, therapies=given) is expected


def test_a_washout_in_half_lives_is_open_between_the_two_ends_of_their_range() -> None:
    published = half_life("everolimus")
    assert published is not None
    shortest, longest = (timedelta(days=ceil(5 * days)) for days in published)
    assert shortest < longest
    rule = WASHOUT_28 | {"at_least": {"half_lives": 5}}
    days = (TODAY + shortest - DAY, TODAY + shortest, TODAY + longest - DAY, TODAY + longest)
    answers = [says(rule, day, TODAY, therapies=everolimus(end=TODAY.isoformat())) for day in days]
    assert answers == [FALSE, UNKNOWN, UNKNOWN, TRUE]


def test_a_washout_is_never_sure_on_a_list_that_may_hold_more() -> None:
    ended = {"agent": "everolimus", "end": "2020-01-01"}
    unmapped = {"complete": True, "items": [ended, {"agent": "snake oil", "end": "2020-01-01"}]}
    assert says(WASHOUT_28, therapies={"complete": True, "items": [ended]}) is TRUE
    assert says(WASHOUT_28, therapies=[ended]) is UNKNOWN
    assert says(WASHOUT_28, therapies=unmapped) is UNKNOWN


@pytest.mark.parametrize(("complete", "expected"), [(True, TRUE), (False, UNKNOWN)])
def test_a_longer_interval_since_every_progression_is_sure_only_on_a_complete_course(
    complete: bool, expected: object
) -> None:
    course = {"complete": complete, "items": [{"date": "2024-01-01"}]}
    assert says({"rule": "progression", "at_least_ago": {"months": 6}}, progression=course) is expected


def test_every_progression_must_lie_far_enough_back_and_there_must_be_one() -> None:
    rule = {"rule": "progression", "at_least_ago": {"months": 6}}
    assert says(rule, progression=[{"date": "2024-01-01"}, {"date": "2026-11-01"}]) is FALSE
    assert says(rule, progression=[]) is FALSE


def test_lines_of_a_selection_are_its_different_lines_and_at_most_one_more_for_each_entry_without() -> None:
    rule = {"rule": "lines", "select": {"any_of": ["chemotherapy"]}}
    items = [
        {"agent": "cisplatin", "line": 1},
        {"agent": "etoposide", "line": 1},
        {"agent": "temozolomide"},
        {"class": "systemic therapy", "line": 3},
    ]
    listed = {"complete": True, "items": items}
    answers = [says(rule | limit, therapies=listed) for limit in ({"at_least": 1}, {"at_least": 2}, {"at_least": 4})]
    assert answers == [TRUE, UNKNOWN, FALSE]
    assert says(rule | {"at_most": 2}, therapies=listed) is UNKNOWN
    assert says(rule | {"at_most": 3}, therapies=listed) is TRUE


def test_a_treatment_that_still_runs_is_not_washed_out_even_where_its_half_life_is_unknown() -> None:
    rule = {"rule": "washout", "select": {"any_of": ["chemotherapy"]}, "at_least": {"half_lives": 5}}
    planned = {"complete": True, "items": [{"class": "chemotherapy", "end": "2026-12-01"}]}
    assert says(rule, therapies=planned) is FALSE


@pytest.mark.parametrize(("since", "expected"), [("2026-08-21", TRUE), ("2026-08-22", FALSE), ("2026-08", UNKNOWN)])
def test_a_dose_is_stable_from_the_day_on_that_it_has_been_so_for_long_enough(since: str, expected: object) -> None:
    rule = {"rule": "stable_dose", "select": {"any_of": ["octreotide_lar"]}, "at_least": {"months": 3}}
    given = [{"agent": "octreotide LAR", "ongoing": True, "stable_since": since}]
    assert says(rule, therapies={"complete": True, "items": given}) is expected


# Conditions


@pytest.mark.parametrize(
    ("entry", "default", "active", "every"),
    [
        ({}, TRUE, UNKNOWN, TRUE),
        ({"status": "active"}, TRUE, TRUE, TRUE),
        ({"status": "controlled"}, TRUE, FALSE, TRUE),
        ({"status": "past"}, FALSE, FALSE, TRUE),
        ({"status": "absent"}, FALSE, FALSE, FALSE),
    ],
)
def test_a_condition_counts_in_the_states_that_the_rule_names(
    entry: Json, default: object, active: object, every: object
) -> None:
    listed = {"complete": True, "items": [{"name": "infection"} | entry]}
    rule = {"rule": "condition", "any_of": ["infection"]}
    states: tuple[Json, ...] = ({}, {"status": ["active"]}, {"status": ["active", "controlled", "past"]})
    assert [says(rule | state, conditions=listed) for state in states] == [default, active, every]


def test_an_exclusion_that_lapses_with_time_is_later_from_the_day_after_its_window() -> None:
    rule = {
        "rule": "condition",
        "any_of": ["myocardial_infarction"],
        "status": ["active", "controlled", "past"],
        "within": {"months": 6},
    }
    event = {"complete": True, "items": [{"name": "myocardial_infarction", "status": "past", "date": "2026-08-31"}]}
    found = match(trial(exclusion(rule)), conditions=event)
    assert (found.verdict, windows(found)) == (Verdict.LATER, [["2027-03-01", None]])


@pytest.mark.parametrize(("low", "high", "expected"), [(2, 4, TRUE), (5, 6, FALSE), (1, 3, TRUE)])
def test_cycles_of_all_matching_entries_are_added_up(low: int, high: int, expected: object) -> None:
    rule = {"rule": "cycles", "select": {"any_of": ["prrt"]}, "at_least": low, "at_most": high}
    items = [{"agent": "Lutathera", "cycles": 2}, {"class": "prrt", "cycles": 1}, {"agent": "everolimus", "cycles": 9}]
    assert says(rule, therapies={"complete": True, "items": items}) is expected


def test_an_entry_without_cycles_adds_an_unknown_number() -> None:
    items = [{"agent": "Lutathera", "cycles": 2}, {"class": "prrt"}]
    listed = {"complete": True, "items": items}
    rule = {"rule": "cycles", "select": {"any_of": ["prrt"]}}
    assert says(rule | {"at_least": 2}, therapies=listed) is TRUE
    assert says(rule | {"at_most": 4}, therapies=listed) is UNKNOWN
    assert says(rule | {"at_most": 0}, therapies={"complete": True, "items": []}) is TRUE


def test_the_outcome_of_a_criterion_follows_its_rule_at_the_limit() -> None:
    assert outcome(inclusion(KI67_UP_TO_20), diagnosis={"ki67": 20}).outcome.value == "satisfied"
    assert outcome(exclusion(KI67_UP_TO_20), diagnosis={"ki67": 20}).outcome.value == "violated"
