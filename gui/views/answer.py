"""Where a person says what no data can: yes, no or not asked, and if they like by whom, when and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.form.editor import Editor, Reading
from gui.form.editors import NO, YES
from gui.form.lines import LineEditor
from gui.form.notation import DATE, TEXT
from gui.form.segments import SegmentEditor
from gui.plain_text import wrapped_label
from gui.words import Words

if TYPE_CHECKING:
    from criteria.strict_json import Json
    from matcher.explain import Register

NOT_ASKED = Words("Not asked")
BY, WHEN, NOTE = Words("Answered by"), Words("On (date)"), Words("Note")


class AnswerEditor(Editor):
    """A person's answer to one criterion, in the file's form."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show "not asked"."""
        super().__init__(parent)
        self._answer = SegmentEditor([("yes", YES), ("no", NO)], NOT_ASKED, self)
        self._parts = {"by": LineEditor(TEXT), "date": LineEditor(DATE), "note": LineEditor(TEXT)}
        self._words = {"by": BY, "date": WHEN, "note": NOTE}
        self._details = QWidget(self)
        self._problem = wrapped_label("problem", self)
        self._problem.hide()
        row = QHBoxLayout(self._details)
        row.setContentsMargins(0, 0, 0, 0)
        for part in self._parts.values():
            row.addWidget(part, 1)
            part.edited.connect(self._told)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(4)
        for widget in (self._answer, self._details, self._problem):
            column.addWidget(widget)
        self._answer.edited.connect(self._told)
        self._details.hide()
        self.setFocusProxy(self._answer)

    def reading(self) -> Reading:
        """Return the answer: the bare word where nothing more is said about it."""
        answer = self._answer.reading().value
        if answer is None:
            return Reading()
        values: dict[str, Json] = {"answer": answer}
        unread: dict[str, str] = {}
        for key, editor in self._parts.items():
            part = editor.reading()
            if part.value is not None:
                values[key] = part.value
            unread |= {f".{key}{path}": text for path, text in part.unread.items()}
        return Reading(values if len(values) > 1 else answer, unread)

    def show_value(self, value: Json) -> None:
        """Show an answer, in either of the file's forms."""
        entry = value if isinstance(value, dict) else {"answer": value}
        self._answer.show_value(entry.get("answer"))
        for key, editor in self._parts.items():
            editor.show_value(entry.get(key))
        self._details.setVisible(value is not None)
        self._problem.hide()

    def set_register(self, register: Register) -> None:
        """Word everything anew."""
        self._answer.set_name(self.accessibleName())
        self._answer.set_register(register)
        for key, editor in self._parts.items():
            editor.line.setPlaceholderText(self._words[key].of(register))
            editor.set_name(f"{self.accessibleName()}: {self._words[key].of(register)}")

    def _told(self, _reading: Reading) -> None:
        reading = self.reading()
        self._details.setVisible(reading.value is not None)
        self._problem.setText("; ".join(reading.unread.values()))
        self._problem.setVisible(bool(reading.unread))
        self.tell()
