"""A trial's time-bound criteria as a picture: a row each, its states from the as-of date on as bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.plain_text import plain_tooltip
from gui.views.axis_scale import Scale, paint_lines, paint_scale, paint_today, scale_height
from gui.views.span_look import Shape, paint_span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from gui.models.course import Course
    from gui.theme import Palette

EDGE, GAP, TALLER = 3, 7, 6
Place = tuple[int, int]  # a row, and a bar in it


class TimelinePicture(QWidget):
    """Draws the rows; one bar is current, and arrow keys or a click move to another."""

    moved = Signal()  # to another bar

    def __init__(self, theme: Palette, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self._scale: Scale | None = None
        self.courses: tuple[Course, ...] = ()
        self.current: Place = (0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def sentence(self) -> str:
        """What is said of the current bar."""
        row, place = self.current
        return self.courses[row].said(place) if self.courses else ""

    def show_courses(self, courses: tuple[Course, ...], scale: Scale) -> None:
        """Draw these rows; the current bar stays where it still is one."""
        self._scale, self.courses = scale, courses
        row, place = self.current
        if row >= len(courses) or place >= len(courses[row].bars):
            self.current = (0, 0)
        said = (f"{course.label}: {'; '.join(bar.sentence for bar in course.bars)}" for course in courses)
        self.setAccessibleDescription("\n".join(said))
        self.updateGeometry()
        self.update()
        self.moved.emit()

    def clear(self) -> None:
        """Draw and tell nothing."""
        self._scale, self.courses, self.current = None, (), (0, 0)
        self.setAccessibleDescription("")
        self.moved.emit()

    def go_to(self, row: int, place: int) -> None:
        """Make a bar current, and tell it to those who listen."""
        self.current = (row, place)
        self.update()
        self.moved.emit()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.sentence))

    def sizeHint(self) -> QSize:
        """Return the height of all rows; the width is whatever there is."""
        return QSize(240, int(self._plot().bottom()) + 2)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a row is never cut."""
        return QSize(0, self.sizeHint().height())

    def shape(self, row: int, place: int) -> Shape:
        """Return where a bar is drawn."""
        plot, line = self._plot(), QFontMetrics(self.font()).height()
        top = plot.top() + row * self._row_height() + GAP + line
        band = QRectF(plot.left(), top, plot.width(), line + TALLER)
        bar = self.courses[row].bars[place]
        return self._scale.shape(bar, band) if self._scale else Shape(band, runs_on=False)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture and the current bar's frame."""
        painter = QPainter(self)
        self.draw(painter)
        if self._scale is not None and self.courses:
            self._paint_current(painter)

    def draw(self, painter: QPainter) -> None:
        """Draw months and rows, on the screen or on anything else."""
        if self._scale is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plot, colours = self._plot(), self._theme.colours
        paint_scale(painter, self._scale, plot, colours)
        paint_lines(painter, self._scale, plot, colours)
        for row, place in self._places():
            paint_span(painter, self.shape(row, place), self.courses[row].bars[place].state, colours)
        paint_today(painter, self._scale, plot, colours)
        for row in range(len(self.courses)):
            self._paint_label(painter, row)

    def _paint_label(self, painter: QPainter, row: int) -> None:
        font = QFont(self.font())
        font.setBold(row == 0)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.colours.text))
        area, metrics = self._label_area(row), QFontMetrics(font)
        text = metrics.elidedText(self.courses[row].label, Qt.TextElideMode.ElideRight, area.width() - EDGE)
        ground = QRect(area.left(), area.top(), metrics.horizontalAdvance(text) + EDGE, area.height() - 1)
        painter.fillRect(ground, QColor(self._theme.colours.panel))
        painter.drawText(area.adjusted(EDGE, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_current(self, painter: QPainter) -> None:
        area = self.shape(*self.current).area.adjusted(-2.5, -2.5, 2.5, 2.5)
        colours = self._theme.colours
        painter.setPen(QPen(QColor(colours.focus), 2.5) if self.hasFocus() else QPen(QColor(colours.edge), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, 3, 3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move among the bars; a key that leads nowhere is left to the page around it."""
        row, place = self.current
        wanted: dict[int, Place] = {
            Qt.Key.Key_Left: (row, place - 1),
            Qt.Key.Key_Right: (row, place + 1),
            Qt.Key.Key_Up: (row - 1, 0),
            Qt.Key.Key_Down: (row + 1, 0),
            Qt.Key.Key_Home: (row, 0),
            Qt.Key.Key_End: (row, len(self.courses[row].bars) - 1 if self.courses else 0),
        }
        there = wanted.get(event.key())
        if there is not None and there in set(self._places()):
            self.go_to(*there)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Make the bar under the pointer current."""
        found = self._at(event.position())
        if found is not None:
            self.go_to(*found)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which bar is current."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show it less loudly."""
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Tell the bar or the row's full text under a resting pointer."""
        if event.type() == QEvent.Type.ToolTip:
            help_event: QHelpEvent = event  # type: ignore[assignment]
            QToolTip.showText(help_event.globalPos(), plain_tooltip(self.tip_at(QPointF(help_event.pos()))), self)
            return True
        return super().event(event)

    def tip_at(self, point: QPointF) -> str:
        """Return what is said of the place: of a bar its sentence, of a row its text."""
        found = self._at(point)
        if found is not None:
            return self.courses[found[0]].said(found[1])
        rows = (row for row in range(len(self.courses)) if self._label_area(row).contains(point.toPoint()))
        return next((self.courses[row].label for row in rows), "")

    def _at(self, point: QPointF) -> Place | None:
        return next((place for place in self._places() if self.shape(*place).area.contains(point)), None)

    def _places(self) -> Iterator[Place]:
        return ((row, place) for row, course in enumerate(self.courses) for place in range(len(course.bars)))

    def _plot(self) -> QRectF:
        top = scale_height(self.font())
        return QRectF(EDGE, top, max(1, self.width() - 2 * EDGE), len(self.courses) * self._row_height() + GAP)

    def _row_height(self) -> int:
        return 2 * QFontMetrics(self.font()).height() + TALLER + GAP

    def _label_area(self, row: int) -> QRect:
        top = int(self._plot().top()) + row * self._row_height() + GAP - 2
        return QRect(EDGE, top, self.width() - 2 * EDGE, QFontMetrics(self.font()).height())
