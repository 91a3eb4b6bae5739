"""Published results side by side: chosen by key, drawn and listed alike, never as a ranking."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from gui.models.comparison import ComparisonModel, Line, Measure, measures_of
from gui.models.rows import MatchRow
from gui.theme import DARK, LIGHT, Colours, Scheme, Theme
from gui.views.comparison import ALIKE, CAUTION, NOTHING, TEAM, TOO_FEW, ComparisonDialog
from gui.views.comparison_chart import Chart, axis_of
from matcher.explain import Register

from .test_access import nameless
from .test_theme import contrast

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from criteria.library import Library
    from criteria.trial import Trial
    from gui.main_window import MainWindow
    from gui.session import Session

PLANET, DART, PDR = "NCT03043664", "NCT02834013", "NCT02955069"
POINT = Line(10.0, None, "A", "", "10 %", "", "", "r")


@pytest.fixture
def some(library: Library) -> list[Trial]:
    return [trial for trial in library.trials if trial.id in {PLANET, DART, PDR}]


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme, some: list[Trial]) -> ComparisonDialog:
    made = ComparisonDialog(some, theme, Register.CLINICIAN)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def chosen(window: MainWindow) -> list[str]:
    return [match.trial.id for match in window.results.selected]


def opened(window: MainWindow) -> ComparisonDialog:
    window.actions_.by_name["compare"].trigger()
    found = window.findChild(ComparisonDialog)
    assert isinstance(found, ComparisonDialog)
    return found


def test_two_trials_are_chosen_by_key(filled: MainWindow) -> None:
    filled.results.take_focus()
    first = chosen(filled)
    QTest.keyClick(filled.results.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(chosen(filled)) == 2
    assert chosen(filled)[:1] == first
    QTest.keyClick(filled.results.list, Qt.Key.Key_Down)
    assert len(chosen(filled)) == 1


def test_choosing_by_key_steps_over_a_heading_and_keeps_what_is_chosen(filled: MainWindow) -> None:
    rows = filled.results.model.rows
    last = next(n for n, row in enumerate(rows[2:], 2) if not isinstance(row, MatchRow)) - 1
    before, after = rows[last], rows[last + 2]
    assert isinstance(before, MatchRow)
    assert isinstance(after, MatchRow)
    filled.results.choose(before.match.trial.id)
    filled.results.take_focus()
    QTest.keyClick(filled.results.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert chosen(filled) == [before.match.trial.id, after.match.trial.id]


def test_trials_far_apart_are_chosen_with_ctrl_and_space(filled: MainWindow) -> None:
    filled.results.take_focus()
    for _ in range(3):
        QTest.keyClick(filled.results.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert len(chosen(filled)) == 1
    QTest.keyClick(filled.results.list, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert len(chosen(filled)) == 2
    assert filled.results.match in filled.results.selected


def test_chosen_trials_stay_chosen_when_an_answer_changes_the_list(
    filled: MainWindow, settled: Callable[[Session], None]
) -> None:
    filled.results.choose(PLANET, DART)
    filled.session.edit("performance.ecog", 4)
    filled.session.settle()
    settled(filled.session)
    assert set(chosen(filled)) == {PLANET, DART}


def test_the_chosen_trials_are_compared_from_the_menu(filled: MainWindow) -> None:
    filled.results.choose(PLANET, DART)
    shown = opened(filled)
    assert [measure.name for measure in shown.measures] == ["Median progression-free survival"]
    assert {one.trial for one in shown.measures[0].lines} == {f"PLANET ({PLANET})", f"DART ({DART})"}
    assert shown.said[0] == CAUTION.clinician
    assert ALIKE.clinician in shown.said
    shown.reject()


def test_one_trial_alone_is_answered_with_how_to_choose_more(filled: MainWindow) -> None:
    filled.results.choose(PLANET)
    shown = opened(filled)
    assert shown.said == (TOO_FEW.clinician,)
    assert shown.table is None
    shown.reject()


def test_trials_without_a_common_outcome_are_answered_in_words(qtbot: QtBot, theme: Theme, library: Library) -> None:
    lone = [trial for trial in library.trials if not trial.results][:2]
    shown = ComparisonDialog(lone, theme, Register.CLINICIAN)
    qtbot.addWidget(shown)
    assert shown.said == (NOTHING.clinician,)


def test_what_one_trial_alone_reports_twice_is_no_comparison(some: list[Trial]) -> None:
    dart = [trial for trial in some if trial.id == DART]
    assert measures_of(dart) == ()


def test_plain_words_leave_the_numbers_to_the_team(qtbot: QtBot, theme: Theme, some: list[Trial]) -> None:
    shown = ComparisonDialog(some, theme, Register.PLAIN)
    qtbot.addWidget(shown)
    assert shown.said == (TEAM.of(Register.PLAIN),)


def test_the_table_holds_the_numbers_that_are_drawn(dialog: ComparisonDialog) -> None:
    assert dialog.table is not None
    model = dialog.table.model()
    drawn = [
        (chart.measure.name, one.trial, one.whom, one.value_words, one.interval_words)
        for chart in dialog.charts
        for one in chart.measure.lines
    ]
    listed = [tuple(model.index(row, n).data() for n in range(5)) for row in range(model.rowCount())]
    assert listed == drawn
    assert len(listed) > 4


def test_every_value_has_the_reference_that_its_number_names(dialog: ComparisonDialog) -> None:
    assert dialog.table is not None
    model = dialog.table.model()
    lines = [one for measure in dialog.measures for one in measure.lines]
    for row, one in enumerate(lines):
        assert f"{model.index(row, 6).data()}  {one.reference}" in dialog.said


def test_a_dot_stands_where_its_value_lies_on_the_axis(dialog: ComparisonDialog) -> None:
    for chart in dialog.charts:
        plot, image = chart.plot(), chart.grab().toImage()
        for one, dot in zip(chart.measure.lines, chart.dots(), strict=True):
            share = (dot.x() - plot.left()) / plot.width()
            assert chart.axis.low + share * (chart.axis.high - chart.axis.low) == pytest.approx(one.value)
            scale = image.devicePixelRatio()
            assert image.pixelColor((dot * scale).toPoint()) == QColor(LIGHT.text)


def is_ink(image: QImage, x: float, y: float, colours: Colours) -> bool:
    return image.pixelColor(round(x), round(y)) == QColor(colours.text)


def test_an_interval_is_a_line_and_without_one_there_is_a_dot_alone(qtbot: QtBot, theme: Theme) -> None:
    wide = replace(POINT, value=50.0, interval=(20.0, 80.0))
    chart = Chart(Measure("Objective response rate", "%", (POINT, wide)), theme)
    qtbot.addWidget(chart)
    chart.resize(700, chart.heightForWidth(700))
    image, plot = chart.grab().toImage(), chart.plot()
    beside = plot.left() + chart.axis.share(30.0) * plot.width()
    alone, lined = chart.dots()
    assert not is_ink(image, beside, alone.y(), LIGHT)
    assert is_ink(image, beside, lined.y(), LIGHT)


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [((4.8, 44.0), 0, 50), ((1.8, 5.4), 0, 6), ((0.0, 0.0), 0, 1), ((100.0,), 0, 100), ((-12.0, 30.0), -20, 30)],
)
def test_the_axis_begins_at_nought_and_holds_every_value(values: tuple[float, ...], low: float, high: float) -> None:
    axis = axis_of(tuple(replace(POINT, value=value) for value in values))
    assert (axis.low, axis.high) == pytest.approx((low, high))
    assert 2 <= len(axis.ticks) <= 8
    assert all(0 <= axis.share(value) <= 1 for value in values)


def test_the_axis_holds_the_ends_of_the_intervals() -> None:
    axis = axis_of((replace(POINT, interval=(2.9, 64.8)),))
    assert axis.share(64.8) <= 1


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_dots_and_words_stand_out_in_both_schemes(dialog: ComparisonDialog, theme: Theme, scheme: Scheme) -> None:
    theme.choose(scheme)
    QApplication.processEvents()
    colours = DARK if scheme is Scheme.DARK else LIGHT
    chart = dialog.charts[0]
    image = chart.grab().toImage()
    dot = (chart.dots()[0] * image.devicePixelRatio()).toPoint()
    ground = QImage(dialog.grab().toImage()).pixelColor(dialog.width() // 2, dialog.height() // 2)
    assert contrast(image.pixelColor(dot).name(), colours.panel) >= 7
    assert contrast(image.pixelColor(dot).name(), image.pixelColor(2, 1).name()) >= 7
    assert ground.isValid()
    for words in (colours.text, colours.faint):
        assert contrast(words, colours.panel) >= 4.5
    theme.choose(Scheme.LIGHT)


def test_labels_are_wrapped_and_never_cut(dialog: ComparisonDialog) -> None:
    for chart in dialog.charts:
        assert chart.height() >= chart.heightForWidth(chart.width())
        assert chart.plot().right() < chart.width()


def test_everything_in_the_comparison_has_a_name(dialog: ComparisonDialog) -> None:
    assert nameless(dialog) == []
    assert dialog.accessibleName()
    for chart in dialog.charts:
        assert chart.accessibleName() == chart.measure.name
        assert all(one.value_words in chart.accessibleDescription() for one in chart.measure.lines)


def test_the_table_shows_its_whole_height_and_width(dialog: ComparisonDialog) -> None:
    table = dialog.table
    assert table is not None
    assert table.horizontalHeader().length() <= table.viewport().width()
    assert table.verticalHeader().length() <= table.viewport().height()


def test_tab_leaves_the_table(dialog: ComparisonDialog) -> None:
    assert dialog.table is not None
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not dialog.table


def test_the_table_passes_qt_s_model_tester(qapp: QApplication, some: list[Trial]) -> None:
    model = ComparisonModel(measures_of(some))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert model.headerData(3, Qt.Orientation.Horizontal) == "Result"
    assert model.rowCount(model.index(0, 0)) == 0
    del tester


def test_the_detail_shows_the_numbers_with_their_reference(filled: MainWindow) -> None:
    filled.results.choose(PLANET)
    told = "\n".join(filled.detail.texts)
    assert "5.4 months (1.7 to 8.3)" in told
    assert "abstract 369" in told
