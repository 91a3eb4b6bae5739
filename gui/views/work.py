"""Work that takes a while, in the status bar: that it goes on, and a way to end it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QWidget

from gui.words import Words

if TYPE_CHECKING:
    from matcher.explain import Register

WORKING, CANCEL = Words("Making the report"), Words("Cancel")
WIDTH = 120


class WorkStrip(QWidget):
    """A bar that moves, and a button."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Stay out of sight until there is work."""
        super().__init__(parent)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 0)  # nobody knows how long the pages will take
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(WIDTH)
        self._button = QPushButton(self)
        self._button.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._bar)
        row.addWidget(self._button)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def reword(self, register: Register) -> None:
        """Change the words to a register."""
        self._bar.setAccessibleName(WORKING.of(register))
        self._button.setText(CANCEL.of(register))
        self._button.setAccessibleName(f"{CANCEL.of(register)}: {WORKING.of(register)}")
