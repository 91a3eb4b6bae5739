"""Texts of several readings in the result: what JSON and the terminal add for them, and nothing for the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher import explain
from matcher.explain import Register, in_english
from matcher.reading_words import reading_reason
from matcher.wording.voice import Voice

if TYPE_CHECKING:
    from criteria.strict_json import Json
    from matcher.result import CriterionResult, Match, MatchResult


def readings_json(one: CriterionResult, whole: MatchResult) -> dict[str, Json]:
    """Return the readings of a criterion, and the question that settles which is meant."""
    if one.criterion.ambiguity is None:
        return {}
    voice = Voice(Register.CLINICIAN, in_english, explain.background(whole))
    return {
        "readings": [
            {
                "meaning": reading.meaning,
                "outcome": reading.outcome.value,
                "reason": reading_reason(one, reading, voice),
            }
            for reading in one.readings
        ],
        "question": one.criterion.ambiguity.question,
    }


def verdicts_json(match: Match) -> dict[str, Json]:
    """Return the trial's verdict under each reading taken alone."""
    if not match.verdicts_by_reading:
        return {}
    return {
        "verdicts_by_reading": [
            {
                "criterion": one.criterion,
                "reading": one.reading,
                "meaning": one.meaning,
                "verdict": one.verdict.value,
            }
            for one in match.verdicts_by_reading
        ]
    }


def reason_lines(match: Match, one: CriterionResult, register: Register, whole: MatchResult) -> tuple[str, ...]:
    """Return the reason of a criterion; of a text of several readings a line for each, and what to ask."""
    said = explain.reading_words_of(one, register, whole, match.verdicts_by_reading)
    if said is None:
        return (explain.reason(one, register, whole=whole),)
    return (said.lead, *said.lines, *((said.ask,) if said.ask else ()))
