"""Two to four trials side by side: chosen in the list, every criterion once, told apart by sign and words."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from criteria.library import load_library
from gui import dialogs
from gui.models.side_by_side import FIRST_TRIAL, Cell, Row, SideBySideModel, Told, sheet_of, table_of
from gui.side_by_side_desk import TOO_FEW
from gui.views.side_by_side import ONLY_FIRST, SideBySideDialog
from gui.views.side_by_side_table import worst
from gui.views.span_look import sign_of
from matcher.explain import Register, criterion_text, group_title, reason
from matcher.result import Outcome
from tests.matcher.made import result

from .test_access import nameless

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gui.main_window import MainWindow
    from gui.theme import Theme
    from matcher.result import Match, MatchResult

PLANET, DART, PDR, CLOSED = "NCT03043664", "NCT02834013", "NCT02955069", "NCT05247905"


@pytest.fixture(scope="module")
def whole() -> MatchResult:
    return result(list(load_library().trials), diagnosis={"ki67": 12}, performance={"ecog": 1})


@pytest.fixture
def three(whole: MatchResult) -> tuple[Match, ...]:
    return tuple(match for match in whole.matches if match.trial.id in {PLANET, DART, PDR})


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme, whole: MatchResult, three: tuple[Match, ...]) -> SideBySideDialog:
    made = SideBySideDialog(three, theme, (Register.CLINICIAN, whole))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def opened(window: MainWindow) -> SideBySideDialog:
    window.actions_.by_name["beside"].trigger()
    found = window.findChild(SideBySideDialog)
    assert isinstance(found, SideBySideDialog)
    return found


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_criterion_of_every_chosen_trial_stands_exactly_once(whole: MatchResult, data: st.DataObject) -> None:
    unlike = st.lists(st.sampled_from(whole.matches), min_size=2, max_size=4, unique_by=lambda match: match.trial.id)
    chosen, register = data.draw(unlike), data.draw(st.sampled_from(Register))
    model = SideBySideModel(sheet_of(chosen, register, whole), register)
    for place, match in enumerate(chosen):
        cells = [row.cells[place] for row in model.rows if not row.is_heading]
        assert Counter(one for cell in cells for one in cell.criteria) == Counter(
            r.criterion.id for r in match.criteria
        )
        outcomes = {one.criterion.id: one.outcome for one in match.criteria}
        assert all(cell.states == tuple(outcomes[one] for one in cell.criteria) for cell in cells)
    model.show(only_differing=True)
    shown = sum(not row.is_heading for row in model.rows)
    assert shown + model.hidden == len(model.sheet.rows)


@pytest.mark.parametrize("register", list(Register))
def test_a_cell_says_sign_words_number_and_text_and_in_full_why(
    whole: MatchResult, three: tuple[Match, ...], register: Register
) -> None:
    sheet = sheet_of(three, register, whole)
    for place, match in enumerate(three):
        results = {one.criterion.id: one for one in match.criteria}
        for cell in (row.cells[place] for row in (*sheet.shared, *sheet.alone)):
            for one in (results[criterion] for criterion in cell.criteria):
                head = f"{sign_of(one.outcome)} {group_title(one.outcome, register)} ({one.criterion.id}, "
                kind = {"inclusion": ("inclusion", "needed"), "exclusion": ("exclusion", "must not be")}[
                    one.criterion.kind
                ]
                head += f"{kind[register is Register.PLAIN]})"
                assert head in cell.text
                assert criterion_text(one, register) in cell.full
                assert reason(one, register, whole=whole) in cell.full


def test_the_first_rows_tell_verdict_status_what_is_given_and_the_counts(
    whole: MatchResult, three: tuple[Match, ...]
) -> None:
    sheet = sheet_of(three, Register.CLINICIAN, whole)
    facts = {row.about: row.cells for row in sheet.facts}
    assert list(facts)[:6] == ["Result", "Status", "Phase", "What is given", "By the dates alone", "Date of the record"]
    for place, match in enumerate(three):
        for outcome in Outcome:
            line = f"{sign_of(outcome)} {len(match.of(outcome))} {group_title(outcome, Register.CLINICIAN)}"
            assert line in facts["Criteria"][place].text
        assert facts["Criteria"][place].strip == tuple(one.outcome for one in match.criteria)
        assert all(one in facts["What is given"][place].text for one in match.trial.interventions)


def test_the_patient_s_value_stands_beside_the_point(whole: MatchResult, three: tuple[Match, ...]) -> None:
    rows = {row.about: row.patient for row in sheet_of(three, Register.CLINICIAN, whole).shared}
    assert rows["ECOG performance status"] == "1"


def test_rows_that_stand_alike_are_hidden_counted_and_brought_back_with_esc(dialog: SideBySideDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    every = dialog.model.rowCount()
    dialog.only.setFocus()
    QTest.keyClick(dialog.only, Qt.Key.Key_Space)
    assert dialog.model.hidden > 0
    assert dialog.counted.text().startswith(f"hides {dialog.model.hidden} rows")
    assert all(row.differs for row in dialog.model.rows if not row.is_heading)
    QTest.keyClick(dialog.table, Qt.Key.Key_Escape)
    assert dialog.model.rowCount() == every
    assert dialog.isVisible()
    QTest.keyClick(dialog.table, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_gap_beside_a_criterion_is_a_difference_and_two_limits_that_both_fit_are_none() -> None:
    fits = Cell("✓ In favour (I01)\nKi-67 up to 20 %", "", (Outcome.SATISFIED,), ("I01",))
    also = Cell("✓ In favour (I02)\nKi-67 up to 55 %", "", (Outcome.SATISFIED,), ("I02",))
    assert not Row("Ki-67", "", (fits, also)).differs
    assert Row("Ki-67", "", (fits, Cell("–", "–"))).differs
    assert Row("Status", "", (Cell("Recruiting", ""), Cell("Completed", ""))).differs


def test_a_cell_of_several_criteria_is_drawn_as_its_worst() -> None:
    assert worst((Outcome.SATISFIED, Outcome.CONFIRM, Outcome.VIOLATED, Outcome.UNKNOWN)) is Outcome.VIOLATED
    assert worst((Outcome.SATISFIED, Outcome.UNKNOWN, Outcome.CONFIRM)) is Outcome.UNKNOWN
    assert worst(()) is None


def test_arrow_keys_walk_the_table_and_the_full_words_follow(dialog: SideBySideDialog) -> None:
    first = next(n for n, row in enumerate(dialog.model.rows) if row.cells and row.cells[0].criteria)
    dialog.table.setCurrentIndex(dialog.model.index(first, 1))
    QTest.keyClick(dialog.table, Qt.Key.Key_Right)
    cell = dialog.model.rows[first].cells[0]
    assert dialog.full.text() == cell.full
    QTest.keyClick(dialog.table, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not dialog.table


def test_a_cell_is_read_out_with_its_row_and_its_trial(dialog: SideBySideDialog) -> None:
    index = dialog.model.index(1, FIRST_TRIAL)
    spoken = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken.startswith(f"Status; {dialog.model.sheet.names[0]}: ")
    assert nameless(dialog) == []


def test_two_to_four_are_opened_from_the_list_by_key(filled: MainWindow) -> None:
    filled.results.choose(PLANET, DART)
    shown = opened(filled)
    assert {match.trial.id for match in shown.matches} == {PLANET, DART}
    shown.reject()


def test_with_one_trial_it_is_said_how_to_choose_more(filled: MainWindow) -> None:
    filled.results.choose(PLANET)
    filled.actions_.by_name["beside"].trigger()
    box = filled.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert box.text() == TOO_FEW.clinician
    box.close()


def test_of_more_than_four_the_first_are_shown_and_that_is_said(qtbot: QtBot, theme: Theme, whole: MatchResult) -> None:
    made = SideBySideDialog(whole.matches[:6], theme, (Register.CLINICIAN, whole))
    qtbot.addWidget(made)
    assert len(made.matches) == 4
    said = [label.text() for label in made.findChildren(type(made.counted))]
    assert ONLY_FIRST.clinician.format(most=4, count=6) in said


def test_enter_on_a_criterion_closes_and_shows_its_card(filled: MainWindow) -> None:
    filled.results.choose(PLANET, DART)
    shown = opened(filled)
    row = next(n for n, one in enumerate(shown.model.rows) if one.cells and one.cells[1].criteria)
    trial, criterion = shown.matches[1].trial.id, shown.model.rows[row].cells[1].criteria[0]
    shown.table.setCurrentIndex(shown.model.index(row, FIRST_TRIAL + 1))
    assert shown.go.isEnabled()
    QTest.keyClick(shown.table, Qt.Key.Key_Return)
    assert filled.results.match is not None
    assert filled.results.match.trial.id == trial
    focused = next(card for card in filled.detail.cards if card.row is not None and card.row.id == criterion)
    assert focused.hasFocus()


def test_what_is_chosen_is_copied_in_full_words(dialog: SideBySideDialog) -> None:
    dialog.table.setCurrentIndex(dialog.model.index(1, 0))
    QTest.keyClick(dialog.table, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(dialog.table, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(dialog.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QApplication.clipboard().text()
    assert copied.split("\t") == ["Status", "", dialog.model.rows[1].cells[0].text]


def test_the_file_holds_every_row_whatever_is_hidden(
    dialog: SideBySideDialog, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "beside.csv"
    monkeypatch.setattr(dialogs, "choose_where_to_put_comparison", lambda _parent, _folder: path)
    dialog.only.setChecked(True)
    dialog.save.click()
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    expected = table_of(dialog.model.sheet, Register.CLINICIAN)
    assert len(rows) == len(expected) == 1 + len(dialog.model.sheet.rows)
    assert rows[0] == list(expected[0])
    assert str(len(expected) - 1) in dialog.told.text()
    assert "patient's data" in dialog.told.text()


def test_no_cell_of_the_file_can_act_as_a_formula(dialog: SideBySideDialog, tmp_path: Path) -> None:
    dialog.write(tmp_path / "beside.csv")
    text = (tmp_path / "beside.csv").read_text("utf-8-sig")
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in csv.reader(io.StringIO(text)) for cell in row)


def test_a_folder_that_is_not_there_is_told_and_nothing_is_lost(dialog: SideBySideDialog, tmp_path: Path) -> None:
    dialog.write(tmp_path / "nowhere" / "beside.csv")
    assert "no such folder" in dialog.told.text()
    assert dialog.isVisible()


def test_the_model_passes_qt_s_tester(qapp: object, whole: MatchResult, three: tuple[Match, ...]) -> None:
    model = SideBySideModel(sheet_of(three, Register.PLAIN, whole), Register.PLAIN)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(only_differing=True)
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.index(0, 0).data(Told.HEADING) is False
    del tester


def test_words_are_never_cut_in_the_height_of_a_row(dialog: SideBySideDialog) -> None:
    table = dialog.table
    table.fit()
    for row in range(0, dialog.model.rowCount(), 5):
        for column in range(dialog.model.columnCount()):
            index = dialog.model.index(row, column)
            if table.columnSpan(row, column) == 1:
                assert table.rowHeight(row) >= table.sizeHintForIndex(index).height() - 1
    hidden = table.horizontalHeader().length() - table.viewport().width()
    assert hidden <= 0 or table.horizontalScrollBar().maximum() >= hidden


def test_with_room_for_the_headings_nothing_lies_beyond_the_edge(dialog: SideBySideDialog, qtbot: QtBot) -> None:
    table = dialog.table
    dialog.resize(1300, 700)
    qtbot.waitUntil(lambda: table.horizontalHeader().length() <= table.viewport().width())
    assert table.horizontalScrollBar().maximum() == 0
