"""The tables of function words, as the resources hold them."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT: Final = "zebramatch.words/1"


@cache
def tables() -> Mapping[str, object]:
    """Return all tables by their names."""
    content = json.loads(files("resources").joinpath("parsing", "words.json").read_text(encoding="utf-8"))
    if content["format"] != FORMAT:
        message = "resources/parsing/words.json is not a table of this version; reinstall the program"
        raise ValueError(message)
    found: dict[str, object] = content
    return MappingProxyType(found)


def table(name: str) -> Mapping[str, list[str]]:
    """Return a table of phrases by what they mean."""
    found = tables()[name]
    return found if isinstance(found, dict) else {}


def listed(name: str) -> list[str]:
    """Return a plain list of phrases."""
    found = tables()[name]
    return found if isinstance(found, list) else []


@cache
def words_of(name: str) -> frozenset[str]:
    """Return one of the small sets of words, in the folded form in which tokens hold them."""
    return frozenset(table("sets")[name])
