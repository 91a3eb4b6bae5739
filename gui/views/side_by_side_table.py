"""The table of trials side by side: coloured and signed cells, as wide as the window, walked with the arrow keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QGuiApplication, QKeySequence, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from gui.models.side_by_side import WORST_FIRST, SideBySideModel, Told
from gui.views.span_look import PATTERNS, Shape, ink_of, paint_pattern
from gui.views.strip_look import paint_strip, strip_height
from gui.views.text_rows import share_width

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from gui.theme import Theme
    from matcher.result import Outcome

EDGE, PAD, GRID = 6, 5, 2  # the patterned edge of a cell, the room around its words, and the lines between cells
SHARES = (4, 4)  # of the width, for the point and the patient's value; each trial has the next
TRIAL_SHARE = 7
WRAPPED = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)


class CellLook(QStyledItemDelegate):
    """Draws a cell's words beside the pattern of its worst state; the words carry the sign."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Draw in the colours of `theme`."""
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of all words at the column's width."""
        table = self.parent()
        width = option.rect.width()
        if isinstance(table, QTableView):
            width = table.viewport().width() if index.data(Told.HEADING) else table.columnWidth(index.column())
        room = max(width - EDGE - 2 * PAD - GRID, 20)
        words = QFontMetrics(self._font(option, index)).boundingRect(0, 0, room, 100_000, WRAPPED, str(index.data()))
        strip = strip_height(len(index.data(Told.STRIP)), room, option.font)
        return QSize(width, words.height() + 2 * PAD + (strip + PAD if strip else 0))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a cell."""
        colours, state = self._theme.colours, worst(index.data(Told.STATES))
        table = self.parent()
        is_current = isinstance(table, QTableView) and table.currentIndex() == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, index, state)
        area = QRectF(option.rect).adjusted(EDGE + PAD, PAD, -PAD, -PAD)
        painter.setFont(self._font(option, index))
        painter.setPen(QColor(colours.text))
        painter.drawText(area, WRAPPED, str(index.data()))
        states = index.data(Told.STRIP)
        if states:
            painter.setFont(option.font)
            area.setTop(painter.boundingRect(area, WRAPPED, str(index.data())).bottom() + PAD)
            paint_strip(painter, area, states, colours)
        if is_current:
            painter.setPen(QColor(colours.focus))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for inner in (1, 2):
                painter.drawRect(QRectF(option.rect).adjusted(inner, inner, -inner - 1, -inner - 1))
        painter.restore()

    def _paint_ground(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        state: Outcome | None,
    ) -> None:
        colours = self._theme.colours
        ground = colours.window if index.data(Told.HEADING) else colours.card if index.column() == 0 else colours.panel
        if state:
            ground = ink_of(state, colours).ground
        painter.fillRect(option.rect, QBrush(QColor(ground)))
        if state:
            edge = QRectF(option.rect.left() + 2, option.rect.top() + 2, EDGE, option.rect.height() - 5)
            paint_pattern(painter, Shape(edge, runs_on=False), (ink_of(state, colours), PATTERNS[state]))

    @staticmethod
    def _font(option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QFont:
        font = QFont(option.font)
        font.setBold(index.column() == 0)
        return font


def worst(states: tuple[Outcome, ...]) -> Outcome | None:
    """Return the state that a cell of several criteria is drawn in: what speaks against comes first."""
    return next((state for state in WORST_FIRST if state in states), None)


class SideBySideTable(QTableView):
    """Shows the model; Ctrl+C copies what is chosen as rows of text."""

    def __init__(self, model: SideBySideModel, theme: Theme, parent: QWidget | None = None) -> None:
        """Show `model`."""
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setItemDelegate(CellLook(theme, self))
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setMinimumSectionSize(20)
        self.horizontalHeader().setHighlightSections(False)
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(0)
        self._fitting.timeout.connect(self.fit)
        model.modelReset.connect(self.fit)
        theme.changed.connect(self.viewport().update)
        self.setCurrentIndex(model.index(0, 0))

    def fit(self) -> None:
        """Share the width among the columns, let headings run across, and take the heights that follow."""
        shares = (*SHARES, *(TRIAL_SHARE for _ in self._model.sheet.names))
        share_width(self, shares)
        self.clearSpans()
        for number, row in enumerate(self._model.rows):
            if row.is_heading:
                self.setSpan(number, 0, 1, len(shares))
        self.resizeRowsToContents()
        self.scrollTo(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fitting.start()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the letters' size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fitting.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy with the system's key for it; all else as any table."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.chosen_text())
        else:
            super().keyPressEvent(event)

    def chosen_text(self) -> str:
        """Return what is chosen as lines of cells parted by tabs, in their full words."""
        lines: dict[int, list[str]] = {}
        for index in sorted(self.selectedIndexes(), key=lambda one: (one.row(), one.column())):
            lines.setdefault(index.row(), []).append(" ".join(str(index.data(Told.FULL)).split()))
        return "\n".join("\t".join(cells) for cells in lines.values())
