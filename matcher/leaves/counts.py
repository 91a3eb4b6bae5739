"""Leaves that count treatments: how many, how many cycles, how many lines of therapy."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from criteria.entries import Therapy
from criteria.measures import Interval
from matcher.case import overlap
from matcher.finding import Evidence, Finding, Why
from matcher.leaf import compare
from matcher.leaves.treatments import KINDS, Judged, evidence_of, listed, relevant_entries, unlisted
from matcher.truth import Truth, truth

if TYPE_CHECKING:
    from criteria.rules import CountRule, CyclesRule, LinesRule
    from matcher.case import Case, Entry
    from matcher.leaves.treatments import Treatment

SYSTEMIC = "systemic_antineoplastic"
_NOUGHT = Fraction(0)


def count(rule: CountRule, case: Case) -> Finding:
    """Judge the number of such treatments."""
    entries, kind = listed(case, rule.source), KINDS[rule.source]
    relevant = relevant_entries(entries, rule.select, kind)
    rest = unlisted(entries, rule.select, kind)
    surely = sum(match.truth is Truth.TRUE for _, match in relevant)
    most = None if rest.truth is Truth.UNKNOWN else Fraction(len(relevant))
    return _counted(rule, Interval(Fraction(surely), most), relevant, rest)


def cycles(rule: CyclesRule, case: Case) -> Finding:
    """Judge the cycles of such treatments in all."""
    entries = case.therapies
    relevant = relevant_entries(entries, rule.select, "therapy")
    rest = unlisted(entries, rule.select, "therapy")
    low, high = _NOUGHT, _NOUGHT
    counted: list[tuple[Treatment, Judged]] = []
    is_open = rest.truth is Truth.UNKNOWN
    for entry, match in relevant:
        given = entry.item.cycles if isinstance(entry.item, Therapy) else None
        if given is None:
            is_open = True
            counted.append((entry, replace(match, missing=(*match.missing, f"{entry.path}.cycles"))))
            continue
        counted.append((entry, match))
        if match.truth is Truth.TRUE:
            low += given
            high += given
        else:
            high += given
    return _counted(rule, Interval(low, None if is_open else high), counted, rest)


def lines(rule: LinesRule, case: Case) -> Finding:
    """Judge the number of prior lines of therapy."""
    entries = case.therapies
    if rule.select.model_fields_set:
        relevant = relevant_entries(entries, rule.select, "therapy")
        rest = unlisted(entries, rule.select, "therapy")
        return _counted(rule, _distinct_lines(relevant, rest), relevant, rest)
    rest = unlisted(entries, rule.select, "therapy")
    stated = [entry.item.line for entry in entries.items if entry.item.line is not None]
    if stated:
        highest = max(stated)
        value = Interval.point(Fraction(highest))
        deciding: list[tuple[Treatment, Judged]] = [
            (entry, Judged(Truth.TRUE, Why.FOUND, f"{entry.path}.line"))
            for entry in entries.items
            if entry.item.line == highest
        ]
        return _counted(rule, value, deciding, Judged(Truth.FALSE, Why.FOUND, entries.path))
    systemic = [(entry, _is_systemic(entry)) for entry in entries.items]
    relevant = [(entry, judged) for entry, judged in systemic if judged.truth is not Truth.FALSE]
    surely = sum(judged.truth is Truth.TRUE for _, judged in relevant)
    most = None if rest.truth is Truth.UNKNOWN else Fraction(len(relevant))
    return _counted(rule, Interval(Fraction(surely), most), relevant, rest)


def _distinct_lines(relevant: list[tuple[Treatment, Judged]], rest: Judged) -> Interval:
    stated: dict[bool, set[int]] = {True: set(), False: set()}
    unnumbered = {True: 0, False: 0}
    for entry, match in relevant:
        line = entry.item.line if isinstance(entry.item, Therapy) else None
        sure = match.truth is Truth.TRUE
        if line is None:
            unnumbered[sure] += 1
        else:
            stated[sure].add(line)
    low = max(len(stated[True]), 1 if unnumbered[True] else 0)
    high = len(stated[True] | stated[False]) + unnumbered[True] + unnumbered[False]
    return Interval(Fraction(low), None if rest.truth is Truth.UNKNOWN else Fraction(high))


def _is_systemic(entry: Entry[Therapy]) -> Judged:
    if entry.item.intent is not None:
        return Judged(truth(holds=entry.item.intent == "systemic"), Why.FOUND, entry.path)
    if entry.term is None:
        return Judged(Truth.UNKNOWN, Why.UNMAPPED, entry.path, (f"{entry.path}.intent",))
    systemic = overlap("therapy", entry.term.id, SYSTEMIC)
    missing = (f"{entry.path}.intent",) if systemic is Truth.UNKNOWN else ()
    return Judged(systemic, Why.FOUND, entry.path, missing)


def _counted_words(value: Interval) -> str:
    if value.high is None:
        return f"{value.low} or more"
    return str(value.low) if value.is_point else f"{value.low}-{value.high}"


def _counted(
    rule: CountRule | CyclesRule | LinesRule, value: Interval, relevant: list[tuple[Treatment, Judged]], rest: Judged
) -> Finding:
    """Judge a count that may have only a lower bound."""
    outcome = compare(value, rule.interval)
    counted = tuple(judged.path for _, judged in relevant)
    evidence = tuple(evidence_of(entry) for entry, _ in relevant)
    summary = Evidence(rest.path, value=_counted_words(value), status="count")
    if outcome is Truth.UNKNOWN:
        details = tuple(path for _, judged in relevant for path in judged.missing)
        details = (*details, *rest.missing) if rest.truth is Truth.UNKNOWN else details
        return Finding(
            rule,
            outcome,
            rest.why if rest.truth is Truth.UNKNOWN else Why.DETAIL,
            missing=tuple(dict.fromkeys(details or counted or (rest.path,))),
            evidence=(summary, *evidence),
            span=value,
        )
    why = Why.FOUND if counted else rest.why
    return Finding(rule, outcome, why, facts=counted or (rest.path,), evidence=(summary, *evidence), span=value)
