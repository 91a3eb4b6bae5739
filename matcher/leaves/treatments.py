"""Leaves on the lists of treatments: had, count, ongoing, washout, stable dose, cycles, lines of therapy."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from criteria.dates import Duration, HalfLives, LongerOf, PartialDate, ShorterOf
from criteria.entries import Therapy
from criteria.half_lives import half_life
from matcher.finding import Evidence, Finding, Why
from matcher.truth import Truth, all_of, any_of, negate, truth

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from criteria.dates import Washout
    from criteria.entries import Medication
    from criteria.rules import (
        HadRule,
        OngoingRule,
        Rule,
        Selection,
        StableDoseRule,
        WashoutRule,
    )
    from criteria.vocabulary import Kind
    from matcher.case import Case, Entries, Entry
    from matcher.clock import Clock

    Treatment = Entry[Therapy] | Entry[Medication]
    Treatments = Entries[Therapy] | Entries[Medication]

KINDS: dict[str, Kind] = {"therapies": "therapy", "medications": "medication"}


@dataclass(frozen=True, slots=True)
class Judged:
    """What one entry (or the unlisted rest of a list) says to a rule, and the details it lacks."""

    truth: Truth
    why: Why
    path: str
    missing: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    turns: date | None = None


def listed(case: Case, source: str) -> Treatments:
    """Return the list that a rule is about."""
    return case.therapies if source == "therapies" else case.medications


def selected(entries: Treatments, entry: Treatment, select: Selection, kind: Kind) -> Judged:
    """Judge whether an entry is among those a rule means."""
    truths = [_by_name(entries, entry, select.any_of, kind) if select.any_of else Truth.TRUE]
    truths.append(negate(_by_name(entries, entry, select.none_of, kind)))
    named = all_of(truths)
    missing: list[str] = [] if named is not Truth.UNKNOWN else [entry.path]
    why = Why.FOUND if named is not Truth.UNKNOWN else (Why.OVERLAP if entry.term else Why.UNMAPPED)
    for detail, asked in _details_asked(select):
        given = _detail(entry, detail)
        if given is None:
            truths.append(Truth.UNKNOWN)
            missing.append(f"{entry.path}.{detail}")
            why = Why.DETAIL if why is Why.FOUND else why
        else:
            truths.append(truth(holds=given in asked))
    outcome = all_of(truths)
    return Judged(outcome, why, entry.path, tuple(missing) if outcome is Truth.UNKNOWN else ())


def _by_name(entries: Treatments, entry: Treatment, terms: tuple[str, ...], kind: Kind) -> Truth:
    return any_of(entries.is_meant(kind, entry.term, asked) for asked in terms)


def _details_asked(select: Selection) -> tuple[tuple[str, tuple[str, ...]], ...]:
    formulation = () if select.formulation is None else (select.formulation,)
    asked: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("intent", select.intent),
        ("setting", select.setting),
        ("outcome", select.outcome),
        ("isotope", select.isotope),
        ("formulation", formulation),
    )
    return tuple((name, values) for name, values in asked if values)


def _detail(entry: Treatment, name: str) -> str | None:
    value: str | None = getattr(entry.item, name, None)
    if value is None and name == "isotope" and entry.term is not None:
        return entry.term.isotope
    return value


def evidence_of(entry: Treatment) -> Evidence:
    """Return the entry as evidence: its name, its end and whether it runs."""
    item = entry.item
    status = "ongoing" if item.ongoing else (getattr(item, "outcome", None) or "")
    label = entry.term.label if entry.term else entry.name
    return Evidence(entry.path, name=label, date=item.end, status=status)


def unlisted(entries: Treatments, select: Selection, kind: Kind) -> Judged:
    """Judge whether a treatment that is not on the list may have been given all the same."""
    denied = [entries.denies(kind, asked) for asked in select.any_of]
    if denied and all(entry is not None for entry in denied):
        paths = [entry.path for entry in denied if entry is not None]
        return Judged(Truth.FALSE, Why.NEVER, paths[0])
    if entries.proves_absence:
        return Judged(Truth.FALSE, Why.NEVER, entries.path)
    why = Why.OPEN_LIST if entries.is_given else Why.ABSENT
    return Judged(Truth.UNKNOWN, why, entries.path, (entries.path,))


def running(entry: Treatment, clock: Clock) -> Truth:
    """Judge whether a treatment runs on the day; on the day of its end it no longer does."""
    item = entry.item
    if item.ongoing:
        return Truth.TRUE
    if item.end is not None:
        return negate(clock.has_been(item.end, lambda day: day))
    return Truth.FALSE if item.ongoing is False else Truth.UNKNOWN


def _exists(rule: Rule, judged: Iterable[Judged]) -> Finding:
    """Compose: some entry, listed or not, is as asked."""
    every = tuple(judged)
    outcome = any_of(one.truth for one in every)
    return _composed(rule, outcome, [one for one in every if one.truth is outcome], every[-1])


def _composed(rule: Rule, outcome: Truth, deciding: list[Judged], rest: Judged) -> Finding:
    evidence = tuple(item for one in deciding for item in one.evidence)
    chosen = next((one for one in deciding if one is not rest), rest)
    turns = max((one.turns for one in deciding if one.turns is not None), default=None)
    if outcome is Truth.UNKNOWN:
        missing = tuple(dict.fromkeys(path for one in deciding for path in (one.missing or (one.path,))))
        return Finding(rule, outcome, chosen.why, missing=missing, evidence=evidence, turns=turns)
    facts = tuple(dict.fromkeys(one.path for one in deciding))
    return Finding(rule, outcome, chosen.why, facts=facts, evidence=evidence, turns=turns)


def _joined(match: Judged, state: Judged) -> Judged:
    """Judge "it is meant, and it is so": the less certain of the two."""
    outcome = all_of((match.truth, state.truth))
    if outcome is match.truth and match.truth is not state.truth:
        return Judged(outcome, match.why, match.path, match.missing, state.evidence, None)
    is_open = [one for one in (match, state) if one.truth is Truth.UNKNOWN]
    missing = tuple(dict.fromkeys(path for one in is_open for path in one.missing)) if outcome is Truth.UNKNOWN else ()
    return Judged(outcome, state.why, state.path, missing, state.evidence, state.turns)


def relevant_entries(entries: Treatments, select: Selection, kind: Kind) -> list[tuple[Treatment, Judged]]:
    """Return the entries that a rule means, or may mean."""
    judged = [(entry, selected(entries, entry, select, kind)) for entry in entries.items]
    return [(entry, match) for entry, match in judged if match.truth is not Truth.FALSE]


def had(rule: HadRule, case: Case, clock: Clock) -> Finding:
    """Judge whether such a treatment was given, ever or within a window."""
    entries, kind = listed(case, rule.source), KINDS[rule.source]
    judged = [
        _joined(match, _given(entry, rule.within, clock))
        for entry, match in relevant_entries(entries, rule.select, kind)
    ]
    return _exists(rule, [*judged, unlisted(entries, rule.select, kind)])


def _given(entry: Treatment, within: Duration | None, clock: Clock) -> Judged:
    evidence = (evidence_of(entry),)
    if within is None:
        return Judged(Truth.TRUE, Why.FOUND, entry.path, evidence=evidence)
    runs = running(entry, clock)
    end = entry.item.end
    if end is None:
        if runs is Truth.TRUE:
            return Judged(runs, Why.ONGOING, f"{entry.path}.ongoing", (), evidence)
        return Judged(Truth.UNKNOWN, Why.NO_END, f"{entry.path}.end", (f"{entry.path}.end",), evidence)
    recent = clock.is_within(end, within.after)
    why = {Truth.TRUE: Why.IN_TIME, Truth.FALSE: Why.PASSED, Truth.UNKNOWN: Why.PARTIAL_DATE}[recent]
    turns = within.after(end.first if recent is Truth.TRUE else end.last)
    return Judged(recent, why, f"{entry.path}.end", (f"{entry.path}.end",), evidence, turns)


def ongoing(rule: OngoingRule, case: Case, clock: Clock) -> Finding:
    """Judge whether such a treatment is running."""
    entries, kind = listed(case, rule.source), KINDS[rule.source]
    judged = [_joined(match, _running(entry, clock)) for entry, match in relevant_entries(entries, rule.select, kind)]
    return _exists(rule, [*judged, unlisted(entries, rule.select, kind)])


def _running(entry: Treatment, clock: Clock) -> Judged:
    runs = running(entry, clock)
    why = {Truth.TRUE: Why.ONGOING, Truth.FALSE: Why.FOUND, Truth.UNKNOWN: Why.NO_END}[runs]
    if runs is Truth.UNKNOWN and entry.item.end is not None:
        why = Why.PARTIAL_DATE
    return Judged(runs, why, entry.path, (f"{entry.path}.ongoing",), (evidence_of(entry),))


def stable_dose(rule: StableDoseRule, case: Case, clock: Clock) -> Finding:
    """Judge whether such a treatment runs at a dose unchanged for long enough."""
    entries, kind = listed(case, rule.source), KINDS[rule.source]
    judged = [
        _joined(match, _joined(_running(entry, clock), _stable(entry, rule.at_least, clock)))
        for entry, match in relevant_entries(entries, rule.select, kind)
    ]
    return _exists(rule, [*judged, unlisted(entries, rule.select, kind)])


def _stable(entry: Treatment, at_least: Duration, clock: Clock) -> Judged:
    path = f"{entry.path}.stable_since" if isinstance(entry.item, Therapy) else entry.path
    since = getattr(entry.item, "stable_since", None)
    if not isinstance(since, PartialDate):
        return Judged(Truth.UNKNOWN, Why.DETAIL, path, (path,), (evidence_of(entry),))
    passed = clock.has_been(since, at_least.after)
    why = {Truth.TRUE: Why.IN_TIME, Truth.FALSE: Why.TOO_EARLY, Truth.UNKNOWN: Why.PARTIAL_DATE}[passed]
    label = entry.term.label if entry.term else entry.name
    evidence = (Evidence(path, name=label, date=since, status="stable"),)
    turns = at_least.after(since.first if passed is Truth.FALSE else since.last)
    return Judged(passed, why, path, (path,), evidence, turns)


def washout(rule: WashoutRule, case: Case, clock: Clock) -> Finding:
    """Judge whether every such treatment ended long enough ago."""
    entries, kind = listed(case, rule.source), KINDS[rule.source]
    judged = []
    for entry, match in relevant_entries(entries, rule.select, kind):
        washed = _washed_out(entry, rule.at_least, clock)
        outcome = any_of((negate(match.truth), washed.truth))
        is_open = [one for one in (match, washed) if one.truth is Truth.UNKNOWN]
        missing = tuple(path for one in is_open for path in one.missing) if outcome is Truth.UNKNOWN else ()
        # No day is named for a treatment that is perhaps not meant at all.
        is_meant = washed.truth is outcome
        why, turns = (washed.why, washed.turns) if is_meant else (match.why, None)
        judged.append(Judged(outcome, why, washed.path, missing, washed.evidence, turns))
    rest = unlisted(entries, rule.select, kind)
    rest = Judged(negate(rest.truth), rest.why, rest.path, rest.missing)
    outcome = all_of(one.truth for one in (*judged, rest))
    deciding = [one for one in (*judged, rest) if one.truth is outcome]
    if outcome is Truth.TRUE and judged:
        deciding = judged
    return _composed(rule, outcome, deciding, rest)


def _washed_out(entry: Treatment, at_least: Washout, clock: Clock) -> Judged:
    evidence = (evidence_of(entry),)
    end = entry.item.end
    path = f"{entry.path}.end"
    if entry.item.ongoing:
        return Judged(Truth.FALSE, Why.ONGOING, f"{entry.path}.ongoing", (), evidence)
    if end is None:
        return Judged(Truth.UNKNOWN, Why.NO_END, path, (path,), evidence)
    outcome, turns = _length_passed(entry, at_least, end, clock)
    why = {Truth.TRUE: Why.IN_TIME, Truth.FALSE: Why.TOO_EARLY, Truth.UNKNOWN: Why.PARTIAL_DATE}[outcome]
    if outcome is Truth.UNKNOWN and (turns is None or end.is_exact):
        return Judged(outcome, Why.NO_HALF_LIFE, path, (entry.path,), evidence, turns)
    return Judged(outcome, why, path, (path,), evidence, turns)


def _length_passed(entry: Treatment, length: Washout, end: PartialDate, clock: Clock) -> tuple[Truth, date | None]:
    """Judge a washout of any form; the day is the first that may meet it, once reached the first that surely does."""
    perhaps, surely = _days_met(entry, length, end)
    if surely is not None and clock.reached(surely):
        return Truth.TRUE, surely
    return (Truth.UNKNOWN, surely) if clock.reached(perhaps) else (Truth.FALSE, perhaps)


def _days_met(entry: Treatment, length: Washout, end: PartialDate) -> tuple[date, date | None]:
    """Return the days from which a washout is perhaps and surely met; the second is unknown without a half-life."""
    match length:
        case Duration():
            return length.after(end.first), length.after(end.last)
        case HalfLives():
            span = half_life(entry.term.id) if entry.term is not None else None
            if span is None:
                return end.first, None
            shortest, longest = (timedelta(days=math.ceil(days * length.half_lives)) for days in span)
            return end.first + shortest, end.last + longest
        case LongerOf():
            parts = [_days_met(entry, part, end) for part in length.longer_of]
            known = [day for _, day in parts if day is not None]
            return max(day for day, _ in parts), max(known) if len(known) == len(parts) else None
        case ShorterOf():
            parts = [_days_met(entry, part, end) for part in length.shorter_of]
            return min(day for day, _ in parts), min((day for _, day in parts if day is not None), default=None)
