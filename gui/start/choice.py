"""A large button: what it does, and below it a line of what that means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from gui.plain_text import PlainLabel, wrapped_label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.words import Words
    from matcher.explain import Register


class ChoiceButton(QPushButton):
    """A button of two texts; `Enter` presses it as `Space` does."""

    def __init__(self, name: Words, hint: Words, parent: QWidget | None = None) -> None:
        """Say nothing yet."""
        super().__init__(parent)
        self._words = (name, hint)
        self._name, self._hint = PlainLabel("", "heading", self), wrapped_label("faint", self)
        self.setProperty("role", "choice")
        self.setAutoDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(2)
        for label in (self._name, self._hint):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)

    def reword(self, register: Register) -> None:
        """Change the words to a register."""
        name, hint = (words.of(register) for words in self._words)
        self._name.setText(name)
        self._hint.setText(hint)
        self.setAccessibleName(name)
        self.setAccessibleDescription(hint)

    def sizeHint(self) -> QSize:
        """Have room for both texts: a button's own hint knows of one alone."""
        column = self.layout()
        return column.sizeHint() if column else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Have room for both texts."""
        column = self.layout()
        return column.minimumSize() if column else super().minimumSizeHint()
