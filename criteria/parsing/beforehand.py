"""Points of which it is plain beforehand that they stay by hand; to see it is ten times faster than to read them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from criteria.parsing.coverage import FLIPS, SAID
from criteria.parsing.topics.cues import whole
from criteria.parsing.topics.diagnosis import CONFIRMING, DEGREES, DIFFERENTIATED, GRADE_WORD
from criteria.parsing.topics.measurements import RULED
from criteria.parsing.wordlists import table

if TYPE_CHECKING:
    from criteria.parsing.scanning import Token
    from criteria.parsing.sections import Kind

_AGED: Final = frozenset(("old", "of age", "older"))
_OF_MEASUREMENTS: Final = frozenset(("LAB", "SUBJECT"))
_OF_RANGES: Final = frozenset(("NORMAL", "ULN"))
_OF_TUMOR: Final = ("measurable_disease", "sstr_uptake")


@cache
def _words() -> frozenset[str]:
    """Return the words that the parser knows although the lexicon gives them no meaning."""
    listed = (words for name, words in table("sets").items() if not name.startswith("headings"))
    return frozenset((*(word for words in listed for word in words), *SAID, *DEGREES, *DIFFERENTIATED))


def is_measured(tokens: list[Token], kinds: set[str]) -> bool:
    """Say whether a point holds a number, or a normal range, and something that is measured."""
    subject = "CMP" in kinds or not kinds.isdisjoint(_OF_MEASUREMENTS) or any(token.text in _AGED for token in tokens)
    return subject and (not kinds.isdisjoint(_OF_RANGES) or any(token.kind == "num" for token in tokens))


def _may_be_limited(tokens: list[Token], kinds: set[str]) -> bool:
    """Say whether a limit may be read of which there is a rule."""
    if not is_measured(tokens, kinds):
        return False
    return "LAB" in kinds or any(token.means.get("SUBJECT") in RULED or token.text in _AGED for token in tokens)


def stays_by_hand(kind: Kind, tokens: list[Token]) -> bool:
    """Say whether nothing can be asserted: a word turns the point, or one that nothing knows is left over in it.

    A word left over only leaves limits standing, and what the tumour must be; so points about these are read.
    """
    if not FLIPS[kind].isdisjoint([token.text for token in tokens]):
        return True
    kinds: set[str] = set()
    for token in tokens:
        kinds.update(token.means)
    if _may_be_limited(tokens, kinds) or ("histology" in kinds and _may_hold(kind, tokens)):
        return False
    of_tumor = any(token.means.get("CONCEPTS") in _OF_TUMOR for token in tokens)
    return whole(tokens) is not None or (not of_tumor and _leaves_over(tokens))


def _leaves_over(tokens: list[Token]) -> bool:
    """Say whether a word that nothing knows stands before any exception."""
    known = _words()
    for token in tokens:
        if "EXCEPT" in token.means:
            return False
        if token.kind == "word" and not token.means and token.text not in known:
            return True
    return False


def _may_hold(kind: Kind, tokens: list[Token]) -> bool:
    """Say whether what a point says about a tumour may be read whatever else it says."""
    graded = any(token.text == "grade" or GRADE_WORD.fullmatch(token.text) for token in tokens)
    return graded or (kind == "inclusion" and any(token.text in CONFIRMING for token in tokens))
