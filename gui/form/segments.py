"""Choosing one of a few: all of them in sight side by side, or in a list where they are many or long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QRadioButton, QWidget

from gui.form.editor import Editor, Reading
from gui.form.notation import write_quantity
from gui.plain_text import PlainLabel, plain_tooltip
from gui.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QWheelEvent

    from criteria.strict_json import Json
    from matcher.explain import Register

NOT_KNOWN = Words("Not known")
CLEAR_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
SEGMENT_HINT = Words("Arrow keys or first letters choose; Delete returns to not known.")

Option = tuple["Json", Words]


class _Segment(QRadioButton):
    """One of the options; the keys it does not use itself are the group's."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the group look at the key first."""
        group = self.parentWidget()
        if not (isinstance(group, SegmentEditor) and group.take_key(event)):
            super().keyPressEvent(event)


class SegmentEditor(Editor):
    """Options side by side, "not known" first; one key brings back not known."""

    def __init__(self, options: Sequence[Option], unset: Words = NOT_KNOWN, parent: QWidget | None = None) -> None:
        """Show nothing as known."""
        super().__init__(parent)
        self._options: list[Option] = [(None, unset), *options]
        self._foreign = False
        self._register: Register | None = None
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        for _ in self._options:
            self._add_segment()
        self._row.addStretch(1)
        self._group.button(0).setChecked(True)
        self._group.idClicked.connect(self._chosen)
        self._group.idToggled.connect(self._focus_follows)

    def _add_segment(self) -> None:
        number = len(self._group.buttons())
        segment = _Segment(self)
        segment.setProperty("segment", "first" if number == 0 else "last")
        if number > 1:
            self._group.button(number - 1).setProperty("segment", "middle")
        self._group.addButton(segment, number)
        self._row.insertWidget(number, segment)
        if number == 0:
            self.setFocusProxy(segment)

    def reading(self) -> Reading:
        """Return the chosen option's value."""
        return Reading(self._options[self._group.checkedId()][0])

    def show_value(self, value: Json) -> None:
        """Show a value; one that is not among the options gets an option of its own."""
        values = [option for option, _ in self._options]
        if value not in values:
            self._show_foreign(value)
            values = [option for option, _ in self._options]
        self._group.button(values.index(value)).setChecked(True)

    def _show_foreign(self, value: Json) -> None:
        if self._foreign:
            self._options[-1] = (value, Words(_text_of(value)))
        else:
            self._foreign = True
            self._options.append((value, Words(_text_of(value))))
            self._add_segment()
        if self._register is not None:
            self.set_register(self._register)

    def set_register(self, register: Register) -> None:
        """Word the options anew."""
        self._register = register
        for number, (_, words) in enumerate(self._options):
            segment = self._group.button(number)
            segment.setText(words.of(register).replace("&", "&&"))
            segment.setToolTip(plain_tooltip(SEGMENT_HINT.of(register)))
            segment.setAccessibleName(f"{self.accessibleName()}: {words.of(register)}")

    def set_name(self, name: str) -> None:
        """Give each option the name of the question and its own."""
        self.setAccessibleName(name)
        if self._register is not None:
            self.set_register(self._register)

    def take_key(self, event: QKeyEvent) -> bool:
        """Choose by key: Delete or Backspace for not known, a first letter or digit for an option."""
        if event.key() in CLEAR_KEYS:
            self._choose(0)
            return True
        typed = event.text().casefold()
        if not typed.isalnum():
            return False
        texts = [self._group.button(number).text().casefold() for number in range(len(self._options))]
        starting = [number for number, text in enumerate(texts) if number and text.startswith(typed)]
        if starting:
            current = self._group.checkedId()
            self._choose(next((number for number in starting if number > current), starting[0]))
        return bool(starting)

    def _choose(self, number: int) -> None:
        segment = self._group.button(number)
        segment.setChecked(True)
        segment.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tell()

    def _chosen(self, _number: int) -> None:
        self.tell()

    def _focus_follows(self, number: int, checked: bool) -> None:
        if checked:
            self.setFocusProxy(self._group.button(number))


class CalmCombo(QComboBox):
    """A list that a turning wheel does not change by accident."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page that scrolls."""
        event.ignore()


class ListEditor(Editor):
    """Options in a list that opens, "not known" first; one key brings back not known."""

    def __init__(self, options: Sequence[Option], unset: Words = NOT_KNOWN, parent: QWidget | None = None) -> None:
        """Show nothing as known."""
        super().__init__(parent)
        self._options: list[Option] = [(None, unset), *options]
        self._combo = CalmCombo(self)
        self._combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._combo.setMinimumContentsLength(6)
        self._combo.addItems([""] * len(self._options))
        self._combo.installEventFilter(self)
        self._combo.activated.connect(self._chosen)
        self._said = PlainLabel("", "", self)  # on Linux a list is named by its label, and that must stand beside it
        self._said.setBuddy(self._combo)
        self._said.hide()
        self.setFocusProxy(self._combo)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._combo, 1)

    def reading(self) -> Reading:
        """Return the chosen option's value."""
        return Reading(self._options[self._combo.currentIndex()][0])

    def show_value(self, value: Json) -> None:
        """Show a value; one that is not among the options gets an option of its own."""
        values = [option for option, _ in self._options]
        with QSignalBlocker(self._combo):
            if value not in values:
                self._options.append((value, Words(_text_of(value))))
                self._combo.addItem(_text_of(value))
                values.append(value)
            self._combo.setCurrentIndex(values.index(value))

    def set_register(self, register: Register) -> None:
        """Word the options anew."""
        for number, (_, words) in enumerate(self._options):
            self._combo.setItemText(number, words.of(register))
            self._combo.setItemData(number, plain_tooltip(words.of(register)), Qt.ItemDataRole.ToolTipRole)
        self._combo.setToolTip(plain_tooltip(SEGMENT_HINT.of(register)))

    def set_name(self, name: str) -> None:
        """Name the list, and the label that names it where its own name is not read out."""
        super().set_name(name)
        self._said.setText(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring back not known with one key."""
        if event.type() == QEvent.Type.KeyPress and _key_of(event) in CLEAR_KEYS:
            self._combo.setCurrentIndex(0)
            self.tell()
            return True
        return super().eventFilter(watched, event)

    def _chosen(self, _number: int) -> None:
        self.tell()


def _key_of(event: QEvent) -> object:
    key: Callable[[], object] | None = getattr(event, "key", None)
    return key() if key else None


def _text_of(value: Json) -> str:
    return write_quantity(value) if isinstance(value, dict) else str(value)
