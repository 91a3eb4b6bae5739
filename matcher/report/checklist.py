"""A screening, or a trial alone, becomes the eligibility checklist: everything is put into words here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from matcher import explain
from matcher.engine import flags_of
from matcher.report import words as report_words
from matcher.report.build import edition
from matcher.report.checklist_document import (
    ChecklistDocument,
    ChecklistPart,
    ChecklistRow,
    ChecklistTable,
    SignOff,
)
from matcher.report.document import Furniture, Sentences
from matcher.report.trial_section import source_words, trial_facts
from matcher.wording import checklist as words
from matcher.wording import values
from matcher.wording.voice import Register, Voice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from criteria.library import Library
    from criteria.trial import Criterion, Trial
    from matcher.report.document import Identifiers
    from matcher.result import CriterionResult, MatchResult
    from matcher.screening import Screening
    from matcher.wording.voice import Phrase

VOICE = Voice(Register.CLINICIAN)
ROWS_TO_WRITE: Final = 4


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands above the criteria, and whose copy it is."""

    trial: Trial
    on: date
    as_of: str
    owner: tuple[str, ...]
    is_identified: bool
    made_with: str
    flags: tuple[str, ...]


def build_checklist(screening: Screening, identifiers: Identifiers | None = None) -> ChecklistDocument:
    """Return the checklist of one trial with the program's reading of one patient's data beside each criterion."""
    result, match = screening.result, screening.match
    owner = (identifiers.first, identifiers.second) if identifiers else (VOICE.say(report_words.UNIDENTIFIED),)
    head = _Head(
        trial=match.trial,
        on=result.screening_date,
        as_of=VOICE.say(words.AS_OF, day=values.day(result.screening_date, VOICE)),
        owner=owner,
        is_identified=identifiers is not None,
        made_with=_made_with(result.library_size, result.library_as_of),
        flags=match.flags,
    )
    parts = [_part([_judged(one, result) for one in screening.common], [one.criterion for one in screening.common])]
    for one in screening.cohorts:
        rows = [_judged(criterion, result) for criterion in one.criteria]
        lead = VOICE.say(words.COHORT_FIRST) if one.is_first else ""
        parts.append(_part(rows, one.cohort.criteria, (one.cohort.id, one.cohort.name), lead))
    noticed = tuple(dict.fromkeys(explain.notice_text(notice, VOICE.register) for notice in result.notices))
    return _document(head, tuple(parts), noticed, is_blank=False)


def blank_checklist(trial: Trial, on: date, library: Library) -> ChecklistDocument:
    """Return the checklist of one trial without any patient's data."""
    head = _Head(
        trial=trial,
        on=on,
        as_of=VOICE.say(words.PRINTED_FOR, day=values.day(on, VOICE)),
        owner=(VOICE.say(words.BLANK),),
        is_identified=False,
        made_with=_made_with(len(library.trials), library.as_of),
        flags=flags_of(trial),
    )
    parts = [_part([_bare(one) for one in trial.criteria], trial.criteria)]
    parts += [
        _part([_bare(one) for one in cohort.criteria], cohort.criteria, (cohort.id, cohort.name))
        for cohort in trial.cohorts
    ]
    return _document(head, tuple(parts), (), is_blank=True)


def _document(
    head: _Head, parts: tuple[ChecklistPart, ...], notices: tuple[str, ...], *, is_blank: bool
) -> ChecklistDocument:
    reading = () if is_blank else (VOICE.say(words.READING),)
    how_to = (*words.HOW_TO_ITEMS, *(() if is_blank else (words.HOW_TO_READING,)))
    return ChecklistDocument(
        language=report_words.LANGUAGE,
        title=VOICE.say(words.TITLE),
        subtitle=VOICE.say(words.SUBTITLE),
        owner=head.owner,
        is_identified=head.is_identified,
        on=head.on,
        as_of=head.as_of,
        furniture=_furniture(),
        trial=head.trial.title,
        facts=_facts(head),
        link=head.trial.source.url or "",
        patient_lines=() if head.is_identified else _said(words.PATIENT_LINES),
        write_in=_said(words.WRITE_IN),
        warnings=_warnings(head),
        notices=Sentences(VOICE.say(words.NOTICES) if notices else "", "", notices),
        how_to=Sentences(VOICE.say(words.HOW_TO), "", _said(how_to)),
        columns=(*_said(words.COLUMNS), *reading),
        boxes=_said(words.BOXES),
        document_column=VOICE.say(words.DOCUMENT),
        parts=(*parts, *_further(head.flags)),
        comments=VOICE.say(words.COMMENTS),
        sign_off=_sign_off(),
    )


