"""The text of a page: Markdown with its links, and nothing that is fetched from anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QColor, QImage, QTextCursor, QTextDocument, QTextFrameFormat, QTextLength, QTextTable
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from gui.manual.pages import anchor_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QTextBlock
    from PySide6.QtWidgets import QWidget

    from gui.manual.pages import Page
    from gui.theme import Theme

READING: Final = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
MARGIN: Final = 14
PADDING: Final = 5
SPACE_ABOVE: Final = 18
SPACE_BELOW: Final = 6
MOST_HITS: Final = 500


class ManualBrowser(QTextBrowser):
    """Shows a page. It opens no file and no address: where a link leads is told by `anchorClicked` alone."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self._page: Page | None = None
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        theme.changed.connect(self._draw)

    def loadResource(self, _kind: int, _name: QUrl | str) -> QImage:
        """Return an empty picture for whatever a text asks for: Qt itself would open files that it names."""
        return QImage()

    def show_page(self, page: Page | None) -> None:
        """Show a page from its beginning."""
        self._page = page
        self._draw()
        self.verticalScrollBar().setValue(0)

    def go_to_heading(self, anchor: str) -> None:
        """Bring a heading to the top, by the name that links know it by."""
        heading = next((block for block in self._headings() if anchor_of(block.text()) == anchor), None)
        if heading is not None:
            self.setTextCursor(QTextCursor(heading))
            top = self.document().documentLayout().blockBoundingRect(heading).top()
            self.verticalScrollBar().setValue(round(top))

    def mark(self, words: str) -> int:
        """Mark every place with these words, bring the first into sight, and return how many there are."""
        hits = list(self._hits(words))
        marks = []
        for hit in hits:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = hit
            mark.format.setBackground(self.palette().highlight())
            mark.format.setForeground(self.palette().highlightedText())
            marks.append(mark)
        self.setExtraSelections(marks)
        if hits:
            self._go_to(hits[0])
        return len(hits)

    def next_hit(self, words: str) -> None:
        """Go on to the next place with one of these words; after the last comes the first."""
        now = self.textCursor().position()
        hits = list(self._hits(words))
        if hits:
            self._go_to(next((hit for hit in hits if hit.selectionStart() > now), hits[0]))

    def _go_to(self, hit: QTextCursor) -> None:
        place = QTextCursor(hit)
        place.setPosition(hit.selectionStart())
        self.setTextCursor(place)
        self.ensureCursorVisible()

    def _hits(self, words: str) -> Iterator[QTextCursor]:
        found: list[QTextCursor] = []
        for word in words.split():
            hit = self.document().find(word)
            while not hit.isNull() and len(found) < MOST_HITS:
                found.append(hit)
                hit = self.document().find(word, hit)
        yield from sorted(found, key=QTextCursor.selectionStart)

    def _draw(self) -> None:
        """Show the page in the colours of now: Qt writes the colour of links into the text itself."""
        place = self.verticalScrollBar().value()
        self.setExtraSelections([])
        self.document().setMarkdown(self._page.text if self._page else "", READING)
        self.document().setDocumentMargin(MARGIN)
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._dress(frame)
        for heading in self._headings():
            form = heading.blockFormat()
            form.setTopMargin(SPACE_ABOVE if heading.blockNumber() else 0)
            form.setBottomMargin(SPACE_BELOW)
            QTextCursor(heading).setBlockFormat(form)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(place)

    def _headings(self) -> Iterator[QTextBlock]:
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel():
                yield block
            block = block.next()

    def _dress(self, table: QTextTable) -> None:
        form = table.format()
        form.setBorder(1)
        form.setBorderCollapse(True)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderBrush(QColor(self._theme.colours.line))
        form.setCellPadding(PADDING)
        form.setCellSpacing(0)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        table.setFormat(form)
