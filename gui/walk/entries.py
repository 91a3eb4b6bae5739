"""One entry of a list on a screen of its own: a few fields below each other, read by the form's own editors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.form.editor import Editor, Reading
from gui.form.row_card import read_cells
from gui.plain_text import wrapped_label
from gui.walk.boxes import NAME_KEYS
from gui.walk.journey import items_of as _items
from matcher.explain import Register

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from criteria.strict_json import Json
    from gui.form.row_card import Cell
    from gui.plain_text import PlainLabel
    from gui.walk.picks import PickEditor


@dataclass(frozen=True, slots=True)
class Place:
    """Which entry of a list is meant: `find` picks its number, None for a new one that begins as `offered`.

    A new one is only on the list while something is filled in, where it `needs` something, one of that: a day without
    its result would stand in for the result before. One that was ticked (`stays`) is on it anyway.
    """

    find: Callable[[Sequence[Json]], int | None]
    offered: Mapping[str, Json]
    asks_complete: bool = True
    stays: bool = False
    needs: frozenset[str] = frozenset()


class EntryEditor(Editor):
    """Shows one entry of a list; the value that it reads and tells is the whole list."""

    def __init__(self, cells: Sequence[Cell], place: Place, parent: QWidget | None = None) -> None:
        """Show the fields empty."""
        super().__init__(parent)
        self._cells, self._place = cells, place
        self._value: Json = None
        self._index: int | None = None
        self.fields: list[tuple[PlainLabel, Editor]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._remark = wrapped_label("hint", self)
        for cell in cells:
            caption, editor = wrapped_label("question", self), cell.make()
            caption.setText(cell.caption.of(Register.PLAIN))
            editor.setParent(self)
            caption.setBuddy(editor)
            editor.set_name(caption.text())
            editor.set_register(Register.PLAIN)
            column.addWidget(caption)
            column.addWidget(editor)
            column.addSpacing(8)
            editor.edited.connect(self._told)
            self.fields.append((caption, editor))
        column.addWidget(self._remark)
        self.setFocusProxy(self.fields[0][1])

    def show_value(self, value: Json) -> None:
        """Show the entry of a list."""
        self._value = value
        items = _items(value)
        self._index = self._place.find(items)
        entry = items[self._index] if self._index is not None else self._place.offered
        shown: Mapping[str, Json] = entry if isinstance(entry, dict) else {**self._place.offered}
        for cell, (_, editor) in zip(self._cells, self.fields, strict=True):
            several = {key: shown[key] for key in cell.keys if shown.get(key) is not None}
            several = {} if self._says_nothing_new(several) else several
            editor.show_value((several or None) if len(cell.keys) > 1 else shown.get(cell.keys[0]))
            editor.see_entry(shown)
        self._look()

    def reading(self) -> Reading:
        """Return the whole list with this entry; an entry in which nothing is filled in is not on it."""
        items = list(_items(self._value))
        filled, unread = self._filled()
        place = len(items) if self._index is None else self._index
        kept = self._kept(items)
        counts = bool(self._place.needs & set(filled)) if self._place.needs else bool(filled)
        if counts or self._place.stays or set(kept) - {*NAME_KEYS, "test"}:
            items[place : place + 1] = [{**kept, **self._name_for(filled), **filled}]
        elif self._index is None:
            return Reading(self._value)
        else:
            del items[place]
        return Reading(self._with(items), {f"[{place}]{path}": sentence for path, sentence in unread.items()})

    def _with(self, items: list[Json]) -> Json:
        """Return the list with other entries."""
        if not self._place.asks_complete:
            return items or None
        complete = isinstance(self._value, dict) and self._value.get("complete") is True
        return {"complete": complete, "items": items} if items or complete else None

    def _says_nothing_new(self, named: Mapping[str, Json]) -> bool:
        """Whether a name is the one of the tick itself, which the question says already."""
        return self._place.stays and bool(named) and named.items() <= self._place.offered.items()

    @property
    def number(self) -> int | None:
        """The entry's place on the list, None where it is not on it yet."""
        return self._index

    @property
    def entry(self) -> Json:
        """The entry as the list has it, None where it is not on it yet."""
        return _items(self._value)[self._index] if self._index is not None else None

    def restore(self, entry: Json) -> None:
        """Put the entry back as it was before, None for not on the list."""
        items = list(_items(self._value))
        place = len(items) if self._index is None else self._index
        items[place : place + 1] = [] if entry is None else [entry]
        value = self._with(items)
        if value != self._value:
            self.show_value(value)
            self.edited.emit(Reading(value))

    def clear_unread(self) -> None:
        """Take back what cannot be read, and leave the rest."""
        unread = [editor for _, editor in self.fields if editor.reading().unread]
        for editor in unread:
            editor.show_value(None)
        if unread:
            self._told(Reading())

    def _name_for(self, filled: Mapping[str, Json]) -> dict[str, Json]:
        """Return the name that the entry began with, where the line for a closer one was left empty."""
        return (
            {}
            if any(key in filled for key in NAME_KEYS)
            else {key: item for key, item in self._place.offered.items() if key in NAME_KEYS}
        )

    def _filled(self) -> tuple[dict[str, Json], dict[str, str]]:
        return read_cells((cell, editor) for cell, (_, editor) in zip(self._cells, self.fields, strict=True))

    def _kept(self, items: Sequence[Json]) -> dict[str, Json]:
        """Return what the entry holds beside the fields in sight."""
        entry = items[self._index] if self._index is not None else dict(self._place.offered)
        if not isinstance(entry, dict):
            return dict(self._place.offered)
        shown = {key for cell in self._cells for key in cell.keys}
        return {key: item for key, item in entry.items() if key not in shown}

    def _told(self, _reading: Reading) -> None:
        told = self.reading()
        before, items = len(_items(self._value)), _items(told.value)
        if len(items) != before:
            self._index = len(items) - 1 if len(items) > before else None
        self._value = told.value
        entry = items[self._index] if self._index is not None else {}
        for _, editor in self.fields:
            editor.see_entry(entry if isinstance(entry, dict) else {})
        self._look()
        self.edited.emit(told)

    def _look(self) -> None:
        remarks = (editor.remark() for _, editor in self.fields)
        self._remark.setText("\n".join(remark for remark in remarks if remark))


