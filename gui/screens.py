"""Pictures of every screen, for the manual and for a look after each change."""

from __future__ import annotations

import tempfile
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer

from gui.dialogs import CrashDialog, ReportChoice, ReportDialog
from gui.form.pages import PAGES
from gui.main_window import MainWindow
from gui.preferences import Preferences
from gui.reporting import document_of
from gui.session import Session
from gui.theme import Scheme, Theme
from gui.views.comparison import ComparisonDialog
from gui.views.preview import PREVIEW_PPI, PreviewDialog
from matcher.explain import Register
from matcher.report import render_pages
from matcher.result import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication, QWidget

    from criteria.library import Library
    from criteria.trial import Trial
    from gui.app import Options

EXAMPLE = ("examples", "planet.json")
WIDTH, HEIGHT = 1366, 768
PATIENCE_MS = 30_000
REST_MS = 150
SIDE_BY_SIDE = 6


def grab_all(app: QApplication, library: Library, options: Options) -> int:
    """Write every screen as a PNG file into the folder of the options."""
    from gui.app import start

    folder = options.grab or Path()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as private:
        theme = Theme(app, Scheme.LIGHT)
        session = Session(library)
        window = MainWindow(session, theme, Preferences(Path(private) / "window.ini"))
        window.resize(WIDTH, HEIGHT)
        window.show()
        if options.patient is None:
            with as_file(files("resources").joinpath(*EXAMPLE)) as example:
                _shoot(app, window, theme, folder, lambda: window.files.open(example))
        else:
            _shoot(app, window, theme, folder, lambda: start(window, options))
        session.close()
        window.hide()
    return 0


def settle(app: QApplication, session: Session) -> None:
    """Let the window work until the result belongs to what has been entered, and everything has its place."""
    timer = QElapsedTimer()
    timer.start()
    while not session.is_settled and timer.elapsed() < PATIENCE_MS:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    loop = QEventLoop()
    QTimer.singleShot(REST_MS, loop.quit)
    loop.exec()


def _shoot(app: QApplication, window: MainWindow, theme: Theme, folder: Path, fill: Callable[[], None]) -> None:
    def shot(name: str, widget: QWidget = window) -> None:
        settle(app, window.session)
        widget.grab().save(str(folder / f"{name}.png"))

    window.session.settle()
    shot("empty")
    _wait_for_question(app, window.session)
    shot("next-question")
    fill()
    window.results.take_focus()
    shot("filled")
    for number, page in enumerate(PAGES):
        window.form.show_page(number)
        shot(f"form-{page.section}")
    window.form.show_page(0)
    _choose(window, Verdict.INELIGIBLE)
    window.detail.take_focus()
    shot("detail")
    window.session.set_register(Register.PLAIN)
    shot("plain")
    window.session.set_register(Register.CLINICIAN)
    theme.choose(Scheme.DARK)
    shot("dark")
    theme.choose(Scheme.LIGHT)
    window.results.look_up.setText("NCT01234567")
    shot("look-up")
    window.results.look_up.clear()
    _shoot_dialogs(app, window, theme, folder)


def _wait_for_question(app: QApplication, session: Session) -> None:
    timer = QElapsedTimer()
    timer.start()
    while not session.asking.is_known and timer.elapsed() < PATIENCE_MS:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


def _choose(window: MainWindow, verdict: Verdict) -> None:
    result = window.session.result
    matches = result.matches if result else ()
    match = next((match for match in matches if match.verdict is verdict), None)
    if match is not None:
        window.results.choose(match.trial.id)


def _with_results(window: MainWindow) -> list[Trial]:
    return [trial for trial in window.session.library.trials if trial.results][:SIDE_BY_SIDE]


def _shoot_dialogs(app: QApplication, window: MainWindow, theme: Theme, folder: Path) -> None:
    document = document_of(window.session.question(), ReportChoice(Register.CLINICIAN))
    pages = render_pages(document, PREVIEW_PPI)
    (folder / "report.png").write_bytes(pages[0])
    shown: tuple[tuple[str, QWidget], ...] = (
        ("preview", PreviewDialog(pages, window)),
        ("report-dialog", ReportDialog(window, Register.CLINICIAN, "", lambda _choice: None)),
        ("comparison", ComparisonDialog(_with_results(window), theme, Register.CLINICIAN, window)),
        ("fault", CrashDialog("builtins.ValueError\n  gui/app.py:1 run", window)),
    )
    for name, dialog in shown:
        dialog.show()
        app.processEvents()
        dialog.grab().save(str(folder / f"{name}.png"))
        dialog.close()
