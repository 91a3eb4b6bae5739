"""Names for assistive technology, tab order, keys, and problems beside their field."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)

from gui.dialogs import CrashDialog, ReportDialog
from gui.form.pages import PAGES
from gui.form.rows import RowTable
from gui.plain_text import plain_tooltip
from matcher.explain import Register

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from gui.main_window import MainWindow
    from gui.session import Session


def name_of(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def is_a_part_of_qt(widget: QWidget) -> bool:
    """Scroll bars, the pop-ups of lists and the line inside a date: Qt speaks for them."""
    return (
        isinstance(widget, QAbstractSlider)
        or widget.objectName().startswith("qt_")
        or (isinstance(widget, QAbstractItemView) and widget.parent() is None)
        or any(isinstance(parent, QComboBox) for parent in ancestors(widget))
    )


def ancestors(widget: QWidget) -> list[QWidget]:
    found = []
    parent = widget.parentWidget()
    while parent is not None:
        found.append(parent)
        parent = parent.parentWidget()
    return found


def nameless(top: QWidget) -> list[str]:
    return [
        f"{type(widget).__name__} in {[type(p).__name__ for p in ancestors(widget)][:4]}"
        for widget in top.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not is_a_part_of_qt(widget)
        and not name_of(widget)
    ]


@pytest.mark.parametrize("register", list(Register))
def test_every_widget_that_takes_the_focus_has_a_name(filled: MainWindow, register: Register) -> None:
    filled.session.set_register(register)
    assert nameless(filled) == []


def test_every_widget_of_the_dialogs_has_a_name(qtbot: QtBot, window: MainWindow) -> None:
    for dialog in (ReportDialog(window, Register.CLINICIAN, "", lambda _choice: None), CrashDialog("x", window)):
        qtbot.addWidget(dialog)
        assert nameless(dialog) == []


def test_every_question_is_the_buddy_of_its_editor(window: MainWindow) -> None:
    for field in window.form.all_fields().values():
        assert field.label.buddy() is field.editor


def tab_stops(window: QWidget, within: QWidget) -> list[QWidget]:
    chain: list[QWidget] = []
    widget: QWidget | None = window.nextInFocusChain()
    while widget is not None and widget is not window:
        chain.append(widget)
        widget = widget.nextInFocusChain()
    return [
        widget
        for widget in chain
        if within.isAncestorOf(widget)
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    ]


def reading_place(widget: QWidget, page: QWidget) -> tuple[int, int]:
    corner = widget.mapTo(page, QPoint(0, 0))
    return round((corner.y() + widget.height() / 2) / 12), corner.x()


@pytest.mark.parametrize("number", range(len(PAGES)))
def test_tab_goes_through_a_page_in_reading_order(filled: MainWindow, number: int) -> None:
    filled.form.show_page(number)
    page = filled.form.inside(number)
    for table in page.findChildren(RowTable):
        table.finish()
    QTest.qWait(60)  # cards take a turn to find their room
    stops = tab_stops(filled, page)
    places = [reading_place(widget, page) for widget in stops]
    assert places == sorted(places), [name_of(widget) for widget in stops]
    assert len(stops) > 1


def test_a_row_that_was_just_added_stands_in_tab_order_too(filled: MainWindow) -> None:
    filled.form.show_field("therapies")
    filled.form.field("therapies").editor.add_row()  # type: ignore[attr-defined]
    QApplication.processEvents()
    page = filled.form.inside(filled.form.page)
    stops = tab_stops(filled, page)
    places = [reading_place(widget, page) for widget in stops]
    assert places == sorted(places), [name_of(widget) for widget in stops]


def test_tab_goes_through_the_panes_from_left_to_right(filled: MainWindow) -> None:
    panes = [filled.form, filled.results, filled.detail]
    stops = tab_stops(filled, filled)
    order = [n for stop in stops for n, pane in enumerate(panes) if pane.isAncestorOf(stop)]
    assert order == sorted(order)
    assert set(order) == {0, 1, 2}


def test_every_action_can_be_reached_by_keyboard(window: MainWindow) -> None:
    keys = [
        action.shortcut().toString() for action in window.actions_.by_name.values() if not action.shortcut().isEmpty()
    ]
    assert len(keys) == len(set(keys))
    assert {"Ctrl+O", "Ctrl+S", "Ctrl+P", "Ctrl+E", "Ctrl+L", "F6"} <= set(keys)


def test_a_problem_stands_beside_its_field_once_the_cursor_has_left(
    window: MainWindow, qtbot: QtBot, settled: Callable[[Session], None]
) -> None:
    window.form.show_field("diagnosis.ki67")
    field = window.form.field("diagnosis.ki67")
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "1,500")
    settled(window.session)
    assert field.problem
    assert field.note.isHidden()
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert field.note.isVisible()
    assert "without the comma" in field.note.text()
    assert line.text() == "1,500"
    line.setFocus()
    line.clear()
    QTest.keyClicks(line, "15")
    settled(window.session)
    assert field.note.isHidden()


def test_a_problem_is_marked_in_the_list_of_pages(window: MainWindow, settled: Callable[[Session], None]) -> None:
    window.session.edit("age", "sixty", {"": "write a whole number"})
    settled(window.session)
    titles = [index.data() for index in window.form.section_indexes()]
    assert [title for title in titles if title.startswith("⚠")] == ["⚠ General  1"]


def test_every_label_shows_its_text_as_it_stands(filled: MainWindow) -> None:
    rich = [label.text() for label in filled.findChildren(QLabel) if label.textFormat() != Qt.TextFormat.PlainText]
    assert rich == []


def test_a_tooltip_shows_markup_as_text() -> None:
    assert plain_tooltip('<img src="x"> ANC <1.5 & >1') == '<qt>&lt;img src="x"&gt; ANC &lt;1.5 &amp; &gt;1</qt>'
    assert plain_tooltip("") == ""
