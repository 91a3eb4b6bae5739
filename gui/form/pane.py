"""The patient form: a list of its pages, the page in sight, and a line that says where an answer is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QListView,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from criteria.facts import catalogue
from gui.form.editors import editor_for
from gui.form.field import Field
from gui.form.pages import BESIDE_FACTS, PAGES, WIDE, WIDE_IN_PLAIN, Page
from gui.form.rows import RowTable
from gui.form.tables import TABLES
from gui.models.sections import SectionModel
from gui.plain_text import PlainLabel, wrapped_label
from gui.words import Words
from matcher.explain import Register

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from gui.form.editor import Reading
    from gui.session import Session

PATIENT = Words("Patient", "About you")
SECTIONS = Words("Sections of the patient form", "Pages of the questions")
NEXT = Words("Next: {title}")
FOUND_IN = Words("{question} Found in: {document}.", "You find this in: {document}.")
NOT_ASKED = Words(
    "What is not entered counts as not known, never as no.", "Leave out what you do not know: it never counts as no."
)
NAV_WIDTH = 138
COLUMNS, STEP = 2, 4


class FormPane(QFrame):
    """Everything that is known of the patient, open to be changed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show the session's patient."""
        super().__init__(parent)
        self.setProperty("role", "pane")
        self._session = session
        self.fields: dict[str, Field] = {}
        self._sections = SectionModel(self)
        self._nav = QListView(self)
        self._nav.setProperty("role", "sections")
        self._nav.setModel(self._sections)
        self._nav.setFixedWidth(NAV_WIDTH)
        self._nav.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._stack = QStackedWidget(self)
        self._titles: list[PlainLabel] = []
        self._grids: list[QGridLayout] = []
        self._areas: list[QScrollArea] = []
        self._nexts: list[QPushButton] = []
        for number, page in enumerate(PAGES):
            self._stack.addWidget(self._page(number, page))
        self._help = wrapped_label("hint", self)
        self._help.setMinimumHeight(34)
        self._lay_out()
        self._nav.selectionModel().currentChanged.connect(self._turn)
        session.document_changed.connect(self._load)
        session.problems_changed.connect(self._show_problems)
        session.register_changed.connect(self.reword)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]
        self.reword()
        self._load()
        self.show_page(0)

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(self._stack, 1)
        foot = QFrame(self)
        foot.setProperty("role", "foot")
        inner = QVBoxLayout(foot)
        inner.setContentsMargins(12, 5, 12, 3)
        inner.addWidget(self._help)
        side.addWidget(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 2, 4)
        row.setSpacing(0)
        row.addWidget(self._nav)
        row.addLayout(side, 1)

    def _page(self, number: int, page: Page) -> QScrollArea:
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("role", "page")
        grid = QGridLayout(inside)
        grid.setContentsMargins(12, 10, 12, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        title = PlainLabel("", "title", inside)
        grid.addWidget(title, 0, 0, 1, COLUMNS)
        self._titles.append(title)
        self._grids.append(grid)
        for path in page.paths:
            self.fields[path] = self._field(path, inside)
        following = QPushButton(inside)
        following.clicked.connect(lambda: self.show_page((number + 1) % len(PAGES), enter=True))
        last = STEP * (len(page.paths) + 1)
        grid.setRowStretch(last, 1)
        grid.addWidget(following, last + 1, 0, 1, COLUMNS, Qt.AlignmentFlag.AlignRight)
        self._nexts.append(following)
        area.setWidget(inside)
        self._areas.append(area)
        return area

    def _place_fields(self, page: Page, grid: QGridLayout, register: Register) -> None:
        """Put label, editor and note under each other, two questions in a row where both are narrow."""
        wide = WIDE | WIDE_IN_PLAIN if register is Register.PLAIN else WIDE
        row, column = 1, 0
        for path in page.paths:
            field = self.fields[path]
            span = COLUMNS if path in wide or path in TABLES else 1
            if column + span > COLUMNS:
                row, column = row + STEP, 0
            for place, widget in enumerate((field.label, field.editor, field.note)):
                grid.addWidget(widget, row + place, column, 1, span)
            grid.setRowMinimumHeight(row + STEP - 1, 6)
            column += span
        if len(page.paths) == 1:
            self.fields[page.paths[0]].label.hide()

    def _field(self, path: str, parent: QWidget) -> Field:
        if path in BESIDE_FACTS:
            words, make = BESIDE_FACTS[path]
            field = Field(path, words, make(), None, parent)
        else:
            entry = catalogue()[path]
            editor = RowTable(TABLES[path]()) if path in TABLES else editor_for(entry)
            field = Field(path, Words(entry.label, entry.plain), editor, entry, parent)
        field.edited.connect(self._edited)
        field.entered.connect(self._entered)
        return field

    def show_page(self, number: int, *, enter: bool = False) -> None:
        """Turn to a page; `enter` puts the cursor into its first question."""
        self._nav.setCurrentIndex(self._sections.index(number))
        if enter:
            self.fields[PAGES[number].paths[0]].editor.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def page(self) -> int:
        """The number of the page in sight."""
        return self._stack.currentIndex()

    def inside(self, number: int) -> QWidget:
        """Return the widget that holds a page's questions."""
        return self._areas[number].widget() or self._areas[number]

    def section_indexes(self) -> list[QModelIndex]:
        """Return the rows of the list of pages."""
        return [self._sections.index(number) for number in range(len(PAGES))]

    def show_field(self, path: str) -> None:
        """Turn to the page of a fact and put the cursor into its question."""
        for number, page in enumerate(PAGES):
            if path in page.paths:
                self.show_page(number)
                self.fields[path].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """Put the cursor into the list of pages."""
        self._nav.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def reword(self) -> None:
        """Change every word to the session's register."""
        register = self._session.register
        self.setAccessibleName(PATIENT.of(register))
        self._nav.setAccessibleName(SECTIONS.of(register))
        for field in self.fields.values():
            field.set_register(register)
        for number, page in enumerate(PAGES):
            self._place_fields(page, self._grids[number], register)
            following = PAGES[(number + 1) % len(PAGES)].title.of(register)
            self._titles[number].setText(page.title.of(register))
            self._nexts[number].setText(NEXT.of(register).format(title=following))
            self._nexts[number].setAccessibleName(self._nexts[number].text())
            self._areas[number].setAccessibleName(page.title.of(register))
        self._help.setText(NOT_ASKED.of(register))
        self._count()

    @Slot()
    def _load(self) -> None:
        for path, field in self.fields.items():
            field.load(self._session.value(path))
        self._count()

    @Slot(str, object)
    def _edited(self, path: str, reading: Reading) -> None:
        self._session.edit(path, reading.value, reading.unread)
        self._count()

    @Slot()
    def _show_problems(self) -> None:
        problems = self._session.problems
        for path, field in self.fields.items():
            own = {
                place.removeprefix(path): sentence
                for place, sentence in problems.items()
                if place == path or place.startswith((f"{path}.", f"{path}["))
            }
            field.set_problems(own)
        self._count()

    def _count(self) -> None:
        register = self._session.register
        self._sections.set_rows(
            [
                (
                    page.title.of(register),
                    sum(self.fields[path].count for path in page.paths),
                    any(self._has_problem(path) for path in page.paths),
                )
                for page in PAGES
            ]
        )

    def _has_problem(self, path: str) -> bool:
        return any(place == path or place.startswith((f"{path}.", f"{path}[")) for place in self._session.problems)

    def _turn(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self._stack.setCurrentIndex(current.row())

    @Slot(object)
    def _entered(self, field: Field) -> None:
        text = NOT_ASKED.of(self._session.register)
        if field.entry is not None:
            text = FOUND_IN.of(self._session.register).format(
                question=field.entry.question, document=field.entry.found_in
            )
        self._help.setText(text)

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        for field in self.fields.values():
            field.focus_changed(now)
        if now is not None:
            page = self._stack.currentWidget()
            if isinstance(page, QScrollArea) and page.isAncestorOf(now):
                page.ensureWidgetVisible(now, 0, 40)
