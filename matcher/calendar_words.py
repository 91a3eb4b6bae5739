"""The calendar in words, in two registers: spans, the tests to repeat, the key dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from matcher import explain
from matcher.calendar import KeyDateKind, key_dates, repeat_day, tests_to_repeat, unreviewed_trials
from matcher.freshness import SCAN_FACT
from matcher.result import Verdict
from matcher.wording import calendar as phrases
from matcher.wording import values
from matcher.wording.reasons import capitalised
from matcher.wording.voice import Voice

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Sequence
    from datetime import date

    from criteria.dates import PartialDate
    from matcher.calendar import Lane, Span, TestToRepeat
    from matcher.explain import Register
    from matcher.result import Match, MatchResult
    from matcher.wording.voice import Phrase

NAMED: Final = 4


@dataclass(frozen=True, slots=True)
class RepeatWords:
    """Tests that share their dates, in the words of one line and of the cells of a table."""

    line: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateWords:
    """What falls on a day; `line` names the day as well."""

    day: str
    event: str
    line: str


def span_words(match: Match, lane: Lane, span: Span, register: Register, whole: MatchResult | None = None) -> str:
    """Return how a criterion stands on the days of a span of its lane, and why."""
    voice = Voice(register)
    line = next(line for line in match.timelines if line.today is lane.result)
    result = line.on(span.start)
    return voice.say(
        phrases.CRITERION,
        days=_days(span, voice),
        state=explain.group_title(result.outcome, register),
        reason=explain.reason(result, register, voice.translate, whole),
    )


def whole_words(span: Span, register: Register) -> str:
    """Return how a trial as a whole stands on the days of a span, by the dates alone."""
    if not isinstance(span.state, Verdict):
        message = "the span of a criterion is worded by span_words"
        raise TypeError(message)
    voice = Voice(register)
    return voice.say(phrases.TRIAL, days=_days(span, voice), state=voice.say(phrases.STATES[span.state]))


def _days(span: Span, voice: Voice) -> str:
    start = values.day(span.start, voice)
    if span.end is None:
        return voice.say(phrases.DAYS["on"], start=start)
    if span.end == span.start:
        return voice.say(phrases.DAYS["one"], start=start)
    return voice.say(phrases.DAYS["to"], start=start, end=values.day(span.end, voice))


def name_of_test(fact: str, register: Register) -> str:
    """Return what a test to repeat is called."""
    return Voice(register).say(phrases.SCAN) if fact == SCAN_FACT else explain.fact_label(fact, register)


def repeats_words(result: MatchResult, register: Register) -> tuple[RepeatWords, ...]:
    """Return the tests to repeat in words, those with the same dates together."""
    voice, taking = Voice(register), _taking_patients(result)
    groups: dict[Hashable, list[TestToRepeat]] = {}
    for test in tests_to_repeat(result):
        alike = (test.last, test.fresh_until, test.is_due, test.by, test.not_before, _due_for_some(test))
        groups.setdefault(alike, []).append(test)
    return tuple(_repeat_words(group, taking, voice) for group in groups.values())


def _repeat_words(group: Sequence[TestToRepeat], taking: Collection[str], voice: Voice) -> RepeatWords:
    test = group[0]
    names = capitalised(values.joined([name_of_test(one.fact, voice.register) for one in group], voice))
    every = dict.fromkeys(trial for one in group for trial in one.trials)
    trials = _told(_shortened(every, voice), voice, is_taking=any(trial in taking for trial in every))
    last = values.partial_date(test.last, voice) if test.last else voice.say(phrases.UNDATED)
    until = values.day(test.fresh_until, voice) if test.fresh_until else ""
    fault = voice.say(_fault(test.last))
    if some := _due_for_some(test):
        fault = voice.say(phrases.FOR_SOME, fault=fault, trials=values.joined(some, voice))
    frame = "undated" if test.last is None else "due" if test.is_due else "fresh"
    when = _when(test, voice)
    line = voice.say(
        phrases.TEST_LINE[frame], tests=names, last=last, until=until, fault=fault, when=when, trials=trials
    )
    return RepeatWords(line, (names, last, until or fault, capitalised(when), trials))


def _due_for_some(test: TestToRepeat) -> tuple[str, ...]:
    """Return the trials that the last result is too old for, where the others still take it."""
    return () if test.due_for == test.trials else test.due_for


def _fault(last: PartialDate | None) -> Phrase:
    """Return why a last result is not surely fresh enough; of a partial date it may be its days or its exactness."""
    if last is None:
        return phrases.NO_DATE
    return phrases.TOO_OLD if last.is_exact else phrases.NOT_SURE


def _taking_patients(result: MatchResult) -> frozenset[str]:
    """Return the trials that take patients by their records; approved uses need not."""
    trials = (match.trial for match in result.matches)
    return frozenset(trial.id for trial in trials if trial.kind == "label" or trial.is_recruiting)


def _told(words: str, voice: Voice, *, is_taking: bool) -> str:
    return words if is_taking else voice.say(phrases.CLOSED, words=words)


def _when(test: TestToRepeat, voice: Voice) -> str:
    by = values.day(test.by, voice) if test.by else ""
    first = values.day(test.not_before, voice) if test.not_before else ""
    if first:
        kind = "from by" if by else "from"
    elif test.is_due:
        kind = "by" if by else "now"
    else:
        kind = "later by" if by else "later"
    until = values.day(test.fresh_until, voice) if test.fresh_until else ""
    return voice.say(phrases.REPEAT[kind], by=by, first=first, until=until)


def _shortened(names: Iterable[str], voice: Voice) -> str:
    """Return the first few names, and how many more there are."""
    every = list(names)
    more = len(every) - NAMED
    if more <= 0:
        return values.joined(every, voice)
    return voice.say(phrases.AND_MORE, names=", ".join(every[:NAMED]), n=more)


def dates_words(result: MatchResult, register: Register) -> tuple[DateWords, ...]:
    """Return the key dates in words: one line for all that falls alike on a day."""
    voice, taking = Voice(register), _taking_patients(result)
    unread = unreviewed_trials(result)
    groups: dict[tuple[date, KeyDateKind, bool, bool], list[str]] = {}
    for one in key_dates(result):
        if one.trial is not None:
            key = (one.day, one.kind, one.trial in taking, one.trial in unread)
            groups.setdefault(key, []).append(one.trial)
    told = _repeats(result, voice)
    for (day, kind, is_taking, is_unread), trials in groups.items():
        event = _told(voice.say(phrases.EVENTS[kind], names=values.joined(trials, voice)), voice, is_taking=is_taking)
        told.append((day, kind, voice.say(phrases.UNREVIEWED, words=event) if is_unread else event))
    kinds = list(KeyDateKind)
    ordered = sorted(told, key=lambda one: (one[0], kinds.index(one[1])))
    return tuple(_date_words(day, event, voice) for day, _, event in ordered)


def _repeats(result: MatchResult, voice: Voice) -> list[tuple[date, KeyDateKind, str]]:
    repeat = phrases.EVENTS[KeyDateKind.REPEAT]
    groups: dict[tuple[date, Phrase], list[str]] = {}
    for test in tests_to_repeat(result):
        day = repeat_day(test)
        if day is not None:
            phrase = phrases.RUNS_OUT if day == test.fresh_until else repeat
            groups.setdefault((day, phrase), []).append(name_of_test(test.fact, voice.register))
    return [
        (day, KeyDateKind.REPEAT, voice.say(phrase, names=values.joined(names, voice)))
        for (day, phrase), names in groups.items()
    ]


def _date_words(day: date, event: str, voice: Voice) -> DateWords:
    shown = values.day(day, voice)
    return DateWords(shown, capitalised(event), voice.say(phrases.LINE, day=shown, event=event))
