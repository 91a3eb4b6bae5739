"""A trial's criteria as a strip of cells that can be walked, read out, and followed to their cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.plain_text import plain_tooltip
from gui.views.strip_look import paint_strip, places, strip_height

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from gui.models.strip import StripCell
    from gui.theme import Palette


class HeatStrip(QWidget):
    """Draws the cells; one is current while the strip has the focus."""

    moved = Signal()  # to another cell, or the focus came or went
    wanted = Signal(str)  # the criterion of a cell

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._palette = palette
        self.cells: tuple[StripCell, ...] = ()
        self.current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        palette.changed.connect(self.update)

    @property
    def sentence(self) -> str:
        """What is said of the current cell."""
        return self.cells[self.current].sentence if self.cells else ""

    def show_cells(self, cells: tuple[StripCell, ...]) -> None:
        """Draw these; the current one stays where there still is one."""
        self.cells = cells
        self.current = min(self.current, max(0, len(cells) - 1))
        self.setAccessibleDescription("\n".join(cell.sentence for cell in cells))
        self.updateGeometry()
        self.update()
        self.moved.emit()

    def hasHeightForWidth(self) -> bool:
        """Whether the height follows from the width: what does not fit in a row goes on in the next."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows."""
        return strip_height(len(self.cells), width, self.font())

    def sizeHint(self) -> QSize:
        """Return the size at some width."""
        return QSize(240, self.heightForWidth(self.width() or 240))

    def place(self, number: int) -> QRectF:
        """Return where a cell is drawn."""
        return self._places()[number]

    def draw(self, painter: QPainter) -> None:
        """Draw the cells, on the screen or on anything else."""
        painter.setFont(self.font())
        states = [cell.state for cell in self.cells]
        paint_strip(painter, self.rect().toRectF(), states, self._palette.colours)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the cells, and a frame around the current one."""
        painter = QPainter(self)
        self.draw(painter)
        if self.hasFocus() and self.cells:
            painter.setPen(QPen(QColor(self._palette.colours.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.place(self.current).adjusted(-0.5, 0, 0.5, 1), 3, 3)

    def go_to(self, number: int) -> None:
        """Make a cell current, and tell it to those who listen."""
        self.current = number
        self.update()
        self.moved.emit()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.sentence))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move among the cells, or follow one to its card; a key that leads nowhere is left to the page around it."""
        across = self._across()
        wanted = {
            Qt.Key.Key_Left: self.current - 1,
            Qt.Key.Key_Right: self.current + 1,
            Qt.Key.Key_Up: self.current - across,
            Qt.Key.Key_Down: self.current + across,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self.cells) - 1,
        }
        there = wanted.get(Qt.Key(event.key()), -1)
        if 0 <= there < len(self.cells):
            self.go_to(there)
        elif self.cells and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.wanted.emit(self.cells[self.current].id)
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow the cell under the pointer to its card."""
        found = self._at(event.position())
        if found is not None and event.button() is Qt.MouseButton.LeftButton:
            self.go_to(found)
            self.wanted.emit(self.cells[found].id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which cell is current."""
        super().focusInEvent(event)
        self.update()
        self.moved.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show none."""
        super().focusOutEvent(event)
        self.update()
        self.moved.emit()

    def event(self, event: QEvent) -> bool:
        """Tell the criterion under a resting pointer."""
        if event.type() == QEvent.Type.ToolTip:
            help_event: QHelpEvent = event  # type: ignore[assignment]
            QToolTip.showText(help_event.globalPos(), plain_tooltip(self.tip_at(QPointF(help_event.pos()))), self)
            return True
        return super().event(event)

    def tip_at(self, point: QPointF) -> str:
        """Return what is said of the cell at a point."""
        found = self._at(point)
        return "" if found is None else self.cells[found].sentence

    def _places(self) -> tuple[QRectF, ...]:
        return places(len(self.cells), self.width(), self.font())

    def _at(self, point: QPointF) -> int | None:
        return next((number for number, area in enumerate(self._places()) if area.contains(point)), None)

    def _across(self) -> int:
        """Return how many cells stand in the first row."""
        found = self._places()
        return sum(area.top() == found[0].top() for area in found) if found else 1
