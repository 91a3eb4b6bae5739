"""The ranking as a list: groups with their counts, and a row for each trial. What is hidden is counted."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from gui.models.arranging import Arranger, Tally, Wish
from gui.models.finding import Finder
from gui.models.noting import note_words
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
    from matcher.search import SearchIndex
    from matcher.sites import SiteList

Index = QModelIndex | QPersistentModelIndex
NCT = re.compile(r"NCT\d{8}", re.IGNORECASE | re.ASCII)
NOT_IN_LIBRARY = Words("{id} is not in the library", "{id} is not among the trials that this program knows")
NOTHING_FOUND = Words("No trial in the library has these words", "No trial that this program knows has these words")
READING = Words("The texts of the library are still being read ...")
HIDDEN_FINDS = Words(
    "{count} with these words hidden by the filters; Esc shows all",
    "{count} with these words hidden by your filters; Esc shows all",
)
ALL_HIDDEN = Words("The filters hide every trial; Esc shows all", "Your filters hide every trial; Esc shows all")


class Role(IntEnum):
    """What a row tells beside Qt's own roles."""

    ROW = Qt.ItemDataRole.UserRole
    TRIAL = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class GroupRow:
    """The heading of a group, or a remark."""

    text: str
    is_remark: bool = False
    opens: bool = False  # whether a click opens or folds what stands below it


@dataclass(frozen=True, slots=True)
class MatchRow:
    """One trial in words."""

    match: Match
    verdict: str
    title: str
    facts: str
    why: str
    near: str = ""  # the nearest open site
    extra: tuple[str, ...] = ()  # the reader's own note; where looked up words stand

    @property
    def text(self) -> str:
        """The whole row as one text, as it is read out."""
        return ". ".join(filter(None, (self.verdict, self.title, self.facts, self.near, self.why, *self.extra)))


Row = GroupRow | MatchRow


def match_row(
    match: Match, register: Register, whole: MatchResult | None = None, sites: SiteList | None = None
) -> MatchRow:
    """Return the words of one trial's row; `whole` is the result that it is part of, `sites` are by distance."""
    trial = match.trial
    facts = [*(flag_words(flag, register) for flag in match.flags), trial_facts(trial, Voice(register))]
    verdict = f"{verdict_symbol(match.verdict)} {verdict_words(match, register)}"
    why = one_line_why(match, register, whole)
    near = nearest_words(sites, register) if sites else ""
    shown = visible(" · ".join(fact for fact in facts if fact))
    return MatchRow(match, verdict, visible(trial.title), shown, why, near)


class ResultModel(QAbstractListModel):
    """The ranking in groups, in each as the engine ranked them.

    What a reader pinned stands first, then what their own centre runs, where its list is known; then trials that are
    open to new patients, then closed ones, then approved uses, and what is set aside at the end.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """Hold no result yet."""
        super().__init__(parent)
        self._rows: list[Row] = []
        self._all: list[MatchRow] = []
        self._centre: Centre | None = None
        self._register = Register.CLINICIAN
        self._finder = Finder()
        self.wish = Wish()
        self.tally = Tally()

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

    def read(self, index: SearchIndex) -> None:
        """Look words up in all texts of the library from now on."""
        self._finder.index = index
        self._arrange()

    @property
    def has_texts(self) -> bool:
        """Whether all texts of the library can be searched."""
        return self._finder.index is not None

    def look_up(self, wanted: str) -> None:
        """List the trials that have these words; the headings say how many of how many."""
        self._finder.look_for(wanted)
        self.show_wish(replace(self.wish, wanted=wanted.strip()))

    def show_wish(self, wish: Wish) -> None:
        """List what a person wants to see."""
        self.wish = wish
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
        noted = [self._with_note(row) for row in self._all]
        found = {row.match.trial.id for row in noted if self._finder.places(row) is not None}
        arranger = Arranger(self.wish, lambda row: row.match.trial.id in found, self._centre, self._register)
        arrangement = arranger.arrange(noted)
        self.tally = arrangement.tally
        if not self._all:
            return []
        rows: list[Row] = self._answers(found)
        for group in arrangement.groups:
            rows += [GroupRow(group.title, opens=group.opens), *map(self._with_places, group.rows)]
        return rows

    def _with_note(self, row: MatchRow) -> MatchRow:
        note = note_words(self.wish.marks, row.match.trial.id, self._register)
        return replace(row, extra=(note,)) if note else row

    def _with_places(self, row: MatchRow) -> MatchRow:
        places = self._finder.found_words(row, self._register)
        return replace(row, extra=(*row.extra, places)) if places else row

    def _answers(self, found: set[str]) -> list[Row]:
        """Answer what was looked up where no row does, and say what the filters hide of it."""
        numbers = [number.upper() for number in NCT.findall(self.wish.wanted)]
        known = {row.match.trial.id for row in self._all}
        missing = [number for number in dict.fromkeys(numbers) if number not in known]
        said = [NOT_IN_LIBRARY.of(self._register).format(id=number) for number in missing]
        hidden = self.tally.found_but_filtered
        if not self.wish.wanted:
            said += [ALL_HIDDEN.of(self._register)] if hidden and not self.tally.shown else []
        elif hidden:
            said.append(HIDDEN_FINDS.of(self._register).format(count=hidden))
        elif not found and not missing:
            said.append((NOTHING_FOUND if self.has_texts else READING).of(self._register))
        return [GroupRow(text, is_remark=True) for text in said]

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
            lines = (row.verdict, row.title, row.facts, row.near, row.why, *row.extra)
            return plain_tooltip("\n".join(filter(None, lines)))
        return None


def _key(row: Row) -> tuple[str, bool]:
    return (row.match.trial.id, True) if isinstance(row, MatchRow) else (row.text, False)
