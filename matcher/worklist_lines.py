"""A worklist in words: for each list its title, its columns, a line an item, and what to say where it is empty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from matcher.calendar import repeat_day
from matcher.calendar_words import name_of_test
from matcher.cohort_output import problem_sentence
from matcher.explain import Register, fact_label, one_line_why, status_words, verdict_symbol, verdict_words, visible
from matcher.wording import calendar as dates
from matcher.wording import worklist as words
from matcher.wording.general import VERDICTS
from matcher.wording.voice import Voice
from matcher.worklist import standings_for

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from criteria.trial import Trial
    from matcher.calendar import TestToRepeat
    from matcher.cohort import Patient, Row
    from matcher.result import Match, Window
    from matcher.worklist import Became, Closing, Due, Opening, Repeat, Worklist

BECAME, CLOSING, OPENING, REPEAT, ONE_TRIAL, UNREAD = "became", "closing", "opening", "repeat", "standings", "unread"
SECTIONS: Final = (BECAME, CLOSING, OPENING, REPEAT, UNREAD)
_NAMED: Final = 3
_VOICE: Final = Voice(Register.CLINICIAN)


@dataclass(frozen=True, slots=True)
class Line:
    """One item: a cell for each column, the first the patient's name; and what of it a program can use."""

    cells: tuple[str, ...]
    detail: str
    file: Path | None = None
    trials: tuple[str, ...] = ()
    is_recruiting: bool = True
    verdict: str = ""
    day: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One list of a worklist in words."""

    section: str
    title: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    empty: str


def heading(worklist: Worklist) -> str:
    """Return of which days and of how many patients a worklist is."""
    text = words.HEADING_ONE if worklist.patients == 1 else words.HEADING
    days = worklist.days
    return _say(text, on=days.on, since=days.since, until=days.until, patients=worklist.patients)


def tables_of(worklist: Worklist) -> tuple[Table, ...]:
    """Return all lists but those of single trials, in order."""
    return tuple(table_of(worklist, section) for section in SECTIONS)


def table_of(worklist: Worklist, section: str) -> Table:
    """Return one of the lists."""
    makers: dict[str, Iterable[Line]] = {
        BECAME: map(_became, worklist.became),
        CLOSING: map(_closing, worklist.closing),
        OPENING: map(_opening, worklist.opening),
        REPEAT: _repeats(worklist.repeats),
        UNREAD: map(_unread, worklist.unread),
    }
    return _table(worklist, section, makers[section])


def standings_table(worklist: Worklist, trial: str) -> Table:
    """Return the list of every patient's standing in one trial."""
    return _table(worklist, ONE_TRIAL, map(_standing, standings_for(worklist, trial)))


def _table(worklist: Worklist, section: str, lines: Iterable[Line]) -> Table:
    days = worklist.days
    return Table(
        section,
        _say(words.TITLES[section]),
        tuple(_say(head) for head in words.HEADS[section]),
        tuple(lines),
        _say(words.EMPTY[section], on=days.on, since=days.since, until=days.until),
    )


def trial_name(trial: Trial) -> str:
    """Return a trial's number, with its short name where it has one."""
    return f"{trial.id} ({visible(trial.acronym)})" if trial.acronym else trial.id


def _became(item: Became) -> Line:
    since = item.opened.isoformat() if item.opened else _say(words.BY_RECORD)
    before = f"{_verdict(item.before)}. {one_line_why(item.before, Register.CLINICIAN)}"
    return _line(item, (_verdict(item.match), since, before), item.opened)


def _closing(item: Closing) -> Line:
    todo = one_line_why(item.match, Register.CLINICIAN)
    return _line(item, (_verdict(item.match), item.last.isoformat(), todo), item.last)


def _opening(item: Opening) -> Line:
    until = item.last.isoformat() if item.last else _say(words.NO_END)
    against = one_line_why(item.match, Register.CLINICIAN)
    return _line(item, (item.first.isoformat(), until, against), item.first, item.last)


