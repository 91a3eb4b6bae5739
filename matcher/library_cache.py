"""A library opened for arrays: compiled from its files, or read from what an earlier run compiled from the same ones.

What was compiled is kept in a folder of the user's own, under a name made of the content of all trial files and of the
program's own code and tables. It is a convenience only: where it is missing, stale, damaged or cannot be written, or
where others may write to its folder, the library is compiled from its files.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
import sys
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from time import time_ns
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

import numpy as np

from criteria.atomic import write_atomically
from criteria.library import parse_trial, read_trials, trial_files
from criteria.problems import InputError, Problem
from matcher.compiled.library import CompiledLibrary, Compiler
from matcher.compiled.storing import MAGIC, DamagedError, restored, stored
from matcher.file_stamps import Stamped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from importlib.resources.abc import Traversable
    from typing import TypeAlias

    from numpy.typing import NDArray

    from criteria.library import TrialFile
    from criteria.trial import Trial

    Arrays: TypeAlias = Mapping[str, NDArray[np.generic]]

Kept = TypeVar("Kept")
LEAST: Final = 1_000  # files; fewer are compiled faster than anyone notices
KEPT: Final = 4  # libraries
_SUFFIX: Final = ".compiled"
_STAMPS: Final = ".stamps"
_BESIDE: Final = "beside_"


class Beside(Protocol):
    """What is worked out of trials beside their compiled form: trial after trial, and kept as arrays."""

    def put(self, row: int, trial: Trial) -> None:
        """Take a trial into the next row, or in the place of the one that has this row."""

    @property
    def arrays(self) -> Arrays:
        """What is to be kept."""


class Nothing:
    """Nothing is worked out."""

    def put(self, row: int, trial: Trial) -> None:
        """Take nothing."""

    @property
    def arrays(self) -> Arrays:
        """Keep nothing."""
        return {}


@dataclass(frozen=True, slots=True, eq=False)
class OpenedLibrary:
    """A compiled library, the faults of the files that could not be read, and what was kept beside it."""

    compiled: CompiledLibrary
    problems: tuple[Problem, ...]
    was_kept: bool = False
    beside: Mapping[str, NDArray[np.generic]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Contents:
    """Trial files and the digest of each, in order."""

    files: tuple[TrialFile, ...]
    digests: tuple[bytes, ...]

    def key(self, beside: Beside) -> str:
        """Return what the compiled form of exactly these files, made by exactly this program, goes by.

        What is kept beside it is part of it: a library that was opened without that would lack it the next time.
        """
        digest = hashlib.sha256(MAGIC + _version().encode() + _state_of(made_by()))
        digest.update(type(beside).__qualname__.encode())
        for file, content in zip(self.files, self.digests, strict=True):
            digest.update(f"\0{file.folder}\0{file.name}\0".encode(errors="surrogateescape") + content)
        return digest.hexdigest()

    @property
    def is_unchanged(self) -> bool:
        """Whether every file still holds what it held."""
        return all(_digest(file) == digest for file, digest in zip(self.files, self.digests, strict=True))

    def trial(self, place: int) -> Trial:
        """Read the trial of one file.

        Raises:
            InputError: when the file is not what it was when the library was opened.
        """
        file = self.files[place]
        if _digest(file) != self.digests[place]:
            message = "has changed since the library was opened"
            raise InputError(Problem(file.name, "", message, "open the library again"))
        return parse_trial(file.read(), file.name)


def cache_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path | None:
    """Return the folder that this system gives programs for what they can make again; None where there is none."""
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if platform == "win32":
        base = Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        base = Path(environment.get("XDG_CACHE_HOME") or home / ".cache")
    return base / "zebramatch" if base.is_absolute() else None


def made_by() -> tuple[Traversable, ...]:
    """Return the folders of all that the kept form of given trials depends on: code, vocabulary, units."""
    code, tables = files("matcher"), files("resources")
    of_code = (files("criteria"), code, code.joinpath("compiled"), code.joinpath("filters"))
    return (*of_code, tables, tables.joinpath("vocabulary"), tables.joinpath("units"))


def open_library(
    folders: Sequence[Path] = (), cache: Path | None = None, least: int = LEAST, beside: Callable[[], Beside] = Nothing
) -> OpenedLibrary:
    """Return the compiled library of the built-in trials and of one's own folders.

    What is compiled is kept in `cache`, unless there is none, others may write to it or there are fewer than `least`
    files; with it are kept the arrays that `beside` works out of the trials.

    Raises:
        InputError: when a folder itself cannot be read.
    """
    return open_files(trial_files(folders), cache, least, beside)


def open_files(
    found: Sequence[TrialFile], cache: Path | None, least: int = LEAST, beside: Callable[[], Beside] = Nothing
) -> OpenedLibrary:
    """Return the compiled library of trial files; see `open_library`."""
    if cache is None or len(found) < least or not _is_private(cache):
        return _compiled(found, beside(), lambda trial, _: trial, lambda trials: trials.__getitem__)[0]
    paths = [file.name if file.folder else "" for file in found]  # the built-in ones have none of their own
    stamps = Stamped(paths, cache, _STAMPS)
    digests = stamps.digests(lambda place: _digest(found[place]), time_ns())
    contents, others = _Contents(tuple(found), digests), beside()
    key = contents.key(others)
    path = cache / f"{key[:32]}{_SUFFIX}"
    return _restored(path, key, contents) or _made(path, key, contents, others)


def _restored(path: Path, key: str, contents: _Contents) -> OpenedLibrary | None:
    """Return what was kept, or None where it cannot be used for whatever reason."""
    places: list[int] = []
    try:
        compiled, extras = restored(path.read_bytes(), key, lambda row: contents.trial(places[row]))
        problems = [Problem(*one) for one in json.loads(extras["problems"].tobytes())]
        places += extras["places"].tolist()
        others = {name.removeprefix(_BESIDE): array for name, array in extras.items() if name.startswith(_BESIDE)}
        is_sound = len(places) == len(compiled) and all(0 <= place < len(contents.files) for place in places)
    except (OSError, DamagedError, KeyError, ValueError, TypeError):
        return None
    return OpenedLibrary(compiled, tuple(problems), was_kept=True, beside=others) if is_sound else None


def _made(path: Path, key: str, contents: _Contents, beside: Beside) -> OpenedLibrary:
    """Compile trials of which none stays in memory: all of them at once would take gigabytes."""
    numbers = {file: number for number, file in enumerate(contents.files)}
    opened, places = _compiled(
        contents.files,
        beside,
        lambda _, file: numbers[file],
        lambda places: lambda row: contents.trial(places[row]),
    )
    if contents.is_unchanged:  # else this is not what the key says
        _keep(opened, np.array(places, np.int64), path, key)
    return opened


def _compiled(
    found: Iterable[TrialFile],
    beside: Beside,
    kept: Callable[[Trial, TrialFile], Kept],
    trial_by: Callable[[Sequence[Kept]], Callable[[int], Trial]],
) -> tuple[OpenedLibrary, Sequence[Kept]]:
    """Compile the trials of files one after the other.

    `kept` is what is kept of each, by row; `trial_by` says how a trial is found again with these.
    """
    compiler, problems = Compiler(), list[Problem]()
    rows: list[Kept] = []
    for row, trial, file in read_trials(found, problems):
        compiler.put(row, trial)
        beside.put(row, trial)
        rows[row : row + 1] = [kept(trial, file)]
    compiled = CompiledLibrary(*compiler.parts(), trial_by(rows))
    return OpenedLibrary(compiled, tuple(problems), beside=beside.arrays), rows


def _keep(opened: OpenedLibrary, places: NDArray[np.int64], path: Path, key: str) -> None:
    """Keep what was compiled for the next time, with the places of its trials among the files."""
    told = json.dumps([[one.file, one.where, one.message, one.hint] for one in opened.problems]).encode()
    extras: dict[str, NDArray[np.generic]] = {"problems": np.frombuffer(told, np.uint8), "places": places}
    extras |= {f"{_BESIDE}{name}": array for name, array in opened.beside.items()}
    with contextlib.suppress(OSError, InputError):  # a folder that cannot be written: the next start compiles again
        write_atomically(path, stored(opened.compiled, key, extras))
        _forget_old_ones(path.parent)


def _is_private(folder: Path) -> bool:
    """Make a folder where there is none, and return whether nobody but its owner, the user, can put files into it."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        seen = folder.stat()
    except OSError:
        return False
    user = getattr(os, "getuid", None)  # elsewhere a folder's own rights keep others out
    return user is None or (seen.st_uid == user() and not seen.st_mode & (stat.S_IWGRP | stat.S_IWOTH))


def _forget_old_ones(folder: Path) -> None:
    """Keep the newest few."""
    for suffix in (_SUFFIX, _STAMPS):
        newest = sorted(folder.glob(f"*{suffix}"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in newest[KEPT:]:
            path.unlink(missing_ok=True)


def _digest(file: TrialFile) -> bytes:
    """Return the digest of a file's content; of one that cannot be read, that of why."""
    try:
        content = file.content()
    except InputError as error:
        content = b"\0" + str(error).encode()
    return hashlib.sha256(content).digest()


def _state_of(folders: Iterable[Traversable]) -> bytes:
    """Return the digest of the names and contents of the files that stand in folders; one that is not there has none.

    The version alone would not do: the program also runs from its sources, and these change between versions.
    """
    digest = hashlib.sha256()
    for folder in folders:
        for entry in sorted(folder.iterdir() if folder.is_dir() else (), key=lambda entry: entry.name):
            if entry.is_file():
                digest.update(f"\0{entry.name}\0".encode() + hashlib.sha256(entry.read_bytes()).digest())
    return digest.digest()


def _version() -> str:
    try:
        return version("zebramatch")
    except PackageNotFoundError:
        return ""
