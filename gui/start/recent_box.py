"""The last files on the start page, and the switch that lets them be remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from gui.plain_text import plain_tooltip, wrapped_label
from gui.recent import labels_of
from gui.start.choice import KeyButton, LinkButton
from gui.start.words import FORGET, IN_FOLDER, NO_RECENT, RECENT_TITLE, REMEMBER, REMEMBER_WHY
from matcher.wording.signs import visible
from matcher.wording.voice import Register

if TYPE_CHECKING:
    from pathlib import Path

    from gui.recent import RecentFiles


class RecentBox(QWidget):
    """A button for each file, by its name; the folder is in the tooltip."""

    wanted = Signal(object)  # a path

    def __init__(self, recent: RecentFiles, parent: QWidget | None = None) -> None:
        """Show the list."""
        super().__init__(parent)
        self._recent = recent
        self._register = Register.CLINICIAN
        self._title = wrapped_label("heading", self)
        self._none = wrapped_label("faint", self)
        self._why = wrapped_label("hint", self)
        self.switch = QCheckBox(self)
        self.switch.setChecked(recent.is_on)
        self.switch.toggled.connect(recent.turn)
        self.forget = KeyButton(self)
        self.forget.clicked.connect(recent.forget)
        self.buttons: list[LinkButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        row = QHBoxLayout()
        row.addWidget(self.switch)
        row.addStretch(1)
        row.addWidget(self.forget)
        for label in (self._title, self._none):
            self._column.addWidget(label)
        self._column.addLayout(row)
        self._column.addWidget(self._why)
        recent.changed.connect(self.show_list)

    def reword(self, register: Register) -> None:
        """Change the words to a register."""
        self._register = register
        for label, words in ((self._title, RECENT_TITLE), (self._none, NO_RECENT), (self._why, REMEMBER_WHY)):
            label.setText(words.of(register))
        for button, words in ((self.switch, REMEMBER), (self.forget, FORGET)):
            button.setText(words.of(register))
            button.setAccessibleName(words.of(register))
        self.switch.setAccessibleDescription(REMEMBER_WHY.of(register))
        self.show_list()

    @Slot()
    def show_list(self) -> None:
        """Show the files of now."""
        for button in self.buttons:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        paths = self._recent.paths
        self.buttons = [self._button(*file) for file in zip(paths, labels_of(paths), strict=True)]
        before: QWidget | None = None
        for place, button in enumerate(self.buttons, start=1):
            self._column.insertWidget(place, button)
            if before is not None:
                self.setTabOrder(before, button)
            before = button
        if before is not None:
            self.setTabOrder(before, self.switch)
        self.setTabOrder(self.switch, self.forget)
        self._none.setVisible(self._recent.is_on and not paths)
        self.forget.setVisible(bool(paths))
        self.switch.setChecked(self._recent.is_on)

    def _button(self, path: Path, label: str) -> LinkButton:
        button = LinkButton(self)
        button.say(label)
        folder = IN_FOLDER.of(self._register).format(folder=visible(str(path.parent)))
        button.setToolTip(plain_tooltip(folder))
        button.setAccessibleDescription(folder)
        button.clicked.connect(lambda: self.wanted.emit(path))
        return button
