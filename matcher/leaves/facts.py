"""Leaves on single facts of the profile: numbers, scales, names, yes/no, the date of diagnosis."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from criteria.dates import PartialDate
from criteria.facts import fact as declared
from criteria.measures import Interval, Measure, MitoticCount
from criteria.units import convert
from criteria.vocabulary import vocabulary
from matcher import implied
from matcher.case import overlap
from matcher.clock import freshness
from matcher.finding import Evidence, Finding, Why
from matcher.leaf import compare, compare_steps, found, timed, unknown
from matcher.truth import Truth, any_of, truth

if TYPE_CHECKING:
    from criteria.dates import Duration
    from criteria.rules import ElapsedRule, FlagRule, NumberRule, OneOfRule, ScaleRule
    from criteria.tumour import Specimen
    from criteria.vocabulary import Kind
    from matcher.case import Case
    from matcher.clock import Clock

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


def _stale(case: Case, rule: NumberRule | ScaleRule | OneOfRule | FlagRule, when: PartialDate | None) -> Why | None:
    """Return why the fact is not fresh enough for the rule, or None when it is."""
    limit: Duration | None = rule.max_age
    if limit is None:
        return None
    if when is None:
        return Why.UNDATED
    fresh = freshness(when, limit.after, case.as_of)
    return {Truth.TRUE: None, Truth.FALSE: Why.STALE, Truth.UNKNOWN: Why.PARTIAL_DATE}[fresh]


def number(rule: NumberRule, case: Case) -> Finding:
    """Judge a numeric fact against limits."""
    name = rule.fact.removeprefix("diagnosis.")
    specimens = [
        (index, item)
        for index, item in enumerate(case.profile.diagnosis.specimens or ())
        if rule.specimen != "stated" and getattr(item, name, None) is not None and not case.is_future(item.date)
    ]
    if specimens:
        return _from_specimens(rule, case, name, specimens)
    value = value_at(case, rule.fact)
    if not isinstance(value, Measure):
        return unknown(rule, Why.ABSENT, rule.fact)
    return _judged(rule, case, value, rule.fact, value.date)


def _judged(rule: NumberRule, case: Case, value: Measure, path: str, when: PartialDate | None) -> Finding:
    evidence = Evidence(path, value=value, unit=value.unit or declared(rule.fact).unit, date=when)
    stale = _stale(case, rule, when)
    if stale is not None:
        return unknown(rule, stale, path, evidence=(evidence,))
    interval = _in_unit(rule, value)
    if interval is None:
        return unknown(rule, Why.NO_UNIT, path, evidence=(evidence,))
    outcome = compare(interval, rule.interval)
    other_area = isinstance(value, MitoticCount) and value.unit != rule.unit and value.field_mm2 is None
    why = Why.CONVERSION if other_area and outcome is Truth.UNKNOWN else Why.VALUE
    return found(rule, outcome, path, evidence, why=why)


def _in_unit(rule: NumberRule, value: Measure) -> Interval | None:
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


def _from_specimens(rule: NumberRule, case: Case, name: str, specimens: list[tuple[int, Specimen]]) -> Finding:
    """Judge by the rule's own policy over the specimens that carry the fact."""
    findings = {
        index: _judged(rule, case, getattr(item, name), f"diagnosis.specimens[{index}].{name}", item.date)
        for index, item in specimens
    }
    if rule.specimen == "latest":
        chosen = _latest(specimens)
        if chosen is None:
            undated = [f"diagnosis.specimens[{index}].date" for index, item in specimens if item.date is None]
            shown = [item for finding in findings.values() for item in finding.evidence]
            return unknown(rule, Why.UNDATED, rule.fact, *undated, evidence=shown)
        picked = [findings[index] for index in chosen]
        outcome = _of_one_day(rule, [item for index, item in specimens if index in chosen], name, picked)
    elif rule.specimen == "any":
        picked = list(findings.values())
        outcome = any_of(finding.truth for finding in picked)
    else:
        picked = list(findings.values())
        outcome = _highest(rule, [getattr(item, name) for _, item in specimens])
    evidence = tuple(item for finding in picked for item in finding.evidence)
    paths = (rule.fact, *(item.path for item in evidence))
    if outcome is Truth.UNKNOWN:
        return Finding(rule, outcome, Why.VALUE, missing=paths, evidence=evidence)
    return Finding(rule, outcome, Why.VALUE, facts=paths, evidence=evidence)


