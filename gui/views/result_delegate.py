"""How one row of the ranking is drawn: the verdict in words with its sign, title, facts, and why."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate

from gui.models.results import Role
from gui.models.rows import GroupRow, MatchRow

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex
    from PySide6.QtWidgets import QStyleOptionViewItem

    from gui.theme import Colours, Theme

MARGIN, GAP = 10, 4
VERDICT_LINES, TITLE_LINES, FACT_LINES, NEAR_LINES, WHY_LINES = 2, 2, 2, 2, 2  # at most
UNIFORM_LINES = 1 + TITLE_LINES + FACT_LINES + WHY_LINES  # a note takes the second line of why
BETWEEN = " · "
BADGE = 16  # room left and right of the verdict


class ResultDelegate(QStyledItemDelegate):
    """Draws with the theme's colours; plain text only."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        """Draw in the colours of `theme`."""
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a heading, or of a trial with as many lines as its words take."""
        line = QFontMetrics(option.font).height()
        if self._is_uniform:
            return QSize(0, UNIFORM_LINES * line + 2 * GAP + 2 * MARGIN + 4)
        row = index.data(Role.ROW)
        if isinstance(row, MatchRow):
            texts = self._texts(row, option.font, self._width(option) - 2 * MARGIN - 4)
            return QSize(0, sum(map(len, texts)) * line + 2 * GAP + 2 * MARGIN + 4)
        lines = 2 if isinstance(row, GroupRow) and row.is_remark else 1
        return QSize(0, lines * line + 2 * MARGIN)

    def _width(self, option: QStyleOptionViewItem) -> int:
        """Return the width that rows have: a list that asks for their height does not tell it."""
        view = self.parent()
        return view.viewport().width() if isinstance(view, QAbstractItemView) else option.rect.width()

    @property
    def _is_uniform(self) -> bool:
        """Whether all rows have one height, so that only those in sight need be made: in long lists."""
        view = self.parent()
        return isinstance(view, QListView) and view.uniformItemSizes()

    def blank_above(self, row: object, font: QFont) -> int:
        """Return how many pixels of a row are empty: in long lists a heading stands right above its trials."""
        if not self._is_uniform or not isinstance(row, GroupRow):
            return 0
        lines = UNIFORM_LINES - (3 if row.is_remark else 1)
        return lines * QFontMetrics(font).height() + 2 * GAP + 4

    def _texts(self, row: MatchRow, font: QFont, width: int) -> tuple[tuple[str, ...], ...]:
        """Return the lines of the verdict, the title, the facts, the reason, and what stands below it."""
        bold = _bold(font).toString()
        plain = font.toString()
        if self._is_uniform:
            return (
                _wrapped(row.verdict, bold, width - BADGE, 1),
                _wrapped(row.title, bold, width, TITLE_LINES),
                _wrapped(BETWEEN.join(filter(None, (row.facts, row.near))), plain, width, FACT_LINES),
                _wrapped(row.why, plain, width, WHY_LINES - bool(row.extra)),
                _wrapped(BETWEEN.join(row.extra), plain, width, 1),
            )
        return (
            _wrapped(row.verdict, bold, width - BADGE, VERDICT_LINES),
            _wrapped(row.title, bold, width, TITLE_LINES),
            (*_wrapped(row.facts, plain, width, FACT_LINES), *_wrapped(row.near, plain, width, NEAR_LINES)),
            _wrapped(row.why, plain, width, WHY_LINES),
            tuple(line for text in row.extra for line in _wrapped(text, plain, width, 1)),
        )

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a row."""
        row = index.data(Role.ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, GroupRow):
            self._paint_group(painter, option, row)
        elif isinstance(row, MatchRow):
            self._paint_match(painter, option, row)
        painter.restore()

    def _paint_group(self, painter: QPainter, option: QStyleOptionViewItem, row: GroupRow) -> None:
        colours = self._theme.colours
        whole = option.rect.adjusted(0, self.blank_above(row, option.font), 0, 0)
        painter.fillRect(whole, QColor(colours.warning.ground if row.is_remark else colours.window))
        painter.setPen(QColor(colours.warning.text if row.is_remark else colours.text))
        painter.setFont(_bold(option.font))
        area = whole.adjusted(MARGIN, 0, -MARGIN, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        # A heading has one line and ends in its count, which a long name must not push out of sight.
        middle = Qt.TextElideMode.ElideMiddle
        text = row.text if row.is_remark else painter.fontMetrics().elidedText(row.text, middle, area.width())
        painter.drawText(area, int(flags), text)

    def _paint_match(self, painter: QPainter, option: QStyleOptionViewItem, row: MatchRow) -> None:
        colours = self._theme.colours
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_ground(painter, option, colours, selected=selected)
        area = option.rect.adjusted(MARGIN + 4, MARGIN, -MARGIN, -MARGIN)
        line = QFontMetrics(option.font).height()
        ink = colours.verdict(row.match.verdict)
        bold = _bold(option.font)
        metrics = QFontMetrics(bold)
        verdict, title, facts, why, extra = self._texts(row, option.font, area.width())
        width = max(metrics.horizontalAdvance(text) for text in verdict)
        badge = QRect(area.left(), area.top() - 1, width + BADGE, len(verdict) * line + 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ink.ground))
        painter.drawRoundedRect(QRectF(badge), 5, 5)
        painter.setFont(bold)
        painter.setPen(QColor(ink.text))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, "\n".join(verdict))
        top = badge.bottom() + 1 + GAP
        painter.setPen(QColor(colours.text))
        top = self._lines(painter, QRect(area.left(), top, area.width(), line), title)
        painter.setFont(option.font)
        painter.setPen(QColor(colours.faint))
        top = self._lines(painter, QRect(area.left(), top, area.width(), line), facts) + GAP
        painter.setPen(QColor(colours.text))
        top = self._lines(painter, QRect(area.left(), top, area.width(), line), why)
        painter.setPen(QColor(colours.faint))
        self._lines(painter, QRect(area.left(), top, area.width(), line), extra)

    @staticmethod
    def _lines(painter: QPainter, first: QRect, texts: tuple[str, ...]) -> int:
        """Draw lines below each other, and return where the next one would begin."""
        for number, text in enumerate(texts):
            painter.drawText(first.translated(0, number * first.height()), Qt.AlignmentFlag.AlignVCenter, text)
        return first.top() + len(texts) * first.height()

    @staticmethod
    def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, colours: Colours, *, selected: bool) -> None:
        if selected:
            painter.fillRect(option.rect, QColor(colours.selected.ground))
            painter.fillRect(QRect(option.rect.topLeft(), QSize(4, option.rect.height())), QColor(colours.focus))
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -2), 4, 4)


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setBold(True)
    return bold


@lru_cache(maxsize=4096)
def _wrapped(text: str, font: str, width: int, most: int) -> tuple[str, ...]:
    """Return the text in at most `most` lines, the last one elided when it does not end there."""
    drawn = QFont()
    drawn.fromString(font)
    metrics = QFontMetrics(drawn)
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most - 1:
        count = 1
        while count < len(words) and metrics.horizontalAdvance(" ".join(words[: count + 1])) <= width:
            count += 1
        lines.append(metrics.elidedText(" ".join(words[:count]), Qt.TextElideMode.ElideRight, width))
        words = words[count:]
    if words:
        lines.append(metrics.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, width))
    return tuple(lines)
