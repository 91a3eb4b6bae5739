"""Sense after shape: what a patient file of the right form may still get wrong."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from criteria.facts import SCALES, catalogue
from criteria.measures import Measure, MitoticCount
from criteria.problems import Problem
from criteria.rule_checks import GOES_BELOW_NOUGHT, MITOTIC_UNITS, either
from criteria.units import convert, is_unit_of
from criteria.vocabulary import lab_tests, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from criteria.entries import Lab
    from criteria.facts import FactEntry
    from criteria.profile import PatientProfile

_UNITS_SHOWN: Final = 2


def check_patient(profile: PatientProfile, file: str) -> tuple[Problem, ...]:
    """Return what a patient file says that cannot be; names that the vocabulary lacks are no faults."""
    return tuple(replace(problem, file=file) for problem in _patient(profile))


def _patient(profile: PatientProfile) -> Iterator[Problem]:
    born, seen = profile.birth_date, profile.screening_date
    if born is not None and seen is not None and born.first > seen:
        yield Problem("", "birth_date", "lies after the screening date", "check both dates")
    for path, measure in _measures(profile):
        yield from _measure(measure, path, _entry_of(path))
    for index, lab in enumerate(profile.labs or ()):
        yield from _lab(lab, f"labs[{index}]")


def _measures(profile: PatientProfile) -> Iterator[tuple[str, Measure]]:
    """Yield every measure of the profile with its place: the catalogue's, and those of the specimens."""
    for path in catalogue():
        value: object = profile
        for name in path.split("."):
            value = getattr(value, name)
        if isinstance(value, Measure):
            yield path, value
    for index, specimen in enumerate(profile.diagnosis.specimens or ()):
        for name, measure in (("ki67", specimen.ki67), ("mitotic_count", specimen.mitotic_count)):
            if measure is not None:
                yield f"diagnosis.specimens[{index}].{name}", measure


def _entry_of(path: str) -> FactEntry:
    return catalogue().get(path) or catalogue()[f"diagnosis.{path.rpartition('.')[2]}"]


def _measure(measure: Measure, path: str, entry: FactEntry) -> Iterator[Problem]:
    factor = Fraction(1)
    if isinstance(measure, MitoticCount):
        if measure.unit not in (None, *MITOTIC_UNITS):
            message = f"{_shown(measure.unit)} is not an area that mitoses are counted in"
            yield Problem("", f"{path}.unit", message, f"use {either(MITOTIC_UNITS)}")
    elif measure.unit not in (None, entry.unit):
        converted = convert(factor, measure.unit or "", entry.unit) if entry.unit else None
        if converted is None:
            hint = f"use {entry.unit}" if entry.unit else "leave the unit out"
            yield Problem("", f"{path}.unit", f"{_shown(measure.unit)} is not a unit of {entry.label}", hint)
            return
        factor = converted
    yield from _bounds(measure, factor, path, entry)


def _bounds(measure: Measure, factor: Fraction, path: str, entry: FactEntry) -> Iterator[Problem]:
    interval = measure.interval.scaled(factor)
    ends = [end for end in (interval.low, interval.high) if end is not None]
    too_low = entry.low is not None and any(
        end < entry.low or (end == entry.low and measure.below is not None and end == interval.high) for end in ends
    )
    too_high = entry.high is not None and any(
        end > entry.high or (end == entry.high and measure.above is not None and end == interval.low) for end in ends
    )
    if too_low or too_high:
        unit = f" {entry.unit}" if entry.unit else ""
        limits = f"at least {entry.low}" if entry.high is None else f"from {entry.low} to {entry.high}"
        yield Problem("", path, f"{entry.label} is {limits}{unit}", "check the value")
    elif path in SCALES and any(end.denominator != 1 for end in ends):
        yield Problem("", path, f"{entry.label} has whole steps", "check the value")


def _lab(lab: Lab, where: str) -> Iterator[Problem]:
    if lab.uln is not None and lab.lln is not None and lab.lln > lab.uln:
        yield Problem("", where, "the lower limit of normal is above the upper one", "check lln and uln")
    term = vocabulary("lab_test").find(lab.test)
    if term is None:
        return
    if (
        any(end is not None and end < 0 for end in (lab.interval.low, lab.interval.high))
        and term.id not in GOES_BELOW_NOUGHT
    ):
        yield Problem("", where, f"{term.id} is never below 0", "check the value")
    if lab.unit is None or is_unit_of(lab.unit, term.id):
        return
    units = lab_tests()[term.id].units[:_UNITS_SHOWN]
    message = f"{_shown(lab.unit)} is not a unit of {term.id}"
    yield Problem("", f"{where}.unit", message, f"use {either(units)}")


def _shown(unit: str | None) -> str:
    """Return a unit from a file for a sentence: its odd characters visible."""
    return ascii(unit) if unit is not None and not unit.isprintable() else f"'{unit}'"
