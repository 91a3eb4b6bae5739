"""Editors of one line of text: numbers, dates, countries, free words, and names of the vocabulary."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from criteria.typeahead import offers, offers_among
from criteria.vocabulary import vocabulary
from gui.form.editor import Editor, Reading
from gui.form.notation import COUNTRY, Notation, UnreadableError, countries
from gui.form.suggestions import EntryLine, Suggestions
from gui.words import Words
from matcher.explain import Register

if TYPE_CHECKING:
    from criteria.strict_json import Json
    from criteria.vocabulary import Kind, Term

MAX_LENGTH = 4000
NOT_IN_VOCABULARY = Words(
    "not in the vocabulary: it will count as unknown", "we do not know this word: it will count as not known"
)
GROUPED = ("therapy", "medication")  # whose class is worth reading beside the name
DID_YOU_MEAN = Words("did you mean {names}?")


class LineEditor(Editor):
    """A line of text, read and written in one notation; empty means not known."""

    def __init__(self, notation: Notation, placeholder: str = "", parent: QWidget | None = None) -> None:
        """Show an empty line."""
        super().__init__(parent)
        self._notation = notation
        self._shown: tuple[str, Json] = ("", None)
        self.line = EntryLine(self)
        self.line.setMaxLength(MAX_LENGTH)
        self.line.setAcceptDrops(False)  # a file that is dragged here is the window's to open, not a name to type
        self.line.setPlaceholderText(placeholder or notation.example)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._changed)
        self.line.editingFinished.connect(self._echo)
        self._loading = False
        self.setFocusProxy(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1)

    def reading(self) -> Reading:
        """Return what the text stands for; what was shown and not touched comes back exactly as it was."""
        text = self.line.text().strip()
        if not text:
            return Reading()
        if text == self._shown[0]:
            return Reading(self._shown[1])
        try:
            return Reading(self._notation.read(text))
        except UnreadableError as error:
            return Reading(text, {"": str(error)})

    def show_value(self, value: Json) -> None:
        """Show a value."""
        text = self._notation.write(value)
        self._loading = True
        self.line.setText(text)
        self.line.setCursorPosition(0)
        self._loading = False
        self._shown = (text.strip(), value)

    def remark(self) -> str:
        """Say how a text is read that is not in the form it will be kept in: `1,5` as 1.5, `3m ago` as its month."""
        written = self._written()
        return f"= {written}" if written else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave undo and redo to the window, whose history knows every letter, where the window has them."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            if event.matches(keys.Undo) or event.matches(keys.Redo):
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _changed(self, _text: str) -> None:
        if not self._loading:
            self.tell()

    def _echo(self) -> None:
        """Show what was read once it is complete: "today" must not mean another day tomorrow."""
        if self._written():
            self.show_value(self.reading().value)

    def _written(self) -> str:
        """Return how the text is written back where it differs from what stands there; "" where it does not."""
        reading = self.reading()
        if reading.value is None or reading.unread:
            return ""
        written = self._notation.write(reading.value)
        return "" if written == self.line.text().strip() else written


class NameEditor(LineEditor):
    """A name with the vocabulary's names to choose from; any other name is taken too, and marked."""

    def __init__(self, kind: Kind, notation: Notation, parent: QWidget | None = None) -> None:
        """Show an empty line."""
        super().__init__(notation, parent=parent)
        self._terms = vocabulary(kind)
        self._register = Register.CLINICIAN
        Suggestions(self.line, partial(offers, kind))

    @property
    def term(self) -> Term | None:
        """The vocabulary's term for what stands in the line."""
        text = self.line.text().strip()
        return self._terms.find(text) if text else None

    def set_register(self, register: Register) -> None:
        """Word the remark anew."""
        self._register = register

    def remark(self) -> str:
        """Say what the name is understood as, or that the vocabulary lacks it."""
        text = self.line.text().strip()
        if not text or not self._terms.terms:
            return ""
        if self.term is None:
            close = ", ".join(self._terms.suggest(text))
            hint = "; " + DID_YOU_MEAN.of(self._register).format(names=close) if close else ""
            return NOT_IN_VOCABULARY.of(self._register) + hint
        words = self.term.plain if self._register is Register.PLAIN else self.term.label
        if words.casefold().startswith(text.casefold()):
            return ""
        group = self._group_of(self.term)
        return f"= {words} ({group})" if group else f"= {words}"

    def _group_of(self, term: Term) -> str:
        """Return what kind of treatment or medicine a name is; the closest class where there are several."""
        if self._terms.kind not in GROUPED or not term.parents:
            return ""
        group = self._terms.terms[term.parents[0]]
        return group.plain if self._register is Register.PLAIN else group.label


class CountryEditor(LineEditor):
    """A country, by name or by its two letters."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show an empty line."""
        super().__init__(COUNTRY, parent=parent)
        Suggestions(self.line, offers_among(countries()))
