"""The report's pages as they will be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPainter
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QScrollArea, QVBoxLayout, QWidget

from gui.words import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

PREVIEW_PPI = 96.0
SIZE = QSize(880, 720)


class PageView(QWidget):
    """One page; its picture is unpacked when it comes into sight, so that a long report opens at once."""

    def __init__(self, picture: bytes, parent: QWidget | None = None) -> None:
        """Take the page's place."""
        super().__init__(parent)
        self._picture = picture
        buffer = QBuffer(self)
        buffer.setData(QByteArray(picture))
        self.setFixedSize(QImageReader(buffer).size() / self.devicePixelRatioF())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page."""
        image = QImage.fromData(self._picture)
        QPainter(self).drawImage(self.rect(), image)


class PreviewDialog(QDialog):
    """Shows pages under each other; from here they are exported or printed."""

    export = Signal()
    print_out = Signal()

    def __init__(self, pages: Sequence[bytes], parent: QWidget | None = None, title: str = "") -> None:
        """Show the pages; without a title they are a report's."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title or said("Preview of the report"))
        self.setAccessibleName(self.windowTitle())
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setSpacing(14)
        self.pages: list[PageView] = []
        for number, picture in enumerate(pages, 1):
            page = PageView(picture, inside)
            page.setAccessibleName(said("Page {page} of {pages}").format(page=number, pages=len(pages)))
            column.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
            self.pages.append(page)
        area = QScrollArea(self)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.setAccessibleName(said("Pages"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        role = QDialogButtonBox.ButtonRole.ActionRole
        buttons.addButton(said("Export as PDF"), role).clicked.connect(self.export)
        buttons.addButton(said("Print"), role).clicked.connect(self.print_out)
        buttons.rejected.connect(self.reject)
        outer = QVBoxLayout(self)
        outer.addWidget(area, 1)
        outer.addWidget(buttons)
        area.setFocus()
        self.resize(SIZE.boundedTo(self.screen().availableSize() * 0.95))
