"""`zebramatch worklist`: text, JSON and CSV over a folder of patients."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.conftest import PATIENT, WASHOUT, a_trial, ki67

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

RECENT = {"rule": "progression", "within": {"months": 12}}
FRESH = {"rule": "lab", "test": "ast", "at_most": 100, "unit": "U/L", "max_age": {"days": 14}}
FACTS = {
    "therapies": {"complete": True, "items": [{"agent": "octreotide LAR", "end": "2026-10-20"}]},
    "progression": [{"date": "2025-12-01", "criteria": "RECIST 1.1"}],
    "labs": [{"test": "ast", "value": 20, "unit": "U/L", "date": "2026-11-10"}],
}


def asked(number: str, rule: dict[str, Any]) -> dict[str, Any]:
    return a_trial(number, {"id": "I01", "kind": "inclusion", "text": "Asked", "rule": rule})


@pytest.fixture
def folder(tmp_path: Path, library: Path) -> Path:
    for path in library.iterdir():
        path.unlink()
    trials = (
        a_trial("NCT90000001", WASHOUT),
        asked("NCT90000002", RECENT),
        asked("NCT90000003", FRESH) | {"status": "COMPLETED"},
        a_trial("NCT90000004", ki67(5)),
    )
    for content in trials:
        (library / f"{content['id']}.json").write_text(json.dumps(content), "utf-8")
    made = tmp_path / "people"
    made.mkdir()
    (made / "opened.json").write_text(json.dumps(PATIENT | FACTS), "utf-8")
    opens = [{"agent": "octreotide LAR", "end": "2026-11-10"}]
    later = PATIENT | {"therapies": {"complete": True, "items": opens}}
    (made / "opens.json").write_text(json.dumps(later), "utf-8")
    return made


ON = ("--as-of", "2026-11-21")


def the_json(zebramatch: Run, *arguments: object, code: int = 0) -> dict[str, Any]:
    ran = zebramatch("worklist", *arguments, "--format", "json")
    assert ran.code == code, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def test_the_json_has_the_documented_form(zebramatch: Run, folder: Path, library: Path) -> None:
    found = the_json(zebramatch, folder, "--library", library, *ON)
    assert list(found) == [
        "format", "on", "since", "within", "until", "patients",
        "became", "closing", "opening", "repeat", "standings", "unread",
    ]  # fmt: skip
    head = {key: found[key] for key in ("format", "on", "since", "within", "until", "patients")}
    assert head == {
        "format": "zebramatch.worklist/1",
        "on": "2026-11-21",
        "since": "2026-11-14",
        "within": 30,
        "until": "2026-12-21",
        "patients": 2,
    }
    (became,) = found["became"]
    assert (became["patient"], became["trial"], became["opened"]) == ("opened", "NCT90000001", "2026-11-18")
    assert became["before"] == {"verdict": "later", "blockers": ["E01"]}
    (closing,) = found["closing"]
    assert (closing["patient"], closing["trial"], closing["last_day"]) == ("opened", "NCT90000002", "2026-12-01")
    (opening,) = found["opening"]
    assert (opening["patient"], opening["first_day"], opening["last_day"]) == ("opens", "2026-12-09", None)
    (repeat,) = found["repeat"]
    assert repeat == {
        "patient": "opened",
        "fact": "labs.ast",
        "last": "2026-11-10",
        "fresh_until": "2026-11-24",
        "is_due": False,
        "not_before": None,
        "by": None,
        "trials": ["NCT90000003"],
        "due_for": [],
    }
    assert (found["standings"], found["unread"]) == ([], [])


def test_the_text_says_each_list_with_its_count_and_why(zebramatch: Run, folder: Path, library: Path) -> None:
    text = zebramatch("worklist", folder, "--library", library, *ON).out
    for words in (
        "Worklist of 2026-11-21: 2 patients, compared with 2026-11-14, looking ahead to 2026-12-21",
        "Became possible (1)",
        "Since: 2026-11-18",
        "Not before 2026-11-18. E01: octreotide LAR (until 2026-10-20)",
        "Closes soon (1)",
        "Last day: 2026-12-01",
        "Opens soon (1)",
        "From: 2026-12-09",
        "Tests to repeat (1)",
        "Repeat: by 2026-11-24",
    ):
        assert words in text
    assert "Not read" not in text


def test_an_empty_list_says_what_was_looked_for(zebramatch: Run, folder: Path, library: Path) -> None:
    text = zebramatch("worklist", folder, "--library", library, *ON, "--within", "0", "--since", "2026-11-20").out
    assert "None: no open window has its last day by 2026-11-21." in text
    assert "Nobody: no trial that was closed to a patient on 2026-11-20 is open to them on 2026-11-21." in text


def test_the_csv_has_a_row_an_item(zebramatch: Run, folder: Path, library: Path) -> None:
    ran = zebramatch("worklist", folder, "--library", library, *ON, "--format", "csv", "--trial", "NCT90000002")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert list(rows[0]) == ["list", "patient", "trial", "verdict", "day", "until", "detail"]
    assert [(row["list"], row["patient"], row["day"], row["until"]) for row in rows] == [
        ("closing", "opened", "2026-12-01", ""),
        ("standings", "opened", "2026-11-21", "2026-12-01"),
        ("standings", "opens", "2026-11-21", ""),
    ]


def test_a_trial_that_is_named_has_every_patient_s_standing(zebramatch: Run, folder: Path, library: Path) -> None:
    found = the_json(zebramatch, folder, "--library", library, *ON, "--trial", "nct90000001")
    assert [(row["patient"], row["verdict"]) for row in found["standings"]] == [
        ("opened", "eligible"),
        ("opens", "later"),
    ]
    assert found["closing"] == []
    text = zebramatch("worklist", folder, "--library", library, *ON, "--trial", "NCT90000001").out
    assert "One trial: NCT90000001 (2)" in text


def test_only_trials_that_take_new_patients_can_be_asked_for(zebramatch: Run, folder: Path, library: Path) -> None:
    found = the_json(zebramatch, folder, "--library", library, *ON, "--recruiting")
    assert found["repeat"] == []
    assert len(found["became"]) == 1
    said = zebramatch("worklist", folder, "--library", library, "--recruiting", "--trial", "NCT90000003").refused()
    assert "none of the trials asked for takes new patients" in said


def test_the_day_is_today_and_not_the_files_screening_date(
    zebramatch: Run, folder: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matcher.commands.cohorts.today", lambda: date(2027, 2, 1))
    assert the_json(zebramatch, folder, "--library", library)["on"] == "2027-02-01"


def test_a_file_that_cannot_be_read_is_told_and_the_exit_code_is_1(
    zebramatch: Run, folder: Path, library: Path
) -> None:
    (folder / "broken.json").write_text("{", "utf-8")
    ran = zebramatch("worklist", folder, "--library", library, *ON)
    assert ran.code == 1
    assert "could not be read: 1 of 3 patients" in ran.err
    assert "Not read (1)" in ran.out
    found = the_json(zebramatch, folder, "--library", library, *ON, code=1)
    assert [one["patient"] for one in found["unread"]] == ["broken"]


@pytest.mark.parametrize("content", [{}, {"broken.json": "{"}])
def test_where_nobody_can_be_read_nothing_is_written(
    zebramatch: Run, tmp_path: Path, library: Path, content: dict[str, str]
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    for name, text in content.items():
        (empty / name).write_text(text, "utf-8")
    out = tmp_path / "list.json"
    zebramatch("worklist", empty, "--library", library, "--format", "json", "-o", out).refused()
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--within", "-1"), "is not a number of days"),
        (("--within", "soon"), "is not a number of days"),
        (("--within", "99999"), "is not a number of days"),
        (("--since", "2026-11-21", *ON), "is not before the day of the worklist"),
        (("--since", "2026-11"), "lacks its day"),
    ],
)
def test_days_that_make_no_sense_are_refused(
    zebramatch: Run, folder: Path, library: Path, arguments: tuple[str, ...], words: str
) -> None:
    assert words in zebramatch("worklist", folder, "--library", library, *arguments).refused()


def test_a_worklist_over_a_patient_s_own_file_is_refused(zebramatch: Run, folder: Path, library: Path) -> None:
    target = folder / "opened.json"
    before = target.read_bytes()
    said = zebramatch("worklist", folder, "--library", library, "-o", target).refused()
    assert "one of the patients' own files" in said
    assert target.read_bytes() == before


def test_lines_of_patients_do_as_well_as_a_folder(zebramatch: Run, folder: Path, library: Path, tmp_path: Path) -> None:
    lines = tmp_path / "people.jsonl"
    people = [{**json.loads(path.read_text("utf-8")), "label": path.stem} for path in sorted(folder.iterdir())]
    lines.write_text("\n".join(json.dumps(one) for one in people), "utf-8")
    arguments = ("--library", library, *ON)
    assert the_json(zebramatch, lines, *arguments) == the_json(zebramatch, folder, *arguments)
