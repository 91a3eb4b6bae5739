"""Results in words, in two registers: for clinicians, and plain for patients.

The only user of `matcher.phrases`. Nothing here decides anything; a rule's name or path is never shown where words
exist for it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from criteria.facts import find_fact
from matcher.notices import NoticeKind
from matcher.reading_words import in_one, reading_words
from matcher.result import Outcome, Verdict
from matcher.wording import general, values
from matcher.wording.frames import FRAMES
from matcher.wording.names import fact_words, word
from matcher.wording.reasons import capitalised, finding_words
from matcher.wording.rules import rule_in_words
from matcher.wording.signs import visible
from matcher.wording.voice import Background, Register, Voice, in_english, translate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from criteria.profile import Answer
    from criteria.rules import Rule
    from criteria.trial import Trial
    from matcher.notices import Notice
    from matcher.phrases import Stance
    from matcher.reading_words import ReadingWords
    from matcher.result import CriterionResult, Match, MatchResult, ReadingVerdict, Window

__all__ = [
    "Register",
    "advice",
    "background",
    "confirm_note",
    "criterion_text",
    "fact_label",
    "flag_words",
    "group_title",
    "in_english",
    "notice_text",
    "one_line_why",
    "reading_words_of",
    "reason",
    "rule_words",
    "stale_record_words",
    "status_words",
    "verdict_symbol",
    "verdict_words",
    "visible",
    "windows_words",
]

AGEING_DAYS: Final = 30
OUTDATED_DAYS: Final = 90
_NAMED: Final = 3
_VALUE_WITH_UNIT: Final = 3
_AFTER_QUESTION: Final = re.compile(r"([.?!]\"?)\.")


def verdict_words(match: Match, register: Register) -> str:
    """Return the verdict's words, fixed by the public contract."""
    voice = Voice(register)
    date = values.day(match.windows[0].start, voice) if match.verdict is Verdict.LATER and match.windows else ""
    return voice.say(general.VERDICTS[match.verdict], date=date)


def verdict_symbol(verdict: Verdict) -> str:
    """Return the verdict's sign; the four differ in shape, not only in colour."""
    return general.SYMBOLS[verdict]


def reason(
    result: CriterionResult,
    register: Register,
    translated: Callable[[str], str] = translate,
    whole: MatchResult | None = None,
) -> str:
    """Return why a criterion stands as it does.

    The `whole` result adds what one criterion does not hold: whether a treatment's end lies ahead, and which entries
    keep a list from proving that something is absent.
    """
    voice = Voice(register, translated, background(whole))
    return _ended(_reason(result, voice), voice)


def reading_words_of(
    result: CriterionResult,
    register: Register,
    whole: MatchResult | None = None,
    verdicts: Sequence[ReadingVerdict] = (),
) -> ReadingWords | None:
    """Return what is said of each reading of a text of several, piece by piece; None where it has only one.

    Together the pieces say what `reason` says; `verdicts` adds how the trial stands under each.
    """
    if not result.readings:
        return None
    voice = Voice(register, background=background(whole))
    said = reading_words(result, voice, verdicts)
    lead = _answered(result, said.lead, voice)
    lines = tuple(_ended(line, voice) for line in said.lines)
    return replace(said, lead=_ended(lead, voice), lines=lines, ask=_ended(said.ask, voice))


def _ended(words: str, voice: Voice) -> str:
    """Return the words of a reason; plain ones begin with a capital and end with a full stop."""
    return _AFTER_QUESTION.sub(r"\1", f"{capitalised(words)}.") if voice.is_plain and words else words


def _reason(result: CriterionResult, voice: Voice) -> str:
    if result.readings:
        return _answered(result, in_one(reading_words(result, voice), voice), voice)
    finding = result.finding
    stance: Stance = "asked" if result.criterion.kind == "inclusion" else "excluded"
    words = finding_words(finding, stance, voice) if finding else ""
    after = "answered " if result.answer else ""
    if result.leans:
        words = capitalised(words) if voice.is_plain else words
    if result.leans is Outcome.SATISFIED:
        words = voice.say(FRAMES[f"{after}leans for"], reason=words)
    elif result.leans is Outcome.VIOLATED:
        words = voice.say(FRAMES[f"{after}leans against"], reason=words)
    return _answered(result, words, voice)


