"""The words of the field are explained where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from criteria.glossary import glossary, term_of_fact
from gui.views.glossary import GlossaryDialog, explained
from matcher.explain import Register

if TYPE_CHECKING:
    from gui.main_window import MainWindow


def shown(window: MainWindow) -> GlossaryDialog:
    window.actions_.by_name["glossary"].trigger()
    return window.findChildren(GlossaryDialog)[-1]


def test_f1_in_a_question_explains_its_word(window: MainWindow) -> None:
    window.form.show_field("diagnosis.ki67")
    assert window.actions_.by_name["glossary"].shortcut().toString() == "F1"
    dialog = shown(window)
    assert dialog.texts[0] == "Ki-67"
    assert "MIB-1" in dialog.texts[2]


def test_elsewhere_it_opens_at_the_first_word(window: MainWindow) -> None:
    window.results.take_focus()
    assert shown(window).texts[0] == glossary()[0].name


@pytest.mark.parametrize("register", list(Register))
def test_a_word_is_explained_in_the_reader_s_register(window: MainWindow, register: Register) -> None:
    window.session.set_register(register)
    window.form.show_field("performance.ecog")
    term = term_of_fact("performance.ecog")
    assert term is not None
    assert shown(window).texts[1] == (term.plain if register is Register.PLAIN else term.clinician)


def test_a_word_is_found_by_typing_a_part_of_any_of_its_names(window: MainWindow) -> None:
    dialog = shown(window)
    QTest.keyClicks(dialog.look_up, "mib")
    assert dialog.texts[0] == "Ki-67"
    QTest.keyClick(dialog.look_up, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(dialog.look_up, "qqq")
    assert dialog.texts[:2] == ("", "No word fits. Try fewer letters.")


def test_a_question_and_a_criterion_explain_their_words_on_hover(window: MainWindow) -> None:
    assert "Ki-67: " in window.form.field("diagnosis.ki67").label.toolTip()
    assert explained("ECOG 0 or 1", Register.PLAIN).startswith("ECOG performance status: A number from 0 to 4")
    assert explained("able to walk", Register.PLAIN) == ""


def test_enter_after_a_word_goes_to_what_was_found_and_closes_nothing(window: MainWindow) -> None:
    dialog = shown(window)
    QTest.keyClicks(dialog.look_up, "ecog")
    QTest.keyClick(dialog.look_up, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.focusWidget() is dialog.list
    assert dialog.texts[0] == "ECOG performance status"
