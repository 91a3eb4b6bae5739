"""The filters below the look-up line: a button for each, and what hides trials as chips that take it off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from gui.filters.offers import Offer, offers
from gui.filters.popup import ChoicePopup
from gui.filters.words import FILTERS_WORDS
from gui.flow import Flow
from gui.plain_text import plain_tooltip
from gui.tab_order import chain
from gui.words import Words
from matcher.filters import FILTERS, Filter, Narrowing
from matcher.rankings import ranking_of

if TYPE_CHECKING:
    from gui.session import Session

WIDEST_CHIP = 250  # of its text; with its frame and sign it fits the narrowest pane
TITLE = "{title} ▾"
CHIP = "{text}  ✕"
OPEN = Words("Show or hide the filters")
CHOOSE = Words("Filter: {title}")
TAKE_OFF = Words("Take off the filter {text}")


class _Line(QWidget):
    """Buttons that flow over as many lines as they need."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._flow = Flow(self)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, button: QToolButton) -> None:
        button.setProperty("role", "switch")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._flow.addWidget(button)

    def heightForWidth(self, width: int) -> int:
        return self._flow.heightForWidth(width)

    def sizeHint(self) -> QSize:
        return QSize(0, self._flow.heightForWidth(max(self.width(), 1)))


class FilterBar(QWidget):
    """Sets a narrowing; `changed` tells it. Nothing is hidden until a person ticks something."""

    changed = Signal(object)  # the `Narrowing`

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Offer all filters, none of which hides anything."""
        super().__init__(parent)
        self._session = session
        self.narrowing = Narrowing(FILTERS)
        self._offers: tuple[Offer, ...] = ()
        self.switch = QToolButton(parent)
        self.switch.setProperty("role", "switch")
        self.switch.setCheckable(True)
        self.switch.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.switch.toggled.connect(self._lay_open)
        self._line, self._chip_line = _Line(self), _Line(self)
        self.buttons: dict[str, QToolButton] = {}
        self.chips: dict[str, QToolButton] = {}
        self.popup = ChoicePopup(self)
        self.popup.ticked.connect(self._tick)
        self._opened = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._line)
        column.addWidget(self._chip_line)
        self._line.hide()
        session.result_changed.connect(self.refresh)
        session.register_changed.connect(self.refresh)
        self.refresh()

    def add_filter(self, one: Filter) -> None:
        """Offer one filter more, or another in the place of one of the same name."""
        self._take(self.narrowing.offering(one))

    def clear(self) -> None:
        """Hide nothing any more."""
        if self.narrowing.active:
            self._take(self.narrowing.cleared())

    def open_choices(self, name: str) -> None:
        """Show the choices of one filter."""
        self._opened = name
        offer = next((offer for offer in self._offers if offer.name == name), None)
        if offer is not None:
            self.popup.show_offer(offer, self._session.register)
            self.popup.open_below(self.buttons[name])

    @Slot()
    def refresh(self) -> None:
        """Show what the filters offer for the session's result, in its register."""
        result, register = self._session.result, self._session.register
        is_used = self._line.isVisibleTo(self) or self.narrowing.active
        self._offers = offers(self.narrowing, ranking_of(result if is_used else None), register)
        self.switch.setText(FILTERS_WORDS.of(register))
        self.popup.reword(FILTERS_WORDS.of(register))
        self.switch.setAccessibleName(OPEN.of(register))
        self.switch.setToolTip(plain_tooltip(OPEN.of(register)))
        for offer in self._offers:
            self._show_offer(offer)
        self._chip_line.setVisible(any(offer.chip for offer in self._offers))
        if self.popup.isVisible():
            self.popup.update_offer(next(offer for offer in self._offers if offer.name == self._opened))
        for line in (self._line, self._chip_line):
            line.updateGeometry()

    def _show_offer(self, offer: Offer) -> None:
        register = self._session.register
        if offer.name not in self.buttons:
            self._add(offer.name)
        button, chip = self.buttons[offer.name], self.chips[offer.name]
        button.setText(TITLE.format(title=offer.title))
        button.setAccessibleName(CHOOSE.of(register).format(title=offer.title))
        button.setEnabled(bool(offer.items))
        text = chip.fontMetrics().elidedText(offer.chip, Qt.TextElideMode.ElideRight, WIDEST_CHIP)
        chip.setText(CHIP.format(text=text))
        chip.setToolTip(plain_tooltip(offer.chip))
        chip.setAccessibleName(TAKE_OFF.of(register).format(text=offer.chip))
        chip.setVisible(bool(offer.chip))

    def _add(self, name: str) -> None:
        button, chip = QToolButton(self._line), QToolButton(self._chip_line)
        button.clicked.connect(lambda: self.open_choices(name))
        chip.clicked.connect(lambda: self._take_off(name))
        self._line.add(button)
        self._chip_line.add(chip)
        self.buttons[name], self.chips[name] = button, chip
        chain(self.switch, (*self.buttons.values(), *self.chips.values()))

    @Slot(bool)
    def _lay_open(self, is_open: bool) -> None:
        self._line.setVisible(is_open)
        self.refresh()
        if is_open:
            next(iter(self.buttons.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str, str)
    def _tick(self, name: str, choice: str) -> None:
        self._take(self.narrowing.toggled(name, choice))

    def _take_off(self, name: str) -> None:
        had_focus = self.chips[name].hasFocus()
        self._take(self.narrowing.without(name))
        if had_focus:  # the chip is gone, and with it the place of whoever works by keys
            other = next((chip for chip in self.chips.values() if chip.isVisible()), self.switch)
            other.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, narrowing: Narrowing) -> None:
        self.narrowing = narrowing
        self.changed.emit(narrowing)
        self.refresh()
