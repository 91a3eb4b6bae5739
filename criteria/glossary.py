"""The terms of the field in two registers, declared once for what hovers, what F1 opens and what is searched."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

FORMAT: Final = "zebramatch.glossary/1"


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """A term, its other names, the facts it stands for, its meaning in two registers, and where it is defined.

    `facts` are paths of the catalogue; `source` is empty where a term is everyday language of the field.
    """

    id: str
    name: str
    also: tuple[str, ...]
    facts: tuple[str, ...]
    clinician: str
    plain: str
    source: str

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it goes by."""
        return (self.name, *self.also)


@cache
def glossary() -> tuple[GlossaryTerm, ...]:
    """Return all terms, by name."""
    content = json.loads(files("resources").joinpath("glossary.json").read_text(encoding="utf-8"))
    if content["format"] != FORMAT:
        message = "resources/glossary.json is not a glossary of this version; reinstall the program"
        raise ValueError(message)
    terms = (
        GlossaryTerm(
            record["id"],
            record["name"],
            tuple(record["also"]),
            tuple(record["facts"]),
            record["clinician"],
            record["plain"],
            record["source"],
        )
        for record in content["terms"]
    )
    return tuple(sorted(terms, key=lambda term: term.name.casefold()))


def term_of_fact(path: str) -> GlossaryTerm | None:
    """Return the term that explains a fact, or None where the question says all there is to say."""
    return next((term for term in glossary() if path in term.facts), None)


def terms_in(text: str) -> tuple[GlossaryTerm, ...]:
    """Return the terms that a text uses, in the order in which they first stand in it, each once."""
    found = [(match.start(), term) for term in glossary() if (match := _pattern(term).search(text))]
    return tuple(term for _, term in sorted(found, key=lambda place: place[0]))


@cache
def _pattern(term: GlossaryTerm) -> re.Pattern[str]:
    """Names as whole words; short ones in capitals only as they are written, so that "net" is no NET."""
    names = sorted(term.names, key=len, reverse=True)
    parts = (re.escape(name) if name.isupper() else f"(?i:{re.escape(name)})" for name in names)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?!\w)")
