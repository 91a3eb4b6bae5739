"""Near misses in words, in two registers: for the terminal, the window and the printed report alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from matcher import explain
from matcher.explain import visible
from matcher.lifting import Kind
from matcher.near_misses import near_miss, near_misses
from matcher.wording import near_misses as phrases
from matcher.wording import values
from matcher.wording.voice import Voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matcher.near_misses import Blocker, NearMiss
    from matcher.result import Match, MatchResult
    from matcher.wording.voice import Register

_TISSUE: Final = ("diagnosis.ki67", "diagnosis.mitotic_count", "diagnosis.grade", "diagnosis.specimens", "biomarkers")


@dataclass(frozen=True, slots=True)
class Told:
    """One near miss in words: the trial, what stands in the way, and what could change it."""

    trial: str
    point: str
    change: str


def told(one: NearMiss, register: Register, whole: MatchResult) -> Told:
    """Return a near miss in words."""
    voice, trial = Voice(register), one.match.trial
    status = explain.status_words(trial, register)
    why = explain.reason(one.blocker.result, register, voice.translate, whole)
    return Told(
        visible(voice.say(phrases.TRIAL, title=trial.title, id=trial.id, status=status)),
        voice.say(phrases.POINT, id=one.blocker.result.criterion.id, reason=why),
        change_words(one.blocker, voice),
    )


def change_words(blocker: Blocker, voice: Voice) -> str:
    """Return what could change a blocker; never what should be done."""
    if blocker.since is not None:
        return voice.say(phrases.FROM, day=values.day(blocker.since, voice))
    if blocker.kind is Kind.REPEAT_TEST and all(path.startswith(_TISSUE) for path in blocker.result.facts):
        return voice.say(phrases.TISSUE)
    return voice.say(phrases.CHANGES[blocker.kind])


def near_miss_line(match: Match, voice: Voice) -> str:
    """Return that one thing stands in the way of a trial, in one line; "" where that is not so."""
    one = near_miss(match) if match.trial.kind == "trial" else None
    if one is None:
        return ""
    result = one.blocker.result
    text = explain.criterion_text(result, voice.register).removesuffix(".")
    change = change_words(one.blocker, voice)
    return voice.say(phrases.LINE, id=result.criterion.id, text=text, change=change)


def near_miss_rows(result: MatchResult, register: Register, only: Sequence[str] = ()) -> tuple[Told, ...]:
    """Return the near misses in words, of all trials or of `only` some, in the order of the ranking."""
    found = near_misses(result)
    return tuple(told(one, register, result) for one in found if not only or one.match.trial.id in only)
