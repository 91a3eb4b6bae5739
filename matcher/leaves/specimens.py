"""Facts that several specimens tell: by the rule's own policy, or as far as all of them come to the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from criteria.facts import fact as declared
from matcher.finding import Evidence, Finding, Sample, Why
from matcher.leaf import compare, unknown
from matcher.leaves.single import UNFRESH, in_unit, judged
from matcher.truth import Truth, any_of, either

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from criteria.measures import Measure
    from criteria.rules import NumberRule, Rule
    from criteria.tumour import Specimen
    from matcher.case import Case

FACTS = ("diagnosis.ki67", "diagnosis.mitotic_count", "diagnosis.grade", "diagnosis.differentiation")
Carriers = list[tuple[int, "Specimen"]]


def carriers(case: Case, *names: str) -> Carriers:
    """Return the specimens, with their indexes, that tell one of these facts and are not dated after the as-of date."""
    return [
        (index, item)
        for index, item in enumerate(case.profile.diagnosis.specimens or ())
        if any(getattr(item, name) is not None for name in names) and not case.is_future(item.date)
    ]


def seen(index: int, item: Specimen, name: str, among: int) -> Evidence:
    """Return the evidence of one fact of one specimen, without a value yet."""
    sample = Sample(item.site or "", item.kind or "", among)
    return Evidence(f"diagnosis.specimens[{index}].{name}", date=item.date, sample=sample)


def by_policy(rule: NumberRule, case: Case, name: str, specimens: Carriers) -> Finding:
    """Judge a number by the rule's own policy over the specimens that carry it."""
    findings = _each(rule, case, name, specimens)
    if rule.specimen == "stated":
        return agreed(rule, findings.values())
    if rule.specimen == "latest":
        chosen = _latest(specimens)
        if chosen is None:
            undated = [f"diagnosis.specimens[{index}].date" for index, item in specimens if item.date is None]
            shown = [item for finding in findings.values() for item in finding.evidence]
            return unknown(rule, Why.UNDATED, rule.fact, *undated, evidence=shown)
        picked = [findings[index] for index in chosen]
        outcome = _of_one_day(rule, [item for index, item in specimens if index in chosen], name, picked)
    elif rule.specimen == "any":
        outcome = any_of(finding.truth for finding in findings.values())
        picked = [finding for finding in findings.values() if finding.truth is outcome]
    else:
        outcome = _highest(rule, [getattr(item, name) for _, item in specimens])
        picked = _highest_ones(rule, name, specimens, findings)
    return _joined(rule, outcome, Why.VALUE, picked)


def agreed(rule: Rule, findings: Iterable[Finding]) -> Finding:
    """Return what every specimen says of a fact that is stated for none of them in particular; else that they differ.

    Whichever of them counts, the answer is then the same.
    """
    told = list(findings)
    outcome = either(finding.truth for finding in told)
    if outcome is not Truth.UNKNOWN:
        return _joined(rule, outcome, Why.VALUE, told)
    if {finding.truth for finding in told} >= {Truth.TRUE, Truth.FALSE}:
        return _joined(rule, outcome, Why.DIFFER, told)
    unsure = [finding for finding in told if finding.truth is Truth.UNKNOWN]
    return _joined(rule, outcome, unsure[0].why, unsure)


def _joined(rule: Rule, outcome: Truth, why: Why, picked: Sequence[Finding]) -> Finding:
    evidence = tuple(item for finding in picked for item in finding.evidence)
    told = (path for item in evidence for path in (item.path, *item.implied_from))
    paths = tuple(dict.fromkeys((getattr(rule, "fact", ""), *told)))
    if outcome is Truth.UNKNOWN:
        return Finding(rule, outcome, why, missing=paths, evidence=evidence)
    return Finding(rule, outcome, why, facts=paths, evidence=evidence)


def _each(rule: NumberRule, case: Case, name: str, specimens: Carriers) -> Mapping[int, Finding]:
    findings = {}
    for index, item in specimens:
        value: Measure = getattr(item, name)
        unit = value.unit or declared(rule.fact).unit
        evidence = replace(seen(index, item, name, len(specimens)), value=value, unit=unit)
        findings[index] = judged(rule, case, value, evidence)
    return findings


def _latest(specimens: Carriers) -> list[int] | None:
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
    values = [in_unit(rule, getattr(item, name)) for item in latest]
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
    intervals = [in_unit(rule, value) for value in values]
    known = [interval for interval in intervals if interval is not None]
    if len(known) < len(intervals):
        return Truth.UNKNOWN
    highest = known[0]
    for interval in known[1:]:
        highest = highest.upper(interval)
    return compare(highest, rule.interval)


def _highest_ones(rule: NumberRule, name: str, specimens: Carriers, findings: Mapping[int, Finding]) -> list[Finding]:
    """Return the specimens of which any may have the highest value; all where a unit is missing."""
    spans = {index: in_unit(rule, getattr(item, name)) for index, item in specimens}
    lows = [span.low for span in spans.values() if span is not None and span.low is not None]
    if len(lows) < len(spans):
        return list(findings.values())
    most = max(lows)
    return [
        findings[index]
        for index, span in spans.items()
        if span is not None and (span.high is None or span.high >= most)
    ]
