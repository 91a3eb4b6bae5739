"""A stretch of days as a line from 0 to 1, with the months on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from dateutil.relativedelta import relativedelta

from matcher.wording.values import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matcher.wording.voice import Voice

FEWEST_MONTHS: Final = 6
MOST_MONTHS: Final = (
    24  # a turn further off, such as a birthday, is told in words: it would squeeze the weeks that matter
)
STEPS: Final = (1, 2, 3, 6, 12)
SHORT: Final = 3  # letters of a month's name


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a month, with its short name; January stands as the year."""

    day: date
    text: str


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """The days from `first` up to, not including, `last`."""

    first: date
    last: date

    def share(self, day: date) -> float:
        """Return how far along a day begins, from 0 to 1; a day outside stands at the nearer end."""
        return min(1.0, max(0.0, (day - self.first).days / (self.last - self.first).days))

    def holds(self, day: date) -> bool:
        """Whether a day lies on it."""
        return self.first <= day < self.last

    def ticks(self, voice: Voice, most: int) -> tuple[Tick, ...]:
        """Return the months that begin on it, or every second, third, sixth or twelfth, so that few enough stand."""
        months = self._months()
        choices = [[day for day in months if (day.month - 1) % step == 0] for step in STEPS]
        shown = next((days for days in choices if len(days) <= most), choices[-1])
        return tuple(Tick(day, _name(day, voice)) for day in shown)

    def _months(self) -> list[date]:
        month = self.first.replace(day=1)
        if month < self.first:
            month += relativedelta(months=1)
        found = []
        while month < self.last:
            found.append(month)
            month += relativedelta(months=1)
        return found


def axis_until(first: date, turns: Iterable[date]) -> TimeAxis:
    """Return the axis that shows these days with some room after the last: six months at least, two years at most."""
    furthest = first + relativedelta(months=MOST_MONTHS)
    near = [day for day in turns if day < furthest]
    soonest = first + relativedelta(months=FEWEST_MONTHS)
    last = max([soonest, *(day + timedelta(days=max(14, (day - first).days // 8)) for day in near)])
    return TimeAxis(first, last)


def months_from(first: date, months: int) -> TimeAxis:
    """Return the axis of so many months."""
    return TimeAxis(first, first + relativedelta(months=months))


def _name(day: date, voice: Voice) -> str:
    return str(day.year) if day.month == 1 else voice.translate(MONTHS[day.month - 1])[:SHORT]
