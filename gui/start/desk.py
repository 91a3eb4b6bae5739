"""What the start page asks for is done here: which room is in sight, and which files were the last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from criteria.atomic import is_there
from gui.actions import example_entries
from gui.recent import RecentFiles
from gui.rooms import Room
from gui.start.page import StartPage
from gui.start.recent_menu import RecentMenu
from gui.start.words import gone

if TYPE_CHECKING:
    from pathlib import Path

    from gui.main_window import MainWindow
    from gui.preferences import Preferences


class StartDesk(QObject):
    """Furnishes the room START of a window, and leaves it for the desk as soon as there is a patient."""

    told = Signal(str)  # a sentence for the banner

    def __init__(self, window: MainWindow, preferences: Preferences) -> None:
        """Stay out of sight until the page is asked for."""
        super().__init__(window)
        self._window, self._session, self._rooms = window, window.session, window.rooms
        self._preferences = preferences
        self.recent = RecentFiles(preferences, self)
        self.menu = RecentMenu(self.recent, window)
        self.page = StartPage(window.session, self.recent, example_entries(window), window)
        self._rooms.furnish(Room.START, self.page)
        self._before = Room.DESK  # where the page was come to from
        self._connect()

    def _connect(self) -> None:
        session, files, page = self._session, self._window.files, self.page
        session.document_changed.connect(self._leave)
        session.register_changed.connect(self._reword)
        for desk_signal in (files.opened, files.saved):
            desk_signal.connect(self._remember)
        page.back_wanted.connect(self._go_back)
        page.new_wanted.connect(files.new)
        page.open_wanted.connect(files.choose)
        page.walk_wanted.connect(self._window.walk.enter)
        for asks in (page.recent, self.menu):
            asks.wanted.connect(self.open)
        self.recent.turned.connect(self._remember)
        self._reword()

    def go_home(self) -> None:
        """Show the start page; what is in the window stays as it is."""
        session = self._session
        has_patient = session.file is not None or not session.is_saved or not session.is_blank
        self.page.offer(back=has_patient)
        self.page.reword()
        if self._rooms.room is not Room.START:
            self._before = self._rooms.room
        self._rooms.enter(Room.START)

    def begin(self) -> None:
        """Show what the program opens with: the patient, where it was asked to open one, else the start page."""
        if self._session.file is None:
            self.go_home()
            return
        room = Room.__members__.get(self._preferences.room, Room.DESK)
        can_be_entered = room is not Room.START and self._rooms.has(room)
        self._rooms.enter(room if can_be_entered else Room.DESK)

    def open(self, path: Path) -> None:
        """Open a file of the list; one that is not there any more leaves the list."""
        if not is_there(path):
            self.recent.drop(path)
            self.told.emit(gone(path, self._session.register))
        elif self._window.files.may_leave():
            self._window.files.open(path)

    @Slot()
    def _go_back(self) -> None:
        self._rooms.enter(self._before)

    @Slot()
    def _leave(self) -> None:
        if self._rooms.room is Room.START:
            self._rooms.enter(Room.DESK)

    @Slot()
    def _remember(self) -> None:
        if self._session.file is not None:
            self.recent.add(self._session.file)

    @Slot()
    def _reword(self) -> None:
        self.menu.reword(self._session.register)
