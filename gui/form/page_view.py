"""One page of the form; its questions are made when it is first shown, and it is kept up to date only in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QGridLayout, QPushButton, QScrollArea, QWidget

from criteria.facts import catalogue
from gui.form.editor import Reading
from gui.form.editors import editor_for
from gui.form.field import Field
from gui.form.home import HomeEditor
from gui.form.pages import BESIDE_FACTS, WIDE, WIDE_IN_PLAIN, Page
from gui.form.row_card import ENTER
from gui.form.rows import RowTable
from gui.form.tables import TABLES
from gui.plain_text import PlainLabel
from gui.words import Words
from matcher.explain import Register

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent

    from gui.session import Session

NEXT = Words("Next: {title}")
COLUMNS, STEP = 2, 4
SETTLING_MS = 30  # entries that were made a moment ago have no place yet


def problems_of(path: str, problems: Mapping[str, str]) -> dict[str, str]:
    """Return the sentences about a fact and its parts, by path below its own."""
    return {
        place.removeprefix(path): sentence
        for place, sentence in problems.items()
        if place == path or place.startswith((f"{path}.", f"{path}["))
    }


class PageView(QScrollArea):
    """Shows the questions of a page."""

    edited = Signal(str, object)
    entered = Signal(object)
    next_wanted = Signal()

    def __init__(self, page: Page, following: Words, session: Session, parent: QWidget | None = None) -> None:
        """Show nothing yet; `following` is the title of the page after this one."""
        super().__init__(parent)
        self.page = page
        self.fields: dict[str, Field] = {}
        self._following = following
        self._session = session
        self._register: Register | None = None
        self._title: PlainLabel | None = None
        self._next: QPushButton | None = None
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.inside = QWidget()
        self.inside.setProperty("role", "page")
        self._grid = QGridLayout(self.inside)
        self._grid.setContentsMargins(12, 10, 12, 12)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.setWidget(self.inside)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._keep_in_sight)

    @property
    def is_made(self) -> bool:
        """Whether the questions are there already."""
        return self._title is not None

    def prepare(self) -> None:
        """Have the questions there, with the session's values, problems and words."""
        if not self.is_made:
            self._make()
            self.load()
        self.reword()

    def _make(self) -> None:
        self._title = PlainLabel("", "title", self.inside)
        self._grid.addWidget(self._title, 0, 0, 1, COLUMNS)
        for path in self.page.paths:
            self.fields[path] = self._field(path)
        home = self.fields["location"].editor if "location" in self.fields else None
        if isinstance(home, HomeEditor):
            home.attend(self._session.towns)
            home.country_found.connect(self._take_country)
        self._next = QPushButton(self.inside)
        self._next.clicked.connect(self.next_wanted)
        last = STEP * (len(self.page.paths) + 1)
        self._grid.setRowStretch(last, 1)
        self._grid.addWidget(self._next, last + 1, 0, 1, COLUMNS, Qt.AlignmentFlag.AlignRight)

    def _field(self, path: str) -> Field:
        if path in BESIDE_FACTS:
            words, make = BESIDE_FACTS[path]
            field = Field(path, words, make(), None, self.inside)
        else:
            entry = catalogue()[path]
            editor = RowTable(TABLES[path]()) if path in TABLES else editor_for(entry)
            field = Field(path, Words(entry.label, entry.plain), editor, entry, self.inside)
        field.edited.connect(self.edited)
        field.entered.connect(self.entered)
        if isinstance(editor := field.editor, RowTable):
            editor.finished.connect(lambda: self._go_on(editor))
        return field

    @Slot(str)
    def _take_country(self, code: str) -> None:
        """Enter the country that the home town is in."""
        self.fields["country"].load(code)
        self.edited.emit("country", Reading(code))

    def load(self) -> None:
        """Show the session's patient."""
        for path, field in self.fields.items():
            field.load(self._session.value(path))
        self.show_problems()

    def show_problems(self) -> None:
        """Show what is wrong with the answers."""
        for path, field in self.fields.items():
            field.set_problems(problems_of(path, self._session.problems))

    def reword(self) -> None:
        """Change every word to the session's register."""
        register = self._session.register
        if register is self._register or self._title is None or self._next is None:
            return
        self._register = register
        for field in self.fields.values():
            field.set_register(register)
        self._place_fields(register)
        self._title.setText(self.page.title.of(register))
        self._next.setText(NEXT.of(register).format(title=self._following.of(register)))
        self._next.setAccessibleName(self._next.text())
        self.setAccessibleName(self.page.title.of(register))

    def _place_fields(self, register: Register) -> None:
        """Put label, editor and note under each other, two questions in a row where both are narrow."""
        wide = WIDE | WIDE_IN_PLAIN if register is Register.PLAIN else WIDE
        row, column = 1, 0
        for path, field in self.fields.items():
            span = COLUMNS if path in wide or path in TABLES else 1
            if column + span > COLUMNS:
                row, column = row + STEP, 0
            for place, widget in enumerate((field.label, field.editor, field.note)):
                self._grid.addWidget(widget, row + place, column, 1, span)
            self._grid.setRowMinimumHeight(row + STEP - 1, 6)
            column += span
        if len(self.fields) == 1:
            self.fields[self.page.paths[0]].label.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next question with Enter, from the last one to the next page; on a button Enter presses it."""
        now = QApplication.focusWidget()
        if event.key() not in ENTER or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or now is None:
            super().keyPressEvent(event)
        elif isinstance(now, QPushButton):
            now.click()
        else:
            self._go_on(now)

    def _go_on(self, now: QWidget) -> None:
        fields = list(self.fields.values())
        place = next(
            (n for n, field in enumerate(fields) if now is field.editor or field.editor.isAncestorOf(now)), len(fields)
        )
        if place + 1 < len(fields):
            fields[place + 1].editor.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.next_wanted.emit()

    def focus_moved(self, now: QWidget | None) -> None:
        """Follow the cursor: show what waited until it had left, and keep it in sight."""
        for field in self.fields.values():
            field.focus_changed(now)
        self._keep_in_sight()
        self._again.start(SETTLING_MS)

    @Slot()
    def _keep_in_sight(self) -> None:
        now = QApplication.focusWidget()
        if now is not None and self.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, 40)
