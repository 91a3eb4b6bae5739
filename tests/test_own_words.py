"""The library's criteria are in its own words: no long run of words agrees with the registry's text."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from criteria.library import load_library

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from criteria.strict_json import Json
    from criteria.trial import Trial

RUN = 8
STOCK_PHRASES = Path(__file__).with_name("stock_phrases.txt")
TRIALS = [trial for trial in load_library().trials if trial.source.curated_by == "hand" and trial.kind == "trial"]
Run = tuple[str, ...]


def _words(text: str) -> list[str]:
    """Return the words and figures of a text; escapes, punctuation and case do not count."""
    return re.findall(r"[^\W_]+", text.replace("\\", "").casefold())


def _runs(words: Sequence[str]) -> Iterator[Run]:
    return (tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1))


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
    data = trial.model_dump(mode="json", include={"criteria", "cohorts"})
    yield from _texts(data)


def _stock_phrases() -> set[Run]:
    lines = STOCK_PHRASES.read_text(encoding="utf-8").splitlines()
    return {run for line in lines if not line.startswith("#") for run in _runs(_words(line))}


def _shared(ours: Iterator[str], theirs: str) -> list[str]:
    known = set(_runs(_words(theirs))) - _stock_phrases()
    return [" ".join(run) for text in ours for run in _runs(_words(text)) if run in known]


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.id)
def test_no_eight_words_in_a_row_agree_with_the_registry(trial: Trial, registry_samples: Path) -> None:
    record = next(registry_samples.rglob(f"{trial.id}.json"), None)
    if record is None:
        pytest.skip(f"there is no record of {trial.id} among the samples")
    theirs = "\n".join(_texts(json.loads(record.read_text(encoding="utf-8"))))
    assert _shared(_written_here(trial), theirs) == []


def test_eight_words_in_a_row_are_found_and_seven_are_not() -> None:
    theirs = "Patients must have had one two three four five six seven eight nine."
    assert _shared(iter(["ONE two, three-four five six seven\\ eight!"]), theirs)
    assert not _shared(iter(["one two three four five six seven, and more"]), theirs)
