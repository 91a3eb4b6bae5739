"""A list as a patient can give it: boxes to tick, a line for what has no box, and "that is all"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QGridLayout, QVBoxLayout, QWidget

from criteria.vocabulary import vocabulary
from gui.form.editor import Editor, Reading
from gui.form.entry_editors import AgentEditor
from gui.form.lines import LineEditor, NameEditor
from gui.form.notation import TEXT
from gui.plain_text import wrapped_label
from gui.walk import words
from gui.walk.boxes import BOXES, NAME_KEYS, Boxes, key_of, name_of, names_on_boxes, new_entry, says_no
from gui.walk.journey import items_of
from gui.walk.options import Tick
from matcher.explain import Register, visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from criteria.strict_json import Json
    from gui.walk.boxes import Box

ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
MANY: Final = 12  # boxes that stand three in a row
AGENT_KEYS: Final = {"therapies": "agent", "medications": "name"}


class TickEditor(Editor):
    """Boxes of one list. What is not ticked is not known; only "that is all" makes it a no."""

    def __init__(self, path: str, parent: QWidget | None = None) -> None:
        """Show nothing ticked."""
        super().__init__(parent)
        self._path, self._boxes = path, BOXES[path]
        self._items: list[Json] = []
        self._taken_off: dict[str, list[Json]] = {}  # what a box held that was unticked, should it be ticked again
        self._ticks: dict[str, Tick] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._side_by_side = 3 if len(self._boxes.boxes) > MANY else 2
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        column.addLayout(self._grid)
        for box in self._boxes.boxes:
            self._add_tick(box.term, _label(box))
        self._adder = self._line(column)
        note = wrapped_label("hint", self)
        note.setText(words.NOT_NO.of(Register.PLAIN))
        column.addWidget(note)
        self.whole = Tick(self)
        self.whole.setText(words.ALL_OF[path].of(Register.PLAIN))
        self.whole.setAccessibleName(self.whole.text())
        self.whole.clicked.connect(self._confirm)
        column.addWidget(self.whole)
        self.setFocusProxy(next(iter(self._ticks.values())))

    def _line(self, column: QVBoxLayout) -> LineEditor:
        caption = wrapped_label("question", self)
        caption.setText(words.ADD_NAME.of(Register.PLAIN))
        key = AGENT_KEYS.get(self._path)
        kind = self._boxes.kind
        adder = AgentEditor(kind, key, self) if key else NameEditor(kind, TEXT, self)
        adder.set_register(Register.PLAIN)
        adder.set_name(caption.text())
        adder.line.installEventFilter(self)
        adder.line.returnPressed.connect(self.take_typed)  # Enter comes this way while names are offered
        caption.setBuddy(adder)
        self._remark = wrapped_label("hint", self)
        adder.edited.connect(lambda _reading: self._remark.setText(adder.remark()))
        for widget in (caption, adder, self._remark):
            column.addWidget(widget)
        return adder

    @property
    def ticks(self) -> dict[str, Tick]:
        """The boxes, by the term or the name that they stand for."""
        return self._ticks

    def reading(self) -> Reading:
        """Return the list; nothing where nothing is ticked and nobody said that this is all."""
        is_whole = self.whole.isChecked()
        if not self._items and not is_whole:
            return Reading()
        return Reading({"complete": is_whole, "items": list(self._items)})

    def show_value(self, value: Json) -> None:
        """Tick what is on a list; each entry without a box gets one of its own."""
        self._items = list(items_of(value))
        self.whole.setChecked(isinstance(value, dict) and value.get("complete") is True)
        self._show_ticks()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter take what is written into the list; on an empty line it goes on as everywhere."""
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_key and isinstance(event, QKeyEvent) and event.key() in ENTER and self._adder.line.text().strip():
            self.take_typed()
            return True
        return super().eventFilter(watched, event)

    def _confirm(self) -> None:
        """Tell that this is all, or not; a name that is still in the line is a part of it."""
        self.take_typed()
        self.tell()

    def take_typed(self) -> None:
        """Take what is written in the line into the list."""
        value = self._adder.reading().value
        if value is None:
            return
        close_popups(self)
        entry: dict[str, Json] = {**(value if isinstance(value, dict) else {"name": value}), **dict(self._boxes.adds)}
        key = key_of(entry, self._boxes)
        # The name of a medicine says more than the bare class that its box had put there.
        kept = [item for item in self._items if not (self._is_on(item, key) and self._is_bare(item))]
        self._items = [*(item for item in kept if not self._says_the_same(item, entry)), entry]
        self._adder.show_value(None)
        self._remark.setText("")
        self._show_ticks()
        self.tell()

    def _is_bare(self, item: Json) -> bool:
        return item in [new_entry(box, self._boxes) for box in self._boxes.boxes] or item in [
            box.term for box in self._boxes.boxes
        ]

    def _says_the_same(self, item: Json, entry: dict[str, Json]) -> bool:
        """Whether an entry denies a new one of its name or says no more than it: two would count as two courses."""
        find = vocabulary(self._boxes.kind).find
        one, other = name_of(item), name_of(entry)
        is_same = one.casefold() == other.casefold() or None is not find(one) == find(other)
        says_more = isinstance(item, dict) and not _details(item).items() <= _details(entry).items()
        return is_same and (says_no(item) or not says_more)

    def _is_on(self, item: Json, key: str) -> bool:
        """Whether an entry says that something was there; "never" and "absent" say the opposite."""
        return not says_no(item) and key_of(item, self._boxes) == key

    def _show_ticks(self) -> None:
        for item in self._items:
            key = key_of(item, self._boxes)
            if key not in self._ticks and self._is_on(item, key):
                self._add_tick(key, visible(name_of(item)))
        for key, tick in self._ticks.items():
            tick.setChecked(any(self._is_on(item, key) for item in self._items))

    def _add_tick(self, key: str, label: str) -> None:
        tick = Tick(self)
        tick.setText(label)
        tick.setAccessibleName(label)
        tick.clicked.connect(lambda checked: self._clicked(key, is_on=checked))
        place = len(self._ticks)
        self._grid.addWidget(tick, place // self._side_by_side, place % self._side_by_side)
        for side in range(self._side_by_side):
            self._grid.setColumnStretch(side, 1)
        if self._ticks:
            QWidget.setTabOrder(list(self._ticks.values())[-1], tick)
        self._ticks[key] = tick

    def _clicked(self, key: str, *, is_on: bool) -> None:
        mine = [item for item in self._items if key_of(item, self._boxes) == key]
        others = [item for item in self._items if item not in mine]
        if is_on:
            box = next((box for box in self._boxes.boxes if box.term == key), None)
            fresh = new_entry(box, self._boxes) if box else {**_named(key, self._boxes), **dict(self._boxes.adds)}
            self._items = [*others, *(self._taken_off.pop(key, None) or [fresh])]
        else:
            self._taken_off[key] = mine
            self._items = others
        self.tell()


def close_popups(editor: QWidget) -> None:
    """Take away the names that are offered for what is being typed."""
    for completer in editor.findChildren(QCompleter):
        popup = completer.popup()
        if popup is not None:
            popup.hide()


def _details(item: Mapping[str, Json]) -> dict[str, Json]:
    return {key: value for key, value in item.items() if key not in NAME_KEYS}


def _named(name: str, boxes: Boxes) -> dict[str, Json]:
    return {"agent" if boxes.kind == "therapy" else "name": name}


def _label(box: Box) -> str:
    names = names_on_boxes(box)
    label = box.words.of(Register.PLAIN)
    return f"{label}: {names}" if names else label
