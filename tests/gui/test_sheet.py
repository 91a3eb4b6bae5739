"""The take-along sheet from the File menu: asked for, seen, printed, saved, cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gui import dialogs, sheet_desk
from gui.sheet_desk import sheet_of
from gui.views.preview import PreviewDialog
from gui.views.sheet_dialog import SheetChoice, SheetDialog
from matcher.explain import Register
from matcher.report import Identifiers, render_pdf
from tests.gui.test_access import nameless

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from gui.main_window import MainWindow
    from gui.reporting import Pages

TRIAL = "NCT03043664"
BOTH_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def asked(window: MainWindow) -> SheetDialog:
    QTest.keyClick(window.results, Qt.Key.Key_T, BOTH_KEYS)
    dialog = window.findChild(SheetDialog)
    assert isinstance(dialog, SheetDialog)
    return dialog


def preview_of(window: MainWindow, qtbot: QtBot) -> PreviewDialog:
    asked(window).look.click()
    qtbot.waitUntil(lambda: window.findChild(PreviewDialog) is not None, timeout=60_000)
    preview = window.findChild(PreviewDialog)
    assert isinstance(preview, PreviewDialog)
    return preview


def test_the_sheet_is_saved_with_both_identifiers(
    filled: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "sheet.pdf"
    monkeypatch.setattr(dialogs, "choose_where_to_put_sheet", lambda *_: target)
    dialog = asked(filled)
    QTest.keyClicks(dialog.identifiers.first, "A. Patient")
    QTest.keyClicks(dialog.identifiers.second, "12345")
    dialog.save.click()
    qtbot.waitUntil(target.exists, timeout=60_000)
    qtbot.waitUntil(lambda: not filled.sheet_desk.is_busy, timeout=60_000)
    assert filled.statusBar().currentMessage() == "The take-along sheet was written"
    reader = PdfReader(target)
    assert len(reader.pages) <= 2
    assert all("A. Patient" in page.extract_text() and "12345" in page.extract_text() for page in reader.pages)
    choice = SheetChoice(Identifiers("A. Patient", "12345"))
    assert target.read_bytes() == render_pdf(sheet_of(filled.session.question(), choice))


def test_the_preview_shows_the_pages_that_are_saved_from_it(
    filled: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "sheet.pdf"
    monkeypatch.setattr(dialogs, "choose_where_to_put_sheet", lambda *_: target)
    preview = preview_of(filled, qtbot)
    assert preview.windowTitle() == "Preview of the take-along sheet"
    assert 1 <= len(preview.pages) <= 2
    preview.export.emit()
    qtbot.waitUntil(target.exists, timeout=60_000)
    assert len(PdfReader(target).pages) == len(preview.pages)
    preview.close()


def test_from_the_preview_the_sheet_goes_to_the_printer(
    filled: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[object] = []

    def no_printer(parent: object) -> None:
        offered.append(parent)

    monkeypatch.setattr(dialogs, "choose_printer", no_printer)
    preview = preview_of(filled, qtbot)
    preview.print_out.emit()
    qtbot.waitUntil(lambda: bool(offered), timeout=60_000)
    assert offered == [filled]
    preview.close()


def test_a_sheet_may_be_on_the_chosen_trial_alone_but_not_on_an_approved_use(filled: MainWindow) -> None:
    filled.results.choose(TRIAL)
    dialog = asked(filled)
    assert dialog.one.isVisible()
    assert TRIAL in dialog.one.text()
    dialog.close()
    chosen: list[SheetChoice] = []
    alone = SheetDialog(filled, TRIAL, chosen.append, chosen.append)
    alone.one.setChecked(True)
    alone.look.click()
    assert chosen == [SheetChoice(None, (TRIAL,))]
    filled.results.choose("LABEL-LANREOTIDE")
    match = filled.results.match
    assert match is not None
    assert match.trial.kind == "label"
    filled.sheet_desk.ask(match)
    other = filled.findChildren(SheetDialog)[-1]
    assert not other.one.isVisibleTo(other)
    other.close()


def test_half_an_identification_is_refused_beside_its_field(filled: MainWindow) -> None:
    chosen: list[SheetChoice] = []
    dialog = SheetDialog(filled, "", chosen.append, chosen.append)
    dialog.identifiers.first.setText("A. Patient")
    dialog.save.click()
    assert chosen == []
    assert dialog._problem.isVisibleTo(dialog)
    assert "second identifier" in dialog._problem.text()


def test_a_cancelled_sheet_is_not_written(
    filled: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "sheet.pdf"
    monkeypatch.setattr(dialogs, "choose_where_to_put_sheet", lambda *_: target)
    asked(filled).save.click()
    assert filled.work.isVisible()
    assert not filled.actions_.by_name["sheet"].isEnabled()
    filled.work.cancelled.emit()
    assert filled.statusBar().currentMessage() == "No take-along sheet was made"
    assert filled.actions_.by_name["sheet"].isEnabled()
    filled.sheet_desk.close()
    qtbot.wait(1)
    assert not target.exists()


def test_a_sheet_that_cannot_be_written_is_explained(
    filled: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "choose_where_to_put_sheet", lambda *_: tmp_path / "none" / "sheet.pdf")
    asked(filled).save.click()
    qtbot.waitUntil(filled.banner.isVisible, timeout=60_000)
    assert "sheet.pdf" in filled.banner.text


def test_a_preview_about_one_patient_never_opens_beside_another(filled: MainWindow, qtbot: QtBot) -> None:
    asked(filled).look.click()
    assert filled.sheet_desk.is_busy
    filled.session.new()
    assert not filled.sheet_desk.is_busy
    qtbot.waitUntil(lambda: filled.session.is_settled, timeout=60_000)
    assert filled.findChild(PreviewDialog) is None


def test_a_fault_while_the_sheet_is_made_is_told_and_not_swallowed(
    filled: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> Pages:
        raise ZeroDivisionError

    monkeypatch.setattr(sheet_desk, "sheet_of", fails)
    with qtbot.waitSignal(filled.broke, timeout=60_000) as told:
        filled.sheet_desk.preview(SheetChoice())
    assert isinstance(told.args[0], ZeroDivisionError)


def test_the_sheet_follows_the_last_keystroke(filled: MainWindow) -> None:
    before = sheet_of(filled.session.question(), SheetChoice())
    filled.session.edit("diagnosis.primary_site", "lung")
    assert sheet_of(filled.session.question(), SheetChoice()).tally != before.tally


def test_every_widget_of_the_dialog_has_a_name_and_the_menu_speaks_both_registers(
    filled: MainWindow, qtbot: QtBot
) -> None:
    dialog = SheetDialog(filled, TRIAL, lambda _choice: None, lambda _choice: None)
    qtbot.addWidget(dialog)
    assert nameless(dialog) == []
    assert filled.actions_.by_name["sheet"].text() == "&Take-along sheet for the patient ..."
    filled.session.set_register(Register.PLAIN)
    assert filled.actions_.by_name["sheet"].text() == "&Take-along sheet for my appointment ..."
