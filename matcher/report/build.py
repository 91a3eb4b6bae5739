"""A match result becomes the printable document: everything is put into words here, and laid out elsewhere."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Final

from criteria.facts import fact
from criteria.problems import InputError, Problem
from matcher import explain
from matcher.centre import grouped, stale_count_words
from matcher.near_miss_words import near_miss_rows
from matcher.question_words import SHOWN, question_lines
from matcher.questions import next_questions
from matcher.report import words
from matcher.report.days import days_of
from matcher.report.document import (
    Count,
    Furniture,
    Part,
    ReportDocument,
    Sentences,
    Summary,
    SummaryRow,
    Table,
)
from matcher.report.patient_data import patient_data
from matcher.report.trial_section import Setting, mark, trial_facts, trial_section, verdict_mark
from matcher.result import Verdict
from matcher.wording import centre as local
from matcher.wording import near_misses as near
from matcher.wording import questions as asking
from matcher.wording import values
from matcher.wording.voice import Voice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from criteria.profile import PatientProfile
    from matcher.report.document import Identifiers
    from matcher.result import Match, MatchResult
    from matcher.wording.voice import Register

TRIALS_NAMED: Final = 3


def build_report(
    profile: PatientProfile,
    result: MatchResult,
    audience: Register,
    only: Sequence[str] = (),
    identifiers: Identifiers | None = None,
) -> ReportDocument:
    """Return the report on all trials of a result, or on `only` the chosen ones.

    Raises:
        InputError: when a chosen trial is not in the result.
    """
    voice = Voice(audience)
    shown = chosen(result, only)
    setting = Setting(voice, result.screening_date, profile.location, result, profile.diagnosis.specimens or ())
    return ReportDocument(
        language=words.LANGUAGE,
        title=voice.say(words.TITLE),
        subtitle=voice.say(words.SUBTITLE),
        owner=(identifiers.first, identifiers.second) if identifiers else (voice.say(words.UNIDENTIFIED),),
        is_identified=identifiers is not None,
        on=result.screening_date,
        as_of=voice.say(words.AS_OF, day=values.day(result.screening_date, voice)),
        facts=_library_facts(result, shown, voice),
        selection=_selection(result, shown, voice),
        advice=Sentences(voice.say(words.ADVICE), "", explain.advice(audience)),
        advice_first=voice.is_plain,
        notices=_notices(result, voice),
        summaries=tuple(_summaries(shown, result, setting)),
        near_misses=_near_misses(result, only, voice),
        first_questions=_first_questions(profile, result, shown, voice),
        questions=_questions(shown, voice),
        days=days_of(replace(result, matches=shown), audience),
        parts=tuple(_parts(shown, setting)),
        confirm=Sentences(
            voice.say(words.CONFIRM),
            voice.say(words.CONFIRM_LEAD),
            tuple(voice.say(item) for item in words.CONFIRM_ITEMS),
        ),
        data=patient_data(profile, voice, [match.trial.id for match in shown]),
        furniture=Furniture(
            page=voice.say(words.PAGE, page="{page}", pages="{pages}"),
            fingerprint=voice.say(words.FINGERPRINT, fingerprint="{fingerprint}"),
            see_page=voice.say(words.SEE_PAGE),
        ),
    )


def chosen(result: MatchResult, only: Sequence[str]) -> tuple[Match, ...]:
    """Return the matches of the trials that were chosen; none chosen means all.

    Raises:
        InputError: when a chosen trial is not in the result.
    """
    found = result.named(only) if only else result.matches
    known = {match.trial.id for match in found}
    problems = [
        Problem("", trial, "this trial is not among those that were matched", "check the number")
        for trial in only
        if trial not in known
    ]
    if problems:
        raise InputError(*problems)
    return found


def _library_facts(result: MatchResult, shown: Sequence[Match], voice: Voice) -> tuple[str, ...]:
    """Return the library's date and size, the program's version, and how many records are old."""
    old = [match for match in shown if explain.stale_record_words(match.trial, result.screening_date, voice.register)]
    stale = [voice.say(words.STALE, number=len(old), size=len(shown))] if old else []
    here = stale_count_words(shown, result, voice.register)
    return (*edition(result.library_size, result.library_as_of, voice), *stale, *([here] if here else []))


def edition(size: int, day: date | None, voice: Voice) -> tuple[str, str]:
    """Return which library a document was made from, and by which version of the program."""
    library = (
        voice.say(words.LIBRARY, day=values.day(day, voice), size=size)
        if day
        else voice.say(words.LIBRARY_UNDATED, size=size)
    )
    return library, voice.say(words.PROGRAM, version=_version())


def _version() -> str:
    try:
        return version("zebramatch")
    except PackageNotFoundError:
        return "(source copy)"


def _selection(result: MatchResult, shown: Sequence[Match], voice: Voice) -> str:
    if len(shown) == result.library_size:
        return ""
    return voice.say(words.SELECTION, shown=len(shown), size=result.library_size)


def _notices(result: MatchResult, voice: Voice) -> Sentences:
    said = dict.fromkeys(explain.notice_text(notice, voice.register) for notice in result.notices)
    return Sentences(voice.say(words.NOTICES), "", tuple(said))


def _summaries(shown: Sequence[Match], result: MatchResult, setting: Setting) -> Iterable[Summary]:
    voice = setting.voice
    trials, labels = _by_kind(shown)
    columns = tuple(voice.say(column) for column in words.SUMMARY_COLUMNS)
    if result.centre is None:
        yield _trials(trials, voice.say(words.TRIALS), voice.say(words.TRIALS_LEAD), setting)
    else:
        parts = grouped(shown, result.centre)
        here = voice.say(local.OPEN_AT, centre=result.centre.name)
        first = _trials(parts.open_here, here, voice.say(local.LEAD), setting)
        yield first if parts.open_here else replace(first, total=voice.say(local.NONE_OPEN))
        yield _trials(parts.others, voice.say(local.OTHERS), voice.say(words.TRIALS_LEAD), setting)
    if labels:
        yield Summary(
            voice.say(words.LABELS),
            voice.say(words.LABELS_LEAD),
            voice.say(words.LABELS_TOTAL, number=len(labels)),
            _counts(labels, voice),
            (columns[0], voice.say(words.LABEL_COLUMN), columns[2]),
            tuple(_summary_row(match, setting) for match in labels),
        )


def _by_kind(shown: Sequence[Match]) -> tuple[tuple[Match, ...], tuple[Match, ...]]:
    """Return the trials, then the approved uses."""
    trials = tuple(match for match in shown if match.trial.kind == "trial")
    return trials, tuple(match for match in shown if match.trial.kind == "label")


def _trials(trials: Sequence[Match], title: str, lead: str, setting: Setting) -> Summary:
    voice = setting.voice
    return Summary(
        title,
        lead,
        voice.say(words.TRIALS_TOTAL, number=len(trials)) if trials else voice.say(words.NO_TRIALS),
        _counts(trials, voice),
        tuple(voice.say(column) for column in words.SUMMARY_COLUMNS),
        tuple(_summary_row(match, setting) for match in trials),
    )


def _counts(matches: Sequence[Match], voice: Voice) -> tuple[Count, ...]:
    """Return how many stand under each verdict, the empty ones too, so that the numbers add up to the total."""
    return tuple(
        Count(sum(match.verdict is verdict for match in matches), verdict_mark(verdict, voice)) for verdict in Verdict
    )


def _summary_row(match: Match, setting: Setting) -> SummaryRow:
    voice = setting.voice
    return SummaryRow(
        match.trial.id,
        mark(match, voice),
        match.trial.title,
        trial_facts(match.trial, voice),
        explain.one_line_why(match, voice.register, setting.whole),
    )


def _parts(shown: Sequence[Match], setting: Setting) -> Iterable[Part]:
    """Return the chapters in the order of the summaries; an empty one is left out."""
    voice, centre = setting.voice, setting.centre
    trials, labels = _by_kind(shown)
    chapters = [(voice.say(words.DETAILS), "", trials)]
    if centre is not None:
        parts = grouped(shown, centre)
        chapters = [
            (voice.say(local.OPEN_AT_DETAILS, centre=centre.name), "", parts.open_here),
            (voice.say(local.OTHERS_DETAILS), "", parts.others),
        ]
    chapters.append((voice.say(words.LABEL_DETAILS), voice.say(words.LABELS_LEAD), labels))
    for title, lead, matches in chapters:
        if matches:
            yield Part(title, lead, tuple(trial_section(match, setting) for match in matches))


def _near_misses(result: MatchResult, only: Sequence[str], voice: Voice) -> Table:
    """Return the trials that one thing stands in the way of; without any, a table that prints nothing."""
    rows = near_miss_rows(result, voice.register, only)
    if not rows:
        return Table("")
    return Table(
        voice.say(near.TITLE),
        tuple(voice.say(column) for column in near.COLUMNS),
        tuple((row.trial, row.point, row.change) for row in rows),
        (voice.say(near.LEAD),),
    )


def _first_questions(profile: PatientProfile, result: MatchResult, shown: Sequence[Match], voice: Voice) -> Sentences:
    """Return the questions whose answers are expected to settle most of the trials shown."""
    best = next_questions(profile, replace(result, matches=tuple(shown)), SHOWN)
    lines = question_lines(best, voice.register)
    return Sentences(voice.say(asking.TITLE), voice.say(asking.LEAD), lines)


def _questions(shown: Sequence[Match], voice: Voice) -> Table:
    """Return the missing facts of all trials without a conflict, those that most trials ask for first."""
    asked: dict[str, list[str]] = {}
    for match in shown:
        if match.verdict is not Verdict.INELIGIBLE:
            for path in match.missing:
                asked.setdefault(path, []).append(match.trial.id)
    title = voice.say(words.QUESTIONS)
    if not asked:
        return Table(title, above=(voice.say(words.QUESTIONS_NONE),))
    columns = [voice.say(column) for column in words.QUESTION_COLUMNS]
    ordered = sorted(asked.items(), key=lambda item: -len(item[1]))
    rows = [_question(path, trials, voice) for path, trials in ordered]
    kept = [index for index in range(len(columns)) if any(row[index] for row in rows)]
    return Table(
        title,
        tuple(columns[index] for index in kept),
        tuple(tuple(row[index] for index in kept) for row in rows),
        (voice.say(words.QUESTIONS_LEAD),),
    )


def _question(path: str, trials: Sequence[str], voice: Voice) -> tuple[str, ...]:
    """Return one row; the questions are worded for the care team, a patient is told where to look."""
    entry = fact(path)
    named = ", ".join(trials[:TRIALS_NAMED])
    more = len(trials) - TRIALS_NAMED
    asked_by = voice.say(words.AND_MORE, named=named, number=more) if more > 0 else named
    question = "" if voice.is_plain else voice.translate(entry.question)
    return (explain.fact_label(path, voice.register), question, voice.translate(entry.found_in), asked_by)
