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
        self._said: tuple[str, ...] = ()
        self._kept: tuple[str, ...] = ()
        self._text = wrapped_label("", self)
        self._close = QPushButton(said("Close"), self)
        self._close.setAccessibleName(said("Close this message"))
        self._close.clicked.connect(self._close_all)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.addWidget(self._text, 1)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def say(self, *sentences: str) -> None:
        """Say these sentences in place of those before; what is to be kept stays below them."""
        self._said = sentences
        self._show()

    def add(self, *sentences: str) -> None:
        """Say these sentences below those before."""
        self.say(*self._said, *sentences)

    def keep(self, *sentences: str) -> None:
        """Say these sentences, and leave them in sight until a person closes them."""
        self._kept += sentences
        self._show()

    @Slot()
    def clear(self) -> None:
        """Take away what is not to be kept."""
        if self._kept:
            self.say()
        else:
            self._close_all()

    @Slot()
    def _close_all(self) -> None:
        self._said = self._kept = ()
        self.hide()

    def _show(self) -> None:
        self._text.setText("\n".join(map(visible, (*self._said, *self._kept))))
        self.setAccessibleName(self.text)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
