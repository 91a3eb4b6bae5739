"""The leaf on the progression of the disease."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.case import overlap
from matcher.finding import Evidence, Finding, Why
from matcher.leaf import timed
from matcher.truth import Truth, all_of, any_of, negate

if TYPE_CHECKING:
    from datetime import date

    from criteria.entries import Progression
    from criteria.rules import ProgressionRule
    from matcher.case import Case, Entry
    from matcher.clock import Clock

RECIST, RADIOLOGICAL = "RECIST 1.1", "radiological"


@dataclass(frozen=True, slots=True)
class Event:
    """What one progression says to a rule: whether it is meant, and whether its time is as asked."""

    path: str
    meant: Truth
    timely: Truth
    why: Why
    missing: tuple[str, ...]
    evidence: Evidence
    turns: date | None


def progression(rule: ProgressionRule, case: Case, clock: Clock) -> Finding:
    """Judge whether the disease progressed as asked."""
    entries = case.progression
    events = [_judge(rule, entry, clock) for entry in entries.items]
    events = [event for event in events if event.meant is not Truth.FALSE]
    rest = Truth.FALSE if entries.proves_absence else Truth.UNKNOWN
    seen = any_of((*(event.meant for event in events), rest))
    if rule.at_least_ago is None:
        outcome = any_of((*(all_of((event.meant, event.timely)) for event in events), rest))
    else:
        far_back = (any_of((negate(event.meant), event.timely)) for event in events)
        outcome = all_of((*far_back, negate(rest), seen))
    return _finding(rule, outcome, events, entries.is_given, rest)


def _judge(rule: ProgressionRule, entry: Entry[Progression], clock: Clock) -> Event:
    item = entry.item
    basis, on = _basis(rule, item), _on(rule, entry)
    missing = [f"{entry.path}.criteria"] if basis is Truth.UNKNOWN else []
    missing += [f"{entry.path}.on"] if on is Truth.UNKNOWN else []
    why = Why.DETAIL if missing else Why.FOUND
    timely, turns = Truth.TRUE, None
    if item.date is not None:
        time = timed(rule.within, rule.at_least_ago, item.date, clock)
        timely, turns = time.truth, time.turns
        why = time.why if not missing or timely is not Truth.TRUE else why
    elif rule.within is not None or rule.at_least_ago is not None:
        timely, why = Truth.UNKNOWN, Why.UNDATED
    missing += [f"{entry.path}.date"] if timely is Truth.UNKNOWN else []
    evidence = Evidence(entry.path, name=item.on or "", value=item.criteria, date=item.date)
    return Event(entry.path, all_of((basis, on)), timely, why, tuple(missing), evidence, turns)


def _basis(rule: ProgressionRule, item: Progression) -> Truth:
    """Judge the basis: RECIST progression is radiological, radiological progression may be RECIST."""
    if not rule.basis:
        return Truth.TRUE
    if item.criteria is None:
        return Truth.UNKNOWN
    if item.criteria in rule.basis or (item.criteria == RECIST and RADIOLOGICAL in rule.basis):
        return Truth.TRUE
    may_be = item.criteria == RADIOLOGICAL and RECIST in rule.basis
    return Truth.UNKNOWN if may_be else Truth.FALSE


def _on(rule: ProgressionRule, entry: Entry[Progression]) -> Truth:
    if not rule.on:
        return Truth.TRUE
    if entry.term is None:
        return Truth.UNKNOWN
    return any_of(overlap("therapy", entry.term.id, asked) for asked in rule.on)


def _finding(rule: ProgressionRule, outcome: Truth, events: list[Event], is_given: bool, rest: Truth) -> Finding:  # noqa: FBT001
    timely = [event for event in events if all_of((event.meant, event.timely)) is outcome]
    if rule.at_least_ago is not None and outcome is Truth.FALSE:
        timely = [event for event in events if event.timely is Truth.FALSE]
    deciding = timely or events
    evidence = tuple(event.evidence for event in deciding)
    turns = max((event.turns for event in deciding if event.turns is not None), default=None)
    if outcome is Truth.UNKNOWN:
        missing = [path for event in deciding for path in event.missing]
        missing += ["progression"] if rest is Truth.UNKNOWN or not missing else []
        empty = Why.OPEN_LIST if is_given else Why.ABSENT
        why = next((event.why for event in deciding if event.missing), empty)
        return Finding(rule, outcome, why, missing=tuple(dict.fromkeys(missing)), evidence=evidence, turns=turns)
    facts = tuple(event.path for event in deciding) or ("progression",)
    why = deciding[0].why if deciding else Why.NEVER
    return Finding(rule, outcome, why, facts=facts, evidence=evidence, turns=turns)
