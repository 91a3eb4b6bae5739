"""The pages of the form as a list: title, how many questions are answered, whether something is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from gui.plain_text import plain_tooltip
from gui.words import Words, said

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

Index = QModelIndex | QPersistentModelIndex
SectionRow = tuple[str, int, bool]
ANSWERED = Words("{title}: {answered} answers")
WRONG = Words("; an answer cannot be read")


class SectionModel(QAbstractListModel):
    """A row a page."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Hold no pages yet."""
        super().__init__(parent)
        self._rows: list[SectionRow] = []

    def set_rows(self, rows: list[SectionRow]) -> None:
        """Show these pages."""
        if len(rows) != len(self._rows):
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
        elif rows != self._rows:
            self._rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many pages there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a page's title with the count of its answers, or the whole sentence."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        title, answered, is_wrong = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            mark = "⚠ " if is_wrong else ""
            return f"{mark}{title}  {answered}" if answered else f"{mark}{title}"
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            text = said(ANSWERED.clinician).format(title=title, answered=answered)
            text += said(WRONG.clinician) if is_wrong else ""
            return plain_tooltip(text) if role == Qt.ItemDataRole.ToolTipRole else text
        return None
