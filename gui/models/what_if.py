"""The tables of the what-if window, the facts that can be assumed there, and the work that answers it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from criteria.facts import catalogue
from criteria.problems import InputError
from matcher.explain import Register, fact_label, verdict_symbol, verdict_words, visible
from matcher.near_misses import blockers_of, near_misses
from matcher.proposing import assumable
from matcher.result import Verdict
from matcher.whatif import Comparison, assumed, compared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from criteria.profile import PatientProfile
    from gui.session import Question
    from gui.words import Words
    from matcher.assumption import Assumption
    from matcher.result import Match, MatchResult

Index = QModelIndex | QPersistentModelIndex
TREATMENT = re.compile(r"therapies\[([0-9]+)\]\.")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of words about one trial."""

    trial: str
    cells: tuple[str, ...]


class TextTable(QAbstractTableModel):
    """Rows of words under headings."""

    def __init__(self, columns: Sequence[Words], parent: QObject | None = None) -> None:
        """Hold no row yet."""
        super().__init__(parent)
        self._columns = tuple(columns)
        self._register = Register.CLINICIAN
        self.rows: tuple[Row, ...] = ()

    def show(self, rows: Sequence[Row], register: Register) -> None:
        """Hold these rows, worded for this reader."""
        if (tuple(rows), register) == (self.rows, self._register):
            return
        self.beginResetModel()
        self.rows, self._register = tuple(rows), register
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's words."""
        if index.isValid() and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.rows[index.row()].cells[index.column()]
        if index.isValid() and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the columns' names."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].of(self._register) if 0 <= section < len(self._columns) else None
        return None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A patient and what is assumed, to be worked out on another thread; `before` is the result as recorded."""

    question: Question
    assumptions: tuple[Assumption, ...]
    before: MatchResult | None = None

    def answer(self) -> Comparison | InputError:
        """Return what the assumptions change, or why they cannot be made."""
        question = self.question
        try:
            if self.before is None or self.before.is_part:
                return compared(question.engine, question.profile, self.assumptions, question.on)
            profile = assumed(question.profile, self.assumptions, question.on)
            return Comparison(self.assumptions, self.before, question.engine.match(profile, question.on))
        except InputError as error:
            return error


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that can be assumed, by the name it is picked by."""

    path: str
    name: str


def facts_to_assume(result: MatchResult | None, profile: PatientProfile, register: Register) -> tuple[Fact, ...]:
    """Return the facts that stand in the way today, then every single fact of the catalogue, each name once."""
    matches = result.matches if result else ()
    blocking = (path for match in matches for one in blockers_of(match) for path in assumable(one.result, profile))
    single = (path for path, entry in catalogue().items() if entry.kind != "list")
    named: dict[str, Fact] = {}
    for path in dict.fromkeys((*blocking, *single)):
        fact = Fact(path, _name(path, register, _treatment(path, profile)))
        named.setdefault(fact.name.casefold(), fact)
    return tuple(named.values())


def _name(path: str, register: Register, treatment: str) -> str:
    """Return what a fact is called, with a capital; a treatment that has a number is named first."""
    name = fact_label(path, register)
    entry, colon, detail = name.partition(": ")
    if treatment and colon:
        name = f"{treatment}: {detail} ({entry})"
    return visible(f"{name[:1].upper()}{name[1:]}")


def _treatment(path: str, profile: PatientProfile) -> str:
    numbered = TREATMENT.match(path)
    items = profile.therapies.items if numbered and profile.therapies else ()
    place = int(numbered[1]) if numbered else 0
    return items[place].name if place < len(items) else ""


def proposals(result: MatchResult | None, profile: PatientProfile) -> dict[str, str]:
    """Return, for each near miss that has one, the fact to assume otherwise."""
    found = near_misses(result) if result else ()
    facts = ((one.match.trial.id, assumable(one.blocker.result, profile)) for one in found)
    return {trial: paths[0] for trial, paths in facts if paths}


def changed_rows(comparison: Comparison, register: Register) -> tuple[Row, ...]:
    """Return the trials and approved uses whose verdict changes: which, today, then."""
    return tuple(
        Row(
            pair.after.trial.id,
            (
                visible(f"{pair.after.trial.title} ({pair.after.trial.id})"),
                _verdict(pair.before, register),
                _verdict(pair.after, register),
            ),
        )
        for pair in comparison.changed
    )


def _verdict(match: Match, register: Register) -> str:
    return f"{verdict_symbol(match.verdict)} {verdict_words(match, register)}"


def counts(result: MatchResult) -> tuple[int, ...]:
    """Return how many trials and approved uses have each verdict, the best first."""
    return tuple(sum(match.verdict is verdict for match in result.matches) for verdict in Verdict)
