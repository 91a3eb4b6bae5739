"""The what-if window: near misses, facts assumed by key, what changes; and the patient's data stay as they are."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget

from criteria.patient_file import patient_json
from gui.models.what_if import WhatIf, counts, facts_to_assume, proposals
from gui.views.assumption_row import NO_SUCH_FACT
from gui.views.what_if import CAUTION, NO_NEAR, NONE_CHANGES, WAITING, WhatIfWindow
from matcher.assumption import read_assumption
from matcher.explain import Register
from matcher.near_misses import near_misses
from matcher.result import Verdict
from matcher.whatif import compared

from .test_access import nameless

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gui.main_window import MainWindow
    from gui.session import Session
    from matcher.result import MatchResult

SECOND_END = "therapies[1].end"


def click(widget: QWidget | None, keys: str) -> None:
    assert widget is not None
    QTest.keyClicks(widget, keys)


def result_of(window: MainWindow) -> MatchResult:
    assert window.session.result is not None
    return window.session.result


def rest(qtbot: QtBot, opened: WhatIfWindow) -> None:
    qtbot.waitUntil(lambda: opened.is_settled, timeout=60_000)


@pytest.fixture
def opened(qtbot: QtBot, filled: MainWindow) -> WhatIfWindow:
    """The window as its key opens it, at rest."""
    QTest.keyClick(filled, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    found = filled.findChild(WhatIfWindow)
    assert isinstance(found, WhatIfWindow)
    qtbot.waitUntil(found.isVisible)
    found.resize(1180, 700)
    rest(qtbot, found)
    return found


def assume(qtbot: QtBot, opened: WhatIfWindow, fact: str, value: str, place: int = -1) -> None:
    """Type a fact's name and a value, as a person does."""
    row = opened.rows[place]
    row.picker.setFocus()
    row.picker.clear()
    QTest.keyClicks(row.picker, fact)
    QTest.keyClick(row.picker, Qt.Key.Key_Return)
    assert row.editor is not None, fact
    click(row.in_tab_order()[1], value)
    rest(qtbot, opened)


def test_it_stands_beside_the_window_and_is_there_once(filled: MainWindow, opened: WhatIfWindow) -> None:
    assert not opened.isModal()
    filled.actions_.by_name["what if"].trigger()
    assert len(filled.findChildren(WhatIfWindow)) == 1
    assert opened.caution.text() == CAUTION.clinician


def test_the_near_misses_are_listed_as_ranked(filled: MainWindow, opened: WhatIfWindow) -> None:
    found = near_misses(result_of(filled))
    assert found
    assert [row.trial for row in opened.near.rows] == [one.match.trial.id for one in found]


def test_choosing_a_near_miss_by_key_shows_the_trial_and_proposes_what_to_assume(
    qtbot: QtBot, filled: MainWindow, opened: WhatIfWindow
) -> None:
    filled.results.look_up.setText("no such trial")
    opened.near_table.setFocus()
    QTest.keyClick(opened.near_table, Qt.Key.Key_Down)
    trial = opened.near.rows[opened.near_table.currentIndex().row()].trial
    match = filled.results.match
    assert match is not None
    assert match.trial.id == trial
    assert filled.detail.section is not None
    assert filled.detail.section.key == trial
    assert opened.rows[0].path == proposals(result_of(filled), filled.session.profile)[trial]
    assert opened.rows[0].picker.text() == "Everolimus: end date (treatment 2)"
    assert opened.near_table.hasFocus()
    rest(qtbot, opened)
    assert opened.told.text() == WAITING.clinician


def test_what_is_assumed_changes_verdicts_here_and_nothing_else(
    qtbot: QtBot, filled: MainWindow, opened: WhatIfWindow, example_file: Path
) -> None:
    session, file = filled.session, example_file.read_bytes()
    before = (copy.deepcopy(session.draft), patient_json(session.profile), session.result)
    opened.near_table.selectRow(0)
    editor = opened.rows[0].editor
    assert editor is not None
    click(editor.focusProxy(), "2026-10-01")
    rest(qtbot, opened)
    comparison = opened.comparison
    assert comparison is not None
    given = [read_assumption(f"{opened.rows[0].path}=2026-10-01")]
    expected = compared(session.question().engine, session.profile, given, session.on)
    assert comparison.changed == expected.changed
    assert [row.trial for row in opened.changes.rows] == [pair.after.trial.id for pair in expected.changed]
    assert opened.changes.rows[0].cells[1].startswith("◷ Not before")
    for count in (*counts(comparison.before), *counts(comparison.after)):
        assert str(count) in opened.tally.text()
    assert sum(counts(comparison.after)) == len(result_of(filled).matches)
    assert (session.draft, patient_json(session.profile), session.result) == before
    assert session.is_saved
    assert example_file.read_bytes() == file


