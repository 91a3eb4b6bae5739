"""Exact scales of UCUM units, taken from ucumvert; slow to load, so the shipped table is asked first.

`python -m criteria.unit_registry` writes the table anew after a test or unit was added to the vocabulary.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from criteria.vocabulary import lab_tests

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ucumvert import PintUcumRegistry

FORMAT: Final = "zebramatch.unit_scales/1"
DIMENSIONLESS: Final = "1"
LONGEST_UNIT: Final = 48
# What is measured outside the laboratory: weight, height, temperature, time, markers.
EVERYDAY_UNITS: Final = (
    *("kg", "g", "mg", "ug", "[lb_av]", "m", "cm", "mm", "[in_i]", "Cel", "[degF]"),
    *("a", "mo", "wk", "d", "h", "min", "s", "ms", "%", "1", "mut/Mb"),
)

_ANNOTATION: Final = re.compile(r"[/.]?(\{[^{}]*\})")
# Arbitrary units and equivalents look dimensionless or like moles to a registry, yet convert into nothing else.
_OPAQUE_ATOM: Final = re.compile(r"\[[^\[\]]*\]|(?<![A-Za-z])[a-z]?eq(?![A-Za-z])")
_TRUE_UNITS: Final = frozenset({"[Hg]", "[lb_av]", "[in_i]"})
# Nothing measured needs them, and 10*999999999 would be worked out digit by digit.
_HUGE_NUMBER: Final = re.compile(r"[0-9]{4}")
_FLOAT_NOISE: Final = Fraction(1, 10**12)
_LARGEST_DENOMINATOR: Final = 10**6


@dataclass(frozen=True, slots=True)
class Scale:
    """What a unit measures, and how many base units it is; only equal kinds convert into one another."""

    kind: str
    factor: Fraction


@cache
def _registry() -> PintUcumRegistry:
    # Loading takes some tenths of a second, and ordinary reports never need it.
    from ucumvert import PintUcumRegistry

    return PintUcumRegistry(non_int_type=Fraction)


def _exact(number: float) -> Fraction | None:
    """Undo the float division the UCUM parser does on the whole numbers of a code, as in `mg/(24.h)`."""
    exact = Fraction(number).limit_denominator(_LARGEST_DENOMINATOR)
    if exact <= 0 or abs(exact - Fraction(number)) > _FLOAT_NOISE * exact:
        return None
    return exact


def _kind(dimensions: Iterable[tuple[str, object]], opaque: Iterable[str]) -> str:
    parts = [f"{name}^{power}" for name, power in sorted(dimensions)]
    return " ".join([*parts, *sorted(opaque)]) or DIMENSIONLESS


def registry_scale(code: str) -> Scale | None:
    """Ask ucumvert for the scale of a UCUM code; None when it is none or cannot be scaled (degrees Celsius)."""
    if len(code) > LONGEST_UNIT or _HUGE_NUMBER.search(code):
        return None
    annotations = _ANNOTATION.findall(code)
    bare = _ANNOTATION.sub("", code) or DIMENSIONLESS
    opaque = [_without_prefix(atom) for atom in _OPAQUE_ATOM.findall(bare) if atom not in _TRUE_UNITS]
    parsed = _parsed(bare)
    if parsed is None:
        return None
    factor, dimensions = parsed
    return Scale(_kind(dimensions, [*annotations, *opaque]), factor)


def _without_prefix(atom: str) -> str:
    return "eq" if atom.endswith("eq") else atom


def _parsed(code: str) -> tuple[Fraction, tuple[tuple[str, object], ...]] | None:
    from lark.exceptions import LarkError
    from pint.errors import PintError
    from ucumvert.parser import InvalidUcumError

    registry = _registry()
    try:
        quantity = registry.from_ucum(code)
    except (InvalidUcumError, LarkError, PintError, ZeroDivisionError):
        return None
    number = _exact(quantity.magnitude)
    try:
        one = registry.Quantity(Fraction(1), quantity.units).to_root_units()
        two = registry.Quantity(Fraction(2), quantity.units).to_root_units()
    except TypeError:  # a logarithm, as of decibels: beside numpy pint cannot take it of exact numbers
        return None
    if number is None or two.magnitude != 2 * one.magnitude:
        return None
    return number * Fraction(one.magnitude), tuple(one.dimensionality.items())


def tabled_units() -> tuple[str, ...]:
    """Every unit the shipped table must hold: those of the lab tests, and the everyday ones."""
    return tuple(dict.fromkeys([u for test in lab_tests().values() for u in test.units] + list(EVERYDAY_UNITS)))


def rendered_table() -> str:
    """Return the text of `resources/units/scales.json` as ucumvert gives it today, one unit a line."""
    lines = []
    for unit in tabled_units():
        scale = registry_scale(unit)
        known = {"kind": scale.kind, "factor": str(scale.factor)} if scale else {"kind": unit, "factor": "1"}
        lines.append(f"    {json.dumps(unit)}: {json.dumps(known)}")
    return f'{{\n  "format": "{FORMAT}",\n  "units": {{\n' + ",\n".join(lines) + "\n  }\n}\n"


def main() -> None:
    """Write the table."""
    target = Path(__file__).parent.parent / "resources" / "units" / "scales.json"
    target.write_text(rendered_table(), encoding="utf-8")
    sys.stdout.write(f"{len(tabled_units())} units written\n")


if __name__ == "__main__":
    main()
