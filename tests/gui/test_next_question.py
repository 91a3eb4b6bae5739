"""The next best question at the head of the form, walked by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gui.form.jump import Place, place_of
from gui.form.rows import RowTable
from matcher.explain import Register

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from criteria.strict_json import Json
    from gui.main_window import MainWindow
    from gui.session import Session

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def asked(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """The empty window, its first question worked out."""
    wait_for_question(qtbot, window)
    return window


def wait_for_question(qtbot: QtBot, window: MainWindow) -> None:
    asking = window.session.asking
    qtbot.waitUntil(lambda: window.session.is_settled and asking.is_known and not asking.is_busy, timeout=60_000)


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def fact(window: MainWindow) -> str:
    question = window.session.asking.question
    assert question is not None
    return question.fact


def test_the_strip_says_what_to_ask_where_it_stands_and_what_it_helps(asked: MainWindow) -> None:
    strip = asked.form.next_question
    assert strip.question == "Which treatments were given, from when to when, and is that list complete?"
    assert strip.why.startswith("Found in: clinic letter. Settles ")
    assert strip.accessibleName() == f"Next best question: {strip.question}"


def test_plain_words_promise_nothing_and_give_no_fraction(asked: MainWindow) -> None:
    asked.session.set_register(Register.PLAIN)
    assert asked.form.next_question.why.endswith("of the 51 trials that are still open.")


def test_the_answer_key_goes_to_the_field_and_the_next_one_follows_when_it_is_answered(
    qtbot: QtBot, asked: MainWindow, settled: Callable[[Session], None]
) -> None:
    assert fact(asked) == "therapies"
    press(asked, Qt.Key.Key_J, CONTROL | SHIFT)
    assert fact(asked) == "diagnosis.tumor_type"
    press(asked, Qt.Key.Key_J, CONTROL)
    editor = asked.form.field("diagnosis.tumor_type").editor
    assert editor.isAncestorOf(focused())
    QTest.keyClicks(focused(), "NET")
    settled(asked.session)
    wait_for_question(qtbot, asked)
    assert editor.isAncestorOf(focused()), "a new question never takes the cursor"
    assert fact(asked) != "diagnosis.tumor_type"


def test_skipped_questions_come_back_when_all_are_done_and_with_another_patient(asked: MainWindow) -> None:
    first = fact(asked)
    seen = []
    while fact(asked) not in seen:
        seen.append(fact(asked))
        press(asked, Qt.Key.Key_J, CONTROL | SHIFT)
    assert fact(asked) == first
    assert len(seen) > 50
    asked.session.new()
    assert asked.session.asking.question is None
    assert not asked.session.asking.is_known


def test_a_named_illness_opens_a_row_that_counts_only_once_it_says_more(
    asked: MainWindow, settled: Callable[[Session], None]
) -> None:
    asked.form.answer("conditions.hiv")
    table = asked.form.field("conditions").editor
    assert isinstance(table, RowTable)
    (card,) = table.cards
    assert "Counts only once" in card.note
    assert table.reading().value is None
    assert card.isAncestorOf(focused())
    QTest.keyClick(focused(), Qt.Key.Key_End)
    settled(asked.session)
    assert asked.session.value("conditions") == {
        "complete": False,
        "items": [{"name": "HIV infection", "status": "absent"}],
    }


def test_a_row_that_was_offered_and_left_alone_goes_away_with_the_next_one(asked: MainWindow) -> None:
    asked.form.answer("labs.ast")
    asked.form.answer("labs.alt")
    table = asked.form.field("labs").editor
    assert isinstance(table, RowTable)
    assert table.count == 1
    assert asked.session.value("labs") is None


def test_a_missing_limit_of_normal_is_asked_in_the_row_of_its_latest_result(filled: MainWindow) -> None:
    filled.form.answer("labs.ast.uln")
    table = filled.form.field("labs").editor
    assert isinstance(table, RowTable)
    place = next(number for number, card in enumerate(table.cards) if card.isAncestorOf(focused()))
    assert place == 6
    assert table.count == 22


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("diagnosis.ki67", Place("diagnosis.ki67")),
        ("therapies", Place("therapies")),
        ("therapies[1].end", Place("therapies", 1, "end")),
        ("progression[0].criteria", Place("progression", 0, "criteria")),
        ("biomarkers.msi", Place("biomarkers", None, "result", {"name": "MSI"})),
        ("conditions.hiv.date", Place("conditions", 1, "date", {"name": "HIV infection"})),
    ],
)
def test_every_kind_of_question_has_its_place(question: str, place: Place) -> None:
    items: list[Json] = [{"name": "hypertension"}, {"name": "HIV", "status": "past"}]
    found = place_of(question, {"conditions": {"complete": False, "items": items}})
    assert (found.path, found.index, found.key) == (place.path, place.index, place.key)
    assert found.offered.keys() == place.offered.keys()


def test_with_nothing_left_to_ask_the_buttons_rest(qtbot: QtBot, asked: MainWindow) -> None:
    asked.session.asking._take(())
    strip = asked.form.next_question
    assert strip.question == "No question is left open."
    strip.answer()
    strip.skip()
    assert asked.session.asking.question is None


def test_the_field_of_an_answer_comes_into_sight_where_its_list_is_long(filled: MainWindow, qtbot: QtBot) -> None:
    filled.form.answer("labs.aptt")
    assert focused().accessibleName().endswith(": Value")
    qtbot.waitUntil(lambda: focused().visibleRegion().boundingRect().height() == focused().height(), timeout=60_000)


def test_to_answer_brings_a_hidden_form_back(asked: MainWindow) -> None:
    asked.actions_.by_name["form"].trigger()
    assert asked.form.isHidden()
    asked.actions_.by_name["answer"].trigger()
    assert asked.form.isVisible()
    assert asked.actions_.by_name["form"].isChecked()
    assert asked.form.isAncestorOf(focused())


def test_the_form_stays_where_it_is_when_the_question_becomes_known(asked: MainWindow) -> None:
    strip = asked.form.next_question
    QApplication.processEvents()
    known = strip.height()
    asked.session.asking.forget()
    assert strip.why == ""
    QApplication.processEvents()
    assert strip.height() == known
