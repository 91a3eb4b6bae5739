"""Dates as people write them, and what stands in the line afterwards."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from criteria.written import read_date
from gui.form.editor import Reading
from gui.form.entry_editors import ResultEditor
from gui.form.lines import LineEditor
from gui.form.measures import QuantityEditor
from gui.form.notation import DATE

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from criteria.strict_json import Json

TODAY = date(2024, 2, 29)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("today", "2024-02-29"),
        ("Yesterday", "2024-02-28"),
        ("1d ago", "2024-02-28"),
        ("10 days ago", "2024-02-19"),
        ("2 weeks ago", "2024-02-15"),
        ("1w  ago", "2024-02-22"),
        ("3m ago", "2023-11"),
        ("12 months ago", "2023-02"),
        ("1y ago", "2023"),
        ("06/2026", "2026-06"),
        ("6.2026", "2026-06"),
        ("21.11.2026", "2026-11-21"),
        ("1. 2. 2026", "2026-02-01"),
        ("29.02.2024", "2024-02-29"),
        ("21/11/2026", "2026-11-21"),
        ("11/21/2026", "2026-11-21"),
        ("04/04/2026", "2026-04-04"),
        ("Nov 2026", "2026-11"),
        ("5 Sept 2026", "2026-09-05"),
        ("5. may 2026", "2026-05-05"),
    ],
)
def test_a_date_is_read_the_way_people_write_it(text: str, written: str) -> None:
    assert read_date(text, TODAY) == written


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("03/04/2026", "2026-04-03 or 2026-03-04"),
        ("29.02.2023", "no such day"),
        ("13/2026", "no such month"),
        ("32.01.2026", "no such day"),
        ("3 moons ago", "3m ago"),
        ("tomorrow", "today"),
        ("5 foo 2026", "Nov 2026"),
        ("9999m ago", "year is not between"),
        ("9999y ago", "is written"),
        ("٣m ago", "write a date"),
        ("21.11.26", "write a date"),
    ],
)
def test_what_is_no_date_or_two_dates_is_refused_with_a_cure(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_date(text, TODAY)


@given(st.dates(date(1900, 1, 1), date(2150, 12, 31)))
def test_every_day_reads_the_same_however_it_is_written(day: date) -> None:
    assert read_date(day.isoformat(), TODAY) == day.isoformat()
    assert read_date(f"{day:%d.%m.%Y}", TODAY) == day.isoformat()
    assert read_date(f"{day:%m/%Y}", TODAY) == f"{day:%Y-%m}"


def test_a_quick_date_is_told_below_the_line_and_stands_there_once_the_cursor_leaves(qtbot: QtBot) -> None:
    editor = LineEditor(DATE)
    qtbot.addWidget(editor)
    editor.show()
    today = datetime.now().astimezone().date()
    QTest.keyClicks(editor.line, "today")
    assert editor.remark() == f"= {today}"
    assert editor.reading().value == str(today)
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.line.text() == str(today)
    assert editor.remark() == ""


def test_a_decimal_comma_is_told_and_kept_as_a_point(qtbot: QtBot) -> None:
    editor = QuantityEditor()
    qtbot.addWidget(editor)
    editor.show()
    QTest.keyClicks(editor.line, "1,5")
    assert editor.remark() == "= 1.5"
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.line.text() == "1.5"


def test_what_cannot_be_read_stays_as_it_was_typed(qtbot: QtBot) -> None:
    editor = QuantityEditor()
    qtbot.addWidget(editor)
    editor.show()
    QTest.keyClicks(editor.line, "1,500")
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.line.text() == "1,500"
    assert "1.500 or 1500" in editor.reading().unread[""]


@pytest.mark.parametrize(
    ("test", "text", "unit", "value"),
    [
        ("ANC", "1.500", "/uL", None),
        ("ANC", "1.500", "", None),
        ("ANC", "<1.500", "/uL", None),
        ("ANC", "1.500", "10*9/L", {"value": 1.5}),
        ("ANC", "1.5", "/uL", {"value": 1.5}),
        ("TSH", "2.135", "mU/L", {"value": 2.135}),
        ("zebra test", "1.500", "/uL", {"value": 1.5}),
    ],
)
def test_a_point_that_may_set_off_thousands_of_a_result_is_refused(
    qtbot: QtBot, test: str, text: str, unit: str, value: dict[str, Json] | None
) -> None:
    editor = ResultEditor()
    qtbot.addWidget(editor)
    editor.see_entry({"test": test, "unit": unit} if unit else {"test": test})
    editor.line.setText(text)
    if value is None:
        assert "1,500 or 1500" in editor.reading().unread[""]
    else:
        assert editor.reading() == Reading(value)


def test_a_result_of_a_file_stands_as_it_is(qtbot: QtBot) -> None:
    editor = ResultEditor()
    qtbot.addWidget(editor)
    editor.show_value({"value": 1.125})
    editor.see_entry({"test": "ANC", "unit": "/uL"})
    assert editor.reading() == Reading({"value": 1.125})
