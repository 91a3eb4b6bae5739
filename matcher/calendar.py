"""From which day to which day: each trial's course by the dates alone, the tests to repeat, and the key dates.

Everything here is read off the timelines and windows of a match; nothing is judged again.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from matcher.finding import Why
from matcher.freshness import aged_tests
from matcher.result import Outcome, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from criteria.dates import Duration, PartialDate
    from matcher.finding import Finding
    from matcher.freshness import AgedTest
    from matcher.result import CriterionResult, Match, MatchResult, Timeline, Window

KEY_DATES_WITHIN = relativedelta(years=2)
BY_TIME = frozenset({Why.TOO_EARLY, Why.PASSED, Why.IN_TIME, Why.PARTIAL_DATE, Why.STALE, Why.UNDATED})
"""Reasons that say that time decides."""


@dataclass(frozen=True, slots=True)
class Span:
    """Inclusive days from `start` to `end` on which something stands in one way; no end means open."""

    start: date
    end: date | None
    state: Outcome | Verdict


@dataclass(frozen=True, slots=True)
class Lane:
    """The course of one criterion that time bears on; `result` is today's, the state of each span an `Outcome`."""

    result: CriterionResult
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class TrialCalendar:
    """One trial's course from the as-of date on; the state of each span of `whole` is a `Verdict`.

    A day outside the trial's windows is `LATER` while a window is still to come, else `INELIGIBLE`: not possible then.
    With cohorts `whole` is of all of them together; the lanes are of the criteria that the match shows.
    """

    match: Match
    whole: tuple[Span, ...]
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True)
class TestToRepeat:
    """A test whose last result is too old, or will be while a trial is open to the patient.

    `fresh_until` is the last day on which the last result is fresh enough for the strictest of `trials`; None when it
    is not surely so on the as-of date (`is_due`). `by` is the earliest last day of the windows it is needed in, each
    trial's earliest counted; None when none of them ends. `not_before` is the first day on which a new result would
    still be fresh when the earliest of these windows opens; None when any day from the as-of date on would do.
    `due_for` are those of `trials` that the last result is not surely fresh enough for on the as-of date.
    """

    fact: str
    last: PartialDate | None
    fresh_until: date | None
    is_due: bool
    by: date | None
    trials: tuple[str, ...]
    not_before: date | None = None
    due_for: tuple[str, ...] = ()


class KeyDateKind(Enum):
    """What falls on a key date."""

    OPENS = "opens"
    CLOSES = "closes"
    REPEAT = "repeat"


@dataclass(frozen=True, slots=True)
class KeyDate:
    """A day to know of: the first or the last day of a trial's window, or the last day to repeat a test by."""

    day: date
    kind: KeyDateKind
    trial: str | None


def trial_calendar(match: Match, as_of: date) -> TrialCalendar:
    """Return one trial's course, with a lane for each criterion that time bears on."""
    lanes = (Lane(line.today, _outcomes(line)) for line in match.timelines if is_bound_by_time(line))
    return TrialCalendar(match, _verdicts(match, as_of), tuple(lanes))


def overview(result: MatchResult, months: int = 6) -> tuple[TrialCalendar, ...]:
    """Return the courses of all trials and labels that are or will be possible, in rank order.

    Left out are spans that begin more than `months` months ahead, and lanes that only turn after that; the spans
    shown keep their true ends.
    """
    as_of = result.screening_date
    until = as_of + relativedelta(months=months)
    return tuple(_up_to(until, trial_calendar(match, as_of)) for match in _open(result))


def tests_to_repeat(result: MatchResult) -> tuple[TestToRepeat, ...]:
    """Return the tests to repeat, those due first, then by the day they are needed by."""
    as_of = result.screening_date
    needs: dict[str, list[_Need]] = defaultdict(list)
    for match in _open(result):
        for need in _needs(match, as_of):
            needs[need.test.fact].append(need)
    tests = (_to_repeat(fact, of_fact, as_of) for fact, of_fact in needs.items())
    return tuple(sorted(tests, key=_urgency))


def key_dates(result: MatchResult) -> tuple[KeyDate, ...]:
    """Return the key dates of the next two years from the as-of date on, in order, each once.

    A window that is open on the as-of date has opened already. What lies further off, such as the day on which an age
    limit is reached in forty years, is nothing to put into a calendar; the windows themselves say it.
    """
    as_of = result.screening_date
    until = as_of + KEY_DATES_WITHIN
    found: set[KeyDate] = set()
    for match in _open(result):
        trial = match.trial.id
        found.update(KeyDate(w.start, KeyDateKind.OPENS, trial) for w in match.windows if w.start > as_of)
        found.update(KeyDate(w.end, KeyDateKind.CLOSES, trial) for w in match.windows if w.end is not None)
    days = (repeat_day(test) for test in tests_to_repeat(result))
    found.update(KeyDate(day, KeyDateKind.REPEAT, None) for day in days if day is not None)
    kinds = list(KeyDateKind)
    near = (one for one in found if one.day <= until)
    return tuple(sorted(near, key=lambda one: (one.day, kinds.index(one.kind), one.trial or "")))


def unreviewed_trials(result: MatchResult) -> frozenset[str]:
    """Return the trials that a machine read and no person has reviewed."""
    return frozenset(match.trial.id for match in result.matches if match.trial.needs_review)


