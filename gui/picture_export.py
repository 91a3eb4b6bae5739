"""Pictures as files: SVG with text as text, or PNG at twice the size; always dark on white, whatever the screen has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication

from criteria.atomic import write_atomically
from criteria.problems import InputError, Problem
from gui.theme import FAMILIES, LIGHT, Palette

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MARGIN, GAP = 16, 8
WRAPPED: Final = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)
TWICE: Final = 2
WIDE: Final = 900  # pixels of a picture without its margin: the widest that a portrait page prints well
PER_METRE: Final = round(96 / 0.0254)  # the resolution that sizes in pixels are meant for


@dataclass(frozen=True, slots=True)
class Picture:
    """What can be drawn on anything: how large it is, how it is drawn, and what is said of it in words.

    The title stands above it, and below it the note: what its signs mean, or how it must not be read. The description
    goes into the file for those who cannot see the picture. All of them name trials and criteria, never a patient.
    """

    title: str
    description: str
    size: QSize
    draw: Callable[[QPainter], None]
    note: str = ""


def paper() -> Palette:
    """Return the colours for files."""
    return Palette(LIGHT)


def save_picture(picture: Picture, path: Path) -> None:
    """Write a picture whole or not at all; the ending of the name says as what.

    Raises:
        InputError: when the ending is another, or the file cannot be written.
    """
    makers = {".svg": svg_of, ".png": png_of}
    make = makers.get(path.suffix.lower())
    if make is None:
        hint = "give a name that ends in .svg or .png"
        raise InputError(Problem(str(path), "", f"pictures are not saved as “{path.suffix}”", hint))
    write_atomically(path, make(picture))


def svg_of(picture: Picture) -> bytes:
    """Return a picture as SVG: its words stay words, in the bundled fonts by name, with a title and a description."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    size = _whole(picture)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    generator.setResolution(96)
    generator.setTitle(picture.title)
    generator.setDescription(picture.description)
    _paint(picture, QPainter(generator), size)
    buffer.close()
    return _spoken(bytes(content.data()))


def png_of(picture: Picture) -> bytes:
    """Return a picture as PNG at twice its size, for sharp print."""
    size = _whole(picture)
    image = QImage(size * TWICE, QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(PER_METRE)
    image.setDotsPerMeterY(PER_METRE)
    image.setDevicePixelRatio(TWICE)
    _paint(picture, QPainter(image), size)
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    buffer.close()
    return bytes(content.data())


def _paint(picture: Picture, painter: QPainter, size: QSize) -> None:
    painter.fillRect(QRect(0, 0, size.width(), size.height()), QColor(LIGHT.panel))
    painter.translate(MARGIN, MARGIN)
    above, below = _height(picture, picture.title, _bold()), _height(picture, picture.note, QApplication.font())
    painter.setFont(_bold())
    painter.setPen(QColor(LIGHT.text))
    painter.drawText(QRect(0, 0, picture.size.width(), above), WRAPPED, picture.title)
    painter.setFont(QApplication.font())
    painter.setPen(QColor(LIGHT.faint))
    under = above + picture.size.height() + 2 * GAP
    painter.drawText(QRect(0, under, picture.size.width(), below), WRAPPED, picture.note)
    painter.translate(0, above + GAP)
    picture.draw(painter)
    painter.end()


def _whole(picture: Picture) -> QSize:
    """Return the size of a picture with its title, its note and its margin."""
    words = _height(picture, picture.title, _bold()) + _height(picture, picture.note, QApplication.font())
    return picture.size + QSize(2 * MARGIN, 2 * MARGIN + words + 2 * GAP)


def _height(picture: Picture, text: str, font: QFont) -> int:
    metrics = QFontMetrics(font)
    return metrics.boundingRect(0, 0, picture.size.width(), 100_000, WRAPPED, text).height() if text else 0


def _bold() -> QFont:
    font = QFont(QApplication.font())
    font.setBold(True)
    return font


def _spoken(svg: bytes) -> bytes:
    """Name title and description as what the picture says, and a fallback where its fonts are not installed."""
    families = f'font-family="{",".join(FAMILIES)}'.encode()
    changes = (
        (b"<svg ", b'<svg role="img" aria-labelledby="title desc" '),
        (b"<title>", b'<title id="title">'),
        (b"<desc>", b'<desc id="desc">'),
    )
    for before, after in changes:
        svg = svg.replace(before, after, 1)
    return svg.replace(families, families + b",sans-serif")
