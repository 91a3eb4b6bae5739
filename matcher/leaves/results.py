"""Leaves on test results: laboratory values, multiples of the limits of normal, biomarkers, kidney function."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeVar

from criteria.entries import Biomarker, Lab
from criteria.measures import Interval, exact
from criteria.units import convert
from criteria.vocabulary import vocabulary
from matcher.case import overlap
from matcher.clock import freshness
from matcher.finding import Evidence, Finding, Why
from matcher.leaf import compare
from matcher.truth import Truth, any_of, either

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from fractions import Fraction

    from criteria.dates import Duration, PartialDate
    from criteria.rules import BiomarkerRule, LabMultipleRule, LabRule
    from matcher.case import Case, Entry

Tested = TypeVar("Tested", Lab, Biomarker)

# Of each scale a tumour has one side only, so that one side denies the others. Words of different scales, and
# "equivocal", say nothing about each other: an MSI result of "high" is not known to be anything but MSI-H.
_SCALES: Final = (
    ("positive", "negative"),
    ("high", "negative"),
    ("msi_h", "msi_l", "mss"),
    ("msi_h", "not_msi_h"),
    ("deficient", "proficient"),
    ("high", "intermediate", "low"),
    ("altered", "wild_type"),
    ("methylated", "unmethylated"),
)


@dataclass(frozen=True, slots=True)
class Usable:
    """The span of the deciding results, or the reason why they cannot be used."""

    span: Interval | None
    why: Why
    evidence: tuple[Evidence, ...]


def deciding(entries: Sequence[Entry[Tested]]) -> tuple[Entry[Tested], ...]:
    """Return the latest results: all that may be of the latest day; undated ones only where none is dated."""
    dated = [(entry, entry.item.date) for entry in entries if entry.item.date is not None]
    if not dated:
        return tuple(entries)
    newest = max(when.first for _, when in dated)
    return tuple(entry for entry, when in dated if when.last >= newest)


def staleness(when: PartialDate | None, max_age: Duration | None, case: Case) -> Why | None:
    """Return why a result is not fresh enough on the as-of date, or None when it is."""
    if max_age is None:
        return None
    if when is None:
        return Why.UNDATED
    fresh = freshness(when, max_age.after, case.as_of)
    return {Truth.TRUE: None, Truth.FALSE: Why.STALE, Truth.UNKNOWN: Why.PARTIAL_DATE}[fresh]


def usable(
    entries: Sequence[Entry[Lab]],
    case: Case,
    max_age: Duration | None,
    read: Callable[[Lab], tuple[Interval | None, Why]],
) -> Usable:
    """Return the span of the latest results as `read` sees each; one that cannot be used spoils the day."""
    latest = deciding(entries)
    evidence = tuple(_evidence(entry) for entry in latest)
    if not latest:
        return Usable(None, Why.ABSENT, ())
    span: Interval | None = None
    for entry in latest:
        stale = staleness(entry.item.date, max_age, case)
        if stale is not None:
            return Usable(None, stale, evidence)
        value, why = read(entry.item)
        if value is None:
            return Usable(None, why, evidence)
        span = value if span is None else span.hull(value)
    return Usable(span, Why.VALUE, evidence)


def _evidence(entry: Entry[Lab] | Entry[Biomarker]) -> Evidence:
    item = entry.item
    uln = item.uln if isinstance(item, Lab) else None
    return Evidence(entry.path, name=entry.name, value=item, unit=item.unit or "", date=item.date, limit=uln)


def in_unit(test: str, unit: str) -> Callable[[Lab], tuple[Interval | None, Why]]:
    """Return a reader of results in a unit."""

    def read(lab: Lab) -> tuple[Interval | None, Why]:
        return converted(lab, test, unit), Why.NO_UNIT

    return read


def converted(lab: Lab, test: str, unit: str) -> Interval | None:
    """Return a result in another unit, exactly, or None when its own is missing or of another kind."""
    if lab.unit is None:
        return None
    interval = lab.interval
    ends: list[Fraction | None] = []
    for end in (interval.low, interval.high):
        if end is None:
            ends.append(None)
            continue
        value = convert(end, lab.unit, unit, test)
        if value is None:
            return None
        ends.append(value)
    return replace(interval, low=ends[0], high=ends[1])


def lab(rule: LabRule, case: Case) -> Finding:
    """Judge the latest result in the rule's unit."""
    result = usable(case.labs.get(rule.test, ()), case, rule.max_age, in_unit(rule.test, rule.unit))
    return _judged(rule, f"labs.{rule.test}", result)