def _latest(specimens: list[tuple[int, Specimen]]) -> list[int] | None:
    """Return the indexes of the specimens that may be the latest, or None when an undated one leaves that open."""
    dated = [(index, item.date) for index, item in specimens if item.date is not None]
    if len(specimens) == 1:
        return [specimens[0][0]]
    if len(dated) < len(specimens):
        return None
    newest = max(when.first for _, when in dated)
    return [index for index, when in dated if when.last >= newest]


def _of_one_day(rule: NumberRule, latest: list[Specimen], name: str, findings: list[Finding]) -> Truth:
    """Judge the span of several specimens of one day; where partial dates overlap any of them may be the latest."""
    values = [_in_unit(rule, getattr(item, name)) for item in latest]
    known = [value for value in values if value is not None]
    is_one_day = len({item.date for item in latest}) == 1 and all(
        item.date is None or item.date.is_exact for item in latest
    )
    if len(latest) == 1:
        return findings[0].truth
    if len(known) < len(values) or not is_one_day or any(finding.why in UNFRESH for finding in findings):
        return Truth.UNKNOWN
    span = known[0]
    for value in known[1:]:
        span = span.hull(value)
    return compare(span, rule.interval)


def _highest(rule: NumberRule, values: list[Measure]) -> Truth:
    """Judge the highest of several values; its interval runs from the highest low end to the highest high end."""
    intervals = [_in_unit(rule, value) for value in values]
    known = [interval for interval in intervals if interval is not None]
    if len(known) < len(intervals):
        return Truth.UNKNOWN
    highest = known[0]
    for interval in known[1:]:
        highest = highest.upper(interval)
    return compare(highest, rule.interval)


def scale(rule: ScaleRule, case: Case) -> Finding:
    """Judge a step on an ordered scale."""
    if rule.fact == "diagnosis.grade":
        return _grade(rule, case)
    if rule.fact == "sstr_imaging.krenning":
        score = value_at(case, rule.fact)
        if not isinstance(score, int):
            return unknown(rule, Why.ABSENT, rule.fact)
        return _step(
            rule, case, frozenset({score}), Evidence(rule.fact, value=score, date=case.profile.sstr_imaging.date)
        )
    ecog = value_at(case, rule.fact)
    if isinstance(ecog, Measure):
        within = ecog.interval.clipped(Fraction(0), Fraction(5))
        steps = frozenset(n for n in range(6) if Interval.point(Fraction(n)).is_inside(within))
        return _step(rule, case, steps, Evidence(rule.fact, value=ecog, date=ecog.date))
    karnofsky = value_at(case, "performance.karnofsky")
    if not isinstance(karnofsky, Measure):
        return unknown(rule, Why.ABSENT, rule.fact)
    steps = implied.ecog_from_karnofsky(karnofsky.interval.clipped(Fraction(0), Fraction(100)))
    source = "performance.karnofsky"
    return _step(rule, case, steps, Evidence(rule.fact, value=karnofsky, date=karnofsky.date, implied_from=(source,)))


def _grade(rule: ScaleRule, case: Case) -> Finding:
    diagnosis = case.profile.diagnosis
    if diagnosis.grade is not None:
        return _step(rule, case, implied.grades(diagnosis), Evidence(rule.fact, value=diagnosis.grade))
    counts = tuple(path for path in implied.COUNTS if isinstance(value_at(case, path), Measure))
    if not counts:
        return unknown(rule, Why.ABSENT, rule.fact)
    known = implied.without_counts(diagnosis, (path for path in implied.COUNTS if path not in counts))
    steps = implied.grades(known)
    words = "/".join(f"G{step}" for step in sorted(steps))
    finding = _step(rule, case, steps, Evidence(rule.fact, value=words, implied_from=counts))
    if finding.truth is not Truth.UNKNOWN:
        return finding
    # What leaves the grade open: not the count that is exact enough, but the one that is absent or straddles.
    return replace(finding, missing=(rule.fact, *implied.open_counts(known)))


