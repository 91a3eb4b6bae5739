"""The rooms of the window: one is in sight at a time."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.views.panes import Pane, Panes


class Room(Enum):
    """What the window can be used for."""

    DESK = auto()  # form, ranking and reasons side by side
    START = auto()  # what to begin with
    WALK = auto()  # one question a screen, for a patient alone


class Rooms(QStackedWidget):
    """Shows one room; each is a widget that knows where in it the focus belongs."""

    entered = Signal(object)  # the room that is in sight now

    def __init__(self, parent: QWidget | None = None) -> None:
        """Have no room yet."""
        super().__init__(parent)
        self._furnished: dict[Room, Pane | Panes] = {}

    def furnish(self, room: Room, widget: Pane | Panes) -> None:
        """Put a widget into a room; the first one is in sight."""
        self._furnished[room] = widget
        self.addWidget(widget)

    @property
    def room(self) -> Room:
        """The room in sight."""
        return next(room for room, widget in self._furnished.items() if widget is self.currentWidget())

    def has(self, room: Room) -> bool:
        """Whether there is anything in a room."""
        return room in self._furnished

    def enter(self, room: Room) -> None:
        """Show a room, and put the focus where work in it begins."""
        self.setCurrentWidget(self._furnished[room])
        self.entered.emit(room)
        self._furnished[room].take_focus()
