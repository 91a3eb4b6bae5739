"""One question of the form: its label, its editor, and the line below that says what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from criteria.glossary import term_of_fact
from gui.form.rows import RowTable
from gui.plain_text import dress, plain_tooltip, wrapped_label
from gui.views.glossary import meaning
from gui.words import Words
from matcher.explain import Register

if TYPE_CHECKING:
    from collections.abc import Mapping

    from criteria.facts import FactEntry
    from criteria.strict_json import Json
    from gui.form.editor import Editor, Reading


class Field(QObject):
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
        self._problems: Mapping[str, str] = {}
        self._problem = ""
        self._shown_problem = ""
        self._typed_in: QWidget | None = None
        self.label = wrapped_label("heading" if isinstance(editor, RowTable) else "question", parent)
        self.label.setAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
        self.label.setBuddy(editor)
        editor.setParent(parent)
        self.note = wrapped_label("problem", parent)
        self.note.hide()
        editor.edited.connect(self._told)

    @property
    def problem(self) -> str:
        """What is wrong with it, whether or not that is shown yet."""
        return self._problem

    def set_register(self, register: Register) -> None:
        """Word everything anew."""
        self._register = register
        self.label.setText(self._words.of(register))
        self.editor.set_name(self._words.of(register))
        self.editor.set_register(register)
        if self.entry is not None:
            question = Words(self.entry.question, self.entry.plain_question).of(register)
            term = term_of_fact(self.path)
            lines = [question, f"{term.name}: {meaning(term, register)}"] if term else [question]
            self.label.setToolTip(plain_tooltip("\n".join(lines)))
        self._show_note()

    def load(self, value: Json) -> None:
        """Show a value."""
        self.editor.show_value(value)
        self._problems = {}
        self._problem = self._shown_problem = ""
        self._typed_in = None
        self._show_note()

    def set_problems(self, problems: Mapping[str, str]) -> None:
        """Take the sentences about this fact, by path below its own."""
        self._problems = problems
        self._show_problems(QApplication.focusWidget())

    def focus_changed(self, now: QWidget | None) -> None:
        """Show a problem once the cursor has left where it was typed; tell when the cursor arrives."""
        if self._problems:
            self._show_problems(now)
        if self._holds(now):
            self.entered.emit(self)

    def _show_problems(self, now: QWidget | None) -> None:
        self._problem = self.editor.show_problems(self._problems)
        if now is None or now is not self._typed_in or not self._problem or self._shown_problem:
            self._shown_problem = self._problem
        self._show_note()

    def _holds(self, widget: QWidget | None) -> bool:
        return widget is not None and (widget is self.editor or self.editor.isAncestorOf(widget))

    def _told(self, reading: Reading) -> None:
        self._typed_in = QApplication.focusWidget()
        self._show_note()
        self.edited.emit(self.path, reading)

    def _show_note(self) -> None:
        text = self._shown_problem or self.editor.remark()
        dress(self.note, "problem" if self._shown_problem else "hint")
        self.note.setText(text)
        self.note.setVisible(bool(text))
