"""How one trial's coming months are drawn: sign, title, number and whether it is closed, and below them its bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from gui.models.overview import OverviewRow
from gui.models.results import Role
from gui.views.axis_scale import Scale, paint_lines, paint_today
from gui.views.span_look import paint_span

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex
    from PySide6.QtWidgets import QStyleOptionViewItem

    from gui.models.course import Bar
    from gui.theme import Palette

MARGIN, PAD, TALLER, GAP = 12, 6, 4, 10


class OverviewDelegate(QStyledItemDelegate):
    """Draws every row at one height, over the same months."""

    def __init__(self, theme: Palette, parent: QObject | None = None) -> None:
        """Draw in the colours of `theme`, once a scale is set."""
        super().__init__(parent)
        self._theme = theme
        self.scale: Scale | None = None

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the one height of all rows."""
        return QSize(0, 2 * QFontMetrics(option.font).height() + TALLER + 3 * PAD)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a row."""
        row = index.data(Role.ROW)
        if not isinstance(row, OverviewRow) or self.scale is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(option.font)
        plot = plot_of(QRectF(option.rect))
        self._paint_ground(painter, option)
        plot.setTop(plot.top() + QFontMetrics(option.font).height() + PAD + 1)
        paint_lines(painter, self.scale, plot, self._theme.colours)
        self._paint_title(painter, option, row)
        for bar in row.bars:
            self._paint_bar(painter, plot, bar)
        paint_today(painter, self.scale, plot, self._theme.colours)
        painter.restore()

    def _paint_title(self, painter: QPainter, option: QStyleOptionViewItem, row: OverviewRow) -> None:
        colours, line = self._theme.colours, QFontMetrics(option.font).height()
        area = option.rect.adjusted(MARGIN, PAD, -MARGIN, 0)
        area.setHeight(line)
        painter.setPen(QColor(colours.faint))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, right, row.aside)
        area.setRight(area.right() - QFontMetrics(option.font).horizontalAdvance(row.aside) - GAP)
        bold = QFont(option.font)
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(QColor(colours.verdict(row.match.verdict).text))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, row.sign)
        metrics = QFontMetrics(bold)
        area.setLeft(area.left() + metrics.horizontalAdvance(row.sign) + PAD)
        painter.setPen(QColor(colours.text))
        title = metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, title)
        painter.setFont(option.font)

    def _paint_bar(self, painter: QPainter, plot: QRectF, bar: Bar) -> None:
        if self.scale is None or bar.start >= self.scale.axis.last:
            return
        height = painter.fontMetrics().height() + TALLER
        band = QRectF(plot.left(), plot.bottom() - PAD - height, plot.width(), height)
        paint_span(painter, self.scale.shape(bar, band), bar.state, self._theme.colours)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        colours = self._theme.colours
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(colours.selected.ground))
            painter.fillRect(QRect(option.rect.topLeft(), QSize(4, option.rect.height())), QColor(colours.focus))
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -2), 4, 4)


def plot_of(row: QRectF) -> QRectF:
    """Return where the days stand in a row of the list, and in the scale above it."""
    return row.adjusted(MARGIN, 0, -MARGIN, 0)
