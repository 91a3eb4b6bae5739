"""The reader's own note on one trial."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from criteria.marks import LONGEST_NOTE
from gui.plain_text import wrapped_label
from gui.words import Words

if TYPE_CHECKING:
    from matcher.explain import Register

SIZE = QSize(460, 280)
TITLE = Words("Note on {trial}", "My note on {trial}")
HINT = Words(
    "For this patient and this trial; saved beside the patient's file, never printed or exported.",
    "Just for you. It is saved next to your file and is not printed.",
)
TOO_LONG = Words("The note is {n} letters too long.")
SAVE, REMOVE, CANCEL = Words("Keep the note"), Words("Remove the note"), Words("Cancel")


class NoteDialog(QDialog):
    """Asks for a text; `written` tells it, "" where the note is to go."""

    written = Signal(str)

    def __init__(self, trial: str, text: str, register: Register, parent: QWidget) -> None:
        """Show the note that there is."""
        super().__init__(parent)
        self._register = register
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = TITLE.of(register).format(trial=trial)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.text = QPlainTextEdit(text, self)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(title)
        hint = wrapped_label("hint", self)
        hint.setText(HINT.of(register))
        self._problem = wrapped_label("problem", self)
        self._problem.hide()
        self.buttons = QDialogButtonBox(self)
        roles = QDialogButtonBox.ButtonRole
        self.keep = self.buttons.addButton(SAVE.of(register), roles.AcceptRole)
        self.keep.setDefault(True)
        self.remove = self.buttons.addButton(REMOVE.of(register), roles.DestructiveRole)
        self.remove.setEnabled(bool(text))
        self.remove.clicked.connect(self._remove)
        self.buttons.addButton(CANCEL.of(register), roles.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.text.textChanged.connect(self._check)
        column = QVBoxLayout(self)
        for widget in (hint, self.text, self._problem, self.buttons):
            column.addWidget(widget)
        self.resize(SIZE)
        self.text.setFocus()
        self._check()

    def accept(self) -> None:
        """Tell the note and close; an empty one is no note."""
        if self._excess() <= 0:
            self.written.emit(self.text.toPlainText().strip())
            super().accept()

    @Slot()
    def _remove(self) -> None:
        self.written.emit("")
        super().accept()

    def _excess(self) -> int:
        return len(self.text.toPlainText().strip()) - LONGEST_NOTE

    @Slot()
    def _check(self) -> None:
        self._problem.setText(TOO_LONG.of(self._register).format(n=self._excess()))
        self._problem.setVisible(self._excess() > 0)
        self.keep.setEnabled(self._excess() <= 0)
