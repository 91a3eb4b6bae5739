"""The months above a picture of days, with the as-of date and today marked by shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF

from gui.views.span_look import THINNEST, Shape
from gui.words import Words
from matcher.wording import values
from matcher.wording.voice import Voice

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QFont

    from gui.models.course import Bar
    from gui.models.time_axis import TimeAxis
    from gui.theme import Colours
    from matcher.explain import Register

BETWEEN, MARK = 10, 4.0
AS_OF = Words("Counted from today, {on}.", "Counted from today, {on}.")
MARKED = Words("Counted from the as-of date, {on}. ▼ Today: {today}.", "Counted from {on}. ▼ Today: {today}.")
NOT_TODAY = Words("Counted from the as-of date, {on}. Today: {today}.", "Counted from {on}. Today: {today}.")


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis with the days that are marked on it."""

    axis: TimeAxis
    today: date
    register: Register

    @property
    def words(self) -> str:
        """Which day is counted from, and which is today where that is another one."""
        voice = Voice(self.register)
        words = AS_OF if self.today == self.axis.first else MARKED if self.marks_today else NOT_TODAY
        on, today = values.day(self.axis.first, voice), values.day(self.today, voice)
        return words.of(self.register).format(on=on, today=today)

    @property
    def marks_today(self) -> bool:
        """Whether today is another day than the as-of date and lies on the axis."""
        return self.today != self.axis.first and self.axis.holds(self.today)

    def x(self, day: date, plot: QRectF) -> float:
        """Return where a day begins in a picture."""
        return plot.left() + self.axis.share(day) * plot.width()

    def shape(self, bar: Bar, band: QRectF) -> Shape:
        """Return where a bar is drawn in a band as wide as the axis; the shortest is still there to be seen."""
        left = min(self.x(bar.start, band), band.right() - THINNEST)
        right = band.right() if bar.after is None else self.x(bar.after, band)
        area = QRectF(left, band.top(), max(THINNEST, right - left - 1), band.height())
        return Shape(area, runs_on=bar.after is None or bar.after > self.axis.last)


def scale_height(font: QFont) -> int:
    """Return the height that the words above a picture take."""
    return QFontMetrics(font).height() + 4


def paint_scale(painter: QPainter, scale: Scale, plot: QRectF, colours: Colours) -> None:
    """Write the months above `plot`, with a point at today where it is not the as-of date."""
    metrics = QFontMetrics(painter.font())
    widest = metrics.horizontalAdvance("0000") + BETWEEN
    painter.setPen(QColor(colours.faint))
    free = plot.left()
    for tick in scale.axis.ticks(Voice(scale.register), max(1, int(plot.width() // widest))):
        x = max(free, scale.x(tick.day, plot) + 3)
        width = metrics.horizontalAdvance(tick.text)
        if x + width <= plot.right():
            painter.drawText(QPointF(x, plot.top() - 4 - metrics.descent()), tick.text)
            free = x + width + BETWEEN / 2
    if scale.marks_today:
        _paint_point(painter, scale, plot, colours)


def paint_lines(painter: QPainter, scale: Scale, plot: QRectF, colours: Colours) -> None:
    """Draw the months and the marked days as lines through `plot`."""
    metrics = QFontMetrics(painter.font())
    widest = metrics.horizontalAdvance("0000") + BETWEEN
    painter.setPen(QPen(QColor(colours.line), 1))
    for tick in scale.axis.ticks(Voice(scale.register), max(1, int(plot.width() // widest))):
        x = scale.x(tick.day, plot)
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
    painter.setPen(QPen(QColor(colours.text), 1.5))
    painter.drawLine(plot.topLeft(), plot.bottomLeft())


def paint_today(painter: QPainter, scale: Scale, plot: QRectF, colours: Colours) -> None:
    """Draw today over everything, where it is not the as-of date: a dashed line."""
    if scale.marks_today:
        x = scale.x(scale.today, plot)
        painter.setPen(QPen(QColor(colours.text), 1.2, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))


def _paint_point(painter: QPainter, scale: Scale, plot: QRectF, colours: Colours) -> None:
    x, top = scale.x(scale.today, plot), plot.top() - 1
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.text))
    painter.drawPolygon(QPolygonF([QPointF(x - MARK, top - MARK), QPointF(x + MARK, top - MARK), QPointF(x, top + 1)]))
