"""The as-of date in the tool bar: the day that all windows are counted from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QPushButton, QWidget

from gui.plain_text import PlainLabel, plain_tooltip
from gui.words import Words

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QWheelEvent

    from gui.session import Session

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

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show the session's day."""
        super().__init__(parent)
        self._session = session
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
        session.result_changed.connect(self.show_day)
        session.register_changed.connect(self.reword)
        self.reword()
        self.show_day()

    @Slot()
    def reword(self) -> None:
        """Change every word to the session's register."""
        register = self._session.register
        self._label.setText(AS_OF.of(register))
        self.day.setAccessibleName(AS_OF.of(register))
        self.day.setToolTip(plain_tooltip(AS_OF_HINT.of(register)))
        self.reset.setText(RESET.of(register))
        self.reset.setAccessibleName(RESET_HINT.of(register))
        self.reset.setToolTip(plain_tooltip(RESET_HINT.of(register)))

    @Slot()
    def show_day(self) -> None:
        """Show the session's day, unless somebody is typing one."""
        on = self._session.on
        self.reset.setEnabled(self._session.has_chosen_day)
        if not self.day.hasFocus():
            with QSignalBlocker(self.day):
                self.day.setDate(QDate(on.year, on.month, on.day))

    def _chosen(self, day: QDate) -> None:
        chosen: date = day.toPython()  # type: ignore[assignment]
        self._session.set_day(chosen)

    def _back(self) -> None:
        self._session.set_day(None)
        with QSignalBlocker(self.day):
            on = self._session.on
            self.day.setDate(QDate(on.year, on.month, on.day))
