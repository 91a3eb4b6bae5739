"""Writing a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from criteria.problems import InputError, Problem

_NEW_FILE_MODE = 0o600


def write_atomically(path: Path, content: bytes) -> None:
    """Replace the file at `path` by one with this content; on failure what was there stays as it was.

    The content goes to a new file in the same folder, reaches the disk, and then takes the name in one step.
    A file that is replaced keeps its permissions; a new one is its owner's alone.

    Raises:
        InputError: when it cannot be written.
    """
    name = str(path)
    try:
        target = path.resolve()
        if target.is_dir():
            raise InputError(Problem(name, "", "this is a folder", "give a file name"))
        if target.exists() and not target.is_file():
            raise InputError(Problem(name, "", "this is not an ordinary file", "give another file name"))
        if not target.parent.is_dir():
            raise InputError(Problem(name, "", "there is no such folder", "make the folder first"))
        _replace(target, content)
    except OSError as error:
        reason = error.strerror or "the system refused"
        hint = "check the folder's permissions and the free space"
        raise InputError(Problem(name, "", f"cannot be written ({reason})", hint)) from None
    except ValueError:
        raise InputError(Problem(name, "", "this is not a file name")) from None
    except RuntimeError:  # the link goes round in a circle
        raise InputError(Problem(name, "", "this link leads back to itself", "give another file name")) from None


def is_same_file(path: Path, other: Path) -> bool:
    """Say whether two names are one file; a name that leads to none is no file's."""
    try:
        return path.samefile(other)
    except (OSError, ValueError):
        return False


def is_there(path: Path) -> bool:
    """Say whether a name leads to anything; one that nobody may follow, or that is too long, leads to nothing."""
    try:
        return path.exists()
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Say whether a name leads to a folder; one that nobody may follow, or that is too long, leads to none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _replace(target: Path, content: bytes) -> None:
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else _NEW_FILE_MODE
    descriptor, temporary = tempfile.mkstemp(prefix=".zebramatch-", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Bring the new name itself to the disk; systems without `O_DIRECTORY` have no way to ask for it."""
    flag = getattr(os, "O_DIRECTORY", None)
    if flag is None:
        return
    descriptor = os.open(folder, flag)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
