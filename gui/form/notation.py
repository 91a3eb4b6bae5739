"""How a person writes numbers, ranges, dates and countries, and how they are written back.

What has two readings, such as 1,500 or 03/04/2026, is refused (`criteria.written`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from criteria.dates import PartialDate
from criteria.written import read_date, with_points
from gui.words import said

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from criteria.strict_json import Json

QUANTITY_KEYS = ("value", "low", "high", "below", "above")
_NUMBER = r"-?[0-9]{1,15}(?:\.[0-9]{1,10})?"
_PLAIN = re.compile(_NUMBER, re.ASCII)
_RANGE = re.compile(rf"({_NUMBER})\s*(?:-|–|—|to)\s*({_NUMBER})", re.ASCII)
_BOUND = re.compile(rf"(<=|>=|=<|=>|≤|≥|<|>)\s*({_NUMBER})", re.ASCII)
_BOUND_KEYS = {
    "<": "below",
    ">": "above",
    "<=": "high",
    "=<": "high",
    "≤": "high",
    ">=": "low",
    "=>": "low",
    "≥": "low",
}


class UnreadableError(ValueError):
    """A text that stands for no value; its words say how to write one."""


@dataclass(frozen=True, slots=True)
class Notation:
    """How one kind of value is read from a text and written as one, with an example of it."""

    read: Callable[[str], Json]
    write: Callable[[Json], str]
    example: str


def _with_points(text: str) -> str:
    try:
        return with_points(text)
    except ValueError as error:
        raise UnreadableError(str(error)) from None


def _number(text: str) -> int | float:
    return float(text) if "." in text else int(text)


def read_quantity(text: str) -> dict[str, Json]:
    """Read `12`, `12.5`, `12,5`, `10-15`, `<3`, `>20`, `≤20` or `≥55` into the keys of a quantity."""
    text = _with_points(text)
    if _PLAIN.fullmatch(text):
        return {"value": _number(text)}
    if bound := _BOUND.fullmatch(text):
        return {_BOUND_KEYS[bound[1]]: _number(bound[2])}
    if spread := _RANGE.fullmatch(text):
        low, high = _number(spread[1]), _number(spread[2])
        if low > high:
            raise UnreadableError(said("the range begins above its end; write the smaller number first"))
        return {"low": low, "high": high}
    raise UnreadableError(said("write a number such as 12 or 12.5, a range such as 10-15, or a bound such as <3"))


def write_quantity(value: Mapping[str, Json]) -> str:
    """Write the keys of a quantity, the way `read_quantity` reads them where there is one."""
    given = {key: value[key] for key in QUANTITY_KEYS if value.get(key) is not None}
    if "value" in given:
        return str(given["value"])
    if set(given) == {"low", "high"}:
        return f"{given['low']}-{given['high']}"
    signs = {"low": "≥", "above": ">", "high": "≤", "below": "<"}
    return " ".join(f"{sign}{given[key]}" for key, sign in signs.items() if key in given)


def _read_number(text: str) -> Json:
    text = _with_points(text)
    if not _PLAIN.fullmatch(text):
        raise UnreadableError(said("write one number, such as 40 or 1.2"))
    return _number(text)


def _read_whole(text: str) -> Json:
    if not re.fullmatch(r"[0-9]{1,9}", text, re.ASCII):
        raise UnreadableError(said("write a whole number, such as 4"))
    return int(text)


def _read_date(text: str) -> Json:
    try:
        return read_date(text, _today())
    except ValueError as error:
        raise UnreadableError(str(error)) from None


def _read_day(text: str) -> Json:
    day = _read_date(text)
    if not PartialDate.parse(str(day)).is_exact:
        raise UnreadableError(said("this date needs its day, as in 2026-11-21"))
    return day


def _today() -> date:
    """Return the day that a person at this window means by "today", whatever day the patient is judged on."""
    return datetime.now().astimezone().date()


@cache
def countries() -> Mapping[str, str]:
    """Return the code of every country by its English name."""
    found = {}
    for territory in QLocale.Country:
        code = QLocale.territoryToCode(territory)
        if re.fullmatch(r"[A-Z]{2}", code):
            found[QLocale.territoryToString(territory)] = code
    return found


def _read_country(text: str) -> Json:
    by_name = {name.casefold(): code for name, code in countries().items()}
    code = by_name.get(text.casefold(), text.upper())
    if code not in by_name.values():
        raise UnreadableError(said("write the country's name in English, or its two letters such as DE or US"))
    return code


def _write_country(value: Json) -> str:
    return next((name for name, code in countries().items() if code == value), _write(value))


def _write(value: Json) -> str:
    return "" if value is None else str(value)


NUMBER = Notation(_read_number, _write, "")
WHOLE = Notation(_read_whole, _write, "")
DATE = Notation(_read_date, _write, "YYYY-MM-DD")
DAY = Notation(_read_day, _write, "YYYY-MM-DD")
TEXT = Notation(lambda text: text, _write, "")
COUNTRY = Notation(_read_country, _write_country, "")
QUANTITY = Notation(
    lambda text: dict(read_quantity(text)),
    lambda value: write_quantity(value) if isinstance(value, dict) else _write(value),
    "12, 10-15, <3",
)
