"""What a worklist is asked of: the folder, the day, how far back and ahead, and which trials."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from gui.day_edit import EARLIEST, LATEST, DayField
from gui.plain_text import PlainLabel, plain_tooltip
from gui.words import said
from matcher.explain import visible
from matcher.worklist import LOOK_AHEAD_DAYS, LOOK_BACK_DAYS, Days

if TYPE_CHECKING:
    from pathlib import Path

MOST_DAYS, ROOM = 365, 24
NO_FOLDER = "no folder chosen yet"
TRIALS = ("All, closed ones too", "Taking new patients")


class DaysField(QLineEdit):
    """A number of days; what is none gives way to the usual one when it is read."""

    def __init__(self, least: int, usual: int, name: str, parent: QWidget | None = None) -> None:
        """Begin with the usual number."""
        super().__init__(str(usual), parent)
        self._usual = usual
        self.setValidator(QIntValidator(least, MOST_DAYS, self))
        self.setAccessibleName(name)
        self.setFixedWidth(self.fontMetrics().horizontalAdvance(str(MOST_DAYS)) + ROOM)

    @property
    def value(self) -> int:
        """The number, which is then in sight too."""
        if not self.hasAcceptableInput():
            self.setText(str(self._usual))
        return int(self.text())


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
        self.back = DaysField(1, LOOK_BACK_DAYS, said("Days back that it is compared with"), self)
        self.ahead = DaysField(0, LOOK_AHEAD_DAYS, said("Days ahead"), self)
        self.trials = QComboBox(self)
        self.trials.setAccessibleName(said("Trials"))
        self.trials.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.trials.setMinimumContentsLength(17)
        for words in TRIALS:
            self.trials.addItem(said(words))
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
        return Days.of(on, on - timedelta(days=self.back.value), self.ahead.value)

    @property
    def only_recruiting(self) -> bool:
        """Whether only trials that take new patients are asked for."""
        return self.trials.currentIndex() == len(TRIALS) - 1

    def show_folder(self, folder: Path) -> None:
        """Ask of this folder from now on."""
        self.folder = folder
        self._folder_name.setText(visible(folder.name or str(folder)))
        self._folder_name.setToolTip(plain_tooltip(visible(str(folder))))
        self.make.setEnabled(True)

    def set_busy(self, busy: bool) -> None:
        """Take no questions while one is being answered."""
        for widget in (self.folder_button, self.day, self.back, self.ahead, self.trials):
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

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.folder_button)
        first.addWidget(self._folder_name, 1)
        asked: tuple[tuple[str, QWidget], ...] = (
            (said("Day"), self.day),
            (said("Days back"), self.back),
            (said("Days ahead"), self.ahead),
            (said("Trials"), self.trials),
        )
        for text, field in asked:
            label = PlainLabel(text, "", self)
            label.setBuddy(field)
            second.addWidget(label)
            second.addWidget(field, int(field is self.trials))
            second.addSpacing(8)
        second.addWidget(self.make)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(first)
        column.addLayout(second)
