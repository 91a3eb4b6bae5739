"""Enter goes down and Tab goes across; names, units, dates and numbers are read as they are written."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QCompleter, QLineEdit, QStyle, QWidget

import gui
from gui.dialogs import ReportDialog
from gui.form.entry_editors import UnitEditor
from gui.form.lines import LineEditor, NameEditor
from gui.form.notation import DATE, TEXT
from gui.form.pages import PAGES
from gui.form.rows import RowTable
from gui.preferences import Preferences
from gui.theme import SIZES
from matcher.explain import Register

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from gui.form.editor import Editor
    from gui.main_window import MainWindow
    from gui.session import Session

ENTER = Qt.Key.Key_Return


def now() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def focused() -> str:
    return now().accessibleName()


def table(window: MainWindow, path: str) -> RowTable:
    window.form.show_field(path)
    editor = window.form.field(path).editor
    assert isinstance(editor, RowTable)
    return editor


def enter() -> None:
    QTest.keyClick(QApplication.activePopupWidget() or now(), ENTER)


def test_enter_goes_from_question_to_question_and_over_what_is_optional(window: MainWindow) -> None:
    window.form.show_field("diagnosis.ki67")
    enter()
    assert focused() == "Mitotic count"
    enter()
    assert focused() == "Extent"


def test_enter_on_the_last_question_turns_to_the_next_page(window: MainWindow) -> None:
    window.form.show_field("performance.karnofsky")
    enter()
    assert PAGES[window.form.page].section == "imaging"
    assert focused() == "Date of SSTR imaging"


def test_enter_while_names_are_offered_keeps_what_was_typed_and_goes_on(window: MainWindow) -> None:
    window.form.show_field("diagnosis.primary_site")
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "pancreas")
    enter()
    assert line.text() == "pancreas"
    assert focused() == "Tumour type"


def test_enter_ends_an_entry_and_begins_the_next_and_an_empty_one_ends_the_list(window: MainWindow) -> None:
    rows = table(window, "therapies")
    enter()
    QTest.keyClicks(now(), "everolimus")
    enter()
    assert focused() == "Treatment 2: Agent or class"
    enter()
    assert rows.count == 1
    assert PAGES[window.form.page].section == "medications"
    assert window.session.draft["therapies"] == {"complete": False, "items": [{"agent": "everolimus"}]}


def test_enter_in_an_earlier_entry_goes_to_the_one_below(filled: MainWindow) -> None:
    rows = table(filled, "therapies")
    rows.cards[0].take_focus()
    enter()
    assert focused() == "Treatment 2: Agent or class"
    assert rows.count == 2


def test_enter_on_a_button_presses_it(window: MainWindow) -> None:
    rows = table(window, "labs")
    enter()
    assert rows.count == 1


def test_a_key_that_still_comes_through_a_closed_list_of_names_goes_to_the_cursor(window: MainWindow) -> None:
    """On an X display the closed list goes on getting the keys for a moment, and hands them to its line."""
    window.form.show_field("diagnosis.primary_site")
    line = now()
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "pancreas")
    enter()
    QTest.keyClicks(line, "NET")
    assert line.text() == "pancreas"
    following = now()
    assert isinstance(following, QLineEdit)
    assert (focused(), following.text()) == ("Tumour type", "NET")


def test_the_looked_up_trial_is_in_sight_and_down_goes_into_the_list(filled: MainWindow) -> None:
    filled.go_to_look_up()
    QTest.keyClicks(filled.results.look_up, "nip")
    assert filled.results.match is not None
    assert filled.results.match.trial.id == "NCT03591731"
    QTest.keyClick(filled.results.look_up, Qt.Key.Key_Down)
    assert filled.results.list.hasFocus()


def test_the_report_is_proposed_for_whom_the_last_one_was(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window.reports, "preview", lambda _choice: None)
    window.preview()
    dialog = window.findChild(ReportDialog)
    assert isinstance(dialog, ReportDialog)
    assert dialog.clinician.isChecked()
    dialog.patient.setChecked(True)
    dialog.accept()
    again = Preferences(tmp_path / "window.ini")
    assert again.audience is Register.PLAIN


def opened(qtbot: QtBot, editor: Editor) -> QCompleter:
    """Show an editor with the cursor in it, and return what offers names there."""
    qtbot.addWidget(editor)
    editor.resize(200, 40)
    with qtbot.waitExposed(editor):
        editor.show()
    editor.activateWindow()
    qtbot.waitUntil(editor.isActiveWindow)
    assert isinstance(editor, LineEditor)
    editor.line.setFocus()
    qtbot.waitUntil(editor.line.hasFocus)
    return editor.line.completer()


def test_a_brand_is_chosen_by_key_and_echoed(qtbot: QtBot) -> None:
    editor = NameEditor("therapy", TEXT)
    completer = opened(qtbot, editor)
    QTest.keyClicks(editor.line, "luta")
    assert completer.completionModel().index(0, 0).data() == "Lutathera (177Lu-dotatate)"
    popup = completer.popup()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, ENTER)
    assert editor.line.text() == "Lutathera"
    assert editor.remark() == "= 177Lu-dotatate (177Lu-labelled somatostatin analogue)"


def test_a_name_that_is_not_listed_is_taken_marked_saved_and_opened_again(
    window: MainWindow, tmp_path: Path, settled: Callable[[Session], None]
) -> None:
    rows = table(window, "therapies")
    enter()
    QTest.keyClicks(now(), "zebramycin")
    settled(window.session)
    assert "not in the vocabulary: it will count as unknown" in rows.cards[0].note
    window.session.save(tmp_path / "case.json")
    window.session.open(tmp_path / "case.json")
    settled(window.session)
    assert "not in the vocabulary: it will count as unknown" in rows.cards[0].note
    assert json.loads((tmp_path / "case.json").read_text("utf-8"))["therapies"]["items"] == [{"agent": "zebramycin"}]


def test_the_unit_of_the_report_is_offered_kept_as_typed_and_not_converted(
    window: MainWindow, settled: Callable[[Session], None]
) -> None:
    rows = table(window, "labs")
    enter()
    for text in ("creatinine", "80", "µmol/l"):
        QTest.keyClicks(now(), text)
        QTest.keyClick(now(), Qt.Key.Key_Tab)
    settled(window.session)
    unit = rows.cards[0].findChild(UnitEditor)
    assert isinstance(unit, UnitEditor)
    assert unit.units[:2] == ("mg/dL", "µmol/L")
    assert unit.line.placeholderText() == "mg/dL"
    assert window.session.draft["labs"] == [{"test": "creatinine", "value": 80, "unit": "µmol/l"}]


def test_down_in_an_empty_unit_opens_what_is_offered(qtbot: QtBot) -> None:
    editor = UnitEditor()
    editor.see_entry({"test": "ANC"})
    completer = opened(qtbot, editor)
    QTest.keyClick(editor.line, Qt.Key.Key_Down)
    popup = completer.popup()
    assert popup is not None
    assert popup.isVisible()
    assert completer.completionModel().index(1, 0).data() == "G/L"


@pytest.mark.parametrize(("typed", "kept"), [("06/2026", "2026-06"), ("21.11.2026", "2026-11-21"), ("2026", "2026")])
def test_a_quick_date_is_shown_in_full_once_the_cursor_has_left(qtbot: QtBot, typed: str, kept: str) -> None:
    editor = LineEditor(DATE)
    opened(qtbot, editor)
    QTest.keyClicks(editor.line, typed)
    editor.line.clearFocus()
    assert editor.line.text() == kept
    assert editor.reading().value == kept


def test_letters_grow_to_twice_their_size_and_back_and_are_remembered(window: MainWindow, tmp_path: Path) -> None:
    usual = QApplication.font().pointSizeF()
    try:
        for size in SIZES[1:]:
            window.actions_.by_name["larger"].trigger()
            assert QApplication.font().pointSizeF() == usual * size
        window.actions_.by_name["larger"].trigger()
        assert QApplication.font().pointSizeF() == 2 * usual
        assert Preferences(tmp_path / "window.ini").letters == 2
        window.actions_.by_name["smaller"].trigger()
        assert Preferences(tmp_path / "window.ini").letters == 1.5
    finally:
        window.actions_.by_name["usual letters"].trigger()
    assert QApplication.font().pointSizeF() == usual


def sources() -> list[Path]:
    return sorted(Path(gui.__file__).parent.rglob("*.py"))


def test_nothing_in_the_window_is_animated(window: MainWindow) -> None:
    moving = {"QPropertyAnimation", "QVariantAnimation", "QMovie", "QTimeLine", "QGraphicsOpacityEffect"}
    found = [path.name for path in sources() if any(word in path.read_text("utf-8") for word in moving)]
    assert found == []
    duration = QStyle.StyleHint.SH_Widget_Animation_Duration
    for widget in (window.results.list, window.day.day, *window.findChildren(QComboBox)[:1]):
        if isinstance(widget, (QAbstractItemView, QComboBox)):
            assert widget.style().styleHint(duration, None, widget) == 0
    for effect in (Qt.UIEffect.UI_AnimateMenu, Qt.UIEffect.UI_FadeMenu, Qt.UIEffect.UI_AnimateCombo):
        assert not QApplication.isEffectEnabled(effect)


def test_whatever_takes_a_click_of_its_own_takes_keys_too() -> None:
    clicks = {"mousePressEvent", "mouseReleaseEvent", "mouseDoubleClickEvent"}
    deaf = []
    for path in sources():
        for part in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(part, ast.ClassDef):
                made = {item.name for item in part.body if isinstance(item, ast.FunctionDef)}
                if made & clicks and "keyPressEvent" not in made:
                    deaf.append(f"{path.name}: {part.name}")
    assert deaf == []
