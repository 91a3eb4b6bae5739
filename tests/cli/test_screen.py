"""`zebramatch screen`: a row for each patient and trial, and for each patient who could not be read."""

from __future__ import annotations

import csv
import io
import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from matcher.cohort import cohort_at
from tests.cli.conftest import PATIENT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

HEAD = ["patient", "trial", "verdict", "blockers", "missing", "windows", "problem"]


@pytest.fixture
def cohort(tmp_path: Path) -> Path:
    folder = tmp_path / "cohort"
    folder.mkdir()
    for name in ("b", "a"):
        (folder / f"{name}.json").write_text(json.dumps(PATIENT), "utf-8")
    return folder


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))


def test_every_patient_has_a_row_for_every_trial(zebramatch: Run, cohort: Path, library: Path, tmp_path: Path) -> None:
    out = tmp_path / "rows.csv"
    ran = zebramatch("screen", cohort, "-o", out, "--library", library)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    rows = rows_of(out)
    assert list(rows[0]) == HEAD
    assert [row["patient"] for row in rows] == ["a"] * 4 + ["b"] * 4
    by_trial = {row["trial"]: row for row in rows[:4]}
    assert by_trial["NCT90000001"]["verdict"] == "eligible"
    assert (by_trial["NCT90000002"]["verdict"], by_trial["NCT90000002"]["blockers"]) == ("ineligible", "I01")
    assert by_trial["NCT90000003"]["windows"] == "2026-12-09/.."
    assert all(row["problem"] == "" for row in rows)


def test_json_lines_hold_the_same_as_objects(zebramatch: Run, cohort: Path, library: Path, tmp_path: Path) -> None:
    out = tmp_path / "rows.jsonl"
    assert zebramatch("screen", cohort, "-o", out, "--library", library, "--trial", "nct90000003").code == 0
    rows: list[dict[str, Any]] = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [list(row) for row in rows] == [HEAD, HEAD]
    assert rows[0] == {
        "patient": "a",
        "trial": "NCT90000003",
        "verdict": "later",
        "blockers": ["E01"],
        "missing": [],
        "windows": [["2026-12-09", None]],
        "problem": None,
    }


def test_the_as_of_date_wins_over_the_files(zebramatch: Run, cohort: Path, library: Path, tmp_path: Path) -> None:
    out = tmp_path / "rows.csv"
    zebramatch("screen", cohort, "-o", out, "--library", library, "--trial", "NCT90000003", "--as-of", "2026-12-09")
    assert {row["verdict"] for row in rows_of(out)} == {"possible"}


def test_without_any_date_today_counts(
    zebramatch: Run, cohort: Path, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import date

    monkeypatch.setattr("matcher.commands.cohorts.today", lambda: date(2026, 12, 9))
    dateless = {key: value for key, value in PATIENT.items() if key != "screening_date"}
    (cohort / "b.json").write_text(json.dumps(dateless), "utf-8")
    out = tmp_path / "rows.csv"
    zebramatch("screen", cohort, "-o", out, "--library", library, "--trial", "NCT90000003")
    assert [row["verdict"] for row in rows_of(out)] == ["later", "possible"]


@pytest.mark.parametrize("content", ["", "{", '{"format": "zebramatch.patient/1", "colour": "blue"}', "\ufeff  "])
def test_an_unreadable_patient_is_one_row_and_the_others_are_judged(
    zebramatch: Run, cohort: Path, library: Path, tmp_path: Path, content: str
) -> None:
    (cohort / "a.json").write_text(content, "utf-8")
    out = tmp_path / "rows.csv"
    ran = zebramatch("screen", cohort, "-o", out, "--library", library)
    assert ran.code == 1
    assert "1 of 2 patients" in ran.err
    first, *others = rows_of(out)
    assert (first["patient"], first["trial"], first["verdict"]) == ("a", "", "")
    assert "a.json" in first["problem"]
    assert [row["patient"] for row in others] == ["b"] * 4


def test_a_cohort_of_which_nobody_can_be_read_is_refused(
    zebramatch: Run, cohort: Path, library: Path, tmp_path: Path
) -> None:
    for path in cohort.iterdir():
        path.write_text("{", "utf-8")
    out = tmp_path / "rows.csv"
    sentence = zebramatch("screen", cohort, "-o", out, "--library", library).refused()
    assert "none of its patients could be read (2)" in sentence
    assert "a.json" in sentence
    assert not out.exists()


@pytest.mark.parametrize("kind", ["folder", "lines"])
def test_a_cohort_without_patients_is_refused(zebramatch: Run, library: Path, tmp_path: Path, kind: str) -> None:
    empty = tmp_path / ("none" if kind == "folder" else "none.jsonl")
    if kind == "folder":
        empty.mkdir()
        (empty / "notes.txt").write_text("{}", "utf-8")
    else:
        empty.write_text("\n \n", "utf-8")
    out = tmp_path / "rows.csv"
    assert "there are no patients in it" in zebramatch("screen", empty, "-o", out, "--library", library).refused()
    assert not out.exists()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("cohort.csv", "patients cannot be read from .csv files yet; give a folder of patient files, or a .jsonl"),
        ("cohort.PARQUET", "patients cannot be read from .parquet files yet"),
        ("cohort.txt", "this is not a cohort; give a folder"),
        ("cohort.json", "this is not a cohort; give a folder"),
    ],
)
def test_other_kinds_of_cohort_are_refused_with_what_works(
    zebramatch: Run, tmp_path: Path, name: str, words: str
) -> None:
    (tmp_path / name).write_text("x", "utf-8")
    assert words in zebramatch("screen", tmp_path / name, "-o", tmp_path / "rows.csv").refused()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name")
