"""A large button: what it does, and below it a line of what that means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from gui.plain_text import PlainLabel, wrapped_label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from gui.words import Words
    from matcher.explain import Register


class KeyButton(QPushButton):
    """A button that `Enter` presses as `Space` does, without looking like the one that a dialog proposes."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button with Enter too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class LinkButton(KeyButton):
    """A line of text that can be pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Say nothing yet."""
        super().__init__(parent)
        self.setFlat(True)
        self.setProperty("role", "link")

    def say(self, text: str) -> None:
        """Show a text as it stands."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)


class ChoiceButton(KeyButton):
    """A button of two texts."""

    def __init__(self, name: Words, hint: Words, parent: QWidget | None = None) -> None:
        """Say nothing yet."""
        super().__init__(parent)
        self._words = (name, hint)
        self._name, self._hint = PlainLabel("", "heading", self), wrapped_label("faint", self)
        self.setProperty("role", "choice")
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
