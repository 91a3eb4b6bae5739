"""What facts are called on the take-along sheet: an entry of a list by its own name and not by its number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from matcher.report.sheet_room import brief
from matcher.wording.names import LIST_KINDS, fact_words, term_words
from matcher.wording.sheet_questions import SOFT_LABELS
from matcher.wording.voice import Register, Voice

if TYPE_CHECKING:
    from criteria.profile import PatientProfile

VOICE: Final = Voice(Register.PLAIN)
NAME_LENGTH: Final = 70
_NUMBERED: Final = re.compile(r"(therapies|medications|conditions)\[([0-9]+)\](?:\..+)?")


def fact_name(path: str, profile: PatientProfile) -> str:
    """Return what the fact at a path is called, such as "everolimus (when it ended)"."""
    if path in SOFT_LABELS:
        return VOICE.translate(SOFT_LABELS[path])
    words = fact_words(path, VOICE)
    name, _, detail = words.partition(": ")
    found = _NUMBERED.fullmatch(path)
    name = (_entry_name(profile, found[1], int(found[2])) if found else "") or name
    return brief(f"{name} ({detail})" if detail else name, NAME_LENGTH)


def _entry_name(profile: PatientProfile, base: str, index: int) -> str:
    """Return the name of the entry of a list, in the patient's words."""
    written: list[str | None] = []
    if base == "therapies" and profile.therapies:
        written = [one.agent or one.of_class for one in profile.therapies.items]
    elif base == "medications" and profile.medications:
        written = [one.name or one.of_class for one in profile.medications.items]
    elif base == "conditions" and profile.conditions:
        written = [one.name for one in profile.conditions.items]
    name = written[index] if index < len(written) else None
    return term_words(LIST_KINDS[base], name, VOICE) if name else ""
