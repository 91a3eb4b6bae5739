"""Numbers and dates as people write them: `1,5`, `3m ago`, `06/2026`, `21.11.2026`, `June 2026`.

What could be two things is refused, never guessed: 1,500 is fifteen hundred to one reader and one and a half to
another, and 03/04/2026 is in March to one and in April to the other.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from dateutil.relativedelta import relativedelta

from criteria.dates import PartialDate

if TYPE_CHECKING:
    from collections.abc import Callable

HOW: Final = "write a date such as 2026-11-21, 2026-11, 2026, 21.11.2026, 11/2026, Nov 2026, 3m ago or today"
_LAST_MONTH: Final = 12
_COMMA: Final = re.compile(r"(?<![0-9.,])([0-9]{1,15}),([0-9]{1,10})(?![0-9.,])", re.ASCII)
_SET_OFF: Final = re.compile(r"\s+([0-9]{3})(?![0-9.,])(?!\s*(?:-|–|—|to\b))")
_AGO: Final = re.compile(r"([0-9]{1,4})\s*(d|days?|w|weeks?|m|months?|y|years?)\s+ago", re.ASCII)
_DOTTED: Final = re.compile(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})", re.ASCII)
_SLASHED: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})", re.ASCII)
_MONTH: Final = re.compile(r"([0-9]{1,2})[./]([0-9]{4})", re.ASCII)
_NAMED: Final = re.compile(r"(?:([0-9]{1,2})\.?\s+)?([a-z]{3,9})\.?\s+([0-9]{4})", re.ASCII)
MONTHS: Final = {
    name.casefold(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}


def with_points(text: str) -> str:
    """Return the text with every decimal comma written as a point.

    Raises:
        ValueError: in words, for a comma that may set off thousands.
    """

    def point(found: re.Match[str]) -> str:
        whole, rest = found[1], found[2]
        if len(rest) == len("000") and not whole.startswith("0"):
            raise ValueError(f"{found[0]} can be {whole}.{rest} or {whole}{rest}; write it without the comma")
        return f"{whole}.{rest}"

    changed = _COMMA.sub(point, text)
    if "," in changed:
        raise ValueError("write the number without a comma: 1.5 or 1500")
    return changed


def refuse_blank_thousands(number: str, behind: str) -> None:
    """Refuse `1 500 /uL`: read as 1 with the unit of 500 /uL it would be another value altogether.

    Raises:
        ValueError: in words, where three figures stand behind a number and a blank, and no range begins with them.
    """
    found = _SET_OFF.match(behind)
    if found is not None:
        raise ValueError(f"'{number} {found[1]}' can be {number}{found[1]}; write it without the blank")


def read_date(text: str, today: date) -> str:
    """Return the date that `text` stands for, as the patient file writes it.

    So many days or weeks ago is a day; so many months or years ago is that month or that year, because nobody who
    says it means a day.

    Raises:
        ValueError: in words, when it stands for no date, or for more than one.
    """
    folded = " ".join(text.casefold().split())
    readers: tuple[Callable[[str, date], str | None], ...] = (_word, _ago, _numbers, _named)
    written = next((found for read in readers if (found := read(folded, today)) is not None), None)
    if written is None and not folded[:4].isdigit():
        raise ValueError(HOW)
    return PartialDate.parse(written or text.strip()).text


def _word(text: str, today: date) -> str | None:
    days = {"today": 0, "yesterday": 1}
    return str(today - timedelta(days=days[text])) if text in days else None


def _ago(text: str, today: date) -> str | None:
    found = _AGO.fullmatch(text)
    if found is None:
        return None
    count, unit = int(found[1]), found[2][0]
    try:
        match unit:
            case "d":
                return str(today - timedelta(days=count))
            case "w":
                return str(today - timedelta(weeks=count))
            case "m":
                return f"{today - relativedelta(months=count):%Y-%m}"
            case _:
                return f"{today.year - count:04}"
    except (OverflowError, ValueError):
        raise ValueError("this is too long ago to be a date of a patient") from None


def _numbers(text: str, _today: date) -> str | None:
    if dotted := _DOTTED.fullmatch(text):
        return _day(dotted[3], int(dotted[2]), int(dotted[1]))
    if month := _MONTH.fullmatch(text):
        return f"{month[2]}-{int(month[1]):02}"
    slashed = _SLASHED.fullmatch(text)
    if slashed is None:
        return None
    one, other = int(slashed[1]), int(slashed[2])
    if one != other and 0 < one <= _LAST_MONTH and 0 < other <= _LAST_MONTH:
        either = f"{_day(slashed[3], other, one)} or {_day(slashed[3], one, other)}"
        raise ValueError(f"this can be {either}; write the one that is meant")
    month_first = other > _LAST_MONTH
    return _day(slashed[3], one if month_first else other, other if month_first else one)


def _named(text: str, _today: date) -> str | None:
    found = _NAMED.fullmatch(text)
    month = MONTHS.get(found[2]) if found else None
    if found is None or month is None:
        return None
    return _day(found[3], month, int(found[1])) if found[1] else f"{found[3]}-{month:02}"


def _day(year: str, month: int, day: int) -> str:
    return f"{year}-{month:02}-{day:02}"
