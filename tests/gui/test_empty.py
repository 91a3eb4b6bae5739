"""Where there is nothing to show yet, the window says what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from criteria.library import Library
from gui.session import Session
from gui.views.what_if import WhatIfWindow
from matcher.explain import Register

from .conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from criteria.library import Library as Trials
    from criteria.strict_json import Json
    from gui.main_window import MainWindow

# A child of ten in bed: no trial of the library takes one now or in the coming months.
CHILD: dict[str, Json] = {"age": 10, "performance.ecog": {"value": 4}, "diagnosis.tumor_type": "adenocarcinoma"}


@pytest.fixture
def bare(window_of: Callable[[Session], MainWindow]) -> Iterator[MainWindow]:
    """The window of a program without a single trial."""
    made = window_of(Session(Library(), lambda: TODAY))
    yield made
    made.close()


@pytest.fixture
def hopeless(
    window_of: Callable[[Session], MainWindow], library: Trials, settled: Callable[[Session], None]
) -> Iterator[MainWindow]:
    """The window with a patient for whom no trial is or becomes possible."""
    session = Session(Library.of(one for one in library.trials if one.id == "NCT05918302"), lambda: TODAY)
    made = window_of(session)
    for path, value in CHILD.items():
        session.edit(path, value)
    session.settle()
    settled(session)
    yield made
    session.discard_changes()
    made.close()


def head_of(window: MainWindow) -> str:
    return window.results._total.text()


@pytest.mark.parametrize("register", list(Register))
def test_with_nothing_entered_the_ranking_says_to_enter_what_is_known(
    window: MainWindow, register: Register, settled: Callable[[Session], None]
) -> None:
    window.session.set_register(register)
    assert head_of(window).startswith("Enter what you know")
    assert "none left out" in head_of(window)
    window.session.edit("sex", "female")
    settled(window.session)
    assert not head_of(window).startswith("Enter what you know")
    window.session.undo()
    settled(window.session)
    assert head_of(window).startswith("Enter what you know")


def test_without_any_trial_the_ranking_and_the_detail_say_so(bare: MainWindow) -> None:
    assert "The library holds no trials" in head_of(bare)
    assert "--library" in head_of(bare)
    assert bare.detail.texts[0] == "There is no trial to show."
    bare.session.set_register(Register.PLAIN)
    assert "install it again" in head_of(bare)
    bare.start.go_home()
    assert any("no trials to compare with" in text for text in bare.start.page.texts)


def test_nothing_of_a_trial_stands_in_the_detail_while_none_is_chosen(bare: MainWindow) -> None:
    assert [button for button in bare.detail.findChildren(QPushButton) if button.isVisible()] == []


def test_a_look_up_without_hits_leaves_a_sentence_in_the_detail(window: MainWindow) -> None:
    window.results.look_up.setText("zzzz")
    assert window.detail.texts[0].startswith("Choose a trial in the list")


def test_a_calendar_without_a_possible_trial_shows_no_empty_chart(hopeless: MainWindow) -> None:
    hopeless.actions_.by_name["calendar"].trigger()
    calendar = hopeless.results.calendar
    assert "no trial is or becomes possible" in head_of(hopeless)
    assert not calendar.list.isVisible()
    assert calendar.dates.isVisible()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.isVisible()
    assert calendar.isAncestorOf(focus)


def test_the_chart_comes_back_with_a_trial_that_is_possible(
    hopeless: MainWindow, settled: Callable[[Session], None]
) -> None:
    hopeless.actions_.by_name["calendar"].trigger()
    hopeless.session.discard_changes()
    hopeless.session.new()
    settled(hopeless.session)
    assert hopeless.results.calendar.list.isVisible()


def test_what_if_without_near_misses_shows_words_in_place_of_empty_tables(window: MainWindow, qtbot: QtBot) -> None:
    window.side_windows.what_if()
    shown = next(one for one in window.findChildren(WhatIfWindow) if one.isVisible())
    assert "Any fact can still be assumed" in shown._near_lead.text()
    assert not shown.near_table.isVisible()
    assert not shown.changes_table.isVisible()
    assert shown._near_lead.pos().y() < shown.height() / 3
    focus = shown.focusWidget()
    assert focus is not None
    assert focus.focusPolicy() & Qt.FocusPolicy.TabFocus
    shown.close()


def test_what_if_with_near_misses_shows_the_table(filled: MainWindow) -> None:
    filled.side_windows.what_if()
    shown = next(one for one in filled.findChildren(WhatIfWindow) if one.isVisible())
    assert shown.near_table.isVisible() is bool(shown.near.rows)
    assert shown.near.rows
    shown.close()


def test_a_worklist_without_a_folder_says_to_choose_one(window: MainWindow) -> None:
    window.worklist.show()
    shown = window.worklist.window
    assert shown is not None
    assert "Choose the folder" in shown.status.text()
    assert shown.asking.folder_button.hasFocus() or shown.focusWidget() is shown.asking.folder_button
    assert not shown.asking.make.isEnabled()
