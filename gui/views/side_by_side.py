"""The window in which two to four trials stand side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from criteria.atomic import write_atomically
from criteria.problems import InputError
from gui import dialogs
from gui.models.side_by_side import FIRST_TRIAL, SideBySideModel, Told, sheet_of, table_of
from gui.plain_text import plain_tooltip, wrapped_label
from gui.views.side_by_side_table import SideBySideTable
from gui.words import Words
from matcher.cohort_output import csv_line
from matcher.explain import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent

    from gui.theme import Theme
    from matcher.explain import Register
    from matcher.result import Match, MatchResult

SIZE = QSize(1240, 760)
MOST = 4
FOOT = 118  # the height of the full words below the table
TITLE = Words("Trials side by side")
LEAD = Words(
    "Criteria stand in one row where their rules look at the same fact. Each stands here once; none is left out.",
    "Points that ask about the same thing stand in one row. Each stands here once; none is left out.",
)
ONLY_FIRST = Words("Shown are the first {most} of the {count} trials that are chosen.")
ONLY_DIFFERING = Words("&Only rows that differ")
HIDES = Words("hides {n} rows in which all of them stand alike", "hides {n} rows where they are all the same")
SHOWS_ALL = Words("all {n} rows are shown")
NAME = Words("Trials side by side, a column each. The arrow keys move; Enter shows the criterion in its trial.")
WHOLE = Words("The whole text of the place in the table")
SAVE, GO = Words("&Save as table (CSV) ..."), Words("&Go to the criterion", "&Go to this point")
CLOSE = Words("Close")
WRITTEN = Words("The table was saved: {n} rows. It holds the patient's data.", "Saved: {n} rows, with your answers.")
HOLDS = Words("The table holds what the patient's data say of each point.", "Your answers stand in the table.")


class SideBySideDialog(QDialog):
    """Compares trials for the patient in the window; what it shows goes when it closes."""

    wanted = Signal(str, str)  # a trial and one of its criteria, to be shown in detail

    def __init__(
        self,
        matches: Sequence[Match],
        theme: Theme,
        told: tuple[Register, MatchResult | None],
        parent: QWidget | None = None,
    ) -> None:
        """Compare `matches` of a result, in the words of a register; of more than four the first four."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._register, whole = told
        self.setWindowTitle(TITLE.of(self._register))
        self.setAccessibleName(TITLE.of(self._register))
        self.matches = tuple(matches[:MOST])
        self.model = SideBySideModel(sheet_of(self.matches, self._register, whole), self._register, self)
        self._make_head(len(matches))
        self._make_table(theme)
        self._make_foot()
        self.only.toggled.connect(self._filter)
        self.table.selectionModel().currentChanged.connect(self._current)
        self.table.activated.connect(self._go)
        self._count()
        self._current(self.table.currentIndex())
        self.resize(SIZE.boundedTo(self.screen().availableSize() * 0.95))
        self.table.setFocus()

    def _make_head(self, count: int) -> None:
        self._column = QVBoxLayout(self)
        self._say(LEAD)
        if count > MOST:
            self._say(ONLY_FIRST, most=MOST, count=count)
        self.only = QCheckBox(ONLY_DIFFERING.of(self._register), self)
        self.counted = wrapped_label("caption", self)
        row = QHBoxLayout()
        row.addWidget(self.only)
        row.addWidget(self.counted, 1)
        self._column.addLayout(row)

    def _make_table(self, theme: Theme) -> None:
        self.table = SideBySideTable(self.model, theme, self)
        self.table.setAccessibleName(NAME.of(self._register))
        self.full = wrapped_label("", self)
        self.full.setContentsMargins(6, 4, 6, 4)
        self.full.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._foot = QScrollArea(self)
        self._foot.setWidgetResizable(True)
        self._foot.setFixedHeight(FOOT)
        self._foot.setAccessibleName(WHOLE.of(self._register))
        self._foot.setWidget(self.full)
        self._column.addWidget(self.table, 1)
        self._column.addWidget(self._foot)

    def _make_foot(self) -> None:
        self.told = wrapped_label("caption", self)
        self.go = QPushButton(GO.of(self._register), self)
        self.save = QPushButton(SAVE.of(self._register), self)
        self.save.setToolTip(plain_tooltip(HOLDS.of(self._register)))
        self.save.setAccessibleDescription(HOLDS.of(self._register))
        close = QPushButton(CLOSE.of(self._register), self)
        self.go.clicked.connect(lambda: self._go(self.table.currentIndex()))
        self.save.clicked.connect(self._ask_where)
        close.clicked.connect(self.reject)
        for button in (self.go, self.save, close):
            button.setAutoDefault(False)
        row = QHBoxLayout()
        row.addWidget(self.go)
        row.addWidget(self.save)
        row.addWidget(self.told, 1)
        row.addWidget(close)
        self._column.addLayout(row)

    def _say(self, words: Words, **slots: int) -> None:
        label = wrapped_label("faint", self)
        label.setText(words.of(self._register).format(**slots))
        self._column.addWidget(label)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show every row again with Esc; with all in sight Esc closes."""
        if event.key() == Qt.Key.Key_Escape and self.only.isChecked():
            self.only.setChecked(False)
        else:
            super().keyPressEvent(event)

    def _filter(self, only_differing: bool) -> None:
        self.model.show(only_differing=only_differing)
        self.table.setCurrentIndex(self.model.index(0, 0))
        self._count()

    def _count(self) -> None:
        words, count = (HIDES, self.model.hidden) if self.only.isChecked() else (SHOWS_ALL, len(self.model.sheet.rows))
        self.counted.setText(words.of(self._register).format(n=count))
        self.only.setAccessibleDescription(self.counted.text())

    def _current(self, index: QModelIndex) -> None:
        full = str(index.data(Told.FULL)) if index.isValid() else ""
        self.full.setText("\n".join(visible(line) for line in full.split("\n")))
        self._foot.verticalScrollBar().setValue(0)
        cell = self.model.cell(index)
        self.go.setEnabled(cell is not None and bool(cell.criteria))

    def _go(self, index: QModelIndex) -> None:
        cell = self.model.cell(index)
        if cell is not None and cell.criteria:
            self.wanted.emit(self.matches[index.column() - FIRST_TRIAL].trial.id, cell.criteria[0])
            self.accept()

    def _ask_where(self) -> None:
        path = dialogs.choose_where_to_put_comparison(self, Path.home())
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Write every row, whatever is in sight, with its full words."""
        text = "".join(csv_line(row) for row in table_of(self.model.sheet, self._register))
        try:
            # With a mark of its encoding: spreadsheets take text without one for another.
            write_atomically(path, text.encode("utf-8-sig"))
        except InputError as error:
            self.told.setText("\n".join(visible(str(problem)) for problem in error.problems))
        else:
            self.told.setText(WRITTEN.of(self._register).format(n=len(self.model.sheet.rows)))
