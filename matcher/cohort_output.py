"""The rows of a screened cohort as CSV and as JSON lines."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Final

from matcher.output import cell, windows_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from criteria.problems import Problem
    from criteria.strict_json import Json
    from matcher.cohort import Row
    from matcher.result import Window

COLUMNS: Final = ("patient", "trial", "verdict", "blockers", "missing", "windows", "problem")


def rows_csv(rows: Iterable[Row]) -> Iterator[str]:
    """Yield the head and a line for each row; no cell can act as a formula."""
    yield csv_line(COLUMNS)
    for row in rows:
        yield csv_line(
            (
                row.patient,
                row.trial,
                row.verdict.value if row.verdict else "",
                " ".join(row.blockers),
                " ".join(row.missing),
                " ".join(_interval(window) for window in row.windows),
                problem_sentence(row.problems),
            )
        )


def rows_jsonl(rows: Iterable[Row]) -> Iterator[str]:
    """Yield one JSON object a line."""
    for row in rows:
        yield json.dumps(row_json(row), ensure_ascii=False) + "\n"


def row_json(row: Row) -> dict[str, Json]:
    """Return one row as a JSON object; what does not apply is null or empty."""
    return {
        "patient": row.patient,
        "trial": row.trial or None,
        "verdict": row.verdict.value if row.verdict else None,
        "blockers": list(row.blockers),
        "missing": list(row.missing),
        "windows": windows_json(row.windows),
        "problem": problem_sentence(row.problems) or None,
    }


def csv_line(values: Sequence[str]) -> str:
    """Return one line of CSV whose cells cannot act as formulas."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerow([cell(value) for value in values])
    return stream.getvalue()


def problem_sentence(problems: Sequence[Problem]) -> str:
    """Return why a patient could not be read: the first fault, and how many there are beside it."""
    if not problems:
        return ""
    more = len(problems) - 1
    return f"{problems[0]} (and {more} more)" if more else str(problems[0])


def _interval(window: Window) -> str:
    """Return both days of a window, with two dots for an end that is open."""
    return f"{window.start.isoformat()}/{window.end.isoformat() if window.end else '..'}"
