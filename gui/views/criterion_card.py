"""One criterion of a trial: its sign, its text, the reason, where it was read, and a person's answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gui.plain_text import dress, plain_tooltip, wrapped_label
from gui.views.answer import AnswerEditor
from gui.views.glossary import explained
from gui.views.readings import ReadingsBox
from gui.words import Words
from matcher.explain import Register, visible

if TYPE_CHECKING:
    from criteria.strict_json import Json
    from gui.form.editor import Reading
    from gui.views.quick_fill import QuickFill
    from matcher.report.document import CriterionRow

SIGNS = {"against": "✗", "unknown": "?", "confirm": "☐", "favour": "✓"}
QUESTION = Words("Does this hold? {text}")


class CriterionCard(QFrame):
    """Shows one criterion; the same card is used again for another."""

    answered = Signal(str, str, object)  # the trial's id, the criterion's, what the answer editor holds

    def __init__(self, quick: QuickFill, parent: QWidget | None = None) -> None:
        """Show nothing yet; `quick` is what an answer can be filled in with."""
        super().__init__(parent)
        self._quick = quick
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # it is gone to, and no stop on the way with Tab
        self.row: CriterionRow | None = None
        self._trial = ""
        self._question = ""
        self._register = Register.CLINICIAN
        self._answer: AnswerEditor | None = None  # most cards never ask
        self._readings: ReadingsBox | None = None  # most texts have only one
        self._text = wrapped_label("strong", self)
        self._reason = wrapped_label("", self)
        self._place = wrapped_label("caption", self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 10, 8)
        self._column.setSpacing(3)
        for widget in (self._text, self._reason, self._place):
            self._column.addWidget(widget)

    @property
    def answer_editor(self) -> AnswerEditor:
        """Where a person answers, made when it is first needed."""
        if self._answer is None:
            self._answer = AnswerEditor(self._quick, self)
            self._answer.edited.connect(self._told)
            self._column.addWidget(self._answer)
        return self._answer

    def show_criterion(self, trial: str, row: CriterionRow, kind: str, register: Register) -> None:
        """Show a criterion of a trial that stands in the group `kind`."""
        if self._answer is not None and (self.row is None or (self._trial, self.row.id) != (trial, row.id)):
            self._answer.show_value(None)  # what was typed about one criterion never speaks of another
        self._trial, self.row, self._register = trial, row, register
        dress(self, kind)
        self._text.setText(f"{SIGNS[kind]}  {visible(row.text)}")
        self._text.setToolTip(plain_tooltip(explained(row.text, register)))
        self._reason.setText(row.reason)
        self._reason.setVisible(bool(row.reason))
        self._show_readings(row, register)
        self._place.setText(" · ".join(part for part in (row.id, row.kind, visible(row.place)) if part))
        self.setAccessibleName(" ".join((row.text, row.reason, *row.readings, row.ask)).strip())
        self._question = QUESTION.of(register).format(text=row.text)

    def _show_readings(self, row: CriterionRow, register: Register) -> None:
        if self._readings is None and row.readings:
            self._readings = ReadingsBox(self)
            self._column.insertWidget(self._column.indexOf(self._place), self._readings)
        if self._readings is not None:
            self._readings.setVisible(bool(row.readings))
            self._readings.show_row(row, register)

    @property
    def readings(self) -> ReadingsBox | None:
        """The readings of the text, where it has several."""
        return self._readings if self.row is not None and self.row.readings else None

    def show_answer(self, answer: Json, *, asked: bool) -> None:
        """Show the answer given so far, where one can be given."""
        if self._answer is not None and not asked:
            self._answer.hide()
        if not asked:
            return
        editor = self.answer_editor
        editor.show()
        editor.set_name(self._question)
        editor.set_register(self._register)
        if editor.reading().value != answer:
            editor.show_value(answer)

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """What of it takes the cursor, in the order in which it stands there."""
        return tuple(part for part in (self._readings, self._answer) if part is not None)

    @property
    def asks(self) -> bool:
        """Whether a person can answer it."""
        return self._answer is not None and not self._answer.isHidden()

    @property
    def texts(self) -> tuple[str, ...]:
        """What stands on the card."""
        readings = self.readings.texts if self.readings is not None else ()
        return (self._text.text(), self._reason.text(), *readings, self._place.text())

    def _told(self, reading: Reading) -> None:
        if self.row is not None:
            self.answered.emit(self._trial, self.row.id, reading)
