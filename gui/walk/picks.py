"""Choosing one of a few big options, each in sight; the last may be a line for something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from criteria.vocabulary import vocabulary
from gui.form.editor import Editor, Reading
from gui.form.lines import NameEditor
from gui.form.notation import TEXT
from gui.plain_text import wrapped_label
from gui.walk import words
from gui.walk.options import Choice
from matcher.explain import Register

if TYPE_CHECKING:
    from collections.abc import Sequence

    from criteria.strict_json import Json
    from criteria.vocabulary import Kind
    from gui.walk.figures import Figure
    from gui.words import Words

FORWARD = (Qt.Key.Key_Down, Qt.Key.Key_Right)
BACKWARD = (Qt.Key.Key_Up, Qt.Key.Key_Left)


class PickEditor(Editor):
    """Options one below the other; none is chosen until a person chooses one."""

    def __init__(
        self,
        options: Sequence[tuple[Json, Words]],
        figures: Sequence[Figure] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Show the options, each with its drawing where there are drawings."""
        super().__init__(parent)
        self._values = [value for value, _ in options]
        self._kept: Json = None  # a value that none of the options stands for
        self._group = QButtonGroup(self)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)
        self.buttons: list[Choice] = []
        for number, (_, label) in enumerate(options):
            button = Choice(self, figures[number] if figures else None)
            button.setText(label.of(Register.PLAIN))
            button.setAccessibleName(button.text())
            button.installEventFilter(self)
            self._group.addButton(button, number)
            self.column.addWidget(button)
            self.buttons.append(button)
        self.setFocusProxy(self.buttons[0])
        self._group.idClicked.connect(self._chosen)

    def reading(self) -> Reading:
        """Return the chosen option's value; what was shown comes back as it was until another option is chosen."""
        number = self._group.checkedId()
        is_kept = number < 0 or _alike(self._values[number], self._kept)
        return Reading(self._kept if is_kept else self._values[number])

    def show_value(self, value: Json) -> None:
        """Choose the option of a value; none where there is none."""
        self._kept = value
        self._choose(next((number for number, one in enumerate(self._values) if _alike(one, value)), -1))

    def _choose(self, number: int) -> None:
        self._group.setExclusive(False)
        for place, button in enumerate(self.buttons):
            button.setChecked(place == number)
        self._group.setExclusive(True)
        self.setFocusProxy(self.buttons[max(number, 0)])

    def set_name(self, name: str) -> None:
        """Take the question as the name of the whole; each option is named by its own words."""
        self.setAccessibleName(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose with the arrow keys, the first press the option in focus, or with its number."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched in self.buttons:
            number = self._number_of(event, [button is watched for button in self.buttons].index(True))
            if number is not None:
                self.buttons[number].setFocus(Qt.FocusReason.TabFocusReason)
                self.buttons[number].click()
                return True
        return super().eventFilter(watched, event)

    def _number_of(self, event: QKeyEvent, focused: int) -> int | None:
        last = len(self.buttons) - 1
        if event.key() in (*FORWARD, *BACKWARD):
            if self._group.checkedId() < 0:
                return focused
            return min(focused + 1, last) if event.key() in FORWARD else max(focused - 1, 0)
        typed = event.text()
        return int(typed) - 1 if typed.isdecimal() and typed.isascii() and 1 <= int(typed) <= last + 1 else None

    def _chosen(self, number: int) -> None:
        self.setFocusProxy(self.buttons[number])
        self.tell()


class NamePick(PickEditor):
    """Names that are asked for most, and a line with the whole vocabulary for every other."""

    def __init__(self, kind: Kind, options: Sequence[tuple[Json, Words]], parent: QWidget | None = None) -> None:
        """Show the options, the line below them."""
        super().__init__(options, parent=parent)
        self._kind = kind
        caption = wrapped_label("question", self)
        caption.setText(words.SOMETHING_ELSE.of(Register.PLAIN))
        self.other = NameEditor(kind, TEXT, self)
        self.other.set_register(Register.PLAIN)
        self.other.set_name(caption.text())
        caption.setBuddy(self.other)
        self._remark = wrapped_label("hint", self)
        for widget in (caption, self.other, self._remark):
            self.column.addWidget(widget)
        self.other.edited.connect(self._typed)

    def reading(self) -> Reading:
        """Return what is written in the line, else the chosen name."""
        return self.other.reading() if self.other.line.text().strip() else super().reading()

    def show_value(self, value: Json) -> None:
        """Choose a name, or write it into the line."""
        super().show_value(self._option_of(value))
        self.other.show_value(None if self._group.checkedId() >= 0 else value)
        self._remark.setText(self.other.remark())

    def _option_of(self, value: Json) -> Json:
        """Return an option that means the same as a name, whatever it is called there."""
        terms = vocabulary(self._kind)
        found = terms.find(value) if isinstance(value, str) and value else None
        return next((one for one in self._values if found and terms.find(str(one)) == found), None)

    def _typed(self, _reading: Reading) -> None:
        self._kept = None
        self._choose(-1)
        self._remark.setText(self.other.remark())
        self.tell()

    def _chosen(self, number: int) -> None:
        self.other.show_value(None)
        self._remark.setText("")
        super()._chosen(number)


def _alike(option: Json, value: Json) -> bool:
    """Whether a value is the option's, with or without the day it was taken on."""
    if isinstance(option, dict) and not isinstance(value, dict):
        return option.get("value") == value and value is not None
    if isinstance(option, dict) and isinstance(value, dict):
        return option.get("value") == value.get("value")
    return type(option) is type(value) and option == value
