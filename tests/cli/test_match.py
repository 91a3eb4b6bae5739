"""`zebramatch match`: text, JSON and CSV, the as-of date, the library, the trials asked for."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.conftest import PATIENT, a_trial, ki67

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def the_json(zebramatch: Run, *arguments: object) -> dict[str, Any]:
    ran = zebramatch("match", *arguments, "--format", "json")
    assert ran.code == 0, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def test_the_json_has_the_keys_of_the_public_contract(zebramatch: Run, patient: Path, library: Path) -> None:
    found = the_json(zebramatch, patient, "--library", library)
    assert list(found) == [
        "format",
        "screening_date",
        "library",
        "notices",
        "matches",
        "near_misses",
        "calendar",
        "next_questions",
    ]
    assert found["format"] == "zebramatch.match/1"
    assert found["library"] == {"trials": 4, "as_of": "2026-11-01"}
    assert list(found["matches"][0]) == [
        "trial", "kind", "title", "status", "rank", "verdict", "cohort", "cohorts", "score",
        "windows", "eligible_windows", "blockers", "missing", "confirm", "flags", "criteria",
    ]  # fmt: skip
    assert found["matches"][0]["criteria"][0] == {
        "id": "I01",
        "kind": "inclusion",
        "outcome": "satisfied",
        "text": "Ki-67 at most 20 %",
        "reason": "Ki-67 is 12 % (2025-10-02); at most 20 % is asked",
        "facts": ["diagnosis.ki67"],
    }


def test_verdicts_windows_and_ids_reach_the_json(zebramatch: Run, patient: Path, library: Path) -> None:
    matches = {one["trial"]: one for one in the_json(zebramatch, patient, "--library", library)["matches"]}
    assert [matches[f"NCT9000000{n}"]["verdict"] for n in (1, 2, 3)] == ["eligible", "ineligible", "later"]
    assert matches["NCT90000001"]["confirm"] == ["I02"]
    assert matches["NCT90000001"]["windows"] == [["2026-11-21", None]]
    assert matches["NCT90000002"]["blockers"] == ["I01"]
    assert matches["NCT90000003"]["windows"] == [["2026-12-09", None]]
    assert matches["NCT90000003"]["flags"] == ["partly_known"]


def test_no_trial_is_ever_dropped(zebramatch: Run, patient: Path, library: Path) -> None:
    found = the_json(zebramatch, patient, "--library", library)
    assert len(found["matches"]) == found["library"]["trials"]
    assert [one["rank"] for one in found["matches"]] == [1, 2, 3, 4]


def test_labels_come_after_trials(zebramatch: Run, patient: Path, library: Path) -> None:
    assert the_json(zebramatch, patient, "--library", library)["matches"][-1]["kind"] == "label"
    text = zebramatch("match", patient, "--library", library).out
    assert text.index("Trials (3: ") < text.index("Approved uses (1: ")


def test_the_as_of_date_wins_over_the_files(zebramatch: Run, patient: Path, library: Path) -> None:
    found = the_json(zebramatch, patient, "--library", library, "--as-of", "2026-12-09")
    assert found["screening_date"] == "2026-12-09"
    assert {one["verdict"] for one in found["matches"] if one["trial"] == "NCT90000003"} == {"possible"}


def test_without_any_date_today_counts(
    zebramatch: Run, patient: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import date

    patient.write_text(json.dumps({"format": PATIENT["format"]}), "utf-8")
    monkeypatch.setattr("matcher.commands.matching.today", lambda: date(2027, 1, 2))
    assert the_json(zebramatch, patient, "--library", library)["screening_date"] == "2027-01-02"


def test_only_the_trials_asked_for_are_shown_whatever_their_case(zebramatch: Run, patient: Path, library: Path) -> None:
    asked = ("--trial", "nct90000002", "--trial", "NCT90000002", "--trial", "LABEL-MADE-UP")
    found = the_json(zebramatch, patient, "--library", library, *asked)
    assert [one["trial"] for one in found["matches"]] == ["NCT90000002", "LABEL-MADE-UP"]
    assert found["library"]["trials"] == 4


def test_a_later_library_replaces_a_trial_with_the_same_id(
    zebramatch: Run, patient: Path, library: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "x.json").write_text(json.dumps(a_trial("NCT90000002", ki67(50))), "utf-8")
    found = the_json(zebramatch, patient, "--library", library, "--library", other, "--trial", "NCT90000002")
    assert found["matches"][0]["verdict"] == "eligible"


def test_nothing_that_matches_is_no_error(zebramatch: Run, patient: Path, library: Path) -> None:
    assert zebramatch("match", patient, "--library", library, "--trial", "NCT90000002").code == 0


def test_an_empty_library_is_no_error(zebramatch: Run, patient: Path, library: Path) -> None:
    for path in library.iterdir():
        path.unlink()
    ran = zebramatch("match", patient, "--library", library)
    assert (ran.code, "holds no trials" in ran.out) == (0, True)


def test_the_text_gives_verdict_why_and_when_for_every_trial(zebramatch: Run, patient: Path, library: Path) -> None:
    text = zebramatch("match", patient, "--library", library).out
    for words in (
        "As of 2026-11-21",
        "No conflict found - the study team decides",
        "Not before 2026-12-09",
        "Conflict found",
        "I01: Ki-67 is 12 % (2025-10-02); at most 5 % is asked",
        "1 to confirm: Fit enough",
        "personal decision",
    ):
        assert words in text
    assert all(len(line) <= 100 for line in text.splitlines())
    assert "score" not in text.lower()


def test_the_text_of_one_trial_groups_its_criteria(zebramatch: Run, patient: Path, library: Path) -> None:
    text = zebramatch("match", patient, "--library", library, "--trial", "NCT90000001").out
    assert text.index("To confirm (1)") < text.index("In favour (1)")
    assert "check by hand" in text
    assert "Against" not in text


def test_the_csv_has_a_row_a_trial_and_names_no_patient(zebramatch: Run, patient: Path, library: Path) -> None:
    ran = zebramatch("match", patient, "--library", library, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert [row["trial"] for row in rows][-1] == "LABEL-MADE-UP"
    assert len(rows) == 4
    assert "made-up case" not in ran.out
    assert rows[0]["from"] == "2026-11-21"


def test_no_cell_of_the_csv_acts_as_a_formula(zebramatch: Run, patient: Path, library: Path) -> None:
    ran = zebramatch("match", patient, "--library", library, "--format", "csv")
    titles = {row["trial"]: row["title"] for row in csv.DictReader(io.StringIO(ran.out))}
    assert titles["NCT90000003"] == "'=cmd()"


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_a_file_gets_exactly_what_the_terminal_would(
    zebramatch: Run, patient: Path, library: Path, tmp_path: Path, form: str
) -> None:
    shown = zebramatch("match", patient, "--library", library, "--format", form).out
    out = tmp_path / "result"
    ran = zebramatch("match", patient, "--library", library, "--format", form, "-o", out)
    assert (ran.code, ran.out) == (0, "")
    assert out.read_bytes() == shown.encode()


def test_a_bad_trial_file_is_a_warning_and_stops_nothing(zebramatch: Run, patient: Path, library: Path) -> None:
    (library / "broken.json").write_text("{", "utf-8")
    ran = zebramatch("match", patient, "--library", library)
    assert ran.code == 0
    assert "broken.json" in ran.err
    assert "NCT90000001" in ran.out


def test_foreign_text_cannot_steer_the_terminal(zebramatch: Run, patient: Path, library: Path) -> None:
    content = a_trial("NCT90000002", ki67(5), title="evil \x1b[2J\u202e title")
    (library / "NCT90000002.json").write_text(json.dumps(content), "utf-8")
    ran = zebramatch("match", patient, "--library", library)
    assert "\x1b" not in ran.out + ran.err
    assert "\u202e" not in ran.out + ran.err


def test_the_best_questions_reach_json_and_text_and_no_row_of_csv(
    zebramatch: Run, tmp_path: Path, library: Path
) -> None:
    path = tmp_path / "unknown.json"
    path.write_text(json.dumps({"format": "zebramatch.patient/1", "screening_date": "2026-11-21"}), "utf-8")
    (first, *_) = the_json(zebramatch, path, "--library", library)["next_questions"]
    assert first["fact"] == "diagnosis.ki67"
    assert first["question"] == "What is the Ki-67 index?"
    assert first["found_in"] == "pathology report, the line Ki-67 or MIB-1"
    assert 0 < first["settles"] <= first["trials"] <= first["open_trials"]
    text = " ".join(zebramatch("match", path, "--library", library).out.split())
    assert "What to find out next 1. What is the Ki-67 index? Found in: pathology report" in text
    assert "Ki-67 index?" not in zebramatch("match", path, "--library", library, "--format", "csv").out
