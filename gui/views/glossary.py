"""The words of the field, explained: a list to look through, and the meaning beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, QStringListModel, Qt, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from criteria.glossary import glossary, terms_in
from gui.plain_text import PlainLabel, wrapped_label
from gui.words import Words
from matcher.explain import Register

if TYPE_CHECKING:
    from criteria.glossary import GlossaryTerm

SIZE = QSize(640, 420)
LIST_WIDTH = 220
MOST_IN_A_HINT = 3
TITLE = Words("Words explained")
LOOK_UP = Words("Look up a word")
ALSO = Words("Also: {names}")
SOURCE = Words("Source: {source}")
NONE = Words("No word fits. Try fewer letters.")


def meaning(term: GlossaryTerm, register: Register) -> str:
    """Return what a term means in the words of a register."""
    return term.plain if register is Register.PLAIN else term.clinician


def explained(text: str, register: Register) -> str:
    """Return what the first few terms of a text mean, a line each; "" where it uses none."""
    found = terms_in(text)[:MOST_IN_A_HINT]
    return "\n".join(f"{term.name}: {meaning(term, register)}" for term in found)


class GlossaryDialog(QDialog):
    """Shows all terms; typing narrows them down."""

    def __init__(self, register: Register, term: GlossaryTerm | None, parent: QWidget | None = None) -> None:
        """Show `term` first, or the first of all."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._register = register
        self._terms: tuple[GlossaryTerm, ...] = ()
        self.setWindowTitle(TITLE.of(register))
        self.setAccessibleName(TITLE.of(register))
        self.resize(SIZE)
        self.look_up = QLineEdit(self)
        self.look_up.setPlaceholderText(LOOK_UP.of(register))
        self.look_up.setAccessibleName(LOOK_UP.of(register))
        self.look_up.setClearButtonEnabled(True)
        self.look_up.textChanged.connect(self._narrow)
        self.look_up.returnPressed.connect(self._go_to_list)
        self._model = QStringListModel(self)
        self.list = QListView(self)
        self.list.setModel(self._model)
        self.list.setAccessibleName(TITLE.of(register))
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.selectionModel().currentChanged.connect(self._show)
        self._name = PlainLabel("", "title", self)
        self._meaning, self._also, self._source = (wrapped_label(role, self) for role in ("", "faint", "faint"))
        self._lay_out()
        self._narrow("")
        if term is not None:
            self.list.setCurrentIndex(self._model.index(self._terms.index(term)))
            self.list.setFocus()

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        for button in buttons.buttons():
            button.setAutoDefault(False)  # type: ignore[attr-defined]  # Enter in the line looks up and does not close
        side = QVBoxLayout()
        for label in (self._name, self._meaning, self._also, self._source):
            side.addWidget(label)
        side.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.list)
        row.addLayout(side, 1)
        column = QVBoxLayout(self)
        column.addWidget(self.look_up)
        column.addLayout(row, 1)
        column.addWidget(buttons)

    @property
    def texts(self) -> tuple[str, ...]:
        """What is said about the current term."""
        return tuple(label.text() for label in (self._name, self._meaning, self._also, self._source))

    @Slot()
    def _go_to_list(self) -> None:
        if self._terms:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _narrow(self, text: str) -> None:
        wanted = text.strip().casefold()
        self._terms = tuple(
            term for term in glossary() if not wanted or any(wanted in name.casefold() for name in term.names)
        )
        self._model.setStringList([term.name for term in self._terms])
        self.list.setCurrentIndex(self._model.index(0))
        self._show(self.list.currentIndex(), QModelIndex())

    @Slot(QModelIndex, QModelIndex)
    def _show(self, current: QModelIndex, _previous: QModelIndex) -> None:
        term = self._terms[current.row()] if current.isValid() else None
        self._name.setText(term.name if term else "")
        self._meaning.setText(meaning(term, self._register) if term else NONE.of(self._register))
        also = ", ".join(term.also) if term else ""
        self._also.setText(ALSO.of(self._register).format(names=also) if also else "")
        source = term.source if term else ""
        self._source.setText(SOURCE.of(self._register).format(source=source) if source else "")
