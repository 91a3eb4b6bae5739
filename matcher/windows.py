"""From when to when: every criterion is judged afresh on each day its answer can turn.

Nothing here calculates with windows: a timeline lists the days on which a criterion was judged because its clock
noted a turn there, and between two of them nothing that the rule compares with the day changes.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from matcher.clock import Clock
from matcher.outcomes import judge
from matcher.result import CriterionResult, Outcome, Timeline, Verdict, Window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from criteria.profile import Answer
    from criteria.trial import Criterion
    from matcher.case import Case


OPEN_VERDICTS = (Verdict.ELIGIBLE, Verdict.POSSIBLE)


def timeline(criterion: Criterion, case: Case, answer: Answer | None) -> Timeline:
    """Judge a criterion on the as-of date and on every later day its answer can turn."""
    day: date | None = case.as_of
    steps: list[tuple[date, CriterionResult]] = []
    while day is not None:
        clock = Clock(day)
        steps.append((day, judge(criterion, case, clock, answer)))
        day = clock.next_turn
    return Timeline(tuple(steps))


def verdict_of(outcomes: Iterable[Outcome], *, at_best_possible: bool) -> Verdict:
    """Return the verdict on one day, before anything is said about later days."""
    found = set(outcomes)
    if Outcome.VIOLATED in found:
        return Verdict.INELIGIBLE
    if Outcome.UNKNOWN in found or at_best_possible:
        return Verdict.POSSIBLE
    return Verdict.ELIGIBLE


def verdicts_by_day(
    timelines: Sequence[Timeline], as_of: date, *, at_best_possible: bool
) -> list[tuple[date, Verdict]]:
    """Return the verdict from each day on which any criterion turns."""
    days = sorted({as_of, *(day for line in timelines for day, _ in line.steps)})
    return [
        (day, verdict_of((line.on(day).outcome for line in timelines), at_best_possible=at_best_possible))
        for day in days
    ]


def verdict_today(verdicts: Sequence[tuple[date, Verdict]]) -> Verdict:
    """Return the first day's verdict; a conflict that time alone cures is for later."""
    today = verdicts[0][1]
    opens = any(verdict in OPEN_VERDICTS for _, verdict in verdicts)
    return Verdict.LATER if today is Verdict.INELIGIBLE and opens else today


def windows_of(verdicts: Sequence[tuple[date, Verdict]], wanted: Callable[[Verdict], bool]) -> tuple[Window, ...]:
    """Return the merged intervals in which the verdict is a wanted one."""
    windows: list[Window] = []
    start: date | None = None
    for day, verdict in verdicts:
        if wanted(verdict) and start is None:
            start = day
        elif not wanted(verdict) and start is not None:
            windows.append(Window(start, day - timedelta(days=1)))
            start = None
    if start is not None:
        windows.append(Window(start, None))
    return tuple(windows)


def union(groups: Iterable[Sequence[Window]]) -> tuple[Window, ...]:
    """Return the days that lie in any of the windows, merged where they touch."""
    merged: list[Window] = []
    for window in sorted((window for group in groups for window in group), key=lambda window: window.start):
        last = merged[-1] if merged else None
        if last is None or (last.end is not None and window.start > last.end + timedelta(days=1)):
            merged.append(window)
        elif last.end is not None and (window.end is None or window.end > last.end):
            merged[-1] = Window(last.start, window.end)
    return tuple(merged)
