"""Sense of a rule: its fact exists and fits its kind, its names stand in the vocabulary, its units are units.

Each check yields problems whose place is the rule's own; the file is put in by the caller.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from criteria import rules as r
from criteria.facts import catalogue, suggest_facts
from criteria.measures import Interval
from criteria.problems import Problem
from criteria.shape import meant
from criteria.units import is_unit, is_unit_of
from criteria.vocabulary import lab_tests, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from criteria.facts import FactEntry, FactKind
    from criteria.vocabulary import Kind

MITOTIC_UNITS: Final = ("/2mm2", "/10HPF")
MAX_DEPTH: Final = 20
STEPS: Final = {"performance.ecog": (0, 5), "diagnosis.grade": (1, 3), "sstr_imaging.krenning": (0, 4)}
_MITOSES: Final = "diagnosis.mitotic_count"
_READ_FROM_SPECIMENS: Final = ("diagnosis.ki67", _MITOSES)
_AGE_BOUNDS: Final = (0, 130)
_FROM_NOUGHT: Final = (0, None)
_DATED_SECTION: Final = "sstr_imaging."
GOES_BELOW_NOUGHT: Final = ("temperature",)
_COUNTRY: Final = re.compile(r"[A-Z]{2}", re.ASCII)
_PARTS: Final = (r.AllRule, r.AnyRule, r.AtLeastRule)


@dataclass(frozen=True, slots=True)
class _Here:
    """Where a rule stands: its place, what lies around it, and how deep it is."""

    where: str
    in_exclusion: bool
    in_condition: bool = False
    depth: int = 0

    def at(self, step: str, *, in_condition: bool = False) -> _Here:
        return replace(
            self,
            where=f"{self.where}.{step}",
            in_condition=self.in_condition or in_condition,
            depth=self.depth + 1,
        )

    def problem(self, key: str, message: str, hint: str = "") -> Problem:
        return Problem("", f"{self.where}.{key}" if key else self.where, message, hint)


def check_rule(rule: r.Rule, where: str, *, in_exclusion: bool) -> Iterator[Problem]:
    """Yield what is senseless in a rule and in all its parts."""
    yield from _check(rule, _Here(where, in_exclusion))


def _check(rule: r.Rule, here: _Here) -> Iterator[Problem]:
    if here.depth > MAX_DEPTH:
        yield here.problem("", f"rules are nested more than {MAX_DEPTH} deep", "write it flatter")
    elif isinstance(rule, _PARTS):
        for index, part in enumerate(rule.of):
            yield from _check(part, here.at(f"of[{index}]"))
    elif isinstance(rule, r.NotRule):
        yield from _check(rule.of, here.at("of"))
    elif isinstance(rule, r.WhenRule):
        yield from _when(rule, here)
    else:
        yield from _leaf(rule, here)


def _when(rule: r.WhenRule, here: _Here) -> Iterator[Problem]:
    yield from _check(rule.condition, here.at("condition", in_condition=True))
    yield from _check(rule.then, here.at("then"))
    if rule.otherwise is not None:
        yield from _check(rule.otherwise, here.at("otherwise"))
    elif here.in_exclusion:
        hint = "say what is excluded where the condition does not hold"
        yield here.problem("otherwise", "is missing, and an exclusion needs it", hint)


def _leaf(rule: r.Rule, here: _Here) -> Iterator[Problem]:
    """Check a rule that looks at one fact; the composites are dealt with above."""
    match rule:
        case r.NumberRule() | r.ScaleRule() | r.OneOfRule() | r.FlagRule() | r.ElapsedRule():
            yield from _on_fact(rule, here)
        case r.LabRule() | r.LabMultipleRule():
            yield from _lab(rule, here)
        case r.BiomarkerRule():
            yield from _biomarker(rule, here)
        case r.CyclesRule() | r.LinesRule():
            yield from _selection(rule.select, "therapies", here)
            yield from _limits(rule, _FROM_NOUGHT, rule.rule, here)
        case r.CountRule():
            yield from _selection(rule.select, rule.source, here)
            yield from _limits(rule, _FROM_NOUGHT, "the count", here)
        case r.Listed():
            yield from _selection(rule.select, rule.source, here)
        case r.ClearanceRule():
            yield from _limits(rule, _FROM_NOUGHT, "clearance", here)
        case r.AgeRule():
            yield from _limits(rule, _AGE_BOUNDS, "age", here)
        case r.JudgementRule() if here.in_condition:
            hint = "nobody can answer it there; make it a criterion of its own"
            yield here.problem("", "a judgement cannot be the condition of a when", hint)
        case _:
            yield from _event(rule, here)


def _event(rule: r.Rule, here: _Here) -> Iterator[Problem]:
    match rule:
        case r.ConditionRule():
            yield from _names("condition", rule.any_of, "any_of", here)
            yield from _one_window(rule, here)
        case r.MetastasisRule():
            yield from _names("site", rule.any_of, "any_of", here)
        case r.ProgressionRule():
            yield from _names("therapy", rule.on, "on", here)
            yield from _one_window(rule, here)
        case _:
            pass  # a judgement is welcome here


def _one_window(rule: r.Timed, here: _Here) -> Iterator[Problem]:
    if rule.within is not None and rule.at_least_ago is not None:
        yield here.problem("", "within and at_least_ago are both given", "keep one of them")


def _on_fact(
    rule: r.NumberRule | r.ScaleRule | r.OneOfRule | r.FlagRule | r.ElapsedRule, here: _Here
) -> Iterator[Problem]:
    entry = catalogue().get(rule.fact)
    if entry is None:
        close = suggest_facts(rule.fact)
        hint = f"did you mean {' or '.join(close)}?" if close else ""
        yield here.problem("fact", f"there is no fact '{rule.fact}'", hint)
        return
    kinds: dict[str, tuple[FactKind, ...]] = {
        "number": ("number",),
        "scale": ("scale",),
        "one_of": ("name", "choice"),
        "flag": ("flag",),
        "elapsed": ("date",),
    }
    if entry.kind not in kinds[rule.rule]:
        hint = f"use a rule for a {entry.kind}"
        yield here.problem("fact", f"the rule {rule.rule} does not fit {entry.path}", hint)
        return
    match rule:
        case r.NumberRule():
            yield from _number(rule, entry, here)
        case r.ScaleRule():
            low, high = STEPS[rule.fact]
            for key, step in (("at_least", rule.at_least), ("at_most", rule.at_most)):
                if step is not None and not low <= step <= high:
                    yield here.problem(key, f"{entry.label} has the steps {low} to {high}")
        case r.OneOfRule():
            yield from _values(rule, entry, here)
            yield from _freshness(rule, entry, here)
        case r.FlagRule():
            yield from _freshness(rule, entry, here)
        case _:
            pass


def _freshness(rule: r.OneOfRule | r.FlagRule, entry: FactEntry, here: _Here) -> Iterator[Problem]:
    """Refuse to ask how old a fact is that carries no date: the rule could never be met."""
    if rule.max_age is not None and not rule.fact.startswith(_DATED_SECTION):
        yield here.problem("max_age", f"{entry.label} is recorded without a date", "take it out")


def _number(rule: r.NumberRule, entry: FactEntry, here: _Here) -> Iterator[Problem]:
    if rule.fact == "age":
        yield here.problem("fact", "the rule number does not fit age", "use the rule age")
        return
    if rule.specimen != "stated" and rule.fact not in _READ_FROM_SPECIMENS:
        yield here.problem("specimen", f"{entry.label} is not read from specimens", 'leave "specimen" out')
    if rule.fact == _MITOSES:
        if rule.unit not in MITOTIC_UNITS:
            yield here.problem("unit", "mitoses need the area they were counted in", f"use {either(MITOTIC_UNITS)}")
    elif rule.unit not in (None, entry.unit):
        hint = f"use {entry.unit}" if entry.unit else "leave it out"
        yield here.problem("unit", f"'{rule.unit}' is not the unit of {entry.label}", hint)
    yield from _limits(rule, (entry.low, entry.high), entry.label, here)


def _limits(rule: r.Bounded, bounds: tuple[int | None, int | None], label: str, here: _Here) -> Iterator[Problem]:
    low, high = (None if bound is None else Fraction(bound) for bound in bounds)
    if rule.interval.is_disjoint(Interval(low, high)):
        yield here.problem("", f"no value of {label} can meet these limits", "check the limits and the unit")


def _values(rule: r.OneOfRule, entry: FactEntry, here: _Here) -> Iterator[Problem]:
    if entry.vocabulary is not None:
        yield from _names(entry.vocabulary, rule.values, "values", here)
        return
    known = [choice.value for choice in entry.choices]
    for index, value in enumerate(rule.values):
        if known and value not in known:
            yield here.problem(f"values[{index}]", f"'{value}' is none of: {', '.join(known)}")
        elif not known and not _COUNTRY.fullmatch(value):
            yield here.problem(f"values[{index}]", f"'{value}' is not a country code", "such as DE")


def _lab(rule: r.LabRule | r.LabMultipleRule, here: _Here) -> Iterator[Problem]:
    faults = list(_names("lab_test", (rule.test,), "test", here, single=True))
    yield from faults
    if not faults and rule.test not in GOES_BELOW_NOUGHT:
        yield from _limits(rule, _FROM_NOUGHT, rule.test, here)
    if not faults and isinstance(rule, r.LabRule) and not is_unit_of(rule.unit, rule.test):
        hint = f"use {either(lab_tests()[rule.test].units)}"
        yield here.problem("unit", f"'{rule.unit}' is not a unit of {rule.test}", hint)


def _biomarker(rule: r.BiomarkerRule, here: _Here) -> Iterator[Problem]:
    yield from _names("biomarker", (rule.name,), "name", here, single=True)
    yield from _names("biomarker_result", rule.results, "results", here)
    if rule.interval.is_disjoint(Interval(Fraction(0))):
        yield here.problem("", f"no value of {rule.name} can meet these limits", "check the limits and the unit")
    if rule.unit is not None and not is_unit(rule.unit):
        yield here.problem("unit", f"'{rule.unit}' is not a unit", "use a UCUM unit")


def _selection(select: r.Selection, source: r.Source, here: _Here) -> Iterator[Problem]:
    inner = replace(here, where=f"{here.where}.select")
    kind: Kind = "therapy" if source == "therapies" else "medication"
    yield from _names(kind, select.any_of, "any_of", inner)
    yield from _names(kind, select.none_of, "none_of", inner)
    if source == "medications":
        for key in ("intent", "setting", "outcome", "isotope", "formulation"):
            if getattr(select, key):
                yield inner.problem(key, "medications do not record it", "take it out, or use the therapies")
        return
    isotopes = {term.isotope for term in vocabulary("therapy").terms.values() if term.isotope}
    for index, isotope in enumerate(select.isotope):
        if isotope not in isotopes:
            hint = meant(isotope, sorted(isotopes))
            yield inner.problem(f"isotope[{index}]", f"'{isotope}' is no isotope of a known treatment", hint)


def _names(kind: Kind, names: Iterable[str], key: str, here: _Here, *, single: bool = False) -> Iterator[Problem]:
    """Yield each name that is not a term's id: unknown ones, and synonyms, which belong into patient files."""
    terms = vocabulary(kind)
    for index, name in enumerate(names):
        term = terms.find(name)
        if term is not None and term.id == name:
            continue
        close = [term] if term else [terms.find(label) for label in terms.suggest(name)]
        ids = [found.id for found in close if found is not None]
        hint = f"did you mean {' or '.join(ids)}?" if ids else ""
        message = f"'{name}' is not a {kind.replace('_', ' ')} of the vocabulary"
        if term is not None:
            message, hint = f"'{name}' is not the id of {term.label}", f"write {term.id}"
        yield here.problem(key if single else f"{key}[{index}]", message, hint)


def either(units: Iterable[str]) -> str:
    """Return words joined for a sentence: mg/dL or umol/L."""
    *most, last = units
    return f"{', '.join(most)} or {last}" if most else last
