"""Two readings of a text in the window: shown, asked about, answered; and the specimens side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from gui.views.specimens import SpecimenGrid
from matcher.explain import Register

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gui.main_window import MainWindow
    from gui.views.readings import ReadingsBox

TRIAL = "NCT03972488"
QUESTION = "Must metastatic disease be inoperable, too, or does inoperable belong to locally advanced disease alone?"


@pytest.fixture
def undecided(filled: MainWindow, qtbot: QtBot) -> MainWindow:
    """Return the window with a patient for whom the two readings of one criterion differ."""
    filled.session.edit("diagnosis.resectable", value=True)
    qtbot.waitUntil(lambda: filled.session.is_settled)
    filled.results.choose(TRIAL)
    return filled


def box(window: MainWindow) -> ReadingsBox:
    card = next(card for card in window.detail.cards if card.row is not None and card.row.id == "I01")
    assert card.readings is not None
    return card.readings


def test_the_card_shows_both_readings_and_what_to_ask(undecided: MainWindow) -> None:
    first, second, ask = box(undecided).texts
    assert first.startswith("(a) inoperable belongs to metastatic and to locally advanced disease → conflict")
    assert second.startswith("(b) inoperable belongs to locally advanced disease alone → fits")
    assert ask == f'ask the site: "{QUESTION}"'


def test_the_question_is_copied_with_the_keyboard_in_the_reader_s_words(undecided: MainWindow) -> None:
    copied = QApplication.clipboard()
    button = box(undecided).copy_button
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert copied.text() == QUESTION
    assert button.text() == "Copied"
    assert QUESTION in button.accessibleName()
    undecided.session.set_register(Register.PLAIN)
    QTest.keyClick(box(undecided).copy_button, Qt.Key.Key_Space)
    assert copied.text().startswith("My tumour has spread, but an operation")


def test_the_readings_are_worded_for_patients(undecided: MainWindow) -> None:
    undecided.session.set_register(Register.PLAIN)
    first, _, ask = box(undecided).texts
    assert "→ does not seem to fit. " in first
    assert ask.startswith('Ask the study team: "')


def test_the_site_s_answer_is_entered_on_the_card_and_settles_it(undecided: MainWindow, qtbot: QtBot) -> None:
    undecided.session.answer(TRIAL, "I01", "yes")
    qtbot.waitUntil(lambda: undecided.session.is_settled)
    assert undecided.results.match is not None
    settled = next(one for one in undecided.results.match.criteria if one.criterion.id == "I01")
    assert settled.outcome.value == "satisfied"
    assert not box(undecided).copy_button.isVisibleTo(undecided)


def test_a_card_used_again_for_a_text_of_one_reading_forgets_the_readings(undecided: MainWindow) -> None:
    assert box(undecided).isVisibleTo(undecided)
    for match in undecided.session.result.matches if undecided.session.result else ():
        undecided.results.choose(match.trial.id)
        read = {one.criterion.id for one in match.criteria if one.readings}
        shown = {card.row.id for card in undecided.detail.cards if card.row and card.readings and not card.isHidden()}
        assert shown == read


def test_the_specimens_stand_side_by_side_with_what_went_by_each(undecided: MainWindow) -> None:
    grid = undecided.detail.findChild(SpecimenGrid)
    assert grid is not None
    undecided.detail.cards  # noqa: B018 - puts up what is still to come
    assert grid.isVisibleTo(undecided)
    assert {"pancreas biopsy", "liver biopsy", "7 %", "12 %", "I07: Ki-67, the latest"} <= set(grid.texts)
    named = [label.accessibleName() for label in grid.findChildren(QLabel)]
    assert "Ki-67, liver biopsy: 12 %" in named


def test_no_specimens_are_shown_for_a_trial_that_did_not_look_at_them(undecided: MainWindow) -> None:
    undecided.results.choose("NCT02267603")
    grid = undecided.detail.findChild(SpecimenGrid)
    assert grid is not None
    undecided.detail.cards  # noqa: B018 - puts up what is still to come
    assert not grid.isVisibleTo(undecided)