def test_two_things_are_assumed_together_and_one_is_taken_away(qtbot: QtBot, opened: WhatIfWindow) -> None:
    assume(qtbot, opened, "Pregnant", "n")
    QTest.mouseClick(opened.add, Qt.MouseButton.LeftButton)
    assume(qtbot, opened, "ECOG performance status", "4")
    assert opened.comparison is not None
    assert [one.fact for one in opened.comparison.assumptions] == ["pregnant", "performance.ecog"]
    assert opened.changes.rows
    QTest.mouseClick(opened.rows[1].remove, Qt.MouseButton.LeftButton)
    rest(qtbot, opened)
    assert [one.fact for one in opened.comparison.assumptions] == ["pregnant"]
    QTest.mouseClick(opened.rows[0].remove, Qt.MouseButton.LeftButton)
    rest(qtbot, opened)
    assert opened.comparison is None
    assert len(opened.rows) == 1
    assert not opened.rows[0].picker.text()


def test_that_nothing_changes_is_said(qtbot: QtBot, opened: WhatIfWindow) -> None:
    assume(qtbot, opened, "Body height", "170")
    assert opened.told.text() == NONE_CHANGES.clinician
    assert opened.tally.isVisible()


def test_a_number_has_its_date_and_its_unit(qtbot: QtBot, opened: WhatIfWindow) -> None:
    row = opened.rows[0]
    row.pick("labs.platelets")
    assert row.editor is not None
    row.editor.show_value({"value": 60, "date": "2026-11-01"})
    assert [(one.fact, one.text) for one in row.assumptions()] == [
        ("labs.platelets", "60 10*9/L"),
        ("labs.platelets.date", "2026-11-01"),
    ]
    row.pick("diagnosis.mitotic_count")
    row.editor.show_value({"low": 2, "high": 4, "unit": "/10HPF", "field_mm2": 0.2})
    assert [f"{one.fact}={one.text}" for one in row.assumptions()] == [
        "diagnosis.mitotic_count=2-4 /10HPF",
        "diagnosis.mitotic_count.field_mm2=0.2",
    ]


def test_every_fact_that_is_offered_has_an_editor_whose_value_can_be_assumed(
    filled: MainWindow, opened: WhatIfWindow
) -> None:
    facts = facts_to_assume(result_of(filled), filled.session.profile, Register.CLINICIAN)
    assert {"performance.ecog", SECOND_END, "diagnosis.ki67", "pregnant"} <= {fact.path for fact in facts}
    row = opened.rows[0]
    for fact in facts:
        row.pick(fact.path, enter=False)
        assert row.editor is not None, fact
        assert row.picker.text() == fact.name
        assert row.assumptions() == ()
        assert not row.note.isVisibleTo(row), fact


def test_what_cannot_be_read_is_said_below_its_row(qtbot: QtBot, opened: WhatIfWindow) -> None:
    assume(qtbot, opened, "Ki-67", "1,500")
    assert opened.rows[0].note.text() == "1,500 can be 1.500 or 1500; write it without the comma"
    assert opened.comparison is None
    opened.rows[0].pick(SECOND_END)
    editor = opened.rows[0].editor
    assert editor is not None
    click(editor.focusProxy(), "1999")
    rest(qtbot, opened)
    assert opened.rows[0].note.text() == "the end lies before the start; check both dates"
    assert opened.comparison is None


def test_a_word_that_is_no_fact_is_said_to_be_none(opened: WhatIfWindow) -> None:
    row = opened.rows[0]
    row.picker.setFocus()
    QTest.keyClicks(row.picker, "shoe size")
    QTest.keyClick(row.picker, Qt.Key.Key_Return)
    assert row.note.text() == NO_SUCH_FACT.clinician
    QTest.keyClick(row.picker, Qt.Key.Key_Backspace)
    assert not row.note.isVisibleTo(row)


def test_another_fact_in_the_same_line_takes_the_old_editor_away(qtbot: QtBot, opened: WhatIfWindow) -> None:
    assume(qtbot, opened, "ECOG performance status", "4")
    assert opened.comparison is not None
    opened.rows[0].picker.setFocus()
    QTest.keyClick(opened.rows[0].picker, Qt.Key.Key_End)
    QTest.keyClick(opened.rows[0].picker, Qt.Key.Key_Backspace)
    rest(qtbot, opened)
    assert opened.rows[0].editor is None
    assert opened.comparison is None


def test_it_follows_edits_of_the_patient(
    qtbot: QtBot, filled: MainWindow, opened: WhatIfWindow, settled: Callable[[Session], None]
) -> None:
    assume(qtbot, opened, "ECOG performance status", "4")
    assert opened.comparison is not None
    before = opened.comparison.before
    filled.session.edit("performance.ecog", 4)
    settled(filled.session)
    rest(qtbot, opened)
    assert opened.comparison is not None
    assert opened.comparison.before != before
    assert opened.told.text() == NONE_CHANGES.clinician
    assert opened.near_table.model().rowCount() == len(near_misses(result_of(filled)))


