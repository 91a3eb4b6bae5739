"""One outcome as a picture: a line for each published value, a dot with its interval, above an axis with the unit."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.models.comparison import references_of
from gui.picture_export import WIDE, Picture, paper
from matcher.wording import values

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from gui.models.comparison import Line, Measure
    from gui.theme import Palette

PAD, GAP, RADIUS, CAP = 7, 14, 5, 5
LABELS, FEW_TICKS, MOST_TICKS = 0.42, 3, 6
WRAPPED = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale of round numbers that holds nought and every value with its interval."""

    low: float
    high: float
    step: float

    @property
    def ticks(self) -> tuple[float, ...]:
        """The numbers that are written below it."""
        return tuple(round(self.low + n * self.step, 9) for n in range(round((self.high - self.low) / self.step) + 1))

    def share(self, value: float) -> float:
        """Return how far along the axis a value lies, from 0 to 1."""
        return (value - self.low) / (self.high - self.low)


def axis_of(lines: tuple[Line, ...]) -> Axis:
    """Return the axis for these values; it begins at nought, so that lengths can be trusted."""
    ends = [0.0, *(end for line in lines for end in (line.value, *(line.interval or ())))]
    low, high = min(ends), max(ends)
    high = high if high > low else low + 1.0  # nothing but noughts
    span = high - low
    power = 10.0 ** floor(log10(span / FEW_TICKS))
    step = next(power * size for size in (1, 2, 5, 10) if span / (power * size) <= MOST_TICKS)
    return Axis(floor(low / step) * step, ceil(high / step) * step, step)


class Chart(QWidget):
    """Draws one measure with the theme's text colour alone, so that it reads in grey, in dark and on paper."""

    def __init__(self, measure: Measure, theme: Palette, parent: QWidget | None = None) -> None:
        """Draw `measure`."""
        super().__init__(parent)
        self.measure, self._theme = measure, theme
        self.axis = axis_of(measure.lines)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(measure.name)
        self.setAccessibleDescription("; ".join(f"{one.trial}: {one.result_words}" for one in measure.lines))
        theme.changed.connect(self.update)

    def hasHeightForWidth(self) -> bool:
        """Whether the height follows from the width: the labels are wrapped, never cut."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines and the axis."""
        return sum(self._heights(width)) + 2 * QFontMetrics(self.font()).height() + 2 * PAD

    def sizeHint(self) -> QSize:
        """Return a size at which it can be read."""
        return QSize(640, self.heightForWidth(self.width() or 640))

    def plot(self) -> QRect:
        """Return the area in which dots are drawn, above the axis."""
        metrics = QFontMetrics(self.font())
        right = max(metrics.horizontalAdvance(one.result_words) for one in self.measure.lines) + GAP
        left = self._label_width(self.width()) + GAP
        room = max(self.width() - left - right - GAP, 40)
        return QRect(left, 0, room, sum(self._heights(self.width())))

    def dots(self) -> tuple[QPointF, ...]:
        """Return where each value's dot is drawn."""
        plot, top, found = self.plot(), 0, []
        for one, height in zip(self.measure.lines, self._heights(self.width()), strict=True):
            found.append(QPointF(self._x(one.value, plot), top + height / 2))
            top += height
        return tuple(found)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture."""
        self.draw(QPainter(self))

    def draw(self, painter: QPainter) -> None:
        """Draw the axis, then the values, on the screen or on anything else."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plot = self.plot()
        self._paint_axis(painter, plot)
        top = 0
        for one, dot, height in zip(self.measure.lines, self.dots(), self._heights(self.width()), strict=True):
            self._paint_words(painter, one, QRect(0, top, self.width(), height), plot)
            self._paint_value(painter, one, dot, plot)
            top += height

    def _paint_axis(self, painter: QPainter, plot: QRect) -> None:
        colours, line = self._theme.colours, QFontMetrics(self.font()).height()
        for tick in self.axis.ticks:
            x = self._x(tick, plot)
            painter.setPen(QPen(QColor(colours.line), 1))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            painter.setPen(QColor(colours.faint))
            words = values.number(int(tick) if tick == int(tick) else tick)
            painter.drawText(QRectF(x - 40, plot.bottom() + PAD, 80, line), Qt.AlignmentFlag.AlignHCenter, words)
        painter.setPen(QPen(QColor(colours.edge), 1))
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        painter.setPen(QColor(colours.faint))
        below = QRect(plot.left(), plot.bottom() + PAD + line, plot.width(), line)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, self.measure.unit)

    def _paint_words(self, painter: QPainter, one: Line, row: QRect, plot: QRect) -> None:
        colours, width = self._theme.colours, self._label_width(self.width())
        title = QFontMetrics(self._bold()).boundingRect(0, 0, width, 10_000, WRAPPED, one.trial).height()
        painter.setPen(QColor(colours.text))
        painter.setFont(self._bold())
        painter.drawText(QRect(0, row.top() + PAD, width, title), WRAPPED, one.trial)
        painter.setFont(self.font())
        beside = QRect(plot.right() + GAP, row.top(), self.width() - plot.right() - GAP, row.height())
        painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, one.result_words)
        painter.setPen(QColor(colours.faint))
        painter.drawText(QRect(0, row.top() + PAD + title, width, row.height() - title), WRAPPED, one.whom)

    def _paint_value(self, painter: QPainter, one: Line, dot: QPointF, plot: QRect) -> None:
        ink = QColor(self._theme.colours.text)
        if one.interval is not None:
            painter.setPen(QPen(ink, 2))
            low, high = (QPointF(self._x(end, plot), dot.y()) for end in one.interval)
            painter.drawLine(low, high)
            for end in (low, high):
                painter.drawLine(end - QPointF(0, CAP), end + QPointF(0, CAP))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(dot, RADIUS, RADIUS)

    def _x(self, value: float, plot: QRect) -> float:
        return plot.left() + self.axis.share(value) * plot.width()

    @staticmethod
    def _label_width(width: int) -> int:
        return int(width * LABELS)

    def _heights(self, width: int) -> list[int]:
        room = self._label_width(width)
        plain, bold = QFontMetrics(self.font()), QFontMetrics(self._bold())
        return [
            bold.boundingRect(0, 0, room, 10_000, WRAPPED, one.trial).height()
            + (plain.boundingRect(0, 0, room, 10_000, WRAPPED, one.whom).height() if one.whom else 0)
            + 2 * PAD
            for one in self.measure.lines
        ]

    def _bold(self) -> QFont:
        bold = QFont(self.font())
        bold.setBold(True)
        return bold


def chart_picture(measure: Measure, title: str, caution: str) -> Picture:
    """Return a measure for a file, with the caution and the references that must not be parted from it."""
    chart = Chart(measure, paper())
    chart.resize(WIDE, chart.heightForWidth(WIDE))
    note = "\n".join((caution, *references_of((measure,))))
    return Picture(title, chart.accessibleDescription(), chart.size(), chart.draw, note)
