from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from criteria.dates import Day, Duration, LongerOf, PartialDate, Washout, born_between, years_after

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2000-02", date(2000, 2, 1), date(2000, 2, 29)),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        ("1880-01-01", date(1880, 1, 1), date(1880, 1, 1)),
        ("2200-12-31", date(2200, 12, 31), date(2200, 12, 31)),
    ],
)
def test_a_date_stands_for_all_its_days(text: str, first: date, last: date) -> None:
    parsed = PartialDate.parse(text)
    assert (parsed.first, parsed.last, str(parsed)) == (first, last, text)
    assert parsed.is_exact == (first == last)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2026-02-29", "no such day"),
        ("1900-02-29", "no such day"),
        ("2026-04-31", "no such day"),
        ("2026-04-00", "no such day"),
        ("2026-00", "no such month"),
        ("2026-13", "no such month"),
        ("1879", "the year is not between"),
        ("2201-01-01", "the year is not between"),
        ("2026-W09-4", "is written"),
        ("2026-1-2", "is written"),
        ("20260102", "is written"),
        ("2026-01-02 ", "is written"),
        ("2026-01-02\n", "is written"),
        ("\u0662\u0660\u0662\u0666", "is written"),
        ("-2026", "is written"),
        ("26-01-02", "is written"),
        ("", "is written"),
        ("today", "is written"),
    ],
)
def test_what_is_no_date_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        PartialDate.parse(text)


@given(DAYS)
def test_a_day_reads_back(day: date) -> None:
    assert PartialDate.of(day) == PartialDate.parse(day.isoformat())


def test_a_day_needs_its_day() -> None:
    adapter: TypeAdapter[date] = TypeAdapter(Day)
    assert adapter.validate_json('"2026-11-21"') == date(2026, 11, 21)
    for text in ('"2026-11"', '"2026-02-30"', '"2026-11-21T00:00:00"'):
        with pytest.raises(ValidationError):
            adapter.validate_json(text)


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ({"days": 0}, date(2026, 1, 31), date(2026, 1, 31)),
        ({"days": 28}, date(2026, 2, 1), date(2026, 3, 1)),
        ({"days": 28}, date(2024, 2, 1), date(2024, 2, 29)),
        ({"weeks": 4}, date(2026, 2, 1), date(2026, 3, 1)),
        ({"months": 1}, date(2026, 1, 31), date(2026, 2, 28)),
        ({"months": 1}, date(2024, 1, 31), date(2024, 2, 29)),
        ({"months": 1}, date(2026, 3, 31), date(2026, 4, 30)),
        ({"months": 12}, date(2024, 2, 29), date(2025, 2, 28)),
        ({"months": 6}, date(2026, 8, 31), date(2027, 2, 28)),
        ({"years": 1}, date(2024, 2, 29), date(2025, 2, 28)),
        ({"years": 4}, date(2024, 2, 29), date(2028, 2, 29)),
        ({"years": 1}, date(2023, 2, 28), date(2024, 2, 28)),
    ],
)
def test_a_length_of_time_is_counted_forward_on_the_calendar(written: dict[str, int], start: date, end: date) -> None:
    assert Duration.model_validate(written).after(start) == end


@pytest.mark.parametrize(
    "written",
    [
        {},
        {"days": None},
        {"days": 1, "weeks": 1},
        {"days": -1},
        {"days": 1.5},
        {"days": "1"},
        {"days": 1, "weeks": None},
    ],
)
def test_a_length_of_time_has_exactly_one_whole_unit(written: object) -> None:
    with pytest.raises(ValidationError):
        Duration.model_validate(written)


def test_a_washout_is_told_apart_by_its_key() -> None:
    adapter: TypeAdapter[object] = TypeAdapter(Washout)
    read = adapter.validate_json('{"longer_of": [{"days": 28}, {"half_lives": 5}]}')
    assert isinstance(read, LongerOf)
    with pytest.raises(ValidationError):
        adapter.validate_json('{"longer_of": [{"days": 28}]}')


def _age_by_birthdays(born: date, on: date) -> int:
    """Count birthdays one by one."""
    age = 0
    while years_after(born, age + 1) <= on:
        age += 1
    return age


@given(DAYS, st.integers(0, 45_000))
def test_the_day_of_birth_lies_in_the_range_that_the_age_allows(born: date, lived: int) -> None:
    on = born + timedelta(days=lived)
    first, last = born_between(_age_by_birthdays(born, on), on)
    assert first <= born <= last


@given(st.integers(0, 120), DAYS)
def test_the_range_of_birth_days_holds_this_age_and_no_other(age: int, on: date) -> None:
    first, last = born_between(age, on)
    assert {_age_by_birthdays(day, on) for day in (first, last)} == {age}
    assert _age_by_birthdays(first - timedelta(days=1), on) == age + 1
    assert last == on if age == 0 else _age_by_birthdays(last + timedelta(days=1), on) == age - 1


@pytest.mark.parametrize(
    ("age", "on", "first", "last"),
    [
        (0, date(2026, 1, 1), date(2025, 1, 2), date(2026, 1, 1)),
        (18, date(2026, 2, 28), date(2007, 3, 1), date(2008, 2, 29)),
        (18, date(2026, 3, 1), date(2007, 3, 2), date(2008, 3, 1)),
        (17, date(2026, 2, 27), date(2008, 2, 28), date(2009, 2, 27)),
        (20, date(2024, 2, 29), date(2003, 3, 1), date(2004, 2, 29)),
        (1, date(2024, 2, 29), date(2022, 3, 1), date(2023, 2, 28)),
    ],
)
def test_birth_ranges_around_29_february(age: int, on: date, first: date, last: date) -> None:
    assert born_between(age, on) == (first, last)
