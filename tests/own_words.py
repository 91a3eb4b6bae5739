"""Own words: no run of eight words of a trial file agrees with the registry's record of that trial.

The test of that name uses it, and so can whoever writes a trial:

    python -m tests.own_words RECORDS [LIBRARY ...]

RECORDS is a folder of registry records, one `NCT-number.json` each, at any depth; LIBRARY a folder of trial files
beside the built-in ones. What is shared is printed, one line a run, and the exit code is then 1.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from criteria.library import load_library
from criteria.problems import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from criteria.strict_json import Json
    from criteria.trial import Trial

RUN: Final = 8
STOCK_PHRASES: Final = Path(__file__).with_name("stock_phrases.txt")
PHRASES_HEAD: Final = "# Stock phrases"
Run = tuple[str, ...]


def words(text: str) -> list[str]:
    """Return the words and figures of a text; escapes, punctuation and case do not count."""
    return re.findall(r"[^\W_]+", text.replace("\\", "").casefold())


def stock() -> tuple[list[str], list[str]]:
    """Return the lines of the published list: the titles, and the phrases that the whole field uses."""
    titles, _, phrases = STOCK_PHRASES.read_text(encoding="utf-8").partition(PHRASES_HEAD)
    return _lines(titles), _lines(phrases)


def by_hand(folders: Sequence[Path] = ()) -> list[Trial]:
    """Return the trials that were curated by hand; approved uses have no record to compare with."""
    trials = load_library(folders).trials
    return [trial for trial in trials if trial.source.curated_by == "hand" and trial.kind == "trial"]


def shared(ours: Iterable[str], theirs: str) -> list[str]:
    """Return every run of eight words that stands in both, other than those of the published list."""
    titles, phrases = stock()
    allowed = {run for line in (*titles, *phrases) for run in _runs(words(line))}
    known = set(_runs(words(theirs))) - allowed
    return [" ".join(run) for text in ours for run in _runs(words(text)) if run in known]


def shared_with_record(trial: Trial, records: Path) -> list[str] | None:
    """Return what a trial shares with its record; None where the folder holds no record of it."""
    record = next(records.rglob(f"{trial.id}.json"), None)
    if record is None:
        return None
    theirs = "\n".join(_texts(json.loads(record.read_text(encoding="utf-8"))))
    return shared(_written_here(trial), theirs)


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _runs(found: Sequence[str]) -> Iterator[Run]:
    return (tuple(found[start : start + RUN]) for start in range(len(found) - RUN + 1))


def _texts(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def _written_here(trial: Trial) -> Iterator[str]:
    """Return what the library itself words: title, cohorts, criteria with their notes and questions."""
    yield trial.title
    yield from _texts(trial.model_dump(mode="json", include={"criteria", "cohorts"}))


def main(arguments: Sequence[str]) -> int:
    """Compare the library with a folder of records; 1 when a run is shared, 2 when a folder is missing."""
    folders = [Path(argument) for argument in arguments]
    missing = [str(folder) for folder in folders if not folder.is_dir()]
    if not folders or missing:
        named = f"no such folder: {', '.join(missing)}" if missing else "name the folder of registry records"
        sys.stderr.write(f"{named}\n")
        return 2
    records, *libraries = folders
    try:
        found = {trial.id: shared_with_record(trial, records) for trial in by_hand(libraries)}
    except InputError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    lines = [f"{trial}: {run}" for trial, runs in found.items() for run in runs or ()]
    compared = sum(runs is not None for runs in found.values())
    sys.stdout.write(
        "\n".join([*lines, f"{compared} of {len(found)} trials compared, {len(lines)} runs shared"]) + "\n"
    )
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
