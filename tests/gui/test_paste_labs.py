"""Pasted laboratory results: seen line by line before any is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QPushButton

from gui.form import paste_labs
from gui.form.pages import PAGES
from gui.form.paste_labs import PasteDialog
from gui.form.rows import RowTable

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from gui.main_window import MainWindow
    from gui.session import Session

TEXT = "Collected 2026-11-02\nPlatelets 145 10^9/L (150-400)\nALT 1,500 U/L\nAST 30 U/L"


def opened(window: MainWindow) -> PasteDialog:
    window.form.show_field("labs")
    editor = window.form.field("labs").editor
    assert isinstance(editor, RowTable)
    button = next(one for one in editor.findChildren(QPushButton) if "Paste" in one.text())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    return window.findChildren(PasteDialog)[-1]


def test_pasted_results_are_added_to_those_that_are_there(
    window: MainWindow, settled: Callable[[Session], None]
) -> None:
    window.session.edit("labs", [{"test": "INR", "value": 1.1}])
    window.form.show_field("labs")
    dialog = opened(window)
    QApplication.clipboard().setText(TEXT)
    dialog.text.setFocus()
    dialog.text.paste()
    assert dialog.add.text() == "Add 2 results"
    QTest.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    settled(window.session)
    labs = window.session.profile.labs or ()
    assert {lab.test for lab in labs} >= {"platelets", "AST"}
    assert len([lab for lab in labs if lab.test == "platelets"]) == 1
    assert next(lab for lab in labs if lab.test == "platelets").uln == 400


def test_the_same_results_pasted_twice_stand_there_once(window: MainWindow, settled: Callable[[Session], None]) -> None:
    for _ in range(2):
        dialog = opened(window)
        dialog.text.setPlainText(TEXT)
        dialog.accept()
        settled(window.session)
    assert len(window.session.profile.labs or ()) == 2


def test_each_line_says_how_it_is_read_or_why_it_is_not(window: MainWindow) -> None:
    dialog = opened(window)
    QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal, dialog)
    dialog.text.setPlainText(TEXT)
    told = [str(dialog.model.index(row, 1).data()) for row in range(dialog.model.rowCount())]
    assert told[0] == "✓  platelets 145 10^9/L, normal 150 to 400, 2026-11-02"
    assert told[1].startswith("✗  Not read: 1,500 can be")
    assert told[2] == "✓  AST 30 U/L, 2026-11-02"


def test_nothing_can_be_added_where_nothing_was_read(window: MainWindow) -> None:
    dialog = opened(window)
    dialog.text.setPlainText("Dear colleague")
    assert not dialog.add.isEnabled()


def test_the_edit_menu_pastes_results_from_any_page(window: MainWindow) -> None:
    window.actions_.by_name["paste"].trigger()
    dialog = window.findChild(PasteDialog)
    assert dialog is not None
    assert dialog.isVisible()
    assert PAGES[window.form.page].section == "labs"
    dialog.reject()


def test_a_text_too_long_is_read_up_to_a_whole_line_and_the_rest_is_told(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paste_labs, "MOST", len("AST 30 U/L\nPlatelets 14"))
    dialog = opened(window)
    dialog.text.setPlainText("AST 30 U/L\nPlatelets 145 10^9/L\nALT 20 U/L")
    assert [entry["test"] for entry in dialog.entries] == ["AST"]
    told = str(dialog.model.index(1, 1).data())
    assert told == "✗  Not read: the text is too long; take what was read, then paste the rest from this line on"
    assert dialog.model.index(1, 0).data() == "Platelets 145 10^9/L"
