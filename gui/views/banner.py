"""A line across the window that says what went wrong, and stays until it is closed. It never blocks the work."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from gui.plain_text import wrapped_label
from gui.words import said
from matcher.wording.signs import visible


class Banner(QFrame):
    """Sentences for the person at the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Stay out of sight until there is something to say."""
        super().__init__(parent)
        self.setProperty("role", "banner")
        self._kept = ""
        self._text = wrapped_label("", self)
        self._close = QPushButton(said("Close"), self)
        self._close.setAccessibleName(said("Close this message"))
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.addWidget(self._text, 1)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def add(self, text: str) -> None:
        """Say these sentences below what it says already."""
        self.say("\n".join([self.text, text] if not self.isHidden() else [text]))

    def keep(self, text: str) -> None:
        """Say these sentences, and leave them in sight until a person closes them."""
        self._kept = visible(text)
        self.add(text)

    @Slot()
    def clear(self) -> None:
        """Take away what is not to be kept."""
        if self._kept and not self.isHidden() and self._kept in self.text:
            self.say(self._kept)
        else:
            self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def say(self, text: str) -> None:
        """Come into sight with these sentences."""
        self._text.setText(visible(text))
        self.setAccessibleName(text)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
