"""A person's answer in the window: who, when, on which document; filled in by a press of a button, never by itself."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gui.views.answer import DETAILS, AnswerEditor
from matcher.explain import Register

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gui.main_window import MainWindow
    from gui.session import Session

TRIAL = "NCT03043664"


def asking(window: MainWindow) -> list[AnswerEditor]:
    window.results.choose(TRIAL)
    return [card.answer_editor for card in window.detail.cards if card.isVisible() and card.asks]


def press(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def key(which: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, which)


def say_yes(editor: AnswerEditor) -> None:
    editor._answer.setFocus()
    key(Qt.Key.Key_Y)


def type_into(editor: AnswerEditor, key: str, text: str) -> None:
    line = editor._parts[key].line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_a_yes_alone_fills_in_neither_name_nor_date(filled: MainWindow) -> None:
    editor = asking(filled)[0]
    say_yes(editor)
    assert editor.reading().value == "yes"
    assert editor.today.isVisible()
    assert not editor.same.isVisible()


def test_the_answer_holds_who_when_document_and_note(
    filled: MainWindow, settled: Callable[[Session], None], tmp_path: Path
) -> None:
    editor = asking(filled)[0]
    say_yes(editor)
    type_into(editor, "by", "study nurse")
    press(editor.today)
    type_into(editor, "document", "clinic letter of 2026-10-02")
    type_into(editor, "note", "by phone")
    settled(filled.session)
    answers = filled.session.profile.answers
    assert answers is not None
    (answer,) = answers[TRIAL].values()
    assert not isinstance(answer, str)
    assert answer.model_dump(mode="json") == {
        "answer": "yes",
        "by": "study nurse",
        "date": filled.session.on.isoformat(),
        "document": "clinic letter of 2026-10-02",
        "note": "by phone",
    }
    filled.session.save(tmp_path / "saved.json")
    assert "clinic letter of 2026-10-02" in (tmp_path / "saved.json").read_text("utf-8")


def test_the_name_used_last_is_offered_for_the_next_answer_and_filled_in_only_when_pressed(
    filled: MainWindow, settled: Callable[[Session], None]
) -> None:
    editor = asking(filled)[0]
    say_yes(editor)
    type_into(editor, "by", "Ward & clinic")
    settled(filled.session)
    other = next(one for one in asking(filled) if one is not editor and one.reading().value is None)
    say_yes(other)
    assert other.reading().value == "yes"
    assert other.same.isVisible()
    assert "Ward & clinic" in other.same.accessibleName()
    press(other.same)
    assert other.reading().value == {"answer": "yes", "by": "Ward & clinic"}
    assert not other.same.isVisible()


def test_the_day_that_is_filled_in_is_the_as_of_day_and_the_button_says_when_that_is_not_today(
    filled: MainWindow, settled: Callable[[Session], None]
) -> None:
    filled.session.set_day(date(2026, 12, 14))
    settled(filled.session)
    editor = asking(filled)[0]
    say_yes(editor)
    assert editor.today.text() == "As of"
    assert "2026-12-14" in editor.today.accessibleName()
    press(editor.today)
    assert editor.reading().value == {"answer": "yes", "date": "2026-12-14"}


def test_the_details_are_reached_with_the_tab_key_in_the_order_they_stand_in(filled: MainWindow) -> None:
    editor = asking(filled)[0]
    say_yes(editor)
    reached = []
    for _ in range(len(DETAILS) + 1):
        key(Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    parts = {key: part.line for key, part in editor._parts.items()}
    assert reached == [parts["by"], parts["date"], editor.today, parts["document"], parts["note"]]


@pytest.mark.parametrize("register", list(Register))
def test_every_detail_has_a_label_in_sight_that_is_not_cut(filled: MainWindow, register: Register) -> None:
    filled.resize(filled.minimumSize())
    editor = asking(filled)[0]
    say_yes(editor)
    type_into(editor, "by", "x")
    filled.session.set_register(register)
    QApplication.processEvents()
    for detail in DETAILS:
        label = editor._labels[detail.key]
        assert label.text() == detail.label.of(register)
        assert label.width() >= label.sizeHint().width()
        line = editor._parts[detail.key]
        assert line.mapTo(editor, QPoint(line.width(), 0)).x() <= editor.width()
        assert line.width() >= 100
