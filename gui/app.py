"""The composition root of the window: application, theme, library, session, window, and what happens on a fault."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtWidgets import QApplication

from criteria.problems import InputError
from gui.garbage import GuiThreadCollector, bulk_load
from gui.main_window import MainWindow
from gui.opening import read_library, read_program, show, waited_for
from gui.preferences import Preferences, shut_off_global_settings
from gui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path
    from types import TracebackType

    from criteria.library import Library
    from gui.dialogs import CrashDialog


Outcome = TypeVar("Outcome")
FAULTY: Final = 1


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asked of the window."""

    patient: Path | None = None
    grab: Path | None = None
    as_of: date | None = None
    libraries: list[Path] = field(default_factory=list)
    centre: Path | None = None


class FaultReporter:
    """Shows one calm dialog for a fault of the program, however many follow."""

    def __init__(self) -> None:
        """Wait for a fault."""
        self.dialog: CrashDialog | None = None

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Tell a fault; interruption from the keyboard is none."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.exit(130)
            return
        if self.dialog is None:
            from gui.crash import crash_report
            from gui.dialogs import CrashDialog

            self.dialog = CrashDialog(crash_report(kind, trace))
            self.dialog.finished.connect(self._closed)
            self.dialog.open()

    def tell(self, error: BaseException) -> None:
        """Tell a fault of another thread."""
        self(type(error), error, error.__traceback__)

    def _closed(self) -> None:
        self.dialog = None


def run(options: Options) -> int:
    """Open the window, read the program behind it, and return the exit code when it closes.

    Raises:
        InputError: when a library folder cannot be read.
    """
    app = application()
    if options.grab is not None:
        return _grab(app, options)
    preferences = Preferences()
    theme = Theme(app, preferences.scheme)
    theme.enlarge(preferences.letters)
    window = MainWindow(theme, preferences)
    faults = FaultReporter()
    sys.excepthook = faults
    window.broke.connect(faults.tell)
    window.start.greet(opens_patient=options.patient is not None)
    with bulk_load():  # whoever works in the window meanwhile leaves less behind than the trials take
        show(window)
        _read(partial(read_program, options.libraries), window, faults)
        if window.is_closed:
            return 0
        _furnish(window, faults)
        start(window, options)
        library = _read(partial(read_library, options.libraries), window, faults, window.catch_up)
    if library is None:
        return 0
    with GuiThreadCollector(app):
        match_against(library, window, options)
        return app.exec()


def _grab(app: QApplication, options: Options) -> int:
    with bulk_load():
        library = read_library(options.libraries)
    with GuiThreadCollector(app):
        from gui.screens import grab_all

        return grab_all(app, library, options)


def _read(
    work: Callable[[], Outcome],
    window: MainWindow,
    faults: FaultReporter,
    meanwhile: Callable[[], object] | None = None,
) -> Outcome | None:
    """Return what is read behind the window; None when it was closed meanwhile.

    A furnished window stays where nothing can be read: what has been entered is to be saved.
    """
    try:
        return waited_for(work, window, meanwhile)
    except InputError as error:
        if window.is_furnished:
            window.keep_problem(error)
            _stay(window)
        raise
    except Exception as error:
        faults.tell(error)
        _stay(window)
        raise SystemExit(FAULTY) from error


def _stay(window: MainWindow) -> None:
    """Wait until a person has closed what is in sight."""
    if window.is_furnished:
        window.session.miss_library()
    else:
        window.hide()  # nothing of what it offers will ever be done
    QApplication.exec()


def application() -> QApplication:
    """Return the application, made now if there is none, under the program's name."""
    shut_off_global_settings()
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    QApplication.setApplicationName("zebramatch")
    QApplication.setApplicationDisplayName("ZebraMatch")
    return app


def _furnish(window: MainWindow, faults: FaultReporter) -> None:
    from gui.session import Session

    session = Session()
    session.set_register(window.register)
    session.broke.connect(faults.tell)
    window.furnish(session)


def start(window: MainWindow, options: Options) -> None:
    """Show the patient and the day that were asked for."""
    if options.patient is not None:
        window.files.open(options.patient)
    window.session.set_day(options.as_of)
    window.session.settle()
    if window.session.file is not None:
        window.form.show_page(0, enter=True)
    window.start.begin()


def match_against(library: Library, window: MainWindow, options: Options) -> None:
    """Match what has been entered against the trials, which have been read, beside the centre's list."""
    window.session.take_library(library)
    if options.centre is not None:
        window.files.open_centre(options.centre)
