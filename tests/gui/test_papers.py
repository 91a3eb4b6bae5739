"""The Trial menu: the checklist to sign and the text to the site, of the trial chosen in the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui import dialogs, trial_desk
from gui.trial_desk import checklist_of, site_text_of
from gui.views.checklist_dialog import ChecklistChoice, ChecklistDialog
from gui.views.referral import ReferralDialog
from matcher.explain import Register
from matcher.report import Identifiers, render_pdf
from tests.gui.test_access import nameless

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from gui.main_window import MainWindow

TRIAL = "NCT03043664"
BOTH_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def press(window: MainWindow, key: Qt.Key) -> None:
    QTest.keyClick(window.results, key, BOTH_KEYS)


def checklist_dialog(window: MainWindow) -> ChecklistDialog:
    window.results.choose(TRIAL)
    press(window, Qt.Key.Key_C)
    dialog = window.findChild(ChecklistDialog)
    assert isinstance(dialog, ChecklistDialog)
    return dialog


def referral_dialog(window: MainWindow, qtbot: QtBot) -> ReferralDialog:
    window.results.choose(TRIAL)
    press(window, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: window.findChild(ReferralDialog) is not None, timeout=60_000)
    dialog = window.findChild(ReferralDialog)
    assert isinstance(dialog, ReferralDialog)
    return dialog


def test_the_checklist_of_the_chosen_trial_is_saved_with_both_identifiers(
    filled: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "form.pdf"
    monkeypatch.setattr(dialogs, "choose_where_to_put_checklist", lambda *_: target)
    dialog = checklist_dialog(filled)
    QTest.keyClicks(dialog.identifiers.first, "A. Patient")
    QTest.keyClicks(dialog.identifiers.second, "12345")
    dialog.accept()
    qtbot.waitUntil(target.exists, timeout=60_000)
    qtbot.waitUntil(lambda: not filled.trial_desk.is_busy, timeout=60_000)
    reader = PdfReader(target)
    assert all("A. Patient" in page.extract_text() and "12345" in page.extract_text() for page in reader.pages)
    assert TRIAL in reader.pages[0].extract_text()
    assert "A. Patient" not in str(reader.metadata)
    assert filled.statusBar().currentMessage() == "The checklist was written"
    choice = ChecklistChoice(TRIAL, identifiers=Identifiers("A. Patient", "12345"))
    assert target.read_bytes() == render_pdf(checklist_of(filled.session.question(), choice))


def test_half_an_identification_is_refused_beside_its_field_and_a_blank_form_asks_for_none(filled: MainWindow) -> None:
    chosen: list[ChecklistChoice] = []
    dialog = ChecklistDialog(filled, TRIAL, chosen.append)
    dialog.identifiers.first.setText("A. Patient")
    dialog.accept()
    assert chosen == []
    assert dialog._problem.isVisibleTo(dialog)
    dialog.blank.click()
    assert not dialog.identifiers.isEnabled()
    dialog.accept()
    assert chosen == [ChecklistChoice(TRIAL, is_blank=True)]


def test_a_blank_form_from_the_window_holds_nothing_of_the_patient(filled: MainWindow) -> None:
    document = checklist_of(filled.session.question(), ChecklistChoice(TRIAL, is_blank=True))
    assert "Suggests" not in document.canonical
    assert document.owner == ("Blank form",)


def test_the_checklist_follows_the_last_keystroke(filled: MainWindow) -> None:
    filled.session.edit("diagnosis.primary_site", "lung")
    document = checklist_of(filled.session.question(), ChecklistChoice(TRIAL))
    assert "Primary site: lung" in document.canonical


def test_a_checklist_that_cannot_be_written_is_explained(
    filled: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "choose_where_to_put_checklist", lambda *_: tmp_path / "none" / "form.pdf")
    checklist_dialog(filled).accept()
    qtbot.waitUntil(filled.banner.isVisible, timeout=60_000)
    assert "form.pdf" in filled.banner.text


def test_a_cancelled_checklist_is_not_written(
    filled: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "form.pdf"
    monkeypatch.setattr(dialogs, "choose_where_to_put_checklist", lambda *_: target)
    checklist_dialog(filled).accept()
    assert filled.work.isVisible()
    assert not filled.actions_.by_name["checklist"].isEnabled()
    filled.work.cancelled.emit()
    assert not filled.work.isVisible()
    assert filled.statusBar().currentMessage() == "Nothing was made"
    filled.trial_desk.close()
    qtbot.wait(1)
    assert not target.exists()


def test_no_paper_is_offered_without_a_trial_or_for_an_approved_use(filled: MainWindow, window: MainWindow) -> None:
    names = ("checklist", "referral")
    filled.results.choose(TRIAL)
    assert all(filled.actions_.by_name[name].isEnabled() for name in names)
    filled.results.choose("LABEL-LANREOTIDE")
    assert not any(filled.actions_.by_name[name].isEnabled() for name in names)
    filled.trial_desk.ask_checklist()
    filled.trial_desk.show_referral()
    assert filled.findChild(ChecklistDialog) is None
    assert not filled.trial_desk.is_busy


def test_the_text_to_the_site_is_read_only_and_copied_whole(filled: MainWindow, qtbot: QtBot) -> None:
    dialog = referral_dialog(filled, qtbot)
    text = dialog.text.toPlainText()
    assert text == site_text_of(filled.session.question(), TRIAL)
    assert dialog.text.isReadOnly()
    QApplication.clipboard().clear()
    dialog.copy.setFocus()
    QTest.keyClick(dialog.copy, Qt.Key.Key_Space)
    assert QApplication.clipboard().text() == text
    assert dialog.copy.text() == "Copied"
    dialog.close()


def test_the_keyboard_goes_from_the_text_to_the_buttons(filled: MainWindow, qtbot: QtBot) -> None:
    dialog = referral_dialog(filled, qtbot)
    qtbot.waitUntil(lambda: dialog.focusWidget() is dialog.text, timeout=60_000)
    QTest.keyClick(dialog.text, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is not dialog.text
    dialog.close()


def test_a_fault_while_the_text_is_made_is_told_and_not_swallowed(
    filled: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> str:
        raise ZeroDivisionError

    monkeypatch.setattr(trial_desk, "site_text_of", fails)
    filled.results.choose(TRIAL)
    with qtbot.waitSignal(filled.broke, timeout=60_000) as told:
        filled.trial_desk.show_referral()
    assert isinstance(told.args[0], ZeroDivisionError)


def test_every_widget_of_the_two_dialogs_has_a_name(filled: MainWindow, qtbot: QtBot) -> None:
    for dialog in (ChecklistDialog(filled, TRIAL, lambda _choice: None), ReferralDialog("words", filled)):
        qtbot.addWidget(dialog)
        assert nameless(dialog) == []


def test_the_menu_speaks_both_registers(filled: MainWindow) -> None:
    assert filled.actions_.by_name["referral"].text() == "&Referral text ..."
    filled.session.set_register(Register.PLAIN)
    assert filled.actions_.by_name["referral"].text() == "&Text to the study team ..."


def test_no_two_actions_share_their_keys(filled: MainWindow) -> None:
    keys = [action.shortcut().toString() for action in filled.actions_.by_name.values() if action.shortcut().toString()]
    assert sorted(keys) == sorted(set(keys))


def test_a_text_about_one_patient_never_opens_beside_another(filled: MainWindow, qtbot: QtBot) -> None:
    filled.results.choose(TRIAL)
    press(filled, Qt.Key.Key_R)
    assert filled.trial_desk.is_busy
    filled.session.new()
    assert not filled.trial_desk.is_busy
    qtbot.waitUntil(lambda: filled.session.is_settled, timeout=60_000)
    assert filled.findChild(ReferralDialog) is None