def lab_multiple(rule: LabMultipleRule, case: Case) -> Finding:
    """Judge the latest result as a multiple of the report's own limit of normal."""

    def read(item: Lab) -> tuple[Interval | None, Why]:
        if item.unit is None:
            return None, Why.NO_UNIT
        normal = item.uln if rule.of == "uln" else item.lln
        if not normal:
            return None, Why.NO_LIMIT
        return item.interval.scaled(1 / exact(normal)), Why.VALUE

    result = usable(case.labs.get(rule.test, ()), case, rule.max_age, read)
    if rule.of == "lln":
        result = replace(result, evidence=tuple(replace(e, limit=_lln(e)) for e in result.evidence))
    path = f"labs.{rule.test}"
    return _judged(rule, f"{path}.{rule.of}" if result.why is Why.NO_LIMIT else path, result)


def _lln(evidence: Evidence) -> int | float | None:
    return evidence.value.lln if isinstance(evidence.value, Lab) else None


def _judged(rule: LabRule | LabMultipleRule, path: str, result: Usable) -> Finding:
    if result.span is None:
        return Finding(rule, Truth.UNKNOWN, result.why, missing=(path,), evidence=result.evidence)
    outcome = compare(result.span, rule.interval)
    if outcome is Truth.UNKNOWN:
        return Finding(rule, outcome, Why.VALUE, missing=(path,), evidence=result.evidence, span=result.span)
    return Finding(rule, outcome, Why.VALUE, facts=(path,), evidence=result.evidence, span=result.span)


def biomarker(rule: BiomarkerRule, case: Case) -> Finding:
    """Judge the latest result of a biomarker, in words or as a number."""
    path = f"biomarkers.{rule.name}"
    latest = deciding(case.biomarkers.get(rule.name, ()))
    evidence = tuple(_evidence(entry) for entry in latest)
    if not latest:
        return Finding(rule, Truth.UNKNOWN, Why.ABSENT, missing=(path,))
    stale = next((why for entry in latest if (why := staleness(entry.item.date, rule.max_age, case))), None)
    if stale is not None:
        return Finding(rule, Truth.UNKNOWN, stale, missing=(path,), evidence=evidence)
    span, why = (None, Why.VALUE) if rule.results else _as_number(rule, latest)
    outcome = Truth.UNKNOWN if span is None else compare(span, rule.interval)
    if rule.results:
        outcome, why = _in_words(rule, latest)
    if outcome is Truth.UNKNOWN:
        return Finding(rule, outcome, why, missing=(path,), evidence=evidence, span=span)
    return Finding(rule, outcome, why, facts=(path,), evidence=evidence, span=span)


def _in_words(rule: BiomarkerRule, latest: Sequence[Entry[Biomarker]]) -> tuple[Truth, Why]:
    """Judge results in words; results of one day that disagree leave it open."""
    terms = [vocabulary("biomarker_result").find(entry.item.result or "") for entry in latest]
    known = [term for term in terms if term is not None]
    if len(known) < len(terms):
        return Truth.UNKNOWN, Why.UNMAPPED if all(entry.item.result for entry in latest) else Why.DETAIL
    met = either(any_of(overlap("biomarker_result", term.id, asked) for asked in rule.results) for term in known)
    if met is Truth.FALSE and not all(any(_denies(term.id, asked) for asked in rule.results) for term in known):
        return Truth.UNKNOWN, Why.VALUE
    return met, Why.VALUE


def _denies(recorded: str, asked: str) -> bool:
    """Whether the two results stand on different sides of one scale."""
    sides = [(_side(recorded, scale), _side(asked, scale)) for scale in _SCALES]
    return any(None not in pair and pair[0] != pair[1] for pair in sides)


def opposites(result: str) -> tuple[str, ...]:
    """Return the results on the other sides of the scales on which a result stands."""
    return tuple(side for scale in _SCALES for side in scale if _denies(side, result))


def _side(result: str, scale: tuple[str, ...]) -> str | None:
    return next((side for side in scale if vocabulary("biomarker_result").is_a(result, side)), None)


def _as_number(rule: BiomarkerRule, latest: Sequence[Entry[Biomarker]]) -> tuple[Interval | None, Why]:
    """Return the span of results in the unit asked, or why there is none."""
    span: Interval | None = None
    for entry in latest:
        if not entry.item.is_given:
            return None, Why.DETAIL
        if not _same_unit(entry.item.unit, rule.unit):
            return None, Why.NO_UNIT
        value = entry.item.interval
        span = value if span is None else span.hull(value)
    return span, Why.VALUE


def _same_unit(given: str | None, asked: str | None) -> bool:
    """Whether a biomarker's unit is the one asked; a percentage needs none, a score has none."""
    if given is None:
        return asked in (None, "%")
    return asked is not None and given.casefold() == asked.casefold()
