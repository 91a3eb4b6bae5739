"""The coming months of every trial that is or may become possible: a row each, in the order of the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from gui.models.course import whole_bars
from gui.models.results import Role
from gui.plain_text import plain_tooltip
from gui.words import Words
from matcher.explain import Register, flag_words, status_words, verdict_symbol, verdict_words, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QObject

    from criteria.centre import Centre
    from gui.models.course import Bar
    from matcher.calendar import TrialCalendar
    from matcher.result import Match

CLOSED, MACHINE_READ = Words("closed"), Words("machine-read", "read by a computer")
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """One trial's coming months."""

    match: Match
    sign: str
    title: str
    aside: str
    verdict: str
    status: str
    bars: tuple[Bar, ...]

    @property
    def text(self) -> str:
        """The whole row as one text, as it is read out."""
        periods = (bar.sentence for bar in self.bars)
        return "\n".join([f"{self.sign} {self.title} ({self.match.trial.id})", self.verdict, self.status, *periods])


def is_closed(match: Match) -> bool:
    """Whether a trial takes no new patients by its record; approved uses need not."""
    return match.trial.kind == "trial" and not match.trial.is_recruiting


def in_list_order(calendars: Iterable[TrialCalendar], centre: Centre | None) -> list[TrialCalendar]:
    """Return them as the list groups them: the reader's own centre first, then open, closed, approved uses."""

    def group(calendar: TrialCalendar) -> tuple[bool, bool, bool]:
        trial = calendar.match.trial
        is_label = trial.kind == "label"
        is_elsewhere = centre is None or is_label or not centre.is_open(trial.id)
        return is_elsewhere, is_label, is_elsewhere and is_closed(calendar.match)

    return sorted(calendars, key=group)


def overview_row(calendar: TrialCalendar, register: Register) -> OverviewRow:
    """Return the words and bars of one trial."""
    match, trial = calendar.match, calendar.match.trial
    marks = ((CLOSED, is_closed(match)), (MACHINE_READ, trial.needs_review))
    aside = " · ".join((*(mark.of(register) for mark, is_so in marks if is_so), trial.id))
    return OverviewRow(
        match,
        verdict_symbol(match.verdict),
        visible(": ".join(part for part in (trial.acronym, trial.title) if part)),
        visible(aside),
        verdict_words(match, register),
        "\n".join((status_words(trial, register), *(flag_words(flag, register) for flag in match.flags))),
        whole_bars(calendar.whole, register),
    )


class OverviewModel(QAbstractListModel):
    """A row a trial."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Hold no trial yet."""
        super().__init__(parent)
        self.rows: tuple[OverviewRow, ...] = ()

    def show(self, calendars: Iterable[TrialCalendar], register: Register) -> None:
        """Show these trials; the rows stay where they are the same ones."""
        rows = tuple(overview_row(calendar, register) for calendar in calendars)
        if [row.match.trial.id for row in rows] == [row.match.trial.id for row in self.rows]:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def find(self, trial: str) -> QModelIndex:
        """Return the row of a trial, an invalid index when it has none."""
        numbers = (number for number, row in enumerate(self.rows) if row.match.trial.id == trial)
        number = next(numbers, None)
        return QModelIndex() if number is None else self.index(number)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many trials there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the row's text, its tooltip, or the row itself."""
        if not index.isValid() or not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(row.text)
        if role == Role.ROW:
            return row
        return row.match.trial.id if role == Role.TRIAL else None
