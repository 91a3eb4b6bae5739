"""A window on the built-in library that keeps nothing, and a way to wait until it has caught up."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from criteria.library import load_library
from gui.garbage import GuiThreadCollector
from gui.main_window import MainWindow
from gui.preferences import Preferences, shut_off_global_settings
from gui.session import Session
from gui.theme import Scheme, Theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication, QWidget

    from criteria.library import Library
    from criteria.strict_json import Json

TODAY = date(2026, 11, 21)
PATIENCE_MS = 60_000


# What the offscreen platform cannot do, and says each time something pops up.
OFFSCREEN = r"This plugin does not support (raise|grabbing the keyboard|propagateSizeHints)"


def run_program(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python on the program without a display, in a process of its own that keeps nothing but in `home`."""
    root = Path(__file__).resolve().parents[2]
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=root,
        env={"PYTHONPATH": str(root), "QT_QPA_PLATFORM": "offscreen", "HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN, extend=True))


class PatientBot(QtBot):
    """Waits longer than usual for what is to come: a test machine may be busy with other work."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:  # noqa: N802 - its own name
        """Let the window work until the callback is content."""
        super().waitUntil(callback, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture(scope="session", autouse=True)
def no_global_settings() -> None:
    shut_off_global_settings()


@pytest.fixture(scope="session", autouse=True)
def cycles_cleared_as_in_the_program(qapp: QApplication) -> Iterator[None]:
    with GuiThreadCollector(qapp):
        yield


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library()


@pytest.fixture(scope="session")
def example() -> dict[str, Json]:
    data: dict[str, Json] = json.loads(files("resources").joinpath("examples", "planet.json").read_text("utf-8"))
    return data


@pytest.fixture
def example_file(example: dict[str, Json], tmp_path: Path) -> Path:
    path = tmp_path / "example.json"
    path.write_text(json.dumps(example), "utf-8")
    return path


@pytest.fixture
def session(qapp: QApplication, library: Library) -> Iterator[Session]:
    made = Session(library, lambda: TODAY)
    yield made
    made.close()
    shiboken6.delete(made)  # its signals keep it, and every result with it, for as long as it lives


@pytest.fixture(scope="session")
def one_theme(qapp: QApplication) -> Theme:
    return Theme(qapp, Scheme.LIGHT)


@pytest.fixture
def theme(one_theme: Theme) -> Theme:
    one_theme.choose(Scheme.LIGHT)
    one_theme.enlarge(1.0)
    return one_theme


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "window.ini")


@pytest.fixture
def settled(qtbot: QtBot) -> Callable[[Session], None]:
    """Wait until the session's result belongs to what has been entered."""

    def wait(session: Session) -> None:
        qtbot.waitUntil(lambda: session.is_settled)

    return wait


@pytest.fixture
def window_of(
    qtbot: QtBot, theme: Theme, preferences: Preferences, settled: Callable[[Session], None]
) -> Callable[[Session], MainWindow]:
    """Open a window over a session, and wait until it is in sight and at rest."""

    def opened(session: Session) -> MainWindow:
        made = MainWindow.furnished(session, theme, preferences)
        qtbot.addWidget(made, before_close_func=lambda _window: session.discard_changes())
        made.resize(1366, 768)
        with qtbot.waitExposed(made):
            made.show()
        session.settle()
        settled(session)
        return made

    return opened


@pytest.fixture
def bare(qtbot: QtBot, theme: Theme, preferences: Preferences) -> MainWindow:
    """The window as it stands while the program is read."""

    def let_go(_window: QWidget) -> None:
        if made.is_furnished:
            made.session.discard_changes()

    made = MainWindow(theme, preferences)
    qtbot.addWidget(made, before_close_func=let_go)
    made.resize(1366, 768)
    made.start.greet(opens_patient=False)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def window(session: Session, window_of: Callable[[Session], MainWindow]) -> MainWindow:
    """The window, empty, in sight and at rest."""
    return window_of(session)


@pytest.fixture
def filled(window: MainWindow, example_file: Path, settled: Callable[[Session], None]) -> MainWindow:
    """The window with the example patient."""
    window.files.open(example_file)
    settled(window.session)
    return window
