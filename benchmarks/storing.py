"""How long a library takes to be there: read from its cache against validated from its trial files' text."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Final

from benchmarks.made_trials import MadeLibrary
from criteria.trial import Trial
from matcher.compiled import CompiledLibrary
from matcher.compiled.storing import stored

_KEY: Final = "benchmark"
# In a process of its own: memory is what the library adds to the imports that any use of it needs.
_LOAD: Final = """
import gc, json, sys
from pathlib import Path
from time import perf_counter
from matcher.compiled.sharing import read_rules
from matcher.compiled.storing import restored
read_rules(['{"rule": "age", "at_least": 18}'])

def resident():
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0

gc.disable()
before = resident()
start = perf_counter()
library, _ = restored(Path(sys.argv[1]).read_bytes(), sys.argv[2], None)
took = perf_counter() - start
print(json.dumps({"seconds": took, "resident": resident() - before, "trials": len(library)}))
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """Seconds of both ways, and what the compiled library takes in MiB, in memory and on disk."""

    trials: int
    validated: float
    loaded: float
    resident: float
    on_disk: float

    @property
    def ratio(self) -> float:
        """How many times as long validation takes."""
        return self.validated / self.loaded

    def words(self) -> str:
        """Say it."""
        return (
            f"Loading {self.trials:,} compiled trials from the cache takes {self.loaded * 1000:,.0f} ms; pydantic, "
            f"with the garbage collector off, needs {self.validated:,.1f} s to validate the same trials from JSON in "
            f"memory: {self.ratio:,.0f}x. The compiled library takes {self.resident:,.0f} MiB of memory, "
            f"{self.on_disk:,.0f} MiB on disk."
        )


def storing(size: int, seed: int) -> Kept:
    """Measure both ways; of loading the best of five processes counts, of validating the best of two runs."""
    made = MadeLibrary.of(size, seed)
    texts = [made.json(place) for place in range(size)]
    gc.collect()
    gc.disable()
    trials, first = _validated(texts)
    content = stored(CompiledLibrary.of(trials), _KEY, {})
    del trials
    gc.collect()
    second = _validated(texts)[1]
    gc.enable()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kept"
        path.write_bytes(content)
        runs = [_loaded(path) for _ in range(5)]
    loaded, resident = min(run["seconds"] for run in runs), max(run["resident"] for run in runs)
    return Kept(size, min(first, second), loaded, resident, len(content) / 2**20)


def _validated(texts: list[str]) -> tuple[list[Trial], float]:
    start = perf_counter()
    trials = [Trial.model_validate_json(text) for text in texts]
    return trials, perf_counter() - start


def _loaded(path: Path) -> dict[str, float]:
    command = [sys.executable, "-c", _LOAD, str(path), _KEY]
    run = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - written here
    found: dict[str, float] = json.loads(run.stdout)
    return found
