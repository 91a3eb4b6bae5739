"""What files held when they were last read, by what the file system says of them, so that not all are read each time.

A file whose size, times and number are those of before holds what it held. One that was touched within the last
moments before that was noted could have been written again unseen, and is read again, as is every other.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self, TypeAlias

import numpy as np

from criteria.atomic import write_atomically
from criteria.problems import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    Digest: TypeAlias = bytes

MOMENT_NS: Final = 3_000_000_000  # coarser than the clock of any file system in use
_DIGEST: Final = hashlib.sha256().digest_size
_PARTS: Final = 5  # size, both times, number, when it was noted
_NOWHERE: Final = -1
_FORM: Final = b"zebramatch.stamps/1\0"


@dataclass(frozen=True, eq=False)
class FileStamps:
    """Of each file, in order, its stamp and the digest of its content."""

    names: bytes
    stamps: NDArray[np.int64]
    digests: NDArray[np.uint8]

    @classmethod
    def read(cls, path: Path, names: bytes) -> Self:
        """Return what was noted of the files of these names; nothing where it is damaged, or of other files."""
        with contextlib.suppress(OSError):
            content = path.read_bytes()
            start = len(_FORM) + 2 * _DIGEST
            body = content[start:]
            if content[:start] == _FORM + names + hashlib.sha256(body).digest():
                size = len(body) // (8 * _PARTS + _DIGEST)
                stamps = np.frombuffer(body, np.int64, size * _PARTS).reshape(size, _PARTS)
                digests = np.frombuffer(body, np.uint8, offset=stamps.nbytes).reshape(size, _DIGEST)
                return cls(names, stamps, digests)
        return cls(names, np.empty((0, _PARTS), np.int64), np.empty((0, _DIGEST), np.uint8))

    def knows(self, stamps: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return which files of these stamps hold what was noted."""
        if len(self.stamps) != len(stamps):
            return np.zeros(len(stamps), np.bool_)
        is_quiet: NDArray[np.bool_] = self.stamps[:, 1:3].max(axis=1, initial=0) < self.stamps[:, 4] - MOMENT_NS
        is_same: NDArray[np.bool_] = (self.stamps[:, :4] == stamps[:, :4]).all(axis=1)
        is_there: NDArray[np.bool_] = stamps[:, 0] != _NOWHERE
        return is_same & is_quiet & is_there

    def write(self, path: Path) -> None:
        """Note it for the next time; where that is not possible, the files are read again then."""
        body = self.stamps.tobytes() + self.digests.tobytes()
        with contextlib.suppress(OSError, InputError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(path, _FORM + self.names + hashlib.sha256(body).digest() + body)


class Stamped:
    """Files by their paths, with what is noted of them in a folder."""

    def __init__(self, paths: Sequence[str], folder: Path, suffix: str) -> None:
        """Look up what was noted."""
        self._names = hashlib.sha256("\0".join(paths).encode(errors="surrogateescape")).digest()
        self._path = folder / f"{self._names.hex()[:32]}{suffix}"
        self._paths = paths

    def digests(self, digest: Callable[[int], Digest], now_ns: int) -> tuple[Digest, ...]:
        """Return the digest of every file's content; `digest` reads one, done where what is noted does not tell."""
        before = FileStamps.read(self._path, self._names)
        stamps = np.array([(*_stamp(path), now_ns) for path in self._paths], np.int64).reshape(-1, _PARTS)
        known = before.knows(stamps)
        digests = np.zeros((len(stamps), _DIGEST), np.uint8)
        if known.any():
            digests[known] = before.digests[known]
        for place in np.flatnonzero(~known).tolist():
            digests[place] = np.frombuffer(digest(place), np.uint8)
        if not known[stamps[:, 0] != _NOWHERE].all():
            FileStamps(self._names, stamps, digests).write(self._path)
        whole = digests.tobytes()
        return tuple(whole[start : start + _DIGEST] for start in range(0, len(whole), _DIGEST))


def _stamp(path: str) -> tuple[int, int, int, int]:
    try:
        found = os.stat(path)  # noqa: PTH116 - of very many files
    except (OSError, ValueError):
        return (_NOWHERE, 0, 0, 0)
    return (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino & 0x7FFF_FFFF_FFFF_FFFF)
