"""`zebramatch trials list|show|validate` and `patient check`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.cli.conftest import PATIENT, TRIALS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def test_the_list_as_json_has_one_entry_a_trial(zebramatch: Run, library: Path) -> None:
    found = json.loads(zebramatch("trials", "list", "--library", library, "--format", "json").out)
    assert {one["id"] for one in found["trials"]} == {content["id"] for content in TRIALS}
    assert list(found["trials"][0]) == [
        "id", "title", "kind", "collection", "status", "phase", "coverage", "record_date", "reviewed", "sites",
    ]  # fmt: skip


def test_the_list_as_text_has_one_line_a_trial(zebramatch: Run, library: Path) -> None:
    lines = zebramatch("trials", "list", "--library", library).out.splitlines()
    assert lines[0] == "Other trials (3)"
    assert "Approved uses (1)" in lines
    assert sum(line.strip().startswith(("NCT", "LABEL")) for line in lines) == 4
    assert all(len(line) <= 100 for line in lines)


def test_the_list_groups_founding_and_landmark_trials_and_counts_each(zebramatch: Run, library: Path) -> None:
    for trial_id, collection in (("NCT90000001", "founding"), ("NCT90000002", "landmark")):
        path = library / f"{trial_id}.json"
        path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), "collection": collection}), "utf-8")
    lines = zebramatch("trials", "list", "--library", library).out.splitlines()
    heads = ["Founding trials (1)", "Landmark trials (1)", "Other trials (1)", "Approved uses (1)"]
    assert [line for line in lines if line and not line.startswith(" ")] == heads


def test_the_list_says_when_a_record_s_day_is_not_known_and_when_nobody_has_reviewed(
    zebramatch: Run, library: Path
) -> None:
    path = library / "NCT90000001.json"
    source = {"registry": "ClinicalTrials.gov", "curated_by": "hand", "reviewed": "2026-11-05"}
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), "source": source}), "utf-8")
    lines = zebramatch("trials", "list", "--library", library).out.splitlines()
    undated = next(line for line in lines if "NCT90000001" in line)
    dated = next(line for line in lines if "NCT90000002" in line)
    assert undated.split()[2:6] == ["not", "known", "2026-11-05", "Title"]
    assert dated.split()[2:5] == ["2026-11-01", "not", "yet"]


def test_a_trial_is_shown_with_its_published_results_in_full(zebramatch: Run, library: Path) -> None:
    result = {
        "population": "all who were treated", "n": 22, "measure": "Median progression-free survival", "value": 5.4,
        "unit": "months", "interval": [1.7, 8.3], "note": "95 % confidence interval", "reference": "A report of 2021",
    }  # fmt: skip
    path = library / "NCT90000001.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), "results": [result]}), "utf-8")
    text = " ".join(zebramatch("trials", "show", "NCT90000001", "--library", library).out.split())
    assert "- Median progression-free survival value: 5.4 months (1.7 to 8.3); 95 % confidence interval" in text
    assert "in: all who were treated, n = 22 from: A report of 2021" in text


def test_a_trial_is_shown_with_its_rules_in_words(zebramatch: Run, library: Path) -> None:
    text = " ".join(zebramatch("trials", "show", "nct90000003", "--library", library).out.split())
    assert "I01 (inclusion) Ki-67 at most 20 % rule: Ki-67: at most 20 %" in text
    assert "somatostatin analogue (SSA) within 28 days before registration" in text
    assert "You had a hormone injection" in text


def test_a_trial_as_json_is_the_trial_file(zebramatch: Run, library: Path) -> None:
    shown = json.loads(zebramatch("trials", "show", "NCT90000003", "--library", library, "--format", "json").out)
    assert shown["format"] == "zebramatch.trial/1"
    assert shown["criteria"][1]["rule"]["within"] == {"days": 28}


def test_what_is_shown_as_json_is_valid_as_a_trial_file(zebramatch: Run, library: Path) -> None:
    shown = zebramatch("trials", "show", "NCT90000003", "--library", library, "--format", "json").out
    (library / "NCT90000003.json").write_text(shown, "utf-8")
    assert zebramatch("trials", "validate", library).code == 0


def test_an_unknown_trial_cannot_be_shown(zebramatch: Run, library: Path) -> None:
    assert "not in the library" in zebramatch("trials", "show", "NCT1", "--library", library).refused()


def test_valid_files_are_counted(zebramatch: Run, library: Path) -> None:
    ran = zebramatch("trials", "validate", library)
    assert (ran.code, ran.out) == (0, "4 trials, no problems (built-in library and 1 folder)\n")


def test_a_folder_to_validate_may_be_named_as_everywhere_else(zebramatch: Run, library: Path) -> None:
    assert zebramatch("trials", "validate", "--library", library).out == zebramatch("trials", "validate", library).out


def test_every_fault_of_every_file_is_told(zebramatch: Run, library: Path) -> None:
    (library / "one.json").write_text("{", "utf-8")
    (library / "two.json").write_text('{"format": "zebramatch.trial/1", "id": "NCT90000009"}', "utf-8")
    ran = zebramatch("trials", "validate", library)
    assert ran.code == 2
    assert ran.out == ""
    assert "one.json" in ran.err
    assert "two.json" in ran.err
    assert "Traceback" not in ran.err


def test_a_patient_file_in_order_is_said_so_without_its_label(zebramatch: Run, library: Path, patient: Path) -> None:
    ran = zebramatch("patient", "check", patient)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[0].endswith("patient.json: in order")
    assert "made-up" not in ran.out


def test_what_is_noticed_in_a_patient_file_is_told_and_is_no_error(
    zebramatch: Run, library: Path, patient: Path
) -> None:
    content = {**PATIENT, "conditions": [{"name": "something unheard of"}]}
    patient.write_text(json.dumps(content), "utf-8")
    ran = zebramatch("patient", "check", patient)
    assert ran.code == 0
    assert "'something unheard of' is not in the vocabulary" in ran.out
    assert "fault" not in ran.out


def test_a_patient_file_with_a_fault_is_refused(zebramatch: Run, patient: Path) -> None:
    patient.write_text(json.dumps({**PATIENT, "age": -3}), "utf-8")
    assert "age" in zebramatch("patient", "check", patient).refused()
