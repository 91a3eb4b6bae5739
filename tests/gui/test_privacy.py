"""No patient data where it does not belong: titles, settings, messages, fault reports."""

from __future__ import annotations

import json
import logging
import os
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QFileDialog

from gui.app import FaultReporter
from gui.crash import crash_report
from gui.preferences import Preferences
from gui.theme import Scheme
from matcher.explain import Register

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gui.main_window import MainWindow
    from gui.session import Session

SECRET = "Zebedee-Quagga"


@pytest.fixture
def secret_file(example_file: Path, tmp_path: Path) -> Path:
    folder = tmp_path / f"{SECRET} folder"
    folder.mkdir()
    text = example_file.read_text("utf-8").replace("Example:", SECRET)
    path = folder / f"{SECRET}.json"
    path.write_text(text, "utf-8")
    return path


def test_the_title_says_the_program_s_name_and_nothing_of_the_patient(
    window: MainWindow, secret_file: Path, settled: Callable[[Session], None]
) -> None:
    window.files.open(secret_file)
    window.session.edit("label", SECRET)
    settled(window.session)
    assert window.windowTitle() == "ZebraMatch[*]"
    assert SECRET not in window.statusBar().currentMessage()
    assert window.windowFilePath() == ""


def test_no_settings_file_holds_a_patient_s_name(
    window: MainWindow, secret_file: Path, preferences: Preferences, tmp_path: Path, qtbot: QtBot
) -> None:
    window.files.open(secret_file)
    window.choose_colours(Scheme.DARK)
    dialog = QFileDialog(window, "Open", str(secret_file.parent))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()
    dialog.selectFile(str(secret_file))
    with qtbot.waitSignal(dialog.destroyed):
        dialog.accept()
    window.close()
    del preferences
    written = [path for path in tmp_path.rglob("*") if path.is_file() and path.parent != secret_file.parent]
    assert any(path.suffix == ".ini" for path in written)
    assert not [path for path in written if SECRET.encode() in path.read_bytes()]
    assert QSettings("QtProject").fileName() == f"{os.devnull}/QtProject.conf"


def test_the_choices_of_looks_are_remembered(tmp_path: Path) -> None:
    first = Preferences(tmp_path / "w.ini")
    first.scheme, first.register = Scheme.DARK, Register.PLAIN
    del first
    again = Preferences(tmp_path / "w.ini")
    assert (again.scheme, again.register) == (Scheme.DARK, Register.PLAIN)


def test_choices_that_nobody_knows_fall_back_to_the_usual_ones(tmp_path: Path) -> None:
    (tmp_path / "w.ini").write_text("[General]\nscheme=purple\nregister=latin\ngeometry=x\n", "ascii")
    odd = Preferences(tmp_path / "w.ini")
    assert (odd.scheme, odd.register) == (Scheme.SYSTEM, Register.CLINICIAN)
    assert odd.geometry.isEmpty()


def fault() -> BaseException:
    try:
        from criteria.facts import fact

        fact(f"no.{SECRET}")
    except KeyError as error:
        return error
    raise AssertionError


def test_a_fault_report_names_our_lines_and_no_values() -> None:
    error = fault()
    report = crash_report(type(error), error.__traceback__)
    assert SECRET not in report
    assert "criteria.facts.UnknownFactError" in report
    assert "criteria/facts.py:" in report


def test_one_calm_dialog_for_any_number_of_faults(qtbot: QtBot, window: MainWindow) -> None:
    reporter = FaultReporter()
    error = fault()
    reporter.tell(error)
    first = reporter.dialog
    reporter(type(error), error, None)
    assert first is not None
    assert reporter.dialog is first
    assert SECRET not in first.report.toPlainText()
    first.reject()
    assert reporter.dialog is None


def test_nothing_of_the_patient_is_logged(
    window: MainWindow,
    secret_file: Path,
    settled: Callable[[Session], None],
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    with caplog.at_level(logging.DEBUG):
        window.files.open(secret_file)
        window.session.edit("age", SECRET, {"": "write a whole number"})
        settled(window.session)
    said = capfd.readouterr()
    assert SECRET not in caplog.text + said.out + said.err
    assert sys.excepthook is not None


def test_markup_and_hidden_signs_in_a_file_are_shown_as_text(
    window: MainWindow, tmp_path: Path, settled: Callable[[Session], None]
) -> None:
    name = '<img src="file:///etc/hostname"> ANC <1.5 \u202ereversed'
    hostile = tmp_path / "hostile.json"
    patient = {"format": "zebramatch.patient/1", "label": name, "conditions": [{"name": name, "status": "active"}]}
    hostile.write_text(json.dumps(patient), "utf-8")
    window.files.open(hostile)
    settled(window.session)
    said = " ".join(window.results.notices.sentences)
    assert '<img src="file:///etc/hostname"> ANC <1.5 [U+202E]reversed' in said
    (tmp_path / "broken.json").write_text(json.dumps({**patient, name: 1}), "utf-8")
    window.files.open(tmp_path / "broken.json")
    assert "<img src" in window.banner.text
    assert "\u202e" not in window.banner.text
