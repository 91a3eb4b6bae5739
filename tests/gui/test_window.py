"""The window as a whole: the as-of date, narrow screens, the form put away."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QScrollArea

from gui import dialogs
from gui.theme import SIZES
from matcher.explain import Register

from .conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.main_window import MainWindow
    from gui.session import Session


def test_another_day_is_typed_and_taken_back(filled: MainWindow, settled: Callable[[Session], None]) -> None:
    day = filled.day.day
    day.setFocus()
    QTest.keyClicks(day, "2027")
    QTest.keyClick(day, Qt.Key.Key_Return)
    settled(filled.session)
    assert filled.session.result is not None
    assert filled.session.result.screening_date == date(2027, 11, 20)
    assert filled.session.is_saved
    filled.day.reset.click()
    settled(filled.session)
    assert filled.session.result.screening_date == date(2026, 11, 20)
    assert not filled.day.reset.isEnabled()


def test_without_a_date_of_its_own_the_patient_is_judged_today(window: MainWindow) -> None:
    assert window.session.result is not None
    assert window.session.result.screening_date == TODAY
    assert window.day.day.date().toPython() == TODAY


def test_a_small_laptop_with_large_letters_is_wide_enough(filled: MainWindow) -> None:
    filled.resize(683, 384)
    QApplication.processEvents()
    assert (filled.width(), filled.height()) == (683, 384)
    outer = next(area for area in filled.findChildren(QScrollArea) if area.property("role") == "bare")
    for go, pane in ((filled.results.take_focus, filled.results), (filled.detail.take_focus, filled.detail)):
        go()
        QApplication.processEvents()
        left = pane.mapTo(outer.viewport(), pane.rect().topLeft()).x()
        assert 0 <= left <= outer.viewport().width() - pane.width()


def test_the_form_is_put_away_and_brought_back_by_key(filled: MainWindow) -> None:
    for is_visible in (False, True):
        filled.results.take_focus()
        QTest.keyClick(filled.results.list, Qt.Key.Key_F9)
        assert filled.form.isVisible() is is_visible


def test_about_says_that_the_program_decides_nothing(window: MainWindow) -> None:
    dialogs.show_about(window, Register.PLAIN)
    box = window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "decides nothing" in box.text()
    assert "your own personal decision" in box.text()
    shown = [label for label in box.findChildren(QLabel) if label.text()]
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in shown)
    box.close()


@pytest.mark.parametrize("letters", SIZES)
@pytest.mark.parametrize("register", list(Register))
def test_the_pages_of_the_form_are_named_in_full_with_letters_of_every_size(
    filled: MainWindow, letters: float, register: Register
) -> None:
    filled.session.set_register(register)
    filled.theme.enlarge(letters)
    QApplication.processEvents()
    nav = filled.form._nav
    assert nav.sizeHintForColumn(0) <= nav.viewport().width()
