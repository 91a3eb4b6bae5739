"""A criterion that can honestly be read in more than one way: every reading as a rule, and what to ask the site."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from criteria.parts import Frozen
from criteria.rules import Rule

Meaning = Annotated[str, Field(min_length=1, max_length=300)]
AskedWords = Annotated[str, Field(min_length=1, max_length=1000)]


class Reading(Frozen):
    """One way to understand the text: in short words, in plain ones, and as a rule."""

    meaning: Meaning
    plain: Meaning | None = None
    rule: Rule


class Ambiguity(Frozen):
    """Two readings or more, and the question that settles which is meant: for the clinician, and for the patient."""

    question: AskedWords
    plain: AskedWords | None = None
    readings: Annotated[tuple[Reading, ...], Field(strict=False, min_length=2, max_length=6)]
