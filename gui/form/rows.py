"""Lists of entries, each a card of small fields; rows are added and removed by keyboard as well as by mouse."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QComboBox, QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from gui.form.editor import Editor, Reading
from gui.form.segments import SegmentEditor
from gui.plain_text import PlainLabel, dress, plain_tooltip, wrapped_label
from gui.words import Words
from matcher.explain import Register

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QKeyEvent

    from criteria.strict_json import Json

GRID = 6  # columns of a card
REMOVE = Words("Remove")
REMOVE_HINT = Words("Removes this entry (Ctrl+Delete)")
MORE, LESS = Words("More details"), Words("Fewer details")
COMPLETE_QUESTION = Words("Is this list complete?")
NOT_COMPLETE = Words("No, or not known", "No, or I do not know")
IS_COMPLETE = Words("Yes: nothing else")
_INDEXED = re.compile(r"\[(\d+)\](.*)", re.DOTALL)


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
class Table:
    """What the entries of one list look like."""

    path: str
    cells: tuple[Cell, ...]
    add: Words
    entry: Words
    asks_complete: bool = True


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

    def __init__(self, table: Table, parent: QWidget | None = None) -> None:
        """Show an empty entry."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self._table = table
        self._kept: dict[str, Json] = {}
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
        """Return the entry, None when nothing is entered in it."""
        values: dict[str, Json] = {}
        unread: dict[str, str] = {}
        for cell, editor in zip(self._table.cells, self._editors, strict=True):
            part = editor.reading()
            if len(cell.keys) > 1 and isinstance(part.value, dict):
                values.update(part.value)
            elif part.value is not None:
                values[cell.keys[0]] = part.value
            unread.update({f".{cell.keys[0]}{path}": text for path, text in part.unread.items()})
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

    def take_focus(self) -> None:
        """Put the cursor into the first field."""
        self._editors[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove the entry with Ctrl+Delete."""
        if event.key() == Qt.Key.Key_Delete and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def _told(self, _reading: Reading) -> None:
        self._see_entry()
        self._show_note({})
        self.edited.emit()

    def _see_entry(self) -> None:
        entry = self.reading().value
        for editor in self._editors:
            editor.see_entry(entry if isinstance(entry, dict) else {})

    def _open_more(self, is_open: bool) -> None:
        self._is_open = is_open
        for cell, caption, editor in zip(self._table.cells, self._captions, self._editors, strict=True):
            if cell.more:
                caption.setVisible(is_open)
                editor.setVisible(is_open)
        self._more.setText((LESS if is_open else MORE).of(self._register))


class RowTable(Editor):
    """A list of entries, with the question whether it is complete where that matters."""

    def __init__(self, table: Table, parent: QWidget | None = None) -> None:
        """Show no entries."""
        super().__init__(parent)
        self._table = table
        self._cards: list[RowCard] = []
        self._register = Register.CLINICIAN
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._question = PlainLabel("", "caption", self)
        self._complete = SegmentEditor([(True, IS_COMPLETE)], NOT_COMPLETE, self)
        self._question.setBuddy(self._complete)
        for widget in (self._question, self._complete):
            widget.setVisible(table.asks_complete)
            column.addWidget(widget)
        self._complete.edited.connect(self._told)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        column.addLayout(self._rows)
        self._add = QPushButton(self)
        self._add.clicked.connect(self.add_row)
        column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self._complete if table.asks_complete else self._add)

    @property
    def cards(self) -> tuple[RowCard, ...]:
        """The cards of the entries, in order."""
        return tuple(self._cards)

    @property
    def count(self) -> int:
        """How many entries have something entered."""
        return sum(card.reading().value is not None for card in self._cards)

    def reading(self) -> Reading:
        """Return the list in the file's form; entries in which nothing is entered are no entries."""
        items: list[Json] = []
        unread: dict[str, str] = {}
        for card in self._cards:
            part = card.reading()
            if part.value is not None:
                unread.update({f"[{len(items)}]{path}": text for path, text in part.unread.items()})
                items.append(part.value)
        if not self._table.asks_complete:
            return Reading(items or None, unread)
        complete = self._complete.reading().value is True
        return Reading({"complete": complete, "items": items} if items or complete else None, unread)

    def show_value(self, value: Json) -> None:
        """Show a list, in either of the file's forms."""
        items = value.get("items") if isinstance(value, dict) else value
        entries = items if isinstance(items, list) else []
        self._complete.show_value(True if isinstance(value, dict) and value.get("complete") else None)
        while len(self._cards) > len(entries):
            self._drop(self._cards[-1])
        while len(self._cards) < len(entries):
            self._append()
        for card, entry in zip(self._cards, entries, strict=True):
            card.show_value(entry)

    def show_problems(self, problems: Mapping[str, str]) -> str:
        """Hand each card its sentences; what belongs to none is the list's own."""
        filled = [card for card in self._cards if card.reading().value is not None]
        of_card: dict[int, dict[str, str]] = {}
        own: list[str] = []
        for path, sentence in problems.items():
            place = _INDEXED.fullmatch(path.removeprefix(".items"))
            if place and int(place[1]) < len(filled):
                of_card.setdefault(int(place[1]), {})[place[2]] = sentence
            else:
                own.append(sentence)
        for number, card in enumerate(filled):
            card.show_problems(of_card.get(number, {}))
        return "; ".join(own)

    def set_register(self, register: Register) -> None:
        """Word everything anew."""
        self._register = register
        self._question.setText(COMPLETE_QUESTION.of(register))
        self._complete.set_name(f"{self.accessibleName()}: {COMPLETE_QUESTION.of(register)}")
        self._complete.set_register(register)
        self._add.setText(self._table.add.of(register))
        self._add.setAccessibleName(self._table.add.of(register))
        self._number_cards()

    def set_name(self, name: str) -> None:
        """Take the name of the list; its parts have names of their own."""
        self.setAccessibleName(name)

    def add_row(self) -> None:
        """Add an empty entry and put the cursor into it."""
        self._append().take_focus()

    def _append(self) -> RowCard:
        card = RowCard(self._table, self)
        card.edited.connect(self.tell)
        card.removed.connect(lambda: self._remove(card))
        last = focusable(self._cards[-1] if self._cards else self._complete)[-1]
        self._cards.append(card)
        self._rows.addWidget(card)
        for widget in focusable(card):
            QWidget.setTabOrder(last, widget)
            last = widget
        self._number_cards()
        card.show()
        return card

    def _remove(self, card: RowCard) -> None:
        place = self._cards.index(card)
        self._drop(card)
        self._number_cards()
        if self._cards:
            self._cards[min(place, len(self._cards) - 1)].take_focus()
        else:
            self._add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tell()

    def _drop(self, card: RowCard) -> None:
        self._cards.remove(card)
        self._rows.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _number_cards(self) -> None:
        for number, card in enumerate(self._cards, 1):
            card.set_register(self._register, number)

    def _told(self, _reading: Reading) -> None:
        self.tell()
