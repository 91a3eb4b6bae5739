"""Countries by their two letters, and the English names that registries write for them."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT: Final = "zebramatch.countries/1"


def country_name(code: str) -> str:
    """Return the English name of a country by its two letters; letters that no country has are returned."""
    return _names().get(code.upper(), (code,))[0]


def is_in(written: str | None, code: str | None) -> bool:
    """Whether a country as a registry writes it is the one with these two letters; False where either is not known."""
    if not written or not code:
        return False
    asked = _folded(written)
    return asked == code.casefold() or asked in map(_folded, _names().get(code.upper(), ()))


def is_known(written: str | None) -> bool:
    """Whether a country as a registry writes it is one of the list."""
    return bool(written) and _folded(written or "") in _spellings()


def _folded(name: str) -> str:
    return " ".join(name.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split()).casefold()


@cache
def _spellings() -> frozenset[str]:
    return frozenset(_folded(name) for code, names in _names().items() for name in (code, *names))


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    content = json.loads(files("resources").joinpath("countries.json").read_text(encoding="utf-8"))
    if content["format"] != FORMAT:
        message = "resources/countries.json is no list of countries of this version; reinstall the program"
        raise ValueError(message)
    return {code: tuple(names) for code, names in content["countries"].items()}
