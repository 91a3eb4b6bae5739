"""A nurse enters the founding case, finds why a trial fails, and prints the report: forty keys beyond the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gui.dialogs import ReportDialog
from gui.form.paste_labs import PasteDialog
from matcher.explain import Register, reason
from matcher.result import Verdict
from tests.gui.task_script import BIRTH, LABS, MOST, SCRIPT, TUMOUR, Data, Key, Letters, Step, Until, cost

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from criteria.strict_json import Json
    from gui.main_window import MainWindow
    from gui.session import Session

TRIAL = "NCT03591731"
DIALOGS = {"paste dialog": PasteDialog, "report dialog": ReportDialog}


class Nurse:
    """Presses the keys of a script where the cursor is, and counts those that are not data."""

    def __init__(self, window: MainWindow, qtbot: QtBot, settled: Callable[[Session], None]) -> None:
        self.window, self.pressed = window, 0
        self._qtbot, self._settled = qtbot, settled

    @property
    def target(self) -> QWidget:
        widget = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert widget is not None, "nothing has the focus"
        return widget

    def play(self, *steps: Step) -> None:
        for step in steps:
            match step:
                case Data(text):
                    QTest.keyClicks(self.target, text)
                case Letters(text):
                    QTest.keyClicks(self.target, text)
                    self.pressed += len(text)
                case Key(keys):
                    self._press(keys)
                case Until(what):
                    self._wait(what)

    def _press(self, keys: str) -> None:
        stroke = QKeySequence(keys)[0]  # type: ignore[index]
        if QApplication.activeModalWidget() is None:
            self.window.activateWindow()  # offscreen, closed lists of suggestions go on being the active window
            self._qtbot.waitUntil(self.window.isActiveWindow)
        self.pressed += 1
        QTest.keyClick(self.target, stroke.key(), stroke.keyboardModifiers())

    def _wait(self, what: str) -> None:
        if what == "NIPINEC":
            self._settled(self.window.session)
        elif what in DIALOGS:
            self._qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), DIALOGS[what]))


@pytest.fixture
def nurse(window: MainWindow, qtbot: QtBot, settled: Callable[[Session], None]) -> Nurse:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QApplication.clipboard().setText(LABS)
    return Nurse(window, qtbot, settled)


@pytest.fixture
def printing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the printer of the real print dialog puts its pages; the dialog is shown and waits for its Enter."""
    target = tmp_path / "printed.pdf"

    class PdfPrinter(QPrinter):
        def __init__(self, mode: QPrinter.PrinterMode) -> None:
            super().__init__(mode)
            self.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            self.setOutputFileName(str(target))

    monkeypatch.setattr("PySide6.QtPrintSupport.QPrinter", PdfPrinter)
    return target


def test_the_founding_case_is_entered_explained_and_printed_with_forty_keys_at_most(
    nurse: Nurse, printing: Path, qtbot: QtBot
) -> None:
    steps = list(SCRIPT)
    at_print = steps.index(Until("print dialog"))
    nurse.play(*steps[:at_print])
    shown = QTimer(nurse.window)
    shown.setInterval(50)

    def accept() -> None:
        opened = QApplication.activeModalWidget()
        if isinstance(opened, QPrintDialog) and opened.isActiveWindow() and QApplication.focusWidget() is not None:
            shown.stop()
            nurse.play(Key("Return"))

    shown.timeout.connect(accept)
    shown.start()
    qtbot.waitUntil(lambda: printing.exists() and not nurse.window.reports.is_busy, timeout=120_000)
    assert len(PdfReader(printing).pages) >= 1
    assert nurse.pressed == cost(SCRIPT)
    assert nurse.pressed <= MOST


def test_the_reason_shown_is_that_a_well_differentiated_tumour_is_no_carcinoma(nurse: Nurse) -> None:
    nurse.play(*SCRIPT[: SCRIPT.index(Until("NIPINEC")) + 1])
    match = nurse.window.results.match
    assert match is not None
    assert match.trial.id == TRIAL
    assert match.verdict is Verdict.INELIGIBLE
    assert {"I04", "E01"} <= set(match.blockers)
    screen = "\n".join(nurse.window.detail.texts)
    whole = nurse.window.session.result
    for criterion in match.criteria:
        if criterion.criterion.id in {"I04", "E01"}:
            assert reason(criterion, Register.CLINICIAN, whole=whole) in screen
    assert nurse.window.detail.isVisible()


def test_what_was_typed_is_what_was_meant(nurse: Nurse, settled: Callable[[Session], None]) -> None:
    nurse.play(*SCRIPT[: SCRIPT.index(Until("NIPINEC"))])
    session = nurse.window.session
    settled(session)
    assert session.problems == {}
    draft = session.draft
    assert draft.get("birth_date") == "1966-03-08"
    diagnosis: Json = draft.get("diagnosis")
    assert diagnosis == {
        "primary_site": "pancreas",
        "tumor_type": "NET",
        "differentiation": "well",
        "grade": "G2",
        "ki67": {"value": 12, "date": "2026-05-19"},
        "extent": "metastatic",
        "resectable": False,
        "measurable_disease": True,
        "functioning": False,
    }
    assert draft.get("performance") == {"ecog": 1} or draft.get("performance") == {"ecog": {"value": 1}}
    therapies = [
        {"agent": "lanreotide", "start": "2022-07-11", "end": "2026-10-05", "outcome": "progression"},
        {"agent": "everolimus", "start": "2024-09-16", "end": "2026-10-30", "outcome": "progression"},
    ]
    assert draft.get("therapies") == {"complete": True, "items": therapies}
    assert len(session.profile.labs or ()) == 7
    assert cost(BIRTH) + cost(TUMOUR) < 16