class GivenEditor(EntryEditor):
    """A treatment: what still goes on has no end."""

    def _goes_on(self) -> bool:
        fields = zip(self._cells, self.fields, strict=True)
        return any(cell.keys == ("ongoing",) and editor.reading().value is True for cell, (_, editor) in fields)

    def _filled(self) -> tuple[dict[str, Json], dict[str, str]]:
        values, unread = super()._filled()
        if self._goes_on():
            values.pop("end", None)
            unread.pop(".end", None)
        return values, unread

    def _look(self) -> None:
        super()._look()
        goes_on = self._goes_on()
        for cell, (caption, editor) in zip(self._cells, self.fields, strict=True):
            if cell.keys == ("end",):
                if goes_on:
                    editor.show_value(None)
                caption.setHidden(goes_on)
                editor.setHidden(goes_on)


class GrowthEditor(Editor):
    """Whether the tumour has grown; where it has, when and how that was seen."""

    def __init__(self, answer: PickEditor, entry: EntryEditor, parent: QWidget | None = None) -> None:
        """Show nothing as known."""
        super().__init__(parent)
        self.answer, self.entry = answer, entry
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for editor in (answer, entry):
            editor.setParent(self)
            column.addWidget(editor)
        self.setFocusProxy(answer)
        answer.edited.connect(self._answered)
        entry.edited.connect(lambda _reading: self.tell())
        entry.hide()

    def set_name(self, name: str) -> None:
        """Take the question as the name."""
        self.setAccessibleName(name)
        self.answer.set_name(name)

    def show_value(self, value: Json) -> None:
        """Show whether the list has an entry, or says that there is none."""
        has_none = isinstance(value, dict) and value.get("complete") is True
        known: bool | None = False if has_none else None
        known = True if _items(value) else known
        self.answer.show_value(known)
        # That there was none says that the course is complete; once there is one, earlier ones may lack.
        self.entry.show_value(value if _items(value) else None)
        self.entry.setVisible(known is True)

    def reading(self) -> Reading:
        """Return the course as it is known; that there was none is said only by a person."""
        grew = self.answer.reading().value
        if grew is None:
            return Reading()
        if grew is False:
            return Reading({"complete": True, "items": []})
        told = self.entry.reading()
        return told if _items(told.value) else Reading({"complete": False, "items": [{}]})

    def _answered(self, _reading: Reading) -> None:
        grew = self.answer.reading().value is True
        self.entry.setVisible(grew)
        self.tell()
