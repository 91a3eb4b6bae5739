"""The start page: a few large choices, what the program does and does not do, and how old its library is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from gui.plain_text import PlainLabel, wrapped_label
from gui.start import words
from gui.start.choice import ChoiceButton, KeyButton, LinkButton
from gui.start.recent_box import RecentBox
from gui.views.panes import Pane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from gui.entries import Entry
    from gui.recent import RecentFiles
    from matcher.explain import Register

WIDEST: Final = 1040
ONE_COLUMN: Final = 760


class StartPage(Pane):
    """What to begin with. It changes nothing itself: it says what is wanted."""

    back_wanted = Signal()
    wanted = Signal(str)  # the name of an action

    def __init__(self, recent: RecentFiles, examples: Sequence[Entry], parent: QWidget | None = None) -> None:
        """Offer these examples and the last files."""
        super().__init__(parent)
        self._welcome = wrapped_label("welcome", self)
        self.back = ChoiceButton(words.BACK, words.BACK_HINT, self)
        self.new = ChoiceButton(words.NEW, words.NEW_HINT, self)
        self.walk = ChoiceButton(words.WALK, words.WALK_HINT, self)
        self.open = ChoiceButton(words.OPEN, words.OPEN_HINT, self)
        self.choices = (self.back, self.new, self.walk, self.open)
        self.back.clicked.connect(self.back_wanted)
        for choice, name in ((self.new, "new"), (self.walk, "walk"), (self.open, "open")):
            self._offer_action(choice, name)
        self._examples = wrapped_label("heading", self)
        self.examples = {entry: self._example(entry) for entry in examples}
        self.recent = RecentBox(recent, self)
        self._about, self._library = wrapped_label("heading", self), wrapped_label("heading", self)
        self._sentences = tuple(wrapped_label("", self) for _ in words.SENTENCES)
        self._holds, self._warning = wrapped_label("", self), wrapped_label("warning", self)
        self._lay_out()
        self.offer(back=False)

    def _example(self, entry: Entry) -> LinkButton:
        button = LinkButton(self)
        self._offer_action(button, entry.name)
        return button

    def _offer_action(self, button: KeyButton, name: str) -> None:
        button.clicked.connect(lambda: self.wanted.emit(name))

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "page")
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(40)
        self._begin = (*self.choices, self._examples, *self.examples.values(), self.recent)
        about = (self._about, *self._sentences, self._library, self._holds, self._warning)
        self._sides.addLayout(_column(self._begin, 8, (self._examples, self.recent)), 1)
        self._sides.addLayout(_column(about, 6, (self._library,)), 1)
        column = QVBoxLayout()
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addWidget(self._welcome)
        column.addLayout(self._sides)
        column.addStretch(1)
        held = QFrame()
        held.setMaximumWidth(WIDEST)
        held.setLayout(column)
        around = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        around.setContentsMargins(0, 0, 0, 0)
        around.addStretch(1)
        around.addWidget(held, 1000)
        around.addStretch(1)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(self._area)

    def offer(self, *, back: bool) -> None:
        """Offer every choice; the way back to the patient in the window only where there is one."""
        for part in self._begin:
            part.setVisible(part is not self.back or back)

    @property
    def is_offering(self) -> bool:
        """Whether there is anything to choose."""
        return not self.new.isHidden()

    def offer_nothing(self) -> None:
        """Offer no choice: the patient that was asked for is about to come."""
        for part in self._begin:
            part.hide()

    def take_focus(self) -> None:
        """Put the focus on the first choice."""
        first = next(choice for choice in self.choices if not choice.isHidden())
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._area.verticalScrollBar().setValue(0)

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text of the page but for names of files."""
        return tuple(label.text() for label in self.findChildren(PlainLabel) if not label.isHidden())

    def reword(self, register: Register) -> None:
        """Change every word but those on the library to a register."""
        self.setAccessibleName(words.TITLE.of(register))
        welcome = words.WELCOME if self.is_offering else words.OPENING
        labels = [(self._welcome, welcome), (self._examples, words.EXAMPLES), (self._about, words.ABOUT)]
        labels += [(self._library, words.LIBRARY), *zip(self._sentences, words.SENTENCES, strict=True)]
        for label, said in labels:
            label.setText(said.of(register))
        for choice in self.choices:
            choice.reword(register)
        for entry, button in self.examples.items():
            button.say(entry.words.of(register))
        self.recent.reword(register)

    def tell_library(self, held: Sequence[str], warnings: Sequence[str] = ()) -> None:
        """Say what the library holds, and what to beware of."""
        self._holds.setText("\n".join(held))
        self._warning.setText("\n".join(f"⚠  {sentence}" for sentence in warnings))
        self._warning.setVisible(bool(warnings))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the patient with Esc, where there is one."""
        if event.key() == Qt.Key.Key_Escape and not self.back.isHidden():
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the two sides below each other where there is little room."""
        super().resizeEvent(event)
        is_narrow = event.size().width() < ONE_COLUMN
        self._sides.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)


def _column(widgets: Sequence[QWidget], spacing: int, apart: Sequence[QWidget]) -> QVBoxLayout:
    """Return a column of widgets; those of `apart` stand further off from the one above."""
    column = QVBoxLayout()
    column.setSpacing(spacing)
    for widget in widgets:
        if widget in apart:
            column.addSpacing(14)
        column.addWidget(widget)
    column.addStretch(1)
    return column
