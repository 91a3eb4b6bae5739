"""Five drawings of how a person is doing, one for each step of the ECOG scale that is asked: our own line figures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtSvg import QSvgRenderer

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QColor, QPainter

STEPS: Final = range(5)
INK: Final = b"#000000"  # the one colour of the drawings; the theme's text colour takes its place


@dataclass(frozen=True, slots=True)
class Figure:
    """The drawing of one step."""

    step: int

    def draw(self, painter: QPainter, place: QRect, colour: QColor) -> None:
        """Draw it in one colour."""
        _renderer(self.step, colour.name()).render(painter, QRectF(place))


@cache
def _renderer(step: int, colour: str) -> QSvgRenderer:
    drawing = files("resources").joinpath("icons", f"ecog-{step}.svg").read_bytes()
    return QSvgRenderer(QByteArray(drawing.replace(INK, colour.encode())))
