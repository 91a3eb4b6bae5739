"""The report's section on dates and tests to repeat: there for both readers, left out where it has nothing to say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from matcher.explain import Register
from matcher.report import build_report, render_pdf
from tests.matcher.made import PROGRESSED_IN_12_MONTHS, WASHOUT_28, Json, everolimus, inclusion, result, trial
from tests.report import cases
from tests.report.reading import body, squeezed

if TYPE_CHECKING:
    from matcher.report import ReportDocument
    from matcher.report.document import Table

SCAN: Json = {"rule": "flag", "fact": "sstr_imaging.positive", "max_age": {"months": 3}}
FACTS: Json = {
    "sstr_imaging": {"date": "2026-10-01", "positive": True},
    "progression": [{"date": "2025-12-20"}],
    "therapies": everolimus(end="2026-11-16"),
}


def built(register: Register, only: tuple[str, ...] = ()) -> ReportDocument:
    scan = trial(inclusion(SCAN), inclusion(PROGRESSED_IN_12_MONTHS, 2), id="NCT00000001")
    found = result([scan, trial(inclusion(WASHOUT_28), id="NCT00000002")], **FACTS)
    return build_report(cases.PATIENT, replace(found, screening_date=cases.ON), register, only)


def tables(report: ReportDocument) -> tuple[Table, ...]:
    assert report.days is not None
    return report.days.tables


def test_days_to_know_of_stand_in_a_table() -> None:
    (dates,) = tables(built(Register.CLINICIAN))
    assert dates.title == "Next dates"
    assert dates.rows == (
        ("2026-12-14", "A window opens: NCT00000002"),
        ("2026-12-20", "Last day of a window: NCT00000001"),
    )


def test_only_the_trials_shown_count() -> None:
    (dates,) = tables(built(Register.CLINICIAN, ("NCT00000002",)))
    assert [day for day, _ in dates.rows] == ["2026-12-14"]


def test_tests_to_repeat_stand_before_the_days() -> None:
    stale = result([trial(inclusion(SCAN))], sstr_imaging={"date": "2026-01-10", "positive": True})
    (tests,) = tables(build_report(cases.PATIENT, stale, Register.PLAIN))
    assert tests.rows[0][1:4] == ("10 January 2026", "too long ago", "To join now")
    assert len(tests.columns) == len(tests.rows[0])


@pytest.mark.parametrize("register", Register)
def test_the_section_is_printed_for_both_readers(register: Register) -> None:
    report = built(register)
    assert report.days is not None
    printed = body(report, render_pdf(report))
    for words in (report.days.title, report.days.lead, *(cell for row in report.days.tables[0].rows for cell in row)):
        assert squeezed(words) in printed


def test_without_dates_there_is_no_section() -> None:
    report = build_report(cases.PATIENT, cases.result(cases.matches()[0]), Register.CLINICIAN)
    assert report.days is None
    assert squeezed("Dates and tests to repeat") not in body(report, render_pdf(report))
