"""Ten thousand edits: nothing piles up and nothing aborts."""

from __future__ import annotations

import resource
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.main_window import MainWindow
    from gui.session import Session

EDITS = 10_000
WARM_UP = 1_000
MOST_GROWTH = 48 * 1024 * 1024


def memory() -> int:
    """The most memory this process has used, in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def one_edit(window: MainWindow, number: int) -> None:
    """Change something through the widgets, as typing would: numbers, choices, texts, rows, unreadable things."""
    ki67 = window.form.field("diagnosis.ki67").editor.findChildren(QLineEdit)[0]
    kinds: list[Callable[[], object]] = [
        lambda: ki67.setText(str(number % 100)),
        lambda: window.session.edit("diagnosis.grade", ("G1", "G2", "G3", None)[number % 4]),
        lambda: window.session.edit("age", number % 100 if number % 3 else "x", {"": "?"} if number % 3 == 0 else {}),
        lambda: window.session.edit("labs", [{"test": "ast", "value": number % 90, "unit": "U/L", "uln": 40}]),
        lambda: window.session.answer("NCT03043664", "I09", (None, "yes", "no")[number % 3]),
    ]
    kinds[number % len(kinds)]()


@pytest.mark.skipif(sys.platform == "win32", reason="memory is measured by a module that Windows lacks")
def test_ten_thousand_edits_neither_leak_nor_abort(filled: MainWindow, settled: Callable[[Session], None]) -> None:
    results: list[int] = []
    filled.session.result_changed.connect(lambda: results.append(1))
    before = widgets = 0
    for number in range(EDITS):
        one_edit(filled, number)
        if number % 250 == 0:
            filled.session.settle()
            settled(filled.session)
        if number == WARM_UP:
            settled(filled.session)
            assert all(card.answer_editor for card in filled.detail.cards)  # each makes its own once, when asked
            before, widgets = memory(), len(filled.findChildren(QWidget))
    filled.session.settle()
    settled(filled.session)
    assert len(filled.findChildren(QWidget)) == widgets
    assert memory() - before < MOST_GROWTH
    assert len(results) > EDITS / 500


def test_rows_added_and_removed_again_leave_no_widgets_behind(filled: MainWindow) -> None:
    table = filled.form.field("labs").editor
    value = table.reading().value
    QApplication.processEvents()
    before = len(filled.findChildren(QWidget))
    for _ in range(20):
        table.show_value([])
        table.show_value(value)
        QApplication.sendPostedEvents(None, 52)  # the event by which Qt deletes what is to go
    assert len(filled.findChildren(QWidget)) == before
