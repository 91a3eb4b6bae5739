"""The units of criteria prose as the program's own, and whether an amount in them can be meant."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from criteria.units import convert, is_unit_of
from criteria.vocabulary import lab_tests

if TYPE_CHECKING:
    from criteria.parsing.statements import Bounds

UCUM: Final = {
    "x10^9/L": "10*9/L",
    "x10^3/uL": "10*3/uL",
    "x10^6/L": "10*6/L",
    "/uL": "/uL",
    "mL/min": "mL/min",
    "mL/min/1.73m2": "mL/min/{1.73_m2}",
    "mL/s": "mL/s",
    "g/dL": "g/dL",
    "g/L": "g/L",
    "mg/dL": "mg/dL",
    "mg/L": "mg/L",
    "µmol/L": "umol/L",
    "mmol/L": "mmol/L",
    "nmol/L": "nmol/L",
    "mEq/L": "meq/L",
    "ng/mL": "ng/mL",
    "ng/dL": "ng/dL",
    "pg/mL": "pg/mL",
    "U/L": "U/L",
    "IU/mL": "[IU]/mL",
    "g/24h": "g/(24.h)",
    "mmHg": "mm[Hg]",
    "ms": "ms",
    "%": "%",
}
_RATIOS: Final = ("inr",)
_MULTIPLES: Final = ("xULN", "xLLN")
_LARGEST_MULTIPLE: Final = 25
_COUNTS: Final = {"neutrophils": (0.1, 20), "platelets": (5, 900), "leukocytes": (0.2, 60), "lymphocytes": (0.05, 20)}
_TOLERANCE: Final = 0.06


def ucum_of(name: str, unit: str) -> str | None:
    """Return the unit of a test's limit as the program writes it, or None when the text gives none that fits."""
    if not unit and name in _RATIOS:
        return lab_tests()[name].unit
    code = UCUM.get(unit)
    return code if code is not None and name in lab_tests() and is_unit_of(code, name) else None


def is_plausible(name: str, bounds: Bounds) -> bool:
    """Say whether limits of a test are in a unit of it and of an order that occurs; "platelets 100 g/dL" is a slip."""
    values = [value for value in (bounds.low, bounds.high) if value is not None]
    if bounds.unit in _MULTIPLES:
        return name in lab_tests() and all(0 < value <= _LARGEST_MULTIPLE for value in values)
    code = ucum_of(name, bounds.unit)
    if code is None:
        return False
    test = lab_tests()[name]
    for value in values:
        amount = convert(Fraction(str(value)), code, test.unit, name)
        if amount is None:
            return False
        low, high = _COUNTS.get(name, (test.plausible_low, test.plausible_high))
        if (low is not None and amount < low) or (high is not None and amount > high):
            return False
    return True


def same_amount(one: Bounds, other: Bounds) -> bool:
    """Say whether a limit and its repetition in another unit agree, as far as their units can be compared."""
    left = one.low if one.low is not None else one.high
    right = other.low if other.low is not None else other.high
    if left is None or right is None:
        return False
    if one.unit == other.unit:
        return left == right
    first, second = UCUM.get(one.unit), UCUM.get(other.unit)
    if first is None or second is None:
        return False
    amount = convert(Fraction(str(right)), second, first)
    return amount is None or abs(float(amount) - left) <= _TOLERANCE * left