def repeat_day(test: TestToRepeat) -> date | None:
    """Return the day to repeat a test by: while the last result is fresh, else while a window is open.

    None when it is due and no window ends. While no window is near, a result that runs out is no reason to repeat.
    """
    return test.by if test.fresh_until is None or test.not_before is not None else test.fresh_until


def is_bound_by_time(line: Timeline) -> bool:
    """Whether a later day changes a criterion's outcome, or time decides how it stands today."""
    return len(_outcomes(line)) > 1 or _is_by_time(line.today)


def _is_by_time(result: CriterionResult) -> bool:
    if aged_tests(result):
        return True
    return result.finding is not None and any(leaf.why in BY_TIME for leaf in _deciding(result.finding))


def _deciding(finding: Finding) -> Iterator[Finding]:
    """Yield the leaves that share in a finding's truth: they name the facts that decide it or leave it open."""
    if not finding.parts:
        yield finding
        return
    named = {*finding.facts, *finding.missing}
    for part in finding.parts:
        if named & {*part.facts, *part.missing}:
            yield from _deciding(part)


def _open(result: MatchResult) -> Iterator[Match]:
    return (match for match in result.matches if match.verdict is not Verdict.INELIGIBLE)


def _outcomes(line: Timeline) -> tuple[Span, ...]:
    return _spans([(day, result.outcome) for day, result in line.steps])


def _verdicts(match: Match, as_of: date) -> tuple[Span, ...]:
    """Return the trial's verdict by day, read off its windows."""
    windows = (*match.windows, *match.eligible_windows)
    ends = (window.end + timedelta(days=1) for window in windows if window.end is not None)
    days = sorted({as_of, *(window.start for window in windows), *ends})
    return _spans([(day, _verdict_on(match, day)) for day in days])


def _verdict_on(match: Match, day: date) -> Verdict:
    if any(_covers(window, day) for window in match.eligible_windows):
        return Verdict.ELIGIBLE
    if any(_covers(window, day) for window in match.windows):
        return Verdict.POSSIBLE
    return Verdict.LATER if any(window.start > day for window in match.windows) else Verdict.INELIGIBLE


def _covers(window: Window, day: date) -> bool:
    return window.start <= day and (window.end is None or day <= window.end)


def _spans(states: Sequence[tuple[date, Outcome | Verdict]]) -> tuple[Span, ...]:
    """Return the states from each day on as spans, equal neighbours merged."""
    turns = [states[0], *(later for before, later in pairwise(states) if before[1] != later[1])]
    ends = [start - timedelta(days=1) for start, _ in turns[1:]]
    return tuple(Span(start, end, state) for (start, state), end in zip(turns, [*ends, None], strict=True))


def _up_to(until: date, course: TrialCalendar) -> TrialCalendar:
    lanes = (Lane(lane.result, _begun(lane.spans, until)) for lane in course.lanes)
    kept = tuple(lane for lane in lanes if len(lane.spans) > 1 or _is_by_time(lane.result))
    return TrialCalendar(course.match, _begun(course.whole, until), kept)


def _begun(spans: Iterable[Span], until: date) -> tuple[Span, ...]:
    return tuple(span for span in spans if span.start <= until)


@dataclass(frozen=True, slots=True)
class _Need:
    """A test that a trial needs again, and the trial's earliest window in which it does."""

    test: AgedTest
    trial: str
    fresh_until: date | None
    window: Window


def _needs(match: Match, as_of: date) -> Iterator[_Need]:
    for result in match.criteria:
        for test in aged_tests(result):
            fresh = test.fresh_until if test.fresh_until is not None and test.fresh_until >= as_of else None
            window = next((one for one in match.windows if _outlasts(one, fresh)), None)
            if window is not None:
                yield _Need(test, match.trial.id, fresh, window)


def _outlasts(window: Window, fresh_until: date | None) -> bool:
    """Whether a window has a day on which the last result is no longer fresh."""
    return fresh_until is None or window.end is None or window.end > fresh_until


def _to_repeat(fact: str, needs: Sequence[_Need], as_of: date) -> TestToRepeat:
    strictest = min(needs, key=lambda need: need.fresh_until or date.min)
    ends = [need.window.end for need in needs if need.window.end is not None]
    early = min(_first_fresh(need.test.max_age, need.window.start, as_of) for need in needs)
    return TestToRepeat(
        fact=fact,
        last=strictest.test.last,
        fresh_until=strictest.fresh_until,
        is_due=strictest.fresh_until is None,
        by=min(ends, default=None),
        trials=tuple(dict.fromkeys(need.trial for need in needs)),
        not_before=early if early > as_of else None,
        due_for=tuple(dict.fromkeys(need.trial for need in needs if need.fresh_until is None)),
    )


def _first_fresh(max_age: Duration, day: date, as_of: date) -> date:
    """Return the first day from the as-of date on whose result would still be fresh on `day`."""
    test_day = as_of
    while max_age.after(test_day) < day:
        test_day += timedelta(days=1)
    return test_day


def _urgency(test: TestToRepeat) -> tuple[bool, date, date, str]:
    return not test.is_due, test.by or date.max, test.fresh_until or date.max, test.fact
