"""`checklist` and `referral`: one patient and one trial, for the people who screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from criteria.patient_file import read_patient
from criteria.problems import InputError, Problem
from matcher.commands.common import emit, known_ids, library_of, write
from matcher.commands.matching import identifiers_of, today
from matcher.engine import MatchEngine, as_of_date
from matcher.referral import referral_of
from matcher.screening import screen, trial_of
from matcher.wording.referral import referral_text

if TYPE_CHECKING:
    from argparse import Namespace

    from criteria.library import Library
    from criteria.profile import PatientProfile
    from criteria.trial import Trial
    from matcher.screening import Screening


def checklist(options: Namespace) -> int:
    """Write the eligibility checklist of one trial, with a patient's data or blank."""
    from matcher.report import blank_checklist, build_checklist, render_pdf

    identifiers = identifiers_of(options.identifier)
    if options.blank:
        if identifiers:
            hint = "leave out --identifier or --blank"
            raise InputError(Problem("", "", "a blank form holds nothing of a patient", hint))
        library, trial = _trial(options)
        document = blank_checklist(trial, options.as_of or today(), library)
    else:
        if options.patient is None:
            raise InputError(Problem("", "", "there is no patient file", "name one, or use --blank for an empty form"))
        document = build_checklist(_screened(options)[1], identifiers)
    write(options.output, render_pdf(document), options.patient)
    return 0


def referral(options: Namespace) -> int:
    """Write the text to the site, to the terminal or to a file."""
    profile, screening = _screened(options)
    emit(referral_text(referral_of(profile, screening)), options.output, options.patient)
    return 0


def _screened(options: Namespace) -> tuple[PatientProfile, Screening]:
    profile = read_patient(options.patient)
    library, trial = _trial(options)
    day = as_of_date(profile, today(), options.as_of)
    return profile, screen(profile, day, MatchEngine(library), trial.id)


def _trial(options: Namespace) -> tuple[Library, Trial]:
    """Return the library and the one trial asked for."""
    library = library_of(options.library)
    only = known_ids(options.trial, library)
    if len(only) > 1:
        raise InputError(Problem("", "", "--trial names more than one trial", "name one; each has a form of its own"))
    return library, trial_of(library, only[0])
