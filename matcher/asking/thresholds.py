"""Every place at which a rule of the library can change its mind, by fact: limits, terms, lengths of time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from criteria.dates import Duration, HalfLives
from criteria.measures import Interval, exact
from criteria.rules import (
    AgeRule,
    AllRule,
    AnyRule,
    AtLeastRule,
    BiomarkerRule,
    ClearanceRule,
    ConditionRule,
    CyclesRule,
    ElapsedRule,
    HadRule,
    LabMultipleRule,
    LabRule,
    LinesRule,
    NotRule,
    NumberRule,
    OneOfRule,
    ProgressionRule,
    ScaleRule,
    StableDoseRule,
    WashoutRule,
    WhenRule,
)
from criteria.units import convert
from criteria.vocabulary import lab_tests
from matcher.implied import LARGEST_FIELD, PER_AREA, SMALLEST_FIELD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from criteria.dates import Washout
    from criteria.rules import Limits, Rule, Selection
    from criteria.trial import Criterion, Trial

KI67, MITOSES, GRADE = "diagnosis.ki67", "diagnosis.mitotic_count", "diagnosis.grade"
_GRADE_LIMITS = {KI67: (3, 20), MITOSES: (2, 20)}  # those of `matcher.implied`
_DETAILS = ("intent", "setting", "outcome", "isotope")


@dataclass(slots=True)
class Thresholds:
    """What the rules of a library ask, by the path of the fact that they ask it of.

    `numbers` are limits in the fact's own unit, `multiples` those of a test's limit of normal by `labs.x.uln`,
    `terms` the names and words asked for, `spans` the lengths of time, `units` those of biomarkers.
    """

    numbers: dict[str, set[Fraction]] = field(default_factory=lambda: defaultdict(set))
    multiples: dict[str, set[Fraction]] = field(default_factory=lambda: defaultdict(set))
    terms: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    spans: dict[str, dict[Duration, None]] = field(default_factory=lambda: defaultdict(dict))
    units: dict[str, str] = field(default_factory=dict)


def criteria_of(trial: Trial) -> Iterator[Criterion]:
    """Return every criterion of a trial, the common ones first."""
    yield from trial.criteria
    for cohort in trial.cohorts:
        yield from cohort.criteria


def leaves(rule: Rule) -> Iterator[Rule]:
    """Return the parts of a rule that look at a fact."""
    match rule:
        case AllRule() | AnyRule() | AtLeastRule():
            for part in rule.of:
                yield from leaves(part)
        case NotRule():
            yield from leaves(rule.of)
        case WhenRule():
            yield from leaves(rule.condition)
            yield from leaves(rule.then)
            if rule.otherwise is not None:
                yield from leaves(rule.otherwise)
        case _:
            yield rule


def thresholds_of(trials: Iterable[Trial]) -> Thresholds:
    """Collect what the rules of these trials ask."""
    found = Thresholds()
    for trial in trials:
        for criterion in criteria_of(trial):
            for rule in _rules(criterion):
                for leaf in leaves(rule):
                    _note_values(found, leaf)
                    _note_times(found, leaf)
    return found


def _rules(criterion: Criterion) -> Iterator[Rule]:
    """Return a criterion's rule, or one for each of its readings."""
    if criterion.rule is not None:
        yield criterion.rule
    for reading in criterion.ambiguity.readings if criterion.ambiguity is not None else ():
        if reading.rule is not None:
            yield reading.rule


