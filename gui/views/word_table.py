"""A small table as high as its rows, in which no word is cut: a column is at least as wide as its widest word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QTableView, QWidget

from gui.models.word_table import WordTableModel

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

PADDING = 12


class WordTable(QTableView):
    """Shows ready words; only the page around it scrolls."""

    def __init__(self, shares: tuple[int, ...], parent: QWidget | None = None) -> None:
        """Show nothing yet; `shares` is how the columns part what is left of the width."""
        super().__init__(parent)
        self._shares = shares
        self.setProperty("role", "small")
        self.words = WordTableModel(len(shares), self)
        self.setModel(self.words)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.verticalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(20)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.words.modelReset.connect(self.fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the letters' size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()

    def fit(self) -> None:
        """Give each column its widest word and its share of the rest, and take the height that follows."""
        heads = self.horizontalHeader()
        least = [
            max(self._widest_word(column) + PADDING, heads.sectionSizeHint(column))
            for column in range(len(self._shares))
        ]
        edges = 2 * self.frameWidth()
        self.setMinimumWidth(sum(least) + edges)
        rest = max(0, self.viewport().width() - sum(least))
        for column, (width, share) in enumerate(zip(least, self._shares, strict=True)):
            self.setColumnWidth(column, width + rest * share // sum(self._shares))
        self.resizeRowsToContents()
        self.setFixedHeight(self.verticalHeader().length() + self.horizontalHeader().sizeHint().height() + edges)

    def _widest_word(self, column: int) -> int:
        metrics, bold = QFontMetrics(self.font()), QFont(self.font())
        bold.setBold(True)
        texts = [row[column] for row in self.words.rows]
        words = (word for text in texts for word in text.split())
        return max(
            QFontMetrics(bold).horizontalAdvance(self.words.headings[column]),
            max((metrics.horizontalAdvance(word) for word in words), default=0),
        )
