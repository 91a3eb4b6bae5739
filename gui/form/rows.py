"""Lists of entries, each a card of small fields; rows are added and removed by keyboard as well as by mouse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.form.editor import Editor, Reading
from gui.form.row_card import ENTER, RowCard, Table, focusable
from gui.form.segments import SegmentEditor
from gui.plain_text import PlainLabel
from gui.words import Words
from matcher.explain import Register

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QKeyEvent, QShowEvent

    from criteria.strict_json import Json

COMPLETE_QUESTION = Words("Is this list complete?")
NOT_COMPLETE = Words("No, or not known", "No, or I do not know")
IS_COMPLETE = Words("Yes: nothing else")
CARDS_AT_ONCE = 2  # a card takes a few milliseconds, and between two lots the window answers
_INDEXED = re.compile(r"\[(\d+)\](.*)", re.DOTALL)


class RowTable(Editor):
    """A list of entries, with the question whether it is complete where that matters.

    Cards are made when the list is in sight, a few at a time; until then their entries stay as they came.
    """

    finished = Signal()  # Enter in an entry in which nothing is entered: there are no more

    def __init__(self, table: Table, parent: QWidget | None = None) -> None:
        """Show no entries."""
        super().__init__(parent)
        self._table = table
        self._cards: list[RowCard] = []
        self._spare: list[RowCard] = []  # cards of entries shown before, to be used again
        self._waiting: list[Json] = []  # the entries after those of the cards
        self._problems: Mapping[str, str] = {}
        self._slice = QTimer(self)
        self._slice.setSingleShot(True)
        self._slice.timeout.connect(self._make_some)
        self._register = Register.CLINICIAN
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._question = PlainLabel("", "caption", self)
        self._complete = SegmentEditor([(True, IS_COMPLETE)], NOT_COMPLETE, self)
        self._question.setBuddy(self._complete)
        for widget in (self._question, self._complete):
            widget.setVisible(table.asks_complete)
            column.addWidget(widget)
        self._complete.edited.connect(self._told)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        column.addLayout(self._rows)
        self._add = QPushButton(self)
        self._add.clicked.connect(self.add_row)
        buttons = QHBoxLayout()
        buttons.addWidget(self._add)
        self._fill: QPushButton | None = None
        if table.source is not None:
            self._fill = QPushButton(self)
            self._fill.clicked.connect(self.ask_source)
            buttons.addWidget(self._fill)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self.setFocusProxy(self._complete if table.asks_complete else self._add)

    @property
    def cards(self) -> tuple[RowCard, ...]:
        """The cards of the entries, in order, made now where they were still to come."""
        self._make_all()
        return tuple(self._cards)

    @property
    def count(self) -> int:
        """How many entries there are."""
        return len(self._cards) + len(self._waiting)

    def reading(self) -> Reading:
        """Return the list in the file's form; entries in which nothing is entered are no entries."""
        items: list[Json] = []
        unread: dict[str, str] = {}
        for card in self._cards:
            part = card.reading()
            if part.value is not None:
                unread.update({f"[{len(items)}]{path}": text for path, text in part.unread.items()})
                items.append(part.value)
        items += self._waiting
        if not self._table.asks_complete:
            return Reading(items or None, unread)
        complete = self._complete.reading().value is True
        return Reading({"complete": complete, "items": items} if items or complete else None, unread)

    def show_value(self, value: Json) -> None:
        """Show a list, in either of the file's forms."""
        items = value.get("items") if isinstance(value, dict) else value
        entries = items if isinstance(items, list) else []
        self._complete.show_value(True if isinstance(value, dict) and value.get("complete") else None)
        self._problems = {}
        self._spare = [*self._cards, *self._spare]
        self._cards = []
        for card in self._spare:
            card.hide()
        self._waiting = list(entries)
        if self.isVisible():
            self._make_some()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the cards."""
        super().showEvent(event)
        if self._waiting or self._spare:
            self._make_some()

    def _make_some(self) -> None:
        for _ in range(min(CARDS_AT_ONCE, len(self._waiting))):
            self._make_next()
        self._grow()
        if self._waiting:
            self._slice.start(0)
        else:
            self._finish()

    def _grow(self) -> None:
        """Have the page as long as its entries now: else they are squeezed until the last one is there."""
        widget: QWidget | None = self
        while widget is not None and not isinstance(widget, QAbstractScrollArea):
            layout = widget.layout()
            if layout is not None:
                layout.activate()
            if widget.property("role") == "page":
                widget.resize(widget.width(), max(widget.height(), widget.minimumSizeHint().height()))
            widget = widget.parentWidget()

    def finish(self) -> None:
        """Make the cards that are still to come now: they would push the field of the cursor out of sight."""
        self._make_all()

    def _make_all(self) -> None:
        while self._waiting:
            self._make_next()
        self._finish()

    def _make_next(self) -> None:
        entry = self._waiting[0]
        self._append().show_value(entry)
        del self._waiting[0]

    def _finish(self) -> None:
        self._slice.stop()
        for card in self._spare:
            self._throw_away(card)
        self._spare.clear()
        if self._problems:
            self.show_problems(self._problems)

    def show_problems(self, problems: Mapping[str, str]) -> str:
        """Hand each card its sentences; what belongs to none is the list's own."""
        self._problems = problems
        filled = [card for card in self._cards if card.reading().value is not None]
        of_card: dict[int, dict[str, str]] = {}
        own: list[str] = []
        for path, sentence in problems.items():
            place = _INDEXED.fullmatch(path.removeprefix(".items"))
            if place and len(filled) <= int(place[1]) < len(filled) + len(self._waiting):
                continue  # its card is still to come
            if place and int(place[1]) < len(filled):
                of_card.setdefault(int(place[1]), {})[place[2]] = sentence
            else:
                own.append(sentence)
        for number, card in enumerate(filled):
            card.show_problems(of_card.get(number, {}))
        return "; ".join(own)

    def set_register(self, register: Register) -> None:
        """Word everything anew."""
        self._register = register
        self._question.setText(COMPLETE_QUESTION.of(register))
        self._complete.set_name(f"{self.accessibleName()}: {COMPLETE_QUESTION.of(register)}")
        self._complete.set_register(register)
        self._add.setText(self._table.add.of(register))
        self._add.setAccessibleName(self._table.add.of(register))
        if self._table.source is not None and self._fill is not None:
            self._fill.setText(self._table.source.words.of(register))
            self._fill.setAccessibleName(self._fill.text().replace("&", ""))
        self._number_cards()

    def set_name(self, name: str) -> None:
        """Take the name of the list; its parts have names of their own."""
        self.setAccessibleName(name)

    def add_row(self) -> None:
        """Add an empty entry and put the cursor into it."""
        self._make_all()
        self._append().take_focus()

    def add_entries(self, entries: Sequence[Json]) -> None:
        """Add entries after those that are there; one that is there already is not added again."""
        value = self.reading().value
        there = value.get("items") if isinstance(value, dict) else value
        items = list(there) if isinstance(there, list) else []
        added = [*items, *(entry for entry in entries if entry not in items)]
        self.show_value({**value, "items": added} if isinstance(value, dict) else added)
        self._make_all()
        self.tell()

    @Slot()
    def ask_source(self) -> None:
        """Ask for entries from elsewhere, where the list can take them."""
        if self._table.source is not None:
            self._table.source.ask(self.window(), self._register, self.add_entries)

    def enter(self, index: int | None, key: str, offered: dict[str, Json]) -> None:
        """Put the cursor into a field of the entry at `index`, or of a new entry that begins with what is offered."""
        self._make_all()
        for card in [card for card in self._cards if card.is_offered]:
            self._cards.remove(card)
            self._throw_away(card)
        filled = [card for card in self._cards if card.reading().value is not None]
        if index is not None and index < len(filled):
            filled[index].take_focus(key)
            return
        card = self._append()
        card.offer(offered)
        card.take_focus(key)

    def _append(self) -> RowCard:
        card = self._spare.pop(0) if self._spare else self._new_card()
        self._cards.append(card)
        self._rows.addWidget(card)
        card.set_register(self._register, len(self._cards))
        card.show()
        return card

    def _new_card(self) -> RowCard:
        card = RowCard(self._table, self)
        card.edited.connect(self.tell)
        card.removed.connect(lambda: self._remove(card))
        card.finished.connect(lambda: self._go_on(card))
        last = focusable(self._cards[-1] if self._cards else self._complete)[-1]
        for widget in focusable(card):
            QWidget.setTabOrder(last, widget)
            last = widget
        return card

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin with the entries when Enter is pressed on the question above them."""
        is_asked = QApplication.focusWidget() is self._complete.focusProxy()
        if event.key() not in ENTER or not is_asked:
            super().keyPressEvent(event)
        elif self.count:
            self.cards[0].take_focus()
        else:
            self.add_row()

    def _go_on(self, card: RowCard) -> None:
        """Go from an entry to the next, from the last to a new one; an empty one ends the list."""
        if card is not self._cards[-1]:
            self._cards[self._cards.index(card) + 1].take_focus()
        elif self._waiting or card.reading().value is not None:
            self.add_row()
        else:
            self._cards.remove(card)
            self._throw_away(card)
            self.tell()
            self.finished.emit()

    def _remove(self, card: RowCard) -> None:
        place = self._cards.index(card)
        self._cards.remove(card)
        self._throw_away(card)
        self._number_cards()
        if self._cards:
            self._cards[min(place, len(self._cards) - 1)].take_focus()
        else:
            self._add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tell()

    def _throw_away(self, card: RowCard) -> None:
        self._rows.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _number_cards(self) -> None:
        for number, card in enumerate(self._cards, 1):
            card.set_register(self._register, number)

    def _told(self, _reading: Reading) -> None:
        self.tell()
