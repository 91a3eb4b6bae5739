"""A statement as a rule of the program; what no rule says exactly has none."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from criteria import rules as r
from criteria.dates import Duration, HalfLives, LongerOf, ShorterOf
from criteria.parsing.units_of_text import ucum_of
from criteria.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

    from criteria.dates import Washout
    from criteria.parsing.statements import Bounds, Statement, Window

_EVER: Final = ("active", "controlled", "past")
_PRESENT: Final = ("active", "controlled")
_CNS: Final = {"brain_metastases": ("brain",), "cns_metastases": ("cns",), "leptomeningeal_disease": ("leptomeninges",)}
_LEPTOMENINGEAL: Final = "leptomeningeal_disease"
_MENINGES: Final = frozenset(("cns_metastases", _LEPTOMENINGEAL))
_MONTH: Final = {"week": Fraction(112, 487), "day": Fraction(16, 487), "year": Fraction(12)}
_NYHA: Final = {2: "heart_failure_symptomatic", 3: "heart_failure_marked", 4: "nyha_iv"}
_STAGE: Final[dict[str, r.Rule]] = {
    "metastatic": r.OneOfRule(fact="diagnosis.extent", values=("metastatic",)),
    "locally_advanced": r.OneOfRule(fact="diagnosis.extent", values=("locally_advanced",)),
    "localized": r.OneOfRule(fact="diagnosis.extent", values=("localized",)),
    "advanced": r.OneOfRule(fact="diagnosis.extent", values=("locally_advanced", "metastatic")),
    "unresectable": r.FlagRule(fact="diagnosis.resectable", value=False),
}


def rule_of(statement: Statement) -> r.Rule | None:
    """Return the rule that says exactly what a statement says, without its negation and its scope."""
    return _BUILDERS[statement.concept](statement) if statement.concept in _BUILDERS else None


def condition_of(scope: str) -> r.Rule | None:
    """Return whether a patient is one of those that a limit is for."""
    name = scope.removeprefix("no ")
    rules: dict[str, r.Rule] = {
        "liver": r.MetastasisRule(any_of=("liver",)),
        "bone": r.MetastasisRule(any_of=("bone",)),
        "liverbone": r.MetastasisRule(any_of=("liver", "bone")),
        "gilbert": r.ConditionRule(any_of=("gilbert_syndrome",), status=_EVER),
        "female": r.OneOfRule(fact="sex", values=("female",)),
        "male": r.OneOfRule(fact="sex", values=("male",)),
    }
    found = rules.get(name)
    return r.NotRule(of=found) if found is not None and scope.startswith("no ") else found


def _limits(bounds: Bounds) -> dict[str, float]:
    limits: dict[str, float] = {}
    if bounds.low is not None:
        limits["at_least" if bounds.low_included else "above"] = _number(bounds.low)
    if bounds.high is not None:
        limits["at_most" if bounds.high_included else "below"] = _number(bounds.high)
    return limits


def _number(value: float) -> float:
    return int(value) if value == int(value) else value


def _lab(statement: Statement) -> r.Rule | None:
    bounds = statement.bounds
    if bounds is None:
        return None
    if bounds.unit in ("xULN", "xLLN"):
        of = "uln" if bounds.unit == "xULN" else "lln"
        return r.LabMultipleRule.model_validate({"test": statement.sub, "of": of, **_limits(bounds)})
    unit = ucum_of(statement.sub, bounds.unit)
    return r.LabRule.model_validate({"test": statement.sub, "unit": unit, **_limits(bounds)}) if unit else None


def _age(statement: Statement) -> r.Rule | None:
    bounds = statement.bounds
    if bounds is None or bounds.unit != "year":
        return None
    return r.AgeRule.model_validate(_limits(bounds))


def _steps(fact: str, statement: Statement) -> r.Rule | None:
    """Return a rule on a scale of whole steps, whose ends are always included."""
    bounds = statement.bounds
    if bounds is None:
        return None
    steps: dict[str, int] = {}
    if bounds.low is not None:
        steps["at_least"] = int(bounds.low) + (0 if bounds.low_included else 1)
    if bounds.high is not None:
        steps["at_most"] = int(bounds.high) - (0 if bounds.high_included else 1)
    whole = all(value is None or value == int(value) for value in (bounds.low, bounds.high))
    most = 4 if fact == "sstr_imaging.krenning" else 5
    sensible = all(0 <= step <= most for step in steps.values())
    if not whole or not sensible or steps.get("at_least", 0) > steps.get("at_most", 5):
        return None
    return r.ScaleRule.model_validate({"fact": fact, **steps})


def _number_rule(fact: str, statement: Statement, unit: str | None = None) -> r.Rule | None:
    if statement.bounds is None:
        return None
    extra = {"unit": unit} if unit else {}
    return r.NumberRule.model_validate({"fact": fact, **extra, **_limits(statement.bounds)})


def _life_expectancy(statement: Statement) -> r.Rule | None:
    bounds = statement.bounds
    if bounds is None:
        return None
    factor = _MONTH.get(bounds.unit, Fraction(1))
    limits = {key: _months(Fraction(str(value)) * factor) for key, value in _limits(bounds).items()}
    return r.NumberRule.model_validate({"fact": "life_expectancy_months", **limits})


def _months(value: Fraction) -> float:
    return int(value) if value.denominator == 1 else math.floor(value * 10_000) / 10_000


def _mitoses(statement: Statement) -> r.Rule | None:
    bounds = statement.bounds
    if bounds is None or bounds.unit not in ("/2mm2", "/10HPF"):
        return None
    return _number_rule("diagnosis.mitotic_count", statement, bounds.unit)


def _clearance(statement: Statement) -> r.Rule | None:
    bounds = statement.bounds
    if bounds is None:
        return None
    if statement.sub == "gfr":
        if bounds.unit != "mL/min/1.73m2" or statement.terms:
            return None
        return r.LabRule.model_validate({"test": "egfr", "unit": "mL/min/{1.73_m2}", **_limits(bounds)})
    if bounds.unit != "mL/min":
        return None
    method = "cockcroft_gault" if statement.terms == ("cockcroft_gault",) else "any_clearance"
    return r.ClearanceRule.model_validate({"method": method, **_limits(bounds)})


def _cardiac(statement: Statement) -> r.Rule | None:
    bounds = statement.bounds
    if bounds is None:
        return _condition(statement)
    if statement.sub == "qtc":
        return (
            r.LabRule.model_validate({"test": "qtc", "unit": "ms", **_limits(bounds)}) if bounds.unit == "ms" else None
        )
    if statement.sub == "lvef":
        return (
            r.LabRule.model_validate({"test": "lvef", "unit": "%", **_limits(bounds)}) if bounds.unit == "%" else None
        )
    if statement.terms and bounds.unit == "mmHg":
        return r.LabRule.model_validate({"test": statement.terms[0], "unit": "mm[Hg]", **_limits(bounds)})
    if statement.sub == "nyha" and bounds.low is not None and bounds.high in (None, 4):
        least = int(bounds.low) + (0 if bounds.low_included else 1)
        term = _NYHA.get(least)
        return r.ConditionRule(any_of=(term,)) if term else None
    return None


def _condition(statement: Statement) -> r.Rule | None:
    terms = tuple(term for term in statement.terms if term in vocabulary("condition").terms)
    if not terms or len(terms) != len(statement.terms):
        return None
    within = _duration(statement.window)
    if statement.window and (within is None or statement.window.direction != "within" or statement.status == "active"):
        return None  # "active within 3 years" says when it was active
    status = (
        ("active",) if statement.status == "active" else _EVER if statement.status == "ever" or within else _PRESENT
    )
    limit = {"within": within} if within else {}
    found = r.ConditionRule.model_validate({"any_of": terms, "status": status, **limit})
    if not statement.given or statement.status == "active":
        return found
    return r.AnyRule(of=(found, r.HadRule.model_validate({"select": {"any_of": statement.given}, **limit})))


def _brain(statement: Statement) -> r.Rule | None:
    sites = tuple(site for term in statement.terms for site in _CNS.get(term, ()))
    if not sites or statement.window is not None:
        return None
    status = {"active": ("active",), "ever": _EVER}.get(statement.status, _PRESENT)
    found = r.MetastasisRule.model_validate({"any_of": sites, "status": status})
    if _MENINGES.isdisjoint(statement.terms):
        return found
    # Disease of the meninges may stand among a patient's conditions as well.
    return r.AnyRule(of=(found, r.ConditionRule.model_validate({"any_of": (_LEPTOMENINGEAL,), "status": status})))


def _pregnancy(statement: Statement) -> r.Rule | None:
    if statement.window is not None or statement.status == "ever":
        return None
    if statement.sub == "negative_test":
        return r.FlagRule(fact="pregnant", value=False)
    flags = tuple(r.FlagRule(fact="pregnant" if term == "pregnancy" else "breastfeeding") for term in statement.terms)
    return flags[0] if len(flags) == 1 else r.AnyRule(of=flags)


def _treatment(statement: Statement) -> r.Rule | None:
    """Return whether such a treatment was given: ever, lately, or runs."""
    if not statement.terms:
        return None
    select = r.Selection(any_of=statement.terms, none_of=statement.but_not)
    source: r.Source = "medications" if statement.source == "medications" else "therapies"
    if statement.status == "stable":
        length = _duration(statement.window)
        return r.StableDoseRule(source=source, select=select, at_least=length) if length else None
    if statement.window is not None:
        return _lately(statement.window, select, source)
    if statement.status == "ongoing":
        return r.OngoingRule(source=source, select=select)
    return r.HadRule(source=source, select=select)


def _lately(window: Window, select: r.Selection, source: r.Source) -> r.Rule | None:
    length = _duration(window)
    if length is None or window.direction == "duration":
        return None
    if window.direction == "within" and not window.half_lives:
        return r.HadRule(source=source, select=select, within=length)
    passed = r.WashoutRule(source=source, select=select, at_least=_washout(length, window))
    return passed if window.direction == "at_least" else r.NotRule(of=passed)


def _washout(length: Duration, window: Window) -> Washout:
    if not window.half_lives:
        return length
    parts = (length, HalfLives(half_lives=window.half_lives))
    return LongerOf(longer_of=parts) if window.whichever == "longer" else ShorterOf(shorter_of=parts)


def _duration(window: Window | None) -> Duration | None:
    if window is None or window.amount != int(window.amount):
        return None
    return Duration.model_validate({f"{window.unit}s": int(window.amount)})


def _lines(statement: Statement) -> r.Rule | None:
    bounds = statement.bounds
    if bounds is None or any(value is not None and value != int(value) for value in (bounds.low, bounds.high)):
        return None
    select = {"select": {"any_of": statement.terms}} if statement.terms else {}
    return r.LinesRule.model_validate({**select, **_limits(bounds)})


def _progression(statement: Statement) -> r.Rule | None:
    within = _duration(statement.window)
    if statement.window and (within is None or statement.window.direction != "within"):
        return None
    return r.ProgressionRule.model_validate({"basis": statement.terms, **({"within": within} if within else {})})


def _biomarker(statement: Statement) -> r.Rule | None:
    if len(statement.terms) < 2:  # noqa: PLR2004 - a marker and its result
        return None
    return r.BiomarkerRule(name=statement.terms[0], results=statement.terms[1:])


def _stage(statement: Statement) -> r.Rule | None:
    rules = [_STAGE[term] for term in statement.terms if term in _STAGE]
    if not rules or len(rules) != len(statement.terms):
        return None
    return rules[0] if len(rules) == 1 else r.AnyRule(of=tuple(rules))


def _named(fact: str, statement: Statement) -> r.Rule | None:
    return r.OneOfRule(fact=fact, values=statement.terms) if statement.terms else None


_BUILDERS: Final[dict[str, Callable[[Statement], r.Rule | None]]] = {
    "lab": _lab,
    "age": _age,
    "ecog": lambda one: _steps("performance.ecog", one),
    "grade": lambda one: _steps("diagnosis.grade", one),
    "karnofsky": lambda one: _number_rule("performance.karnofsky", one),
    "ki67": lambda one: _number_rule("diagnosis.ki67", one),
    "mitotic_rate": _mitoses,
    "life_expectancy": _life_expectancy,
    "creatinine_clearance": _clearance,
    "cardiac": _cardiac,
    "infection_hiv_hep": _condition,
    "autoimmune": _condition,
    "other_malignancy": _condition,
    "other": _condition,
    "brain_mets": _brain,
    "pregnancy_lactation": _pregnancy,
    "prior_therapy": _treatment,
    "prior_therapy_lines": _lines,
    "progression_window": _progression,
    "biomarker": _biomarker,
    "washout": _treatment,
    "stage": _stage,
    "histology": lambda one: _named("diagnosis.tumor_type", one),
    "differentiation": lambda one: _named("diagnosis.differentiation", one),
    "primary_site": lambda one: _named("diagnosis.primary_site", one),
    "measurable_disease": lambda one: r.FlagRule(fact="diagnosis.measurable_disease") if one.bounds is None else None,
    "sstr_uptake": lambda one: (
        _steps("sstr_imaging.krenning", one) if one.bounds else r.FlagRule(fact="sstr_imaging.positive")
    ),
}
