"""A file is not read again while the file system says that it is as it was; in any doubt it is."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from matcher.file_stamps import MOMENT_NS, Stamped


class Reader:
    """Digests files and remembers which it read."""

    def __init__(self, folder: Path) -> None:
        self.paths = [str(path) for path in sorted(folder.glob("*.json"))]
        self.cache = folder / "cache"
        self.read: list[int] = []

    def digests(self, later_ns: int = 10 * MOMENT_NS) -> tuple[bytes, ...]:
        self.read.clear()
        now = max(Path(path).stat().st_ctime_ns for path in self.paths) + later_ns
        return Stamped(self.paths, self.cache, ".stamps").digests(self._digest, now)

    def _digest(self, place: int) -> bytes:
        self.read.append(place)
        return hashlib.sha256(Path(self.paths[place]).read_bytes()).digest()


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    for name in "abc":
        (tmp_path / f"{name}.json").write_text(name)
    return Reader(tmp_path)


def test_files_are_read_once_while_nothing_changes(reader: Reader) -> None:
    first = reader.digests()
    assert reader.read == [0, 1, 2]
    assert reader.digests() == first
    assert reader.read == []


@pytest.mark.parametrize("keeps_time", [True, False])
def test_a_file_that_was_written_is_read_again_even_with_its_old_time(reader: Reader, keeps_time: bool) -> None:
    first, path = reader.digests(), Path(reader.paths[1])
    before = path.stat()
    path.write_text("x")
    if keeps_time:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    again = reader.digests()
    assert reader.read == [1]
    assert [old == new for old, new in zip(first, again, strict=True)] == [True, False, True]


def test_a_file_touched_just_before_it_was_noted_is_read_again(reader: Reader) -> None:
    reader.digests(later_ns=MOMENT_NS // 2)
    reader.digests()
    assert reader.read == [0, 1, 2]


def test_what_is_damaged_is_not_believed(reader: Reader) -> None:
    first = reader.digests()
    (noted,) = reader.cache.iterdir()
    content = bytearray(noted.read_bytes())
    content[-1] ^= 1
    noted.write_bytes(content)
    assert reader.digests() == first
    assert reader.read == [0, 1, 2]


def test_other_files_are_noted_apart(reader: Reader) -> None:
    reader.digests()
    fewer = reader.paths[:2]
    reader.paths = fewer
    reader.digests()
    assert reader.read == [0, 1]


def test_a_folder_that_cannot_be_written_costs_reading_alone(reader: Reader) -> None:
    reader.cache.write_text("in the way")
    assert reader.digests() == reader.digests()
    assert reader.read == [0, 1, 2]


def test_a_file_without_a_place_of_its_own_is_asked_for_every_time(reader: Reader) -> None:
    reader.digests()
    asked: list[int] = []

    def digest(place: int) -> bytes:
        asked.append(place)
        return bytes(hashlib.sha256().digest_size)

    paths = [*reader.paths, ""]
    now = max(Path(path).stat().st_ctime_ns for path in reader.paths) + 10 * MOMENT_NS
    for wanted in ([0, 1, 2, 3], [3]):
        asked.clear()
        Stamped(paths, reader.cache, ".stamps").digests(digest, now)
        assert asked == wanted
