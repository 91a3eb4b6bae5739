"""A table of words whose columns share its width and whose rows are as high as their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from gui.models.what_if import TextTable

LEAST_HEIGHT = 130


class TextRows(QTableView):
    """Shows a table of words; whole rows are chosen."""

    def __init__(self, model: TextTable, shares: Sequence[int], parent: QWidget | None = None) -> None:
        """Show `model`, its columns in these shares of the width."""
        super().__init__(parent)
        self._shares = tuple(shares)
        self.setModel(model)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(LEAST_HEIGHT)
        self.verticalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(20)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(0)
        self._fitting.timeout.connect(self._fit)
        model.modelReset.connect(self._fitting.start)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width among the columns."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        share_width(self, self._shares)
        self.resizeRowsToContents()


def share_width(table: QTableView, shares: Sequence[int]) -> None:
    """Give a table's columns these shares of its width, but to each what its heading needs, if it must then scroll."""
    width = table.viewport().width()
    least = [table.horizontalHeader().sectionSizeHint(column) for column in range(len(shares))]
    widths = [max(width * share // sum(shares), need) for share, need in zip(shares, least, strict=True)]
    excess = sum(widths) - width
    for column in sorted(range(len(widths)), key=widths.__getitem__, reverse=True):
        taken = max(min(excess, widths[column] - least[column]), 0)
        excess -= taken
        table.setColumnWidth(column, widths[column] - taken)