def test_a_pipe_is_refused_instead_of_waited_for(zebramatch: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "cohort.jsonl")
    assert "not an ordinary file" in zebramatch("worklist", tmp_path / "cohort.jsonl").refused()


def test_a_cohort_that_is_not_there_is_refused(zebramatch: Run, tmp_path: Path) -> None:
    said = zebramatch("screen", tmp_path / "none", "-o", tmp_path / "rows.csv").refused()
    assert "there is no such file or folder" in said


@pytest.mark.parametrize(
    ("name", "words"),
    [("rows.parquet", ".parquet files cannot be written yet"), ("rows", "the name does not say in which form")],
)
def test_other_forms_of_output_are_refused_with_what_works(
    zebramatch: Run, cohort: Path, tmp_path: Path, name: str, words: str
) -> None:
    said = zebramatch("screen", cohort, "-o", tmp_path / name).refused()
    assert words in said
    assert "ends in .csv or .jsonl" in said


def test_no_patient_is_written_over(zebramatch: Run, tmp_path: Path, library: Path) -> None:
    lines = tmp_path / "cohort.jsonl"
    lines.write_text(json.dumps(PATIENT), "utf-8")
    assert "one of the patients' own files" in zebramatch("screen", lines, "-o", lines, "--library", library).refused()
    assert json.loads(lines.read_text("utf-8")) == PATIENT


def test_an_unknown_trial_is_refused(zebramatch: Run, cohort: Path, library: Path, tmp_path: Path) -> None:
    out = tmp_path / "rows.csv"
    said = zebramatch("screen", cohort, "-o", out, "--library", library, "--trial", "NCT9000000").refused()
    assert "not in the library" in said
    assert not out.exists()


def test_no_cell_can_act_as_a_formula(zebramatch: Run, library: Path, tmp_path: Path) -> None:
    lines = tmp_path / "cohort.jsonl"
    people = ["=1+1", "+x", "-x", "@x", "\t=x", "\uff1d1"]
    lines.write_text("\n".join(json.dumps({**PATIENT, "label": name}) for name in people), "utf-8")
    out = tmp_path / "rows.csv"
    assert zebramatch("screen", lines, "-o", out, "--library", library, "--trial", "NCT90000001").code == 0
    assert [row["patient"] for row in rows_of(out)] == ["'=1+1", "'+x", "'-x", "'@x", "'=x", "'\uff1d1"]


def test_lines_are_called_by_their_label_or_else_their_number_and_never_alike(tmp_path: Path) -> None:
    lines = tmp_path / "cohort.jsonl"
    labels = ["Case", None, "Case", "line 2", "  ", "Case\u200b"]
    people = [json.dumps({**PATIENT, "label": label}) for label in labels]
    lines.write_text("\n\n".join(people) + "\nnonsense\n", "utf-8")
    names = [patient.name for patient in cohort_at(lines)]
    assert names == ["Case", "line 3", "Case (line 5)", "line 2", "line 9", "Case[U+200B]", "line 12"]


def test_a_line_is_named_where_it_is_at_fault(tmp_path: Path) -> None:
    lines = tmp_path / "cohort.jsonl"
    faulty = b'{"format": 1,}\n\xff\xfe\n{"format": 1}\r\n{\r\n'
    lines.write_bytes(b"\xef\xbb\xbf" + json.dumps(PATIENT).encode() + b"\n" + faulty)
    good, *bad = cohort_at(lines)
    assert good.profile is not None
    assert [str(patient.problems[0]).partition(": ")[2][:22] for patient in bad] == [
        "line 2, column 14: not",
        "line 3: not UTF-8 text",
        "line 4, format: not a ",
        "line 5, column 2: not ",
    ]


def test_a_line_that_is_far_too_long_is_told_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matcher.cohort.MAX_BYTES", 600)
    lines = tmp_path / "cohort.jsonl"
    lines.write_text("x" * 5000 + "\n" + json.dumps(PATIENT), "utf-8")
    first, second = cohort_at(lines)
    assert first.profile is None
    assert "line 1" in str(first.problems[0])
    assert second.profile is not None


def test_files_of_one_stem_are_told_apart_and_hidden_ones_and_folders_are_not_looked_into(tmp_path: Path) -> None:
    for name in ("a.json", "a.JSON", "b.json", ".c.json", "a.json.json"):
        (tmp_path / name).write_text(json.dumps(PATIENT), "utf-8")
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "d.json").write_text(json.dumps(PATIENT), "utf-8")
    found = [patient.name for patient in cohort_at(tmp_path)]
    assert found == ["a.JSON", "a.json", "a.json (a.json.json)", "b"]


def test_patients_are_read_one_at_a_time(cohort: Path) -> None:
    patients = iter(cohort_at(cohort))
    assert next(patients).name == "a"
    (cohort / "b.json").unlink()
    late = next(patients)
    assert late.profile is None
    assert "there is no such file" in str(late.problems[0])