def _answered(result: CriterionResult, words: str, voice: Voice) -> str:
    """Return a reason together with what a person answered."""
    if result.answer is None:
        return words or voice.say(FRAMES["by hand"])
    answer = _answer(result.answer, voice)
    if result.conflict:
        return voice.say(FRAMES["conflict"], reason=words, answer=answer)
    return voice.say(FRAMES["settled"], answer=answer, reason=words) if words else answer


def background(whole: MatchResult | None) -> Background | None:
    """Return what a whole result adds to the words of one criterion."""
    if whole is None:
        return None
    unmapped = [notice for notice in whole.notices if notice.kind is NoticeKind.UNMAPPED]
    left_out = [notice for notice in whole.notices if notice.kind is NoticeKind.AFTER_AS_OF]
    return Background(
        whole.screening_date,
        tuple((notice.where, name) for notice in unmapped for name in notice.words),
        tuple(notice.where for notice in left_out),
    )


def _answer(answer: Answer, voice: Voice) -> str:
    by = voice.say(FRAMES["answered by"], by=visible(answer.by)) if answer.by else ""
    on = voice.say(FRAMES["answered on"], date=values.partial_date(answer.date, voice)) if answer.date else ""
    document = voice.say(FRAMES["answered from"], document=visible(answer.document)) if answer.document else ""
    note = voice.say(FRAMES["answered note"], note=visible(answer.note)) if answer.note else ""
    said = word(answer.answer, voice)
    return voice.say(FRAMES["answered"], answer=said, by=by, date=on, document=document, note=note)


def criterion_text(result: CriterionResult, register: Register) -> str:
    """Return the criterion's own text, or its wording for patients where there is one."""
    criterion = result.criterion
    return visible(criterion.plain if register is Register.PLAIN and criterion.plain else criterion.text)


def fact_label(path: str, register: Register) -> str:
    """Return what the fact at a path is called."""
    return fact_words(path, Voice(register))


def group_title(outcome: Outcome, register: Register) -> str:
    """Return the title over the criteria with this outcome."""
    return Voice(register).say(general.GROUPS[outcome])


def status_words(trial: Trial, register: Register) -> str:
    """Return a trial's recruitment status in words; one that is not known here is shown as the registry has it."""
    is_withdrawn_label = trial.kind == "label" and trial.status == "WITHDRAWN"
    phrase = general.STATUSES.get("APPROVAL_WITHDRAWN" if is_withdrawn_label else trial.status)
    return Voice(register).say(phrase) if phrase else visible(trial.status)


def flag_words(flag: str, register: Register) -> str:
    """Return why a trial is at best open: read by a machine, or only partly known."""
    phrase = general.FLAGS.get(flag)
    return Voice(register).say(phrase) if phrase else visible(flag)


def notice_text(notice: Notice, register: Register, translated: Callable[[str], str] = translate) -> str:
    """Return what was noticed beside the verdicts as one sentence."""
    voice = Voice(register, translated)
    words = _noticed_words(notice, voice)
    where = visible(notice.where)
    return voice.say(general.NOTICES[notice.kind], where=where, label=fact_words(notice.where, voice), words=words)


def _noticed_words(notice: Notice, voice: Voice) -> str:
    """Return what a notice names; of an implausible result also its value and unit, where the notice has them."""
    if notice.kind is NoticeKind.IMPLAUSIBLE and len(notice.words) == _VALUE_WITH_UNIT:
        test, value, unit = notice.words
        return f"{fact_words(test, voice)} {values.with_unit(visible(value), unit, voice)}"
    return values.joined([_noticed(one, voice) for one in notice.words], voice)


def _noticed(text: str, voice: Voice) -> str:
    """Return a fact's label for its path; a name of the record's own in quotation marks."""
    return fact_words(text, voice) if find_fact(text) else f"'{visible(text)}'"


