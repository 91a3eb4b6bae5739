"""Published results of the trials chosen in the list, side by side: as pictures, and as a table of the same numbers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gui.models.comparison import COLUMNS, ComparisonModel, measures_of, references_of
from gui.plain_text import PlainLabel, wrapped_label
from gui.views.comparison_chart import Chart, chart_picture
from gui.views.picture_frame import PictureFrame
from gui.views.text_rows import share_width
from gui.words import Words
from matcher.explain import Register

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from criteria.trial import Trial
    from gui.theme import Theme

SIZE = QSize(980, 700)
FEWEST = 2
STRETCHES = (3, 4, 4, 2, 2, 3, 2)
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


class FittedTable(QTableView):
    """A table as wide as its place and as high as its rows, so that only the page around it scrolls."""

    def __init__(self, model: ComparisonModel, name: str, parent: QWidget | None = None) -> None:
        """Show `model`, by this name."""
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.verticalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(20)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCurrentIndex(model.index(0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns, and take the height that follows."""
        super().resizeEvent(event)
        if event.size().width() == event.oldSize().width():
            return
        share_width(self, STRETCHES)
        self.resizeRowsToContents()
        edges = 2 * self.frameWidth()
        self.setFixedHeight(self.verticalHeader().length() + self.horizontalHeader().sizeHint().height() + edges)


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
        self.table: FittedTable | None = None
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
            chart = Chart(measure, self._theme)
            self.charts.append(chart)
            self._column.addSpacing(8)
            self._column.addWidget(self._framed(chart))
        self._head(TABLE.of(self._register))
        self.table = FittedTable(ComparisonModel(self.measures, self), TABLE.of(self._register))
        self._column.addWidget(self.table)
        for number, reference in enumerate(references_of(self.measures), start=1):
            self._write(f"{number}  {reference}", "faint")

    def _framed(self, chart: Chart) -> PictureFrame:
        """Return a chart with its title, its own rows of the table behind it, and a way to save it."""
        measure = chart.measure
        title = f"{measure.name} ({measure.unit})" if measure.unit else measure.name
        frame = PictureFrame(chart, (3, 3, 2, 2, 3), self)
        frame.file_name = "published-results.svg"
        frame.export = partial(chart_picture, measure, title, CAUTION.of(self._register))
        frame.reword(title, self._register)
        frame.show_table([words.of(self._register) for words in COLUMNS[1:-1]], [line.row for line in measure.lines])
        return frame

    def _say(self, words: Words, role: str = "") -> None:
        self._write(words.of(self._register), role)

    def _head(self, text: str) -> None:
        self._column.addSpacing(8)
        self._write(text, "heading")

    def _write(self, text: str, role: str) -> None:
        label = wrapped_label(role)
        label.setText(text)
        self._column.addWidget(label)
