"""Two lines for what stands on every printed page to tell the patient from another."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from gui.words import said
from matcher.report import Identifiers

LONGEST = 100


class IdentifierForm(QWidget):
    """Asks for two identifiers, or none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show two empty lines."""
        super().__init__(parent)
        self.first, self.second = QLineEdit(self), QLineEdit(self)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(said("First identifier, such as the name"), self.first)
        form.addRow(said("Second identifier, such as the number"), self.second)
        for line, name in ((self.first, said("First identifier")), (self.second, said("Second identifier"))):
            line.setMaxLength(LONGEST)
            line.setAccessibleName(name)
        self.setFocusProxy(self.first)

    def read(self) -> Identifiers | None:
        """Return both identifiers, or None where both lines are empty.

        Raises:
            InputError: when only one is given, or one is too long.
        """
        first, second = self.first.text().strip(), self.second.text().strip()
        return Identifiers(first, second) if first or second else None
