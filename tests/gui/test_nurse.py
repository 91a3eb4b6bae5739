"""A nurse's run: a case typed by keyboard, the ranking read, the report compared with the screen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from criteria.patient_file import parse_patient
from gui import dialogs
from gui.dialogs import ReportDialog
from gui.models.rows import MatchRow
from matcher.explain import Register, criterion_text, reading_words_of, reason

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from criteria.strict_json import Json
    from gui.form.pane import FormPane
    from gui.main_window import MainWindow
    from gui.session import Session


class Keyboard:
    """Presses keys where a person's keys would go."""

    @property
    def target(self) -> QWidget:
        widget = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert widget is not None, "nothing has the focus"
        return widget

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.target, key)

    def control(self, key: Qt.Key) -> None:
        QTest.keyClick(self.target, key, Qt.KeyboardModifier.ControlModifier)

    def type(self, *texts: str) -> None:
        """Type each text and go on to the next field with Tab."""
        for text in texts:
            if text:
                QTest.keyClicks(self.target, text)
            self.press(Qt.Key.Key_Tab)


@pytest.fixture
def keyboard(qapp: QApplication) -> Keyboard:
    return Keyboard()


def squeezed(text: str) -> str:
    """A text without what line breaks and hyphenation do to it on paper."""
    return re.sub(r"[\s\u00ad\u200b\u2010-]+", "", text)


def stands_on(paper: str, text: str) -> bool:
    """Whether a text is printed whole, or in two pieces where a page ends inside it."""
    words = text.split()
    pieces = ((squeezed(" ".join(words[:at])), squeezed(" ".join(words[at:]))) for at in range(len(words)))
    return any(first in paper and second in paper for first, second in pieces)


def add_row(form: FormPane, keyboard: Keyboard, path: str, *texts: str) -> None:
    """Press the list's own button by keyboard, and fill in the fields in their order."""
    table = form.field(path).editor
    buttons = table.findChildren(QPushButton, options=Qt.FindChildOption.FindDirectChildrenOnly)
    button = next(button for button in buttons if button.text().startswith("Add"))
    button.setFocus()
    keyboard.press(Qt.Key.Key_Space)
    keyboard.type(*texts)


def type_the_case(form: FormPane, keyboard: Keyboard) -> None:
    form.show_page(0, enter=True)
    keyboard.type("pancreas", "NET", "w", "g", "10-15", "2026-05", "6", "/", "", "", "m", "n", "y", "n")
    form.show_field("performance.ecog")
    keyboard.type("1")
    form.show_field("therapies")
    add_row(form, keyboard, "therapies", "lanreotide", "2022-07", "2026-10-05", "p", "1")
    form.show_field("labs")
    add_row(form, keyboard, "labs", "ANC", ">1.5", "10*9/L", "2026-11-16")
    form.show_field("conditions")
    add_row(form, keyboard, "conditions", "hypertension", "c", "2020", "ANC <1.5 & PLT>100")
    form.show_field("label")
    keyboard.type("ANC <1.5", "1966-03-08")


TYPED: dict[str, Json] = {
    "format": "zebramatch.patient/1",
    "label": "ANC <1.5",
    "birth_date": "1966-03-08",
    "diagnosis": {
        "primary_site": "pancreas",
        "tumor_type": "NET",
        "differentiation": "well",
        "grade": "G1",
        "ki67": {"low": 10, "high": 15, "date": "2026-05"},
        "mitotic_count": {"value": 6, "unit": "/2mm2"},
        "extent": "metastatic",
        "resectable": False,
        "measurable_disease": True,
        "functioning": False,
    },
    "performance": {"ecog": 1},
    "therapies": {
        "complete": False,
        "items": [
            {
                "agent": "lanreotide",
                "start": "2022-07",
                "end": "2026-10-05",
                "line": 1,
                "outcome": "progression",
            }
        ],
    },
    "labs": [{"test": "ANC", "above": 1.5, "unit": "10*9/L", "date": "2026-11-16"}],
    "conditions": {
        "complete": False,
        "items": [{"name": "hypertension", "status": "controlled", "date": "2020", "detail": "ANC <1.5 & PLT>100"}],
    },
}


@pytest.fixture
def typed(window: MainWindow, keyboard: Keyboard, settled: Callable[[Session], None]) -> MainWindow:
    """The window after a nurse has typed a case into it, field by field."""
    type_the_case(window.form, keyboard)
    settled(window.session)
    return window


