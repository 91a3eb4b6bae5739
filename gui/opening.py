"""How the program is read behind its window: on a thread, while the window is in sight and can be used and closed."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEventLoop, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from criteria.library import Library
    from gui.main_window import MainWindow

Outcome = TypeVar("Outcome")
LATER_MS: Final = 2_000
PATIENCE_MS: Final = 200  # for a screen that is slow to show a window
POLL_MS: Final = 10


def show(window: MainWindow) -> None:
    """Show a window, and return when it is painted: reading the program would make it wait."""
    window.show()
    timer = QElapsedTimer()
    timer.start()
    while not window.is_painted and timer.elapsed() < PATIENCE_MS:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, POLL_MS)


def read_program(folders: Sequence[Path]) -> None:
    """Read what a window is furnished with, and look whether these folders can be read.

    Raises:
        InputError: when a folder is none.
    """
    import gui.furnishing
    import gui.session  # noqa: F401 - to have been read is what is wanted
    from criteria.library import check_folders

    check_folders(folders)


def read_library(folders: Sequence[Path]) -> Library:
    """Return the library of the built-in trials and those of these folders.

    Raises:
        InputError: when a folder cannot be read.
    """
    from matcher.kept_library import library_for
    from matcher.library_cache import cache_folder

    return library_for(folders, cache_folder())


def waited_for(
    work: Callable[[], Outcome], window: MainWindow, meanwhile: Callable[[], object] | None = None
) -> Outcome | None:
    """Return what `work` comes to, done on a thread behind a window; None when the window was closed meanwhile.

    `meanwhile` is done here as soon as the work has begun: it may ask a person, who is in no hurry. Raises what `work`
    raises.
    """
    job = _Job(work)
    job.start()
    if meanwhile is not None:
        meanwhile()
    loop = QEventLoop()
    timer, later = QTimer(loop), QTimer(loop)
    timer.timeout.connect(lambda: loop.quit() if window.is_closed or not job.is_alive() else None)
    later.setSingleShot(True)
    later.timeout.connect(lambda: window.start.tell_reading(long=True))
    timer.start(POLL_MS)
    later.start(LATER_MS)
    loop.exec()
    timer.stop()
    later.stop()
    return None if window.is_closed else job.outcome()


class _Job(Thread, Generic[Outcome]):
    """Work that ends with the program, done or not."""

    def __init__(self, work: Callable[[], Outcome]) -> None:
        super().__init__(name="opening", daemon=True)
        self._work = work
        self._found: list[Outcome] = []
        self._error: BaseException | None = None

    def run(self) -> None:
        try:
            self._found.append(self._work())
        except BaseException as error:  # noqa: BLE001 - told on the thread that waits
            self._error = error

    def outcome(self) -> Outcome:
        if self._error is not None:
            raise self._error
        return self._found[0]
