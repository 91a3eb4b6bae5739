"""One list of a worklist as rows of words; nothing of it is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from gui.plain_text import plain_tooltip

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from matcher.worklist_lines import Table

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole


class WorklistModel(QAbstractTableModel):
    """A row an item."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Hold nothing yet."""
        super().__init__(parent)
        self.table: Table | None = None

    def show(self, table: Table | None) -> None:
        """List the items of a table; nothing while there is none."""
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many items there are."""
        return 0 if parent.isValid() or self.table is None else len(self.table.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how much is told of each item."""
        return 0 if parent.isValid() or self.table is None else len(self.table.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's words, or the whole line."""
        if not index.isValid() or self.table is None:
            return None
        line = self.table.lines[index.row()]
        if role == LINE:
            return line
        cell = line.cells[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return cell
        return plain_tooltip(cell) if role == Qt.ItemDataRole.ToolTipRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the columns' names."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole or self.table is None:
            return None
        return self.table.heads[section] if 0 <= section < len(self.table.heads) else None
