"""A text that can be read in several ways: each reading, and the question for the site, ready to be copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from gui.plain_text import PlainLabel, wrapped_label
from gui.words import Words
from matcher.explain import Register, visible

if TYPE_CHECKING:
    from matcher.report.document import CriterionRow

COPY = Words("Copy the question")
COPIED = Words("Copied")


class ReadingsBox(QWidget):
    """Shows the readings of one criterion; the same box is used again for another."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._register = Register.CLINICIAN
        self._question = ""
        self._lines: list[PlainLabel] = []
        self._ask = wrapped_label("strong", self)
        self.copy_button = QPushButton(self)
        self.copy_button.clicked.connect(self._copy)
        self._readings = QVBoxLayout()
        self._readings.setSpacing(5)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(6)
        column.addLayout(self._readings)
        column.addWidget(self._ask)
        column.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_row(self, row: CriterionRow, register: Register) -> None:
        """Show the readings of a criterion and its question, where there is one to ask."""
        self._register, self._question = register, visible(row.question)
        while len(self._lines) < len(row.readings):
            label = wrapped_label("", self)
            self._readings.addWidget(label)
            self._lines.append(label)
        for index, label in enumerate(self._lines):
            label.setVisible(index < len(row.readings))
            label.setText(visible(row.readings[index]) if index < len(row.readings) else "")
        self._ask.setText(visible(row.ask))
        for widget in (self._ask, self.copy_button):
            widget.setVisible(bool(row.question))
        self.copy_button.setText(COPY.of(register))
        self.copy_button.setAccessibleName(f"{COPY.of(register)}: {self._question}")

    @property
    def texts(self) -> tuple[str, ...]:
        """What stands in the box."""
        return (*(label.text() for label in self._lines if label.text()), self._ask.text())

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._question)
        self.copy_button.setText(COPIED.of(self._register))
