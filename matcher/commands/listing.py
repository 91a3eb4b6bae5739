"""`trials list`: the library in groups, each trial with the day of its record and of its review."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from matcher.commands.common import as_json, emit, library_of
from matcher.explain import Register, status_words, visible

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from criteria.strict_json import Json
    from criteria.trial import Trial

WIDTH: Final = 96
_SHORTEST_TITLE: Final = 24
_HEADS: Final = ("Trial", "Status", "Record of", "Reviewed", "Title")
_GROUPS: Final = (
    ("trial", "founding", "Founding trials"),
    ("trial", "landmark", "Landmark trials"),
    ("trial", None, "Other trials"),
    ("label", None, "Approved uses"),
)


def listing(options: Namespace) -> int:
    """List the trials of the library."""
    trials = library_of(options.library).trials
    if options.format == "json":
        emit(as_json({"trials": [_summary(trial) for trial in trials]}))
        return 0
    lines: list[str] = []
    for kind, collection, title in _GROUPS:
        chosen = [trial for trial in trials if (trial.kind, trial.collection) == (kind, collection)]
        if chosen:
            lines += ["", f"{title} ({len(chosen)})", *_table(chosen)]
    emit("\n".join(lines[1:] or ["The library holds no trials."]) + "\n")
    return 0


def _summary(trial: Trial) -> Json:
    recorded, reviewed = trial.source.record_date, trial.source.reviewed
    return {
        "id": trial.id,
        "title": trial.title,
        "kind": trial.kind,
        "collection": trial.collection,
        "status": trial.status,
        "phase": trial.phase,
        "coverage": trial.coverage,
        "record_date": recorded.isoformat() if recorded else None,
        "reviewed": reviewed.isoformat() if reviewed else None,
        "sites": len(trial.sites),
    }


def _table(trials: Sequence[Trial]) -> list[str]:
    rows = [_HEADS, *(_row(trial) for trial in trials)]
    *columns, _ = zip(*rows, strict=True)
    widths = [max(len(cell) for cell in column) for column in columns]
    lines = []
    for *cells, title in rows:
        head = "  ".join(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True))
        room = max(WIDTH - len(head), _SHORTEST_TITLE)
        lines.append(f"  {head}  {textwrap.shorten(title, room, placeholder=' ...')}")
    return lines


def _row(trial: Trial) -> tuple[str, ...]:
    source = trial.source
    return (
        trial.id,
        visible(status_words(trial, Register.CLINICIAN)),
        str(source.record_date or "not known"),
        str(source.reviewed or "not yet"),
        visible(f"{trial.acronym}: {trial.title}" if trial.acronym else trial.title),
    )
