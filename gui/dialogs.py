"""The only place that pops a message or asks a question in a window of its own. Plain text throughout."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QMessageBox,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from criteria.problems import InputError
from gui.identifiers import IdentifierForm
from gui.plain_text import wrapped_label
from gui.words import said
from matcher.explain import Register, advice

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtPrintSupport import QPrinter

    from matcher.report import Identifiers

PATIENT_FILTER = "ZebraMatch (*.json)"
PDF_FILTER = "PDF (*.pdf)"
CALENDAR_FILTER = "iCalendar (*.ics)"
TABLE_FILTER = "CSV (*.csv)"
UNTITLED, REPORT_NAME = "patient.json", "report.pdf"
SHEET_NAME = "take-along-sheet.pdf"
CHECKLIST_NAME, CALENDAR_NAME, TABLE_NAME = "checklist.pdf", "dates.ics", "worklist.csv"
PICTURE_FILTERS = "SVG (*.svg);;PNG (*.png)"
COMPARISON_NAME = "side-by-side.csv"
WIDTH = 460


class Leave(Enum):
    """What becomes of unsaved changes."""

    SAVE = auto()
    DISCARD = auto()
    CANCEL = auto()


@dataclass(frozen=True, slots=True)
class ReportChoice:
    """For whom a report is, whose it is, and which trials it holds; none means all."""

    audience: Register
    identifiers: Identifiers | None = None
    only: tuple[str, ...] = ()


def ask_about_changes(parent: QWidget) -> Leave:
    """Ask what becomes of unsaved changes."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(said("ZebraMatch"))
    box.setText(said("There are changes that have not been saved."))
    save = box.addButton(said("Save"), QMessageBox.ButtonRole.AcceptRole)
    discard = box.addButton(said("Discard changes"), QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton(said("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(save)
    box.setEscapeButton(cancel)
    box.exec()
    if box.clickedButton() is save:
        return Leave.SAVE
    return Leave.DISCARD if box.clickedButton() is discard else Leave.CANCEL


def ask_to_save_without(parent: QWidget, names: tuple[str, ...]) -> bool:
    """Ask whether to save although these answers cannot be read and will not be in the file."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(said("ZebraMatch"))
    # All in one text: Qt looks for markup in the informative text whatever the format of the text is.
    box.setText("\n".join([said("These answers cannot be read and will not be in the file:"), "", *names]))
    save = box.addButton(said("Save without them"), QMessageBox.ButtonRole.AcceptRole)
    back = box.addButton(said("Go back and correct"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(back)
    box.setEscapeButton(back)
    box.exec()
    return box.clickedButton() is save


def choose_patient_to_open(parent: QWidget, folder: str) -> Path | None:
    """Ask for a patient file."""
    name, _ = QFileDialog.getOpenFileName(parent, said("Open a patient file"), folder, PATIENT_FILTER)
    return Path(name) if name else None


def choose_where_to_save(parent: QWidget, folder: str) -> Path | None:
    """Ask where to save the patient."""
    return _choose_target(parent, said("Save the patient file"), Path(folder) / UNTITLED, PATIENT_FILTER)


def choose_where_to_export(parent: QWidget, folder: str) -> Path | None:
    """Ask where to put the report."""
    return _choose_target(parent, said("Export the report as PDF"), Path(folder) / REPORT_NAME, PDF_FILTER)


def choose_where_to_put_checklist(parent: QWidget, patient: Path | None) -> Path | None:
    """Ask where to put the checklist; the folder of the patient's file is proposed."""
    folder = patient.parent if patient else Path.home()
    return _choose_target(parent, said("Save the checklist as PDF"), folder / CHECKLIST_NAME, PDF_FILTER)


def choose_where_to_put_sheet(parent: QWidget, patient: Path | None) -> Path | None:
    """Ask where to put the take-along sheet; the folder of the patient's file is proposed."""
    folder = patient.parent if patient else Path.home()
    return _choose_target(parent, said("Save the take-along sheet as PDF"), folder / SHEET_NAME, PDF_FILTER)


def choose_where_to_put_dates(parent: QWidget, folder: str) -> Path | None:
    """Ask where to put the calendar file."""
    return _choose_target(parent, said("Export the key dates"), Path(folder) / CALENDAR_NAME, CALENDAR_FILTER)


def _choose_target(parent: QWidget, title: str, proposed: Path, kinds: str) -> Path | None:
    name, _ = QFileDialog.getSaveFileName(parent, title, str(proposed), kinds)
    if not name:
        return None
    path = Path(name)
    return path if path.suffix else path.with_suffix(proposed.suffix)


def choose_centre_to_open(parent: QWidget, folder: str) -> Path | None:
    """Ask for the file in which the reader's own centre says what it runs."""
    name, _ = QFileDialog.getOpenFileName(parent, said("Open the list of my centre"), folder, PATIENT_FILTER)
    return Path(name) if name else None


def choose_folder_of_patients(parent: QWidget, folder: str) -> Path | None:
    """Ask for the folder in which patient files lie."""
    name = QFileDialog.getExistingDirectory(parent, said("Choose the folder of your patient files"), folder)
    return Path(name) if name else None


def choose_where_to_put_table(parent: QWidget, folder: str) -> Path | None:
    """Ask where to put a list as a table."""
    return _choose_target(parent, said("Export the list as CSV"), Path(folder) / TABLE_NAME, TABLE_FILTER)


def choose_where_to_put_comparison(parent: QWidget, folder: Path) -> Path | None:
    """Ask where to put trials side by side as a table."""
    return _choose_target(parent, said("Save the trials side by side as CSV"), folder / COMPARISON_NAME, TABLE_FILTER)


def choose_where_to_put_picture(parent: QWidget, proposed: Path) -> Path | None:
    """Ask where to put a picture; the ending says as what."""
    return _choose_target(parent, said("Save the picture"), proposed, PICTURE_FILTERS)


def choose_printer(parent: QWidget) -> QPrinter | None:
    """Ask which printer to use."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(said("Trial report"))
    dialog = QPrintDialog(printer, parent)
    return printer if dialog.exec() == QDialog.DialogCode.Accepted else None


class ReportDialog(QDialog):
    """Asks for whom the report is and which two identifiers stand on every page."""

    def __init__(self, parent: QWidget, register: Register, trial: str, done: Callable[[ReportChoice], None]) -> None:
        """Propose a report in `register`; `trial` is the one that is chosen in the list, if any."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(said("Report"))
        self.setAccessibleName(said("Report"))
        self._trial, self._done = trial, done
        self._identifiers = IdentifierForm(self)
        self.first, self.second = self._identifiers.first, self._identifiers.second
        self.clinician = QRadioButton(said("Care team: clinical words"), self)
        self.patient = QRadioButton(said("Patient: plain words"), self)
        self.all = QRadioButton(said("All trials of the library"), self)
        self.one = QRadioButton(said("&Only the trial chosen in the list: {trial}").format(trial=trial), self)
        self._problem = wrapped_label("problem", self)
        self._problem.hide()
        self._group(self.clinician, self.patient, second=register is Register.PLAIN)
        self._group(self.all, self.one, second=False)
        self.one.setEnabled(bool(trial))
        self._lay_out()

    def call_all(self, text: str) -> None:
        """Call the choice of all trials this, where there is a better word."""
        if text:
            self.all.setText(text)
            self.all.setAccessibleName(text)

    def _group(self, first: QRadioButton, other: QRadioButton, *, second: bool) -> None:
        group = QButtonGroup(self)
        for button in (first, other):
            group.addButton(button)
            button.setAccessibleName(button.text().replace("&", ""))
        (other if second else first).setChecked(True)

    def _lay_out(self) -> None:
        hint = wrapped_label("hint", self)
        hint.setText(said("Two identifiers stand on every page. Without them the report says “Unidentified copy”."))
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel, self)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addStrut(WIDTH)  # a least width that gives way to larger letters
        for widget in (self.clinician, self.patient):
            column.addWidget(widget)
        column.addSpacing(8)
        for widget in (self.all, self.one):
            column.addWidget(widget)
        column.addSpacing(8)
        column.addWidget(hint)
        column.addWidget(self._identifiers)
        column.addWidget(self._problem)
        column.addWidget(buttons)
        stops = (self.clinician, self.patient, self.all, self.one, self.first, self.second)
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)
        self.first.setFocus()

    def accept(self) -> None:
        """Hand on the choice; half an identification is refused."""
        try:
            identifiers = self._identifiers.read()
        except InputError as error:
            self._problem.setText(str(error))
            self._problem.show()
            return
        audience = Register.PLAIN if self.patient.isChecked() else Register.CLINICIAN
        only = (self._trial,) if self.one.isChecked() and self._trial else ()
        super().accept()
        self._done(ReportChoice(audience, identifiers, only))


class CrashDialog(QDialog):
    """Says calmly that the program failed, with a report to copy that holds no patient data."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        """Show the report."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(said("ZebraMatch"))
        self.setAccessibleName(said("Something went wrong in the program"))
        words = wrapped_label("", self)
        words.setText(
            said(
                "Something went wrong in the program. If you have entered anything, it is still in the window: save it "
                "now. The report below holds no patient data; please pass it on so that this can be mended."
            )
        )
        self.report = QPlainTextEdit(report, self)
        self.report.setReadOnly(True)
        self.report.setAccessibleName(said("Report of the fault"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        copy = buttons.addButton(said("Copy the report"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QApplication.clipboard().setText(report))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addStrut(WIDTH)  # a least width that gives way to larger letters
        for widget in (words, self.report, buttons):
            column.addWidget(widget)


def tell(parent: QWidget, text: str) -> None:
    """Say one thing and wait for nothing."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(said("ZebraMatch"))
    box.setText(text)
    box.open()


def show_about(parent: QWidget, register: Register) -> None:
    """Say what the program is and is not."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(said("About ZebraMatch"))
    what = said("ZebraMatch compares a patient with the criteria of trials. It decides nothing and sends nothing.")
    box.setText("\n\n".join([what, *advice(register)]))
    box.open()
