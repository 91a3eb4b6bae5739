"""`calendar`: key dates for a calendar program, and nothing of the patient's health in them."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar

from matcher.calendar import KeyDate, KeyDateKind
from matcher.ics import calendar_file
from tests.cli.conftest import PATIENT, WASHOUT, a_trial

if TYPE_CHECKING:
    from pathlib import Path

    from icalendar import Event

    from tests.cli.conftest import Run

LAB = {"rule": "lab", "test": "platelets", "unit": "10*9/L", "at_least": 100, "max_age": {"days": 14}}
PLATELETS = {"id": "I03", "kind": "inclusion", "text": "Platelets at least 100", "rule": LAB}
TIMELY = {
    "id": "I04",
    "kind": "inclusion",
    "text": "Progression in the past 12 months",
    "rule": {"rule": "progression", "within": {"months": 12}},
}
SICK = PATIENT | {
    "label": "Jönsson; ward 7, bed\n4",
    "labs": [{"test": "platelets", "value": 150, "unit": "10*9/L", "date": "2026-11-20"}],
    "progression": [{"date": "2026-03-05"}],
}


@pytest.fixture
def sick(patient: Path, library: Path) -> Path:
    """A patient with a test that runs out, and a trial and an approved use that have a window each."""
    patient.write_text(json.dumps(SICK), "utf-8")
    for content in (
        a_trial("NCT90000004", PLATELETS, TIMELY),
        a_trial("NCT90000005", TIMELY, title="Everolimus in pancreatic tumours"),
        a_trial("LABEL-OCTREOTIDE", WASHOUT, PLATELETS, kind="label", status="APPROVED"),
    ):
        (library / f"{content['id']}.json").write_text(json.dumps(content), "utf-8")
    return patient


@pytest.fixture
def options(sick: Path, library: Path, tmp_path: Path) -> tuple[object, ...]:
    """The command line that writes the calendar."""
    return ("calendar", sick, "--library", library, "-o", tmp_path / "dates.ics")


def written(tmp_path: Path) -> Calendar:
    calendar = Calendar.from_ical((tmp_path / "dates.ics").read_bytes())
    assert isinstance(calendar, Calendar)
    return calendar


def told(tmp_path: Path) -> list[tuple[str, str]]:
    return [(event.start.isoformat(), event.summary or "") for event in written(tmp_path).events]


def ids(tmp_path: Path) -> dict[tuple[str, str], str]:
    return {(event.start.isoformat(), event.summary or ""): event.uid for event in written(tmp_path).events}


def test_the_dates_are_all_day_events_in_neutral_words(
    zebramatch: Run, options: tuple[object, ...], tmp_path: Path
) -> None:
    ran = zebramatch(*options)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert told(tmp_path) == [
        ("2026-12-04", "ZebraMatch: a test to repeat by this day"),
        ("2026-12-09", "ZebraMatch: a study window opens (NCT90000003)"),
        ("2027-03-05", "ZebraMatch: last day of a study window (NCT90000004)"),
        ("2027-03-05", "ZebraMatch: last day of a study window (NCT90000005)"),
    ]
    for event in written(tmp_path).events:
        check_all_day(event)


def check_all_day(event: Event) -> None:
    assert (type(event.start), type(event.end)) == (date, date)
    assert event.end - event.start == timedelta(days=1)
    assert datetime(2026, 11, 21, tzinfo=UTC) == event.DTSTAMP
    assert (event["CLASS"], event["TRANSP"]) == ("PRIVATE", "TRANSPARENT")
    assert event.errors == []


def test_the_file_follows_the_format_line_by_line(zebramatch: Run, options: tuple[object, ...], tmp_path: Path) -> None:
    zebramatch(*options)
    content = (tmp_path / "dates.ics").read_bytes()
    assert content.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


# What a line of the file may be. Nothing of the patient or of a trial but its number has a place in it.
LINES = (
    "(BEGIN|END):(VCALENDAR|VEVENT)",
    "VERSION:2.0",
    "PRODID:-//ZebraMatch//Key dates//EN",
    r"SUMMARY:ZebraMatch: (a study window opens|last day of a study window) \(NCT[0-9]{8}\)",
    "SUMMARY:ZebraMatch: a test to repeat by this day",
    "DESCRIPTION:Worked out from dates alone[.] Ask the study team before you plan anything[.]",
    "DT(START|END);VALUE=DATE:[0-9]{8}",
    "DTSTAMP:20261121T000000Z",
    "UID:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}@zebramatch",
    "CLASS:PRIVATE",
    "TRANSP:TRANSPARENT",
)


def test_no_word_of_the_patient_or_of_a_trial_but_its_number_is_in_it(
    zebramatch: Run, options: tuple[object, ...], tmp_path: Path
) -> None:
    zebramatch(*options)
    text = (tmp_path / "dates.ics").read_text("utf-8").replace("\n ", "")
    assert [line for line in text.splitlines() if not any(re.fullmatch(allowed, line) for allowed in LINES)] == []


def test_the_same_run_gives_the_same_bytes_and_ids_outlive_the_day(
    zebramatch: Run, options: tuple[object, ...], tmp_path: Path
) -> None:
    zebramatch(*options)
    first, before = (tmp_path / "dates.ics").read_bytes(), ids(tmp_path)
    assert len(set(before.values())) == len(before)
    zebramatch(*options)
    assert (tmp_path / "dates.ics").read_bytes() == first
    zebramatch(*options, "--as-of", "2026-11-25")
    assert ids(tmp_path) == before


def test_the_first_and_last_day_of_a_window_of_one_day_are_two_events() -> None:
    day = date(2026, 12, 9)
    dates = tuple(KeyDate(day, kind, "NCT90000001") for kind in (KeyDateKind.OPENS, KeyDateKind.CLOSES))
    calendar = Calendar.from_ical(calendar_file(dates, date(2026, 11, 21)))
    assert len({str(event["UID"]) for event in calendar.walk("VEVENT")}) == 2


def test_an_id_does_not_depend_on_the_patient(
    zebramatch: Run, options: tuple[object, ...], sick: Path, tmp_path: Path
) -> None:
    zebramatch(*options, "--trial", "NCT90000005")
    before = ids(tmp_path)
    sick.write_text(json.dumps(SICK | {"label": "someone else", "sex": "male", "labs": []}), "utf-8")
    zebramatch(*options, "--trial", "NCT90000005")
    assert ids(tmp_path) == before != {}


def test_a_day_that_has_passed_is_left_out(zebramatch: Run, options: tuple[object, ...], tmp_path: Path) -> None:
    zebramatch(*options, "--as-of", "2027-03-05")
    assert [day for day, _ in told(tmp_path)] == ["2027-03-05"] * 3
    ran = zebramatch(*options, "--as-of", "2027-03-06")
    assert ran.code == 0
    assert told(tmp_path) == []


def test_without_a_date_an_empty_calendar_replaces_an_old_one_and_that_is_said(
    zebramatch: Run, options: tuple[object, ...], tmp_path: Path
) -> None:
    zebramatch(*options)
    ran = zebramatch(*options, "--trial", "NCT90000002")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.endswith("dates.ics: no key date was found, so the calendar is empty; zebramatch match shows why\n")
    assert [part.name for part in written(tmp_path).subcomponents] == ["VTIMEZONE"]


def test_with_a_centre_only_what_is_open_there_gets_dates(
    zebramatch: Run, options: tuple[object, ...], tmp_path: Path
) -> None:
    trials = {
        "NCT90000003": {"open": True, "updated": "2026-11-20"},
        "NCT90000004": {"open": False, "updated": "2026-11-20"},
    }
    centre = tmp_path / "centre.json"
    centre.write_text(json.dumps({"format": "zebramatch.centre/1", "name": "Centre North", "trials": trials}), "utf-8")
    zebramatch(*options, "--centre", centre)
    assert told(tmp_path) == [("2026-12-09", "ZebraMatch: a study window opens (NCT90000003)")]
    centre.write_text(centre.read_text("utf-8").replace("true", "false"), "utf-8")
    assert "perhaps there are some without --centre" in zebramatch(*options, "--centre", centre).err
    assert "Centre North" not in (tmp_path / "dates.ics").read_text("utf-8")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--trial", "NCT9000000"), "not in the library"),
        (("--as-of", "tomorrow"), "is not a date"),
        (("--library", "no-such-folder"), "there is no such folder"),
        (("--centre", "no-such-file.json"), "no-such-file.json"),
        (("--format", "text"), "unrecognized arguments"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_writes_nothing(
    zebramatch: Run, options: tuple[object, ...], tmp_path: Path, more: tuple[str, ...], words: str
) -> None:
    assert words in zebramatch(*options, *more).refused()
    assert not (tmp_path / "dates.ics").exists()


def test_the_patient_file_is_never_overwritten(zebramatch: Run, sick: Path, library: Path) -> None:
    content = sick.read_bytes()
    assert "patient file itself" in zebramatch("calendar", sick, "--library", library, "-o", sick).refused()
    assert sick.read_bytes() == content


def test_a_file_to_write_has_to_be_named(zebramatch: Run, sick: Path) -> None:
    assert "-o" in zebramatch("calendar", sick).refused()


def test_a_match_tells_tests_and_dates_in_text_and_json(zebramatch: Run, sick: Path, library: Path) -> None:
    text = zebramatch("match", sick, "--library", library).out
    assert "\nTests to repeat\n  - Platelets: last 2026-11-20, fresh enough until 2026-12-04;" in text
    assert "\nNext dates\n  - 2026-12-04: last day on which these results are fresh enough: platelets\n" in text
    found = json.loads(zebramatch("match", sick, "--library", library, "--format", "json").out)["calendar"]
    assert found["tests_to_repeat"] == [
        {
            "fact": "labs.platelets",
            "last": "2026-11-20",
            "fresh_until": "2026-12-04",
            "is_due": False,
            "not_before": None,
            "by": "2027-03-05",
            "trials": ["NCT90000004", "LABEL-OCTREOTIDE"],
            "due_for": [],
        }
    ]
    assert found["key_dates"][0] == {"day": "2026-12-04", "kind": "repeat", "trial": None}
    assert {"day": "2026-12-09", "kind": "opens", "trial": "LABEL-OCTREOTIDE"} in found["key_dates"]


def test_without_dates_a_match_has_no_such_section(zebramatch: Run, patient: Path, library: Path) -> None:
    text = zebramatch("match", patient, "--library", library, "--trial", "NCT90000002").out
    assert "Tests to repeat" not in text
    assert "Next dates" not in text
