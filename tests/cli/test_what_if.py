"""`match --if`: what is assumed stands at the top, verdicts that differ say so, and the file stays as it is."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.conftest import PATIENT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

IF_HIGH = ("--if", "diagnosis.ki67=4", "--if", "therapies[0].end=2026-10-01")


def the_json(zebramatch: Run, *arguments: object) -> dict[str, Any]:
    ran = zebramatch("match", *arguments, "--format", "json")
    assert ran.code == 0, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def test_the_text_says_at_the_top_what_is_assumed_and_where_the_verdict_differs(
    zebramatch: Run, patient: Path, library: Path
) -> None:
    lines = zebramatch("match", patient, "--library", library, "--if", "diagnosis.ki67=4").out.splitlines()
    assert lines[1] == "! Assuming: Ki-67 4 - not what the file says"
    place = next(number for number, line in enumerate(lines) if "NCT90000002" in line)
    assert lines[place + 2].strip() == "as recorded: Conflict found"
    assert sum("as recorded" in line for line in lines) == 1


def test_without_an_assumption_nothing_is_said_of_one(zebramatch: Run, patient: Path, library: Path) -> None:
    found = the_json(zebramatch, patient, "--library", library)
    assert "assumed" not in found
    assert all("verdict_as_recorded" not in match for match in found["matches"])
    assert "ssuming" not in zebramatch("match", patient, "--library", library).out


def test_the_json_names_what_is_assumed_and_the_verdict_as_recorded(
    zebramatch: Run, patient: Path, library: Path
) -> None:
    found = the_json(zebramatch, patient, "--library", library, *IF_HIGH)
    assert found["assumed"] == [
        {"fact": "diagnosis.ki67", "value": "4"},
        {"fact": "therapies[0].end", "value": "2026-10-01"},
    ]
    verdicts = {match["trial"]: (match["verdict_as_recorded"], match["verdict"]) for match in found["matches"]}
    assert verdicts["NCT90000002"] == ("ineligible", "eligible")
    assert verdicts["NCT90000003"] == ("later", "possible")
    assert verdicts["NCT90000001"] == ("eligible", "eligible")


def test_the_csv_has_a_column_for_the_verdict_as_recorded(zebramatch: Run, patient: Path, library: Path) -> None:
    ran = zebramatch("match", patient, "--library", library, "--format", "csv", "--if", "diagnosis.ki67=4")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert list(rows[0])[-1] == "verdict_as_recorded"
    assert {row["trial"]: row["verdict_as_recorded"] for row in rows}["NCT90000002"] == "ineligible"


def test_the_grouping_by_centre_stays(zebramatch: Run, patient: Path, library: Path, tmp_path: Path) -> None:
    centre = tmp_path / "centre.json"
    trials = {"NCT90000002": {"open": True, "updated": "2026-11-01"}}
    centre.write_text(json.dumps({"format": "zebramatch.centre/1", "name": "North", "trials": trials}), "utf-8")
    out = zebramatch("match", patient, "--library", library, "--centre", centre, *IF_HIGH).out
    assert out.index("Open at North (1") < out.index("NCT90000002") < out.index("Other trials")
    assert "as recorded: Conflict found" in out


def test_it_is_what_a_file_with_that_value_gives(zebramatch: Run, patient: Path, library: Path, tmp_path: Path) -> None:
    before = patient.read_bytes()
    assumed = the_json(zebramatch, patient, "--library", library, *IF_HIGH)
    changed = json.loads(json.dumps(PATIENT))
    changed["diagnosis"]["ki67"] = {"value": 4, "date": "2026-11-21"}
    changed["therapies"]["items"][0]["end"] = "2026-10-01"
    other = tmp_path / "other.json"
    other.write_text(json.dumps(changed), "utf-8")
    written = the_json(zebramatch, other, "--library", library)
    del assumed["assumed"]
    for match in assumed["matches"]:
        del match["verdict_as_recorded"]
    assert assumed == written
    assert patient.read_bytes() == before


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("ecog=1", "--if ecog: there is no such fact; did you mean performance.ecog?"),
        ("performance.ecog=7", "--if performance.ecog: ECOG performance status is from 0 to 5; check the value"),
        ("therapies[4].end=2026", "--if therapies[4].end: there is no such entry: the list has 1; "),
    ],
)
def test_a_bad_assumption_is_one_sentence_and_nothing_is_written(
    zebramatch: Run, patient: Path, library: Path, given: str, sentence: str
) -> None:
    output = patient.with_name("result.json")
    ran = zebramatch("match", patient, "--library", library, "--if", given, "-o", output)
    assert ran.refused().startswith(sentence)
    assert not output.exists()


def test_invisible_signs_in_an_assumption_are_shown_as_their_codes(
    zebramatch: Run, patient: Path, library: Path
) -> None:
    ran = zebramatch("match", patient, "--library", library, "--if", "diagnosis.primary_site=\u202eileum")
    assert "\u202e" not in ran.err + ran.out


def test_a_report_is_never_made_of_assumptions(zebramatch: Run, patient: Path, tmp_path: Path) -> None:
    ran = zebramatch("report", patient, "-o", tmp_path / "r.pdf", "--if", "performance.ecog=1")
    assert "--if" in ran.refused()


def test_near_misses_stand_in_text_and_json(zebramatch: Run, patient: Path, library: Path) -> None:
    out = zebramatch("match", patient, "--library", library).out
    section = out[out.index("Near misses: one thing stands in the way (2)") :]
    assert "I01: Ki-67 is 12 % (2025-10-02); at most 5 % is asked" in section
    assert "> a newer tissue sample could read differently" in section
    found = the_json(zebramatch, patient, "--library", library)
    assert found["near_misses"] == [
        {"trial": "NCT90000003", "blockers": [{"criterion": "E01", "kind": "time", "from": "2026-12-09"}]},
        {"trial": "NCT90000002", "blockers": [{"criterion": "I01", "kind": "repeat_test", "from": None}]},
    ]
