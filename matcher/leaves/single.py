"""One fact of the profile: its value, how fresh it is, and a measured value against limits."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from criteria.dates import PartialDate
from criteria.facts import fact as declared
from criteria.measures import Measure, MitoticCount
from criteria.units import convert
from matcher import implied
from matcher.clock import freshness
from matcher.finding import Evidence, Finding, Why
from matcher.leaf import compare, found, unknown
from matcher.truth import Truth

if TYPE_CHECKING:
    from criteria.dates import Duration
    from criteria.measures import Interval
    from criteria.rules import FlagRule, NumberRule, OneOfRule, ScaleRule
    from matcher.case import Case

UNFRESH = (Why.STALE, Why.UNDATED, Why.PARTIAL_DATE)


def value_at(case: Case, path: str) -> object:
    """Return what the profile holds at a path, or None; a value dated after the as-of date is left out."""
    value: object = case.profile
    for name in path.split("."):
        value = getattr(value, name)
        if value is None:
            return None
    when = getattr(value, "date", None) if isinstance(value, Measure) else None
    if path.startswith("sstr_imaging."):
        when = case.profile.sstr_imaging.date
    elif isinstance(value, PartialDate):
        when = value
    return None if case.is_future(when) else value


def stale(case: Case, rule: NumberRule | ScaleRule | OneOfRule | FlagRule, when: PartialDate | None) -> Why | None:
    """Return why the fact is not fresh enough for the rule, or None when it is."""
    limit: Duration | None = rule.max_age
    if limit is None:
        return None
    if when is None:
        return Why.UNDATED
    fresh = freshness(when, limit.after, case.as_of)
    return {Truth.TRUE: None, Truth.FALSE: Why.STALE, Truth.UNKNOWN: Why.PARTIAL_DATE}[fresh]


def judged(rule: NumberRule, case: Case, value: Measure, evidence: Evidence) -> Finding:
    """Judge one measured value, at the place and of the day that the evidence names."""
    path = evidence.path
    outdated = stale(case, rule, evidence.date)
    if outdated is not None:
        return unknown(rule, outdated, path, evidence=(evidence,))
    interval = in_unit(rule, value)
    if interval is None:
        return unknown(rule, Why.NO_UNIT, path, evidence=(evidence,))
    outcome = compare(interval, rule.interval)
    other_area = isinstance(value, MitoticCount) and value.unit != rule.unit and value.field_mm2 is None
    why = Why.CONVERSION if other_area and outcome is Truth.UNKNOWN else Why.VALUE
    return replace(found(rule, outcome, path, evidence, why=why), span=interval)


def in_unit(rule: NumberRule, value: Measure) -> Interval | None:
    """Return the value in the rule's unit, closed by the catalogue's bounds, or None when that cannot be said."""
    if isinstance(value, MitoticCount):
        return implied.mitoses_per(value, rule.unit or "")
    entry = declared(rule.fact)
    target = rule.unit or entry.unit
    given = value.unit or entry.unit
    factor = Fraction(1) if given == target else convert(Fraction(1), given, target)
    if factor is None:
        return None
    low, high = (None if bound is None else Fraction(bound) for bound in (entry.low, entry.high))
    return value.interval.scaled(factor).clipped(low, high)
