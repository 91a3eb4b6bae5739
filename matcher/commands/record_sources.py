"""Where registry records come from: a file, a folder, a ZIP archive. What is not opened is named."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from functools import partial
from typing import TYPE_CHECKING, Final

from criteria.problems import InputError, Problem
from criteria.strict_json import MAX_BYTES, parse_json, read_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from criteria.strict_json import Json

MOST_MEMBERS: Final = 200_000
_JSON: Final = ".json"
_ZIP: Final = ".zip"
# What the standard library raises for an archive that is damaged, encrypted, or packed in a way it does not know.
_DAMAGED: Final = (OSError, RuntimeError, ValueError, EOFError, zipfile.BadZipFile, zlib.error, lzma.LZMAError)


def sources(source: Path) -> Iterator[tuple[str, Callable[[], Json]]]:
    """Yield each file with records: its name, and how to read it.

    Raises:
        InputError: when an archive cannot be opened; reading one of its files may raise it too.
    """
    if source.is_dir():
        for path in sorted(source.rglob("*")):
            if path.suffix.lower() == _JSON:
                yield str(path), partial(read_json, path)
            elif path.suffix.lower() == _ZIP:
                yield str(path), partial(_refused, str(path))
    elif source.suffix.lower() == _ZIP:
        yield from _zipped(source)
    else:
        yield str(source), partial(read_json, source)


def _refused(name: str) -> Json:
    """Name an archive inside a folder or another archive."""
    raise InputError(Problem(name, "", "an archive inside was not opened", "import it by itself"))


def _zipped(source: Path) -> Iterator[tuple[str, Callable[[], Json]]]:
    """Yield the records of an archive; nothing is ever unpacked to a place that the archive names."""
    name = str(source)
    try:
        with zipfile.ZipFile(source) as archive:
            members = sorted(archive.infolist(), key=lambda one: one.filename)
            if len(members) > MOST_MEMBERS:
                raise InputError(Problem(name, "", f"holds more than {MOST_MEMBERS} files", "cut it into parts"))
            for member in members:
                where = f"{name}/{member.filename}"
                if member.filename.lower().endswith(_JSON):
                    yield where, partial(_member, archive, member, where)
                elif member.filename.lower().endswith(_ZIP):
                    yield where, partial(_refused, where)
    except FileNotFoundError:
        raise InputError(Problem(name, "", "there is no such file", "check the name and the folder")) from None
    except _DAMAGED:
        raise InputError(
            Problem(name, "", "cannot be read as a ZIP archive", "make it again, or give a folder")
        ) from None


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, where: str) -> Json:
    try:
        with archive.open(member) as stream:
            content = stream.read(MAX_BYTES + 1)
    except _DAMAGED as error:
        reason = "it is encrypted" if member.flag_bits & 1 else type(error).__name__
        raise InputError(Problem(where, "", f"cannot be unpacked ({reason})", "make the archive again")) from None
    if len(content) > MAX_BYTES:
        raise InputError(Problem(where, "", f"larger than {MAX_BYTES // 1024 // 1024} MB", "no record is so large"))
    try:
        return parse_json(content.decode("utf-8-sig"), where)
    except UnicodeDecodeError:
        raise InputError(Problem(where, "", "not UTF-8 text", "save the file as UTF-8")) from None
