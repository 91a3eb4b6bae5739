"""How a trial's criteria are drawn as a strip: a cell each in the trial's order, its sign above its pattern."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from gui.views.span_look import PATTERNS, Shape, ink_of, paint_pattern, sign_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.theme import Colours
    from matcher.result import Outcome

CELL, BETWEEN, BAND, ROOM = 17.0, 2.0, 9.0, 3.0  # a cell's width, the room beside it, its pattern, and above its sign


def row_height(font: QFont) -> float:
    """Return the height of one row of cells."""
    return QFontMetrics(font).height() + BAND + 2 * ROOM


def places(count: int, width: float, font: QFont) -> tuple[QRectF, ...]:
    """Return where so many cells are drawn: from left to right, in as many rows as they need."""
    step = max(CELL, QFontMetrics(font).height()) + BETWEEN
    across = max(1, int((width - 2) // step))
    high = row_height(font)
    return tuple(
        QRectF(1 + (n % across) * step, 1 + (n // across) * high, step - BETWEEN, high - ROOM) for n in range(count)
    )


def strip_height(count: int, width: float, font: QFont) -> int:
    """Return the height that so many cells take."""
    found = places(count, width, font)
    return int(found[-1].bottom()) + 2 if found else 0


def paint_cell(painter: QPainter, area: QRectF, state: Outcome, colours: Colours) -> None:
    """Draw one criterion."""
    ink = ink_of(state, colours)
    band = QRectF(area.left(), area.bottom() - BAND, area.width(), BAND)
    paint_pattern(painter, Shape(band, runs_on=False), (ink, PATTERNS[state]))
    painter.setPen(QColor(ink.text))
    above = QRectF(area.left(), area.top(), area.width(), area.height() - BAND - 1)
    painter.drawText(above, Qt.AlignmentFlag.AlignCenter, sign_of(state))


def paint_strip(painter: QPainter, area: QRectF, states: Sequence[Outcome], colours: Colours) -> None:
    """Draw a whole strip into an area."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for state, place in zip(states, places(len(states), area.width(), painter.font()), strict=True):
        paint_cell(painter, place.translated(area.topLeft()), state, colours)
