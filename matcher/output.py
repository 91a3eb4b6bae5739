"""A match result for programs and for the terminal: JSON (`zebramatch.match/1`), text and CSV."""

from __future__ import annotations

import csv
import io
import textwrap
from typing import TYPE_CHECKING, Final

from matcher import explain
from matcher.ambiguity_output import readings_json, reason_lines, verdicts_json
from matcher.centre import centre_json, grouped, said_of
from matcher.explain import Register, visible
from matcher.near_miss_words import near_miss_rows
from matcher.near_misses import near_misses_json
from matcher.output_calendar import calendar_json, calendar_text
from matcher.question_words import question_lines
from matcher.result import Outcome, Verdict
from matcher.what_if_words import (
    RECORDED_COLUMN,
    assumed_json,
    assuming_words,
    recorded_cells,
    recorded_json,
    recorded_words,
)
from matcher.wording import centre as phrases
from matcher.wording import near_misses as near
from matcher.wording import questions as asking
from matcher.wording.voice import Voice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from criteria.strict_json import Json
    from matcher.questions import NextQuestion
    from matcher.result import CriterionResult, Match, MatchResult, Window

FORMAT: Final = "zebramatch.match/1"
WIDTH: Final = 92
_MARGIN: Final = 7
_ID_COLUMN: Final = 5
_ORDER: Final = (Outcome.VIOLATED, Outcome.UNKNOWN, Outcome.CONFIRM, Outcome.SATISFIED)
_FORMULA: Final = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r")
COLUMNS: Final = (
    "rank", "trial", "kind", "title", "status", "verdict", "cohort", "from", "until",
    "blockers", "missing", "confirm", "flags",
)  # fmt: skip
CENTRE_COLUMNS: Final = ("centre_open", "centre_slots", "centre_updated")


def result_json(result: MatchResult) -> dict[str, Json]:
    """Return the result in the public form, ready for `json.dumps`; its reasons are the clinician's English."""
    as_of = result.library_as_of
    return {
        "format": FORMAT,
        "screening_date": result.screening_date.isoformat(),
        "library": {"trials": result.library_size, "as_of": as_of.isoformat() if as_of else None},
        "notices": [explain.notice_text(notice, Register.CLINICIAN, explain.in_english) for notice in result.notices],
        "matches": [
            _match_json(match, result)
            | centre_json(match.trial, result)
            | verdicts_json(match)
            | recorded_json(match, result)
            for match in result.matches
        ],
        "near_misses": near_misses_json(result),
        "calendar": calendar_json(result),
        **assumed_json(result),
    }


def _match_json(match: Match, whole: MatchResult) -> dict[str, Json]:
    return {
        "trial": match.trial.id,
        "kind": match.trial.kind,
        "title": match.trial.title,
        "status": match.trial.status,
        "rank": match.rank,
        "verdict": match.verdict.value,
        "cohort": match.cohort,
        "cohorts": [
            {
                "id": cohort.id,
                "name": cohort.name,
                "status": cohort.status,
                "verdict": cohort.verdict.value,
                "windows": windows_json(cohort.windows),
                "eligible_windows": windows_json(cohort.eligible_windows),
            }
            for cohort in match.cohorts
        ],
        "score": match.score,
        "windows": windows_json(match.windows),
        "eligible_windows": windows_json(match.eligible_windows),
        "blockers": list(match.blockers),
        "missing": list(match.missing),
        "confirm": list(match.confirm),
        "flags": list(match.flags),
        "criteria": [_criterion_json(one, whole) | readings_json(one, whole) for one in match.criteria],
    }


def windows_json(windows: Iterable[Window]) -> list[Json]:
    """Return windows as the result file writes them: first and last day, null for an open end."""
    return [[window.start.isoformat(), window.end.isoformat() if window.end else None] for window in windows]


def _criterion_json(one: CriterionResult, whole: MatchResult) -> dict[str, Json]:
    facts = list(one.facts or one.missing)
    return {
        "id": one.criterion.id,
        "kind": one.criterion.kind,
        "outcome": one.outcome.value,
        "text": one.criterion.text,
        "reason": explain.reason(one, Register.CLINICIAN, explain.in_english, whole),
        "facts": [*facts],
    }


