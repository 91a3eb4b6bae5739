"""Which classes of treatment a trial gives, told from the names of its interventions.

What is given beside a treatment (a scan, a questionnaire, an infusion that guards the kidneys) is no treatment and says
nothing. Any other name that the vocabulary lacks leaves open which classes the trial gives.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from criteria.vocabulary import fold, vocabulary
from matcher.filters.model import Standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from criteria.trial import Trial

CLASSES: Final = (
    "ssa",
    "radionuclide_therapy",
    "prrt",
    "mibg_therapy",
    "targeted_therapy",
    "mtor_inhibitor",
    "tki",
    "anti_vegf",
    "adc",
    "immunotherapy",
    "checkpoint_inhibitor",
    "dll3_directed",
    "chemotherapy",
    "platinum",
    "local_therapy",
    "liver_directed",
    "hormone_therapy",
    "symptom_control",
)
_BESIDE: Final = re.compile(
    r"\b(laboratory|biomarker analysis|biospecimen|specimen collection|biopsy|imaging|tomography|x ray|"
    r"echocardiography|quality of life|questionnaire|survey|interview|pharmacological study|pharmacokinetic|"
    r"amino acids?)\b"
)
_PARTS: Final = re.compile(r"\s*(?:\+|;|\bplus\b|\band\b|\bwith\b)\s*", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\s,;()]+")
_PLACEBO: Final = "placebo"
_LONGEST: Final = 8  # words of a name that is looked for inside a text


def terms_in(text: str) -> tuple[str, ...]:
    """Return the ids of the treatments that a text names: the whole text, or words of it, the longest name first."""
    treatments = vocabulary("therapy")
    whole = treatments.find(text)
    if whole is not None:
        return (whole.id,)
    words = _WORD.findall(text)
    found: dict[str, None] = {}
    place = 0
    while place < len(words):
        length, term = _longest(tuple(words[place : place + _LONGEST]))
        if term:
            found[term] = None
        place += length
    return tuple(found)


@cache
def treatment_standing(interventions: tuple[str, ...]) -> Standing:
    """Return the classes of these interventions, and whether every one of them could be told."""
    parts = [part for text in interventions for part in _named_parts(text)]
    classes = {name for part in parts for name in _classes(part)}
    is_told = all(any(_classes(part)) or _is_beside(part) for part in parts)
    return Standing(frozenset(classes), bool(classes) and is_told)


def standing_of(trial: Trial) -> Standing:
    """Return the classes of treatment that a trial gives."""
    return treatment_standing(trial.interventions)


def _named_parts(text: str) -> Iterator[str]:
    """Return what an intervention names: itself where it is one name, else what its "and", "plus", "with" part."""
    if vocabulary("therapy").find(text) is not None:
        yield text
    else:
        yield from (part for part in _PARTS.split(text) if any(sign.isalpha() for sign in part))


def _longest(words: tuple[str, ...]) -> tuple[int, str]:
    treatments = vocabulary("therapy")
    for length in range(len(words), 0, -1):
        term = treatments.find(" ".join(words[:length]))
        if term is not None:
            return length, term.id
    return 1, ""


def _classes(part: str) -> Iterator[str]:
    treatments = vocabulary("therapy")
    for term in terms_in(part):
        yield from (name for name in CLASSES if treatments.is_a(term, name))


def _is_beside(part: str) -> bool:
    return _BESIDE.search(fold(part)) is not None or terms_in(part) == (_PLACEBO,)
