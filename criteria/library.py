"""The trial library: the built-in trials and folders of one's own, where one bad file never stops the rest."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from criteria.problems import InputError, Problem
from criteria.shape import check_format, validated
from criteria.strict_json import parse_json, read_json, read_limited
from criteria.trial import FORMAT, Trial
from criteria.trial_checks import check_trial

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from importlib.resources.abc import Traversable

    from criteria.strict_json import Json

BUILT_IN: Final = "built-in library"


@dataclass(frozen=True, slots=True)
class TrialFile:
    """A file that may hold a trial: its name, which folder it is of (0: the built-in ones), and ways to read it."""

    name: str
    folder: int
    read: Callable[[], Json]
    content: Callable[[], bytes]


@dataclass(frozen=True)
class Library:
    """The trials to match, the faults of the files that could not be read, and the newest record's day."""

    trials: Sequence[Trial] = ()
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

    @property
    def trial_ids(self) -> Sequence[str]:
        """The numbers of its trials, without those of approved uses."""
        return [trial.id for trial in self.trials if trial.kind == "trial"]

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
    kept: list[Trial] = []
    for row, trial, _ in read_trials(trial_files(folders), problems):
        kept[row : row + 1] = [trial]
    return Library.of(kept, problems)


def trial_files(folders: Sequence[Path] = ()) -> tuple[TrialFile, ...]:
    """Return the files of the built-in trials and of one's own folders, unread.

    Raises:
        InputError: when a folder itself cannot be read.
    """
    own = (_folder(folder, place) for place, folder in enumerate(folders, start=1))
    return tuple(file for files_in in (_built_in(), *own) for file in files_in)


def check_folders(folders: Iterable[Path]) -> None:
    """Look whether folders can be read, without reading what they hold.

    Raises:
        InputError: naming the first that cannot be read.
    """
    for folder in folders:
        with _opened(folder):
            pass


def read_trials(trial_files: Iterable[TrialFile], problems: list[Problem]) -> Iterator[tuple[int, Trial, TrialFile]]:
    """Yield the trials of files one after the other, each with its row and its file; none is kept here.

    Of two trials of one id the second takes the row of the first where it is of a later folder, and is left out
    elsewhere. The problems of files at fault are added to `problems`.
    """
    seen: dict[str, tuple[int, TrialFile]] = {}
    for file in trial_files:
        try:
            trial = parse_trial(file.read(), file.name)
        except InputError as error:
            problems += error.problems
            continue
        row, other = seen.get(trial.id, (len(seen), None))
        if other is not None and other.folder == file.folder:
            message = f"the trial {trial.id} stands in {Path(other.name).name} too, so this one was left out"
            problems.append(Problem(file.name, "id", message, "keep one of them"))
            continue
        seen[trial.id] = (row, file)
        yield row, trial, file


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


def _built_in() -> Iterator[TrialFile]:
    folder = files("resources").joinpath("trials")
    if not folder.is_dir():
        return
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".json"):
            name = f"{BUILT_IN}/{entry.name}"
            yield TrialFile(name, 0, partial(_parse_resource, entry, name), entry.read_bytes)


def _parse_resource(entry: Traversable, name: str) -> Json:
    return parse_json(entry.read_text(encoding="utf-8"), name)


@contextmanager
def _opened(folder: Path) -> Iterator[Iterator[os.DirEntry[str]]]:
    try:
        if not folder.exists():
            raise InputError(Problem(str(folder), "", "there is no such folder", "check its name"))
        if not folder.is_dir():
            raise InputError(Problem(str(folder), "", "this is not a folder", "give the folder that holds the files"))
        with os.scandir(folder) as entries:
            yield entries
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        hint = "check the folder's permissions"
        raise InputError(Problem(str(folder), "", f"cannot be read ({reason})", hint)) from None


def _folder(folder: Path, place: int) -> list[TrialFile]:
    name = str(folder)
    with _opened(folder) as found:
        entries = sorted(entry.name for entry in found)
    named = (entry for entry in entries if entry.lower().endswith(".json") and not entry.startswith("."))
    paths = (os.path.join(name, entry) for entry in named)  # noqa: PTH118 - of very many files
    return [TrialFile(path, place, partial(_read_own, path), partial(_content_of, path)) for path in paths]


def _read_own(path: str) -> Json:
    return read_json(Path(path))


def _content_of(path: str) -> bytes:
    return read_limited(Path(path))
