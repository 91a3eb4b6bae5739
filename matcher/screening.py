"""One patient against one trial for a person who signs: the common criteria, and those of every cohort."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from criteria.problems import InputError, Problem
from matcher.case import Case
from matcher.engine import match_trial

if TYPE_CHECKING:
    from datetime import date

    from criteria.library import Library
    from criteria.profile import PatientProfile
    from criteria.trial import Cohort, Trial
    from matcher.engine import MatchEngine
    from matcher.result import CriterionResult, Match, MatchResult


@dataclass(frozen=True, slots=True)
class CohortScreening:
    """One cohort with its own criteria, judged; `is_first` where the data speak for it before the others."""

    cohort: Cohort
    criteria: tuple[CriterionResult, ...]
    is_first: bool


@dataclass(frozen=True, slots=True)
class Screening:
    """One trial, judged; `result` holds this match alone, with the notices on the patient's data."""

    result: MatchResult
    match: Match
    common: tuple[CriterionResult, ...]
    cohorts: tuple[CohortScreening, ...]


def trial_of(library: Library, trial_id: str) -> Trial:
    """Return the trial with this id.

    Raises:
        InputError: when the library lacks it, or when it is an approved use, which nobody is screened for.
    """
    found = library.trial(trial_id)
    if found is None:
        raise InputError(Problem("", trial_id, "this trial is not in the library", "check the number"))
    if found.kind == "label":
        raise InputError(Problem("", trial_id, "this is an approved use, no trial", "choose a trial to screen for"))
    return found


def screen(profile: PatientProfile, on: date, engine: MatchEngine, trial_id: str) -> Screening:
    """Judge a patient against one trial on a day, and against each of its cohorts.

    Raises:
        InputError: when there is no such trial.
    """
    trial = trial_of(engine.library, trial_id)
    result = engine.match(profile, on, (trial_id,))
    (match,) = result.matches
    many = len(trial.criteria)
    case = Case(profile, on)
    cohorts = tuple(
        CohortScreening(cohort, _alone(trial, cohort, case)[many:], cohort.id == match.cohort)
        for cohort in trial.cohorts
    )
    return Screening(result, match, match.criteria[:many], cohorts)


def _alone(trial: Trial, cohort: Cohort, case: Case) -> tuple[CriterionResult, ...]:
    return match_trial(trial.model_copy(update={"cohorts": (cohort,)}), case).criteria
