"""The window with a large library beside an empty window and the built-in library: `python -m benchmarks.large`.

All in one run: how long an empty PySide6 window takes from the start of a process, and how long the program until its
start page answers a key, until the cursor is in the form of a new patient asked for there, and until the ranking is in
sight (files and caches warm, the best of several); how long a first start takes that compiles the large library, how
much memory it needs, and how long a key typed meanwhile waits at most; how long the window stands still and when the
new ranking is there after one field is edited, with the built-in library and with the large one.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from math import inf
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QApplication

from benchmarks.made_files import written
from benchmarks.made_trials import made_values, patient_json
from benchmarks.responsiveness import Bench
from gui.garbage import GuiThreadCollector, bulk_load
from matcher.kept_library import library_for
from matcher.library_cache import cache_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from criteria.library import Library

SEED: Final = 7
EMPTY: Final = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

app = QApplication([])
window = QWidget()
window.show()
QTimer.singleShot(0, app.quit)
app.exec()
"""
WATCHED: Final = """
import os, sys
import gui.app
from gui import __main__ as entry
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

show = gui.app.show
sys.argv = ["zebramatch", *sys.argv[1:]]
"""
USABLE: Final = """
def shown(window):
    show(window)
    page = window.start.page
    QTest.keyClick(page.new, Qt.Key.Key_Down)
    assert page.walk.hasFocus()
    QTimer.singleShot(0, lambda: os._exit(0))

gui.app.show = shown
entry.main()
"""
ENTERED: Final = """
def pressed(window):
    def told(old, now):
        if now is not None and window.is_furnished and window.form.isAncestorOf(now):
            QTimer.singleShot(0, lambda: os._exit(0))

    QApplication.instance().focusChanged.connect(told)
    show(window)
    QTest.keyClick(window.start.page.new, Qt.Key.Key_Return)

gui.app.show = pressed
entry.main()
"""
RANKED: Final = """
def watched(window):
    furnish = window.furnish

    def furnished(session):
        furnish(session)
        session.result_changed.connect(lambda: session.result and QTimer.singleShot(0, lambda: os._exit(0)))

    window.furnish = furnished
    show(window)
    QTest.keyClick(window.start.page.new, Qt.Key.Key_Return)

gui.app.show = watched
entry.main()
"""
FIRST_TIME: Final = """
import json, resource
from itertools import pairwise
from time import perf_counter

beats, start = [], perf_counter()

def type_on(window):
    if window.is_furnished:
        beats.append(perf_counter())
        line = QApplication.focusWidget()
        QTest.keyClick(line, Qt.Key.Key_6)
        QTest.keyClick(line, Qt.Key.Key_Backspace)

def typing(window):
    timer = QTimer(window)
    timer.timeout.connect(lambda: type_on(window))
    timer.start(PERIOD_MS)
    show(window)
    QTest.keyClick(window.start.page.new, Qt.Key.Key_Return)

def read(library, window, options):
    longest = max(after - before for before, after in pairwise(beats)) - PERIOD_MS / 1000
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([perf_counter() - start, longest * 1000, peak]), flush=True)
    os._exit(0)

PERIOD_MS = 20
gui.app.show, gui.app.match_against = typing, read
entry.main()
"""
WAYS: Final = {
    "start page answers a key": USABLE,
    "cursor in the patient form": ENTERED,
    "ranking in sight": RANKED,
}


def started(codes: Sequence[str], *arguments: str, times: int, compiled: str) -> list[float]:
    """Return the seconds from the start of a process to its end for each code, in turns, the best of several.

    What Python compiles is kept in the folder `compiled`, as it is beside an installed program.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = compiled
    found = [inf] * len(codes)
    for turn in range(times + 1):
        for place, code in enumerate(codes):
            start = perf_counter()
            command = [sys.executable, "-c", code, *arguments]
            subprocess.run(command, check=True, env=environment)  # noqa: S603 - written here
            if turn:
                found[place] = min(found[place], perf_counter() - start)
    return found


def opened_first(folder: Path, private: Path) -> Sequence[float]:
    """Return seconds, longest standstill in ms and most memory in MiB of a first start, with somebody typing."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(private / "empty")}
    command = [sys.executable, "-c", WATCHED + FIRST_TIME, "--library", str(folder)]
    done = subprocess.run(command, check=True, env=environment, capture_output=True, text=True)  # noqa: S603 - as above
    found: list[float] = json.loads(done.stdout)
    return found


def edited(app: QApplication, library: Library, private: Path, times: int) -> tuple[float, float]:
    """Return the longest standstill after an edit, and how long its ranking takes, in milliseconds: medians."""
    patient = private / "patient.json"
    patient.write_text(json.dumps(patient_json(made_values(1, SEED)[1])), "utf-8")
    bench = Bench(app, library, private)
    bench.gap(lambda: bench.window.files.open(patient))
    shown: list[float] = []
    bench.session.result_changed.connect(lambda: shown.append(perf_counter()))
    gaps, waits = [], []
    for number in range(times):
        shown.clear()
        start = perf_counter()
        gaps.append(bench.gap(lambda: bench.session.edit("weight", 60 + number)))  # noqa: B023 - done at once
        waits.append((shown[0] - start) * 1000)
    bench.session.discard_changes()
    bench.close()
    return statistics.median(gaps), statistics.median(waits)


def main() -> int:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, help="where the made-up trial files are, or are to be written")
    parser.add_argument("--times", type=int, default=5)
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as private:
        folder = written(asked.folder or Path(private) / "trials", asked.size, SEED)
        with bulk_load():
            libraries = [library_for(folders, cache_folder()) for folders in ((), (folder,))]
        codes = [EMPTY, *(WATCHED + way for way in WAYS.values())]
        starts = [
            started(codes, *folders, times=asked.times, compiled=f"{private}/compiled")
            for folders in ((), ("--library", str(folder)))
        ]
        sizes = [f"{len(library.trials):,} trials" for library in libraries]
        print(f"{'start of the process to':<30}" + "".join(f"{size:>24}" for size in sizes))
        for place, name in enumerate(("empty window", *WAYS)):
            row = (f"{found[place] * 1000:>14.0f} ms{found[place] / found[0]:>6.1f}x" for found in starts)
            print(f"{name:<30}" + "".join(row), flush=True)
        seconds, standstill, peak = opened_first(folder, Path(private))
        print(f"first start: {seconds:.0f} s, {peak:.0f} MiB; a key waits {standstill:.0f} ms at most", flush=True)
        print(f"{'one field edited with':<30}{'still':>8}{'ranked':>8}")
        with GuiThreadCollector(app):
            for library in libraries:
                gap, wait = edited(app, library, Path(private), asked.times)
                print(f"{len(library.trials):<30,}{gap:>8.0f}{wait:>8.0f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
