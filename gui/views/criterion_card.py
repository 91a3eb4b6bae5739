"""One criterion of a trial: its sign, its text, the reason, where it was read, and a person's answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gui.plain_text import dress, wrapped_label
from gui.views.answer import AnswerEditor
from gui.words import Words
from matcher.explain import visible

if TYPE_CHECKING:
    from criteria.strict_json import Json
    from gui.form.editor import Reading
    from matcher.explain import Register
    from matcher.report.document import CriterionRow

SIGNS = {"against": "✗", "unknown": "?", "confirm": "☐", "favour": "✓"}
QUESTION = Words("Does this hold? {text}")


class CriterionCard(QFrame):
    """Shows one criterion; the same card is used again for another."""

    answered = Signal(str, object)  # the criterion's id, what the answer editor holds

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.row: CriterionRow | None = None
        self._text = wrapped_label("strong", self)
        self._reason = wrapped_label("", self)
        self._place = wrapped_label("caption", self)
        self.answer_editor = AnswerEditor(self)
        self.answer_editor.edited.connect(self._told)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 10, 8)
        column.setSpacing(3)
        for widget in (self._text, self._reason, self._place, self.answer_editor):
            column.addWidget(widget)

    def show_criterion(self, row: CriterionRow, kind: str, register: Register) -> None:
        """Show a criterion that stands in the group `kind`."""
        self.row = row
        dress(self, kind)
        self._text.setText(f"{SIGNS[kind]}  {visible(row.text)}")
        self._reason.setText(row.reason)
        self._reason.setVisible(bool(row.reason))
        self._place.setText(" · ".join(part for part in (row.id, row.kind, visible(row.place)) if part))
        self.setAccessibleName(f"{row.text} {row.reason}")
        self.answer_editor.set_name(QUESTION.of(register).format(text=row.text))
        self.answer_editor.set_register(register)

    def show_answer(self, answer: Json, *, asked: bool) -> None:
        """Show the answer given so far, where one can be given."""
        self.answer_editor.setVisible(asked)
        if self.answer_editor.reading().value != answer and not self.answer_editor.reading().unread:
            self.answer_editor.show_value(answer)

    @property
    def asks(self) -> bool:
        """Whether a person can answer it."""
        return not self.answer_editor.isHidden()

    @property
    def texts(self) -> tuple[str, ...]:
        """What stands on the card."""
        return (self._text.text(), self._reason.text(), self._place.text())

    def _told(self, reading: Reading) -> None:
        if self.row is not None:
            self.answered.emit(self.row.id, reading)
