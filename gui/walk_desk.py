"""The way into the walk and out of it: which actions belong to the desk alone, and what the walk asks of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Slot

from gui.actions import AT_THE_DESK, WITH_TRIALS
from gui.rooms import Room
from gui.walk.room import WalkRoom
from matcher.explain import Register

if TYPE_CHECKING:
    from gui.main_window import MainWindow
    from gui.theme import Theme

OUT_OF_SIGHT: Final = AT_THE_DESK | {"plain"}  # the walk is in plain words anyway


class WalkDesk(QObject):
    """Leads a person into the walk and back to the desk, with the same data."""

    def __init__(self, window: MainWindow, theme: Theme) -> None:
        """Furnish the room; the window's actions are there once it is entered."""
        super().__init__(window)
        self._window = window
        self.room = WalkRoom(window.session, theme, window)
        window.rooms.furnish(Room.WALK, self.room)
        window.rooms.entered.connect(self.offer)
        self.room.left.connect(self.leave)
        self.room.asked_for.connect(self._run)

    def enter(self) -> None:
        """Go to the questions; from there, back to where the person stopped."""
        self._window.rooms.enter(Room.WALK)

    @Slot(str)
    def leave(self, trial: str = "") -> None:
        """Show everything in plain words, with a trial chosen where one was asked for."""
        window = self._window
        window.session.set_register(Register.PLAIN)
        window.rooms.enter(Room.DESK)
        if trial:
            window.results.find_and_choose(trial)
            window.detail.take_focus()

    @Slot(str)
    def _run(self, name: str) -> None:
        self._window.actions_.by_name[name].trigger()

    @Slot()
    def offer(self) -> None:
        """Offer what has a use in the room in sight, with the trials that there are."""
        window = self._window
        is_walking, has_library = window.rooms.room is Room.WALK, window.session.has_library
        for name in OUT_OF_SIGHT:
            window.actions_.by_name[name].setEnabled(not is_walking and (has_library or name not in WITH_TRIALS))
        window.tool_bar.setVisible(not is_walking)
        self.room.offer_sheet(is_there=has_library)
