"""How long the window stands still while a person works: `python -m benchmarks.responsiveness [--library DIR]`.

A timer beats every 5 ms on the window's own thread; the longest gap between two beats is the time in which neither a
key nor a paint got through. Each action is done several times; what is printed is the median of its longest gaps, in
milliseconds and as a multiple of the longest gap of an event loop with nothing to do, which tells machines apart.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
from importlib.resources import as_file, files
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from criteria.library import load_library
from gui.dialogs import ReportChoice
from gui.form.pages import PAGES
from gui.form.rows import RowTable
from gui.main_window import MainWindow
from gui.models.rows import MatchRow
from gui.preferences import Preferences
from gui.reporting import Reporter
from gui.session import Session
from gui.theme import Scheme, Theme
from matcher.explain import Register

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from criteria.library import Library

BEAT_MS = 5
QUIET_MS = 300  # how long the loop still runs after an action: idle work and paints belong to it
PATIENCE_S = 60.0


class Heartbeat(QObject):
    """Remembers the longest time between two beats."""

    def __init__(self) -> None:
        """Wait to be started."""
        super().__init__()
        self.longest = 0.0
        self._last = perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)

    def restart(self) -> None:
        """Forget what was."""
        self.longest, self._last = 0.0, perf_counter()

    def _beat(self) -> None:
        now = perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


class Bench:
    """A window at work under a heartbeat."""

    def __init__(self, app: QApplication, library: Library, private: Path) -> None:
        """Open the window."""
        self.app = app
        self.theme = Theme(app, Scheme.LIGHT)
        self.session = Session(library)
        self.window = MainWindow.furnished(self.session, self.theme, Preferences(private / "window.ini"))
        self.reporter = Reporter(self.session)
        self.target = private / "report.pdf"
        self.window.resize(1366, 768)
        self.window.show()
        self.session.settle()
        self.heart = Heartbeat()
        self.gap(lambda: None)

    def close(self) -> None:
        """End every thread."""
        self.reporter.close()
        self.window.close()

    def gap(self, action: Callable[[], object]) -> float:
        """Return the longest gap, in milliseconds, from an action until the window is at rest again."""
        self.heart.restart()
        action()
        start = perf_counter()
        while perf_counter() - start < PATIENCE_S:
            self._run(QUIET_MS)
            if self.session.is_settled and not self.reporter.is_busy:
                break
        return self.heart.longest * 1000

    def _run(self, milliseconds: int) -> None:
        loop = QEventLoop()
        timer = QTimer(loop)
        timer.timeout.connect(loop.quit)
        timer.start(milliseconds)
        loop.exec()


def actions(bench: Bench, example: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield what people do, with a name for each."""
    window, turn = bench.window, count(1)
    trials = [row.match.trial.id for row in window.results.model.rows if isinstance(row, MatchRow)]
    schemes = (Scheme.DARK, Scheme.LIGHT)
    yield "open a patient file", lambda: window.files.open(example)
    window.form.show_field("labs")
    yield "open it with a list in sight", lambda: window.files.open(example)
    yield "change the words", window.switch_words
    yield "change the colours", lambda: window.choose_colours(schemes[next(turn) % 2])
    yield "turn a page", lambda: window.form.show_page(next(turn) % len(PAGES), enter=True)
    yield "choose a trial", lambda: window.results.choose(trials[next(turn) % len(trials)])
    yield "show calendar or list", window.switch_calendar
    window.results.switch.choose(calendar=True)
    coming = [row.match.trial.id for row in window.results.calendar.model.rows]
    yield "choose in the calendar", lambda: _point(window, coming[next(turn) % len(coming)])
    yield "open it with the calendar", lambda: window.files.open(example)
    window.results.switch.choose(calendar=False)
    yield "type into a field", lambda: _type(window, str(next(turn) % 90))
    yield "add a laboratory result", lambda: _add(window, "labs")
    yield "change the day", lambda: bench.session.set_day(bench.session.on.replace(year=2025 + next(turn) % 2))
    choice = ReportChoice(Register.CLINICIAN)
    yield "preview a report on all", lambda: bench.reporter.make_pages(choice, 96.0)
    yield "export a report on all", lambda: bench.reporter.export(choice, bench.target)
    yield "new patient", bench.session.new


def _point(window: MainWindow, trial: str) -> None:
    calendar = window.results.calendar
    calendar.list.setCurrentIndex(calendar.model.find(trial))


def _type(window: MainWindow, text: str) -> None:
    window.form.show_field("diagnosis.ki67")
    target = QApplication.focusWidget()
    if target is not None:
        QTest.keyClicks(target, text)


def _add(window: MainWindow, path: str) -> None:
    window.form.show_field(path)
    table = window.form.field(path).editor
    if isinstance(table, RowTable):
        table.findChildren(QPushButton, options=Qt.FindChildOption.FindDirectChildrenOnly)[-1].click()


def copies(folder: Path, times: int) -> Path:
    """Write the built-in trials again under other numbers, for a library as large as one will grow."""
    folder.mkdir()
    for time in range(times):
        for number, source in enumerate(sorted((files("resources") / "trials").iterdir(), key=str)):
            if source.name.startswith("NCT"):
                trial = json.loads(source.read_text("utf-8"))
                trial["id"] = f"NCT9{time:03}{number:04}"
                (folder / f"{trial['id']}.json").write_text(json.dumps(trial), "utf-8")
    return folder


def main() -> int:
    """Print a line an action."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--library", type=Path, action="append", default=[], metavar="DIR")
    parser.add_argument("--patient", type=Path)
    parser.add_argument("--copies", type=int, default=1, help="how many times the library stands in the list")
    parser.add_argument("--times", type=int, default=5)
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as private, as_file(files("resources") / "examples" / "planet.json") as example:
        copied = copies(Path(private) / "library", asked.copies - 1)
        bench = Bench(app, load_library([*asked.library, copied]), Path(private))
        idle = statistics.median(bench.gap(lambda: None) for _ in range(asked.times))
        print(f"{'action':<30}{'ms':>8}{'times idle':>12}")
        print(f"{'nothing':<30}{idle:>8.0f}{1.0:>12.1f}")
        for name, action in actions(bench, asked.patient or example):
            gap = statistics.median(bench.gap(action) for _ in range(asked.times))
            print(f"{name:<30}{gap:>8.0f}{gap / idle:>12.1f}", flush=True)
        bench.session.discard_changes()
        bench.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
