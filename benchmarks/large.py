"""The window with a large library beside an empty window and the built-in library: `python -m benchmarks.large`.

All in one run: how long an empty PySide6 window, the program's first paint, and the program at rest with the ranking
in sight take from the start of a process (files and caches warm, the best of several); how long the window stands still
and when the new ranking is there after one field is edited, with the built-in library and with the large one.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
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
FIRST_PAINT: Final = """
import sys
import gui.opening
from gui import __main__ as entry

shown = gui.opening.Opening.shown
gui.opening.Opening.shown = lambda: (shown(), sys.exit())
sys.argv = ["zebramatch"]
entry.main()
"""
AT_REST: Final = """
import os, sys
from gui import __main__ as entry
from gui.session import Session

made = Session.__init__

def watched(session, *arguments):
    made(session, *arguments)
    session.result_changed.connect(lambda: session.result and os._exit(0))

Session.__init__ = watched
sys.argv = ["zebramatch", *sys.argv[1:]]
entry.main()
"""


def started(code: str, *arguments: str, times: int) -> float:
    """Return the seconds from the start of a process to its end, the best of several."""
    found = []
    for _ in range(times):
        start = perf_counter()
        subprocess.run([sys.executable, "-c", code, *arguments], check=True)  # noqa: S603 - written here
        found.append(perf_counter() - start)
    return min(found)


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
        empty = started(EMPTY, times=asked.times)
        starts = (
            ("empty window", empty),
            ("first paint", started(FIRST_PAINT, times=asked.times)),
            ("ranked, built-in library", started(AT_REST, times=asked.times)),
            (
                f"ranked, {len(libraries[1].trials):,} trials",
                started(AT_REST, "--library", str(folder), times=asked.times),
            ),
        )
        print(f"{'start of the process to':<30}{'ms':>8}{'times':>8}")
        for name, seconds in starts:
            print(f"{name:<30}{seconds * 1000:>8.0f}{seconds / empty:>8.1f}", flush=True)
        print(f"{'one field edited with':<30}{'still':>8}{'ranked':>8}")
        with GuiThreadCollector(app):
            for library in libraries:
                gap, wait = edited(app, library, Path(private), asked.times)
                print(f"{len(library.trials):<30,}{gap:>8.0f}{wait:>8.0f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
