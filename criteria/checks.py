"""Sense after shape: what a file of the right form may still get wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from criteria.problems import Problem
    from criteria.profile import PatientProfile
    from criteria.trial import Trial


def check_patient(_profile: PatientProfile, _file: str) -> tuple[Problem, ...]:
    """Return what a patient file says that cannot be."""
    return ()


def check_trial(_trial: Trial, _file: str) -> tuple[Problem, ...]:
    """Return what a trial file says that cannot be."""
    return ()
