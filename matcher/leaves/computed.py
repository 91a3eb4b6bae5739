"""Leaves on computed values: age, and kidney function by a named method.

Cockcroft-Gault: Cockcroft DW, Gault MH. Nephron 1976;16:31-41 (mL/min; creatinine in mg/dL, weight in kg).
CKD-EPI 2021: Inker LA et al. N Engl J Med 2021;385:1737-49 (mL/min per 1.73 m2; creatinine in mg/dL, without race).
"""

from __future__ import annotations

import math
import sys
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from criteria.dates import years_after
from criteria.measures import Interval, Measure
from criteria.units import convert
from matcher.finding import Evidence, Finding, Why
from matcher.leaf import compare
from matcher.leaves.results import Usable, deciding, in_unit, usable
from matcher.leaves.single import value_at
from matcher.truth import Truth, all_of, negate

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from criteria.dates import PartialDate
    from criteria.entries import Lab
    from criteria.rules import AgeRule, ClearanceRule
    from matcher.case import Case, Entry
    from matcher.clock import Clock

ABSOLUTE, PER_SURFACE = "mL/min", "mL/min/{1.73_m2}"


def age(rule: AgeRule, case: Case, clock: Clock) -> Finding:
    """Judge the completed years; the nth birthday is birth + n years."""
    birth = case.birth
    if birth is None:
        return Finding(rule, Truth.UNKNOWN, Why.ABSENT, missing=("age",))
    low, high = _whole_years(rule)
    truths = []
    turns: date | None = None
    for years, is_floor in ((low, True), (None if high is None else high + 1, False)):
        if years is None:
            continue
        old_enough = clock.has_been(birth, _birthday(years))
        truths.append(old_enough if is_floor else negate(old_enough))
        birthday = years_after(birth.last if old_enough is Truth.UNKNOWN else birth.first, years)
        if birthday > clock.day:
            turns = birthday if turns is None else min(turns, birthday)
    outcome = all_of(truths)
    evidence = (_age_evidence(case, birth, clock.day),)
    if outcome is Truth.UNKNOWN:
        return Finding(rule, outcome, Why.PARTIAL_DATE, missing=("age", "birth_date"), evidence=evidence, turns=turns)
    return Finding(rule, outcome, Why.VALUE, facts=("age",), evidence=evidence, turns=turns)


def _birthday(years: int) -> Callable[[date], date]:
    def after(birth: date) -> date:
        return years_after(birth, years)

    return after


def _whole_years(rule: AgeRule) -> tuple[int | None, int | None]:
    """Return the lowest and the highest age in completed years that the limits allow."""
    interval = rule.interval
    low = high = None
    if interval.low is not None:
        low = math.floor(interval.low) + 1 if interval.low_open else math.ceil(interval.low)
    if interval.high is not None:
        high = math.ceil(interval.high) - 1 if interval.high_open else math.floor(interval.high)
    return low, high


def completed_years(birth: date, day: date) -> int:
    """Return the age in completed years on a day."""
    years = day.year - birth.year
    return years if years_after(birth, years) <= day else years - 1


def _age_evidence(case: Case, birth: PartialDate, day: date) -> Evidence:
    youngest, oldest = completed_years(birth.last, day), completed_years(birth.first, day)
    words = str(youngest) if youngest == oldest else f"{youngest}-{oldest}"
    path = "age" if case.profile.birth_date is None else "birth_date"
    return Evidence(path, value=words, unit="years", date=case.profile.birth_date)


def clearance(rule: ClearanceRule, case: Case) -> Finding:
    """Judge kidney function as reported by the method asked, else as computed by it from its inputs."""
    test, unit = ("egfr", PER_SURFACE) if rule.method == "ckd_epi_2021" else ("creatinine_clearance", ABSOLUTE)
    path = f"labs.{test}"
    reported = [entry for entry in case.labs.get(test, ()) if _by_method(entry, rule)]
    if reported:
        result = usable(reported, case, rule.max_age, in_unit(test, unit))
        missing: tuple[str, ...] = (path,)
    elif rule.method == "measured":
        return Finding(rule, Truth.UNKNOWN, Why.ABSENT, missing=(path,))
    else:
        result, missing = _computed(rule, case)
        path = "labs.creatinine"
    if result.span is None:
        return Finding(rule, Truth.UNKNOWN, result.why, missing=missing, evidence=result.evidence)
    outcome = compare(result.span, rule.interval)
    if outcome is Truth.UNKNOWN:
        return Finding(rule, outcome, Why.VALUE, missing=missing, evidence=result.evidence, span=result.span)
    facts = (path,) if reported else tuple(dict.fromkeys(item.path for item in result.evidence if item.path))
    return Finding(rule, outcome, Why.VALUE, facts=facts, evidence=result.evidence, span=result.span)


def _by_method(entry: Entry[Lab], rule: ClearanceRule) -> bool:
    """Whether a reported value may stand for the method asked; one that names another method may not."""
    method = entry.item.method
    if method is None or rule.method == method:
        return True
    return rule.method == "any_clearance" and method in ("cockcroft_gault", "measured")


