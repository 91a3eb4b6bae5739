"""What the eligibility checklist is asked for: with the patient's data or blank, and whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QDialog, QDialogButtonBox, QRadioButton, QVBoxLayout, QWidget

from criteria.problems import InputError
from gui.identifiers import IdentifierForm
from gui.plain_text import wrapped_label
from gui.words import said

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcher.report import Identifiers

WIDTH = 460


@dataclass(frozen=True, slots=True)
class ChecklistChoice:
    """Of which trial a checklist is, whether it is blank, and whose it is."""

    trial: str
    is_blank: bool = False
    identifiers: Identifiers | None = None


class ChecklistDialog(QDialog):
    """Asks for what a checklist needs, and hands the choice on."""

    def __init__(self, parent: QWidget, trial: str, done: Callable[[ChecklistChoice], None]) -> None:
        """Propose the checklist of `trial` with the patient's data."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(said("Eligibility checklist"))
        self.setAccessibleName(said("Eligibility checklist"))
        self._trial, self._done = trial, done
        self.filled = QRadioButton(said("With the program's reading of this patient's data"), self)
        self.blank = QRadioButton(said("Blank form, without any patient's data"), self)
        self.identifiers = IdentifierForm(self)
        self._problem = wrapped_label("problem", self)
        self._problem.hide()
        self._lay_out()
        self.filled.setFocus()

    def _lay_out(self) -> None:
        what, hint = wrapped_label("strong", self), wrapped_label("hint", self)
        what.setText(said("Checklist of {trial}, to tick and to sign, in clinical words").format(trial=self._trial))
        hint.setText(said("Two identifiers stand on every page. Without them the form has lines to write them on."))
        group = QButtonGroup(self)
        for button in (self.filled, self.blank):
            group.addButton(button)
            button.setAccessibleName(button.text())
        self.filled.setChecked(True)
        self.blank.toggled.connect(self.identifiers.setDisabled)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Save | kinds.Cancel, self)
        buttons.button(kinds.Save).setText(said("Save as PDF ..."))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addStrut(WIDTH)  # a least width that gives way to larger letters
        for widget in (what, self.filled, self.blank, hint, self.identifiers, self._problem, buttons):
            column.addWidget(widget)

    def accept(self) -> None:
        """Hand on the choice; half an identification is refused."""
        is_blank = self.blank.isChecked()
        try:
            identifiers = None if is_blank else self.identifiers.read()
        except InputError as error:
            self._problem.setText(str(error))
            self._problem.show()
            return
        super().accept()
        self._done(ChecklistChoice(self._trial, is_blank, identifiers))