def test_nothing_is_assumed_of_another_patient(
    qtbot: QtBot, filled: MainWindow, opened: WhatIfWindow, settled: Callable[[Session], None]
) -> None:
    assume(qtbot, opened, "ECOG performance status", "4")
    filled.session.new()
    assert opened.changes.rowCount() == 0
    settled(filled.session)
    rest(qtbot, opened)
    assert opened.comparison is None
    assert [row.path for row in opened.rows] == [""]
    assert opened.near.rows == ()
    assert NO_NEAR.clinician in [label.text() for label in opened.findChildren(QWidget) if hasattr(label, "text")]


def test_plain_words_change_every_text(filled: MainWindow, opened: WhatIfWindow, qtbot: QtBot) -> None:
    assume(qtbot, opened, "ECOG performance status", "4")
    filled.switch_words()
    assert opened.caution.text() == CAUTION.plain
    assert opened.rows[0].picker.text() == "How active you can be (ECOG)"
    assert "Does not seem to fit" in opened.tally.text()
    assert all("excluded" not in cell for row in opened.near.rows for cell in row.cells)
    assert "What would be different" in [
        label.text() for label in opened.findChildren(QWidget) if hasattr(label, "text")
    ]


def test_everything_has_a_name_and_the_tab_key_goes_from_left_to_right(qtbot: QtBot, opened: WhatIfWindow) -> None:
    assume(qtbot, opened, "Date of diagnosis", "2020")
    assert nameless(opened) == []
    row = opened.rows[0]
    assert row.editor is not None
    opened.near_table.setFocus()
    seen: list[QWidget | None] = []
    for _ in range(5):
        now = QApplication.focusWidget()
        assert now is not None
        QTest.keyClick(now, Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert opened.changes_table.isHidden()  # no verdict changes
    assert seen == [row.picker, row.editor.focusProxy(), row.remove, opened.add, opened._close]


def test_its_tables_are_sound_models(filled: MainWindow, opened: WhatIfWindow, qtbot: QtBot) -> None:
    tables, fatal = (opened.near, opened.changes), QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(table, fatal) for table in tables]  # one that nothing holds tests nothing
    assume(qtbot, opened, "ECOG performance status", "4")
    filled.switch_words()
    assert [tester.model() for tester in testers] == list(tables)
    assert all(table.rowCount() for table in tables)


def test_it_closes_with_the_window_and_by_key(qtbot: QtBot, filled: MainWindow, opened: WhatIfWindow) -> None:
    QTest.keyClick(opened, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: filled.findChild(WhatIfWindow) is None)
    filled.side_windows.what_if()
    again = filled.findChild(WhatIfWindow)
    assert isinstance(again, WhatIfWindow)
    filled.close()
    assert not again.isVisible()


def test_a_fault_of_its_thread_is_told_as_a_fault_of_the_program(
    qtbot: QtBot, filled: MainWindow, opened: WhatIfWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_self: WhatIf) -> None:
        raise ValueError

    monkeypatch.setattr(WhatIf, "answer", broken)
    with qtbot.waitSignal(filled.broke):
        opened.rows[0].pick("pregnant")
        editor = opened.rows[0].editor
        assert editor is not None
        click(QApplication.focusWidget(), "y")
    assert opened.comparison is None


def test_a_near_miss_is_marked_in_the_detail_in_one_line(filled: MainWindow) -> None:
    found = near_misses(result_of(filled))[0]
    filled.results.choose(found.match.trial.id)
    line = next(text for text in filled.detail.texts if text.startswith("One thing stands in the way"))
    assert found.blocker.result.criterion.id in line
    assert "time alone lifts it, from 2026-11-27 on" in line
    fitting = next(match for match in result_of(filled).matches if match.verdict is Verdict.ELIGIBLE)
    filled.results.choose(fitting.trial.id)
    assert not [text for text in filled.detail.texts if text.startswith("One thing stands")]


def test_what_was_worked_out_of_one_patient_is_never_shown_of_another(
    filled: MainWindow, settled: Callable[[Session], None], qtbot: QtBot
) -> None:
    filled.side_windows.what_if()
    shown = filled.findChildren(WhatIfWindow)[-1]
    shown.rows[0].pick("performance.ecog")
    editor = shown.rows[0].editor
    assert editor is not None
    editor.show_value({"value": 1})
    editor.tell()
    qtbot.waitUntil(lambda: shown._job.is_busy or shown.comparison is not None, timeout=60_000)
    seen: list[object] = []
    filled.session.new()
    shown._job.finished.connect(seen.append)
    settled(filled.session)
    qtbot.waitUntil(lambda: shown.is_settled, timeout=60_000)
    assert seen == []
    assert shown.comparison is None