def _note_values(found: Thresholds, rule: Rule) -> None:  # noqa: C901, PLR0912 - one line a kind of rule
    match rule:
        case NumberRule():
            found.numbers[rule.fact].update(_number_limits(rule))
        case ScaleRule(fact="diagnosis.grade"):
            for path, limits in _GRADE_LIMITS.items():
                found.numbers[path].update(map(Fraction, limits))
        case AgeRule():
            found.numbers["age"].update(_limits(rule))
        case OneOfRule():
            found.terms[rule.fact].update(dict.fromkeys(rule.values))
        case LabRule():
            found.numbers[f"labs.{rule.test}"].update(_in_own_unit(rule.test, rule.unit, _limits(rule)))
        case LabMultipleRule():
            found.multiples[f"labs.{rule.test}.{rule.of}"].update(_limits(rule))
        case ClearanceRule():
            test = "egfr" if rule.method == "ckd_epi_2021" else "creatinine_clearance"
            found.numbers[f"labs.{test}"].update(_limits(rule))
        case BiomarkerRule():
            found.terms[f"biomarkers.{rule.name}"].update(dict.fromkeys(rule.results))
            found.numbers[f"biomarkers.{rule.name}"].update(_limits(rule))
            if rule.unit is not None:
                found.units[f"biomarkers.{rule.name}"] = rule.unit
        case CyclesRule():
            found.numbers["therapies.cycles"].update(_limits(rule))
            _note_selection(found, rule.select)
        case LinesRule():
            found.numbers["therapies.line"].update(_limits(rule))
        case HadRule(source="therapies") | WashoutRule(source="therapies"):
            _note_selection(found, rule.select)
        case ConditionRule():
            found.terms["conditions"].update(dict.fromkeys(rule.any_of))
        case _:
            pass


def _note_times(found: Thresholds, rule: Rule) -> None:
    match rule:
        case ElapsedRule():
            _spans(found, rule.fact, rule.within, rule.at_least_ago)
        case ProgressionRule():
            _spans(found, "progression", rule.within, rule.at_least_ago)
        case ConditionRule():
            for term in rule.any_of:
                _spans(found, f"conditions.{term}", rule.within, rule.at_least_ago, rule.stable_for)
        case HadRule():
            _spans(found, rule.source, rule.within)
        case StableDoseRule():
            _spans(found, rule.source, rule.at_least)
        case WashoutRule():
            _spans(found, rule.source, *_durations(rule.at_least))
        case NumberRule() | ScaleRule() | OneOfRule() if rule.fact.startswith("sstr_imaging."):
            _spans(found, "sstr_imaging.date", rule.max_age)
        case _:
            pass


def _spans(found: Thresholds, path: str, *lengths: Duration | None) -> None:
    found.spans[path].update(dict.fromkeys(length for length in lengths if length is not None))


def _durations(length: Washout) -> tuple[Duration, ...]:
    """Return the calendar lengths in a washout; half-lives differ from drug to drug."""
    match length:
        case Duration():
            return (length,)
        case HalfLives():
            return ()
        case _:
            parts = length.longer_of if hasattr(length, "longer_of") else length.shorter_of
            return tuple(part for part in parts if isinstance(part, Duration))


def _note_selection(found: Thresholds, select: Selection) -> None:
    for detail in _DETAILS:
        found.terms[f"therapies.{detail}"].update(dict.fromkeys(getattr(select, detail)))


def _limits(rule: Limits) -> tuple[Fraction, ...]:
    interval: Interval = rule.interval
    return tuple(end for end in (interval.low, interval.high) if end is not None)


def _number_limits(rule: NumberRule) -> Iterable[Fraction]:
    """Return a number's limits in the fact's own unit; mitoses per other areas by the smallest and largest field."""
    if rule.fact != MITOSES or rule.unit == PER_AREA:
        return _limits(rule)
    factors = [Fraction(2) / (10 * area) for area in (SMALLEST_FIELD, LARGEST_FIELD)]
    return [exact(round(float(limit * factor), 3)) for limit in _limits(rule) for factor in factors]


def _in_own_unit(test: str, unit: str, limits: Iterable[Fraction]) -> Iterator[Fraction]:
    own = lab_tests()[test].unit if test in lab_tests() else unit
    converted = (convert(limit, unit, own, test) for limit in limits)
    yield from (limit for limit in converted if limit is not None)