def paper(window: MainWindow, target: Path, qtbot: QtBot) -> str:
    """Everything on the exported report, made by the keys that a person would press."""
    window.activateWindow()  # offscreen, closed lists of suggestions go on being the active window
    qtbot.waitUntil(window.isActiveWindow)
    Keyboard().control(Qt.Key.Key_E)
    dialog = window.findChild(ReportDialog)
    assert isinstance(dialog, ReportDialog)
    QTest.keyClicks(dialog.first, "A. Patient")
    QTest.keyClicks(dialog.second, "12345")
    dialog.accept()
    qtbot.waitUntil(target.exists, timeout=60_000)
    return squeezed("".join(page.extract_text() for page in PdfReader(target).pages))


def test_a_case_typed_by_keyboard_is_the_patient_that_was_meant(typed: MainWindow) -> None:
    assert typed.session.problems == {}
    assert typed.session.profile == parse_patient(TYPED, "typed")


def test_what_the_screen_says_of_every_criterion_stands_on_the_report(
    typed: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.pdf"
    monkeypatch.setattr(dialogs, "choose_where_to_export", lambda *_: target)
    printed = paper(typed, target, qtbot)
    assert squeezed("ANC <1.5 & PLT>100") in printed
    assert squeezed("A. Patient") in printed
    assert typed.session.result is not None
    seen = 0
    for match in typed.session.result.matches:
        typed.results.choose(match.trial.id)
        screen = "\n".join(typed.detail.texts)
        section = typed.detail.section
        assert section is not None
        for words in (section.title, section.facts, section.windows, section.source, *section.warnings):
            assert words in screen
            assert stands_on(printed, words)
        for result in match.criteria:
            read = reading_words_of(result, Register.CLINICIAN, typed.session.result, match.verdicts_by_reading)
            why = (reason(result, Register.CLINICIAN, whole=typed.session.result),)
            for words in (criterion_text(result, Register.CLINICIAN), *((read.lead, *read.lines) if read else why)):
                assert words in screen
                assert stands_on(printed, words)
            seen += 1
    assert seen > 20


def test_the_ranking_is_walked_with_the_arrow_keys_past_its_headings(filled: MainWindow, keyboard: Keyboard) -> None:
    filled.results.take_focus()
    walked = []
    for _ in range(filled.results.model.rowCount()):
        match = filled.results.match
        assert match is not None
        walked.append(match.trial.id)
        keyboard.press(Qt.Key.Key_Down)
    listed = [row.match.trial.id for row in filled.results.model.rows if isinstance(row, MatchRow)]
    assert list(dict.fromkeys(walked)) == listed
    keyboard.press(Qt.Key.Key_Home)
    assert filled.results.match is not None
    assert filled.results.match.trial.id == listed[0]


def test_a_trial_that_is_not_in_the_library_is_answered_in_the_list(filled: MainWindow, keyboard: Keyboard) -> None:
    keyboard.control(Qt.Key.Key_F)
    keyboard.type("NCT01234567")
    assert filled.results.model.rows[0].text == "NCT01234567 is not in the library"
    filled.results.look_up.setFocus()
    keyboard.press(Qt.Key.Key_Escape)
    assert filled.results.look_up.text() == ""
    assert sum(isinstance(row, MatchRow) for row in filled.results.model.rows) == len(filled.session.library.trials)


def test_an_answer_to_a_point_to_confirm_is_given_by_key_and_can_be_taken_back(
    filled: MainWindow, keyboard: Keyboard, settled: Callable[[Session], None]
) -> None:
    session = filled.session
    filled.results.choose("NCT03043664")
    card = next(card for card in filled.detail.cards if card.isVisible() and card.asks)
    assert card.row is not None
    criterion = card.row.id
    card.answer_editor.setFocus()
    keyboard.press(Qt.Key.Key_Y)
    settled(session)
    assert session.profile.answers is not None
    assert session.profile.answers["NCT03043664"][criterion] == "yes"
    moved = next(c for c in filled.detail.cards if c.isVisible() and c.row is not None and c.row.id == criterion)
    assert moved.asks
    moved.answer_editor.setFocus()
    keyboard.press(Qt.Key.Key_Delete)
    settled(session)
    assert session.profile.answers is None


def test_f6_goes_round_the_panes(filled: MainWindow, keyboard: Keyboard) -> None:
    filled.form.take_focus()
    panes = (filled.form, filled.results, filled.detail)
    for expected in (filled.results, filled.detail, filled.form):
        keyboard.press(Qt.Key.Key_F6)
        now = QApplication.focusWidget()
        assert now is not None
        assert [pane for pane in panes if pane.isAncestorOf(now)] == [expected]
