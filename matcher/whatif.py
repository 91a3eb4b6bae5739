"""What if: a patient with some facts assumed, and what that changes. The patient given is never touched.

An assumption is put into the form of the patient file and read back by that file's own reader, so that nothing can be
assumed that a file could not say, and what cannot be is refused in the same words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from criteria.patient_file import parse_patient, patient_json
from criteria.problems import InputError, Problem
from matcher.assumption import OPTION, list_of, refuse
from matcher.placing import put

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from criteria.profile import PatientProfile
    from matcher.assumption import Assumption
    from matcher.engine import MatchEngine
    from matcher.result import Match, MatchResult


@dataclass(frozen=True, slots=True)
class Change:
    """A trial whose verdict the assumptions change."""

    before: Match
    after: Match


@dataclass(frozen=True, slots=True)
class Comparison:
    """The same trials for the patient as recorded and as assumed."""

    assumptions: tuple[Assumption, ...]
    before: MatchResult
    after: MatchResult

    @property
    def changed(self) -> tuple[Change, ...]:
        """The trials whose verdict is another, in the order that they would have."""
        recorded = {match.trial.id: match for match in self.before.matches}
        pairs = (Change(recorded[match.trial.id], match) for match in self.after.matches)
        return tuple(pair for pair in pairs if pair.before.verdict is not pair.after.verdict)

    def recorded(self, trial: str) -> Match:
        """Return how a trial stands by what is recorded."""
        return next(match for match in self.before.matches if match.trial.id == trial)


def compared(
    engine: MatchEngine,
    profile: PatientProfile,
    assumptions: Sequence[Assumption],
    on: date,
    only: Collection[str] = (),
) -> Comparison:
    """Match a patient as recorded and as assumed; where each result holds the best trials alone, those of either.

    Raises:
        InputError: when the assumptions fit neither each other nor the patient.
    """
    other = assumed(profile, assumptions, on)
    before, after = engine.match(profile, on, only), engine.match(other, on, only)
    if before.is_part:
        best = {match.trial.id for match in (*before.matches, *after.matches)}
        before, after = engine.match(profile, on, best), engine.match(other, on, best)
    return Comparison(tuple(assumptions), before, after)


def assumed(profile: PatientProfile, assumptions: Sequence[Assumption], on: date) -> PatientProfile:
    """Return the patient with these facts assumed; what needs a date and names none is of the as-of date.

    Raises:
        InputError: when an assumption contradicts another, or what is recorded.
    """
    _refuse_repeated(assumptions)
    data = patient_json(profile)
    ordered = sorted(assumptions, key=_turn)
    places = [put(data, assumption, on) for assumption in ordered]
    try:
        return parse_patient(data, "")
    except InputError as error:
        raise InputError(*_told(error.problems, ordered, places)) from None


def _turn(assumption: Assumption) -> int:
    """Put numbered entries first, while the file's numbers hold, and details of named entries after the entries."""
    if "[" in assumption.fact:
        return 0
    base = list_of(assumption.fact)
    return 2 if base and "." in assumption.fact.removeprefix(f"{base}.") else 1


def _refuse_repeated(assumptions: Sequence[Assumption]) -> None:
    facts = [assumption.fact for assumption in assumptions]
    for fact in facts:
        if facts.count(fact) > 1:
            refuse(fact, "this is assumed twice", "keep one of them")
    if "age" in facts and "birth_date" in facts:
        refuse("age", "age and birth_date are both assumed", "keep the birth date")


def _told(problems: Iterable[Problem], assumptions: Sequence[Assumption], places: Sequence[str]) -> list[Problem]:
    """Return the reader's sentences under the assumptions that they are about, one for each."""
    told: dict[str, Problem] = {}
    for problem in problems:
        where = problem.where.replace(".items[", "[")
        hits = [one for one, place in zip(assumptions, places, strict=True) if where and where.startswith(place)]
        fact = (hits or assumptions)[-1].fact
        told.setdefault(fact, Problem("", f"{OPTION} {fact}", problem.message, problem.hint))
    return list(told.values())


def with_assumptions(comparison: Comparison) -> MatchResult:
    """Return the result as assumed, which remembers what was assumed and what is recorded."""
    return replace(comparison.after, assuming=comparison)
