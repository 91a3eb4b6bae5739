"""One entry of a list: a card of small fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QComboBox, QFrame, QGridLayout, QPushButton, QWidget

from gui.form.editor import Editor, Reading
from gui.plain_text import PlainLabel, dress, plain_tooltip, wrapped_label
from gui.words import Words
from matcher.explain import Register

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from PySide6.QtGui import QKeyEvent

    from criteria.strict_json import Json

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
GRID = 6  # columns of a card
REMOVE = Words("Remove")
REMOVE_HINT = Words("Removes this entry (Ctrl+Delete)")
NOT_YET = Words("Counts only once more is filled in.", "This counts only once you fill in more.")
MORE, LESS = Words("More details"), Words("Fewer details")


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a card: the keys of the entry that it holds, its caption, its editor, its width in sixths.

    A cell of several keys has a mapping of them as its value. `more` ones stay hidden until they are asked for.
    """

    keys: tuple[str, ...]
    caption: Words
    make: Callable[[], Editor]
    span: int = 2
    more: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Another way to fill a list than typing: `ask` opens it over a window and hands on the entries it came by."""

    words: Words
    ask: Callable[[QWidget, Register, Callable[[Sequence[Json]], None]], None]


@dataclass(frozen=True, slots=True)
class Table:
    """What the entries of one list look like."""

    path: str
    cells: tuple[Cell, ...]
    add: Words
    entry: Words
    asks_complete: bool = True
    source: Source | None = None


def read_cells(read: Iterable[tuple[Cell, Editor]]) -> tuple[dict[str, Json], dict[str, str]]:
    """Return what the fields of one entry hold, by key, and what could not be read, by the path in the entry."""
    values: dict[str, Json] = {}
    unread: dict[str, str] = {}
    for cell, editor in read:
        part = editor.reading()
        if len(cell.keys) > 1 and isinstance(part.value, dict):
            values.update(part.value)
        elif part.value is not None:
            values[cell.keys[0]] = part.value
        unread.update({f".{cell.keys[0]}{path}": text for path, text in part.unread.items()})
    return values, unread


def focusable(widget: QWidget) -> list[QWidget]:
    """Return the widgets in `widget` that can have the focus themselves, in the order they were made."""
    return [
        child
        for child in widget.findChildren(QWidget)
        if child.focusPolicy() != Qt.FocusPolicy.NoFocus
        and child.focusProxy() is None
        and child.window() is widget.window()
        and not isinstance(child.parent(), QComboBox)
    ]


def _has_focus(widget: QWidget) -> bool:
    now = QApplication.focusWidget()
    return now is not None and (now is widget or widget.isAncestorOf(now))


class RowCard(QFrame):
    """One entry of a list."""

    edited = Signal()
    removed = Signal()
    finished = Signal()  # by Enter

    def __init__(self, table: Table, parent: QWidget | None = None) -> None:
        """Show an empty entry."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self._table = table
        self._kept: dict[str, Json] = {}
        self._offered: Json = None
        self._register = Register.CLINICIAN
        self._is_open = False
        self._editors: list[Editor] = []
        self._captions: list[PlainLabel] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(10, 8, 10, 8)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        for column in range(GRID):
            self._grid.setColumnStretch(column, 1)
        last = self._place_cells()
        self._note = wrapped_label("problem", self)
        self._note.hide()
        self._more = QPushButton(self)
        self._more.setFlat(True)
        self._more.setCheckable(True)
        self._more.toggled.connect(self._open_more)
        self._remove = QPushButton(self)
        self._remove.setFlat(True)
        self._remove.clicked.connect(self.removed)
        self._grid.addWidget(self._note, last, 0, 1, GRID)
        self._grid.addWidget(self._more, last + 1, 0, 1, 3, Qt.AlignmentFlag.AlignLeft)
        self._grid.addWidget(self._remove, last + 1, 3, 1, 3, Qt.AlignmentFlag.AlignRight)
        self._more.setVisible(any(cell.more for cell in table.cells))
        self._open_more(False)

    def _place_cells(self) -> int:
        row = column = 0
        for cell in self._table.cells:
            if column + cell.span > GRID:
                row, column = row + 2, 0
            caption, editor = PlainLabel("", "caption", self), cell.make()
            editor.setParent(self)
            caption.setBuddy(editor)
            self._grid.addWidget(caption, row, column, 1, cell.span)
            self._grid.addWidget(editor, row + 1, column, 1, cell.span)
            editor.edited.connect(self._told)
            self._captions.append(caption)
            self._editors.append(editor)
            column += cell.span
        return row + 2

    def set_register(self, register: Register, number: int) -> None:
        """Word the captions; `number` counts the entry from one."""
        self._register = register
        entry = f"{self._table.entry.of(register)} {number}"
        self.setAccessibleName(entry)
        for cell, caption, editor in zip(self._table.cells, self._captions, self._editors, strict=True):
            caption.setText(cell.caption.of(register))
            editor.set_name(f"{entry}: {cell.caption.of(register)}")
            editor.set_register(register)
        self._remove.setText(REMOVE.of(register))
        self._remove.setToolTip(plain_tooltip(REMOVE_HINT.of(register)))
        self._remove.setAccessibleName(f"{REMOVE.of(register)}: {entry}")
        self._more.setText((LESS if self._is_open else MORE).of(register))
        self._more.setAccessibleName(f"{self._more.text()}: {entry}")

    def reading(self) -> Reading:
        """Return the entry, None when nothing is entered in it beside what was offered."""
        return Reading() if self.is_offered else self._read()

    def offer(self, entry: dict[str, Json]) -> None:
        """Show the beginning of an entry, which counts only once something else is entered in it."""
        self.show_value(entry)
        self._offered = self._read().value
        self._show_note({})

    def _read(self) -> Reading:
        values, unread = read_cells(zip(self._table.cells, self._editors, strict=True))
        return Reading({**self._kept, **values} or None, unread)

    def show_value(self, value: Json) -> None:
        """Show an entry."""
        entry: Mapping[str, Json] = value if isinstance(value, dict) else {}
        shown = {key for cell in self._table.cells for key in cell.keys}
        self._kept = {key: item for key, item in entry.items() if key not in shown}
        hidden_value = False
        for cell, editor in zip(self._table.cells, self._editors, strict=True):
            if len(cell.keys) > 1:
                part: Json = {key: entry[key] for key in cell.keys if entry.get(key) is not None} or None
            else:
                part = entry.get(cell.keys[0])
            editor.show_value(part)
            hidden_value |= cell.more and part is not None
        self._more.setChecked(hidden_value)
        self._offered = None
        self._see_entry()
        self._show_note({})

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show sentences under the fields, each after its field's caption, once the cursor has left that field.

        What concerns the entry as a whole waits until the cursor has left it: it may simply not be finished.
        """
        named: dict[str, str] = {}
        for path, sentence in problems.items():
            key = path.lstrip(".").partition(".")[0]
            place = next((n for n, cell in enumerate(self._table.cells) if key in cell.keys), None)
            if place is None:
                if not _has_focus(self):
                    named[sentence] = sentence
            elif not _has_focus(self._editors[place]):
                named[sentence] = f"{self._table.cells[place].caption.of(self._register)}: {sentence}"
        self._show_note(named)

    def _show_note(self, named: Mapping[str, str]) -> None:
        remarks = [editor.remark() for editor in self._editors]
        lines = [*named.values(), *(remark for remark in remarks if remark)]
        lines += [NOT_YET.of(self._register)] if self.is_offered else []
        dress(self._note, "problem" if named else "hint")
        self._note.setText("\n".join(lines))
        self._note.setVisible(bool(lines))

    @property
    def note(self) -> str:
        """What stands under the fields: problems, else remarks."""
        return self._note.text()

    @property
    def hidden_keys(self) -> tuple[str, ...]:
        """What the entry has beside its fields; it is kept, and no field shows it."""
        return tuple(self._kept)

    @property
    def is_offered(self) -> bool:
        """Whether nothing stands in it but what was offered."""
        return self._offered is not None and self._read().value == self._offered

    def take_focus(self, key: str = "") -> None:
        """Put the cursor into the field of a key, else into the first."""
        place = next((n for n, cell in enumerate(self._table.cells) if key in cell.keys), 0)
        if self._table.cells[place].more:
            self._more.setChecked(True)
        self._editors[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove the entry with Ctrl+Delete; Enter is done with it, unless the cursor is on a button."""
        is_enter = event.key() in ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_enter and not isinstance(QApplication.focusWidget(), QPushButton):
            self.finished.emit()
        elif event.key() == Qt.Key.Key_Delete and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def _told(self, _reading: Reading) -> None:
        self._see_entry()
        self._show_note({})
        self.edited.emit()

    def _see_entry(self) -> None:
        entry = self._read().value
        for editor in self._editors:
            editor.see_entry(entry if isinstance(entry, dict) else {})

    def _open_more(self, is_open: bool) -> None:
        self._is_open = is_open
        for cell, caption, editor in zip(self._table.cells, self._captions, self._editors, strict=True):
            if cell.more:
                caption.setVisible(is_open)
                editor.setVisible(is_open)
        self._more.setText((LESS if is_open else MORE).of(self._register))