def result_text(
    result: MatchResult, register: Register, only: Sequence[str] = (), questions: Sequence[NextQuestion] = ()
) -> str:
    """Return the result for a terminal: one block a trial, or every criterion of the trials that `only` names."""
    lines = [_heading(result)]
    lines += [_wrapped(assuming_words(result, register), "! ", "  ")] if result.assuming else []
    lines += [_wrapped(explain.notice_text(notice, register), "! ", "  ") for notice in result.notices]
    for title, matches in _groups(result, register):
        lines += ["", f"{title} ({_counts(matches)})"]
        for match in matches:
            lines += ["", *_block(match, result, register)]
            if only:
                lines += _criteria(match, result, register)
    if not result.matches:
        lines += ["", "The library holds no trials."]
    lines += _near_misses(result, register)
    lines += _next_questions(questions, Voice(register))
    for title, sentences in calendar_text(result, register):
        lines += ["", title, *(_wrapped(sentence, "  - ", "    ") for sentence in sentences)]
    lines += ["", *(_wrapped(sentence, "", "") for sentence in explain.advice(register))]
    return "\n".join(lines) + "\n"


def _next_questions(questions: Sequence[NextQuestion], voice: Voice) -> list[str]:
    lines = question_lines(questions, voice.register)
    numbered = (_wrapped(visible(line), f"{place:>3}. ", "     ") for place, line in enumerate(lines, 1))
    return ["", voice.say(asking.TITLE), *numbered] if lines else []


def _groups(result: MatchResult, register: Register) -> list[tuple[str, Sequence[Match]]]:
    """Return the list's groups with their titles: what is open at the reader's centre stands first, even if empty."""
    labels = [match for match in result.matches if match.trial.kind == "label"]
    groups: list[tuple[str, Sequence[Match]]] = [("Approved uses", labels)]
    if result.centre is None:
        trials = [match for match in result.matches if match.trial.kind == "trial"]
        groups.insert(0, ("Trials", trials))
        return [(title, matches) for title, matches in groups if matches]
    voice, parts = Voice(register), grouped(result.matches, result.centre)
    groups.insert(0, (voice.say(phrases.OTHERS), parts.others))
    here = voice.say(phrases.OPEN_AT, centre=visible(result.centre.name))
    return [(here, parts.open_here), *((title, matches) for title, matches in groups if matches)]


def _near_misses(result: MatchResult, register: Register) -> list[str]:
    """Return the section on the trials that one thing stands in the way of; nothing where there is none."""
    rows, voice = near_miss_rows(result, register), Voice(register)
    if not rows:
        return []
    lines = ["", f"{voice.say(near.TITLE)} ({len(rows)})", _wrapped(voice.say(near.LEAD), "", "")]
    for row in rows:
        lines += ["", _wrapped(row.trial, "  - ", "    "), _wrapped(row.point, "    ", "      ")]
        lines.append(_wrapped(row.change, "    > ", "      "))
    return lines


def _heading(result: MatchResult) -> str:
    day = result.screening_date.isoformat()
    dated = f", records up to {result.library_as_of.isoformat()}" if result.library_as_of else ""
    return f"As of {day}; library of {result.library_size}{dated}"


def _counts(matches: Sequence[Match]) -> str:
    """Return how many matches have each verdict; the numbers add up to the list."""
    names = {
        Verdict.ELIGIBLE: "no conflict found",
        Verdict.POSSIBLE: "open",
        Verdict.LATER: "later",
        Verdict.INELIGIBLE: "conflict found",
    }
    counted = ((sum(match.verdict is verdict for match in matches), words) for verdict, words in names.items())
    told = ", ".join(f"{number} {words}" for number, words in counted if number)
    return f"{len(matches)}: {told}" if told else "0"


