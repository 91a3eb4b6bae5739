"""The vocabulary read straight from its files, with a traversal of its own."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import resources

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.properties.days import Tri

FOLDER = Path(str(resources.__file__)).parent / "vocabulary"


def _plain(name: str) -> str:
    kept = "".join(" " if sign in "_-." else sign for sign in name.casefold())
    return " ".join(kept.split())


@cache
def terms(kind: str) -> dict[str, dict[str, Any]]:
    """Return the records of one kind by id."""
    content = json.loads((FOLDER / f"{kind}.json").read_text(encoding="utf-8"))
    return {record["id"]: record for record in content["terms"]}


@cache
def _names(kind: str) -> dict[str, str]:
    return {
        _plain(name): record["id"]
        for record in terms(kind).values()
        for name in (record["id"], record["label"], *record.get("synonyms", ()))
    }


def found(kind: str, name: str) -> str | None:
    """Return the id of a name, None when the vocabulary lacks it."""
    return _names(kind).get(_plain(name))


@cache
def upwards(kind: str, term: str) -> frozenset[str]:
    """Return the term and everything above it."""
    above = {term}
    for parent in terms(kind)[term].get("parents", ()):
        above |= upwards(kind, parent)
    return frozenset(above)


@cache
def downwards(kind: str, term: str) -> frozenset[str]:
    """Return the term and everything below it."""
    return frozenset(other for other in terms(kind) if term in upwards(kind, other))


@cache
def is_one(kind: str, name: str, asked: str) -> Tri:
    """Say whether what was recorded under a name is the asked term: every term that it may be is tried.

    A class may be anything below it. A drug is itself; it may be a form of it, but no combination it may be part of.
    """
    term, wanted = found(kind, name), found(kind, asked)
    if term is None or wanted is None:
        return None
    if wanted in upwards(kind, term):
        return True
    if kind in ("therapy", "medication") and not terms(kind)[term].get("is_class"):
        return None if term in upwards(kind, wanted) else False
    both = downwards(kind, term) & downwards(kind, wanted)
    return None if any(one in {term, wanted} or not terms(kind)[one].get("combination") for one in both) else False


def is_any(kind: str, name: str, asked: list[str]) -> Tri:
    """Say whether a recorded name is one of the asked terms."""
    return either(is_one(kind, name, one) for one in asked)


def either(values: Iterable[Tri]) -> Tri:
    """Kleene's or."""
    known = list(values)
    return True if True in known else (None if None in known else False)


def every(values: Iterable[Tri]) -> Tri:
    """Kleene's and."""
    known = list(values)
    return False if False in known else (None if None in known else True)


def opposite(value: Tri) -> Tri:
    """Kleene's not."""
    return None if value is None else not value
