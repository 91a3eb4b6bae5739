"""The switch at the head of the ranking: the list, or the calendar of the coming months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from gui.words import Words

if TYPE_CHECKING:
    from matcher.explain import Register

LIST, CALENDAR = Words("List"), Words("Calendar")
NAMES = {False: Words("Show the trials as a list"), True: Words("Show the coming months of the trials")}


class ViewSwitch(QWidget):
    """Two buttons side by side, one of them down."""

    chosen = Signal(bool)  # whether the calendar

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with the list."""
        super().__init__(parent)
        self._buttons = {False: QToolButton(self), True: QToolButton(self)}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for button in self._buttons.values():
            button.setProperty("role", "switch")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        self._buttons[False].setChecked(True)
        self._buttons[True].toggled.connect(self.chosen)

    @property
    def shows_calendar(self) -> bool:
        """Whether the calendar is chosen."""
        return self._buttons[True].isChecked()

    def choose(self, *, calendar: bool) -> None:
        """Press the button of one of the two."""
        self._buttons[calendar].setChecked(True)

    def reword(self, register: Register) -> None:
        """Change the words to a register."""
        for is_calendar, words in ((False, LIST), (True, CALENDAR)):
            self._buttons[is_calendar].setText(words.of(register))
            self._buttons[is_calendar].setAccessibleName(NAMES[is_calendar].of(register))
