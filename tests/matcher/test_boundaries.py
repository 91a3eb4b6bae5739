"""Tables of limits in time: the day before, the day itself, the day after."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from matcher.result import Verdict
from tests.matcher.made import (
    FALSE,
    PROGRESSED_IN_12_MONTHS,
    TODAY,
    TRUE,
    UNKNOWN,
    WASHOUT_28,
    Json,
    everolimus,
    inclusion,
    match,
    says,
    trial,
    windows,
)

DAY = timedelta(days=1)


def _on(text: str) -> date:
    return date.fromisoformat(text)


# Calendar lengths of time: the day on which an event plus a length falls

LENGTHS = [
    ("2026-01-31", {"months": 1}, "2026-02-28"),
    ("2028-01-31", {"months": 1}, "2028-02-29"),
    ("2026-03-31", {"months": 1}, "2026-04-30"),
    ("2026-02-28", {"months": 1}, "2026-03-28"),
    ("2025-08-31", {"months": 6}, "2026-02-28"),
    ("2024-02-29", {"years": 1}, "2025-02-28"),
    ("2024-02-29", {"months": 12}, "2025-02-28"),
    ("2024-02-29", {"years": 4}, "2028-02-29"),
    ("2025-02-28", {"years": 3}, "2028-02-28"),
    ("2025-11-21", {"months": 12}, "2026-11-21"),
    ("2026-10-24", {"days": 28}, "2026-11-21"),
    ("2026-10-24", {"weeks": 4}, "2026-11-21"),
    ("2026-12-31", {"days": 1}, "2027-01-01"),
    ("2026-11-21", {"days": 0}, "2026-11-21"),
]


@pytest.mark.parametrize(("event", "length", "limit"), LENGTHS)
def test_within_a_length_holds_up_to_and_including_its_last_day(event: str, length: Json, limit: str) -> None:
    rule, last = {"rule": "progression", "within": length}, _on(limit)
    answers = [
        says(rule, day, progression=[{"date": event}], as_of=_on(event)) for day in (last - DAY, last, last + DAY)
    ]
    assert answers == [TRUE, TRUE, FALSE]


@pytest.mark.parametrize(("event", "length", "limit"), LENGTHS)
def test_at_least_a_length_ago_holds_from_its_last_day_on(event: str, length: Json, limit: str) -> None:
    rule, first = {"rule": "progression", "at_least_ago": length}, _on(limit)
    answers = [
        says(rule, day, progression=[{"date": event}], as_of=_on(event)) for day in (first - DAY, first, first + DAY)
    ]
    assert answers == [FALSE, TRUE, TRUE]


@pytest.mark.parametrize(("event", "length", "limit"), LENGTHS)
def test_a_washout_of_the_same_length_is_over_on_the_same_day(event: str, length: Json, limit: str) -> None:
    rule, first = WASHOUT_28 | {"at_least": length}, _on(limit)
    given = everolimus(end=event)
    answers = [says(rule, day, as_of=_on(event), therapies=given) for day in (first - DAY, first)]
    assert answers == [FALSE, TRUE]


@pytest.mark.parametrize(("event", "length", "limit"), LENGTHS)
def test_the_window_begins_or_ends_on_the_very_day(event: str, length: Json, limit: str) -> None:
    start, end = _on(event), _on(limit)
    begins = match(trial(inclusion(WASHOUT_28 | {"at_least": length})), start, therapies=everolimus(end=event))
    assert windows(begins) == [[limit, None]]
    rule = {"rule": "progression", "within": length}
    ends = match(trial(inclusion(rule)), start, progression=[{"date": event}])
    assert windows(ends) == [[start.isoformat(), end.isoformat()]]


@pytest.mark.parametrize(("ended", "expected"), [("2026-10-25", FALSE), ("2026-10-24", TRUE), ("2026-10-23", TRUE)])
def test_day_28_of_28_counts_as_washed_out_and_day_27_does_not(ended: str, expected: object) -> None:
    assert says(WASHOUT_28, therapies=everolimus(end=ended)) is expected


@pytest.mark.parametrize(("ended", "expected"), [("2026-10-25", TRUE), ("2026-10-24", TRUE), ("2026-10-23", FALSE)])
def test_day_28_of_28_counts_as_within_and_day_29_does_not(ended: str, expected: object) -> None:
    rule = {"rule": "had", "select": {"any_of": ["everolimus"]}, "within": {"days": 28}}
    assert says(rule, therapies=everolimus(end=ended)) is expected


@pytest.mark.parametrize(("when", "expected"), [("2025-11-20", FALSE), ("2025-11-21", TRUE), ("2025-11-22", TRUE)])
def test_twelve_months_to_the_day_are_within_twelve_months(when: str, expected: object) -> None:
    assert says(PROGRESSED_IN_12_MONTHS, progression=[{"date": when}]) is expected


# Birthdays

OF_AGE = {"rule": "age", "at_least": 18}


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        ("2008-11-20", TRUE),
        ("2008-11-21", TRUE),
        ("2008-11-22", FALSE),
        ("2008-11", UNKNOWN),
        ("2008-10", TRUE),
        ("2008-12", FALSE),
        ("2008", UNKNOWN),
        ("2007", TRUE),
        ("2009", FALSE),
    ],
)
def test_a_person_is_eighteen_from_the_eighteenth_birthday_on(born: str, expected: object) -> None:
    assert says(OF_AGE, birth_date=born) is expected


@pytest.mark.parametrize(("day", "expected"), [("2026-02-27", FALSE), ("2026-02-28", TRUE), ("2026-03-01", TRUE)])
def test_a_person_born_on_29_february_is_eighteen_on_28_february(day: str, expected: object) -> None:
    assert says(OF_AGE, _on(day), birth_date="2008-02-29") is expected


@pytest.mark.parametrize(("day", "expected"), [("2028-02-28", FALSE), ("2028-02-29", TRUE)])
def test_a_person_born_on_29_february_turns_twenty_on_29_february(day: str, expected: object) -> None:
    assert says({"rule": "age", "at_least": 20}, _on(day), birth_date="2008-02-29") is expected


@pytest.mark.parametrize(
    ("limit", "day", "expected"),
    [
        ({"at_most": 70}, "2027-11-20", TRUE),
        ({"at_most": 70}, "2027-11-21", FALSE),
        ({"below": 71}, "2027-11-21", FALSE),
        ({"above": 70}, "2027-11-20", FALSE),
        ({"above": 70}, "2027-11-21", TRUE),
    ],
)
def test_at_most_seventy_lasts_until_the_seventy_first_birthday(limit: Json, day: str, expected: object) -> None:
    assert says({"rule": "age"} | limit, _on(day), birth_date="1956-11-21") is expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-11-21", FALSE), ("2026-11-22", UNKNOWN), ("2027-11-20", UNKNOWN), ("2027-11-21", TRUE)],
)
def test_an_age_without_a_birth_date_is_exact_on_the_screening_date_and_a_range_later(
    day: str, expected: object
) -> None:
    assert says(OF_AGE, _on(day), TODAY, age=17, screening_date="2026-11-21") is expected


def test_a_birthday_tomorrow_makes_the_trial_later_from_tomorrow() -> None:
    found = match(trial(inclusion(OF_AGE)), birth_date="2008-11-22")
    assert (found.verdict, windows(found)) == (Verdict.LATER, [["2026-11-22", None]])


# Freshness


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [("2026-11-21", TRUE), ("2026-11-07", TRUE), ("2026-11-06", UNKNOWN), ("2026-11", UNKNOWN), ("2026-10", UNKNOWN)],
)
def test_a_test_is_fresh_up_to_exactly_its_greatest_age(drawn: str, expected: object) -> None:
    rule = {"rule": "lab", "test": "hemoglobin", "at_least": 9, "unit": "g/dL", "max_age": {"days": 14}}
    labs = [{"test": "hemoglobin", "value": 12, "unit": "g/dL", "date": drawn}]
    assert says(rule, labs=labs) is expected


def test_a_partial_date_is_fresh_when_all_its_days_are() -> None:
    rule = {"rule": "lab", "test": "hemoglobin", "at_least": 9, "unit": "g/dL", "max_age": {"days": 30}}
    labs = [{"test": "hemoglobin", "value": 12, "unit": "g/dL", "date": "2026-11"}]
    assert says(rule, date(2026, 12, 1), labs=labs) is TRUE
    assert says(rule, date(2026, 12, 2), labs=labs) is UNKNOWN


# Partial dates


@pytest.mark.parametrize(
    ("event", "day", "expected"),
    [
        ("2025-11", "2026-11-01", TRUE),
        ("2025-11", "2026-11-02", UNKNOWN),
        ("2025-11", "2026-11-30", UNKNOWN),
        ("2025-11", "2026-12-01", FALSE),
        ("2025", "2026-01-01", TRUE),
        ("2025", "2026-01-02", UNKNOWN),
        ("2025", "2026-12-31", UNKNOWN),
        ("2025", "2027-01-01", FALSE),
    ],
)
def test_a_partial_date_is_within_a_window_only_if_all_its_days_are(event: str, day: str, expected: object) -> None:
    assert says(PROGRESSED_IN_12_MONTHS, _on(day), progression=[{"date": event}]) is expected


@pytest.mark.parametrize(
    ("ended", "day", "expected"),
    [
        ("2026-09", "2026-09-28", FALSE),
        ("2026-09", "2026-09-29", UNKNOWN),
        ("2026-09", "2026-10-27", UNKNOWN),
        ("2026-09", "2026-10-28", TRUE),
    ],
)
def test_a_washout_from_a_partial_end_is_over_only_when_it_is_over_for_every_day(
    ended: str, day: str, expected: object
) -> None:
    assert says(WASHOUT_28, _on(day), therapies=everolimus(end=ended)) is expected


def test_a_partial_end_opens_the_window_when_it_may_be_over_and_makes_it_certain_when_it_is() -> None:
    found = match(trial(inclusion(WASHOUT_28)), date(2026, 9, 15), therapies=everolimus(end="2026-09"))
    assert windows(found) == [["2026-09-29", None]]
    assert [one.start for one in found.eligible_windows] == [date(2026, 10, 28)]
