"""Scenes of the windows beside the main one, and of printed pages."""

from __future__ import annotations

import tempfile
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDate

from gui.dialogs import CrashDialog, ReportChoice, ReportDialog
from gui.reporting import document_of
from gui.trial_desk import checklist_of, site_text_of
from gui.views.checklist_dialog import ChecklistChoice, ChecklistDialog
from gui.views.comparison import ComparisonDialog
from gui.views.glossary import GlossaryDialog
from gui.views.preview import PREVIEW_PPI, PreviewDialog
from gui.views.referral import ReferralDialog
from gui.views.what_if import SIZE as WHAT_IF
from gui.views.what_if import WhatIfWindow
from matcher.explain import Register
from matcher.report import render_pages
from matcher.worklist_lines import OPENING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from criteria.strict_json import Json
    from gui.screens.studio import Studio
    from gui.views.assumption_row import AssumptionRow

SIDE_BY_SIDE: Final = 6
REPORTED: Final = 3
PAPERS_ON: Final = "NCT03043664"
WORKLIST_DAY: Final = QDate(2026, 11, 25)


def what_if(studio: Studio) -> None:
    """Assume what the first near miss proposes, and a state of health."""
    shown = WhatIfWindow(studio.session, studio.window)
    shown.resize(WHAT_IF)
    shown.show()
    studio.settle()
    shown.near_table.selectRow(0)
    if shown.rows[0].editor is not None:
        _fill(shown.rows[0], "2026-10-01")
        shown.add_row()
    shown.rows[-1].pick("performance.ecog")
    _fill(shown.rows[-1], {"value": 1})
    studio.settle()
    studio.wait(lambda: shown.is_settled)
    studio.shot("what-if", shown)
    shown.close()


def _fill(row: AssumptionRow, value: Json) -> None:
    if row.editor is not None:
        row.editor.show_value(value)
        row.editor.tell()


def papers(studio: Studio) -> None:
    """Keep the first pages of a report and of a checklist, and shoot the dialogs that ask for them."""
    best = tuple(match.trial.id for match in studio.matches[:REPORTED])
    window, question = studio.window, studio.session.question()
    report = document_of(question, ReportChoice(Register.CLINICIAN, only=best))
    studio.keep("report", report)
    studio.keep("checklist", checklist_of(question, ChecklistChoice(PAPERS_ON)))
    shown: tuple[tuple[str, QWidget], ...] = (
        ("preview", PreviewDialog(render_pages(report, PREVIEW_PPI), window)),
        ("report-dialog", ReportDialog(window, Register.CLINICIAN, "", lambda _choice: None)),
        ("checklist-dialog", ChecklistDialog(window, PAPERS_ON, lambda _choice: None)),
        ("referral", ReferralDialog(site_text_of(question, PAPERS_ON), window)),
    )
    for name, dialog in shown:
        shoot_dialog(studio, name, dialog)


def words_and_figures(studio: Studio) -> None:
    """Shoot published results side by side, words explained, and a fault of the program."""
    window = studio.window
    trials = [trial for trial in studio.session.library.trials if trial.results][:SIDE_BY_SIDE]
    shoot_dialog(studio, "comparison", ComparisonDialog(trials, studio.theme, Register.CLINICIAN, window))
    shoot_dialog(studio, "glossary", GlossaryDialog(Register.PLAIN, None, window))
    shoot_dialog(studio, "fault", CrashDialog("builtins.ValueError\n  gui/app.py:1 run", window))


def worklist(studio: Studio) -> None:
    """Shoot a worklist of the examples."""
    with tempfile.TemporaryDirectory() as private:
        patients = Path(private) / "patients"
        patients.mkdir()
        examples = sorted(files("resources").joinpath("examples").iterdir(), key=lambda example: example.name)
        for number, example in enumerate(examples, start=1):
            (patients / f"case-{number}.json").write_bytes(example.read_bytes())
        studio.window.worklist.show()
        shown = studio.window.worklist.window
        if shown is None:
            return
        shown.asking.day.setDate(WORKLIST_DAY)
        shown.asking.show_folder(patients)
        shown.ask()
        studio.wait(lambda: not shown.is_busy)
        shown.tabs.setCurrentWidget(shown.pages[OPENING])
        studio.shot("worklist", shown)
        shown.close()


def shoot_dialog(studio: Studio, name: str, dialog: QWidget) -> None:
    """Show a dialog, take its picture and close it."""
    dialog.show()
    studio.shot(name, dialog)
    dialog.close()
    dialog.deleteLater()


SCENES: Final = (what_if, papers, words_and_figures, worklist)