def _block(match: Match, result: MatchResult, register: Register) -> list[str]:
    trial = match.trial
    acronym = f" ({visible(trial.acronym)})" if trial.acronym else ""
    status = explain.status_words(trial, register)
    lines = [
        _wrapped(
            f"{explain.verdict_symbol(match.verdict)} {trial.id}{acronym}: {visible(trial.title)}",
            f"{match.rank:>3}. ",
            "       ",
        ),
        _indented(f"{explain.verdict_words(match, register)} | {status}"),
    ]
    recorded = recorded_words(match, result, register)
    lines += [_indented(recorded)] if recorded else []
    if match.cohort:
        name = next(cohort.name for cohort in match.cohorts if cohort.id == match.cohort)
        lines.append(_indented(f"Best cohort: {visible(name)}"))
    if match.verdict is not Verdict.INELIGIBLE:
        lines.append(_indented(f"When: {explain.windows_words(match, register)}"))
    lines.append(_indented(explain.one_line_why(match, register, result)))
    lines += [_indented(explain.flag_words(flag, register)) for flag in match.flags]
    warning = explain.stale_record_words(trial, result.screening_date, register)
    lines += [_indented(warning)] if warning else []
    return [*lines, *_at_centre(match, result, register)]


def _at_centre(match: Match, result: MatchResult, register: Register) -> list[str]:
    said = said_of(match.trial, result.centre, result.screening_date, register)
    if said is None:
        return []
    sentences = (f"{said.title}: {said.state}", *said.details, *said.warnings)
    return [_indented(visible(sentence)) for sentence in sentences]


def _criteria(match: Match, whole: MatchResult, register: Register) -> list[str]:
    column = max((len(one.criterion.id) + 1 for one in match.criteria), default=0)
    column = max(column, _ID_COLUMN)
    margin = " " * (_MARGIN + column)
    lines = [
        _wrapped(f"{explain.verdict_symbol(cohort.verdict)} {visible(cohort.name)}", "       Cohort: ", "         ")
        for cohort in match.cohorts
    ]
    for outcome in _ORDER:
        found = match.of(outcome)
        if not found:
            continue
        lines += ["", f"       {explain.group_title(outcome, register)} ({len(found)})"]
        for one in found:
            label = f"{'':<{_MARGIN}}{one.criterion.id:<{column}}"
            lines.append(_wrapped(explain.criterion_text(one, register), label, margin))
            lines += [
                _wrapped(words, f"{margin}- ", f"{margin}  ") for words in reason_lines(match, one, register, whole)
            ]
    return lines


def _indented(text: str) -> str:
    return _wrapped(text, "       ", "         ")


def _wrapped(text: str, first: str, then: str) -> str:
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=then,
        break_on_hyphens=False,
        break_long_words=False,
    )


def result_csv(result: MatchResult) -> str:
    """Return one row a trial, without anything that names the patient; no cell can act as a formula."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    recorded = (RECORDED_COLUMN,) if result.assuming else ()
    writer.writerow((*COLUMNS, *(CENTRE_COLUMNS if result.centre else ()), *recorded))
    for match in result.matches:
        cells = (*_row(match), *_centre_cells(match, result), *recorded_cells(match, result))
        writer.writerow([cell(value) for value in cells])
    return stream.getvalue()


def _row(match: Match) -> tuple[str, ...]:
    first = match.windows[0] if match.windows else None
    return (
        str(match.rank),
        match.trial.id,
        match.trial.kind,
        visible(match.trial.title),
        match.trial.status,
        match.verdict.value,
        match.cohort or "",
        first.start.isoformat() if first else "",
        first.end.isoformat() if first and first.end else "",
        " ".join(match.blockers),
        " ".join(match.missing),
        " ".join(match.confirm),
        " ".join(match.flags),
    )


def _centre_cells(match: Match, result: MatchResult) -> tuple[str, ...]:
    if result.centre is None:
        return ()
    entry = result.centre.entry(match.trial.id)
    if entry is None:
        return ("",) * len(CENTRE_COLUMNS)
    slots = "" if entry.slots is None else str(entry.slots)
    return ("yes" if entry.open else "no", slots, entry.updated.isoformat())


def cell(value: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(_FORMULA) else value