def rule_words(rule: Rule, register: Register) -> str:
    """Return what a rule asks, in words, without a patient."""
    return rule_in_words(rule, Voice(register))


def confirm_note(register: Register) -> str:
    """Return what stands above the points to confirm."""
    return Voice(register).say(general.CONFIRM_NOTE)


def advice(register: Register) -> tuple[str, ...]:
    """Return the advice that goes with every list of trials."""
    voice = Voice(register)
    return tuple(voice.say(phrase) for phrase in general.ADVICE)


def stale_record_words(trial: Trial, on: date, register: Register) -> str:
    """Return a warning where a trial's record is older than 30 days on the as-of date, or undated; else nothing."""
    voice = Voice(register)
    recorded = trial.source.record_date or trial.source.retrieved
    if recorded is None:
        return voice.say(general.UNDATED)
    days = (on - recorded).days
    if days <= AGEING_DAYS:
        return ""
    phrase = general.VERY_STALE if days > OUTDATED_DAYS else general.STALE
    return voice.say(phrase, date=values.day(recorded, voice), days=days, on=values.day(on, voice))


def windows_words(match: Match, register: Register) -> str:
    """Return from when to when the trial is open to the patient, by the dates alone."""
    voice = Voice(register)
    words = _windows(match.windows, voice)
    if match.eligible_windows and match.eligible_windows != match.windows:
        return voice.say(general.WINDOWS["eligible"], windows=words, eligible=_windows(match.eligible_windows, voice))
    return words


def _windows(windows: tuple[Window, ...], voice: Voice) -> str:
    words = ""
    for window in windows:
        start = values.day(window.start, voice)
        end = "" if window.end is None else values.day(window.end, voice)
        one = voice.say(general.WINDOWS["until" if end else "always"], start=start, end=end)
        words = voice.say(general.WINDOWS["and"], first=words, second=one) if words else one
    return words or voice.say(general.WINDOWS["never"])


def one_line_why(match: Match, register: Register, whole: MatchResult | None = None) -> str:
    """Return the most telling thing about a match: what is against it, else what is not known, else what to confirm.

    Its flags are told beside it.
    """
    voice = Voice(register)
    against = match.of(Outcome.VIOLATED)
    if against:
        return _first_blocker(against, voice, whole)
    unknown = match.of(Outcome.UNKNOWN)
    if unknown:
        between = "; " if voice.is_plain else ", "
        facts = _first_few([fact_words(path, voice) for path in match.missing], voice, between)
        return voice.say(
            general.ONE_LINE["one unknown" if len(unknown) == 1 else "unknown"], n=len(unknown), facts=facts
        )
    confirm = match.of(Outcome.CONFIRM)
    if confirm:
        points = _first_few([_short(criterion_text(one, register)) for one in confirm], voice, "; ")
        phrase = general.ONE_LINE["one confirm" if len(confirm) == 1 else "confirm"]
        return voice.say(phrase, n=len(confirm), points=points)
    return voice.say(general.ONE_LINE["nothing"])


def _first_blocker(against: tuple[CriterionResult, ...], voice: Voice, whole: MatchResult | None) -> str:
    first = against[0]
    text = _short(criterion_text(first, voice.register))
    words = reason(first, voice.register, voice.translate, whole)
    line = voice.say(general.ONE_LINE[first.criterion.kind], id=first.criterion.id, text=text, reason=words)
    if len(against) == 1:
        return line
    return voice.say(general.ONE_LINE["more"], line=line, n=len(against) - 1)


def _first_few(words: list[str], voice: Voice, between: str = ", ") -> str:
    unique = list(dict.fromkeys(words))
    shown = between.join(unique[:_NAMED])
    more = len(unique) - _NAMED
    return voice.say(general.ONE_LINE["and more"], facts=shown, n=more) if more > 0 else shown


def _short(text: str, most: int = 80) -> str:
    """Return the beginning of a text, cut between words and without its full stop, so that it can stand in a line."""
    if len(text) <= most:
        return text.removesuffix(".")
    return text[:most].rsplit(" ", 1)[0].rstrip(",;: ") + " ..."
