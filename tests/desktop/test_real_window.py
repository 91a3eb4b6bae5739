"""The nurse's task once more, in the program as it is started, on a display of its own, with keys of the X server."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.gui.task_script import LABS, MOST, SCRIPT, Data, Key, Letters, Until, cost

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
NEEDED = ("Xvfb", "xdotool")
PATIENCE = 60.0  # seconds, in all that is waited for
PAUSE = 0.25
NAMES = {"PgDown": "Next", "PgUp": "Prior", "Ctrl": "ctrl", "Alt": "alt", "Shift": "shift"}

pytestmark = pytest.mark.skipif(
    any(shutil.which(tool) is None for tool in NEEDED),
    reason="needs Xvfb and xdotool, which are no part of the program's own requirements",
)


class Display:
    """An X server without a screen, and the keys pressed on it."""

    def __init__(self, folder: Path) -> None:
        reading, writing = os.pipe()
        with (folder / "xvfb.log").open("wb") as log:
            self.server = subprocess.Popen(
                ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
                pass_fds=(writing,),
                stderr=log,
            )
        os.close(writing)
        with os.fdopen(reading) as told:
            self.name = f":{told.readline().strip()}"
        self.environment = {**os.environ, "DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb", "HOME": str(folder)}
        self.environment |= {"XDG_CONFIG_HOME": str(folder / "config"), "PYTHONPATH": str(ROOT)}

    def tell(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=self.environment, capture_output=True, text=True, timeout=20, check=False
        )
        return done.stdout.strip()

    def windows(self) -> set[str]:
        return set(self.tell("search", "--onlyvisible", "--name", ".").split())

    def wait_for_another(self, known: set[str]) -> str:
        """Wait for a window that was not there, and give it the keys, as a window manager would."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            new = [one for one in self.windows() - known if self._is_large(one)]
            if new:
                self.tell("windowfocus", "--sync", new[0])
                time.sleep(PAUSE)
                return new[0]
            time.sleep(PAUSE)
        raise AssertionError("no window came")

    def _is_large(self, window: str) -> bool:
        shape = dict(line.split("=") for line in self.tell("getwindowgeometry", "--shell", window).splitlines())
        return int(shape.get("WIDTH", 0)) > 200 and int(shape.get("HEIGHT", 0)) > 120

    def close(self) -> None:
        self.server.terminate()
        self.server.wait(10)


@pytest.fixture
def display(tmp_path: Path) -> Iterator[Display]:
    made = Display(tmp_path)
    yield made
    made.close()


@pytest.fixture
def program(display: Display, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    with (tmp_path / "program.log").open("wb") as log:
        started = subprocess.Popen(
            [sys.executable, "-c", STARTED, LABS], env=display.environment, cwd=tmp_path, stderr=log
        )
    yield started
    started.terminate()
    started.wait(10)


# The labs are on the clipboard as if copied from a report; the pictures are taken by the program's own window.
STARTED = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from gui.__main__ import main
app = QApplication(sys.argv[:1])
app.clipboard().setText(sys.argv.pop())
def look():
    if Path("look").exists():
        Path("look").unlink()
        top = max(app.topLevelWidgets(), key=lambda one: one.isVisible() * one.width() * one.height())
        top.grab().save("seen.png")
        problems = [f"{path}: {words}" for path, words in top.session.problems.items()]
        Path("seen.txt").write_text("\\n".join([*problems, *top.detail.texts]), "utf-8")
timer = QTimer()
timer.timeout.connect(look)
timer.start(100)
sys.exit(main())
"""


def test_a_nurse_s_keys_in_a_real_window_find_the_reason_and_print_the_report(
    display: Display, program: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    known: set[str] = set()
    first = display.wait_for_another(known)
    known = display.windows()
    time.sleep(2)
    for step in SCRIPT:
        assert program.poll() is None, (tmp_path / "program.log").read_text("utf-8")
        match step:
            case Data(text) | Letters(text):
                display.tell("type", "--delay", "25", text)
            case Key(keys):
                display.tell("key", "+".join(named(key) for key in keys.split("+")))
            case Until("NIPINEC"):
                seen = look(tmp_path, "NIPINEC")
                assert "Tumour type: neuroendocrine tumour" in seen
            case Until("printed"):
                wait_for(lambda: list(tmp_path.glob("**/*.pdf")))
            case Until():
                display.wait_for_another(known)
        time.sleep(PAUSE)
        if step == Key("Ctrl+Return"):
            wait_for(lambda: display.windows() <= known)  # the dialog has gone
            display.tell("windowfocus", "--sync", first)
            time.sleep(PAUSE)
    assert cost(SCRIPT) <= MOST
    kept = os.environ.get("ZEBRAMATCH_SCREENS")
    if kept:
        shutil.copy(tmp_path / "seen.png", Path(kept) / "real-window.png")


def named(key: str) -> str:
    """Return the X server's name of a key; a capital letter would press Shift as well."""
    return NAMES.get(key, key.lower() if len(key) == 1 else key)


def look(folder: Path, wanted: str) -> str:
    """Have the program write down what its window shows, until the wanted word is there."""
    seen = ""

    def shows() -> bool:
        nonlocal seen
        (folder / "look").touch()
        time.sleep(PAUSE)
        seen = (folder / "seen.txt").read_text("utf-8") if (folder / "seen.txt").exists() else ""
        return wanted in seen

    wait_for(shows)
    return seen


def wait_for(is_there: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if is_there():
            return
        time.sleep(PAUSE)
    raise AssertionError("it never came")
