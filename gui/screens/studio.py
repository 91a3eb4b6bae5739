"""Where pictures are taken: a window that is brought to the same state before each scene."""

from __future__ import annotations

from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer

from gui.theme import Scheme
from gui.views.preview import PREVIEW_PPI
from matcher.explain import Register
from matcher.report import render_pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QWidget

    from gui.app import Options
    from gui.main_window import MainWindow
    from gui.session import Session
    from gui.theme import Theme
    from matcher.report import Printed
    from matcher.result import Match

WIDTH: Final = 1366
HEIGHT: Final = 768
SCHEMES: Final = {Scheme.LIGHT: "", Scheme.DARK: "-dark"}
EXAMPLE: Final = ("examples", "planet.json")
PATIENCE_MS: Final = 30_000
REST_MS: Final = 120


class Studio:
    """A window, and a folder for its pictures."""

    def __init__(self, app: QApplication, window: MainWindow, theme: Theme, folder: Path, options: Options) -> None:
        """Show the window in the size of a small laptop's screen."""
        self.app, self.window, self.theme, self.folder = app, window, theme, folder
        self._options = options
        self._suffix = ""
        self._loop = QEventLoop()
        self._rest = QTimer(self._loop)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._loop.quit)
        window.resize(WIDTH, HEIGHT)
        window.show()

    @property
    def session(self) -> Session:
        """The session of the window."""
        return self.window.session

    @property
    def matches(self) -> tuple[Match, ...]:
        """The ranking of the patient in the window."""
        self.settle()
        return self.session.result.matches if self.session.result else ()

    def choose(self, scheme: Scheme) -> None:
        """Use these colours from now on."""
        self.theme.choose(scheme)
        self._suffix = SCHEMES[scheme]

    def begin(self) -> None:
        """Show the patient that was asked for, else the first example, as the program shows it after opening."""
        from gui.app import start

        window = self.window
        self.session.discard_changes()
        self.session.set_register(Register.CLINICIAN)
        window.results.switch.choose(calendar=False)
        window.results.look_up.clear()
        if self._options.patient is not None:
            start(window, self._options)
        else:
            with as_file(files("resources").joinpath(*EXAMPLE)) as example:
                window.files.open(example)
        window.form.show_page(0)
        window.results.take_focus()

    def say(self, register: Register) -> None:
        """Use these words until the next scene."""
        self.session.set_register(register)

    def shot(self, name: str, widget: QWidget | None = None) -> None:
        """Take the picture of a widget, or of the whole window."""
        self.settle()
        (widget or self.window).grab().save(str(self.folder / f"{name}{self._suffix}.png"))

    def keep(self, name: str, document: Printed) -> None:
        """Keep the picture of a document's first page; paper is the same in all colours."""
        if not self._suffix:
            (self.folder / f"{name}.png").write_bytes(render_pages(document, PREVIEW_PPI)[0])

    def settle(self) -> None:
        """Let the window work until all that it shows belongs to what has been entered and has its place."""
        self.wait(lambda: self.session.is_settled and self.session.asking.is_known)
        self.window.detail.finish()
        self._rest.start()
        self._loop.exec()

    def wait(self, is_done: Callable[[], bool]) -> None:
        """Let the window work until something is done."""
        timer = QElapsedTimer()
        timer.start()
        while not is_done() and timer.elapsed() < PATIENCE_MS:
            self.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
