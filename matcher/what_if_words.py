"""Assumptions in words, in two registers, and as the result formats hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matcher import explain
from matcher.assumption import entry_of, list_of
from matcher.explain import visible
from matcher.wording import what_if as phrases
from matcher.wording.names import choice_words, fact_words
from matcher.wording.values import joined
from matcher.wording.voice import Voice

if TYPE_CHECKING:
    from criteria.strict_json import Json
    from matcher.assumption import Assumption
    from matcher.result import Match, MatchResult
    from matcher.wording.voice import Register

RECORDED_COLUMN: Final = "verdict_as_recorded"


def assumption_words(assumption: Assumption, register: Register) -> str:
    """Return one assumption in words: `ECOG performance status 1`."""
    voice, entry = Voice(register), entry_of(assumption)
    fact = fact_words(assumption.fact, voice)
    if list_of(assumption.fact) == "diagnosis.metastatic_sites":
        fact = voice.say(phrases.SITE, fact=fact)
    if entry.kind == "number" or entry.path == "performance.ecog":
        return voice.say(phrases.NUMBER, fact=fact, value=visible(assumption.text))
    return voice.say(phrases.VALUE, fact=fact, value=_value(assumption, voice))


def _value(assumption: Assumption, voice: Voice) -> str:
    entry, value = entry_of(assumption), assumption.value
    if list_of(assumption.fact) == "therapies" and value is False:
        return voice.say(phrases.NEVER)
    if isinstance(value, bool):
        return voice.say(phrases.YES if value else phrases.NO)
    if entry.choices and isinstance(value, str | int):
        return choice_words(entry.path, str(value), voice)
    return visible(assumption.text)


def assuming_words(result: MatchResult, register: Register) -> str:
    """Return what was assumed as one sentence; "" where nothing was."""
    if result.assuming is None:
        return ""
    voice = Voice(register)
    said = [assumption_words(one, register) for one in result.assuming.assumptions]
    return voice.say(phrases.ASSUMING, assumptions=joined(said, voice))


def recorded_words(match: Match, result: MatchResult, register: Register) -> str:
    """Return the verdict by what is recorded, where it is another; else nothing."""
    recorded = result.assuming.recorded(match.trial.id) if result.assuming else match
    if recorded.verdict is match.verdict:
        return ""
    voice = Voice(register)
    return voice.say(phrases.RECORDED, verdict=explain.verdict_words(recorded, register))


def assumed_json(result: MatchResult) -> dict[str, Json]:
    """Return the `assumed` list, under its key; nothing where nothing was assumed."""
    if result.assuming is None:
        return {}
    return {"assumed": [{"fact": one.fact, "value": one.text} for one in result.assuming.assumptions]}


def recorded_json(match: Match, result: MatchResult) -> dict[str, Json]:
    """Return a match's verdict by what is recorded, under its key; nothing where nothing was assumed."""
    cells = recorded_cells(match, result)
    return {RECORDED_COLUMN: cells[0]} if cells else {}


def recorded_cells(match: Match, result: MatchResult) -> tuple[str, ...]:
    """Return the verdict by what is recorded as a cell; no cell where nothing was assumed."""
    return (result.assuming.recorded(match.trial.id).verdict.value,) if result.assuming else ()
