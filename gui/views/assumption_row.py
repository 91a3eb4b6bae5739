"""One assumption: a fact picked by name, and the editor that the form uses for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from criteria.facts import find_fact
from criteria.problems import InputError
from gui.form.editors import editor_for
from gui.form.lines import LineEditor
from gui.form.notation import NUMBER, QUANTITY_KEYS, write_quantity
from gui.form.row_card import focusable
from gui.plain_text import plain_tooltip, wrapped_label
from gui.words import Words
from matcher.assumption import Assumption, is_measure, list_of, read_assumption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from criteria.facts import FactEntry
    from criteria.strict_json import Json
    from gui.form.editor import Editor, Reading
    from gui.models.what_if import Fact
    from matcher.explain import Register

FACT = Words("Fact to assume", "What to change")
PLACEHOLDER = Words("Type a fact, such as ECOG", "Type a word, such as weight")
REMOVE = Words("Remove")
NO_SUCH_FACT = Words("choose a fact from the list that opens while you type", "choose one from the list that opens")
PICKER_WIDTH, POPUP_WIDTH = 200, 340


class AssumptionRow(QWidget):
    """Tells every change to what is assumed; until both parts are filled in it assumes nothing."""

    changed = Signal()
    removed = Signal()

    def __init__(self, register: Register, parent: QWidget | None = None) -> None:
        """Show that nothing is picked."""
        super().__init__(parent)
        self._facts: dict[str, Fact] = {}
        self._register = register
        self.path = ""
        self.editor: Editor | None = None
        self.picker = QLineEdit(self)
        self.picker.setMinimumWidth(PICKER_WIDTH)
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self.picker)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = completer.popup()
        if popup is not None:
            popup.setMinimumWidth(POPUP_WIDTH)
        completer.activated.connect(self._picked)
        self.picker.setCompleter(completer)
        self.picker.textEdited.connect(self._typed)
        self.picker.editingFinished.connect(self._finished)
        self.remove = QPushButton(self)
        self.remove.setAutoDefault(False)
        self.remove.clicked.connect(self.removed)
        row = QHBoxLayout()
        row.addWidget(self.picker, 1)
        row.addWidget(self.remove)
        self.note = wrapped_label("problem", self)
        self.note.hide()
        self._column = QVBoxLayout(self)  # the value below the name: neither is cut
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addLayout(row)
        self._column.addWidget(self.note)
        self.setFocusProxy(self.picker)
        self.reword(register)

    def offer(self, facts: Sequence[Fact]) -> None:
        """Offer these facts to pick from."""
        self._facts = {fact.name.casefold(): fact for fact in facts}
        names = [fact.name for fact in facts]
        if names != self._names.stringList():
            self._names.setStringList(names)

    def reword(self, register: Register) -> None:
        """Change every word to a register."""
        self._register = register
        self.picker.setPlaceholderText(PLACEHOLDER.of(register))
        self.picker.setAccessibleName(FACT.of(register))
        self.remove.setText(REMOVE.of(register))
        name = FACT.of(register)
        if self.path and self.editor is not None:
            name = next((fact.name for fact in self._facts.values() if fact.path == self.path), self.path)
            with QSignalBlocker(self.picker):
                self.picker.setText(name)
                self.picker.setCursorPosition(0)
            self.picker.setToolTip(plain_tooltip(name))
            self.editor.set_name(name)
            self.editor.set_register(register)
        self.remove.setAccessibleName(f"{REMOVE.of(register)}: {name}")

    def pick(self, path: str, *, enter: bool = True) -> None:
        """Show the editor of a fact, empty; `enter` puts the cursor into it."""
        entry = find_fact(path)
        if entry is None:
            return
        self._clear_editor()
        self.path = path
        self.editor = _editor(entry)
        self.editor.edited.connect(lambda _reading: self.changed.emit())
        self._column.insertWidget(1, self.editor)
        self.reword(self._register)
        self.say("")
        if enter:
            self.editor.setFocus()
        self.changed.emit()

    def in_tab_order(self) -> tuple[QWidget, ...]:
        """Return what the tab key goes through, in order."""
        inner = focusable(self.editor) if self.editor is not None else ()
        return (self.picker, *inner, self.remove)

    def assumptions(self) -> tuple[Assumption, ...]:
        """Return what the row assumes: one fact, with its date where one was entered; nothing while it is unfinished.

        What cannot be read is said below the row.
        """
        reading = self.editor.reading() if self.editor is not None else None
        if self.editor is None or reading is None or (reading.value is None and not reading.unread):
            self.say("")
            return ()
        if reading.unread:
            self.say("; ".join(dict.fromkeys(reading.unread.values())))
            return ()
        try:
            found = tuple(read_assumption(text) for text in _written(self.path, reading))
        except InputError as error:
            first = error.problems[0]
            self.say("; ".join(part for part in (first.message, first.hint) if part))
            return ()
        self.say("")
        return found

    def say(self, sentence: str) -> None:
        """Say below the row what is wrong with it; "" is nothing."""
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))

    def _typed(self, _text: str) -> None:
        if self.path:
            self._clear_editor()
            self.changed.emit()
        self.say("")

    def _picked(self, text: str) -> None:
        fact = self._facts.get(text.strip().casefold())
        if fact is not None and fact.path != self.path:
            self.pick(fact.path)

    def _finished(self) -> None:
        text = self.picker.text().strip()
        self._picked(text)
        if text and not self.path:
            self.say(NO_SUCH_FACT.of(self._register))

    def _clear_editor(self) -> None:
        self.path = ""
        if self.editor is not None:
            self._column.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
            self.editor = None


def _editor(entry: FactEntry) -> Editor:
    """Return the form's editor of a fact; a number without a date of its own is one line."""
    has_date = is_measure(entry.path) or list_of(entry.path) == "labs"
    if entry.kind == "number" and not has_date and entry.unit != "years":
        return LineEditor(NUMBER)
    return editor_for(entry)


def _written(path: str, reading: Reading) -> tuple[str, ...]:
    """Return what an editor holds as assumptions are written; its further parts are details of the fact."""
    value = reading.value
    if not isinstance(value, dict):
        return (f"{path}={_text(path, value)}",)
    quantity: Json = {key: value[key] for key in QUANTITY_KEYS if key in value}
    unit = value.get("unit")
    details = {key: item for key, item in value.items() if key not in (*QUANTITY_KEYS, "unit")}
    number = f"{_text(path, quantity)} {unit}" if unit else _text(path, quantity)
    return (f"{path}={number}", *(f"{path}.{key}={item}" for key, item in details.items()))


def _text(path: str, value: Json) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    number = write_quantity(value) if isinstance(value, dict) else str(value)
    entry = find_fact(path)
    is_result = list_of(path) == "labs" and path.count(".") == 1
    return f"{number} {entry.unit}" if is_result and entry is not None else number
