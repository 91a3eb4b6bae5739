"""Calendar arithmetic written out by hand, and partial dates as the list of all their days."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Tri = bool | None
LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def agreed(results: Iterable[bool]) -> Tri:
    """Return what all the possible cases say, else None."""
    found = set(results)
    return found.pop() if len(found) == 1 else None


def month_length(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else LENGTHS[month - 1]


def add_months(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, month_length(year, month)))


def birthday(born: date, years: int) -> date:
    return add_months(born, 12 * years)


def completed_years(born: date, on: date) -> int:
    years = on.year - born.year
    return years if birthday(born, years) <= on else years - 1


def later(day: date, unit: str, amount: int) -> date:
    if unit == "days":
        return day + timedelta(days=amount)
    if unit == "weeks":
        return day + timedelta(days=7 * amount)
    return add_months(day, amount if unit == "months" else 12 * amount)


@cache
def days_of(text: str) -> tuple[date, ...]:
    """Return every day that a date as written may stand for."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return (date(*parts),)
    months = parts[1:] or range(1, 13)
    return tuple(date(parts[0], month, day) for month in months for day in range(1, month_length(parts[0], month) + 1))


@cache
def _targets(text: str, unit: str, amount: int) -> frozenset[date]:
    return frozenset(later(day, unit, amount) for day in days_of(text))


def targets(text: str, duration: dict[str, Any]) -> frozenset[date]:
    """Return every day on which the length of time since the date may be over."""
    ((unit, amount),) = duration.items()
    return _targets(text, unit, amount)


def each_day(text: str | None, holds: Callable[[date], bool]) -> Tri:
    """Ask every day a date may stand for; None when they differ or there is no date."""
    return None if text is None else agreed(holds(day) for day in days_of(text))


def within(text: str | None, duration: dict[str, Any], day: date) -> Tri:
    return None if text is None else agreed(day <= end for end in targets(text, duration))


def since(text: str | None, duration: dict[str, Any], day: date) -> Tri:
    return None if text is None else agreed(day >= end for end in targets(text, duration))
