"""A line that offers names while it is typed into, and whose Enter is the form's even while they are offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from criteria.typeahead import Offer

POPUP_WIDTH = 300  # names are longer than the lines they are typed into
VISIBLE = 9
NAME = Qt.ItemDataRole.UserRole  # what comes into the line, beside what is shown


class EntryLine(QLineEdit):
    """A line of the form."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open what is offered with Down; close it with Enter, and let the form have that very key."""
        completer: QCompleter | None = self.completer()  # none before the cursor came into the line
        popup = completer.popup() if completer is not None else None
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and popup is not None and popup.isVisible():
            popup.hide()
            event.accept()
            QCoreApplication.sendEvent(self, _again(event))
        elif event.key() == Qt.Key.Key_Down and completer is not None:
            self.textEdited.emit(self.text())
            completer.complete()
        else:
            super().keyPressEvent(event)


class Suggestions(QObject):
    """Names to choose from; they are looked up anew with every letter."""

    def __init__(self, line: QLineEdit, offers: Callable[[str], Sequence[Offer]]) -> None:
        """Wait until the cursor first comes into the line."""
        super().__init__(line)
        self._line, self._offers = line, offers
        self._model = QStandardItemModel(self)
        line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Have the list ready; hand on keys that come through a list just closed, whose cursor is elsewhere by now."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._hands_on(event):
            return True
        if event.type() == QEvent.Type.FocusIn and self._line.completer() is None:
            completer = QCompleter(self._model, self._line)
            completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
            completer.setCompletionRole(NAME)
            completer.setMaxVisibleItems(VISIBLE)
            self._line.setCompleter(completer)
            popup = completer.popup()
            if popup is not None:
                popup.setMinimumWidth(POPUP_WIDTH)
            self._line.textEdited.connect(self._look)
            self._look(self._line.text())
        return super().eventFilter(watched, event)

    def _hands_on(self, event: QKeyEvent) -> bool:
        """Send a key to where the cursor is, where this line is not: a closed list of names still gets the keys."""
        now = QApplication.focusWidget()
        completer: QCompleter | None = self._line.completer()
        popup = completer.popup() if completer is not None else None
        if popup is None or popup.isVisible() or now is None or now is self._line:
            return False
        QCoreApplication.sendEvent(now, _again(event))
        return True

    def _look(self, text: str) -> None:
        self._model.clear()
        for offer in self._offers(text):
            item = QStandardItem(offer.shown)
            item.setData(offer.name, NAME)
            item.setEditable(False)
            self._model.appendRow(item)


def _again(event: QKeyEvent) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, event.key(), event.modifiers(), event.text())