def _repeats(items: Iterable[Repeat]) -> Iterator[Line]:
    """Yield a line for the tests of one patient of which the same is told."""
    groups: dict[Hashable, list[Repeat]] = {}
    for item in items:
        test = item.test
        alike = (item.patient.name, item.is_recruiting, test.last, _fresh_until(test), _when(test))
        groups.setdefault(alike, []).append(item)
    yield from map(_repeat, groups.values())


def _repeat(group: Sequence[Repeat]) -> Line:
    patient, test = group[0].patient, group[0].test
    names = ", ".join(name_of_test(item.test.fact, Register.CLINICIAN) for item in group)
    trials = tuple(dict.fromkeys(trial for item in group for trial in item.test.trials))
    last = str(test.last) if test.last else _VOICE.say(dates.UNDATED)
    return Line(
        (patient.name, names, last, _fresh_until(test), _when(test), ", ".join(trials)),
        names,
        patient.file,
        trials,
        group[0].is_recruiting,
        day=test.not_before,
        until=repeat_day(test),
    )


def _fresh_until(test: TestToRepeat) -> str:
    if test.fresh_until is not None:
        return test.fresh_until.isoformat()
    fault = dates.NO_DATE if test.last is None else dates.TOO_OLD if test.last.is_exact else dates.NOT_SURE
    some = _due_for_some(test)
    words = _VOICE.say(fault)
    return _VOICE.say(dates.FOR_SOME, fault=words, trials=", ".join(some)) if some else words


def _due_for_some(test: TestToRepeat) -> tuple[str, ...]:
    """Return the trials that the last result is too old for, where others still take it."""
    return () if test.due_for == test.trials else test.due_for


def _when(test: TestToRepeat) -> str:
    """Return from which day to which day a test is to be repeated."""
    by = repeat_day(test)
    if test.not_before is not None:
        return _say(words.NOT_BEFORE_BY if by else words.NOT_BEFORE, day=test.not_before, by=by)
    if test.is_due:
        return _say(words.NOW_BY if by else words.NOW, by=by)
    return _say(words.BY, by=by)


def _standing(row: Row) -> Line:
    missing = _counted([fact_label(path, Register.CLINICIAN) for path in row.missing])
    windows = "; ".join(_window(window) for window in row.windows) or _say(words.NO_WINDOW)
    first = row.windows[0] if row.windows else None
    return Line(
        (row.patient, _row_verdict(row), windows, missing, _counted(row.confirm)),
        missing,
        row.file,
        (row.trial,),
        verdict=row.verdict.value if row.verdict else "",
        day=first.start if first else None,
        until=first.end if first else None,
    )


def _unread(patient: Patient) -> Line:
    problem = visible(problem_sentence(patient.problems))
    return Line((patient.name, problem), problem, patient.file)


def _line(item: Due, cells: tuple[str, ...], day: date | None, until: date | None = None) -> Line:
    trial = item.match.trial
    return Line(
        (item.patient.name, trial_name(trial), status_words(trial, Register.CLINICIAN), *cells),
        cells[-1],
        item.patient.file,
        (trial.id,),
        trial.is_recruiting,
        item.match.verdict.value,
        day,
        until,
    )


def _verdict(match: Match) -> str:
    return f"{verdict_symbol(match.verdict)} {verdict_words(match, Register.CLINICIAN)}"


def _row_verdict(row: Row) -> str:
    if row.verdict is None:
        return ""
    start = row.windows[0].start.isoformat() if row.windows else ""
    return f"{verdict_symbol(row.verdict)} {_VOICE.say(VERDICTS[row.verdict], date=start)}"


def _window(window: Window) -> str:
    if window.end is None:
        return _say(words.FROM, start=window.start)
    return _say(words.IN_SPAN, start=window.start, end=window.end)


def _counted(names: Sequence[str]) -> str:
    """Return how many there are and the first few of them."""
    unique = list(dict.fromkeys(names))
    if not unique:
        return words.NOTHING
    shown = ", ".join(unique[:_NAMED]) + (" ..." if len(unique) > _NAMED else "")
    return _say(words.COUNTED, n=len(unique), names=shown)


def _say(text: str, **slots: object) -> str:
    return _VOICE.translate(text).format(**slots)
