"""The next best questions in words, for both registers, and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from criteria.facts import fact
from matcher.wording import questions as phrases
from matcher.wording.names import fact_words
from matcher.wording.voice import Register, Voice, in_english

if TYPE_CHECKING:
    from collections.abc import Iterable

    from criteria.facts import FactEntry
    from criteria.strict_json import Json
    from matcher.questions import NextQuestion

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Worded:
    """One question in words: what is asked, where the answer stands, why it is asked."""

    question: str
    where: str
    why: str

    @property
    def line(self) -> str:
        """All of it in a row."""
        return " ".join(part for part in (self.question, self.where, self.why) if part)


def worded(question: NextQuestion, voice: Voice) -> Worded:
    """Put a question into words."""
    entry = fact(question.fact)
    document = voice.translate(entry.found_in) if entry.found_in else ""
    return Worded(
        question_text(entry, voice),
        voice.say(phrases.WHERE, document=document) if document else "",
        _why(question, voice),
    )


def question_text(entry: FactEntry, voice: Voice) -> str:
    """Return the question about a fact as it is put to this reader."""
    if not voice.is_plain:
        return voice.translate(entry.question)
    if entry.plain_question:
        return voice.translate(entry.plain_question)
    base = next((base for base in phrases.PLAIN_NAMED if entry.path.startswith(f"{base}.")), "")
    is_whole = "." not in entry.path.removeprefix(f"{base}.")
    template = phrases.PLAIN_NAMED[base] if base and is_whole else phrases.PLAIN_DETAIL
    return voice.translate(template).format(name=fact_words(entry.path, voice))


def _why(question: NextQuestion, voice: Voice) -> str:
    settles = f"{question.settles:.1f}"
    phrase = phrases.SETTLES if settles != "0.0" else phrases.NEEDED
    return voice.say(phrase, settles=settles, trials=question.trials, waiting=question.waiting)


def questions_json(questions: Iterable[NextQuestion]) -> dict[str, Json]:
    """Return the questions under their key of a match in JSON; the words are the clinician's English."""
    voice = Voice(Register.CLINICIAN, in_english)
    return {
        "next_questions": [
            {
                "fact": question.fact,
                "question": question_text(fact(question.fact), voice),
                "found_in": fact(question.fact).found_in,
                "settles": round(question.settles, 2),
                "trials": question.trials,
                "open_trials": question.waiting,
                "answers": question.cells,
                "prior": question.prior,
            }
            for question in questions
        ]
    }


def question_lines(questions: Iterable[NextQuestion], register: Register) -> tuple[str, ...]:
    """Return the best questions, each as one line."""
    voice = Voice(register)
    return tuple(worded(question, voice).line for question in list(questions)[:SHOWN])
