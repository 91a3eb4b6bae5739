"""Editors of measured numbers: a value, range or bound with the date it was taken, and mitoses with their area."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.form.editor import Editor, Reading
from gui.form.lines import LineEditor
from gui.form.notation import DATE, NUMBER, QUANTITY, QUANTITY_KEYS
from gui.form.segments import ListEditor
from gui.plain_text import PlainLabel, plain_tooltip
from gui.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from criteria.strict_json import Json
    from matcher.explain import Register

WHEN = Words("date")
QUANTITY_HINT = Words(
    "A number, a range such as 10-15, or a bound such as <3 or >20. A decimal comma is read as a point."
)
DATE_HINT = Words("A day, a month or a year: 2026-11-21, 11/2026, 2026, 21.11.2026, 3m ago or today.")
UNIT = Words("unit")
FIELD_AREA = Words("area of one field, mm2")
MITOSES_UNITS = ("/2mm2", "/10HPF")


class QuantityEditor(LineEditor):
    """The number itself: `12`, `10-15`, `<3`; its value is the mapping of a quantity's keys."""

    def __init__(self, unit: str = "", parent: QWidget | None = None) -> None:
        """Show an empty line; people may write the unit that stands beside it after the number."""

        def read(text: str) -> Json:
            return QUANTITY.read(text.removesuffix(unit).rstrip())

        super().__init__(replace(QUANTITY, read=read), parent=parent)

    def set_register(self, register: Register) -> None:
        """Word the tooltip."""
        self.line.setToolTip(plain_tooltip(QUANTITY_HINT.of(register)))


class Parts(Editor):
    """Editors side by side that make up one mapping; keys that none of them shows are kept as they are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without parts."""
        super().__init__(parent)
        self._parts: dict[str, tuple[Editor, Words]] = {}
        self._kept: dict[str, Json] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)

    def add_part(self, key: str, editor: Editor, words: Words, stretch: int = 1) -> None:
        """Add the editor of one key; the first one takes the focus."""
        self._parts[key] = (editor, words)
        if len(self._parts) == 1:
            self.setFocusProxy(editor)
        self._row.addWidget(editor, stretch)
        editor.edited.connect(lambda _reading: self.tell())

    def set_register(self, register: Register) -> None:
        """Word every part."""
        for key, (editor, words) in self._parts.items():
            editor.set_register(register)
            editor.set_name(self.accessibleName() if not key else f"{self.accessibleName()}: {words.of(register)}")
            if isinstance(editor, LineEditor) and key:
                editor.line.setPlaceholderText(words.of(register))

    def reading(self) -> Reading:
        """Put the parts together; without its leading part, what describes it is not kept."""
        values: dict[str, Json] = {}
        unread: dict[str, str] = {}
        for key, (editor, _) in self._parts.items():
            part = editor.reading()
            if isinstance(part.value, dict) and not key:
                values.update(part.value)
            elif part.value is not None:
                values[key or "value"] = part.value
            unread.update({f".{key}{path}" if key else path: text for path, text in part.unread.items()})
        values = {**self._kept, **values} if values else {}
        return Reading(self._simplest(values), unread)

    def _simplest(self, values: dict[str, Json]) -> Json:
        if not values:
            return None
        return values["value"] if set(values) == {"value"} else dict(values)


class MeasureEditor(Parts):
    """A measured number with its unit beside it and the date it was taken."""

    def __init__(
        self,
        unit: str,
        number: Editor | None = None,
        details: Sequence[tuple[str, Editor, Words]] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Show nothing as known.

        `number` is the editor of the number itself where a line would not do; `details` stand before the date.
        """
        super().__init__(parent)
        self._quantity = number or QuantityEditor(unit, self)
        self.add_part("", self._quantity, Words(unit), 3)
        unit_label = PlainLabel(unit, "unit", self)
        unit_label.setVisible(bool(unit))
        self._row.addWidget(unit_label)
        for key, editor, words in details:
            self.add_part(key, editor, words, 2)
        self._date = LineEditor(DATE, parent=self)
        self.add_part("date", self._date, WHEN, 2)

    def set_register(self, register: Register) -> None:
        """Word the parts, and say how a date is written."""
        super().set_register(register)
        self._date.line.setToolTip(plain_tooltip(DATE_HINT.of(register)))

    def show_value(self, value: Json) -> None:
        """Show a measure, which may be a bare number."""
        parts: dict[str, Json] = dict(value) if isinstance(value, dict) else {}
        if value is not None and not isinstance(value, dict):
            parts = {"value": value}
        quantity = {key: parts[key] for key in QUANTITY_KEYS if parts.get(key) is not None}
        self._quantity.show_value(dict(quantity) or None)
        for key, (editor, _) in self._parts.items():
            if key:
                editor.show_value(parts.get(key))
        shown = {*QUANTITY_KEYS, *self._parts}
        self._kept = {key: item for key, item in parts.items() if key not in shown}


class MitosesEditor(MeasureEditor):
    """Mitoses with the area they were counted in, and the area of one field where the report gives it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show an empty line."""
        unit = ListEditor([(unit, Words(unit)) for unit in MITOSES_UNITS], UNIT)
        details = (("unit", unit, UNIT), ("field_mm2", LineEditor(NUMBER), FIELD_AREA))
        super().__init__("", details=details, parent=parent)
