"""Which names of a vocabulary are offered for the first letters of one, the likeliest first.

A name is offered once, under the word that was begun: whoever types "luta" reads "Lutathera (177Lu-dotatate)".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING, Final

from criteria.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from criteria.vocabulary import Kind, Term

MOST: Final = 40
_LEAST_INSIDE: Final = 2  # one letter is inside nearly every name
_NOT_A_SIGN: Final = re.compile(r"[\W_]+")
_FIGURE_BEFORE_LETTER: Final = re.compile(r"(?<=[0-9])(?=[^\W\d_])|(?<=[^\W\d_])(?=[0-9])")


class _Place(IntEnum):
    """Where the typed letters stand in a name; the earlier, the likelier that it is meant."""

    BEGINS_LABEL = 0
    BEGINS_NAME = 1
    BEGINS_WORD = 2
    INSIDE = 3


@dataclass(frozen=True, slots=True)
class Offer:
    """A name as it would stand in the line, and what it stands for where that is another word."""

    name: str
    meaning: str = ""

    @property
    def shown(self) -> str:
        """The name with its meaning, as the list of offers shows it."""
        return f"{self.name} ({self.meaning})" if self.meaning else self.name


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of a term, reduced to its words and to one run of letters."""

    name: str
    term: Term
    words: str
    run: str


def signs_of(text: str) -> str:
    """Return the words of a text without accents, case and separators; figures are words of their own."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("ø", "o").replace("ł", "l"))
    bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return " ".join(_FIGURE_BEFORE_LETTER.sub(" ", _NOT_A_SIGN.sub(" ", bare)).split())


@cache
def _names(kind: Kind) -> tuple[_Name, ...]:
    found = []
    for term in vocabulary(kind).terms.values():
        for name in dict.fromkeys((term.label, *term.synonyms)):
            words = signs_of(name)
            found.append(_Name(name, term, words, words.replace(" ", "")))
    return tuple(found)


def _place(name: _Name, words: str, run: str) -> _Place | None:
    if name.run.startswith(run):
        return _Place.BEGINS_LABEL if name.name == name.term.label else _Place.BEGINS_NAME
    tails = (name.words[at + 1 :].replace(" ", "") for at, sign in enumerate(name.words) if sign == " ")
    if any(tail.startswith(run) for tail in tails):
        return _Place.BEGINS_WORD
    inside = len(run) >= _LEAST_INSIDE and words in name.words
    return _Place.INSIDE if inside else None


def offers(kind: Kind, typed: str) -> tuple[Offer, ...]:
    """Return what is offered for `typed`, every term once; all labels where nothing is typed yet."""
    words = signs_of(typed)
    if not words:
        labels = [] if typed.strip() else [term.label for term in vocabulary(kind).terms.values()]
        return tuple(Offer(label) for label in sorted(labels, key=str.casefold))
    run = words.replace(" ", "")
    best: dict[str, tuple[_Place, str, int, _Name]] = {}
    for number, name in enumerate(_names(kind)):
        place = _place(name, words, run)
        if place is None:
            continue
        key = (place, name.term.label.casefold(), number, name)
        if name.term.id not in best or key[::2] < best[name.term.id][::2]:
            best[name.term.id] = key
    ranked = sorted(best.values(), key=lambda found: found[:3])
    return tuple(_offer(name) for *_, name in ranked[:MOST])


def offers_among(names: Iterable[str]) -> Callable[[str], tuple[Offer, ...]]:
    """Return how names that are only themselves, such as countries, are offered."""
    known = [(name, signs_of(name)) for name in sorted(names)]

    def among(typed: str) -> tuple[Offer, ...]:
        words = signs_of(typed)
        ranked = sorted(
            (0 if folded.startswith(words) else 1 if f" {words}" in folded else 2, name)
            for name, folded in known
            if words in folded
        )
        return tuple(Offer(name) for _, name in ranked)

    return among


def _offer(name: _Name) -> Offer:
    says_it = signs_of(name.term.label) in name.words
    return Offer(name.name) if says_it else Offer(name.name, name.term.label)
