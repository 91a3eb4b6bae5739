"""A text of several readings in words: what each comes to, and the question that settles which is meant."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_lowercase
from typing import TYPE_CHECKING

from matcher.result import Outcome
from matcher.wording import ambiguity, general
from matcher.wording.reasons import capitalised, finding_words
from matcher.wording.signs import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matcher.phrases import Stance
    from matcher.result import CriterionResult, ReadingResult, ReadingVerdict
    from matcher.wording.voice import Voice


@dataclass(frozen=True, slots=True)
class ReadingWords:
    """What is said of a text of several readings: first of all of them, then of each, then what to ask.

    `question` are the bare words of the question, to be sent to the site; both are empty where nothing is to be asked.
    """

    lead: str
    lines: tuple[str, ...]
    ask: str
    question: str


def reading_words(result: CriterionResult, voice: Voice, verdicts: Sequence[ReadingVerdict] = ()) -> ReadingWords:
    """Return the words of a criterion of several readings.

    `verdicts` are those of the trial under each reading of each criterion; they are told where they differ.
    """
    lead = voice.say(ambiguity.LEADS[_state(result)], n=len(result.readings))
    own = [one for one in verdicts if one.criterion == result.criterion.id]
    told = own if len({one.verdict for one in own}) > 1 else []  # what is the same under each says nothing
    lines = tuple(_line(result, index, told, voice) for index in range(len(result.readings)))
    question = question_words(result, voice) if _state(result) in ("differ", "open") else ""
    ask = voice.say(ambiguity.ASK, question=question) if question else ""
    return ReadingWords(lead, lines, ask, question)


def question_words(result: CriterionResult, voice: Voice) -> str:
    """Return the question that settles which reading is meant, in the reader's words."""
    asked = result.criterion.ambiguity
    if asked is None:
        return ""
    return visible(asked.plain if voice.is_plain and asked.plain else asked.question)


def in_one(said: ReadingWords, voice: Voice) -> str:
    """Return everything as one text."""
    parts = [*said.lines, *((said.ask,) if said.ask else ())]
    joined = parts[0]
    for part in parts[1:]:
        joined = voice.say(ambiguity.BETWEEN, first=joined, second=part)
    return voice.say(ambiguity.WHOLE, lead=said.lead, readings=joined)


def reading_reason(result: CriterionResult, one: ReadingResult, voice: Voice) -> str:
    """Return why one reading comes to what it comes to."""
    stance: Stance = "asked" if result.criterion.kind == "inclusion" else "excluded"
    return finding_words(one.finding, stance, voice)


def _state(result: CriterionResult) -> str:
    outcomes = {one.outcome for one in result.readings}
    if result.outcome in (Outcome.SATISFIED, Outcome.VIOLATED):
        return "agree" if outcomes == {result.outcome} else "answered"
    return "open" if result.outcome is Outcome.UNKNOWN or len(outcomes) == 1 else "differ"


def _line(result: CriterionResult, index: int, verdicts: Sequence[ReadingVerdict], voice: Voice) -> str:
    one = result.readings[index]
    plain = one.reading.plain if voice.is_plain and one.reading.plain else one.meaning
    words = reading_reason(result, one, voice)
    first = reading_reason(result, result.readings[0], voice)
    line = voice.say(
        ambiguity.SAME if index and words == first else ambiguity.READING,
        letter=ascii_lowercase[index],
        meaning=visible(plain),
        outcome=voice.say(ambiguity.OUTCOMES[one.outcome]),
        reason=capitalised(words) if voice.is_plain else words,
    )
    verdict = next((each.verdict for each in verdicts if each.reading == index), None)
    return (
        line
        if verdict is None
        else voice.say(ambiguity.ALONE, reading=line, verdict=voice.say(general.COUNTED[verdict]))
    )
