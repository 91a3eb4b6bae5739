"""The trial library: the built-in trials and folders of one's own, where one bad file never stops the rest."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from criteria.problems import InputError, Problem
from criteria.shape import check_format, validated
from criteria.strict_json import parse_json, read_json
from criteria.trial import FORMAT, Trial
from criteria.trial_checks import check_trial

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from importlib.resources.abc import Traversable

    from criteria.strict_json import Json

BUILT_IN: Final = "built-in library"
Source: TypeAlias = "tuple[str, Callable[[], Json]]"


@dataclass(frozen=True)
class Library:
    """The trials to match, the faults of the files that could not be read, and the newest record's day."""

    trials: tuple[Trial, ...] = ()
    problems: tuple[Problem, ...] = ()
    as_of: date | None = None

    @classmethod
    def of(cls, trials: Iterable[Trial], problems: Iterable[Problem] = ()) -> Library:
        """Return the library of these trials, as of the newest day a registry record of theirs has."""
        kept = tuple(trials)
        dates = (trial.source.record_date for trial in kept)
        return cls(kept, tuple(problems), max((day for day in dates if day is not None), default=None))

    @cached_property
    def _by_id(self) -> Mapping[str, Trial]:
        return {trial.id: trial for trial in self.trials}

    def trial(self, trial_id: str) -> Trial | None:
        """Return the trial with this id, or None when the library has none."""
        return self._by_id.get(trial_id)


def load_library(folders: Sequence[Path] = ()) -> Library:
    """Return the built-in trials and those of one's own folders; a later trial of the same id replaces.

    A file at fault is left out and its problems are listed.

    Raises:
        InputError: when a folder itself cannot be read.
    """
    problems: list[Problem] = []
    trials: dict[str, Trial] = {}
    for contents in (_built_in(), *(_folder(folder) for folder in folders)):
        kept, faults = _load(contents)
        trials |= kept
        problems += faults
    return Library.of(trials.values(), problems)


def parse_trial(data: Json, name: str) -> Trial:
    """Return the trial that the data of a trial file describes; `name` is the file's, for the sentences.

    Raises:
        InputError: with every problem: of the format first, then of the shape, then of the sense.
    """
    check_format(data, FORMAT, name)
    trial = validated(Trial, data, name)
    problems = check_trial(trial, name)
    if problems:
        raise InputError(*problems)
    return trial


def _load(contents: Iterable[Source]) -> tuple[dict[str, Trial], list[Problem]]:
    trials: dict[str, Trial] = {}
    places: dict[str, str] = {}
    problems: list[Problem] = []
    for name, read in contents:
        try:
            trial = parse_trial(read(), name)
        except InputError as error:
            problems += error.problems
            continue
        if trial.id in places:
            message = f"the trial {trial.id} stands in {places[trial.id]} too, so this one was left out"
            problems.append(Problem(name, "id", message, "keep one of them"))
            continue
        trials[trial.id] = trial
        places[trial.id] = Path(name).name
    return trials, problems


def _built_in() -> Iterator[Source]:
    folder = files("resources").joinpath("trials")
    if not folder.is_dir():
        return
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".json"):
            name = f"{BUILT_IN}/{entry.name}"
            yield name, partial(_parse_resource, entry, name)


def _parse_resource(entry: Traversable, name: str) -> Json:
    return parse_json(entry.read_text(encoding="utf-8"), name)


def _folder(folder: Path) -> list[Source]:
    name = str(folder)
    try:
        if not folder.exists():
            raise InputError(Problem(name, "", "there is no such folder", "check its name"))
        if not folder.is_dir():
            raise InputError(Problem(name, "", "this is not a folder", "give the folder that holds the files"))
        entries = sorted(folder.iterdir())
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        hint = "check the folder's permissions"
        raise InputError(Problem(name, "", f"cannot be read ({reason})", hint)) from None
    files_in = (path for path in entries if path.suffix.lower() == ".json" and not path.name.startswith("."))
    return [(str(path), partial(read_json, path)) for path in files_in]
