"""The days on which an answer may turn, gathered without a thought for what a rule means.

Every date in the patient's file, and every such date plus every length of time in the trial: too many, and none missed.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from math import ceil
from typing import TYPE_CHECKING, Any

from tests.properties.days import birthday, days_of, later
from tests.properties.listed_leaves import half_lives
from tests.properties.names import found

if TYPE_CHECKING:
    from collections.abc import Iterator

Json = dict[str, Any]
WRITTEN = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
UNITS = ("days", "weeks", "months", "years")
LIMITS = ("at_least", "at_most", "above", "below")


def turns_of(rules: list[Json], patient: Json, as_of: date) -> list[date]:
    """Return the as-of date, the days on which an answer may turn after it, and the days beside these."""
    events = {end for text in _texts(patient) for end in (days_of(text)[0], days_of(text)[-1])} | {as_of}
    turns = events | {later(event, unit, amount) for event in events for unit, amount in _lengths(rules, patient)}
    for born in _births(patient, as_of):
        turns |= {birthday(born, age + one) for age in _ages(rules) for one in (0, 1)}
    beside = {turn + timedelta(days=shift) for turn in turns for shift in (-1, 0, 1)}
    return sorted(day for day in beside if day >= as_of)


def _inside(part: object) -> Iterator[object]:
    yield part
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    for one in inner:
        yield from _inside(one)


def _texts(patient: Json) -> set[str]:
    return {text for text in _inside(patient) if isinstance(text, str) and WRITTEN.fullmatch(text)}


def _lengths(rules: list[Json], patient: Json) -> set[tuple[str, int]]:
    found_lengths: set[tuple[str, int]] = set()
    for part in _inside(rules):
        if isinstance(part, dict):
            found_lengths |= {(unit, part[unit]) for unit in UNITS if unit in part}
            if "half_lives" in part:
                found_lengths |= {("days", ceil(part["half_lives"] * half)) for half in _half_lives_of(patient)}
    return found_lengths


def _half_lives_of(patient: Json) -> set[Any]:
    names = {found("therapy", text) for text in _inside(patient) if isinstance(text, str)}
    return {half for name in names if name in half_lives() for half in half_lives()[name]}


def _ages(rules: list[Json]) -> set[int]:
    asked = [part for part in _inside(rules) if isinstance(part, dict) and part.get("rule") == "age"]
    return {int(part[limit]) for part in asked for limit in LIMITS if part.get(limit) is not None}


def _births(patient: Json, as_of: date) -> set[date]:
    """Return the first and last day a person may have been born on."""
    if "birth_date" in patient:
        days = days_of(patient["birth_date"])
        return {days[0], days[-1]}
    if "age" not in patient:
        return set()
    asked = date.fromisoformat(patient.get("screening_date", as_of.isoformat()))
    return {birthday(asked, -patient["age"] - 1) + timedelta(days=1), birthday(asked, -patient["age"])}
