"""Who is spoken to, and in which language: sentences are marked where written and translated where shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from gettext import NullTranslations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date


class Register(Enum):
    """For whom a sentence is worded."""

    CLINICIAN = "clinician"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One sentence in both registers, with the same meaning; placeholders stand in braces."""

    clinician: str
    plain: str


def N_(text: str) -> str:  # noqa: N802 - the name that translation tools look for
    """Mark a text for translation where it is written; it is translated where it is shown."""
    return text


def in_english(text: str) -> str:
    """Leave a text as it was written."""
    return text


translate: Callable[[str], str] = NullTranslations().gettext
"""What translates the sentences that people see; English while the program ships no other language."""


@dataclass(frozen=True, slots=True)
class Background:
    """What a criterion's own finding does not hold: the as-of date, and the entries that could not be used.

    `unmapped` are the paths and names of entries that the vocabulary lacks, `left_out` the paths of later ones.
    """

    on: date
    unmapped: tuple[tuple[str, str], ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Voice:
    """A register and a language; and, where it is known, the background that a finding stands before."""

    register: Register
    translate: Callable[[str], str] = translate
    background: Background | None = None

    @property
    def is_plain(self) -> bool:
        """Whether a patient is spoken to."""
        return self.register is Register.PLAIN

    def template(self, phrase: Phrase) -> str:
        """Return the phrase's sentence, translated, with its placeholders still open."""
        text = phrase.plain if self.is_plain else phrase.clinician
        return self.translate(text) if text else ""  # catalogues answer an empty text with their own header

    def say(self, phrase: Phrase, **slots: object) -> str:
        """Return the phrase's sentence with its placeholders filled."""
        return self.template(phrase).format(**slots)
