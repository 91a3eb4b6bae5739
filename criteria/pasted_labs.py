"""Laboratory results pasted from a report: one line a result, or one line a test and one column a day.

A line is read whole or not at all. What is left over on it, a name that is no test, a comma or a date with two
readings: the line is handed back with the reason, and nothing of it is taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from criteria.thousands import refuse_point_thousands
from criteria.units import is_unit_of
from criteria.vocabulary import lab_tests, vocabulary
from criteria.written import MONTHS, read_date, refuse_blank_thousands, with_points

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from criteria.strict_json import Json
    from criteria.vocabulary import Term

LabEntry: TypeAlias = "Mapping[str, Json]"

LONGEST_NAME: Final = 6  # words
_SEPARATORS: Final = "\t;|"
_NONE: Final = ("-", "–", "—", "/", ".")  # what stands in a cell without a value
_NUMBER: Final = r"[0-9][0-9.,]{0,20}"
_DAY: Final = re.compile(
    r"(?<![0-9./-])([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4})"
    r"(?![0-9./-])(?:[ T,]*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?",
    re.ASCII,
)
_VALUE: Final = re.compile(rf"(<=|>=|=<|=>|≤|≥|<|>)?\s*({_NUMBER})(?![^\s*↑↓()\[\]a-zA-Z%µμ/])", re.ASCII)
_FLAG: Final = re.compile(
    r"(?:^|(?<=\s))(?:HH?|LL?|\*+|[+-]{1,2}|↑+|↓+|\(?(?:high|low)\)?)(?=\s|$)|(?<![0-9])\*+|\*+(?![0-9])|[↑↓]+",
    re.IGNORECASE,
)
_NORMAL: Final = re.compile(
    r"\b(?:ref(?:erence)?\b\.?(?:\s*(?:range|interval)\b)?|normal\b(?:\s+range\b)?)\s*:?", re.IGNORECASE
)
_RANGE: Final = re.compile(
    rf"(?:(?<=\s)|(?<=^)|[(\[])\s*({_NUMBER})\s*(?:-|–|—|to)\s*({_NUMBER})\s*(?:[)\]]|(?=\s|$))", re.ASCII
)
_LIMIT: Final = re.compile(
    rf"(?:(?<=\s)|(?<=^)|[(\[])\s*(<=|<|≤|up to|>=|>|≥)\s*({_NUMBER})\s*(?:[)\]]|(?=\s|$))", re.ASCII | re.IGNORECASE
)
_BOUND_KEYS: Final = {"<": "below", ">": "above", "<=": "high", "=<": "high", "≤": "high", ">=": "low", "=>": "low"} | {
    "≥": "low"
}
_MATERIAL: Final = frozenset({"serum", "plasma", "blood"})
_FIGURES: Final = re.compile(r"[0-9]{3}(?![0-9])", re.ASCII)  # at the head of a unit: the rest of a number
# A day stands for the lines below it only where the line says nothing but that it is the day of the results: a date
# of birth or of printing must not become the day of a blood test.
_DAY_WORDS: Final = frozenset(
    {"date", "day", "collected", "collection", "sample", "sampled", "specimen", "drawn", "taken", "on", "time", "of"}
    | {"result", "results", "lab", "labs", "laboratory", "blood", "test", "tests"}
)
_HEADINGS: Final = frozenset(
    {"test", "tests", "name", "analyte", "parameter", "result", "results", "value", "values", "unit", "units", "date"}
    | {"reference", "ref", "range", "interval", "normal", "flag", "flags", "limits", "uln", "lln", "low", "high"}
    | {"comment", "lab", "labs", "laboratory"}
)


@dataclass(frozen=True, slots=True)
class PastedLine:
    """A line as it was pasted, the results read from it, and why it was not read ("" where it was).

    `results` are entries of the patient file's `labs`.
    """

    text: str
    results: tuple[LabEntry, ...] = ()
    why: str = ""


class _UnreadError(ValueError):
    """A line cannot be read; its words say why."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """The day of each column of values, and how many columns there are in all."""

    days: Mapping[int, str]
    count: int


def read_pasted_labs(text: str, today: date) -> tuple[PastedLine, ...]:
    """Read pasted results, a line each; blank lines and headings are left out."""
    day: str | None = None
    columns: _Columns | None = None
    lines: list[PastedLine] = []
    for raw in text.splitlines():
        line = raw.strip("\r\n ")
        if not line.strip():
            continue
        try:
            found = _columns(line, today)
            if found is not None:
                columns, day = found, None
                continue
            own = _day_of_results(line, today)
            if own is not None:
                columns, day = None, own
            elif not _is_heading(line):
                lines.append(PastedLine(line, tuple(_results(line, day, columns, today))))
        except _UnreadError as error:
            lines.append(PastedLine(line, why=str(error)))
            if _is_other_day(line):
                columns, day = None, None
    return tuple(lines)


def _is_other_day(line: str) -> bool:
    """Say whether an unread line seems to tell a day: nobody knows whether what stands below it is still of the last.

    A result that is not understood says nothing about the lines below it.
    """
    words = re.findall(r"[^\W\d_]+", line.casefold())
    if _has_digit(line) and (_DAY_WORDS | _HEADINGS | MONTHS.keys()).issuperset(words):
        return True
    try:
        _named(line)
    except _UnreadError:
        return _DAY.search(line) is not None
    return False


def _cells(line: str) -> list[str]:
    """Return a line's cells: parted by tabs, semicolons or bars, else by two blanks or more."""
    separator = next((sign for sign in _SEPARATORS if sign in line), None)
    parts = line.split(separator) if separator else re.split(r"\s{2,}", line.strip())
    return [part.strip() for part in parts]


