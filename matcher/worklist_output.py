"""A worklist for programs (JSON, `zebramatch.worklist/1`), for spreadsheets (CSV) and for the terminal."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from matcher.cohort_output import csv_line, problem_sentence, row_json
from matcher.output import windows_json
from matcher.output_calendar import repeat_json
from matcher.worklist import standings_for
from matcher.worklist_lines import UNREAD, heading, standings_table, tables_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from criteria.strict_json import Json
    from matcher.worklist import Became, Closing, Opening, Repeat, Worklist
    from matcher.worklist_lines import Table

FORMAT: Final = "zebramatch.worklist/1"
COLUMNS: Final = ("list", "patient", "trial", "verdict", "day", "until", "detail")
WIDTH: Final = 96


def worklist_json(worklist: Worklist, trials: Sequence[str] = ()) -> dict[str, Json]:
    """Return the worklist for programs, with every patient's standing in the trials that are named."""
    days = worklist.days
    return {
        "format": FORMAT,
        "on": days.on.isoformat(),
        "since": days.since.isoformat(),
        "within": days.within,
        "until": days.until.isoformat(),
        "patients": worklist.patients,
        "became": [_became_json(item) for item in worklist.became],
        "closing": [_match_json(item) | {"last_day": item.last.isoformat()} for item in worklist.closing],
        "opening": [_opening_json(item) for item in worklist.opening],
        "repeat": [_repeat_json(item) for item in worklist.repeats],
        "standings": [row_json(row) for trial in trials for row in standings_for(worklist, trial)],
        "unread": [{"patient": one.name, "problem": problem_sentence(one.problems)} for one in worklist.unread],
    }


def _match_json(item: Became | Closing | Opening) -> dict[str, Json]:
    match = item.match
    return {
        "patient": item.patient.name,
        "trial": match.trial.id,
        "kind": match.trial.kind,
        "status": match.trial.status,
        "verdict": match.verdict.value,
        "blockers": list(match.blockers),
        "missing": list(match.missing),
        "confirm": list(match.confirm),
        "windows": windows_json(match.windows),
    }


def _became_json(item: Became) -> Json:
    before: dict[str, Json] = {"verdict": item.before.verdict.value, "blockers": list(item.before.blockers)}
    return _match_json(item) | {"opened": _iso(item.opened) or None, "before": before}


def _opening_json(item: Opening) -> Json:
    return _match_json(item) | {"first_day": item.first.isoformat(), "last_day": _iso(item.last) or None}


def _repeat_json(item: Repeat) -> Json:
    return {"patient": item.patient.name, **repeat_json(item.test)}


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def worklist_csv(worklist: Worklist, trials: Sequence[str] = ()) -> str:
    """Return a row for each item of each list; no cell can act as a formula."""
    return "".join(csv_line(row) for row in (COLUMNS, *_rows(worklist, trials)))


def table_csv(table: Table) -> str:
    """Return one list as it is shown, with its own columns."""
    return "".join(csv_line(row) for row in (table.heads, *(line.cells for line in table.lines)))


def _rows(worklist: Worklist, trials: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for table in (*tables_of(worklist), *(standings_table(worklist, trial) for trial in trials)):
        for line in table.lines:
            named = " ".join(line.trials)
            yield (table.section, line.cells[0], named, line.verdict, _iso(line.day), _iso(line.until), line.detail)


def worklist_text(worklist: Worklist, trials: Sequence[str] = ()) -> str:
    """Return the worklist for a terminal: each list with its count, and what to say where it is empty."""
    blocks = [[heading(worklist)]]
    blocks += [_block(table) for table in tables_of(worklist) if table.section != UNREAD or table.lines]
    blocks += [_block(standings_table(worklist, trial), f": {trial}") for trial in trials]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _block(table: Table, more: str = "") -> list[str]:
    lines = [f"{table.title}{more} ({len(table.lines)})"]
    for line in table.lines:
        first, *others = line.cells
        told = (f"{head}: {cell}" for head, cell in zip(table.heads[1:], others, strict=True))
        lines.append(_wrapped(first, "- "))
        lines += [_wrapped(text, "  ") for text in told]
    return lines if table.lines else [*lines, _wrapped(table.empty, "  ")]


def _wrapped(text: str, indent: str) -> str:
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent="    ",
        break_on_hyphens=False,
        break_long_words=False,
    )
