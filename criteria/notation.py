"""How a person writes a number, a range or a bound, with its unit behind it.

What has two readings, such as 1,500, is refused (`criteria.written`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from criteria.written import refuse_blank_thousands, with_points

if TYPE_CHECKING:
    from criteria.strict_json import Json

_NUMBER: Final = r"-?[0-9]{1,15}(?:\.[0-9]{1,10})?"
_PLAIN: Final = re.compile(_NUMBER, re.ASCII)
_RANGE: Final = re.compile(rf"({_NUMBER})\s*(?:-|–|—|to)\s*({_NUMBER})", re.ASCII)
_BOUND: Final = re.compile(rf"(<=|>=|=<|=>|≤|≥|<|>)\s*({_NUMBER})", re.ASCII)
_BOUND_KEYS: Final = {
    "<": "below",
    ">": "above",
    "<=": "high",
    "=<": "high",
    "≤": "high",
    ">=": "low",
    "=>": "low",
    "≥": "low",
}


def quantity_of(text: str) -> dict[str, Json]:
    """Read `12`, `12.5`, `12,5`, `10-15`, `<3`, `>20`, `≤20` or `≥55` into the keys of a quantity.

    Raises:
        ValueError: its words say how to write one.
    """
    found, rest = quantity_and_unit(text)
    if rest:
        message = "write a number such as 12 or 12.5, a range such as 10-15, or a bound such as <3"
        raise ValueError(message)
    return found


def quantity_and_unit(text: str) -> tuple[dict[str, Json], str]:
    """Read a quantity and what stands behind it: `120 10*9/L`, `15-20 %`.

    Raises:
        ValueError: its words say how to write one.
    """
    text = with_points(text)
    found = _RANGE.match(text) or _BOUND.match(text) or _PLAIN.match(text)
    if found is None:
        message = "write a number such as 12 or 12.5, a range such as 10-15, or a bound such as <3"
        raise ValueError(message)
    refuse_blank_thousands(found[0].lstrip("<>=≤≥ "), text[found.end() :])
    return _keys(found), text[found.end() :].strip()


def _keys(found: re.Match[str]) -> dict[str, Json]:
    if found.re is _PLAIN:
        return {"value": number_of(found[0])}
    if found.re is _BOUND:
        return {_BOUND_KEYS[found[1]]: number_of(found[2])}
    low, high = number_of(found[1]), number_of(found[2])
    if low > high:
        message = "the range begins above its end; write the smaller number first"
        raise ValueError(message)
    return {"low": low, "high": high}


def number_of(text: str) -> int | float:
    """Return one plain number."""
    return float(text) if "." in text else int(text)
