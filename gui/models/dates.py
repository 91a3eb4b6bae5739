"""Tests to repeat and key dates as rows of words."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from dateutil.relativedelta import relativedelta

from gui.models.word_table import Cell
from gui.words import Words
from matcher.calendar import KeyDateKind, key_dates, repeat_day, tests_to_repeat
from matcher.explain import fact_label, visible
from matcher.wording import values
from matcher.wording.voice import Voice

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from matcher.calendar import KeyDate, TestToRepeat
    from matcher.explain import Register
    from matcher.result import MatchResult

NAMED: Final = 2  # trials that stand in a cell; of more the first, and how many others
MORE = Words("{name} and {n} more")
TEST_COLUMNS = (
    Words("Test"),
    Words("Last result", "Last done"),
    Words("Repeat by", "Needed again by"),
    Words("For"),
)
DATE_COLUMNS = (Words("Day"), Words("What falls on it", "What to know"))
LAST_FRESH = Words("{last}; fresh until {until}", "{last}; new enough until {until}")
LAST_OLD = Words("{last}; too old", "{last}; may be too old")
NO_DATE = Words("date not known", "day not known")
NOW = Words("now: due", "ask your team now")
BY_END = Words("{day} (due)", "{day}, ask your team")
NO_HURRY = Words("no end date", "no fixed day")
BETWEEN = Words("from {first} to {day}", "from {first} to {day}")
NOT_BEFORE = Words("not before {first}", "not before {first}")
KINDS: Final[Mapping[KeyDateKind, Words]] = {
    KeyDateKind.OPENS: Words("Window opens: {what}", "Perhaps possible from this day, ask your team: {what}"),
    KeyDateKind.CLOSES: Words("Last day of the window: {what}", "Perhaps possible until this day: {what}"),
    KeyDateKind.REPEAT: Words("Last day to repeat: {what}", "Tests needed again by this day: {what}"),
}


def test_rows(result: MatchResult, register: Register) -> tuple[tuple[Cell, ...], ...]:
    """Return a row for each test to repeat."""
    names = _names(result)
    return tuple(_test_row(test, names, register) for test in tests_to_repeat(result))


def date_rows(result: MatchResult, register: Register, months: int) -> tuple[tuple[Cell, ...], ...]:
    """Return a row for each key date of the coming months; what falls on one day alike stands together."""
    voice, names = Voice(register), _names(result)
    until = result.screening_date + relativedelta(months=months)
    near = (one for one in key_dates(result) if one.day <= until)
    tests = {
        day: [fact_label(test.fact, register) for test in group]
        for day, group in _by_day(tests_to_repeat(result)).items()
    }
    rows = []
    for (day, kind), group in groupby(near, key=lambda one: (one.day, one.kind)):
        what = tests.get(day, []) if kind is KeyDateKind.REPEAT else _trials(group, names)
        words = KINDS[kind].of(register)
        rows.append((Cell(values.day(day, voice)), Cell(words.format(what=", ".join(what)))))
    return tuple(rows)


def _test_row(test: TestToRepeat, names: Mapping[str, str], register: Register) -> tuple[Cell, ...]:
    trials = [names[trial] for trial in test.trials]
    short, whole = ", ".join(trials[:NAMED]), ", ".join(trials)
    if len(trials) > NAMED:
        short = MORE.of(register).format(name=trials[0], n=len(trials) - 1)
    name = fact_label(test.fact, register)
    return (Cell(name), Cell(_last(test, register)), Cell(_by(test, register)), Cell(short, whole))


def _last(test: TestToRepeat, register: Register) -> str:
    voice = Voice(register)
    last = values.partial_date(test.last, voice) if test.last else NO_DATE.of(register)
    if test.fresh_until is None:
        return LAST_OLD.of(register).format(last=last) if test.last else last
    if repeat_day(test) == test.fresh_until:
        return last  # how long it is fresh stands in the next column
    return LAST_FRESH.of(register).format(last=last, until=values.day(test.fresh_until, voice))


def _by(test: TestToRepeat, register: Register) -> str:
    voice, day = Voice(register), repeat_day(test)
    first = values.day(test.not_before, voice) if test.not_before else ""
    shown = values.day(day, voice) if day else ""
    if first:
        return (BETWEEN if day else NOT_BEFORE).of(register).format(first=first, day=shown)
    if day is None:
        return (NOW if test.is_due else NO_HURRY).of(register)
    return (BY_END if test.is_due else Words("{day}")).of(register).format(day=shown)


def _by_day(tests: Iterable[TestToRepeat]) -> dict[object, list[TestToRepeat]]:
    found: dict[object, list[TestToRepeat]] = {}
    for test in tests:
        found.setdefault(repeat_day(test), []).append(test)
    return found


def _trials(dates: Iterable[KeyDate], names: Mapping[str, str]) -> Sequence[str]:
    return [names[one.trial] for one in dates if one.trial is not None]


def _names(result: MatchResult) -> dict[str, str]:
    """Return what each trial is called in a word: its acronym, else its number."""
    return {match.trial.id: visible(match.trial.acronym or match.trial.id) for match in result.matches}
