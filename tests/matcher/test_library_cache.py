"""What was compiled is kept, found again for the same files alone, and never believed when it is damaged."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import weakref
from datetime import date
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import numpy as np
import pytest

from criteria.library import load_library, read_trials
from criteria.problems import InputError
from matcher import library_cache
from matcher.compiled import CompiledLibrary
from matcher.compiled.storing import MAGIC, DamagedError, restored, stored
from matcher.facets import Facets
from matcher.kept_library import KeptLibrary, library_for
from matcher.library_cache import KEPT, OpenedLibrary, cache_folder, made_by, open_library
from tests.properties.drawing import Draw
from tests.properties.libraries import random_library
from tests.properties.patients import random_patient
from tests.properties.program import profile_of
from tests.properties.test_compiled import differences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from criteria.library import TrialFile
    from criteria.problems import Problem
    from criteria.trial import Trial

ON = date(2026, 11, 21)
START = len(MAGIC) + hashlib.sha256().digest_size


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    own = tmp_path / "trials"
    own.mkdir()
    source = (files("resources") / "trials" / "NCT03043664.json").read_text("utf-8")
    (own / "one.json").write_text(source.replace("NCT03043664", "NCT90000001"), "utf-8")
    (own / "faulty.json").write_text("{}", "utf-8")
    return own


def _opened(folder: Path, cache: Path | None) -> OpenedLibrary:
    return open_library([folder], cache, least=1)


def _standing(opened: OpenedLibrary) -> list[list[int]]:
    profile = profile_of({"format": "zebramatch.patient/1", "age": 60, "sex": "female", "diagnosis": {"grade": "G2"}})
    standings = opened.compiled.standings(profile, ON)
    return [one.tolist() for one in (standings.verdicts, standings.unknown, standings.confirm, standings.order)]


def test_a_library_is_compiled_once_and_found_again_with_its_problems(folder: Path, tmp_path: Path) -> None:
    first, again = _opened(folder, tmp_path / "cache"), _opened(folder, tmp_path / "cache")
    assert (first.was_kept, again.was_kept) == (False, True)
    assert first.problems == again.problems != ()
    assert _standing(first) == _standing(again)
    assert [again.compiled.trial_at(row) for row in range(len(again.compiled))] == list(load_library([folder]).trials)


def test_a_library_that_a_command_opened_is_opened_by_the_window_too_and_the_other_way_round(
    folder: Path, tmp_path: Path
) -> None:
    facets = Facets.of(load_library([folder]).trials)
    _opened(folder, tmp_path / "cache")
    for _ in range(2):
        of_window = library_for([folder], tmp_path / "cache", least=1)
        assert isinstance(of_window, KeptLibrary)
        assert list(of_window.facets.texts) == list(facets.texts)
        assert of_window.as_of == facets.as_of
    assert _opened(folder, tmp_path / "cache").was_kept


def test_what_is_kept_is_its_owner_s_alone(folder: Path, tmp_path: Path) -> None:
    _opened(folder, tmp_path / "cache")
    kept = list((tmp_path / "cache").iterdir())
    assert [one.stat().st_mode & 0o077 for one in kept] == [0, 0]
    assert kept[0].parent.stat().st_mode & 0o077 == 0


def test_a_small_library_is_not_kept(folder: Path, tmp_path: Path) -> None:
    assert open_library([folder], tmp_path / "cache").problems
    assert not (tmp_path / "cache").exists()


def test_a_trial_of_a_later_folder_takes_the_row_of_the_one_that_it_replaces(folder: Path, tmp_path: Path) -> None:
    source = (files("resources") / "trials" / "NCT03043664.json").read_text("utf-8")
    later = tmp_path / "later"
    later.mkdir()
    replaced = source.replace('"title": "', '"title": "Newer: ')
    (later / "built-in.json").write_text(replaced, "utf-8")
    (later / "own.json").write_text(replaced.replace("NCT03043664", "NCT90000001"), "utf-8")
    trials = load_library([folder, later]).trials
    for _ in range(2):
        opened = open_library([folder, later], tmp_path / "cache", least=1)
        assert [opened.compiled.trial_at(row) for row in range(len(opened.compiled))] == list(trials)
        assert list(opened.compiled.names.titles) == [trial.title for trial in trials]
        assert sum(title.startswith("Newer: ") for title in opened.compiled.names.titles) == 2
        profile = profile_of({"format": "zebramatch.patient/1", "diagnosis": {"grade": "G3"}, "age": 40})
        standings = opened.compiled.standings(profile, ON)
        of_these = CompiledLibrary.of(trials).standings(profile, ON)
        assert standings.order.tolist() == of_these.order.tolist()
        assert standings.unknown.tolist() == of_these.unknown.tolist()


def test_no_trial_stays_in_memory_while_others_are_compiled(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[weakref.ref[Trial]] = []
    most = 0

    def watched(files_in: Iterable[TrialFile], problems: list[Problem]) -> Iterator[tuple[int, Trial, TrialFile]]:
        nonlocal most
        for row, trial, file in read_trials(files_in, problems):
            seen.append(weakref.ref(trial))
            yield row, trial, file
            most = max(most, sum(one() is not None for one in seen))

    monkeypatch.setattr(library_cache, "read_trials", watched)
    _opened(folder, tmp_path / "cache")
    assert len(seen) > 20
    assert most <= 2


def _add(folder: Path) -> None:
    (folder / "two.json").write_text((folder / "one.json").read_text("utf-8").replace("90000001", "90000002"), "utf-8")


def _change(folder: Path) -> None:
    text = (folder / "one.json").read_text("utf-8")
    (folder / "one.json").write_text(text.replace('"title": "', '"title": "New: '), "utf-8")


def _rename(folder: Path) -> None:
    (folder / "one.json").rename(folder / "other.json")


def _remove(folder: Path) -> None:
    (folder / "faulty.json").unlink()


@pytest.mark.parametrize("change", [_add, _change, _rename, _remove])
def test_another_file_or_another_content_is_compiled_anew(
    folder: Path, tmp_path: Path, change: Callable[[Path], None]
) -> None:
    _opened(folder, tmp_path / "cache")
    change(folder)
    anew = _opened(folder, tmp_path / "cache")
    assert not anew.was_kept
    assert _standing(anew) == _standing(_opened(folder, None))


def test_a_file_that_changed_after_opening_is_refused_when_it_is_looked_at(folder: Path, tmp_path: Path) -> None:
    _opened(folder, tmp_path / "cache")
    compiled = _opened(folder, tmp_path / "cache").compiled
    _change(folder)
    with pytest.raises(InputError, match="has changed since the library was opened"):
        compiled.trial_at(compiled.rows["NCT90000001"])


def test_a_cache_with_any_byte_changed_cut_or_added_is_compiled_anew_and_mended(folder: Path, tmp_path: Path) -> None:
    expected = _standing(_opened(folder, tmp_path / "cache"))
    (kept,) = (tmp_path / "cache").glob("*.compiled")
    whole, random = kept.read_bytes(), Random(3)  # noqa: S311 - chance for tests
    places = [0, len(MAGIC), START, len(whole) - 1, *(random.randrange(len(whole)) for _ in range(6))]
    damaged = [whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :] for place in places]
    for content in (*damaged, b"", whole[:10], whole[:-1], whole + b"\0", b"x" * 1000):
        kept.write_bytes(content)
        opened = _opened(folder, tmp_path / "cache")
        assert not opened.was_kept
        assert _standing(opened) == expected
        assert kept.read_bytes() == whole


def test_what_another_state_of_the_program_compiled_is_compiled_anew(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _opened(folder, tmp_path / "cache")
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "rules.py").write_text("old = 1\n", "utf-8")
    monkeypatch.setattr(library_cache, "made_by", lambda: (tmp_path / "source",))
    assert [_opened(folder, tmp_path / "cache").was_kept for _ in range(2)] == [False, True]
    (tmp_path / "source" / "rules.py").write_text("new = 1\n", "utf-8")
    assert [_opened(folder, tmp_path / "cache").was_kept for _ in range(2)] == [False, True]


def test_the_state_of_the_program_is_that_of_its_models_its_compiler_and_its_tables() -> None:
    names = {entry.name for place in made_by() for entry in place.iterdir()}
    assert names >= {"rules.py", "trial_checks.py", "sharing.py", "storing.py", "therapy.json", "spellings.json"}


def test_a_file_that_changes_while_it_is_compiled_is_not_kept_under_its_old_content(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (folder / "one.json").read_text("utf-8")

    def changed(files_in: Iterable[TrialFile], problems: list[Problem]) -> Iterator[tuple[int, Trial, TrialFile]]:
        _change(folder)
        return read_trials(files_in, problems)

    with monkeypatch.context() as patched:
        patched.setattr(library_cache, "read_trials", changed)
        _opened(folder, tmp_path / "cache")
    (folder / "one.json").write_text(before, "utf-8")
    titles = list(_opened(folder, tmp_path / "cache").compiled.names.titles)
    assert titles == [trial.title for trial in load_library([folder]).trials]


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="files have no owner's mode here")
@pytest.mark.parametrize("mode", [0o770, 0o707, 0o1777])
def test_a_folder_that_others_may_write_to_is_neither_believed_nor_written_to(
    folder: Path, tmp_path: Path, mode: int
) -> None:
    cache = tmp_path / "cache"
    _opened(folder, cache)
    cache.chmod(mode)
    assert not _opened(folder, cache).was_kept
    _change(folder)
    assert not _opened(folder, cache).was_kept
    assert len(list(cache.glob("*.compiled"))) == 1
    cache.chmod(0o700)
    assert [_opened(folder, cache).was_kept for _ in range(2)] == [False, True]


def test_where_nothing_can_be_kept_the_library_is_compiled_all_the_same(folder: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("no folder", "utf-8")
    for _ in range(2):
        opened = _opened(folder, blocked / "cache")
        assert not opened.was_kept
        assert _standing(opened) == _standing(_opened(folder, None))


def test_only_the_newest_few_are_kept(folder: Path, tmp_path: Path) -> None:
    for number in range(KEPT + 2):
        (folder / "faulty.json").write_text(json.dumps({"n": number}), "utf-8")
        _opened(folder, tmp_path / "cache")
    assert len(list((tmp_path / "cache").glob("*.compiled"))) == KEPT
    assert _opened(folder, tmp_path / "cache").was_kept


def _library(size: int = 12) -> tuple[CompiledLibrary, Callable[[CompiledLibrary], str]]:
    draw = Draw(Random(size), ON)  # noqa: S311 - chance for tests
    library = random_library(draw, size)
    profiles = [profile_of(random_patient(draw)) for _ in range(5)]

    def check(compiled: CompiledLibrary) -> str:
        return "".join(differences(library, compiled, profile, draw) for profile in profiles)

    return CompiledLibrary.of(library.trials), check


@pytest.mark.parametrize("size", [0, 1, 12, 40])
def test_what_was_stored_says_the_same_when_it_is_read_back(size: int) -> None:
    compiled, check = _library(size)
    back, extras = restored(stored(compiled, "key", {"more": np.arange(3)}), "key", compiled.trial_at)
    assert not check(back)
    assert extras["more"].tolist() == [0, 1, 2]
    assert list(back.names.titles) == list(compiled.names.titles)


def test_what_was_stored_under_another_key_is_refused() -> None:
    compiled, _ = _library()
    with pytest.raises(DamagedError):
        restored(stored(compiled, "key", {}), "another", compiled.trial_at)


def _forged(content: bytes, name: str, change: Callable[[np.ndarray], np.ndarray]) -> bytes:
    """Return the bytes with one array changed and a checksum that fits."""
    with np.load(io.BytesIO(content[START:])) as archive:
        arrays = {one: archive[one] for one in archive.files}
    arrays[name] = change(arrays[name])
    stream = io.BytesIO()
    np.savez(stream, allow_pickle=True, **arrays)
    return MAGIC + hashlib.sha256(stream.getvalue()).digest() + stream.getvalue()


FORGERIES = {
    "a literal beyond the graph": ("literals", lambda array: array + 100_000),
    "a literal below it": ("literals", lambda array: array - 100_000),
    "literals of another kind": ("literals", lambda array: array.astype(np.float64)),
    "objects": ("literals", lambda array: array.astype(object)),
    "a part that stands after its whole": ("parts", lambda array: array + 100_000),
    "fewer parts": ("parts", lambda array: array[:-1]),
    "an unknown kind of composition": ("blocks", lambda array: array + 50),
    "nodes without parts": ("blocks", lambda array: array * np.array([1, 0, 1])),
    "starts that fall": ("groups", lambda array: array[::-1]),
    "an empty group": ("groups", lambda array: np.append(array, array[-1])),
    "another number of trials": ("is_label", lambda array: array[:-1]),
    "an order that is none": ("by_id", lambda array: array * 0),
    "texts cut short": ("titles_letters", lambda array: array[:-1]),
    "texts that are none": ("titles_letters", lambda array: array * 0 + 255),
    "an unknown name": ("names", lambda array: array + 1000),
    "rules that are none": ("singles_letters", lambda array: array * 0 + 32),
    "limits that are no numbers": ("limits", lambda array: array * np.nan),
    "empty chains": ("chain_sizes", lambda array: array * 0),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_bytes_under_a_right_checksum_that_would_lead_astray_are_refused(forgery: str) -> None:
    compiled, _ = _library(40)
    with pytest.raises(DamagedError):
        restored(_forged(stored(compiled, "key", {}), *FORGERIES[forgery]), "key", compiled.trial_at)


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {"XDG_CACHE_HOME": "/var/own"}, Path("/var/own/zebramatch")),
        ("linux", {"XDG_CACHE_HOME": "not/absolute"}, None),
        ("linux", {}, Path.home() / ".cache" / "zebramatch"),
        ("darwin", {}, Path.home() / "Library" / "Caches" / "zebramatch"),
        ("win32", {"LOCALAPPDATA": "/local"}, Path("/local/zebramatch")),
    ],
)
def test_the_folder_is_the_one_that_the_system_has_for_it(
    platform: str, variables: dict[str, str], expected: Path | None
) -> None:
    assert cache_folder(variables, platform) == expected


def test_no_command_imports_arrays_before_it_needs_them() -> None:
    program = (
        "import sys\nimport matcher.cli, matcher.cohort, matcher.commands.cohorts\nsys.exit('numpy' in sys.modules)\n"
    )
    environment = os.environ | {"PYTHONPATH": str(Path.cwd())}
    assert subprocess.run([sys.executable, "-c", program], env=environment, check=False).returncode == 0
