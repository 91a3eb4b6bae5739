"""What is said wherever a result's best trials stand for all of a large library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gui.words import Words
from matcher.explain import Register

if TYPE_CHECKING:
    from matcher.result import MatchResult

PART: Final = Words(
    "This is of the best {best:,} of {count:,} trials, those that take new patients first; the list shows all.",
    "This looks at the best {best:,} of {count:,} trials only. Trials that take new patients come first. The list "
    "shows them all.",
)
CHOICE: Final = Words("The best {best:,} of the {count:,} trials of the library")


def part_words(result: MatchResult | None, register: Register) -> str:
    """Return of how many trials the best are looked at; "" where all are."""
    return _said(PART, result, register)


def choice_words(result: MatchResult | None) -> str:
    """Return what to call the best trials where they can be chosen in place of all; "" where all can."""
    return _said(CHOICE, result, Register.CLINICIAN)


def _said(words: Words, result: MatchResult | None, register: Register) -> str:
    if result is None or not result.is_part:
        return ""
    return words.of(register).format(best=len(result.matches), count=result.library_size)
