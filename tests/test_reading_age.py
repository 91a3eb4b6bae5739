"""Plain words can be read at about twelve: school grade 7 on the Flesch-Kincaid scale. Names of the field are exempt.

The scale counts syllables and the length of sentences, which says little about a text of a few words: such texts count
in the whole and not one by one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import get_args

import pytest
import textstat

from criteria.glossary import glossary
from criteria.library import load_library
from criteria.plain_questions import PLAIN_QUESTIONS
from criteria.vocabulary import Kind, vocabulary
from gui.walk import boxes, words
from gui.words import Words
from matcher.wording import sheet, sheet_questions
from matcher.wording.voice import Phrase

GRADE_OF_ALL, GRADE_OF_ONE = 6.0, 9.0
FEWEST_WORDS = 12


@cache
def names() -> re.Pattern[str]:
    found = {
        name
        for kind in get_args(Kind)
        for term in vocabulary(kind).terms.values()
        for name in (*term.names, term.plain)
        if len(name) > 3
    }
    longest_first = sorted(found, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


def grade(text: str) -> float:
    found: float = textstat.flesch_kincaid_grade(names().sub("it", text))
    return found


def of_criteria() -> dict[str, str]:
    return {
        f"{trial.id} {criterion.id}": criterion.plain
        for trial in load_library().trials
        for criterion in (*trial.criteria, *(one for cohort in trial.cohorts for one in cohort.criteria))
        if criterion.plain
    }


def of_sheet() -> dict[str, str]:
    """Every sentence of the take-along sheet; of a table of them, each by its key."""
    tables = {**vars(sheet), **{name: getattr(sheet_questions, name) for name in ("TEAM_QUESTIONS", "TEAM_NAMED")}}
    found: dict[str, str] = {}
    for name, value in tables.items():
        entries = (
            value.items() if isinstance(value, Mapping) else enumerate(value if isinstance(value, tuple) else [value])
        )
        for key, one in entries:
            if isinstance(one, Phrase | str) and name.isupper():
                found[f"{name} {key}"] = re.sub(r"\{\w+\}", "it", one.plain if isinstance(one, Phrase) else one)
    return found


def of_the_walk() -> dict[str, str]:
    """Every sentence that the walk says by itself, and every box that can be ticked in it."""
    found = {name: one.plain or one.clinician for name, one in vars(words).items() if isinstance(one, Words)}
    tables = {name: one for name, one in vars(words).items() if name.isupper() and isinstance(one, dict)}
    found |= {f"{name} {key}": one.clinician for name, table in tables.items() for key, one in table.items()}
    ticks = (box for table in boxes.BOXES.values() for box in table.boxes)
    return found | {box.term: box.words.clinician for box in ticks}


TEXTS = {
    "take-along sheet": of_sheet,
    "questions": lambda: dict(PLAIN_QUESTIONS),
    "glossary": lambda: {term.id: term.plain for term in glossary()},
    "criteria": of_criteria,
    "walk": of_the_walk,
}


@pytest.mark.parametrize("kind", TEXTS)
def test_plain_words_can_be_read_at_twelve(kind: str) -> None:
    texts = TEXTS[kind]()
    assert grade(" ".join(texts.values())) <= GRADE_OF_ALL
    long = {place: text for place, text in texts.items() if len(text.split()) >= FEWEST_WORDS}
    assert {place: text for place, text in long.items() if grade(text) > GRADE_OF_ONE} == {}


def test_hard_words_would_be_noticed() -> None:
    assert (
        grade("Histopathological confirmation of unresectable disease necessitates multidisciplinary evaluation.") > 9
    )
