"""What the take-along sheet is asked for: whose it is, on which trials, to be seen first or saved at once."""

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
class SheetChoice:
    """Whose the sheet is, and which trials it is about; none means all."""

    identifiers: Identifiers | None = None
    only: tuple[str, ...] = ()


class SheetDialog(QDialog):
    """Asks for what a sheet needs, and hands the choice on: to be seen and printed, or to be saved."""

    def __init__(
        self,
        parent: QWidget,
        trial: str,
        preview: Callable[[SheetChoice], None],
        save: Callable[[SheetChoice], None],
    ) -> None:
        """Propose a sheet on all trials; `trial` is the one that is chosen in the list, if any."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(said("Take-along sheet"))
        self.setAccessibleName(said("Take-along sheet"))
        self._trial = trial
        self.all = QRadioButton(said("All trials that could fit"), self)
        self.one = QRadioButton(said("Only the trial chosen in the list: {trial}").format(trial=trial), self)
        self.identifiers = IdentifierForm(self)
        self._problem = wrapped_label("problem", self)
        self._problem.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.look = self.buttons.addButton(said("Preview and print"), role)
        self.save = self.buttons.addButton(said("Save as PDF ..."), role)
        self.look.setDefault(True)
        self.look.clicked.connect(lambda: self._hand_on(preview))
        self.save.clicked.connect(lambda: self._hand_on(save))
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        self.all.setFocus()

    def _lay_out(self) -> None:
        what, hint = wrapped_label("strong", self), wrapped_label("hint", self)
        what.setText(said("One or two pages in plain words to take to the next appointment"))
        hint.setText(said("Two identifiers stand on every page. Without them the sheet has lines to write them on."))
        group = QButtonGroup(self)
        for button in (self.all, self.one):
            group.addButton(button)
            button.setAccessibleName(button.text())
        self.all.setChecked(True)
        self.one.setVisible(bool(self._trial))
        column = QVBoxLayout(self)
        column.addStrut(WIDTH)  # a least width that gives way to larger letters
        for widget in (what, self.all, self.one, hint, self.identifiers, self._problem, self.buttons):
            column.addWidget(widget)

    def _hand_on(self, use: Callable[[SheetChoice], None]) -> None:
        """Hand on the choice; half an identification is refused."""
        try:
            identifiers = self.identifiers.read()
        except InputError as error:
            self._problem.setText(str(error))
            self._problem.show()
            return
        self.accept()
        use(SheetChoice(identifiers, (self._trial,) if self.one.isChecked() else ()))
