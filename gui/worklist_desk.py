"""The worklist's window and the work behind it: many patients are judged off the GUI thread, and can be given up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from criteria.problems import InputError
from gui.jobs import LatestJob
from gui.views.worklist import WorklistWindow
from matcher.cohort import cohort_at
from matcher.engine import MatchEngine
from matcher.explain import Register
from matcher.kept_library import KeptLibrary
from matcher.worklist import worklist_of
from matcher.worklist_lines import tables_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from criteria.library import Library
    from gui.jobs import Tell
    from gui.session import Session
    from matcher.cohort import Cohort, Patient
    from matcher.worklist import Days, Worklist
    from matcher.worklist_lines import Table


@dataclass(frozen=True, slots=True)
class Made:
    """A worklist, and its lists in words: thousands of sentences, so they are made off the GUI thread too."""

    worklist: Worklist
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a worklist is asked of: the patients of a folder, some days, and which trials."""

    folder: Path
    days: Days
    only_recruiting: bool = False

    def made(self, library: Library, tell: Tell) -> Made:
        """Return the worklist; one that is not wanted any more ends with the patients judged so far.

        Raises:
            InputError: when the folder cannot be looked into.
        """
        trials = (trial for trial in library.trials if trial.is_recruiting or not self.only_recruiting)
        asked = library.of(trials)
        worklist = worklist_of(_counted(cohort_at(self.folder), tell), MatchEngine(asked), self.days)
        return Made(worklist, tables_of(worklist))


def _counted(cohort: Cohort, tell: Tell) -> Iterator[Patient]:
    for done, patient in enumerate(cohort):
        if not tell(done, cohort.size or 0):
            return
        yield patient


class WorklistDesk(QObject):
    """Shows the worklist's window and does its work on a thread of its own."""

    asked_for = Signal(object, str, object)  # a patient's file, a trial, the worklist's day
    broke = Signal(object)

    def __init__(self, session: Session, window: QWidget) -> None:
        """Wait until the window is asked for; `window` is the main one."""
        super().__init__(window)
        self._session, self._main = session, window
        self._job = LatestJob(self)
        self._job.finished.connect(self._finished)
        self._job.failed.connect(self._failed)
        self._job.progressed.connect(self._progressed)
        session.register_changed.connect(self._keep_from_patients)
        self.window: WorklistWindow | None = None

    @property
    def is_offered(self) -> bool:
        """Whether the library is small enough to judge every patient of a folder against it."""
        return self._session.has_library and not isinstance(self._session.library, KeptLibrary)

    @Slot()
    def show(self) -> None:
        """Bring the window into sight; what it showed before is still there."""
        if self.window is None:
            self.window = WorklistWindow(self._session.library, self._session.today)
            self.window.wanted.connect(self._start)
            self.window.given_up.connect(self._job.forget)
            self.window.asked_for.connect(self.asked_for)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def close(self) -> None:
        """Close the window and end the thread."""
        self._job.close()
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None

    @Slot(object, object, bool)
    def _start(self, folder: Path, days: Days, only_recruiting: bool) -> None:
        wanted, library = Wanted(folder, days, only_recruiting), self._session.library
        self._job.start_counted(lambda tell: wanted.made(library, tell))

    @Slot(int, int)
    def _progressed(self, done: int, total: int) -> None:
        if self.window is not None:
            self.window.show_progress(done, total)

    @Slot(object)
    def _finished(self, made: Made) -> None:
        if self.window is not None:
            self.window.show_worklist(made.worklist, made.tables)

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        if self.window is not None:
            self.window.show_failure(error if isinstance(error, InputError) else None)
        if not isinstance(error, InputError):
            self.broke.emit(error)

    @Slot()
    def _keep_from_patients(self) -> None:
        """Take the other patients out of sight while plain words are shown: a patient may be looking on."""
        if self.window is not None and self._session.register is Register.PLAIN:
            self.window.hide()
