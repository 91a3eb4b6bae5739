"""The coming months of the trials as a picture for a file, and as the rows of a table."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem

from gui.models.course import bar_cells, signed_words
from gui.picture_export import WIDE, Picture, paper
from gui.views.axis_scale import paint_scale, scale_height
from gui.views.overview_delegate import OverviewDelegate, plot_of
from matcher.result import Verdict

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from gui.models.overview import OverviewModel, OverviewRow
    from gui.views.axis_scale import Scale
    from matcher.explain import Register

NAMED, TITLE = "{title} ({id})", 60


def calendar_rows(rows: tuple[OverviewRow, ...], scale: Scale, register: Register) -> tuple[tuple[str, str, str], ...]:
    """Return the stretches of the calendar that are drawn: of which trial, when, and how it stands."""
    return tuple(
        (
            NAMED.format(title=shorten(row.title, TITLE, placeholder=" ..."), id=row.match.trial.id),
            *bar_cells(bar, register),
        )
        for row in rows
        for bar in row.bars
        if bar.start < scale.axis.last
    )


def calendar_picture(model: OverviewModel, scale: Scale, title: str) -> Picture:
    """Return all rows of the calendar for a file, whatever of them is in sight."""
    option = QStyleOptionViewItem()
    option.font = QApplication.font()
    colours = paper()
    delegate = OverviewDelegate(colours)
    delegate.scale = scale
    high = delegate.sizeHint(option, QModelIndex()).height()
    top = scale_height(QApplication.font())

    def draw(painter: QPainter) -> None:
        paint_scale(painter, scale, plot_of(QRectF(0, top, WIDE, 0)), colours.colours)
        for number in range(len(model.rows)):
            option.rect = QRect(0, top + number * high, WIDE, high)
            delegate.paint(painter, option, model.index(number))

    told = "\n\n".join(row.text for row in model.rows)
    states = (state for state in Verdict if any(bar.state is state for row in model.rows for bar in row.bars))
    signs = (signed_words(state, scale.register) for state in states)
    note = "\n".join((scale.words, "   ".join(signs)))
    return Picture(title, told, QSize(WIDE, top + len(model.rows) * high), draw, note)
