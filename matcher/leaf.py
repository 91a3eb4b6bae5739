"""How a leaf reports what it found; shared by all leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.finding import Evidence, Finding, Why
from matcher.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from criteria.dates import Duration, PartialDate
    from criteria.measures import Interval
    from criteria.rules import Rule
    from matcher.clock import Clock


def compare(value: Interval, limits: Interval) -> Truth:
    """Return whether all, none or some of the values meet the limits."""
    if value.is_inside(limits):
        return Truth.TRUE
    return Truth.FALSE if value.is_disjoint(limits) else Truth.UNKNOWN


def compare_steps(steps: Iterable[int], low: int | None, high: int | None) -> Truth:
    """Return whether all, none or some of the steps of a scale lie between two ends, both inclusive."""
    inside = {(low is None or step >= low) and (high is None or step <= high) for step in steps}
    if len(inside) != 1:
        return Truth.UNKNOWN
    return Truth.TRUE if inside.pop() else Truth.FALSE


def unknown(rule: Rule, why: Why, *missing: str, evidence: Iterable[Evidence] = ()) -> Finding:
    """Return a finding that the named facts leave unknown."""
    return Finding(rule, Truth.UNKNOWN, why, missing=tuple(missing), evidence=tuple(evidence))


def found(rule: Rule, truth: Truth, path: str, *evidence: Evidence, why: Why = Why.VALUE) -> Finding:
    """Return a finding on one fact: the fact decides it, or, where the truth is unknown, leaves it open."""
    paths = tuple(dict.fromkeys((path, *(source for item in evidence for source in item.implied_from))))
    if truth is Truth.UNKNOWN:
        return Finding(rule, truth, why, missing=paths, evidence=evidence)
    return Finding(rule, truth, why, facts=paths, evidence=evidence)


@dataclass(frozen=True, slots=True)
class Timing:
    """Whether a time asked is met, why, and the day on which that turns.

    For a partial date that is the earliest such day while the answer still holds for certain ("not before"), and the
    latest one otherwise ("surely from").
    """

    truth: Truth
    why: Why
    turns: date | None = None


def timed(within: Duration | None, at_least_ago: Duration | None, event: PartialDate, clock: Clock) -> Timing:
    """Judge the time since an event; without a window the event's having happened is enough."""
    if at_least_ago is not None:
        passed = clock.has_been(event, at_least_ago.after)
        why = {Truth.TRUE: Why.IN_TIME, Truth.FALSE: Why.TOO_EARLY, Truth.UNKNOWN: Why.PARTIAL_DATE}[passed]
        return Timing(passed, why, at_least_ago.after(event.first if passed is Truth.FALSE else event.last))
    if within is not None:
        inside = clock.is_within(event, within.after)
        why = {Truth.TRUE: Why.IN_TIME, Truth.FALSE: Why.PASSED, Truth.UNKNOWN: Why.PARTIAL_DATE}[inside]
        return Timing(inside, why, within.after(event.first if inside is Truth.TRUE else event.last))
    return Timing(Truth.TRUE, Why.FOUND)
