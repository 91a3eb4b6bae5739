"""Where in the form a question is answered: the field, and in a list the entry and its field."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from criteria.facts import fact
from criteria.vocabulary import vocabulary
from gui.form.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from criteria.strict_json import Json
    from criteria.vocabulary import Kind

_INDEXED: Final = re.compile(r"\[(\d+)\](?:\.(\w+))?")
# The key of an entry's name, and the one to fill in first where the entry is new.
_NAMED: Final[Mapping[str, tuple[str, str]]] = {
    "labs": ("test", "value"),
    "biomarkers": ("name", "result"),
    "conditions": ("name", "status"),
    "medications": ("name", "ongoing"),
    "diagnosis.metastatic_sites": ("name", "status"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A field of the form; in a list also the entry's number (none: a new one), its key, and what a new one holds."""

    path: str
    index: int | None = None
    key: str = ""
    offered: dict[str, Json] = field(default_factory=dict)

    @property
    def is_entry(self) -> bool:
        """Whether an entry of a list is meant, and not the field as a whole."""
        return self.index is not None or bool(self.offered)


def place_of(question: str, value: Mapping[str, Json]) -> Place:
    """Return where a question is answered; `value` holds what is entered in the lists so far, by path."""
    base = next((path for path in TABLES if question.startswith((f"{path}.", f"{path}["))), None)
    if base is None:
        return Place(question)
    rest = question.removeprefix(base)
    numbered = _INDEXED.fullmatch(rest)
    if numbered:
        return Place(base, int(numbered[1]), numbered[2] or "")
    if base not in _NAMED:
        return Place(base)
    name, _, detail = rest.removeprefix(".").partition(".")
    kind = fact(base).vocabulary
    name_key, first = _NAMED[base]
    index = _last(_items(value.get(base)), name_key, name, kind) if kind and detail else None
    term = vocabulary(kind).find(name) if kind else None
    return Place(base, index, detail or first, {name_key: term.label if term else name})


def _items(value: Json) -> Sequence[Json]:
    items = value.get("items") if isinstance(value, dict) else value
    return items if isinstance(items, list) else ()


def _last(items: Sequence[Json], key: str, name: str, kind: Kind) -> int | None:
    """Return the number of the last entry that goes by a name, in any of its spellings."""
    found = None
    for index, item in enumerate(items):
        given = item.get(key) if isinstance(item, dict) else item
        term = vocabulary(kind).find(given) if isinstance(given, str) else None
        found = index if term is not None and term.id == name else found
    return found
