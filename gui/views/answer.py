"""Where a person says what no data can: yes, no or not asked; and by whom, when, on which document, with what note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.form.editor import Editor, Reading
from gui.form.editors import NO, YES
from gui.form.lines import LineEditor
from gui.form.notation import DATE, TEXT, Notation
from gui.form.segments import SegmentEditor
from gui.plain_text import PlainLabel, plain_tooltip, wrapped_label
from gui.words import Words
from matcher.explain import Register, visible

if TYPE_CHECKING:
    from criteria.strict_json import Json
    from gui.views.quick_fill import QuickFill

NOT_ASKED = Words("Not asked")
TODAY, THAT_DAY = Words("Today"), Words("As of")
FILL_IN = Words("Fill in {value}")
NAME_WIDTH = 64
COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing said about an answer: its key in the file, its label, how it is written, how long it may be."""

    key: str
    label: Words
    notation: Notation = TEXT
    most: int = 500


DETAILS: Final = (
    Detail("by", Words("By", "Who"), most=200),
    Detail("date", Words("Date", "When"), DATE),
    Detail("document", Words("Document", "Seen in")),
    Detail("note", Words("Note"), most=4000),
)


class AnswerEditor(Editor):
    """A person's answer to one criterion, in the file's form."""

    def __init__(self, quick: QuickFill, parent: QWidget | None = None) -> None:
        """Show "not asked"; `quick` is what the buttons fill in."""
        super().__init__(parent)
        self._quick = quick
        self._register = Register.CLINICIAN
        self._answer = SegmentEditor([("yes", YES), ("no", NO)], NOT_ASKED, self)
        self._parts: dict[str, LineEditor] = {}
        self._labels: dict[str, PlainLabel] = {}
        self._details = QWidget(self)
        self.same, self.today = QPushButton(self._details), QPushButton(self._details)
        self._problem = wrapped_label("problem", self)
        self._problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(4)
        for widget in (self._answer, self._details, self._problem):
            column.addWidget(widget)
        self._lay_out()
        self._answer.edited.connect(self._told)
        self._details.hide()
        self.setFocusProxy(self._answer)

    def _lay_out(self) -> None:
        """Put the details into two rows, each with its label above it and its button beside the label."""
        grid = QGridLayout(self._details)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        buttons = {"by": self.same, "date": self.today}
        before: QWidget = self._answer
        for place, detail in enumerate(DETAILS):
            label, line = PlainLabel("", "caption", self._details), LineEditor(detail.notation)
            line.line.setMaxLength(detail.most)
            label.setBuddy(line)
            row, column = 2 * (place // COLUMNS), place % COLUMNS
            grid.addLayout(_in_a_row(label, buttons.get(detail.key)), row, column)
            grid.addWidget(line, row + 1, column)
            grid.setColumnStretch(column, 1)
            line.edited.connect(self._told)
            self._parts[detail.key], self._labels[detail.key] = line, label
            for widget in (line.line, buttons.get(detail.key)):
                if widget is not None:
                    QWidget.setTabOrder(before, widget)
                    before = widget
        self._connect_buttons()

    def _connect_buttons(self) -> None:
        by, date = self._parts["by"].line, self._parts["date"].line
        for button in (self.same, self.today):
            button.setFlat(True)
        self.same.clicked.connect(lambda: by.setText(self._quick.name))
        self.today.clicked.connect(lambda: date.setText(self._quick.day.isoformat()))
        by.editingFinished.connect(lambda: self._quick.remember(by.text().strip()))
        self._quick.changed.connect(self._offer)

    def reading(self) -> Reading:
        """Return the answer: the bare word where nothing more is said about it."""
        answer = self._answer.reading().value
        if answer is None:
            return Reading()
        values: dict[str, Json] = {"answer": answer}
        unread: dict[str, str] = {}
        for key, editor in self._parts.items():
            part = editor.reading()
            if part.value is not None:
                values[key] = part.value
            unread |= {f".{key}{path}": text for path, text in part.unread.items()}
        return Reading(values if len(values) > 1 else answer, unread)

    def show_value(self, value: Json) -> None:
        """Show an answer, in either of the file's forms."""
        entry = value if isinstance(value, dict) else {"answer": value}
        self._answer.show_value(entry.get("answer"))
        for key, editor in self._parts.items():
            editor.show_value(entry.get(key))
        self._details.setVisible(value is not None)
        self._offer()
        self._problem.hide()

    def set_register(self, register: Register) -> None:
        """Word everything anew."""
        self._register = register
        self._answer.set_name(self.accessibleName())
        self._answer.set_register(register)
        for detail in DETAILS:
            words = detail.label.of(register)
            self._labels[detail.key].setText(words)
            self._parts[detail.key].set_name(f"{self.accessibleName()}: {words}")
        self._offer()

    def _offer(self) -> None:
        """Say on the buttons what they fill in; a name is offered where there is one that is not there yet."""
        name, day = visible(self._quick.name), self._quick.day.isoformat()
        self.same.setVisible(bool(name) and name != self._parts["by"].line.text().strip())
        short = self.same.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, NAME_WIDTH)
        self.same.setText(short.replace("&", "&&"))
        self.today.setText((TODAY if self._quick.is_today else THAT_DAY).of(self._register))
        for button, value in ((self.same, name), (self.today, day)):
            words = FILL_IN.of(self._register).format(value=value)
            button.setToolTip(plain_tooltip(words))
            button.setAccessibleName(f"{words}: {self.accessibleName()}")

    def _told(self, _reading: Reading) -> None:
        reading = self.reading()
        self._details.setVisible(reading.value is not None)
        self._offer()
        self._problem.setText("; ".join(reading.unread.values()))
        self._problem.setVisible(bool(reading.unread))
        self.tell()


def _in_a_row(label: PlainLabel, button: QPushButton | None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(2)
    row.addWidget(label)
    row.addStretch(1)
    if button is not None:
        row.addWidget(button)
    return row
