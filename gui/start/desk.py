"""What the start page asks for is done here: which room is in sight, and which files were the last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from gui.entries import EXAMPLES
from gui.recent import RecentFiles
from gui.rooms import Room
from gui.start.page import StartPage
from gui.start.recent_menu import RecentMenu
from gui.start.words import READING, READING_LONG, gone

if TYPE_CHECKING:
    from pathlib import Path

    from gui.main_window import MainWindow
    from gui.preferences import Preferences
    from gui.session import Session


class StartDesk(QObject):
    """Furnishes the room START of a window, and leaves it for the desk as soon as there is a patient."""

    told = Signal(str)  # a sentence for the banner

    def __init__(self, window: MainWindow, preferences: Preferences) -> None:
        """Show the page; what it says of the library comes with the session."""
        super().__init__(window)
        self._window, self._rooms = window, window.rooms
        self._preferences = preferences
        self.recent = RecentFiles(preferences, self)
        self.menu = RecentMenu(self.recent, window)
        self.page = StartPage(self.recent, EXAMPLES, window)
        self._rooms.furnish(Room.START, self.page)
        self._before = Room.DESK  # where the page was come to from
        self.page.back_wanted.connect(self._go_back)
        self.page.wanted.connect(lambda name: window.actions_.by_name[name].trigger())
        for asks in (self.page.recent, self.menu):
            asks.wanted.connect(lambda path: window.when_furnished(lambda: self.open(path)))
        self.recent.turned.connect(self._remember)
        self.page.reword(preferences.register)
        self.menu.reword(preferences.register)
        self.tell_reading()

    def tell_reading(self, *, long: bool = False) -> None:
        """Say that the trials are being read; `long` when that takes a while."""
        self.page.tell_library([(READING_LONG if long else READING).of(self._preferences.register)])

    def greet(self, *, opens_patient: bool) -> None:
        """Show the page before there is a session; nothing is to be chosen where a patient was asked for."""
        if opens_patient:
            self.page.offer_nothing()
            self.page.reword(self._preferences.register)
            self.page.setFocus()  # on no button: a key pressed now is meant for the patient
        else:
            self._rooms.enter(Room.START)

    def attend(self, session: Session) -> None:
        """Follow the window's session from now on."""
        session.document_changed.connect(self._leave)
        session.register_changed.connect(self._reword)
        session.library_changed.connect(self._reword)
        for desk_signal in (self._window.files.opened, self._window.files.saved):
            desk_signal.connect(self._remember)
        self._reword()

    def go_home(self) -> None:
        """Show the start page; what is in the window stays as it is."""
        session = self._window.session
        has_patient = session.file is not None or not session.is_saved or not session.is_blank
        self.page.offer(back=has_patient)
        self._reword()
        if self._rooms.room is not Room.START:
            self._before = self._rooms.room
        self._rooms.enter(Room.START)

    def begin(self) -> None:
        """Show what the program opens with: the patient, where it was asked to open one, else the start page."""
        if self._window.session.file is None:
            if self._rooms.room is not Room.START or not self.page.is_offering:
                self.go_home()
            return
        room = Room.__members__.get(self._preferences.room, Room.DESK)
        can_be_entered = room is not Room.START and self._rooms.has(room)
        self._rooms.enter(room if can_be_entered else Room.DESK)

    def open(self, path: Path) -> None:
        """Open a file of the list; one that is not there any more leaves the list."""
        from criteria.atomic import is_there

        if not is_there(path):
            self.recent.drop(path)
            self.told.emit(gone(path, self._window.register))
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
        if self._window.is_furnished and self._window.session.file is not None:
            self.recent.add(self._window.session.file)

    @Slot()
    def _reword(self) -> None:
        """Change every word, and count the library anew: another day may have begun."""
        from gui.models.library_state import library_state
        from gui.start.library_words import library_words, warnings
        from gui.views.empty_words import UNREAD

        session = self._window.session
        self.menu.reword(session.register)
        self.page.reword(session.register)
        if not session.has_library and not session.is_reading:
            self.page.tell_library([UNREAD.of(session.register)])
        elif session.has_library:
            state = library_state(session.library, session.today)
            self.page.tell_library(library_words(state, session.register), warnings(state, session.register))