def _furniture() -> Furniture:
    return Furniture(
        page=VOICE.say(report_words.PAGE, page="{page}", pages="{pages}"),
        fingerprint=VOICE.say(words.FINGERPRINT, fingerprint="{fingerprint}"),
    )


def _sign_off() -> SignOff:
    return SignOff(
        VOICE.say(words.SIGN_OFF),
        _said(words.SIGN_OFF_COLUMNS),
        _said(words.PEOPLE),
        _said(words.CHOICES),
        VOICE.say(words.LIMITS),
    )


def _said(phrases: Iterable[Phrase]) -> tuple[str, ...]:
    return tuple(VOICE.say(phrase) for phrase in phrases)


def _made_with(size: int, day: date | None) -> str:
    return "; ".join(edition(size, day, VOICE))


def _facts(head: _Head) -> tuple[tuple[str, str], ...]:
    source = head.trial.source
    is_hand, reviewed = source.curated_by == "hand", source.reviewed
    phrase = words.REVIEWED if is_hand else words.BY_MACHINE
    if reviewed is None:
        phrase = words.BY_HAND if is_hand else words.UNREVIEWED
    day = values.day(reviewed, VOICE) if reviewed else ""
    return (
        (VOICE.say(words.TRIAL), trial_facts(head.trial, VOICE)),
        (VOICE.say(words.SOURCE), VOICE.say(phrase, source=source_words(head.trial, VOICE), day=day)),
        (VOICE.say(words.LIBRARY), head.made_with),
    )


def _warnings(head: _Head) -> tuple[str, ...]:
    said = [explain.flag_words(flag, VOICE.register) for flag in head.flags]
    stale = explain.stale_record_words(head.trial, head.on, VOICE.register)
    return tuple(filter(None, [*said, stale]))


def _part(
    rows: Sequence[ChecklistRow], criteria: Sequence[Criterion], cohort: tuple[str, str] | None = None, lead: str = ""
) -> ChecklistPart:
    """Return the inclusion criteria, then the exclusion criteria; those of a cohort only where it has some."""
    tables = []
    for kind, (title, rule) in words.KINDS.items():
        found = tuple(row for row, criterion in zip(rows, criteria, strict=True) if criterion.kind == kind)
        if found or cohort is None:
            tables.append(ChecklistTable(VOICE.say(title), VOICE.say(rule if found else words.NO_CRITERIA), found))
    if cohort is None:
        return ChecklistPart("", "", "", tuple(tables))
    bare = "" if tables else VOICE.say(words.COHORT_BARE)
    leads = " ".join(part for part in (lead, bare) if part)
    name = VOICE.say(words.COHORT, id=cohort[0], name=cohort[1])
    return ChecklistPart(name, VOICE.say(words.COHORT_BOX), leads, tuple(tables))


def _further(flags: tuple[str, ...]) -> tuple[ChecklistPart, ...]:
    """Return empty rows for the criteria that are not known here, where the trial is only partly known."""
    if "partly_known" not in flags:
        return ()
    rows = (ChecklistRow("", "", ""),) * ROWS_TO_WRITE
    return (
        ChecklistPart("", "", "", (ChecklistTable(VOICE.say(words.FURTHER), VOICE.say(words.FURTHER_LEAD), rows),)),
    )


def _bare(criterion: Criterion) -> ChecklistRow:
    return ChecklistRow(criterion.id, explain.visible(criterion.text), criterion.place or "")


def _judged(one: CriterionResult, whole: MatchResult) -> ChecklistRow:
    criterion = one.criterion
    return ChecklistRow(
        criterion.id,
        explain.criterion_text(one, VOICE.register),
        criterion.place or "",
        _reading(one),
        explain.reason(one, VOICE.register, whole=whole),
    )


def _reading(one: CriterionResult) -> str:
    if one.conflict:
        return VOICE.say(words.CONFLICT)
    if one.outcome in words.OPEN:
        return VOICE.say(words.OPEN[one.outcome])
    readings = words.ANSWERED if one.answer else words.READINGS
    return VOICE.say(readings[one.criterion.kind, one.outcome])
