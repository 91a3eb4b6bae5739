"""`match`, `report`, `sheet` and `calendar`: one patient against the library."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from criteria.atomic import is_same_file
from criteria.centre import read_centre
from criteria.patient_file import read_patient
from criteria.problems import InputError, Problem
from matcher.assumption import read_assumption
from matcher.commands.arguments import audience
from matcher.commands.common import as_json, complain, emit, known_ids, library_of, write
from matcher.engine import MatchEngine, as_of_date
from matcher.explain import Register
from matcher.output import result_csv, result_json, result_text
from matcher.question_words import questions_json
from matcher.questions import next_questions
from matcher.whatif import assumed, compared, with_assumptions

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from datetime import date

    from criteria.profile import PatientProfile
    from matcher.report import Identifiers
    from matcher.result import MatchResult


def today() -> date:
    """Return the day where the program runs: the one place on the command line that reads the clock."""
    return datetime.now().astimezone().date()


def match(options: Namespace) -> int:
    """Rank the trials of the library for one patient, as recorded or with facts assumed."""
    profile, result, only = _matched(options, options.assumptions)
    if options.format == "csv":
        text = result_csv(result)
    elif options.format == "json":
        text = as_json(result_json(result) | questions_json(next_questions(profile, result)))
    else:
        text = result_text(result, Register.CLINICIAN, only, next_questions(profile, result))
    emit(text, options.output, options.patient)
    return 0


def report(options: Namespace) -> int:
    """Write the printable report."""
    from matcher.report import build_report, render_pdf

    identifiers = identifiers_of(options.identifier)
    profile, result, only = _matched(options)
    document = build_report(profile, result, audience(options.audience), only, identifiers)
    write(options.output, render_pdf(document), options.patient)
    return 0


def sheet(options: Namespace) -> int:
    """Write the sheet that a patient takes along, in plain words."""
    from matcher.report import build_sheet, render_pdf

    identifiers = identifiers_of(options.identifier)
    profile, result, only = _matched(options)
    write(options.output, render_pdf(build_sheet(profile, result, only, identifiers)), options.patient)
    return 0


def calendar(options: Namespace) -> int:
    """Write the key dates as a calendar file; one without dates replaces an older one, and that is said."""
    from matcher.calendar import unreviewed_trials
    from matcher.ics import calendar_file, exported_dates

    _, result, _ = _matched(options)
    dates = exported_dates(result)
    write(options.output, calendar_file(dates, result.screening_date, unreviewed_trials(result)), options.patient)
    if not dates:
        hint = "zebramatch match shows why" if result.centre is None else "perhaps there are some without --centre"
        complain([Problem(str(options.output), "", "no key date was found, so the calendar is empty", hint)])
    return 0


def _matched(options: Namespace, given: Sequence[str] = ()) -> tuple[PatientProfile, MatchResult, tuple[str, ...]]:
    assumptions = [read_assumption(text) for text in given]
    _spare_centre(options)
    profile = read_patient(options.patient)
    library = library_of(options.library)
    only = known_ids(options.trial, library)
    centre = read_centre(options.centre, library) if options.centre else None
    day = as_of_date(profile, today(), options.as_of)
    engine = MatchEngine(library)
    if assumptions:
        result = with_assumptions(compared(engine, profile, assumptions, day, only))
        profile = assumed(profile, assumptions, day)
    else:
        result = engine.match(profile, day, only)
    return profile, replace(result, centre=centre), only


def _spare_centre(options: Namespace) -> None:
    output, centre = options.output, options.centre
    if output and centre and is_same_file(output, centre):
        raise InputError(Problem(str(output), "", "this is the centre file itself", "give another name to -o"))


def identifiers_of(given: list[str]) -> Identifiers | None:
    """Return the two identifiers that were given, or None.

    Raises:
        InputError: when there is one, or when there are more than two.
    """
    from matcher.report import Identifiers

    if not given:
        return None
    if len(given) != 2:  # noqa: PLR2004 - two identifiers tell patients apart
        message = "--identifier is given once only" if len(given) == 1 else "--identifier is given more than twice"
        raise InputError(Problem("", "", message, "give it twice, for the name and for a number, or leave it out"))
    return Identifiers(given[0], given[1])
