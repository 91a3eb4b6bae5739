"""Where files come from and go to: the patient's, with what is not saved yet, and the list of the reader's centre."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from criteria.centre import read_centre
from criteria.facts import find_fact
from criteria.problems import InputError
from gui import dialogs
from matcher.explain import Register

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.session import Session


class FileDesk(QObject):
    """Opens and saves over `window`; a broken file leaves everything as it is, and `refused` says why."""

    opened = Signal()  # what was said of an earlier file is of no interest any more
    begun = Signal()  # a new patient, of whom nothing is known
    saved = Signal()
    refused = Signal(object)  # an `InputError`
    centre_refused = Signal(object)  # another, told beside what is told of the patient's file
    marks_refused = Signal(object)  # likewise: the patient was opened, what is marked beside it was not

    def __init__(self, session: Session, window: QWidget) -> None:
        """Serve the session's patient in dialogs over `window`."""
        super().__init__(window)
        self._session, self._window = session, window

    def new(self) -> None:
        """Begin with a new patient."""
        if self.may_leave():
            self._session.new()
            self.begun.emit()

    def choose(self) -> None:
        """Ask for a patient file and open it."""
        if self.may_leave():
            path = dialogs.choose_patient_to_open(self._window, self._folder())
            if path is not None:
                self.open(path)

    def open(self, path: Path) -> None:
        """Open a patient file."""
        try:
            self._session.open(path)
        except InputError as error:
            self.refused.emit(error)
        else:
            self.opened.emit()
            if self._session.marking.refusal is not None:
                self.marks_refused.emit(self._session.marking.refusal)

    def drop(self, path: Path) -> None:
        """Open a patient file that was dragged onto the window."""
        if self.may_leave():
            self.open(path)

    def open_example(self, name: str) -> None:
        """Open one of the made-up patients that come with the program, as a patient of one's own."""
        if self.may_leave():
            with as_file(files("resources").joinpath("examples", f"{name}.json")) as example:
                self._session.open_copy(example)
            self.opened.emit()

    def choose_centre(self) -> None:
        """Ask for the list of the reader's own centre and lay it beside the ranking."""
        path = dialogs.choose_centre_to_open(self._window, self._folder())
        if path is not None:
            self.opened.emit()
            self.open_centre(path)

    def open_centre(self, path: Path) -> None:
        """Lay a centre's list beside the ranking for as long as the program runs."""
        try:
            centre = read_centre(path, self._session.library)
        except InputError as error:
            self.centre_refused.emit(error)
        else:
            self._session.set_centre(centre)

    def save(self) -> bool:
        """Save to the file it came from, or ask for one; return whether it was saved."""
        return self.save_as() if self._session.file is None else self._save_to(self._session.file)

    def save_as(self) -> bool:
        """Ask for a file and save to it; return whether it was saved."""
        path = dialogs.choose_where_to_save(self._window, self._folder())
        return path is not None and self._save_to(path)

    def may_leave(self) -> bool:
        """Ask about what is not saved yet; return whether it can go."""
        if self._session.is_saved:
            return True
        choice = dialogs.ask_about_changes(self._window)
        return choice is dialogs.Leave.DISCARD or (choice is dialogs.Leave.SAVE and self.save())

    def _save_to(self, path: Path) -> bool:
        self._session.settle()
        if self._session.problems and not dialogs.ask_to_save_without(self._window, self._unreadable()):
            return False
        try:
            self._session.save(path)
        except InputError as error:
            self.refused.emit(error)
            return False
        self.saved.emit()
        return True

    def _unreadable(self) -> tuple[str, ...]:
        plain = self._session.register is Register.PLAIN
        found = ((path, find_fact(path)) for path in self._session.problems)
        return tuple(path if fact is None else fact.plain if plain else fact.label for path, fact in found)

    def _folder(self) -> str:
        return str(self._session.file.parent if self._session.file else Path.home())
