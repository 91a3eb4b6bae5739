"""A patient file as the interpreter reads it: what is dated after the as-of date left out, absence known or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.properties.days import Tri, each_day
from tests.properties.names import either, found, is_one, opposite, terms

if TYPE_CHECKING:
    from datetime import date

Entry = dict[str, Any]
# Which vocabulary the names of a list are looked up in.
VOCABULARY = {
    "therapies": "therapy",
    "medications": "medication",
    "conditions": "condition",
    "metastatic_sites": "site",
    "progression": "therapy",
}


class Listed(NamedTuple):
    """A list of the file: what stands on it, what it denies, whether what is not on it is absent."""

    kind: str
    entries: tuple[Entry, ...]
    denied: tuple[str, ...]
    closed: bool

    def denies(self, asked: list[str]) -> bool:
        """Say whether the file says outright that none of what is asked is there."""
        covered = [any(is_one(self.kind, one, denial) is True for denial in self.denied) for one in asked]
        return bool(covered) and all(covered)


def name_of(entry: Entry) -> str:
    name: str = entry.get("agent") or entry.get("name") or entry.get("class") or ""
    return name


@dataclass(frozen=True)
class Chart:
    """One patient on one day."""

    data: dict[str, Any]
    as_of: date
    day: date

    def get(self, path: str) -> Any:  # noqa: ANN401 - whatever the file says there
        """Return the datum at a path, None where it is absent or dated after the as-of date."""
        if path == "diagnosis.date" and self.is_later(self.data.get("diagnosis", {}).get("date")):
            return None
        here: Any = self.data
        for part in path.split("."):
            here = here.get(part) if isinstance(here, dict) else None
            if isinstance(here, dict) and self.is_later(here.get("date")) and part != "diagnosis":
                return None
        return here

    def is_later(self, text: str | None) -> bool:
        """Say whether every day that a date may stand for lies after the as-of date."""
        return each_day(text, lambda day: day > self.as_of) is True

    def results(self, key: str) -> list[Entry]:
        return [row for row in self.data.get(key) or () if not self.is_later(row.get("date"))]

    def listed(self, key: str) -> Listed | None:
        """Return a list with its entries that count, None where the file has none."""
        holder = self.data.get("diagnosis", {}) if key == "metastatic_sites" else self.data
        if holder.get(key) is None:
            return None
        given = holder[key]
        if isinstance(given, list):
            given = {"complete": key == "progression", "items": given}
        rows = [{"name": row} if isinstance(row, str) else row for row in given.get("items", ())]
        dated = "start" if key in ("therapies", "medications") else "date"
        kept = [row for row in rows if not self.is_later(row.get(dated))]
        complete = given.get("complete", False) and len(kept) == len(rows)
        return self._sorted(key, kept, complete=complete)

    def _sorted(self, key: str, kept: list[Entry], *, complete: bool) -> Listed:
        kind = VOCABULARY[key]
        no = [bool(row.get("never")) or row.get("status") == "absent" for row in kept]
        there = [row for row, denied in zip(kept, no, strict=True) if not denied]
        mapped = key == "progression" or all(found(kind, name_of(row)) is not None for row in there)
        return Listed(
            kind,
            tuple(there),
            tuple(name_of(row) for row, denied in zip(kept, no, strict=True) if denied),
            closed=complete and mapped,
        )


def isotope_of(entry: Entry) -> str | None:
    """Return the isotope that is recorded, or that the agent itself carries."""
    agent = found("therapy", name_of(entry))
    own: str | None = entry.get("isotope") or (terms("therapy")[agent].get("isotope") if agent else None)
    return own


def is_meant(listed: Listed, entry: Entry, asked: list[str]) -> Tri:
    """Say whether an entry is one of the asked terms; where it only may be one that is denied, it is not that one."""
    each: list[Tri] = []
    for one in asked:
        hit = is_one(listed.kind, name_of(entry), one)
        each.append(False if hit is None and listed.denies([one]) else hit)
    return either(each)


def is_selected(listed: Listed, entry: Entry, select: dict[str, Any]) -> Tri:
    """Say whether an entry is one of those that a rule selects."""
    asked, barred = select.get("any_of") or [], select.get("none_of") or []
    parts: list[Tri] = [is_meant(listed, entry, asked)] if asked else []
    if barred:
        parts.append(opposite(is_meant(listed, entry, barred)))
    for detail in ("intent", "setting", "outcome", "isotope", "formulation"):
        wanted = select.get(detail)
        if wanted:
            value = isotope_of(entry) if detail == "isotope" and listed.kind == "therapy" else entry.get(detail)
            parts.append(None if value is None else value in ([wanted] if isinstance(wanted, str) else wanted))
    return False if False in parts else (None if None in parts else True)


def something(listed: Listed | None, asked: list[str], values: list[Tri]) -> Tri:
    """Say whether there is an entry that fits, known for each that is listed, in view of those that may not be."""
    if True in values:
        return True
    if listed is None:
        return None
    return either([*values, False if listed.closed or listed.denies(asked) else None])
