"""What a worklist is asked of: the folder, the day, how far back and ahead, and which trials."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QPushButton, QSpinBox, QWidget

from gui.day_edit import EARLIEST, LATEST, DayField
from gui.plain_text import PlainLabel, plain_tooltip
from gui.words import said
from matcher.explain import visible
from matcher.worklist import LOOK_AHEAD_DAYS, LOOK_BACK_DAYS, Days

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QWheelEvent

MOST_DAYS = 365
NO_FOLDER = "no folder chosen yet"


class _Count(QSpinBox):
    """A number of days that a turning wheel does not change by accident."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Do nothing."""
        event.ignore()


class AskingRow(QWidget):
    """The questions, in the order in which they are asked."""

    folder_wanted = Signal()
    wanted = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        """Begin with no folder, on this day."""
        super().__init__(parent)
        self.folder: Path | None = None
        self.folder_button = QPushButton(said("Choose the folder ..."), self)
        self.folder_button.clicked.connect(self.folder_wanted)
        self._folder_name = PlainLabel(said(NO_FOLDER), "faint", self)
        self.day = self._date_field(today, said("Day of the worklist"))
        self.back = self._count_field(1, LOOK_BACK_DAYS, said("Days back that it is compared with"))
        self.ahead = self._count_field(0, LOOK_AHEAD_DAYS, said("Days ahead"))
        self.recruiting = QCheckBox(said("Only trials that take new patients"), self)
        self.make = QPushButton(said("Make the worklist"), self)
        self.make.clicked.connect(self.wanted)
        self.make.setEnabled(False)
        for button in (self.folder_button, self.make):
            button.setAutoDefault(False)
        self._lay_out()

    @property
    def days(self) -> Days:
        """The days asked for."""
        on: date = self.day.date().toPython()  # type: ignore[assignment]
        return Days.of(on, on - timedelta(days=self.back.value()), self.ahead.value())

    def show_folder(self, folder: Path) -> None:
        """Ask of this folder from now on."""
        self.folder = folder
        self._folder_name.setText(visible(folder.name or str(folder)))
        self._folder_name.setToolTip(plain_tooltip(visible(str(folder))))
        self.make.setEnabled(True)

    def set_busy(self, busy: bool) -> None:
        """Take no questions while one is being answered."""
        for widget in (self.folder_button, self.day, self.back, self.ahead, self.recruiting):
            widget.setEnabled(not busy)
        self.make.setEnabled(not busy and self.folder is not None)

    def _date_field(self, day: date, name: str) -> DayField:
        field = DayField(self)
        field.setDisplayFormat("yyyy-MM-dd")
        field.setCalendarPopup(True)
        field.setDateRange(EARLIEST, LATEST)
        field.setDate(QDate(day.year, day.month, day.day))
        field.setAccessibleName(name)
        return field

    def _count_field(self, least: int, usual: int, name: str) -> _Count:
        field = _Count(self)
        field.setRange(least, MOST_DAYS)
        field.setValue(usual)
        field.setAccessibleName(name)
        return field

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.folder_button)
        first.addWidget(self._folder_name, 1)
        first.addWidget(self.recruiting)
        asked = ((said("Day"), self.day), (said("Days back"), self.back), (said("Days ahead"), self.ahead))
        for text, field in asked:
            label = PlainLabel(text, "", self)
            label.setBuddy(field)
            second.addWidget(label)
            second.addWidget(field)
            second.addSpacing(10)
        second.addStretch(1)
        second.addWidget(self.make)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addLayout(first, 0, 0)
        grid.addLayout(second, 1, 0)
