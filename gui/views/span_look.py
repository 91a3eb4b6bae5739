"""How a stretch of time in one state is drawn: by pattern and sign first, by colour only beside them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF

from gui.views.criterion_card import SIGNS
from matcher.explain import verdict_symbol
from matcher.report.words import GROUP_KINDS
from matcher.result import Outcome, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gui.theme import Colours, Ink

STRIPE, DOT, ARROW, THINNEST = 7.0, 6.0, 9.0, 4.0
PLATE: Final = 3  # plain ground left and right of a sign


class Pattern(Enum):
    """What fills a stretch of time."""

    SOLID = auto()
    STRIPES = auto()
    DOTS = auto()
    EMPTY = auto()  # a thin dashed line: nothing doing


PATTERNS: Final[Mapping[Outcome | Verdict, Pattern]] = {
    Outcome.SATISFIED: Pattern.SOLID,
    Outcome.UNKNOWN: Pattern.STRIPES,
    Outcome.CONFIRM: Pattern.DOTS,
    Outcome.VIOLATED: Pattern.EMPTY,
    Verdict.ELIGIBLE: Pattern.SOLID,
    Verdict.POSSIBLE: Pattern.STRIPES,
    Verdict.LATER: Pattern.DOTS,
    Verdict.INELIGIBLE: Pattern.EMPTY,
}


@dataclass(frozen=True, slots=True)
class Shape:
    """Where a stretch of time is drawn, and whether it runs on past the edge of the picture."""

    area: QRectF
    runs_on: bool


def sign_of(state: Outcome | Verdict) -> str:
    """Return the sign of a state, the same as on the cards and in the list."""
    return SIGNS[GROUP_KINDS[state]] if isinstance(state, Outcome) else verdict_symbol(state)


def ink_of(state: Outcome | Verdict, colours: Colours) -> Ink:
    """Return the colours of a state."""
    return colours.outcome(state) if isinstance(state, Outcome) else colours.verdict(state)


def paint_span(painter: QPainter, shape: Shape, state: Outcome | Verdict, colours: Colours) -> None:
    """Draw one stretch of time; its sign stands in it where there is room."""
    ink, pattern = ink_of(state, colours), PATTERNS[state]
    paint_pattern(painter, shape, (ink, pattern))
    _paint_sign(painter, shape, sign_of(state), (ink, colours.panel if pattern is Pattern.EMPTY else ink.ground))


def paint_pattern(painter: QPainter, shape: Shape, look: tuple[Ink, Pattern]) -> None:
    """Draw outline and pattern of a state, without its sign."""
    ink, pattern = look
    outline = _outline(shape)
    painter.save()
    painter.setClipRect(shape.area.adjusted(-1, -1, 1, 1))
    dashed = Qt.PenStyle.DashLine if pattern is Pattern.EMPTY else Qt.PenStyle.SolidLine
    painter.setPen(QPen(QColor(ink.text), 1.2, dashed))
    painter.setBrush(Qt.BrushStyle.NoBrush if pattern is Pattern.EMPTY else QColor(ink.ground))
    painter.drawPolygon(outline)
    if pattern in (Pattern.STRIPES, Pattern.DOTS):
        _fill(painter, shape.area.adjusted(1, 1, -(ARROW if shape.runs_on else 1), -1), ink, pattern)
    painter.restore()


def _outline(shape: Shape) -> QPolygonF:
    area = shape.area
    corners = [area.topLeft(), area.bottomLeft()]
    if shape.runs_on and area.width() > 2 * ARROW:
        neck = area.right() - ARROW
        tip = QPointF(area.right(), area.center().y())
        corners += [QPointF(neck, area.bottom()), tip, QPointF(neck, area.top())]
    else:
        corners += [area.bottomRight(), area.topRight()]
    return QPolygonF(corners)


def _fill(painter: QPainter, area: QRectF, ink: Ink, pattern: Pattern) -> None:
    painter.setClipRect(area)
    if pattern is Pattern.STRIPES:
        painter.setPen(QPen(QColor(ink.text), 1))
        x = area.left() - area.height()
        while x < area.right():
            painter.drawLine(QPointF(x, area.bottom()), QPointF(x + area.height(), area.top()))
            x += STRIPE
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ink.text))
    y = area.top() + DOT / 2
    while y < area.bottom():
        x = area.left() + DOT / 2
        while x < area.right():
            painter.drawEllipse(QPointF(x, y), 1, 1)
            x += DOT
        y += DOT


def _paint_sign(painter: QPainter, shape: Shape, sign: str, inks: tuple[Ink, str]) -> None:
    metrics = QFontMetrics(painter.font())
    ink, ground = inks
    width = metrics.horizontalAdvance(sign) + 2 * PLATE
    room = shape.area.width() - (ARROW if shape.runs_on else 0)
    if room < width + 2:
        return
    # At the beginning, where the eye looks for the day on which it turns.
    plate = QRectF(shape.area.left() + min(4.0, (room - width) / 2), shape.area.top() + 1.5, width, 0)
    plate.setBottom(shape.area.bottom() - 1.5)
    painter.fillRect(plate, QColor(ground))
    painter.setPen(QColor(ink.text))
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, sign)
