"""What the program noticed about the patient's data beside the verdicts. No sentences."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class NoticeKind(Enum):
    """What was noticed; it picks the sentence."""

    AFTER_AS_OF = auto()  # dated after the as-of date and left out
    UNMAPPED = auto()  # a name that the vocabulary lacks
    CONTRADICTION = auto()  # two given facts contradict each other
    UNKNOWN_TRIAL_ANSWER = auto()  # an answer for a trial or criterion that the library lacks
    IMPLAUSIBLE = auto()  # outside the plausible range: check value and unit
    ANSWER_CONFLICT = auto()  # an answer that speaks against the data


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing noticed, the place it concerns, and the words (names, values) its sentence needs."""

    kind: NoticeKind
    where: str
    words: tuple[str, ...] = ()
