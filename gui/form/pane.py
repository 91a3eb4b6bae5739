"""The patient form: a list of its pages, the page in sight, and a line that says where an answer is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QListView, QStackedWidget, QVBoxLayout, QWidget

from gui.form.jump import place_of
from gui.form.page_view import PageView, problems_of
from gui.form.pages import PAGES, Page
from gui.form.row_card import focusable
from gui.form.rows import RowTable
from gui.form.tables import TABLES
from gui.models.sections import SectionModel
from gui.plain_text import wrapped_label
from gui.theme import enlarged
from gui.views.next_question import NextQuestionStrip
from gui.views.panes import FONT_CHANGES, Pane
from gui.words import Words

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from gui.form.editor import Reading
    from gui.form.field import Field
    from gui.session import Session

PATIENT = Words("Patient", "About you")
SECTIONS = Words("Sections of the patient form", "Pages of the questions")
FOUND_IN = Words("{question} Found in: {document}.", "{question} You find this in: {document}.")
NOT_ASKED = Words(
    "What is not entered counts as not known, never as no.", "Leave out what you do not know: it never counts as no."
)
NAV_WIDTH = 138


class FormPane(Pane):
    """Everything that is known of the patient, open to be changed."""

    brought_back = Signal()  # it was hidden, and something is to be entered

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show the session's patient."""
        super().__init__(parent)
        self._session = session
        self.next_question = NextQuestionStrip(session, self)
        self.next_question.wanted.connect(self.answer)
        self._sections = SectionModel(self)
        self._nav = QListView(self)
        self._nav.setProperty("role", "sections")
        self._nav.setModel(self._sections)
        self._nav.setFixedWidth(enlarged(NAV_WIDTH))
        self._nav.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._stack = QStackedWidget(self)
        self.pages = [self._view(number, page) for number, page in enumerate(PAGES)]
        self._asked = ""
        self._help = wrapped_label("hint", self)
        self._help.setMinimumHeight(34)
        self._lay_out()
        self._nav.selectionModel().currentChanged.connect(self._turn)
        self._nav.activated.connect(lambda index: self.show_page(index.row(), enter=True))
        session.document_changed.connect(self._load)
        session.stepped.connect(self._step)
        session.problems_changed.connect(self._show_problems)
        session.register_changed.connect(self.reword)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]
        self.reword()
        self.show_page(0)

    def _view(self, number: int, page: Page) -> PageView:
        following = (number + 1) % len(PAGES)
        view = PageView(page, PAGES[following].title, self._session, self)
        view.edited.connect(self._edited)
        view.entered.connect(self._entered)
        view.next_wanted.connect(lambda: self.show_page(following, enter=True))
        self._stack.addWidget(view)
        return view

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
        grid = QGridLayout(self)
        grid.setContentsMargins(4, 4, 2, 4)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(4)
        grid.addWidget(self.next_question, 0, 0, 1, 2)
        grid.addWidget(self._nav, 1, 0)
        grid.addLayout(side, 1, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(1, 1)

    def changeEvent(self, event: QEvent) -> None:
        """Give larger letters a wider list of pages."""
        super().changeEvent(event)
        if event.type() in FONT_CHANGES:
            self._nav.setFixedWidth(enlarged(NAV_WIDTH))

    def _prepare(self, view: PageView) -> None:
        """Have a page's questions there; Tab comes to them after the list of pages, whenever they were made."""
        is_new = not view.is_made
        view.prepare()
        last: QWidget = self._nav
        for widget in focusable(view.inside) if is_new else ():
            QWidget.setTabOrder(last, widget)
            last = widget

    def show_page(self, number: int, *, enter: bool = False) -> None:
        """Turn to a page; `enter` puts the cursor into its first question."""
        self._nav.setCurrentIndex(self._sections.index(number))
        if enter:
            self._bring_back()
            self.field(PAGES[number].paths[0]).editor.setFocus(Qt.FocusReason.TabFocusReason)

    def turn(self, steps: int) -> None:
        """Turn so many pages on, and put the cursor into the first question there."""
        self.show_page((self.page + steps) % len(PAGES), enter=True)

    @property
    def page(self) -> int:
        """The number of the page in sight."""
        return self._stack.currentIndex()

    def inside(self, number: int) -> QWidget:
        """Return the widget that holds a page's questions."""
        self._prepare(self.pages[number])
        return self.pages[number].inside

    def section_indexes(self) -> list[QModelIndex]:
        """Return the rows of the list of pages."""
        return [self._sections.index(number) for number in range(len(PAGES))]

    def field(self, path: str) -> Field:
        """Return the question about a fact, made now if its page has not been shown yet."""
        view = next(view for view in self.pages if path in view.page.paths)
        self._prepare(view)
        return view.fields[path]

    def all_fields(self) -> dict[str, Field]:
        """Return every question, made now where its page has not been shown yet."""
        return {path: self.field(path) for page in PAGES for path in page.paths}

    def show_field(self, path: str) -> None:
        """Turn to the page of a fact and put the cursor into its question."""
        for number, page in enumerate(PAGES):
            if path in page.paths:
                self._bring_back()
                self.show_page(number)
                self.field(path).editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bring_back(self) -> None:
        """Show the form where it was hidden: a cursor out of sight would take letters that nobody sees."""
        if self.isHidden():
            self.show()
            self.brought_back.emit()

    @property
    def asked(self) -> str:
        """The path of the question that the cursor was in last; "" before any."""
        return self._asked

    @Slot(str)
    def answer(self, question: str) -> None:
        """Put the cursor where a question is answered; in a list into the entry, a new one begun with its name."""
        place = place_of(question, {path: self._session.value(path) for path in TABLES})
        self.show_field(place.path)
        editor = self.field(place.path).editor
        if place.is_entry and isinstance(editor, RowTable):
            editor.enter(place.index, place.key, place.offered)

    def paste_labs(self) -> None:
        """Ask for laboratory results to paste, on their page."""
        self.show_field("labs")
        editor = self.field("labs").editor
        if isinstance(editor, RowTable):
            editor.ask_source()

    def take_focus(self) -> None:
        """Put the cursor into the list of pages."""
        self._nav.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def reword(self) -> None:
        """Change the words in sight to the session's register; other pages follow when they are shown."""
        register = self._session.register
        self.setAccessibleName(PATIENT.of(register))
        self._nav.setAccessibleName(SECTIONS.of(register))
        if self.page >= 0:
            self.pages[self.page].reword()
        self._help.setText(NOT_ASKED.of(register))
        self._count()

    @Slot()
    def _load(self) -> None:
        for view in self.pages:
            view.load()
        self._count()

    @Slot(str)
    def _step(self, path: str) -> None:
        """Show what a taken back change leaves, at the question that it was about."""
        self._load()
        self.show_field(path)
        editor = self.field(path).editor if path in TABLES else None
        if isinstance(editor, RowTable):
            editor.finish()

    @Slot(str, object)
    def _edited(self, path: str, reading: Reading) -> None:
        self._session.edit(path, reading.value, reading.unread)
        self._count()

    @Slot()
    def _show_problems(self) -> None:
        for view in self.pages:
            view.show_problems()
        self._count()

    def _count(self) -> None:
        session = self._session
        self._sections.set_rows(
            [
                (
                    page.title.of(session.register),
                    sum(self._answers(path) for path in page.paths),
                    any(problems_of(path, session.problems) for path in page.paths),
                )
                for page in PAGES
            ]
        )

    def _answers(self, path: str) -> int:
        """Return how many answers are entered: as many as a list has entries, else one or none."""
        value = self._session.value(path)
        items = value.get("items") if isinstance(value, dict) else value
        return len(items) if isinstance(items, list) else int(value is not None)

    def _turn(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self._prepare(self.pages[current.row()])
        self._stack.setCurrentIndex(current.row())

    @Slot(object)
    def _entered(self, field: Field) -> None:
        self._asked = field.path
        text = NOT_ASKED.of(self._session.register)
        if field.entry is not None:
            question = Words(field.entry.question, field.entry.plain_question).of(self._session.register)
            text = FOUND_IN.of(self._session.register).format(question=question, document=field.entry.found_in)
        self._help.setText(text)

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        self.pages[self.page].focus_moved(now)
