"""Leaves on single facts of the profile: numbers, scales, names, yes/no, the date of diagnosis."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from criteria.dates import PartialDate
from criteria.facts import fact as declared
from criteria.measures import Interval, Measure
from criteria.vocabulary import vocabulary
from matcher import implied
from matcher.case import overlap
from matcher.finding import Evidence, Finding, Why
from matcher.leaf import compare_steps, found, timed, unknown
from matcher.leaves import specimens
from matcher.leaves.single import judged, stale, value_at
from matcher.truth import Truth, any_of, truth

if TYPE_CHECKING:
    from criteria.rules import ElapsedRule, FlagRule, NumberRule, OneOfRule, ScaleRule
    from criteria.tumour import Specimen
    from criteria.vocabulary import Kind
    from matcher.case import Case
    from matcher.clock import Clock


def number(rule: NumberRule, case: Case) -> Finding:
    """Judge a numeric fact against limits; where none is stated, by the specimens that tell it."""
    name = rule.fact.removeprefix("diagnosis.")
    told = specimens.carriers(case, name) if rule.fact in specimens.FACTS else []
    value = value_at(case, rule.fact)
    if told and (rule.specimen != "stated" or not isinstance(value, Measure)):
        return specimens.by_policy(rule, case, name, told)
    if not isinstance(value, Measure):
        return unknown(rule, Why.ABSENT, rule.fact)
    unit = value.unit or declared(rule.fact).unit
    return judged(rule, case, value, Evidence(rule.fact, value=value, unit=unit, date=value.date))


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
    told = specimens.carriers(case, "grade", "ki67", "mitotic_count")
    if any(item.grade is not None for _, item in told) or (told and not counts):
        return specimens.agreed(rule, [_grade_of(rule, case, index, item, len(told)) for index, item in told])
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


def _grade_of(rule: ScaleRule, case: Case, index: int, item: Specimen, among: int) -> Finding:
    """Judge the grade of one specimen: the one stated, else those that its own counts still allow."""
    evidence = specimens.seen(index, item, "grade", among)
    if item.grade is not None:
        return _step(rule, case, frozenset({implied.STEPS[item.grade]}), replace(evidence, value=item.grade))
    steps = implied.grades_from_counts(item)
    names = [name for name in ("ki67", "mitotic_count") if getattr(item, name) is not None]
    source = tuple(f"diagnosis.specimens[{index}].{name}" for name in names)
    words = "/".join(f"G{step}" for step in sorted(steps))
    return _step(rule, case, steps, replace(evidence, value=words, implied_from=source))


def _step(rule: ScaleRule, case: Case, steps: frozenset[int], evidence: Evidence) -> Finding:
    outdated = stale(case, rule, evidence.date)
    if outdated is not None:
        return unknown(rule, outdated, rule.fact, evidence=(evidence,))
    return found(rule, compare_steps(steps, rule.at_least, rule.at_most), rule.fact, evidence)


def one_of(rule: OneOfRule, case: Case) -> Finding:
    """Judge a named fact against the vocabulary, or a choice against the choices."""
    if rule.fact == "diagnosis.differentiation" and case.profile.diagnosis.differentiation is None:
        told = specimens.carriers(case, "differentiation")
        if told:
            return specimens.agreed(rule, [_differentiation_of(rule, index, item, len(told)) for index, item in told])
    value, source = _named(rule.fact, case)
    if value is None:
        return unknown(rule, Why.ABSENT, rule.fact)
    when = case.profile.sstr_imaging.date if rule.fact.startswith("sstr_imaging.") else None
    evidence = Evidence(rule.fact, name=value, value=value, date=when, implied_from=source)
    outdated = stale(case, rule, when)
    if outdated is not None:
        return unknown(rule, outdated, rule.fact, evidence=(evidence,))
    kind = declared(rule.fact).vocabulary
    if not kind:
        return found(rule, truth(holds=value in rule.values), rule.fact, evidence)
    return _in_vocabulary(rule, kind, value, evidence)


def _differentiation_of(rule: OneOfRule, index: int, item: Specimen, among: int) -> Finding:
    value = item.differentiation or ""
    evidence = replace(specimens.seen(index, item, "differentiation", among), value=value)
    return found(rule, truth(holds=value in rule.values), rule.fact, evidence)


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
    outdated = stale(case, rule, when)
    if outdated is not None:
        return unknown(rule, outdated, rule.fact, evidence=(evidence,))
    return found(rule, truth(holds=value is rule.value), rule.fact, evidence)


def elapsed(rule: ElapsedRule, case: Case, clock: Clock) -> Finding:
    """Judge the time since the date of diagnosis."""
    when = value_at(case, rule.fact)
    if not isinstance(when, PartialDate):
        return unknown(rule, Why.ABSENT, rule.fact)
    time = timed(rule.within, rule.at_least_ago, when, clock)
    return replace(found(rule, time.truth, rule.fact, Evidence(rule.fact, date=when), why=time.why), turns=time.turns)
