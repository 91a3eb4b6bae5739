"""Two readings and several specimens on paper: everything that is said of them can be found in the PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from matcher.explain import Register
from matcher.report import build_report, render_pdf
from tests.matcher.made import inclusion, patient, result, trial
from tests.matcher.test_ambiguity import COUNTS
from tests.report.reading import body, printed_texts, squeezed

if TYPE_CHECKING:
    from matcher.report import ReportDocument

FACTS: dict[str, Any] = {
    "diagnosis": {
        "specimens": [
            {"site": "liver", "kind": "biopsy", "date": "2025-10-02", "ki67": 20, "grade": "G2"},
            {"site": "pancreas", "kind": "resection", "ki67": 20, "mitotic_count": {"value": 21, "unit": "/2mm2"}},
        ]
    }
}
GRADE = inclusion({"rule": "scale", "fact": "diagnosis.grade", "at_most": 2}, 2)


def document(register: Register) -> ReportDocument:
    return build_report(patient(**FACTS), result([trial(COUNTS, GRADE)], **FACTS), register)


@pytest.mark.parametrize("register", Register)
def test_readings_question_and_specimens_are_printed(register: Register) -> None:
    report = document(register)
    (section,) = report.parts[0].sections
    (row,) = (row for group in section.groups for row in group.rows if row.readings)
    assert len(row.readings) == 2
    assert row.question in row.ask
    assert section.specimens is not None
    assert len(section.specimens.rows) == 2
    printed = body(report, render_pdf(report))
    told = [*row.readings, row.ask, section.specimens.title, *section.specimens.columns, *section.specimens.rows[0]]
    for text in told:
        assert squeezed(text) in squeezed(printed)
    assert set(row.readings) <= set(printed_texts(report))


def test_a_report_without_either_says_nothing_of_them() -> None:
    bare = build_report(patient(), result([trial(GRADE)]), Register.CLINICIAN)
    (section,) = bare.parts[0].sections
    assert section.specimens is None
    assert not any(row.readings or row.ask for group in section.groups for row in group.rows)
