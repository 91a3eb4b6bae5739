"""Manners: what is remembered of the window, faults of any part in one dialog, questions only where it counts."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QByteArray, QPoint, QSize, QTimer
from PySide6.QtWidgets import QApplication

from criteria.library import Library
from gui import dialogs
from gui.app import FaultReporter, Options, start
from gui.jobs import LatestJob
from gui.main_window import MainWindow
from gui.preferences import Preferences
from gui.rooms import Room
from gui.session import Session
from gui.standing import SIZE, WIDTHS

from .conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gui.theme import Theme

SECRET = "Zebedee-Quagga"


@pytest.fixture
def opened(qtbot: QtBot, library: Library, theme: Theme, tmp_path: Path) -> Callable[[], MainWindow]:
    """Open the program's window again on what the one before left behind."""

    def open_window() -> MainWindow:
        made = MainWindow.furnished(Session(library, lambda: TODAY), theme, Preferences(tmp_path / "w.ini"))
        qtbot.addWidget(made)
        made.show()
        return made

    return open_window


def test_the_widths_of_the_panes_come_back(opened: Callable[[], MainWindow]) -> None:
    first = opened()
    first.resize(1500, 700)
    first.panes.set_widths((540, 420, 500))
    QApplication.processEvents()
    widths = first.panes.widths
    assert widths != WIDTHS
    first.close()
    again = opened()
    again.resize(1500, 700)
    QApplication.processEvents()
    assert again.panes.widths == widths


def test_a_form_that_was_put_away_is_no_width_to_remember(opened: Callable[[], MainWindow], tmp_path: Path) -> None:
    first = opened()
    first.switch_form()
    first.close()
    assert Preferences(tmp_path / "w.ini").widths == ()
    assert not opened().form.isHidden()


@pytest.mark.parametrize("widths", ["nonsense", "1, 2", "-5, 3, 4", "99999999999999, 5, 6", "0, 400, 400"])
def test_widths_that_make_no_sense_give_way_to_the_usual_ones(tmp_path: Path, widths: str, theme: Theme) -> None:
    (tmp_path / "w.ini").write_text(f"[General]\nwidths={widths}\n", "ascii")
    session = Session(Library.of(()))
    made = MainWindow.furnished(session, theme, Preferences(tmp_path / "w.ini"))
    made.resize(SIZE)
    assert all(made.panes.widths)
    made.close()
    made.deleteLater()


def test_the_room_of_the_last_time_comes_back_with_a_patient_and_the_start_page_is_none(
    window: MainWindow, preferences: Preferences, example_file: Path
) -> None:
    for odd in ("START", "CELLAR", "", "DESK"):
        preferences.room = odd
        start(window, Options(patient=example_file))
        assert window.rooms.room is Room.DESK, odd
    window.start.go_home()
    window.close()
    assert preferences.room == "DESK"


@pytest.mark.parametrize("place", [QPoint(9000, 9000), QPoint(-5000, 20), QPoint(20, -5000), QPoint(20, 9000)])
def test_a_window_left_on_a_screen_that_is_gone_opens_inside_the_one_there_is(
    opened: Callable[[], MainWindow], place: QPoint
) -> None:
    first = opened()
    first.resize(700, 500)
    first.move(place)
    first.close()
    again = opened()
    inside = again.screen().availableGeometry()
    assert again.size() == QSize(700, 500)
    assert inside.contains(again.geometry())


def test_the_first_window_is_no_larger_than_the_screen(opened: Callable[[], MainWindow]) -> None:
    made = opened()
    inside = made.screen().availableGeometry()
    assert made.width() <= max(inside.width(), made.minimumWidth())
    assert made.height() <= max(inside.height(), made.minimumHeight())


def test_a_remembered_place_that_is_nonsense_is_passed_over(opened: Callable[[], MainWindow], tmp_path: Path) -> None:
    Preferences(tmp_path / "w.ini").geometry = QByteArray(b"nonsense")
    made = opened()
    assert made.geometry().intersects(made.screen().availableGeometry())
    assert made.width() > made.minimumWidth()


def test_closing_with_changes_asks_once_and_cancel_keeps_the_window(
    filled: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [dialogs.Leave.CANCEL, dialogs.Leave.DISCARD]
    monkeypatch.setattr(dialogs, "ask_about_changes", lambda _parent: answers.pop(0))
    filled.session.edit("sex", "male")
    filled.close()
    assert filled.isVisible()
    assert len(answers) == 1
    filled.close()
    assert not filled.isVisible()
    assert answers == []


def test_closing_without_changes_asks_nothing(filled: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialogs, "ask_about_changes", lambda _parent: pytest.fail("asked"))
    filled.start.go_home()
    filled.close()
    assert not filled.isVisible()


def test_a_fault_in_a_slot_is_one_calm_dialog_without_values(
    filled: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    reporter = FaultReporter()
    monkeypatch.setattr(sys, "excepthook", reporter)

    def fails() -> None:
        raise ValueError(SECRET)

    timer = QTimer(filled)
    timer.timeout.connect(fails)
    timer.start(0)
    qtbot.waitUntil(lambda: reporter.dialog is not None)
    QApplication.processEvents()
    timer.stop()
    assert reporter.dialog is not None
    text = reporter.dialog.report.toPlainText()
    assert "ValueError" in text
    assert SECRET not in text
    reporter.dialog.reject()


def test_a_fault_on_any_thread_of_the_window_is_told(filled: MainWindow, qtbot: QtBot) -> None:
    filled.worklist.show()
    filled.side_windows.what_if()
    reporter = FaultReporter()
    filled.broke.connect(reporter.tell)
    filled.session.broke.connect(reporter.tell)

    def fails(*_: object) -> None:
        raise ValueError(SECRET)

    jobs = [*filled.findChildren(LatestJob), *filled.session.findChildren(LatestJob)]
    assert len(jobs) >= 6
    for job in jobs:
        job.start(fails)
        qtbot.waitUntil(lambda: reporter.dialog is not None, timeout=60_000)
        assert reporter.dialog is not None, job.parent()
        assert SECRET not in reporter.dialog.report.toPlainText()
        reporter.dialog.reject()
        assert reporter.dialog is None
