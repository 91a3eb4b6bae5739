"""What a detail of a listed entry can be: when a treatment ended, how it went, since when an illness is stable."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from criteria.dates import PartialDate
from criteria.facts import find_fact
from criteria.parts import Listing
from criteria.vocabulary import vocabulary
from matcher.asking.cells import NOTHING, Choice, Domain, days_between, middle, pieces, turning_days, weighed
from matcher.asking.edits import value_at, with_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic import BaseModel

    from criteria.dates import Duration
    from criteria.profile import PatientProfile
    from matcher.asking.cells import Scene

_INDEXED: Final = re.compile(r"(?P<base>[a-z_.]+)\[(?P<index>\d+)\]\.(?P<name>[a-z_0-9]+)")
_NAMED: Final = re.compile(r"(?P<base>conditions)\.(?P<term>[a-z0-9_]+)\.(?P<name>status|date|stable_since)")
_MOST_LINES, _OTHER_WORD = 5, "other"
_PRESENT: Final = ("active", "controlled", "past")


@dataclass(frozen=True, slots=True)
class Detail:
    """A detail of one entry: the list it stands in, its place there, and the path of the windows asked of it."""

    base: str
    index: int
    name: str
    windows: str


def detail(path: str, scene: Scene) -> Domain:
    """Return what a detail can be; nothing where its entry is gone or the path names none."""
    found = _find(path, scene)
    if found is None:
        return NOTHING
    entry = _entries(scene, found.base)[found.index]
    if getattr(entry, found.name, None) is not None and not _is_partial(entry, found.name):
        return NOTHING
    return weighed(list(_choices(path, found, scene)), None)


def _find(path: str, scene: Scene) -> Detail | None:
    indexed = _INDEXED.fullmatch(path)
    if indexed:
        base, index = indexed["base"], int(indexed["index"])
        within = index < len(_entries(scene, base)) and hasattr(_entries(scene, base)[index], indexed["name"])
        return Detail(base, index, indexed["name"], base) if within else None
    named = _NAMED.fullmatch(path)
    if named is None:
        return None
    terms = vocabulary("condition")
    for index, item in enumerate(_entries(scene, "conditions")):
        term = terms.find(str(getattr(item, "name", "")))
        if term is not None and term.id == named["term"]:
            return Detail("conditions", index, named["name"], f"conditions.{term.id}")
    return None


def _entries(scene: Scene, base: str) -> tuple[BaseModel, ...]:
    try:
        listing = value_at(scene.profile, base)
    except AttributeError:
        return ()
    if isinstance(listing, Listing):
        return listing.items
    return listing if isinstance(listing, tuple) else ()


def _is_partial(entry: BaseModel, name: str) -> bool:
    value = getattr(entry, name)
    return isinstance(value, PartialDate) and not value.is_exact


def _choices(path: str, found: Detail, scene: Scene) -> Iterator[Choice]:
    fact = find_fact(path)
    if found.name in ("end", "date", "stable_since", "start"):
        yield from _dates(found, scene)
    elif fact is not None and fact.kind == "flag":
        yield from (Choice(value, _with(scene, found, value)) for value in (True, False))
    elif found.name in ("line", "cycles"):
        yield from (Choice(Fraction(n), _with(scene, found, n)) for n in _counts(found, scene))
    elif found.base == "conditions":
        yield from (Choice(status, _with(scene, found, status)) for status in _PRESENT)
    elif fact is not None and fact.choices:
        yield from (Choice(choice.value, _with(scene, found, choice.value)) for choice in fact.choices)
    elif found.name in ("setting", "isotope", "on"):
        words = (*scene.thresholds.terms.get(f"{found.base}.{found.name}", ()), _OTHER_WORD)
        yield from (Choice(word, _with(scene, found, word)) for word in words)


def _dates(found: Detail, scene: Scene) -> Iterator[Choice]:
    """Yield a day on each side of each window; what has an end may also be running still."""
    entry = _entries(scene, found.base)[found.index]
    turns = turning_days(_spans(found, scene), scene.day)
    known, start = getattr(entry, found.name), getattr(entry, "start", None)
    for when in days_between(turns, scene.day):
        after_start = start is None or when.last >= start.first
        inside = known is None or known.first <= when.first <= known.last
        if after_start and inside:
            yield Choice(when.text, _with(scene, found, when))
    if found.name == "end" and known is None:
        running = entry.model_copy(update={"ongoing": True})
        yield Choice("ongoing", _replaced(scene, found, running))


def _spans(found: Detail, scene: Scene) -> Iterable[Duration]:
    return scene.thresholds.spans.get(found.windows, ())


def _counts(found: Detail, scene: Scene) -> Iterable[int]:
    if found.name == "line":
        return range(1, _MOST_LINES + 1)
    cuts = scene.thresholds.numbers.get("therapies.cycles", ())
    return dict.fromkeys(int(middle(piece)) for piece in pieces(cuts, Fraction(0), None))


def _with(scene: Scene, found: Detail, value: object) -> PatientProfile:
    entry = _entries(scene, found.base)[found.index]
    return _replaced(scene, found, entry.model_copy(update={found.name: value}))


def _replaced(scene: Scene, found: Detail, entry: BaseModel) -> PatientProfile:
    items = list(_entries(scene, found.base))
    items[found.index] = entry
    listing = value_at(scene.profile, found.base)
    whole: object = tuple(items)
    if isinstance(listing, Listing):
        whole = listing.model_copy(update={"items": tuple(items)})
    return with_value(scene.profile, found.base, whole)
