"""The ranking as a list: groups with their counts, and a row for each trial. Nothing of a result is left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from gui.plain_text import plain_tooltip
from gui.words import Words
from matcher.explain import Register, flag_words, one_line_why, verdict_symbol, verdict_words, visible
from matcher.report.trial_section import trial_facts
from matcher.site_words import nearest_words
from matcher.wording.voice import Voice

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from criteria.centre import Centre
    from gui.journeys import Journeys
    from matcher.result import Match, MatchResult
    from matcher.sites import SiteList

Index = QModelIndex | QPersistentModelIndex
NCT = re.compile(r"NCT\d{8}", re.IGNORECASE | re.ASCII)
OPEN_HERE = Words("Open at {centre}: {count}")
OPEN = Words("Open to new patients: {count}", "Trials that take new patients: {count}")
CLOSED = Words("Closed to new patients: {count}", "Trials that take no new patients now: {count}")
LABELS = Words("Approved uses to discuss: {count}", "Approved treatments to talk about: {count}")
SOME = Words("{title} (showing {shown})")
NOT_IN_LIBRARY = Words("{id} is not in the library", "{id} is not among the trials that this program knows")
NOTHING_FOUND = Words("No trial in the library has these words", "No trial that this program knows has these words")


class Role(IntEnum):
    """What a row tells beside Qt's own roles."""

    ROW = Qt.ItemDataRole.UserRole
    TRIAL = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class GroupRow:
    """The heading of a group, or a remark."""

    text: str
    is_remark: bool = False


@dataclass(frozen=True, slots=True)
class MatchRow:
    """One trial in words."""

    match: Match
    verdict: str
    title: str
    facts: str
    why: str
    near: str = ""

    @property
    def text(self) -> str:
        """The whole row as one text, as it is read out."""
        near = f" {self.near}." if self.near else ""
        return f"{self.verdict}. {self.title}. {self.facts}.{near} {self.why}"


Row = GroupRow | MatchRow


def match_row(
    match: Match, register: Register, whole: MatchResult | None = None, sites: SiteList | None = None
) -> MatchRow:
    """Return the words of one trial's row; `whole` is the result that it is part of, `sites` are by distance."""
    trial = match.trial
    facts = [trial_facts(trial, Voice(register)), *(flag_words(flag, register) for flag in match.flags)]
    verdict = f"{verdict_symbol(match.verdict)} {verdict_words(match, register)}"
    why = one_line_why(match, register, whole)
    near = nearest_words(sites, register) if sites else ""
    shown = visible(" · ".join(fact for fact in facts if fact))
    return MatchRow(match, verdict, visible(trial.title), shown, why, near)


def _found(row: MatchRow, wanted: str) -> bool:
    trial = row.match.trial
    parts = (row.text, trial.title, *trial.conditions, *trial.interventions)
    text = " ".join(parts).casefold()
    return all(word in text for word in wanted.casefold().split())


class ResultModel(QAbstractListModel):
    """The ranking in groups, in each as the engine ranked them.

    What the reader's own centre runs stands first, where its list is known; then trials that are open to new patients,
    then closed ones, then approved uses.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """Hold no result yet."""
        super().__init__(parent)
        self._rows: list[Row] = []
        self._all: list[MatchRow] = []
        self._centre: Centre | None = None
        self._register = Register.CLINICIAN
        self._wanted = ""

    @property
    def rows(self) -> tuple[Row, ...]:
        """Everything that is listed, in order."""
        return tuple(self._rows)

    def show(self, result: MatchResult | None, register: Register, journeys: Journeys | None = None) -> None:
        """List a result, with distances where they are known; nothing while there is no result."""
        self._register = register
        self._centre = result.centre if result else None
        sites = journeys.sites if journeys else lambda _trial: None
        self._all = [match_row(one, register, result, sites(one.trial)) for one in result.matches] if result else []
        self._arrange()

    def look_up(self, wanted: str) -> None:
        """List the trials that have these words; the headings say how many of how many."""
        self._wanted = wanted.strip()
        self._arrange()

    def find(self, trial: str) -> QModelIndex:
        """Return the row of a trial, an invalid index when it is not listed."""
        for number, row in enumerate(self._rows):
            if isinstance(row, MatchRow) and row.match.trial.id == trial:
                return self.index(number)
        return QModelIndex()

    def _arrange(self) -> None:
        rows = self._arranged()
        same = len(rows) == len(self._rows) and [_key(row) for row in rows] == [_key(row) for row in self._rows]
        if same:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
                self.layoutChanged.emit()  # a row with a distance is higher
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def _arranged(self) -> list[Row]:
        rows: list[Row] = []
        for title, members in self._groups():
            shown = [row for row in members if _found(row, self._wanted)]
            if shown or not self._wanted:
                words = SOME.of(self._register) if len(shown) < len(members) else "{title}"
                rows += [GroupRow(words.format(title=title, shown=len(shown))), *shown]
        return [*self._answers(), *rows] if self._all else []

    def _groups(self) -> list[tuple[str, list[MatchRow]]]:
        """Return the groups with their titles; that of the reader's own centre is there even if nothing is open."""
        trials = [row for row in self._all if row.match.trial.kind == "trial"]
        groups: list[tuple[str, list[MatchRow]]] = []
        if self._centre is not None:
            is_open = self._centre.is_open
            here = [row for row in trials if is_open(row.match.trial.id)]
            trials = [row for row in trials if not is_open(row.match.trial.id)]
            title = OPEN_HERE.of(self._register).format(centre=visible(self._centre.name), count=len(here))
            groups.append((title, here))
        others = (
            (OPEN, [row for row in trials if row.match.trial.is_recruiting]),
            (CLOSED, [row for row in trials if not row.match.trial.is_recruiting]),
            (LABELS, [row for row in self._all if row.match.trial.kind == "label"]),
        )
        groups += [
            (words.of(self._register).format(count=len(members)), members) for words, members in others if members
        ]
        return groups

    def _answers(self) -> list[Row]:
        """Say of every trial number that was looked up and is not in the library that it is not."""
        numbers = [found.upper() for found in NCT.findall(self._wanted)]
        known = {row.match.trial.id for row in self._all}
        missing = [number for number in dict.fromkeys(numbers) if number not in known]
        if missing:
            words = NOT_IN_LIBRARY.of(self._register)
            return [GroupRow(words.format(id=number), is_remark=True) for number in missing]
        if self._wanted and not any(_found(row, self._wanted) for row in self._all):
            return [GroupRow(NOTHING_FOUND.of(self._register), is_remark=True)]
        return []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let only trials be chosen."""
        if not index.isValid() or not isinstance(self._rows[index.row()], MatchRow):
            return Qt.ItemFlag.ItemIsEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the row's text, its tooltip, or the row itself."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.text
        if role == Role.ROW:
            return row
        if isinstance(row, MatchRow) and role == Role.TRIAL:
            return row.match.trial.id
        if isinstance(row, MatchRow) and role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip("\n".join(filter(None, (row.verdict, row.title, row.facts, row.near, row.why))))
        return None


def _key(row: Row) -> tuple[str, bool]:
    return (row.match.trial.id, True) if isinstance(row, MatchRow) else (row.text, False)
