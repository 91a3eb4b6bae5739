"""Published terminal half-lives, for washouts told in half-lives.

The table in `resources/half_lives.json` holds only agents whose figure was read in the source it names;
an agent that is absent has an unknown half-life, never a short one.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT: Final = "zebramatch.half_lives/1"
HOURS_A_DAY: Final = 24


@dataclass(frozen=True, slots=True)
class HalfLife:
    """A range as published, in hours, equal ends when one figure was given, and where it was read."""

    agent: str
    low_hours: Fraction
    high_hours: Fraction
    source: str


@cache
def half_lives() -> Mapping[str, HalfLife]:
    """Return the whole table by the agent's therapy id."""
    content = json.loads(files("resources").joinpath("half_lives.json").read_text(encoding="utf-8"))
    if content["format"] != FORMAT:
        message = "resources/half_lives.json is not a table of this version; reinstall the program"
        raise ValueError(message)
    table = {
        entry["agent"]: HalfLife(
            agent=entry["agent"],
            low_hours=Fraction(str(entry["low_hours"])),
            high_hours=Fraction(str(entry["high_hours"])),
            source=entry["source"],
        )
        for entry in content["agents"]
    }
    return MappingProxyType(table)


def half_life(agent_id: str) -> tuple[Fraction, Fraction] | None:
    """Return the shortest and longest published half-life in days, or None when no figure is known."""
    entry = half_lives().get(agent_id)
    if entry is None:
        return None
    return entry.low_hours / HOURS_A_DAY, entry.high_hours / HOURS_A_DAY
