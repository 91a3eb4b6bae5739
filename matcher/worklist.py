"""What is due for many patients on one day: what opened, what closes, what opens soon, which tests to repeat.

Each patient is judged by the engine on the worklist's day and, in the trials open then, on an earlier day too. What is
dated after that earlier day is left out on it, so that it is judged on what was known then. No sentences.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from criteria.problems import InputError, Problem
from matcher.calendar import tests_to_repeat
from matcher.cohort import Row, rows_of
from matcher.result import Verdict
from matcher.windows import OPEN_VERDICTS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from typing import TypeAlias

    from matcher.calendar import TestToRepeat
    from matcher.cohort import Patient
    from matcher.engine import MatchEngine
    from matcher.result import Match, MatchResult, Window

LOOK_BACK_DAYS: Final = 7
LOOK_AHEAD_DAYS: Final = 30


@dataclass(frozen=True, slots=True)
class Days:
    """The day of a worklist, the earlier day it is compared with, and how many days it looks ahead."""

    on: date
    since: date
    within: int = LOOK_AHEAD_DAYS

    @classmethod
    def of(cls, on: date, since: date | None = None, within: int = LOOK_AHEAD_DAYS) -> Days:
        """Return the days of a worklist, compared with seven days before where nothing else is asked.

        Raises:
            InputError: when the earlier day is none.
        """
        if since is not None and since >= on:
            message = f"--since {since} is not before the day of the worklist, {on}"
            raise InputError(Problem("", "", message, "give an earlier day"))
        return cls(on, since or on - timedelta(days=LOOK_BACK_DAYS), within)

    @property
    def until(self) -> date:
        """The last day it looks ahead to, included."""
        return self.on + timedelta(days=self.within)


@dataclass(frozen=True, slots=True)
class Became:
    """A trial that is open to a patient and was not on the earlier day.

    `opened` is the day on which time alone opened it; None where the record changed too, or alone.
    """

    patient: Patient
    match: Match
    before: Match
    opened: date | None


@dataclass(frozen=True, slots=True)
class Closing:
    """A trial that is open to a patient until a day that is near."""

    patient: Patient
    match: Match
    last: date


@dataclass(frozen=True, slots=True)
class Opening:
    """A trial that time alone opens to a patient on a day that is near; no last day means no end."""

    patient: Patient
    match: Match
    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class Repeat:
    """A test of one patient that is too old, or will be soon, for a trial that is open to them or opens soon."""

    patient: Patient
    test: TestToRepeat
    is_recruiting: bool  # any of the trials that ask for it


Due: TypeAlias = "Became | Closing | Opening"


@dataclass(frozen=True, slots=True)
class Worklist:
    """What is due; in each list trials that take new patients come first, then the nearest day.

    `standings` has a row for every patient who could be read and every trial asked about; `unread` the others.
    """

    days: Days
    patients: int
    became: tuple[Became, ...]
    closing: tuple[Closing, ...]
    opening: tuple[Opening, ...]
    repeats: tuple[Repeat, ...]
    standings: tuple[Row, ...]
    unread: tuple[Patient, ...]


@dataclass(slots=True)
class _Gathered:
    became: list[Became] = field(default_factory=list)
    closing: list[Closing] = field(default_factory=list)
    opening: list[Opening] = field(default_factory=list)
    repeats: list[Repeat] = field(default_factory=list)
    standings: list[Row] = field(default_factory=list)
    unread: list[Patient] = field(default_factory=list)
    patients: int = 0


def worklist_of(patients: Iterable[Patient], engine: MatchEngine, days: Days, only: Collection[str] = ()) -> Worklist:
    """Return what is due for these patients, in all trials or in those whose ids `only` names."""
    found = _Gathered()
    for patient in patients:
        found.patients += 1
        if patient.profile is None:
            found.unread.append(patient)
            continue
        result = engine.match(patient.profile, days.on, only)
        found.became += _became(patient, result, engine, days)
        found.closing += _closing(patient, result, days)
        found.opening += _opening(patient, result, days)
        found.repeats += _repeats(patient, result, days)
        found.standings += rows_of(patient, result)
    return Worklist(
        days,
        found.patients,
        tuple(sorted(found.became, key=lambda item: _order(item, item.opened or days.on))),
        tuple(sorted(found.closing, key=lambda item: _order(item, item.last))),
        tuple(sorted(found.opening, key=lambda item: _order(item, item.first))),
        tuple(sorted(found.repeats, key=_repeat_order)),
        tuple(found.standings),
        tuple(found.unread),
    )


def standings_for(worklist: Worklist, trial: str) -> tuple[Row, ...]:
    """Return every patient's standing in one trial, best first: by verdict, first day, what is open, and name."""
    rows = (row for row in worklist.standings if row.trial == trial)
    return tuple(sorted(rows, key=_standing_order))


def _became(patient: Patient, result: MatchResult, engine: MatchEngine, days: Days) -> Iterator[Became]:
    now = {match.trial.id: match for match in result.matches if match.verdict in OPEN_VERDICTS}
    if patient.profile is None or not now:  # no ids at all would ask the engine about every trial
        return
    for before in engine.match(patient.profile, days.since, now.keys()).matches:
        if before.verdict not in OPEN_VERDICTS:
            opened = _holding(before.windows, days.on)
            yield Became(patient, now[before.trial.id], before, opened.start if opened else None)


def _closing(patient: Patient, result: MatchResult, days: Days) -> Iterator[Closing]:
    for match in result.matches:
        window = _holding(match.windows, days.on)
        if window is not None and window.end is not None and window.end <= days.until:
            yield Closing(patient, match, window.end)


def _opening(patient: Patient, result: MatchResult, days: Days) -> Iterator[Opening]:
    for match in result.matches:
        if match.verdict is Verdict.LATER and match.windows[0].start <= days.until:
            yield Opening(patient, match, match.windows[0].start, match.windows[0].end)


def _repeats(patient: Patient, result: MatchResult, days: Days) -> Iterator[Repeat]:
    recruiting = {match.trial.id for match in result.matches if match.trial.is_recruiting}
    for test in tests_to_repeat(result):
        ages = test.is_due or (test.fresh_until is not None and test.fresh_until <= days.until)
        # Repeated earlier it would be too old again when the trial opens.
        is_near = test.not_before is None or test.not_before <= days.until
        if ages and is_near:
            yield Repeat(patient, test, not recruiting.isdisjoint(test.trials))


def _holding(windows: Iterable[Window], day: date) -> Window | None:
    return next((w for w in windows if w.start <= day and (w.end is None or day <= w.end)), None)


def _order(item: Due, day: date) -> tuple[bool, bool, date, int, str, str]:
    match = item.match
    is_label, closed = match.trial.kind == "label", not match.trial.is_recruiting
    return (is_label, closed, day, match.verdict.order, item.patient.name, match.trial.id)


def _repeat_order(item: Repeat) -> tuple[bool, bool, date, str, str]:
    test = item.test
    return (not item.is_recruiting, not test.is_due, test.fresh_until or date.min, item.patient.name, test.fact)


def _standing_order(row: Row) -> tuple[int, date, int, int, str]:
    verdict = row.verdict.order if row.verdict else len(Verdict)
    first = row.windows[0].start if row.windows else date.max
    return (verdict, first, len(row.missing), len(row.confirm), row.patient)