def _step(rule: ScaleRule, case: Case, steps: frozenset[int], evidence: Evidence) -> Finding:
    stale = _stale(case, rule, evidence.date)
    if stale is not None:
        return unknown(rule, stale, rule.fact, evidence=(evidence,))
    return found(rule, compare_steps(steps, rule.at_least, rule.at_most), rule.fact, evidence)


def one_of(rule: OneOfRule, case: Case) -> Finding:
    """Judge a named fact against the vocabulary, or a choice against the choices."""
    value, source = _named(rule.fact, case)
    if value is None:
        return unknown(rule, Why.ABSENT, rule.fact)
    when = case.profile.sstr_imaging.date if rule.fact.startswith("sstr_imaging.") else None
    evidence = Evidence(rule.fact, name=value, value=value, date=when, implied_from=source)
    stale = _stale(case, rule, when)
    if stale is not None:
        return unknown(rule, stale, rule.fact, evidence=(evidence,))
    kind = declared(rule.fact).vocabulary
    if not kind:
        return found(rule, truth(holds=value in rule.values), rule.fact, evidence)
    return _in_vocabulary(rule, kind, value, evidence)


def _in_vocabulary(rule: OneOfRule, kind: Kind, value: str, evidence: Evidence) -> Finding:
    term = vocabulary(kind).find(value)
    if term is None:
        return unknown(rule, Why.UNMAPPED, rule.fact, evidence=(evidence,))
    outcome = any_of(overlap(kind, term.id, asked) for asked in rule.values)
    why = Why.OVERLAP if outcome is Truth.UNKNOWN else Why.VALUE
    return found(rule, outcome, rule.fact, evidence, why=why)


def _named(path: str, case: Case) -> tuple[str | None, tuple[str, ...]]:
    """Return a named fact's value and the paths it is implied from."""
    diagnosis = case.profile.diagnosis
    match path:
        case "diagnosis.differentiation":
            return implied.differentiation(diagnosis) or (None, ())
        case "diagnosis.extent":
            return implied.extent(diagnosis) or (None, ())
        case "diagnosis.tumor_type":
            return implied.tumor_type(diagnosis) or (None, ())
        case _:
            value = value_at(case, path)
            return (value if isinstance(value, str) else None), ()


def flag(rule: FlagRule, case: Case) -> Finding:
    """Judge a yes/no fact."""
    if rule.fact in implied.IMPLIED_BY_SEX:
        value, source = implied.flag(case.profile, rule.fact) or (None, ())
    else:
        stated = value_at(case, rule.fact)
        value, source = (stated if isinstance(stated, bool) else None), ()
    if value is None:
        return unknown(rule, Why.ABSENT, rule.fact)
    when = case.profile.sstr_imaging.date if rule.fact.startswith("sstr_imaging.") else None
    evidence = Evidence(rule.fact, value=value, date=when, implied_from=source)
    stale = _stale(case, rule, when)
    if stale is not None:
        return unknown(rule, stale, rule.fact, evidence=(evidence,))
    return found(rule, truth(holds=value is rule.value), rule.fact, evidence)


def elapsed(rule: ElapsedRule, case: Case, clock: Clock) -> Finding:
    """Judge the time since the date of diagnosis."""
    when = value_at(case, rule.fact)
    if not isinstance(when, PartialDate):
        return unknown(rule, Why.ABSENT, rule.fact)
    time = timed(rule.within, rule.at_least_ago, when, clock)
    return replace(found(rule, time.truth, rule.fact, Evidence(rule.fact, date=when), why=time.why), turns=time.turns)
