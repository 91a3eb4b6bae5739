"""Answers to questions, read off a complete patient as a person reads them off a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from criteria.entries import Condition
from criteria.facts import catalogue
from criteria.vocabulary import vocabulary
from matcher.asking.edits import value_at, with_value
from matcher.asking.lists import with_condition

if TYPE_CHECKING:
    from criteria.profile import PatientProfile

_RESULTS: Final = {"labs": ("test", "lab_test"), "biomarkers": ("name", "biomarker")}


class NotKnownError(LookupError):
    """Nobody has recorded the answer, not even in the complete patient."""


def answered(profile: PatientProfile, whole: PatientProfile, question: str) -> PatientProfile:
    """Return the profile with the answer to one question.

    Raises:
        NotKnownError: when the complete patient does not hold it.
    """
    base, _, name = question.partition(".")
    if base in _RESULTS and name:
        return _with_result(profile, whole, base, name)
    if base == "conditions" and name and "." not in name:
        return _with_illness(profile, whole, name)
    if question not in catalogue() or value_at(whole, question) is None:
        raise NotKnownError(question)
    found = with_value(profile, question, value_at(whole, question))
    return with_value(found, "sstr_imaging.date", whole.sstr_imaging.date) if base == "sstr_imaging" else found


def _with_result(profile: PatientProfile, whole: PatientProfile, base: str, name: str) -> PatientProfile:
    key = _RESULTS[base][0]
    fitting = tuple(item for item in getattr(whole, base) if getattr(item, key) == name)
    if not fitting:
        raise NotKnownError(f"{base}.{name}")
    return profile.model_copy(update={base: (*(getattr(profile, base) or ()), *fitting)})


def _with_illness(profile: PatientProfile, whole: PatientProfile, name: str) -> PatientProfile:
    terms = vocabulary("condition")
    for item in whole.conditions.items if whole.conditions else ():
        term = terms.find(item.name)
        if term is not None and terms.is_a(term.id, name):
            return with_condition(profile, item)
    return with_condition(profile, Condition(name=name, status="absent"))
