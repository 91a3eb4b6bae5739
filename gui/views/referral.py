"""The text to a trial's site, to read and to copy; the program sends nothing."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from gui.plain_text import wrapped_label
from gui.words import said

SIZE = QSize(700, 560)


class ReferralDialog(QDialog):
    """Shows the text; a button copies it."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        """Show `text`."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(said("Text to the site"))
        self.setAccessibleName(said("Text to the site"))
        hint = wrapped_label("warning", self)
        hint.setText(
            said(
                "Read it before you send it. It holds no name and no days, but a rare tumour may still tell "
                "who is meant. The program sends nothing: copy the text into your own letter or mail."
            )
        )
        self.text = QPlainTextEdit(self)
        self.text.setPlainText(text)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(said("Text to the site"))
        kinds = QDialogButtonBox.StandardButton
        self._buttons = QDialogButtonBox(kinds.Close, self)
        self.copy = self._buttons.addButton(said("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.clicked.connect(self._copy_text)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(hint)
        column.addWidget(self.text, 1)
        column.addWidget(self._buttons)
        self.text.setFocus()
        self.resize(SIZE.boundedTo(self.screen().availableSize() * 0.95))

    def _copy_text(self) -> None:
        QApplication.clipboard().setText(self.text.toPlainText())
        self.copy.setText(said("Copied"))