def _columns(line: str, today: date) -> _Columns | None:
    """Return the days of a table's columns, where the line is the head of such a table."""
    cells = _cells(line)
    days = {place: cell for place, cell in enumerate(cells) if place and _DAY.fullmatch(cell)}
    if len(days) < len("ab") or _term(cells[0]) is not None:
        return None
    return _Columns({place: _day(cell, today) for place, cell in days.items()}, len(cells))


def _day_of_results(line: str, today: date) -> str | None:
    days = _DAY.findall(line)
    if len(days) != 1:
        return None
    words = re.findall(r"[^\W\d_]+", _DAY.sub(" ", line).casefold())
    return _day(days[0], today) if _DAY_WORDS.issuperset(words) else None


def _day(text: str, today: date) -> str:
    try:
        return read_date(_DAY.sub(r"\1", text).strip(), today)
    except ValueError as error:
        raise _UnreadError(str(error)) from None


def _is_heading(line: str) -> bool:
    words = re.findall(r"[^\W\d_]+", line.casefold())
    return not re.search(r"[0-9]", line) and _HEADINGS.issuperset(words)


def _results(line: str, day: str | None, columns: _Columns | None, today: date) -> Iterator[LabEntry]:
    test, rest = _named(line)
    if columns is None:
        yield _result(test, rest, day, today)
        return
    cells = _cells(line)
    values = {place: cells[place] for place in columns.days if place < len(cells)}
    by_blanks = not any(sign in line for sign in _SEPARATORS)
    sure = len(cells) >= columns.count and all(_has_digit(cell) or cell in _NONE for cell in values.values())
    if by_blanks and not sure:
        raise _UnreadError("a cell seems to be empty, and between blanks nobody can tell which; write a - into it")
    beside = " ".join(cell for place, cell in enumerate(cells) if place and place not in columns.days)
    given = {place: cell for place, cell in values.items() if _has_digit(cell)}
    if not given:
        raise _UnreadError("there is no value in the columns that have a date")
    for place, cell in given.items():
        yield _result(test, f"{cell} {beside}", columns.days[place], today)


def _has_digit(cell: str) -> bool:
    return re.search(r"[0-9]", cell) is not None


