"""A match result becomes the printable document: everything is put into words here, and laid out elsewhere."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Final

from criteria.facts import fact
from criteria.problems import InputError, Problem
from matcher import explain
from matcher.report import words
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
from matcher.wording import values
from matcher.wording.voice import Voice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
    shown = _chosen(result, only)
    trials = [match for match in shown if match.trial.kind == "trial"]
    labels = [match for match in shown if match.trial.kind == "label"]
    setting = Setting(voice, result.screening_date, profile.location)
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
        summaries=tuple(_summaries(trials, labels, voice)),
        questions=_questions(shown, voice),
        parts=tuple(_parts(trials, labels, setting)),
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


def _chosen(result: MatchResult, only: Sequence[str]) -> tuple[Match, ...]:
    known = {match.trial.id for match in result.matches}
    problems = [
        Problem("", trial, "this trial is not among those that were matched", "check the number")
        for trial in only
        if trial not in known
    ]
    if problems:
        raise InputError(*problems)
    return tuple(match for match in result.matches if not only or match.trial.id in only)


def _library_facts(result: MatchResult, shown: Sequence[Match], voice: Voice) -> tuple[str, ...]:
    """Return the library's date and size, the program's version, and how many records are old."""
    size, day = result.library_size, result.library_as_of
    library = (
        voice.say(words.LIBRARY, day=values.day(day, voice), size=size)
        if day
        else voice.say(words.LIBRARY_UNDATED, size=size)
    )
    old = [match for match in shown if explain.stale_record_words(match.trial, result.screening_date, voice.register)]
    stale = [voice.say(words.STALE, number=len(old), size=len(shown))] if old else []
    return (library, voice.say(words.PROGRAM, version=_version()), *stale)


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


def _summaries(trials: Sequence[Match], labels: Sequence[Match], voice: Voice) -> Iterable[Summary]:
    result, trial, why = (voice.say(column) for column in words.SUMMARY_COLUMNS)
    total = voice.say(words.TRIALS_TOTAL, number=len(trials)) if trials else voice.say(words.NO_TRIALS)
    yield Summary(
        voice.say(words.TRIALS),
        voice.say(words.TRIALS_LEAD),
        total,
        _counts(trials, voice),
        (result, trial, why),
        tuple(_summary_row(match, voice) for match in trials),
    )
    if labels:
        yield Summary(
            voice.say(words.LABELS),
            voice.say(words.LABELS_LEAD),
            voice.say(words.LABELS_TOTAL, number=len(labels)),
            _counts(labels, voice),
            (result, voice.say(words.LABEL_COLUMN), why),
            tuple(_summary_row(match, voice) for match in labels),
        )


def _counts(matches: Sequence[Match], voice: Voice) -> tuple[Count, ...]:
    """Return how many stand under each verdict, the empty ones too, so that the numbers add up to the total."""
    return tuple(
        Count(sum(match.verdict is verdict for match in matches), verdict_mark(verdict, voice)) for verdict in Verdict
    )


def _summary_row(match: Match, voice: Voice) -> SummaryRow:
    return SummaryRow(
        match.trial.id,
        mark(match, voice),
        match.trial.title,
        trial_facts(match.trial, voice),
        explain.one_line_why(match, voice.register),
    )


def _parts(trials: Sequence[Match], labels: Sequence[Match], setting: Setting) -> Iterable[Part]:
    voice = setting.voice
    if trials:
        yield Part(voice.say(words.DETAILS), "", tuple(trial_section(match, setting) for match in trials))
    if labels:
        lead = voice.say(words.LABELS_LEAD)
        yield Part(voice.say(words.LABEL_DETAILS), lead, tuple(trial_section(match, setting) for match in labels))


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
