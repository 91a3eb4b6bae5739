"""A strip at the head of the form: the next best question, where its answer stands, and two buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.models.part import part_words
from gui.plain_text import PlainLabel, plain_tooltip, wrapped_label
from gui.views.empty_words import without_trials
from gui.words import Words
from matcher.explain import Register
from matcher.question_words import worded
from matcher.wording.voice import Voice

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from gui.session import Session

TITLE = Words("Next best question", "The most helpful question now")
WORKING = Words("Working out which answer would help most ...")
NOTHING = Words("No question is left open.", "There is nothing left to ask.")
ANSWER, SKIP = Words("&Answer"), Words("S&kip", "S&kip: I do not know")
ANSWER_HINT = Words("Goes to its field in the form (Ctrl+J)", "Takes you to the place for the answer (Ctrl+J)")
SKIP_HINT = Words(
    "Not known now: shows the next one; this one comes back later (Ctrl+Shift+J)",
    "Shows another question; this one comes back later (Ctrl+Shift+J)",
)


SIDES = 28  # what the strip needs left and right of the words, and a little more
MOST = 10_000
KEPT = {Register.CLINICIAN: 1, Register.PLAIN: 2}  # lines of where the answer stands


class NextQuestionStrip(QFrame):
    """Shows the session's next best question; it never takes the cursor by itself."""

    wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show nothing until the questions are known."""
        super().__init__(parent)
        self._session = session
        self.setProperty("role", "card")
        self._title = PlainLabel("", "caption", self)
        self._question = wrapped_label("strong", self)
        self._question.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._why = wrapped_label("hint", self)
        self._why.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._answer, self._skip = QPushButton(self), QPushButton(self)
        self._answer.clicked.connect(self.answer)
        self._skip.clicked.connect(self.skip)
        self._lay_out()
        session.asking.changed.connect(self.show_question)
        session.register_changed.connect(self.show_question)
        session.library_changed.connect(self.show_question)
        self.show_question()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.addWidget(self._title, 1)
        buttons.addWidget(self._answer)
        buttons.addWidget(self._skip)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 6)
        column.setSpacing(2)
        column.addLayout(buttons)
        column.addWidget(self._question)
        column.addWidget(self._why)

    @property
    def question(self) -> str:
        """What is asked, in words."""
        return self._question.text()

    @property
    def why(self) -> str:
        """Where the answer stands and what it helps."""
        return self._why.text()

    @Slot()
    def answer(self) -> None:
        """Ask for the field of the question."""
        question = self._session.asking.question
        if question is not None:
            self.wanted.emit(question.fact)

    @Slot()
    def skip(self) -> None:
        """Leave the question for later."""
        self._session.asking.skip()

    @Slot()
    def show_question(self) -> None:
        """Show the question of now in the session's words."""
        register, asking = self._session.register, self._session.asking
        question = asking.question
        self._title.setText(TITLE.of(register))
        for button, words, hint in ((self._answer, ANSWER, ANSWER_HINT), (self._skip, SKIP, SKIP_HINT)):
            button.setText(words.of(register))
            button.setToolTip(plain_tooltip(hint.of(register)))
            button.setEnabled(question is not None)
        if not self._session.has_library:
            self._say(without_trials(self._session, register), "")
            return
        if question is None:
            part = part_words(self._session.result, register) if asking.is_known else ""
            self._say((NOTHING if asking.is_known else WORKING).of(register), part)
            return
        told = worded(question, Voice(register))
        part = part_words(self._session.result, register)
        self._say(told.question, f"{told.where} {told.why} {part}".strip())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words the room they need at this width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Keep room for two lines of the question and the reason below, so that the form rarely moves."""
        left = KEPT[self._session.register] * self._why.fontMetrics().lineSpacing()
        left += 2 * self._question.fontMetrics().lineSpacing()
        room = QRect(0, 0, max(self.width() - SIDES, 1), MOST)
        asked, why = (
            label.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, label.text()).height()
            for label in (self._question, self._why)
        )
        self._question.setMinimumHeight(asked)
        self._why.setMinimumHeight(max(left - asked, why))

    def _say(self, question: str, why: str) -> None:
        self._question.setText(question)
        self._why.setText(why)
        self.setAccessibleName(f"{self._title.text()}: {question}")
        self.setAccessibleDescription(why)
        self._fit()
        plain = question or self._title.text()
        self._answer.setAccessibleName(f"{self._answer.text().replace('&', '')}: {plain}")
        self._skip.setAccessibleName(f"{self._skip.text().replace('&', '')}: {plain}")
