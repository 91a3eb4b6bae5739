"""The take-along sheet: one or two pages that a patient takes to the next appointment, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matcher import explain
from matcher.report import words as report_words
from matcher.report.build import chosen, edition
from matcher.report.document import Furniture, Sentences
from matcher.report.sheet_calls import calls
from matcher.report.sheet_document import SheetDocument
from matcher.report.sheet_names import VOICE
from matcher.report.sheet_papers import papers
from matcher.report.sheet_questions import best_facts, checks, myself, questions, site_questions
from matcher.report.sheet_room import COUNTING_PPI, brief, roomiest
from matcher.report.sheet_trials import LINE_LENGTH, Scope, groups, labels, tally
from matcher.report.typeset import render_pages
from matcher.wording import sheet as words
from matcher.wording import values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from criteria.profile import PatientProfile
    from matcher.report.document import Identifiers
    from matcher.report.sheet_room import Room
    from matcher.result import MatchResult

_NOT_FACTS: Final = {"format", "label", "screening_date", "answers"}


def build_sheet(
    profile: PatientProfile,
    result: MatchResult,
    only: Sequence[str] = (),
    identifiers: Identifiers | None = None,
) -> SheetDocument:
    """Return the sheet on all trials of a result, or on `only` the chosen ones, as full as its pages can be.

    Raises:
        InputError: when a chosen trial is not in the result.
    """
    chosen(result, only)
    scope = Scope(profile, result, tuple(only))
    facts = best_facts(scope)
    return roomiest(
        lambda room: sheet_in(room, scope, facts, identifiers), lambda sheet: len(render_pages(sheet, COUNTING_PPI))
    )


def sheet_in(room: Room, scope: Scope, facts: Sequence[str], identifiers: Identifiers | None) -> SheetDocument:
    """Return the sheet with as much on it as there is room for; `facts` are those to ask for, the best first."""
    on = scope.result.screening_date
    owner = (identifiers.first, identifiers.second) if identifiers else (VOICE.say(report_words.UNIDENTIFIED),)
    return SheetDocument(
        language=report_words.LANGUAGE,
        title=VOICE.say(words.TITLE),
        subtitle=VOICE.say(words.SUBTITLE),
        owner=owner,
        is_identified=identifiers is not None,
        on=on,
        as_of=VOICE.say(report_words.AS_OF, day=values.day(on, VOICE)),
        furniture=Furniture(
            page=VOICE.say(report_words.PAGE, page="{page}", pages="{pages}"),
            fingerprint=VOICE.say(words.FINGERPRINT, fingerprint="{fingerprint}"),
        ),
        patient_lines=() if identifiers else tuple(VOICE.say(line) for line in words.PATIENT_LINES),
        facts=edition(scope.result.library_size, scope.result.library_as_of, VOICE),
        lead=VOICE.say(words.LEAD),
        selection=_selection(scope),
        notices=_notices(scope, room),
        nothing=_nothing(scope),
        trials_title=VOICE.say(words.TRIALS) if scope.trials else "",
        tally=tally(scope),
        groups=groups(scope, room),
        questions=questions(facts, scope, room),
        myself=myself(facts, scope),
        checks=checks(scope, room),
        site_questions=site_questions(scope, room),
        papers=papers(facts, scope, room),
        calls=calls(scope, room),
        labels_lead=VOICE.say(words.LABELS_LEAD) if scope.labels else "",
        labels=labels(scope, room, VOICE.say(report_words.LABELS)),
        about=Sentences(VOICE.say(words.ABOUT), "", tuple(VOICE.say(item) for item in words.ABOUT_ITEMS)),
    )


def _selection(scope: Scope) -> str:
    shown, size = len(scope.shown), scope.result.library_size
    return "" if shown == size else VOICE.say(report_words.SELECTION, shown=shown, size=size)


def _notices(scope: Scope, room: Room) -> Sentences:
    """Return what was noticed in the patient's data, and whether there is any."""
    every = list(dict.fromkeys(explain.notice_text(one, VOICE.register) for one in scope.result.notices))
    said = [brief(text, LINE_LENGTH) for text in every[: room.notices]]
    left = len(every) - room.notices
    if left > 0:
        said.append(VOICE.say(words.MORE_NOTICES, n=left))
    if not scope.profile.model_fields_set - _NOT_FACTS:
        said.insert(0, VOICE.say(words.NOTHING_ENTERED))
    return Sentences(VOICE.say(words.NOTICED) if said else "", "", tuple(said))


def _nothing(scope: Scope) -> Sentences:
    """Return what is said where no trial seems to fit: why that is not the last word."""
    if not scope.nothing_fits:
        return Sentences("", "", ())
    items = tuple(VOICE.say(item) for item in words.NOTHING_ITEMS)
    return Sentences(VOICE.say(words.NOTHING), "", items)
