"""One list of the worklist: a table, what to say where it is empty, and the whole text of the row in hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from gui.models.worklist import LINE, WorklistModel
from gui.plain_text import PlainLabel, wrapped_label
from gui.words import said
from matcher.explain import visible
from matcher.wording.worklist import TITLES
from matcher.worklist_lines import ONE_TRIAL, Line, Table, trial_name

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from criteria.library import Library

SHARES = {
    "became": (3, 5, 4, 5, 3, 8),
    "closing": (3, 5, 4, 5, 3, 8),
    "opening": (3, 5, 4, 3, 3, 9),
    "repeat": (3, 8, 3, 3, 4, 5),
    ONE_TRIAL: (3, 5, 5, 7, 4),
    "unread": (1, 4),
}
A_DAY, ROOM = "2026-12-30", 14  # no column is too narrow for a date
NOTHING_YET = "Nothing yet: choose a folder of patient files above."
CHOOSE_TRIAL = "Choose a trial to see how every patient stands in it."


class _Rows(QTableView):
    """A table whose columns share its width, and whose Enter key opens the row in hand."""

    entered_row = Signal()

    def __init__(self, section: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares = SHARES[section]
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setMinimumSectionSize(self.fontMetrics().horizontalAdvance(A_DAY) + ROOM)
        self.doubleClicked.connect(lambda _index: self.entered_row.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the row in hand with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_row.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.share_width()

    def share_width(self) -> None:
        """Give each column its share."""
        for column, share in enumerate(self._shares[:-1]):
            self.setColumnWidth(column, self.viewport().width() * share // sum(self._shares))


class WorklistPage(QWidget):
    """A list with its columns; a click on a column's name sorts by it."""

    opened = Signal(object)  # the line

    def __init__(self, section: str, parent: QWidget | None = None) -> None:
        """Show that there is nothing yet."""
        super().__init__(parent)
        self.title = said(TITLES[section])
        self.model = WorklistModel(self)
        self.sorted = QSortFilterProxyModel(self)
        self.sorted.setSourceModel(self.model)
        self.empty = wrapped_label("", self)
        self.rows = _Rows(section, self)
        self.rows.setAccessibleName(self.title)
        self.rows.setModel(self.sorted)
        self.rows.setSortingEnabled(True)
        self.rows.entered_row.connect(self.open_current)
        self.rows.selectionModel().currentRowChanged.connect(self._tell)
        self.whole = wrapped_label("hint", self)
        self.whole.setMinimumHeight(2 * self.fontMetrics().height())
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 8, 0, 0)
        self.column.addWidget(self.empty)
        self.column.addWidget(self.rows, 1)
        self.column.addWidget(self.whole)
        self.column.addStretch(0)
        self.show_table(None)

    def show_table(self, table: Table | None) -> None:
        """Show a list; None while there is none."""
        self.rows.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.model.show(table)
        has_lines = bool(table and table.lines)
        for widget in (self.rows, self.whole):
            widget.setVisible(has_lines)
        self.empty.setVisible(not has_lines)
        self.empty.setText(self.nothing_yet if table is None else table.empty)
        self.whole.clear()
        self.rows.share_width()
        if has_lines:
            self.rows.setCurrentIndex(self.sorted.index(0, 0))

    @property
    def nothing_yet(self) -> str:
        """What to say while there is no list."""
        return said(NOTHING_YET)

    @property
    def current(self) -> Line | None:
        """The line in hand."""
        line = self.rows.currentIndex().data(LINE)
        return line if isinstance(line, Line) else None

    def open_current(self) -> None:
        """Ask for the patient of the row in hand."""
        if self.current is not None:
            self.opened.emit(self.current)

    def shown_table(self) -> Table | None:
        """Return the list as it is shown, in its order; None where there is nothing to show."""
        if self.model.table is None:
            return None
        indexes = (self.sorted.index(row, 0) for row in range(self.sorted.rowCount()))
        return replace(self.model.table, lines=tuple(index.data(LINE) for index in indexes))

    def _tell(self, current: QModelIndex, _previous: QModelIndex) -> None:
        """Show all of the row in hand: a cell may be too narrow for it."""
        line, table = current.data(LINE), self.model.table
        if isinstance(line, Line) and table is not None:
            name, *cells = line.cells
            told = (f"{head}: {cell}" for head, cell in zip(table.heads[1:], cells, strict=True))
            self.whole.setText("  ·  ".join((name, *told)))


class OneTrialPage(WorklistPage):
    """How every patient stands in one trial."""

    trial_chosen = Signal(str)
    _is_ready = False

    def __init__(self, library: Library, parent: QWidget | None = None) -> None:
        """Offer the trials of the library, those that take new patients first."""
        super().__init__(ONE_TRIAL, parent)
        self.choice = QComboBox(self)
        self.choice.setAccessibleName(said("Trial"))
        self.choice.addItem(said("Choose a trial ..."), "")
        for trial in sorted(library.trials, key=lambda trial: (trial.kind == "label", not trial.is_recruiting)):
            self.choice.addItem(f"{trial_name(trial)}: {visible(trial.title)}", trial.id)
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.currentIndexChanged.connect(lambda _index: self.trial_chosen.emit(self.trial))
        label = PlainLabel(said("Trial"), "", self)
        label.setBuddy(self.choice)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.choice, 1)
        self.column.insertLayout(0, row)
        self.setTabOrder(self.choice, self.rows)

    @property
    def trial(self) -> str:
        """The id of the trial that is chosen, or nothing."""
        return str(self.choice.currentData() or "")

    @property
    def nothing_yet(self) -> str:
        """What to say while no trial is chosen."""
        return said(CHOOSE_TRIAL if self._is_ready else NOTHING_YET)

    def wait(self, *, ready: bool) -> None:
        """Say what is to be done next: choose a trial, once there are patients."""
        self._is_ready = ready
        if self.model.table is None:
            self.empty.setText(self.nothing_yet)
