"""Units of measurement: printed spellings to UCUM, and exact conversion, also between mass and amount.

All arithmetic is on fractions, so that converting there and back gives the very same number and a value on a
limit stays on it in any unit. What a unit measures comes from ucumvert through a table made in advance.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from criteria.unit_registry import DIMENSIONLESS, FORMAT, LONGEST_UNIT, Scale, registry_scale
from criteria.unit_spellings import spelled_out
from criteria.vocabulary import lab_tests, vocabulary

if TYPE_CHECKING:
    from criteria.vocabulary import LabTest


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to state a test's result: its unit, and `canonical * factor + offset` in that unit."""

    unit: str
    scale: Scale
    factor: Fraction
    offset: Fraction


@cache
def _table() -> dict[str, Scale]:
    content = json.loads(files("resources").joinpath("units", "scales.json").read_text(encoding="utf-8"))
    if content["format"] != FORMAT:
        message = "resources/units/scales.json is not a table of this version; reinstall the program"
        raise ValueError(message)
    return {unit: Scale(entry["kind"], Fraction(entry["factor"])) for unit, entry in content["units"].items()}


@lru_cache(maxsize=1024)
def _scale(code: str) -> Scale | None:
    return _table().get(code) or registry_scale(code)


@lru_cache(maxsize=4096)
def normalise(unit: str) -> str | None:
    """Return the UCUM code of a unit as printed on reports, or None when it is none or leaves doubt.

    Examples:
        `x10⁹/L`, `G/L` and `10^9/L` give `10*9/L`; `µmol/l` gives `umol/L`; `109/L` gives None.
    """
    if len(unit) > LONGEST_UNIT:
        return None
    code = spelled_out(unit)
    return code if code is not None and _scale(code) is not None else None


def is_unit(unit: str) -> bool:
    """Say whether this is a unit the program understands."""
    return normalise(unit) is not None


@cache
def _lab_test(name: str) -> LabTest | None:
    term = vocabulary("lab_test").find(name)
    return lab_tests().get(term.id) if term else None


@cache
def _forms(test: LabTest) -> tuple[_Form, ...]:
    stated = [(test.unit, Fraction(1), Fraction(0))]
    stated += [(other.unit, other.factor, other.offset) for other in test.substance]
    scaled = ((unit, _scale(unit), factor, offset) for unit, factor, offset in stated)
    return tuple(_Form(unit, scale, factor, offset) for unit, scale, factor, offset in scaled if scale)


def _form_for(code: str, test: LabTest) -> tuple[_Form, Fraction] | None:
    """Return the form of the test's result that a unit states, and how many of that form's units it is."""
    scale = _scale(code)
    if scale is None:
        return None
    for form in _forms(test):
        if form.unit == code:
            return form, Fraction(1)
    # Percent, per mille and bare ratios scale into one another but may mean different things: only listed ones.
    if scale.kind == DIMENSIONLESS and code not in test.units:
        return None
    for form in _forms(test):
        if form.scale.kind == scale.kind:
            return form, scale.factor / form.scale.factor
    return None


def is_unit_of(unit: str, test: str) -> bool:
    """Say whether results of a test can be given in this unit."""
    code, known = normalise(unit), _lab_test(test)
    return code is not None and known is not None and _form_for(code, known) is not None


def convert(value: Fraction, unit: str, target: str, test: str | None = None) -> Fraction | None:
    """Convert exactly; between mass, amount and equivalents only through the named test's factor.

    Returns:
        None when a unit is not understood, or the two do not measure the same thing.
    """
    if unit == target:
        return value
    source, wanted = normalise(unit), normalise(target)
    if source is None or wanted is None:
        return None
    if source == wanted:
        return value
    if test is None:
        return _rescaled(value, source, wanted)
    known = _lab_test(test)
    return _through(known, value, source, wanted) if known else _rescaled(value, source, wanted)


def _rescaled(value: Fraction, source: str, wanted: str) -> Fraction | None:
    left, right = _scale(source), _scale(wanted)
    if left is None or right is None or left.kind != right.kind:
        return None
    return value * left.factor / right.factor


def _through(test: LabTest, value: Fraction, source: str, wanted: str) -> Fraction | None:
    left, right = _form_for(source, test), _form_for(wanted, test)
    if left is None or right is None:
        return None
    (stated, times), (asked, parts) = left, right
    canonical = (value * times - stated.offset) / stated.factor
    return (canonical * asked.factor + asked.offset) / parts
