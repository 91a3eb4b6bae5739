"""Where the key dates leave the window: as a calendar file, written whole or not at all."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from criteria.atomic import write_atomically
from criteria.problems import InputError
from gui import dialogs
from gui.jobs import LatestJob
from gui.words import Words
from matcher.calendar import unreviewed_trials

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from gui.session import Session
    from matcher.calendar import KeyDate

WRITTEN = Words("The calendar file was written", "The calendar file was saved")
NO_DATES = Words(
    "There is no key date to export, so no file was written", "There is no day to save yet, so no file was written"
)


class CalendarDesk(QObject):
    """Asks where the calendar file goes and writes it on a thread of its own."""

    told = Signal(object)  # `Words` that the person at the window should know
    refused = Signal(object)  # an `InputError`
    broke = Signal(object)

    def __init__(self, session: Session, window: QWidget) -> None:
        """Serve the session's patient in dialogs over `window`."""
        super().__init__(window)
        self._session, self._window = session, window
        self._job = LatestJob(self)
        self._job.finished.connect(lambda _none: self.told.emit(WRITTEN))
        self._job.failed.connect(self._failed)

    @Slot()
    def export(self) -> None:
        """Ask where, and write the key dates of the result in sight."""
        from matcher.ics import exported_dates  # what it needs loads slowly

        result = self._session.result
        dates = exported_dates(result) if result else ()
        if result is None or not dates:
            self.told.emit(NO_DATES)
            return
        folder = self._session.file.parent if self._session.file else Path.home()
        path = dialogs.choose_where_to_put_dates(self._window, str(folder))
        if path is not None:
            self._job.start(partial(_write, dates, result.screening_date, unreviewed_trials(result), path))

    def close(self) -> None:
        """End the thread; a file that is being written is finished."""
        self._job.close()

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        (self.refused if isinstance(error, InputError) else self.broke).emit(error)


def _write(dates: tuple[KeyDate, ...], on: date, unreviewed: frozenset[str], path: Path) -> None:
    from matcher.ics import calendar_file

    write_atomically(path, calendar_file(dates, on, unreviewed))
