"""The choices of one filter, to tick: a list that opens below its button and closes with Esc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from gui.plain_text import plain_tooltip, wrapped_label
from gui.words import Words
from matcher.filters import NOT_KNOWN

if TYPE_CHECKING:
    from gui.filters.offers import Offer
    from matcher.explain import Register

TALLEST = 14  # rows
SPACING = 2
NARROWEST, WIDEST = 200, 420
HINT = Words("Tick what to see; no tick shows all. Esc closes.", "Tick what you want to see. No tick shows all.")
UNKNOWN_STAYS = Words(
    "Tick what to see; no tick below the first line shows all. The first line keeps trials of which it is not known.",
    "Tick what you want to see. With no tick below the first line you see all. The first line keeps trials where it "
    "is not known.",
)
ITEM = "{label}  ({count:,})"


class ChoicePopup(QFrame):
    """Ticks and unticks choices; what follows is seen at once in the list behind it."""

    ticked = Signal(str, str)  # the filter's name, the choice

    def __init__(self, parent: QWidget) -> None:
        """Wait to be opened."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "card")
        self._name = ""
        self._is_filling = False
        self.list = QListWidget(self)
        self.list.setProperty("role", "choices")
        self.list.setSpacing(SPACING)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.itemChanged.connect(self._changed)
        self._hint = wrapped_label("hint", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.list, 1)
        column.addWidget(self._hint)

    def reword(self, title: str) -> None:
        """Be called this."""
        self.list.setAccessibleName(title)
        self.setAccessibleName(title)

    def show_offer(self, offer: Offer, register: Register) -> None:
        """Show a filter's choices from the first on."""
        self._name = offer.name
        self._is_filling = True
        self.list.clear()
        for one in offer.items:
            item = QListWidgetItem(self.list)
            item.setData(Qt.ItemDataRole.UserRole, one.choice)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        self.list.setCurrentRow(0)
        self.reword(offer.title)
        has_unknown = any(one.choice == NOT_KNOWN for one in offer.items)
        self._hint.setText((UNKNOWN_STAYS if has_unknown else HINT).of(register))
        self.update_offer(offer)

    def update_offer(self, offer: Offer) -> None:
        """Show counts and ticks anew; a choice that came up while the list is open waits for the next time."""
        self._is_filling = True
        items = {one.choice: one for one in offer.items}
        for row in range(self.list.count()):
            item = self.list.item(row)
            one = items.get(item.data(Qt.ItemDataRole.UserRole))
            if one is not None:
                item.setText(ITEM.format(label=one.label, count=one.count))
                item.setToolTip(plain_tooltip(one.label))
                item.setCheckState(Qt.CheckState.Checked if one.is_on else Qt.CheckState.Unchecked)
        self._is_filling = False

    def open_below(self, button: QWidget) -> None:
        """Show it below its button, within the screen, and put the focus into it."""
        rows = min(self.list.count(), TALLEST)
        widest = self.list.sizeHintForColumn(0) + 40
        width = max(NARROWEST, min(widest, WIDEST))
        self._hint.setMinimumWidth(width - 8)
        tall = rows * (self.list.sizeHintForRow(0) + 2 * SPACING) + 8 + self._hint.heightForWidth(width - 8) + 18
        available = button.screen().availableGeometry()
        self.resize(QSize(width, tall).boundedTo(available.size()))
        corner = button.mapToGlobal(QPoint(0, button.height() + 2))
        left = max(available.left(), min(corner.x(), available.right() - self.width()))
        top = max(available.top(), min(corner.y(), available.bottom() - self.height()))
        self.move(left, top)
        self.show()
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot(QListWidgetItem)
    def _changed(self, item: QListWidgetItem) -> None:
        if not self._is_filling:
            self.ticked.emit(self._name, item.data(Qt.ItemDataRole.UserRole))
