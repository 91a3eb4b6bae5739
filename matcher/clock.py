"""The day a rule is judged on, and the next day on which its answer could be another.

Every comparison of a rule with the day goes through a `Clock`, which notes the day on which that comparison turns.
Between a day and the earliest turn noted on it every comparison gives the same answer, so the whole evaluation does:
evaluating afresh on each noted turn finds every date on which a verdict can change, without a calculus of its own.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from matcher.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Callable

    from criteria.dates import PartialDate


class Clock:
    """One day, and the turns noted while judging on it."""

    def __init__(self, day: date) -> None:
        """Stand on `day`."""
        self.day = day
        self.next_turn: date | None = None

    def reached(self, turn: date) -> bool:
        """Whether the day is `turn` or later."""
        if self.day >= turn:
            return True
        if self.next_turn is None or turn < self.next_turn:
            self.next_turn = turn
        return False

    def passed(self, last: date) -> bool:
        """Whether the day lies after `last`."""
        return self.reached(last + timedelta(days=1))

    def has_been(self, event: PartialDate, after: Callable[[date], date]) -> Truth:
        """Whether at least the length that `after` adds has passed since the event."""
        if self.reached(after(event.last)):
            return Truth.TRUE
        return Truth.UNKNOWN if self.reached(after(event.first)) else Truth.FALSE

    def is_within(self, event: PartialDate, after: Callable[[date], date]) -> Truth:
        """Whether at most the length that `after` adds has passed since the event, its last day included."""
        if not self.passed(after(event.first)):
            return Truth.TRUE
        return Truth.FALSE if self.passed(after(event.last)) else Truth.UNKNOWN


def freshness(event: PartialDate, after: Callable[[date], date], as_of: date) -> Truth:
    """Whether a test is fresh on the as-of date; freshness is held there and never moves with a clock."""
    return Clock(as_of).is_within(event, after)
