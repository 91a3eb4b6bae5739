"""`--centre`: what is open there is shown first, nothing is hidden, and no verdict or rank moves."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

CONTACT = {"name": "Study office", "phone": "+31 20 000 0000"}
HERE = {"open": True, "slots": 2, "contact": CONTACT, "note": "Screening\non Tuesdays", "updated": "2026-10-22"}


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    """A centre that runs two of the three trials; the one it has open is the last in rank."""
    path = tmp_path / "centre.json"
    write(path, NCT90000002=HERE, NCT90000003={"open": False, "updated": "2026-11-20"})
    return path


def write(path: Path, **trials: Any) -> None:  # noqa: ANN401 - any JSON
    content = {"format": "zebramatch.centre/1", "name": "Centre North", "trials": trials}
    path.write_text(json.dumps(content), "utf-8")


def text(ran: str) -> str:
    return " ".join(ran.split())


def test_what_is_open_here_stands_first_counted_and_nothing_is_hidden(
    zebramatch: Run, patient: Path, library: Path, centre: Path
) -> None:
    lines = zebramatch("match", patient, "--library", library, "--centre", centre).out.splitlines()
    heads = [line for line in lines[1:] if line and not line.startswith((" ", "!")) and line.endswith(")")]
    assert heads == [
        "Open at Centre North (1: 1 conflict found)",
        "Other trials (2: 1 no conflict found, 1 later)",
        "Approved uses (1: 1 no conflict found)",
        "Near misses: one thing stands in the way (2)",
    ]
    shown = [line.split()[2].rstrip(":") for line in lines if line[:4].strip().rstrip(".").isdigit()]
    assert shown == ["NCT90000002", "NCT90000001", "NCT90000003", "LABEL-MADE-UP"]


def test_what_the_centre_says_stands_beside_its_trials(
    zebramatch: Run, patient: Path, library: Path, centre: Path
) -> None:
    shown = text(zebramatch("match", patient, "--library", library, "--centre", centre).out)
    assert "At Centre North: open, free places: 2, as of 2026-10-22" in shown
    assert "Contact: Study office, +31 20 000 0000 Note: Screening on Tuesdays" in shown
    assert "At Centre North: not open, as of 2026-11-20" in shown


@pytest.fixture
def options(patient: Path, library: Path, centre: Path) -> tuple[object, ...]:
    """The command line of a match with the centre."""
    return ("match", patient, "--library", library, "--centre", centre)


@pytest.mark.parametrize(("updated", "is_stale"), [("2026-10-22", False), ("2026-10-21", True)])
def test_after_thirty_days_the_list_asks_to_be_checked(
    zebramatch: Run, options: tuple[object, ...], centre: Path, updated: str, is_stale: bool
) -> None:
    write(centre, NCT90000002=HERE | {"updated": updated})
    assert ("31 days before 2026-11-21: ask whether it still holds" in text(zebramatch(*options).out)) is is_stale
    found = json.loads(zebramatch(*options, "--format", "json").out)["matches"]
    assert [match["centre"]["stale"] for match in found if "centre" in match] == [is_stale]


def test_a_day_that_lies_ahead_and_a_closed_record_are_told(
    zebramatch: Run, patient: Path, library: Path, centre: Path
) -> None:
    write(centre, NCT90000002=HERE | {"updated": "2062-11-20"})
    path = library / "NCT90000002.json"
    path.write_text(path.read_text("utf-8").replace("RECRUITING", "COMPLETED"), "utf-8")
    shown = text(zebramatch("match", patient, "--library", library, "--centre", centre).out)
    assert "dated 2062-11-20, after 2026-11-21: check the date" in shown
    assert "lists it as open, but by its record the trial takes no new patients" in shown


def test_no_verdict_and_no_rank_moves(zebramatch: Run, patient: Path, library: Path, centre: Path) -> None:
    options = ("match", patient, "--library", library, "--format", "json")
    without = json.loads(zebramatch(*options).out)
    given = json.loads(zebramatch(*options, "--centre", centre).out)
    said = {match["trial"]: match.pop("centre", None) for match in given["matches"]}
    assert given == without
    assert said["NCT90000002"] == HERE | {"name": "Centre North", "stale": False}
    assert said["NCT90000001"] is None
    assert said["NCT90000003"]["contact"] is None


def test_a_spreadsheet_has_three_more_columns_and_the_ranking_s_order(
    zebramatch: Run, patient: Path, library: Path, centre: Path
) -> None:
    options = ("match", patient, "--library", library, "--format", "csv")
    plain = list(csv.reader(io.StringIO(zebramatch(*options).out)))
    given = list(csv.reader(io.StringIO(zebramatch(*options, "--centre", centre).out)))
    assert [row[:-3] for row in given] == plain
    assert [row[-3:] for row in given] == [
        ["centre_open", "centre_slots", "centre_updated"],
        ["", "", ""],
        ["no", "", "2026-11-20"],
        ["yes", "2", "2026-10-22"],
        ["", "", ""],
    ]


def test_a_centre_with_nothing_open_says_so(zebramatch: Run, patient: Path, library: Path, centre: Path) -> None:
    write(centre)
    lines = zebramatch("match", patient, "--library", library, "--centre", centre).out.splitlines()
    assert "Open at Centre North (0)" in lines
    assert any(line.startswith("Other trials (3") for line in lines)


@pytest.mark.parametrize("audience", ["clinician", "patient"])
def test_the_report_prints_what_is_open_first_with_contact_and_note(
    zebramatch: Run, patient: Path, library: Path, centre: Path, audience: str
) -> None:
    write(centre, NCT90000002=HERE | {"updated": "2026-09-01"})
    out = patient.with_name("report.pdf")
    options = ("--library", library, "--centre", centre, "-o", out, "--audience", audience)
    ran = zebramatch("report", patient, *options)
    assert (ran.code, ran.err) == (0, "")
    shown = text(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(out.read_bytes())).pages))
    first, others = shown.index("Open at Centre North"), shown.index("Other trials")
    assert first < shown.index("NCT90000002") < others < shown.index("NCT90000001")
    assert shown.count("Trials: 1 ") == 1
    assert shown.count("Trials: 2 ") == 1
    assert "Study office, +31 20 000 0000" in shown
    assert "Note: Screening on Tuesdays" in shown
    assert "1 of the trials shown" in shown


def test_a_centre_file_at_fault_stops_the_command_and_writes_nothing(
    zebramatch: Run, patient: Path, library: Path, centre: Path
) -> None:
    write(centre, NCT90000009={"open": True, "updated": "2026-11-20"})
    out = patient.with_name("out.json")
    sentence = zebramatch("match", patient, "--library", library, "--centre", centre, "-o", out).refused()
    assert "centre.json: trials.NCT90000009: this trial is not in the library" in sentence
    assert not out.exists()


def test_the_result_does_not_overwrite_the_centre_s_own_file(
    zebramatch: Run, patient: Path, library: Path, centre: Path
) -> None:
    before = centre.read_bytes()
    assert "centre" in zebramatch("match", patient, "--library", library, "--centre", centre, "-o", centre).refused()
    assert centre.read_bytes() == before
