"""Laboratory results pasted from a report: what is read from each line is seen before any of it is taken."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QPlainTextEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from criteria.pasted_labs import PastedLine, read_pasted_labs
from gui.form.notation import QUANTITY_KEYS, write_quantity
from gui.plain_text import plain_tooltip, wrapped_label
from gui.words import Words
from matcher.explain import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from criteria.pasted_labs import LabEntry
    from criteria.strict_json import Json
    from matcher.explain import Register

SIZE = QSize(760, 560)
MOST = 100_000  # characters: a report of hundreds of pages
PASTE = Words("&Paste results ...", "&Paste test results ...")
TITLE = Words("Paste laboratory results", "Paste test results")
HOW = Words(
    "Paste lines such as “Platelets 145 10^9/L (150-400)”, or a table with a column for each date. A line that says "
    "“Collected 2026-11-02” dates the lines below it. A line is taken whole or not at all."
)
PASTED, READ = Words("Pasted text"), Words("What was read")
LINE, READ_AS = Words("Line"), Words("Read as")
NORMAL, NORMAL_TO, NORMAL_FROM = (
    Words("normal {low} to {high}"),
    Words("normal up to {high}"),
    Words("normal from {low}"),
)
NO_UNIT, NO_DATE = Words("no unit", "the unit is missing"), Words("no date", "the date is missing")
NOT_READ = Words("Not read: {why}")
TOO_LONG = Words("the text is too long; take what was read, then paste the rest from this line on")
NOTHING, ADD_ONE, ADD = Words("Add results"), Words("Add 1 result"), Words("Add {count} results")
ADD_HINT = Words("Ctrl+Enter")
Index = QModelIndex | QPersistentModelIndex


def _parted(text: str) -> tuple[str, str]:
    """Return as many whole lines as are read at once, and the rest: half a line would be another result."""
    if len(text) <= MOST:
        return text, ""
    end = text.rfind("\n", 0, MOST) + 1
    return text[:end], text[end:]


def ask_for_pasted_labs(parent: QWidget, register: Register, take: Callable[[Sequence[Json]], None]) -> None:
    """Open the dialog over a window; `take` gets the entries once a person has seen and accepted them."""
    PasteDialog(parent, register, take).open()


class PastedModel(QAbstractTableModel):
    """Each pasted line beside what was read from it."""

    def __init__(self, register: Register, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._register = register
        self.lines: tuple[PastedLine, ...] = ()

    def show(self, lines: tuple[PastedLine, ...]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return one row a line."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the columns: the line, and how it is read."""
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's text."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) or not index.isValid():
            return None
        line = self.lines[index.row()]
        text = self._read_as(line) if index.column() else visible(" ".join(line.text.split()))
        return plain_tooltip(text) if role == Qt.ItemDataRole.ToolTipRole else text

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a column's title."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (LINE, READ_AS)[section].of(self._register)
        return None

    def _read_as(self, line: PastedLine) -> str:
        if not line.results:
            return "✗  " + NOT_READ.of(self._register).format(why=visible(line.why))
        return "\n".join("✓  " + self._words(entry) for entry in line.results)

    def _words(self, entry: LabEntry) -> str:
        amount = write_quantity({key: entry[key] for key in QUANTITY_KEYS if key in entry})
        unit = entry.get("unit") or f"({NO_UNIT.of(self._register)})"
        limits = {("lln" in entry, "uln" in entry)} & {(True, True), (False, True), (True, False)}
        words = {(True, True): NORMAL, (False, True): NORMAL_TO, (True, False): NORMAL_FROM}
        told = [words[which].of(self._register).format(low=entry.get("lln"), high=entry.get("uln")) for which in limits]
        date = entry.get("date") or NO_DATE.of(self._register)
        return visible(", ".join([f"{entry['test']} {amount} {unit}", *told, str(date)]))


class PasteDialog(QDialog):
    """Takes pasted text and shows line by line how it is read."""

    def __init__(self, parent: QWidget, register: Register, take: Callable[[Sequence[Json]], None]) -> None:
        """Wait for text."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._register, self._take = register, take
        self.setWindowTitle(TITLE.of(register))
        self.setAccessibleName(TITLE.of(register))
        self.resize(SIZE)
        hint = wrapped_label("hint", self)
        hint.setText(HOW.of(register))
        self.text = QPlainTextEdit(self)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(PASTED.of(register))
        self.text.setPlaceholderText(PASTED.of(register))
        self.text.textChanged.connect(self._read)
        self.model = PastedModel(register, self)
        self._table = self._made_table()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.add = buttons.addButton(NOTHING.of(register), QDialogButtonBox.ButtonRole.AcceptRole)
        self.add.setToolTip(plain_tooltip(ADD_HINT.of(register)))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.add.click)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(hint)
        column.addWidget(self.text, 2)
        column.addWidget(self._table, 3)
        column.addWidget(buttons)
        self._read()

    def _made_table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.model)
        table.setAccessibleName(READ.of(self._register))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setWordWrap(True)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        return table

    @property
    def entries(self) -> tuple[LabEntry, ...]:
        """What was read, in the patient file's form."""
        return tuple(entry for line in self.model.lines for entry in line.results)

    @Slot()
    def _read(self) -> None:
        text, rest = _parted(self.text.toPlainText())
        lines = read_pasted_labs(text, datetime.now().astimezone().date())
        left = (PastedLine(rest.partition("\n")[0], why=TOO_LONG.of(self._register)),) if rest else ()
        self.model.show((*lines, *left))
        count = len(self.entries)
        words = NOTHING if not count else ADD_ONE if count == 1 else ADD
        self.add.setText(words.of(self._register).format(count=count))
        self.add.setEnabled(bool(count))

    def accept(self) -> None:
        """Hand on what was read."""
        entries = [dict(entry) for entry in self.entries]
        super().accept()
        self._take(entries)
