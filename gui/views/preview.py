"""The report's pages as they will be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QScrollArea, QVBoxLayout, QWidget

from gui.words import said

if TYPE_CHECKING:
    from collections.abc import Sequence

PREVIEW_PPI = 96.0


class PreviewDialog(QDialog):
    """Shows pages under each other; from here they are exported or printed."""

    export = Signal()
    print_out = Signal()

    def __init__(self, pages: Sequence[bytes], parent: QWidget | None = None) -> None:
        """Show the pages."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(said("Preview of the report"))
        self.setAccessibleName(said("Preview of the report"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setSpacing(14)
        scale = self.devicePixelRatioF()
        for number, page in enumerate(pages, 1):
            picture = QPixmap()
            picture.loadFromData(page)
            picture.setDevicePixelRatio(scale)
            label = QLabel(inside)
            label.setPixmap(picture)
            label.setAccessibleName(said("Page {page} of {pages}").format(page=number, pages=len(pages)))
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        area = QScrollArea(self)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.setAccessibleName(said("Pages of the report"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        role = QDialogButtonBox.ButtonRole.ActionRole
        buttons.addButton(said("Export as PDF"), role).clicked.connect(self.export)
        buttons.addButton(said("Print"), role).clicked.connect(self.print_out)
        buttons.rejected.connect(self.reject)
        outer = QVBoxLayout(self)
        outer.addWidget(area, 1)
        outer.addWidget(buttons)
        self.resize(880, 720)
