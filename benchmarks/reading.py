"""How many registry records a second are read into trials on one core, beside plain JSON of the same records.

Run `python -m benchmarks.reading FOLDER`; the folder holds records of ClinicalTrials.gov (API v2). The process's own
time is measured, so that other programs count little; nothing is remembered between two rounds, and the best of them
counts. The ratio to reading the same records as JSON can be compared between machines, the figure itself cannot.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from criteria.parsing.grammar import clauses_of
from criteria.parsing.reading import forget
from criteria.problems import InputError
from criteria.registry.record import studies, trial_of
from criteria.strict_json import parse_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from criteria.strict_json import Json

ROUNDS = 5


def main(folder: Path) -> int:
    """Print the figure and the ratio; 2 where there are no records."""
    records = [study for path in sorted(folder.rglob("*.json")) for study in records_of(path)]
    if not records:
        print(f"{folder}: there are no registry records; give a folder that holds some", file=sys.stderr)
        return 2
    texts = [json.dumps(record) for record in records]
    trial_of(records[0], "first")  # the tables are read on first use
    read = min(_seconds(lambda: _read(records)) for _ in range(ROUNDS))
    plain = min(_seconds(lambda: [parse_json(text, "record") for text in texts]) for _ in range(ROUNDS))
    print(
        f"{len(records)} records: {len(records) / read:.0f} a second, {read / plain:.1f} times the time of their JSON"
    )
    return 0


def records_of(path: Path) -> list[Json]:
    """Return the records that a file holds; none where it holds something else."""
    try:
        return studies(parse_json(path.read_text(encoding="utf-8"), path.name), path.name)
    except InputError:
        return []


def _read(records: list[Json]) -> None:
    forget()
    clauses_of.cache_clear()
    for record in records:
        trial_of(record, "record")


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])) if len(sys.argv) > 1 else "give the folder of the records")
