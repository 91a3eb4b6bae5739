"""The as-of date in the tool bar: the day that all windows are counted from."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QPushButton, QWidget

from gui.plain_text import PlainLabel, plain_tooltip
from gui.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent

    from gui.session import Session
    from matcher.explain import Register

AS_OF = Words("As of", "Worked out for")
AS_OF_HINT = Words("The day that all time limits are counted from.")
RESET = Words("Reset", "Reset")
RESET_HINT = Words("Back to the patient file's own date, or today.")
EARLIEST, LATEST = QDate(1990, 1, 1), QDate(2199, 12, 31)


class DayField(QDateEdit):
    """A date that a turning wheel does not change by accident."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Do nothing."""
        event.ignore()


class DayEdit(QWidget):
    """Shows and changes the session's as-of date."""

    changed = Signal()

    def __init__(self, register: Register, parent: QWidget | None = None) -> None:
        """Show today; there is nothing to change before there is a session."""
        super().__init__(parent)
        self._session: Session | None = None
        self._label = PlainLabel("", "", self)
        self.day = DayField(self)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setCalendarPopup(True)
        self.day.setDateRange(EARLIEST, LATEST)
        self.day.setKeyboardTracking(False)
        self.day.dateChanged.connect(self._chosen)
        self.reset = QPushButton(self)
        self.reset.clicked.connect(self._back)
        self._label.setBuddy(self.day)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 0, 0)
        for widget in (self._label, self.day, self.reset):
            row.addWidget(widget)
        self.setEnabled(False)
        self._write(date.today())  # noqa: DTZ011 - the day here, as in the session
        self.reword(register)

    def attend(self, session: Session) -> None:
        """Show and change the day of this session from now on."""
        self._session = session
        session.settled_changed.connect(self.show_day)
        self.setEnabled(True)
        self.show_day()

    def reword(self, register: Register) -> None:
        """Change every word to a register."""
        self._label.setText(AS_OF.of(register))
        self.day.setAccessibleName(AS_OF.of(register))
        self.day.setToolTip(plain_tooltip(AS_OF_HINT.of(register)))
        self.reset.setText(RESET.of(register))
        self.reset.setAccessibleName(RESET_HINT.of(register))
        self.reset.setToolTip(plain_tooltip(RESET_HINT.of(register)))

    @Slot()
    def show_day(self) -> None:
        """Show the session's day, unless somebody is typing one."""
        if self._session is not None:
            self.reset.setEnabled(self._session.has_chosen_day)
            if not self.day.hasFocus():
                self._write(self._session.on)

    def _write(self, on: date) -> None:
        with QSignalBlocker(self.day):
            self.day.setDate(QDate(on.year, on.month, on.day))

    def _chosen(self, day: QDate) -> None:
        chosen: date = day.toPython()  # type: ignore[assignment]
        if self._session is not None:
            self._session.set_day(chosen)

    def _back(self) -> None:
        if self._session is not None:
            self._session.set_day(None)
            self._write(self._session.on)
