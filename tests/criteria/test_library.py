from __future__ import annotations

import json
import os
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from criteria.library import Library, check_folders, load_library
from criteria.problems import InputError
from tests.criteria.trials import trial_data

if TYPE_CHECKING:
    from pathlib import Path


def put(folder: Path, name: str, **changes: Any) -> Path:  # noqa: ANN401 - any JSON
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(json.dumps(trial_data({"rule": "age", "at_least": 18}, **changes)), encoding="utf-8")
    return path


def test_every_built_in_trial_loads_without_a_problem() -> None:
    library = load_library()
    assert [str(problem) for problem in library.problems] == []
    assert library.trials


def test_ones_own_trials_come_after_the_built_in_ones(tmp_path: Path) -> None:
    put(tmp_path, "b.json", id="NCT99999998")
    put(tmp_path, "a.json", id="NCT99999999")
    library = load_library([tmp_path])
    built_in = load_library().trials
    assert library.trials[: len(built_in)] == built_in
    assert [trial.id for trial in library.trials[len(built_in) :]] == ["NCT99999999", "NCT99999998"]


def test_the_same_id_replaces_in_place_and_the_last_folder_wins(tmp_path: Path) -> None:
    built_in = load_library().trials
    place, replaced = next((place, trial) for place, trial in enumerate(built_in) if trial.kind == "trial")
    for name in ("one", "two"):
        put(tmp_path / name, "x.json", id=replaced.id, title=name)
    library = load_library([tmp_path / "one", tmp_path / "two"])
    assert library.trials[place].title == "two"
    assert [trial.id for trial in library.trials] == [trial.id for trial in built_in]
    assert library.trial(replaced.id) is library.trials[place]


def test_a_bad_file_never_stops_the_rest_and_all_its_problems_are_kept(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{", encoding="utf-8")
    put(tmp_path, "b.json", title=5, coverage="half")
    put(tmp_path, "c.json", criteria=[])
    (tmp_path / "d.json").write_text('{"format": "zebramatch.patient/1"}', encoding="utf-8")
    (tmp_path / "e.json").mkdir()
    os.mkfifo(tmp_path / "f.json")
    put(tmp_path, "g.json", format="zebramatch.trial/2")
    put(tmp_path, "h.json", id="NCT99999999")
    (tmp_path / "notes.txt").write_text("no trial", encoding="utf-8")
    (tmp_path / ".hidden.json").write_text("no trial", encoding="utf-8")
    library = load_library([tmp_path])
    assert library.trial("NCT99999999") is not None
    assert library.trial("NCT00000001") is None
    told = [(problem.file.rpartition("/")[2], problem.where) for problem in library.problems]
    assert told == [
        ("a.json", "line 1, column 2"),
        ("b.json", "title"),
        ("b.json", "coverage"),
        ("c.json", "criteria"),
        ("d.json", "format"),
        ("e.json", ""),
        ("f.json", ""),
        ("g.json", "format"),
    ]


def test_one_id_in_two_files_of_a_folder_is_a_problem_of_the_second(tmp_path: Path) -> None:
    put(tmp_path, "a.json", title="first")
    put(tmp_path, "b.json", title="second")
    library = load_library([tmp_path])
    trial = library.trial("NCT00000001")
    assert trial is not None
    assert trial.title == "first"
    assert [str(problem) for problem in library.problems] == [
        f"{tmp_path}/b.json: id: the trial NCT00000001 stands in a.json too, so this one was left out; keep one of them"
    ]


def test_a_bad_file_does_not_replace_a_built_in_trial(tmp_path: Path) -> None:
    first = load_library().trials[0]
    put(tmp_path, "x.json", id=first.id, title="")
    library = load_library([tmp_path])
    assert library.trials[0] == first
    assert library.problems


def test_a_folder_that_is_none_is_named(tmp_path: Path) -> None:
    path = put(tmp_path, "a.json")
    for folder, sentence in (
        (tmp_path / "missing", "there is no such folder; check its name"),
        (path, "this is not a folder; give the folder that holds the files"),
        (tmp_path / "a\0b", r"a\\x00b: there is no such folder"),
    ):
        with pytest.raises(InputError, match=sentence):
            load_library([folder])


def test_a_folder_that_the_system_does_not_let_in_is_named_whether_it_is_read_or_only_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    too_long = tmp_path / ("a" * 300)
    for look in (load_library, check_folders):
        with pytest.raises(InputError, match=r"cannot be read \(File name too long\); check the folder's permissions"):
            look([too_long])

    def refuse(_folder: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.scandir", refuse)
    for look in (load_library, check_folders):
        with pytest.raises(InputError, match=r"cannot be read \(Permission denied\)"):
            look([tmp_path])


def test_an_empty_folder_adds_nothing(tmp_path: Path) -> None:
    assert load_library([tmp_path]) == load_library()


def test_the_library_is_as_of_its_newest_record(tmp_path: Path) -> None:
    source = {"registry": "x", "curated_by": "hand"}
    put(tmp_path, "a.json", id="NCT99999998", source=source | {"record_date": "2199-03-01"})
    put(tmp_path, "b.json", id="NCT99999999", source=source)
    assert load_library([tmp_path]).as_of == date(2199, 3, 1)


def test_a_library_without_trials_has_no_date() -> None:
    assert Library.of(()).as_of is None
    assert Library().trial("NCT00000001") is None
