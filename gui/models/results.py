"""The ranking as a list: groups with their counts, and a row for each trial. What is hidden is counted."""

from __future__ import annotations

import re
from dataclasses import replace
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt

from criteria.problems import InputError
from gui.models.arranging import Arranger, Tally, Wish
from gui.models.finding import Finder
from gui.models.noting import note_words
from gui.models.rows import KEPT, GroupRow, Listed, MatchRow, match_row
from gui.plain_text import plain_tooltip
from gui.words import Words
from matcher.explain import Register, visible
from matcher.rankings import RankedMatches, ranking_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from PySide6.QtCore import QObject

    from criteria.centre import Centre
    from criteria.marks import Marks
    from criteria.trial import Trial
    from gui.journeys import Journeys
    from gui.models.rows import Row
    from matcher.compiled.states import Flags
    from matcher.rankings import Ranking
    from matcher.result import MatchResult
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
TITLES_ONLY = Words(
    "Looked up in numbers, titles and short names; in a library this large, other texts are not looked through",
    "This looked in numbers, titles and short names only. There are too many trials to look in all their texts.",
)
CHANGED = Words(
    "{id}: {title}. The file of this trial has changed; start the program again to see it",
    "{id}: {title}. The file of this trial has changed. Start the program again to see it.",
)
ALL_HIDDEN = Words("The filters hide every trial; Esc shows all", "Your filters hide every trial; Esc shows all")


class Role(IntEnum):
    """What a row tells beside Qt's own roles."""

    ROW = Qt.ItemDataRole.UserRole
    TRIAL = Qt.ItemDataRole.UserRole + 1


TOLD: Final = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.ToolTipRole,
        Role.ROW,
        Role.TRIAL,
    }
)


class ResultModel(QStringListModel):
    """The ranking in groups, in each as the engine ranked them.

    What a reader pinned stands first, then what their own centre runs, where its list is known; then trials that are
    open to new patients, then closed ones, then approved uses, and what is set aside at the end.

    A list asks twice for the count of rows with every row that it lays out; Qt's own model answers that without Python,
    which makes 100,000 rows a matter of milliseconds. Its texts are never shown.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """Hold no result yet."""
        super().__init__(parent)
        self.rows = Listed()
        self.made = 0  # rows put into words since the result came
        self._ranking: Ranking = RankedMatches(())
        self._words: Callable[[int], Row] = lambda _place: GroupRow("")
        self._keys: NDArray[np.generic] = self._ranking.keys
        self._centre: Centre | None = None
        self._register = Register.CLINICIAN
        self._finder = Finder()
        self.wish = Wish()
        self.tally = Tally()

    def show(self, result: MatchResult | None, register: Register, journeys: Journeys | None = None) -> None:
        """List a result, or nothing."""
        self._register, self._centre = register, result.centre if result else None
        self._ranking = ranking_of(result)
        sites: Callable[[Trial], SiteList | None] = journeys.sites if journeys else lambda _trial: None
        ranking = self._ranking

        self.made = 0

        @lru_cache(KEPT)
        def words(place: int) -> Row:
            self.made += 1
            try:
                match = ranking.match(place)
            except InputError:
                number, title = ranking.name(place)
                return GroupRow(CHANGED.of(register).format(id=visible(number), title=visible(title)), is_remark=True)
            return match_row(match, register, result, sites(match.trial))

        self._words = words
        self._arrange()

    def read(self, index: SearchIndex) -> None:
        """Look words up in all texts of the library from now on."""
        self._finder.index = index
        self._arrange()

    @property
    def has_texts(self) -> bool:
        """Whether all texts that are looked through can be."""
        return self._finder.index is not None or self.is_large

    @property
    def is_large(self) -> bool:
        """Whether there are too many trials to have all of them at hand."""
        return self._ranking.found(()) is not None

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
        return self.index(self.rows.number(self._ranking.place(trial)))

    def trial(self, number: int) -> str:
        """Return the trial of a row, "" where it is a heading."""
        place = self.rows.place(number)
        return self._ranking.name(place)[0] if place is not None else ""

    def _arrange(self) -> None:
        before, keys = self.rows, self._keys
        self.rows = self._arranged()
        self._keys = self._ranking.keys
        if self.rows.is_like(before) and np.array_equal(keys, self._keys):
            if len(self.rows):
                self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))
                self.layoutChanged.emit()  # a row with a distance is higher
            return
        self.setStringList([""] * len(self.rows))

    def _arranged(self) -> Listed:
        found = self._found()
        arrangement = Arranger(self._ranking, self.wish, found, self._centre, self._register).arrange()
        self.tally = arrangement.tally
        if not len(self._ranking):
            return Listed()
        wish, words = self.wish, self._words

        def made(place: int) -> Row:
            row = self._noted(words(place), wish.marks)
            return self._with_places(row) if isinstance(row, MatchRow) else row

        return Listed(self._answers(is_found=bool(found.any())), arrangement.groups, made)

    def _found(self) -> Flags:
        """Return by place which trials have the words that are looked up."""
        if not self._finder.words:
            return np.ones(len(self._ranking), np.bool_)
        kept = self._ranking.found(self._finder.words)
        if kept is None:
            return np.array([self._has_words(place) for place in range(len(self._ranking))], np.bool_)
        noted = (self._ranking.place(trial) for trial, mark in self.wish.marks.trials.items() if mark.note)
        for place in noted:
            if place is not None:
                kept[place] |= self._has_words(place)
        return kept

    def _has_words(self, place: int) -> bool:
        row = self._noted(self._words(place), self.wish.marks)
        return isinstance(row, MatchRow) and self._finder.places(row) is not None

    def _noted(self, row: Row, marks: Marks) -> Row:
        if not isinstance(row, MatchRow):
            return row
        note = note_words(marks, row.match.trial.id, self._register)
        return replace(row, extra=(note,)) if note else row

    def _with_places(self, row: MatchRow) -> MatchRow:
        places = self._finder.found_words(row, self._register)
        return replace(row, extra=(*row.extra, places)) if places else row

    def _answers(self, *, is_found: bool) -> list[GroupRow]:
        """Answer what was looked up where no row does, and say what the filters hide of it."""
        numbers = [number.upper() for number in NCT.findall(self.wish.wanted)]
        missing = [number for number in dict.fromkeys(numbers) if self._ranking.place(number) is None]
        said = [NOT_IN_LIBRARY.of(self._register).format(id=number) for number in missing]
        hidden = self.tally.found_but_filtered
        if not self.wish.wanted:
            said += [ALL_HIDDEN.of(self._register)] if hidden and not self.tally.shown else []
        elif hidden:
            said.append(HIDDEN_FINDS.of(self._register).format(count=hidden))
        elif not is_found and not missing:
            said.append((NOTHING_FOUND if self.has_texts else READING).of(self._register))
        if self.is_large and self.wish.wanted and not numbers:
            said.append(TITLES_ONLY.of(self._register))
        return [GroupRow(text, is_remark=True) for text in said]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let only trials be chosen."""
        if not index.isValid() or self.rows.place(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the row's text, its tooltip, or the row itself."""
        if not index.isValid() or not 0 <= index.row() < len(self.rows) or role not in TOLD:
            return None
        if role == Role.TRIAL:
            return self.trial(index.row()) or None
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.text
        if role == Role.ROW:
            return row
        if isinstance(row, MatchRow):
            lines = (row.verdict, row.title, row.facts, row.near, row.why, *row.extra)
            return plain_tooltip("\n".join(filter(None, lines)))
        return None
