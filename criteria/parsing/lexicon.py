"""Which words mean something to the parser: the vocabulary's names, and the function words of criteria prose."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

from criteria.parsing.scanning import keys_of
from criteria.parsing.wordlists import listed, table, words_of
from criteria.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from criteria.vocabulary import Kind

Meanings = dict[str, str]
"""What a phrase may mean: kinds of words, each with its value (a vocabulary id, a unit, a comparison)."""

_KINDS: Final[tuple[Kind, ...]] = ("therapy", "medication", "condition", "site", "histology", "biomarker")
_SHORT: Final = 3
_UNSAFE: Final = words_of("lexicon unsafe")
# What the vocabulary knows as one name, but prose states as facts of their own.
_APART: Final = re.compile("differentiated|grade|metastatic|advanced")


@dataclass(slots=True)
class Phrase:
    """A phrase of the lexicon: its words in one, and what it may mean; `in_capitals` only where it is written so."""

    key: str
    means: Meanings
    in_capitals: bool = False

    def meanings(self, written: str) -> Meanings:
        """Return what it means as it is written; an abbreviation may be an ordinary word in small letters."""
        if not self.in_capitals or written.isupper():
            return self.means
        return {kind: value for kind, value in self.means.items() if kind.isupper()}


@dataclass(slots=True)
class _Node:
    """Where a phrase may end, and the words that lead on."""

    phrase: Phrase | None = None
    behind: dict[str, _Node] = field(default_factory=dict)


class Lexicon:
    """Phrases as a tree of their words."""

    def __init__(self) -> None:
        """Start without any phrase."""
        self._root = _Node()

    def add(self, phrase: str, kind: str, value: str, *, capitals: bool = False) -> None:
        """Let a phrase mean this too; `capitals`: only where it is written in capital letters."""
        key = keys_of(phrase)
        if not key:
            return
        node = self._root
        for word in key:
            node = node.behind.setdefault(word, _Node())
        found = node.phrase = node.phrase or Phrase(" ".join(key), {})
        found.means.setdefault(kind, value)
        found.in_capitals = found.in_capitals or capitals

    def at(self, keys: list[str], index: int) -> tuple[int, Phrase] | None:
        """Return the longest phrase that begins here, and how many keys it spans."""
        node = self._root.behind.get(keys[index])
        if node is None:
            return None
        found, length = node.phrase, 1
        if node.behind:
            for place in range(index + 1, len(keys)):
                node = node.behind.get(keys[place])
                if node is None:
                    break
                if node.phrase is not None:
                    found, length = node.phrase, place - index + 1
        return None if found is None else (length, found)


def _phrases() -> Iterator[tuple[str, str, str]]:
    for name, phrases in table("words").items():
        kind, _, value = name.partition(" ")
        yield from ((phrase, kind, value or phrase) for phrase in phrases)
    for group in ("subjects", "labs"):
        for subject, phrases in table(group).items():
            yield from ((phrase, "SUBJECT" if group == "subjects" else "LAB", subject) for phrase in phrases)
    for group, kind in (("filler", "FILLER"), ("neutral", "NEUTRAL")):
        yield from ((phrase, kind, "") for phrase in listed(group))
    for name, phrases in table("terms").items():
        kind, _, term = name.partition(" ")
        yield from ((phrase, kind, term) for phrase in phrases)
    for group in ("concepts", "tails"):
        for concept, phrases in table(group).items():
            yield from ((phrase, group.upper(), concept) for phrase in phrases)


@cache
def lexicon() -> Lexicon:
    """Return the phrases of the program's vocabulary and of its tables, read on first use."""
    built = Lexicon()
    for phrase, kind, value in _phrases():
        built.add(phrase, kind, value)
    for kind in _KINDS:
        for term in vocabulary(kind).terms.values():
            for name in (*term.names, term.id.replace("_", " ")):
                small = name.casefold().strip()
                if small in _UNSAFE or re.fullmatch(r"[0-9]+", small) or (kind == "histology" and _APART.search(small)):
                    continue
                built.add(name, kind, term.id, capitals=len(small) <= _SHORT and small.isalpha())
    return built