def _computed(rule: ClearanceRule, case: Case) -> tuple[Usable, tuple[str, ...]]:
    """Compute by the named method; also return the inputs that are missing."""
    creatinine = usable(case.labs.get("creatinine", ()), case, rule.max_age, in_unit("creatinine", "mg/dL"))
    by_weight = rule.method != "ckd_epi_2021"
    reported = "labs.creatinine_clearance" if by_weight else "labs.egfr"
    if creatinine.span is None:
        return creatinine, (reported,) if creatinine.why is Why.ABSENT else ("labs.creatinine",)
    ages, weight, sex = _ages_at_test(case), _kilograms(case), case.profile.sex
    needs = {"age": ages is None, "sex": sex is None, "weight": by_weight and weight is None}
    missing = tuple(path for path, lacks in needs.items() if lacks)
    if ages is None or missing:
        return Usable(None, Why.MISSING_INPUT, creatinine.evidence), (reported, *missing)
    span = _span(rule, creatinine.span, ages, weight if by_weight else None, female=sex == "female")
    return Usable(span, Why.VALUE, _inputs(case, span, creatinine, ages, by_weight=by_weight)), ("labs.creatinine",)


def _inputs(
    case: Case, span: Interval, creatinine: Usable, ages: tuple[int, int], *, by_weight: bool
) -> tuple[Evidence, ...]:
    """Return the computed value and every input, so that both can be shown."""
    unit = ABSOLUTE if by_weight else PER_SURFACE
    computed = Evidence("", value=_rounded(span), unit=unit, status="computed")
    years = str(ages[0]) if ages[0] == ages[1] else f"{ages[0]}-{ages[1]}"
    inputs = [
        *(replace(item, path="labs.creatinine") for item in creatinine.evidence),
        Evidence("age", value=years, unit="years"),
        Evidence("sex", value=case.profile.sex),
    ]
    if by_weight:
        inputs.append(Evidence("weight", value=case.profile.weight, unit="kg"))
    return computed, *inputs


def _rounded(span: Interval) -> str:
    low = str(round(span.low or 0))
    if span.high is None:
        return f"\N{GREATER-THAN OR EQUAL TO} {low}"
    high = str(round(span.high))
    return low if low == high else f"{low}-{high}"


def _ages_at_test(case: Case) -> tuple[int, int] | None:
    """Return the lowest and highest age on the day of the deciding creatinine; an undated one may be of any age."""
    birth = case.birth
    if birth is None:
        return None
    dated = [entry.item.date for entry in deciding(case.labs.get("creatinine", ())) if entry.item.date is not None]
    if not dated:
        return 0, max(0, completed_years(birth.first, case.as_of))
    first = min(when.first for when in dated)
    last = max(when.last for when in dated)
    return max(0, completed_years(birth.last, first)), max(0, completed_years(birth.first, last))


def _kilograms(case: Case) -> Interval | None:
    weight = value_at(case, "weight")
    if not isinstance(weight, Measure):
        return None
    factor = Fraction(1) if weight.unit in (None, "kg") else convert(Fraction(1), weight.unit or "", "kg")
    return None if factor is None else weight.interval.scaled(factor)


def cockcroft_gault(creatinine: Fraction, years: int, weight: Fraction, *, female: bool) -> Fraction:
    """Return creatinine clearance in mL/min from creatinine in mg/dL, age in years and weight in kg.

    Source: Cockcroft DW, Gault MH. Nephron 1976;16:31-41; women 0.85 of it.
    """
    value = (140 - years) * weight / (72 * creatinine)
    return value * Fraction(85, 100) if female else value


def ckd_epi_2021(creatinine: Fraction, years: int, *, female: bool) -> Fraction:
    """Return the GFR in mL/min per 1.73 m2 from creatinine in mg/dL and age in years.

    Source: Inker LA et al. N Engl J Med 2021;385:1737-49.
    """
    kappa, alpha = (0.7, -0.241) if female else (0.9, -0.302)
    ratio = max(float(creatinine), sys.float_info.min) / kappa
    value = 142 * min(ratio, 1.0) ** alpha * max(ratio, 1.0) ** -1.200 * 0.9938**years * (1.012 if female else 1.0)
    return Fraction(str(round(value, 6)))


def _span(
    rule: ClearanceRule, creatinine: Interval, ages: tuple[int, int], weight: Interval | None, *, female: bool
) -> Interval:
    """Return all values that the inputs allow: both formulas fall with creatinine and age and rise with weight."""

    def at(scr: Fraction, years: int, kilograms: Fraction | None) -> Fraction:
        if rule.method == "ckd_epi_2021" or kilograms is None:
            return ckd_epi_2021(scr, years, female=female)
        return cockcroft_gault(scr, years, kilograms, female=female)

    lightest, heaviest = (None, None) if weight is None else (weight.low, weight.high)
    is_weighed = rule.method != "ckd_epi_2021"
    high = low = None
    if creatinine.low is not None and creatinine.low > 0 and not (is_weighed and heaviest is None):
        high = at(creatinine.low, ages[0], heaviest)
    if creatinine.high is not None and creatinine.high > 0 and not (is_weighed and lightest is None):
        low = at(creatinine.high, ages[1], lightest)
    return Interval(
        Fraction(0) if low is None else low, high, low is not None and creatinine.high_open, creatinine.low_open
    )
