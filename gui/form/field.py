"""One question of the form: its label, its editor, and the line beside it that says what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from gui.form.rows import RowTable
from gui.plain_text import PlainLabel, plain_tooltip, wrapped_label
from matcher.explain import Register

if TYPE_CHECKING:
    from collections.abc import Mapping

    from criteria.facts import FactEntry
    from criteria.strict_json import Json
    from gui.form.editor import Editor, Reading
    from gui.words import Words

LABEL_WIDTH = 150


class Field(QWidget):
    """A fact with its editor; a sentence about it appears once the cursor has left it."""

    edited = Signal(str, object)
    entered = Signal(object)

    def __init__(self, path: str, words: Words, editor: Editor, entry: FactEntry | None, parent: QWidget) -> None:
        """Show the fact as not known."""
        super().__init__(parent)
        self.path = path
        self.entry = entry
        self.editor = editor
        self._words = words
        self._register = Register.CLINICIAN
        self._problem = ""
        self._shown_problem = ""
        self.label = wrapped_label("label", self)
        self.label.setBuddy(editor)
        self.note = wrapped_label("problem", self)
        self.note.hide()
        editor.setParent(self)
        editor.edited.connect(self._told)
        self._lay_out()

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(2)
        side.addWidget(self.editor)
        side.addWidget(self.note)
        if isinstance(self.editor, RowTable):
            outer: QVBoxLayout | QHBoxLayout = QVBoxLayout(self)
            self.label.setProperty("role", "heading")
            outer.addWidget(self.label)
        else:
            outer = QHBoxLayout(self)
            self.label.setFixedWidth(LABEL_WIDTH)
            self.label.setMinimumHeight(28)
            self.label.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
            side.addStretch(1)
            outer.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addLayout(side, 1)

    @property
    def problem(self) -> str:
        """What is wrong with it, whether or not that is shown yet."""
        return self._problem

    @property
    def is_answered(self) -> bool:
        """Whether anything is entered."""
        return self.editor.reading().value is not None

    def set_register(self, register: Register) -> None:
        """Word everything anew."""
        self._register = register
        self.label.setText(self._words.of(register))
        self.editor.set_name(self._words.of(register))
        self.editor.set_register(register)
        if self.entry is not None:
            self.label.setToolTip(plain_tooltip(self.entry.question))
        self._show_note()

    def load(self, value: Json) -> None:
        """Show a value."""
        self.editor.show_value(value)
        self._problem = self._shown_problem = ""
        self._show_note()

    def set_problems(self, problems: Mapping[str, str]) -> None:
        """Take the sentences about this fact, by path below its own."""
        self._problem = self.editor.show_problems(problems)
        if not self._has_focus() or not self._problem or self._shown_problem:
            self._shown_problem = self._problem
        self._show_note()

    def focus_changed(self, now: QWidget | None) -> None:
        """Show the problem once the cursor has left; tell when the cursor arrives."""
        if now is not None and self.isAncestorOf(now):
            self.entered.emit(self)
        elif self._shown_problem != self._problem:
            self._shown_problem = self._problem
            self._show_note()

    def _has_focus(self) -> bool:
        now = QApplication.focusWidget()
        return now is not None and self.isAncestorOf(now)

    def _told(self, reading: Reading) -> None:
        self._show_note()
        self.edited.emit(self.path, reading)

    def _show_note(self) -> None:
        text = self._shown_problem or self.editor.remark()
        role = "problem" if self._shown_problem else "hint"
        if self.note.property("role") != role:
            self.note.setProperty("role", role)
            self.note.style().polish(self.note)
        self.note.setText(text)
        self.note.setVisible(bool(text))
