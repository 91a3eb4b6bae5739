"""The specimens of a patient side by side: a column each, and under it what went by it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from gui.plain_text import PlainLabel, dress, wrapped_label
from matcher.explain import visible

if TYPE_CHECKING:
    from matcher.report.document import Table

SIDE_BY_SIDE: Final = 3  # more columns would be too narrow to read; the others follow below


class SpecimenGrid(QFrame):
    """Shows a table turned on its side; the same grid is used again for another."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._labels: list[PlainLabel] = []
        self._title = wrapped_label("heading", self)
        self._lead = wrapped_label("faint", self)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(5)
        column.addWidget(self._title)
        column.addWidget(self._lead)
        column.addLayout(self._grid)

    def show_table(self, table: Table) -> None:
        """Show the rows of a table as columns, a few beside one another."""
        self._title.setText(visible(table.title))
        self._lead.setText(visible(" ".join(table.above)))
        self.setAccessibleName(table.title)
        for label in self._labels:
            self._grid.removeWidget(label)
            label.hide()
        cells = [cell for block in range(0, len(table.rows), SIDE_BY_SIDE) for cell in _block(table, block)]
        while len(self._labels) < len(cells):
            self._labels.append(wrapped_label("", self))
            self._labels[-1].setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        for label, (row, column, text, role, name) in zip(self._labels, cells, strict=False):
            dress(label, role)
            label.setText("\n".join(visible(line) for line in text.split("\n")))
            label.setAccessibleName(name)
            self._grid.addWidget(label, row, column)
            label.show()
        for column in range(SIDE_BY_SIDE + 1):
            used = any(cell[1] == column for cell in cells)
            self._grid.setColumnStretch(column, 4 if used and column else 3 if used else 0)

    @property
    def texts(self) -> tuple[str, ...]:
        """What stands in the grid."""
        return (self._title.text(), self._lead.text(), *(one.text() for one in self._labels if not one.isHidden()))


def _block(table: Table, first: int) -> list[tuple[int, int, str, str, str]]:
    """Return the cells of a few specimens: row, column, text, look, and the name for a screen reader."""
    rows = table.rows[first : first + SIDE_BY_SIDE]
    top = first // SIDE_BY_SIDE * len(table.columns)
    cells: list[tuple[int, int, str, str, str]] = []
    for line, head in enumerate(table.columns):
        if not any(row[line] for row in rows):
            continue
        cells.append((top + line, 0, head, "caption", head))
        for column, row in enumerate(rows, start=1):
            role = "strong" if line == 0 else ""
            cells.append((top + line, column, row[line], role, f"{head}, {row[0]}: {row[line]}"))
    return cells
