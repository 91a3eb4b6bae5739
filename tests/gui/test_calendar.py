"""The coming months in place of the list: rows, choosing, tests to repeat, key dates and the calendar file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar
from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QToolButton

from gui import calendar_desk, dialogs
from gui.models.overview import OverviewModel
from gui.models.results import Role
from gui.models.rows import MatchRow
from gui.models.word_table import WordTableModel
from gui.theme import DARK, LIGHT, Scheme
from matcher.calendar import overview
from matcher.calendar_words import dates_words, repeats_words
from matcher.explain import Register, status_words, verdict_words
from matcher.ics import exported_dates
from matcher.result import Verdict

from .test_access import nameless

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gui.main_window import MainWindow
    from gui.session import Session
    from gui.views.calendar_pane import CalendarPane
    from matcher.result import MatchResult

LATER, INELIGIBLE = "NCT03375320", "NCT02683941"


@pytest.fixture
def months(filled: MainWindow) -> MainWindow:
    """The window with the calendar in sight."""
    QTest.keyClick(filled, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    return filled


def result_of(window: MainWindow) -> MatchResult:
    assert window.session.result is not None
    return window.session.result


def pane(window: MainWindow) -> CalendarPane:
    return window.results.calendar


def rows(window: MainWindow) -> list[str]:
    return [row.match.trial.id for row in pane(window).model.rows]


def text(window: MainWindow) -> str:
    return "\n".join(pane(window).dates.texts)


def test_the_models_pass_qt_s_model_tester(filled: MainWindow) -> None:
    trials, words = OverviewModel(), WordTableModel(2)
    testers = [
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        for model in (trials, words)
    ]
    shown = overview(result_of(filled))
    for register in Register:
        trials.show(shown, register)
        words.show(["Day", "What"], [("2026-11-21", "a"), ("2026-11-22", "b")])
    trials.show(shown[:2], Register.PLAIN)
    trials.show((), Register.PLAIN)
    words.show(["Day", "What"], [])
    assert trials.rowCount() == words.rowCount() == 0
    assert trials.data(QModelIndex()) is words.data(QModelIndex()) is None
    del testers


def listed(window: MainWindow) -> list[str]:
    """The trials of the list without a conflict, in its order."""
    found = [row.match for row in window.results.model.rows if isinstance(row, MatchRow)]
    return [match.trial.id for match in found if match.verdict is not Verdict.INELIGIBLE]


def test_every_trial_without_a_conflict_has_a_row_and_the_others_are_counted(months: MainWindow) -> None:
    matches = result_of(months).matches
    open_ones = [match for match in matches if match.verdict is not Verdict.INELIGIBLE]
    closed = sum(match.trial.kind == "trial" and not match.trial.is_recruiting for match in open_ones)
    assert sorted(rows(months)) == sorted(match.trial.id for match in open_ones)
    assert closed > 0
    assert months.results._total.text() == (
        f"{len(open_ones)} are or may become possible, {closed} of them closed to new patients; "
        f"{len(matches) - len(open_ones)} with a conflict stand in the list."
    )


def test_rows_stand_in_the_order_of_the_list(months: MainWindow, tmp_path: Path) -> None:
    assert rows(months) == listed(months)
    here = {trial: {"open": True, "updated": "2026-11-10"} for trial in (LATER, rows(months)[4])}
    centre = {"format": "zebramatch.centre/1", "name": "Centre North", "trials": here}
    (tmp_path / "centre.json").write_text(json.dumps(centre), "utf-8")
    months.files.open_centre(tmp_path / "centre.json")
    assert set(rows(months)[:2]) == set(here)
    assert rows(months) == listed(months)


def test_a_trial_that_takes_no_new_patients_is_marked_as_closed(months: MainWindow) -> None:
    for row in pane(months).model.rows:
        trial = row.match.trial
        assert ("closed" in row.aside) is (trial.kind == "trial" and not trial.is_recruiting)
        assert status_words(trial, Register.CLINICIAN) in row.text


def test_the_switch_puts_the_calendar_in_place_of_the_list_and_back(months: MainWindow) -> None:
    results = months.results
    assert (results.list.isVisible(), pane(months).isVisible()) == (False, True)
    assert months.actions_.by_name["calendar"].isChecked()
    assert QApplication.focusWidget() is pane(months).list
    QTest.keyClick(pane(months).list, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert (results.list.isVisible(), pane(months).isVisible()) == (True, False)
    assert not months.actions_.by_name["calendar"].isChecked()
    assert QApplication.focusWidget() is results.list
    buttons = {button.text(): button for button in results.switch.findChildren(QToolButton)}
    QTest.mouseClick(buttons["Calendar"], Qt.MouseButton.LeftButton)
    assert pane(months).isVisible()
    QTest.mouseClick(buttons["List"], Qt.MouseButton.LeftButton)
    assert results.list.isVisible()


def test_a_row_chosen_by_key_shows_its_trial_in_detail(months: MainWindow) -> None:
    pane(months).list.setCurrentIndex(pane(months).model.index(0))
    QTest.keyClick(pane(months).list, Qt.Key.Key_Down)
    assert months.detail.section is not None
    assert months.detail.section.key == rows(months)[1]
    assert months.results.match is not None
    assert months.results.match.trial.id == rows(months)[1]


def test_a_row_chosen_by_click_shows_its_trial_in_detail(months: MainWindow) -> None:
    shown = pane(months).list
    there = shown.visualRect(pane(months).model.index(1)).center()
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=there)
    assert months.detail.section is not None
    assert months.detail.section.key == rows(months)[1]


def test_what_is_chosen_stays_chosen_from_list_to_calendar_and_back(filled: MainWindow) -> None:
    filled.results.choose(LATER)
    filled.switch_calendar()
    assert pane(filled).list.currentIndex().data(Role.TRIAL) == LATER
    QTest.keyClick(pane(filled).list, Qt.Key.Key_Down)
    chosen = pane(filled).list.currentIndex().data(Role.TRIAL)
    assert chosen != LATER
    filled.switch_calendar()
    assert filled.results.list.currentIndex().data(Role.TRIAL) == chosen
    assert filled.results.selected[0].trial.id == chosen


def test_a_trial_with_a_conflict_stays_in_the_detail_though_it_has_no_row(filled: MainWindow) -> None:
    filled.results.choose(INELIGIBLE)
    filled.switch_calendar()
    assert not pane(filled).list.selectedIndexes()
    assert filled.detail.section is not None
    assert filled.detail.section.key == INELIGIBLE
    QTest.keyClick(pane(filled).list, Qt.Key.Key_Down)
    assert filled.detail.section.key == rows(filled)[0]


def test_a_look_up_in_the_list_hides_nothing_in_the_calendar(filled: MainWindow) -> None:
    filled.results.look_up.setText("NCT03043664")
    filled.switch_calendar()
    assert len(rows(filled)) > 5
    pane(filled).list.setCurrentIndex(pane(filled).model.find(LATER))
    assert filled.results.match is not None
    assert filled.results.match.trial.id == LATER
    assert filled.results.look_up.text() == ""


def test_the_look_up_s_key_brings_back_the_list(months: MainWindow) -> None:
    QTest.keyClick(pane(months).list, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert months.results.list.isVisible()
    assert QApplication.focusWidget() is months.results.look_up


@pytest.mark.parametrize("register", list(Register))
def test_a_row_is_read_out_with_verdict_and_every_stretch_of_time(months: MainWindow, register: Register) -> None:
    months.session.set_register(register)
    for row in pane(months).model.rows:
        said = pane(months).model.find(row.match.trial.id).data(Qt.ItemDataRole.AccessibleTextRole)
        assert row.match.trial.id in said
        assert verdict_words(row.match, register) in said
        assert all(bar.sentence in said for bar in row.bars)


@pytest.mark.parametrize("register", list(Register))
def test_tests_to_repeat_and_key_dates_stand_below_in_words(months: MainWindow, register: Register) -> None:
    months.session.set_register(register)
    result = result_of(months)
    tests, dates = repeats_words(result, register), dates_words(result, register)
    assert len([card for card in pane(months).dates.cards if card.isVisibleTo(pane(months))]) == len(tests) > 1
    for test in tests:
        assert all(cell in text(months) for cell in test.cells)
    shown = pane(months).dates.table.words.rows
    assert shown == tuple((one.day, one.event) for one in dates[: len(shown)])
    assert len(shown) == min(12, len(dates))


def test_no_word_of_the_dates_is_cut_in_a_narrow_pane(months: MainWindow) -> None:
    months.switch_words()
    months.resize(683, 384)
    QApplication.processEvents()
    table = pane(months).dates.table
    metrics = table.fontMetrics()
    for row in table.words.rows:
        for column, cell in enumerate(row):
            assert max(metrics.horizontalAdvance(word) for word in cell.split()) < table.columnWidth(column)


def test_an_edit_is_followed_by_the_calendar(months: MainWindow, settled: Callable[[Session], None]) -> None:
    before = rows(months)
    months.session.edit("performance.ecog", 4)
    assert "Working out" in months.results._total.text()
    settled(months.session)
    assert len(rows(months)) < len(before)


def test_a_patient_whom_nothing_fits_is_told_where_to_look(months: MainWindow) -> None:
    result = result_of(months)
    months.session.result = type(result)(
        result.screening_date, result.library_size, result.library_as_of, (), result.matches[-1:]
    )
    months.session.result_changed.emit()
    assert rows(months) == []
    assert "The list (Ctrl+K)" in months.results._total.text()
    assert not pane(months).export.isEnabled()


def test_nothing_of_a_former_patient_stays_in_sight_or_behind_it(months: MainWindow) -> None:
    assert rows(months)
    months.session.new()
    for _ in range(2):
        assert rows(months) == []
        assert "2026" not in text(months)
        assert all(card.text == "\n" for card in pane(months).dates.cards)
        months.switch_calendar()


def test_a_calendar_out_of_sight_forgets_a_former_patient_too(months: MainWindow) -> None:
    months.switch_calendar()
    months.session.new()
    assert rows(months) == []
    assert pane(months).dates.table.words.rows == ()


def test_the_export_is_a_calendar_that_others_can_read(
    months: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "dates.ics"
    monkeypatch.setattr(dialogs, "choose_where_to_put_dates", lambda *_: target)
    QTest.mouseClick(pane(months).export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: months.statusBar().currentMessage() == calendar_desk.WRITTEN.clinician, timeout=60_000)
    read = Calendar.from_ical(target.read_bytes())
    days = sorted(event.start for event in read.events)
    assert days == sorted(one.day for one in exported_dates(result_of(months)))
    assert "everolimus" not in target.read_text("utf-8")


def test_a_failed_export_says_why_and_leaves_the_rest_as_it_was(
    months: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "missing" / "dates.ics"
    monkeypatch.setattr(dialogs, "choose_where_to_put_dates", lambda *_: target)
    pane(months).export.click()
    qtbot.waitUntil(months.banner.isVisible, timeout=60_000)
    assert "there is no such folder" in months.banner.text
    assert rows(months)


def test_an_export_that_is_cancelled_writes_nothing(
    months: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "choose_where_to_put_dates", lambda *_: None)
    pane(months).export.click()
    assert list(tmp_path.glob("*.ics")) == []


def test_without_a_key_date_no_file_is_asked_for(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialogs, "choose_where_to_put_dates", lambda *_: pytest.fail("asked for a file"))
    window.switch_calendar()
    pane(window).export.click()
    assert window.statusBar().currentMessage() == calendar_desk.NO_DATES.clinician


@pytest.mark.parametrize("register", list(Register))
def test_every_part_that_takes_the_focus_has_a_name(months: MainWindow, register: Register) -> None:
    months.session.set_register(register)
    assert nameless(months) == []


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_a_window_s_bar_is_drawn_in_the_colours_of_its_verdict(months: MainWindow, scheme: Scheme) -> None:
    months.theme.choose(scheme)
    shown = pane(months)
    index = shown.model.index(0)
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, 400, shown._delegate.sizeHint(option, index).height())
    image = QImage(option.rect.size(), QImage.Format.Format_RGB32)
    image.fill(QColor("#123456"))
    painter = QPainter(image)
    shown._delegate.paint(painter, option, index)
    painter.end()
    colours = DARK if scheme is Scheme.DARK else LIGHT
    wanted = colours.verdict(shown.model.rows[0].bars[0].state).ground  # type: ignore[arg-type]
    assert wanted in {image.pixelColor(x, option.rect.height() - 14).name() for x in range(60, 300)}


def test_all_rows_are_equally_high(months: MainWindow) -> None:
    shown = pane(months).list
    assert shown.uniformItemSizes()
    heights = {shown.visualRect(pane(months).model.index(row)).height() for row in range(len(rows(months)))}
    assert len(heights) == 1


def test_a_trial_that_is_chosen_elsewhere_has_its_row_pointed_at(months: MainWindow) -> None:
    months.results.choose(LATER)
    assert pane(months).list.currentIndex().data(Role.TRIAL) == LATER
    months.results.choose(INELIGIBLE)
    assert not pane(months).list.currentIndex().isValid()
