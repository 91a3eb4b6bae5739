"""The composition root of the window: application, theme, library, session, window, and what happens on a fault."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QApplication

from criteria.problems import InputError
from gui.garbage import GuiThreadCollector, bulk_load
from gui.main_window import MainWindow
from gui.opening import program_and_library, show, waited_for
from gui.preferences import Preferences, shut_off_global_settings
from gui.theme import Theme

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path
    from types import TracebackType

    from criteria.library import Library
    from gui.dialogs import CrashDialog


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
    show(window)
    library = _read(window, options, faults)
    if library is None:
        return 0
    with GuiThreadCollector(app):
        _furnish(window, library, faults)
        start(window, options)
        window.catch_up()
        return app.exec()


def _grab(app: QApplication, options: Options) -> int:
    with bulk_load():
        library = program_and_library(options.libraries)
    with GuiThreadCollector(app):
        from gui.screens import grab_all

        return grab_all(app, library, options)


def _read(window: MainWindow, options: Options, faults: FaultReporter) -> Library | None:
    """Read the program and the library behind the window; None when it was closed meanwhile."""
    try:
        with bulk_load():
            return waited_for(lambda: program_and_library(options.libraries), window)
    except InputError:
        raise
    except Exception as error:
        faults.tell(error)
        QApplication.exec()
        raise SystemExit(FAULTY) from error


def application() -> QApplication:
    """Return the application, made now if there is none, under the program's name."""
    shut_off_global_settings()
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    QApplication.setApplicationName("zebramatch")
    QApplication.setApplicationDisplayName("ZebraMatch")
    return app


def _furnish(window: MainWindow, library: Library, faults: FaultReporter) -> None:
    from gui.session import Session

    session = Session(library)
    session.set_register(window.register)
    session.broke.connect(faults.tell)
    window.furnish(session)


def start(window: MainWindow, options: Options) -> None:
    """Show the patient and the day that were asked for."""
    if options.patient is not None:
        window.files.open(options.patient)
    if options.centre is not None:
        window.files.open_centre(options.centre)
    window.session.set_day(options.as_of)
    window.session.settle()
    window.day.show_day()
    if window.session.file is not None:
        window.form.show_page(0, enter=True)
    window.start.begin()