def _named(line: str) -> tuple[Term, str]:
    """Return the test at the head of a line, and what stands after it."""
    cells = _cells(line)
    if len(cells) > 1:
        term = _term(cells[0])
        if term is not None:
            return term, "  ".join(cells[1:])
    words = line.split()
    for count in range(min(LONGEST_NAME, len(words) - 1), 0, -1):
        term = _term(" ".join(words[:count]))
        if term is not None:
            return term, " ".join(words[count:])
    name = re.split(r"[<>≤≥=]?\s[<>≤≥]?\d", line, maxsplit=1)[0].strip(" :\t")
    raise _UnreadError(f"'{name}' is no test that the program knows")


def _term(name: str) -> Term | None:
    """Return the test of a name; `Creatinine (serum)` is one, `Creatinine (urine)` is none."""
    tests = vocabulary("lab_test")
    bare = name.strip(" :=\t")
    found = tests.find(bare)
    if found is not None:
        return found
    inner = re.fullmatch(r"(.+?)\s*(?:\(([^()]+)\)|,\s*(\w+))", bare)
    if inner is None:
        return None
    outer, other = tests.find(inner[1]), (inner[2] or inner[3]).strip()
    return outer if other.casefold() in _MATERIAL or (outer and tests.find(other) is outer) else None


def _result(test: Term, rest: str, day: str | None, today: date) -> LabEntry:
    rest = f" {rest.strip(' :=')} "
    days = [_day(found[0], today) for found in _DAY.finditer(rest)]
    if len(set(days)) > 1:
        raise _UnreadError("the line has more than one date")
    rest = _DAY.sub(" ", rest)
    value = _VALUE.match(rest.lstrip())
    if value is None:
        raise _UnreadError(f"there is no value right after '{test.label}'")
    behind = rest.lstrip()[value.end() :]
    entry: dict[str, Json] = {"test": test.label, **_amount(value, behind)}
    written = f"{value[2]} {behind}"
    rest, limits = _limits(f" {behind} ")
    unit = " ".join(_FLAG.sub(" ", _NORMAL.sub(" ", rest)).split()).strip(" ,;:()[]")
    if unit:
        entry["unit"] = unit = _unit(unit, test)
    try:
        refuse_point_thousands(written, unit, test)
    except ValueError as error:
        raise _UnreadError(str(error)) from None
    entry |= limits
    dated = days[0] if days else day
    return entry | {"date": dated} if dated else entry


def _amount(found: re.Match[str], behind: str) -> dict[str, Json]:
    try:
        refuse_blank_thousands(found[2], behind)
    except ValueError as error:
        raise _UnreadError(str(error)) from None
    return {_BOUND_KEYS.get(found[1], "value"): _number(found[2])}


def _number(text: str) -> int | float:
    try:
        plain = with_points(text)
        return float(plain) if "." in plain else int(plain)
    except ValueError as error:
        words = str(error) if "," in text else f"'{text}' is no number"
        raise _UnreadError(words) from None


def _limits(rest: str) -> tuple[str, dict[str, Json]]:
    """Take the limits of normal out of what stands after the value."""
    spread, bound = _RANGE.search(rest), _LIMIT.search(rest)
    if spread is not None:
        low, high = _number(spread[1]), _number(spread[2])
        if low >= high:
            raise _UnreadError("the normal range begins above its end")
        return f"{rest[: spread.start()]} {rest[spread.end() :]}", {"lln": low, "uln": high}
    if bound is not None:
        key = "lln" if bound[1][0] in ">≥" else "uln"
        return f"{rest[: bound.start()]} {rest[bound.end() :]}", {key: _number(bound[2])}
    return rest, {}


def _unit(text: str, test: Term) -> str:
    for written in (text, text.replace(" ", "")):
        if not _FIGURES.match(written) and is_unit_of(written, test.id):
            return written
    wanted = " or ".join(lab_tests()[test.id].units[:2])
    raise _UnreadError(
        f"'{text}' is no unit of {test.label} (such as {wanted}), or something else that is not understood"
    )
