"""The composition root of the window: application, theme, library, session, window, and what happens on a fault."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from gui.crash import crash_report
from gui.dialogs import CrashDialog
from gui.garbage import GuiThreadCollector, bulk_load
from gui.main_window import MainWindow
from gui.preferences import Preferences, shut_off_global_settings
from gui.session import Session
from gui.theme import Theme
from matcher.kept_library import library_for
from matcher.library_cache import cache_folder

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path
    from types import TracebackType

    from criteria.library import Library
    from gui.opening import Opening


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
            self.dialog = CrashDialog(crash_report(kind, trace))
            self.dialog.finished.connect(self._closed)
            self.dialog.open()

    def tell(self, error: BaseException) -> None:
        """Tell a fault of another thread."""
        self(type(error), error, error.__traceback__)

    def _closed(self) -> None:
        self.dialog = None


def run(options: Options, sign: Opening) -> int:
    """Open the window in the place of the sign, and return the exit code when it closes.

    Raises:
        InputError: when a library folder cannot be read.
    """
    shut_off_global_settings()
    app = QApplication.instance()
    with bulk_load():
        library = sign.wait(lambda: library_for(options.libraries, cache_folder()))
    if library is None or not isinstance(app, QApplication):
        return 0
    with GuiThreadCollector(app):
        if options.grab is not None:
            from gui.screens import grab_all

            sign.hide()
            return grab_all(app, library, options)
        return _open_window(app, library, options, sign)


def _open_window(app: QApplication, library: Library, options: Options, sign: Opening) -> int:
    preferences = Preferences()
    theme = Theme(app, preferences.scheme)
    theme.enlarge(preferences.letters)
    session = Session(library)
    session.set_register(preferences.register)
    window = MainWindow(session, theme, preferences)
    faults = FaultReporter()
    sys.excepthook = faults
    session.broke.connect(faults.tell)
    window.broke.connect(faults.tell)
    start(window, options)
    window.show()
    sign.hide()
    sign.deleteLater()
    return app.exec()


def start(window: MainWindow, options: Options) -> None:
    """Show the patient and the day that were asked for."""
    if options.patient is not None:
        window.files.open(options.patient)
    if options.centre is not None:
        window.files.open_centre(options.centre)
    window.session.set_day(options.as_of)
    window.session.settle()
    window.day.show_day()
    window.form.show_page(0, enter=True)
    window.start.begin()
