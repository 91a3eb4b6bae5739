"""Published results of the trials chosen in the list, side by side: as pictures, and as a table of the same numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gui.models.comparison import COLUMNS, ComparisonModel, measures_of
from gui.plain_text import PlainLabel, wrapped_label
from gui.views.comparison_chart import Chart
from gui.words import Words
from matcher.explain import Register

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from criteria.trial import Trial
    from gui.theme import Theme

SIZE = QSize(980, 700)
FEWEST = 2
STRETCHES = (3, 3, 4, 2, 2, 3, 4)
TITLE = Words("Published results side by side")
CAUTION = Words(
    "Do not rank trials by these numbers. Each trial took different patients, at other stages of their illness and "
    "after other treatments; a higher number here does not mean a better treatment."
)
ALIKE = Words("Shown is what at least two of the chosen trials report by the same name and in the same unit.")
TOO_FEW = Words(
    "Choose two trials or more in the list: hold Shift or Ctrl while you click, or Shift with the arrow keys."
)
NOTHING = Words(
    "Nothing can be compared: no outcome was published by two of the chosen trials under the same name and in the "
    "same unit. What each published stands in its detail."
)
TEAM = Words(
    "Numbers from studies are about groups of people and are easy to misread. Ask your team what they mean for you. "
    "They are shown here in clinical words only.",
)
TABLE = Words("The same numbers as a table")
CLOSE = Words("Close")


class ComparisonDialog(QDialog):
    """Shows the outcomes that the trials have in common; says so where there are none."""

    def __init__(
        self, trials: Sequence[Trial], theme: Theme, register: Register, parent: QWidget | None = None
    ) -> None:
        """Compare `trials`."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(TITLE.of(register))
        self.setAccessibleName(TITLE.of(register))
        self._theme, self._register = theme, register
        self.measures = measures_of(trials) if register is Register.CLINICIAN else ()
        self.charts: list[Chart] = []
        self.table: QTableView | None = None
        inside = QWidget()
        inside.setProperty("role", "page")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(16, 14, 16, 14)
        self._column.setSpacing(8)
        self._fill(len(trials))
        self._column.addStretch(1)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setAccessibleName(TITLE.of(register))
        self._area.setWidget(inside)
        buttons = QDialogButtonBox(self)
        buttons.addButton(CLOSE.of(register), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        outer = QVBoxLayout(self)
        outer.addWidget(self._area, 1)
        outer.addWidget(buttons)
        self._area.setFocus()
        self.resize(SIZE.boundedTo(self.screen().availableSize() * 0.95))

    @property
    def said(self) -> tuple[str, ...]:
        """Every sentence and heading, in order."""
        return tuple(label.text() for label in self._area.findChildren(PlainLabel))

    def _fill(self, trials: int) -> None:
        if not self.measures:
            empty = NOTHING if trials >= FEWEST else TOO_FEW
            self._say(TEAM if self._register is Register.PLAIN else empty)
            return
        self._say(CAUTION, "warning")
        self._say(ALIKE, "faint")
        for measure in self.measures:
            self._head(f"{measure.name} ({measure.unit})" if measure.unit else measure.name)
            chart = Chart(measure, self._theme)
            self.charts.append(chart)
            self._column.addWidget(chart)
        self._head(TABLE.of(self._register))
        self.table = self._make_table()
        self._column.addWidget(self.table)

    def _say(self, words: Words, role: str = "") -> None:
        label = wrapped_label(role)
        label.setText(words.of(self._register))
        self._column.addWidget(label)

    def _head(self, text: str) -> None:
        label = wrapped_label("heading")
        label.setText(text)
        self._column.addSpacing(8)
        self._column.addWidget(label)

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(ComparisonModel(self.measures, table))
        table.setAccessibleName(TABLE.of(self._register))
        table.setTabKeyNavigation(False)
        table.setWordWrap(True)
        table.setTextElideMode(Qt.TextElideMode.ElideNone)
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setCurrentIndex(table.model().index(0, 0))
        return table

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the table to the width; it is as high as its rows, so that only the page scrolls."""
        super().resizeEvent(event)
        table = self.table
        if table is None:
            return
        room = self._area.viewport().width() - 40
        for column in range(len(COLUMNS)):
            table.setColumnWidth(column, room * STRETCHES[column] // sum(STRETCHES))
        table.resizeRowsToContents()
        line = QFontMetrics(table.font()).height()
        table.setFixedHeight(table.verticalHeader().length() + table.horizontalHeader().sizeHint().height() + line // 2)
