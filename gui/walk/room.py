"""The room of the walk: the question in sight, three ways on, and the result to look at in between and at the end."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from gui.flow import Flow
from gui.plain_text import PlainLabel, wrapped_label
from gui.theme import DARK, icons
from gui.views.empty_words import without_trials
from gui.views.panes import Pane
from gui.walk import words
from gui.walk.answers import answer_to
from gui.walk.journey import Journey
from gui.walk.look import style_sheet
from gui.walk.page import QuestionPage
from gui.walk.result_page import ResultPage
from matcher.explain import Register, visible

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from gui.form.editor import Reading
    from gui.session import Session
    from gui.theme import Theme
    from gui.walk.answers import Answer
    from gui.words import Words
    from matcher.questions import NextQuestion

PLAIN: Final = Register.PLAIN
ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class WalkRoom(Pane):
    """One question a screen. What is answered goes to the session at once, as from the form."""

    left = Signal(str)  # to everything, with the number of a trial to be seen, or ""
    asked_for = Signal(str)  # another action of the window, by name

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing until somebody comes in."""
        super().__init__(parent)
        self._session, self._theme = session, theme
        self.journey = Journey()
        self._weighed: NextQuestion | None = None
        self._is_set_out = self._is_waiting = self._is_at_end = self._has_sheet = False
        self._number = PlainLabel("", "heading", self)
        self._so_far = self._button(words.SO_FAR, self.show_so_far)
        self._so_far.setFlat(True)
        self.page, self.result = QuestionPage(self), ResultPage(self)
        self._pause = wrapped_label("walk why", self)
        self._pause.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget(self)
        for widget in (self.page, self._pause, self.result):
            self._stack.addWidget(widget)
        self.back = self._button(words.BACK, self.go_back)
        self.unknown = self._button(words.DO_NOT_KNOW, self.do_not_know)
        self.next = self._button(words.NEXT, self.go_on)
        self.next.setProperty("walk", "next")
        self._result_buttons = [
            self._button(words.SHEET, lambda: self.asked_for.emit("sheet")),
            self._button(words.SAVE, lambda: self.asked_for.emit("save")),
            self._button(words.MORE_QUESTIONS, self.go_further),
            self._button(words.EVERYTHING, lambda: self.left.emit("")),
        ]
        self.sheet, self.save, self.more, self.everything = self._result_buttons
        self._after = QWidget(self)
        self._lay_out()
        self._connect()
        self._tell_wait()
        self._dress()

    def _button(self, label: Words, run: object) -> QPushButton:
        button = QPushButton(label.of(PLAIN), self)
        button.setAccessibleName(button.text().replace("&", ""))
        button.clicked.connect(run)
        return button

    def _lay_out(self) -> None:
        self.setAccessibleName(words.TITLE.of(PLAIN))
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._number)
        head.addStretch(1)
        head.addWidget(self._so_far)
        for button in (self.back, self.unknown, self.next):
            foot.addWidget(button)
        foot.insertStretch(1, 1)
        after = Flow(self._after)
        for button in self._result_buttons:
            after.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)
        column.addWidget(self._after)
        for first, second in pairwise((self._stack, self.back, self.unknown, self.next)):
            QWidget.setTabOrder(first, second)

    def _connect(self) -> None:
        session = self._session
        session.document_changed.connect(self._begin_anew)
        session.library_changed.connect(self._tell_wait)
        session.stepped.connect(self._step_to)
        session.settled_changed.connect(self._look_again)
        session.result_changed.connect(self._show_result)
        session.asking.changed.connect(self._look_again)
        session.asking.broke.connect(lambda _error: self._arrive())
        self.page.written.connect(self._write)
        self.result.wanted.connect(self.left)
        self._theme.changed.connect(self._dress)

    @Slot()
    def _dress(self) -> None:
        colours = self._theme.colours
        tick = icons() / ("checked-dark.svg" if colours is DARK else "checked-light.svg")
        self.setStyleSheet(style_sheet(colours, tick.as_posix()))

    def offer_sheet(self, *, is_there: bool) -> None:
        """Offer the sheet to take along, where the window makes one."""
        self._has_sheet = is_there
        self.sheet.setVisible(is_there and self.shows_result)

    @property
    def is_waiting(self) -> bool:
        """Whether the next question is still being looked for."""
        return self._is_waiting

    @property
    def shows_result(self) -> bool:
        """Whether the result is in sight."""
        return self._stack.currentWidget() is self.result

    @property
    def question(self) -> str:
        """The question in sight; "" while there is none."""
        return self.journey.question if self._stack.currentWidget() is self.page else ""

    def take_focus(self) -> None:
        """Begin, or go on where the person stopped; what was changed elsewhere meanwhile is shown."""
        if not self._is_set_out:
            self._is_set_out = True
            self.journey = Journey()
            self.journey.set_out(self._session.value)
            self._advance()
        elif self.shows_result:
            self.result.take_focus()
        elif self._is_waiting:
            self.setFocus()
        else:
            self._show_question()

    @Slot()
    def go_on(self) -> None:
        """Go to the next question; one without an answer is left open."""
        answer = self.page.answer
        if self.question and answer is not None:
            answer.finish()
            self._session.settle()
            if self.page.complain():
                return
            if answer.is_given:
                self.journey.left.discard(self.journey.question)
                self.journey.written.add(self.journey.question)
            else:
                self.journey.leave()
        self._advance()

    @Slot()
    def do_not_know(self) -> None:
        """Leave the question open for this walk."""
        if not self.question or self.page.answer is None:
            return
        self.page.answer.take_back()
        self.journey.leave()
        self._session.settle()
        self._advance()

    @Slot()
    def go_back(self) -> None:
        """Go to the question before; while the next is looked for, to the one that was in sight last."""
        self._finish()
        if self._is_waiting:
            self._is_waiting = False
        else:
            self.journey.back()
        self._show_question()

    @Slot()
    def show_so_far(self) -> None:
        """Show what could fit by now."""
        self._finish()
        self._arrive()

    def _finish(self) -> None:
        """Take what was typed and not confirmed yet."""
        if self.question and self.page.answer is not None:
            self.page.answer.finish()

    @Slot()
    def go_further(self) -> None:
        """Go on with the questions; where none was left, those that were left open come again."""
        if not self._is_at_end and self.journey.question:
            self._show_question()
            return
        self._is_set_out = False
        self.take_focus()

    def _advance(self) -> None:
        """Show what comes next as soon as it is known."""
        ahead = self.journey.ahead(self._session.value)
        if ahead:
            self._weighed = None
            self.journey.step_to(ahead)
            self._show_question()
            return
        self._is_waiting = True
        self._look_again()
        if self._is_waiting:
            self._show(self._pause)

    @Slot()
    def _look_again(self) -> None:
        """Take the next best question once it belongs to what has been answered."""
        asking = self._session.asking
        if not self._is_waiting or not self._session.is_settled or asking.is_busy or not asking.is_known:
            return
        self._is_waiting = False
        best = self.journey.best(asking.ranked)
        if best is None:
            self._is_at_end = True
            self._arrive()
            return
        self._weighed = best
        self.journey.step_to(self.journey.asked_as(best.fact))
        self._show_question()

    def _show_question(self) -> None:
        journey = self.journey
        journey.tidy(self._session.value)
        if not journey.question:
            self._advance()
            return
        self._is_at_end = False
        answer = answer_to(journey.question, self._session, journey)
        self.page.show_question(journey.question, answer, self._weighed, self._session.value)
        self._number.setText(words.QUESTION_NUMBER.of(PLAIN).format(number=journey.number))
        self._show(self.page)
        self.page.take_focus()

    def _arrive(self) -> None:
        """Show the result."""
        self._is_waiting = False
        self._show(self.result)
        self._show_result()
        self.result.take_focus()

    def _show(self, widget: QWidget) -> None:
        self._stack.setCurrentWidget(widget)
        asks = widget is not self.result
        for part in (self._number, self._so_far, self.back, self.unknown, self.next):
            part.setVisible(asks)
        for button in (self.unknown, self.next):
            button.setEnabled(widget is self.page)
        self._after.setVisible(not asks)  # an empty row would still take room from the question
        for button in self._result_buttons:
            button.setVisible(not asks)
        self.sheet.setVisible(not asks and self._has_sheet)
        self.back.setEnabled(self._is_waiting or self.journey.can_go_back)

    @Slot()
    def _show_result(self) -> None:
        if self.shows_result:
            session = self._session
            if session.result is None:
                self.result.wait(self._why_none(words.NOTHING_YET))
                return
            unread = visible("; ".join(dict.fromkeys(session.problems.values())))
            self.result.show_result(session.result, session.asking.ranked, unread, is_end=self._is_at_end)

    @Slot()
    def _tell_wait(self) -> None:
        """Say what is waited for."""
        self._pause.setText(self._why_none(words.WAITING))
        self._show_result()

    def _why_none(self, told: Words) -> str:
        return told.of(PLAIN) if self._session.has_library else without_trials(self._session, PLAIN)

    @Slot(object, object)
    def _write(self, answer: Answer, reading: Reading) -> None:
        answer.write(reading)

    @Slot(str)
    def _step_to(self, path: str) -> None:
        """Show what a taken back change leaves, at its question where that was asked."""
        if not self.isVisible() or self.shows_result:
            return
        self.journey.go_to("age" if path == "birth_date" else path)
        self._is_waiting = False
        self._show_question()

    @Slot()
    def _begin_anew(self) -> None:
        self._is_set_out = self._is_waiting = self._is_at_end = False
        if self.isVisible():
            self.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, press the button in focus with it, and leave with Escape."""
        focused = QApplication.focusWidget()
        if event.key() in ENTER and isinstance(focused, QPushButton):
            focused.click()
        elif event.key() in ENTER and self.question:
            self.go_on()
        elif event.key() == Qt.Key.Key_Escape:
            self._finish()
            self.left.emit("")
        else:
            super().keyPressEvent(event)
