"""The worklist's window: a folder of patients, a day, and what is due, list by list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from criteria.atomic import write_atomically
from criteria.problems import InputError
from gui import dialogs
from gui.plain_text import wrapped_label
from gui.views.worklist_asking import AskingRow
from gui.views.worklist_page import OneTrialPage, WorklistPage
from gui.words import said
from matcher.explain import visible
from matcher.worklist_lines import SECTIONS, heading, standings_table
from matcher.worklist_output import table_csv

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from criteria.library import Library
    from matcher.worklist import Worklist
    from matcher.worklist_lines import Line, Table

SIZE = QSize(1120, 640)
TITLE = "Worklist"
BEGIN = "Choose the folder in which your patient files lie. Every file in it is read and judged on the day above."
READING = "Reading and judging the patients ..."
GIVEN_UP = "Stopped. Nothing is shown, because a part of a worklist looks like a whole one. Make the worklist again."
NO_FILES = "There are no patient files (.json) in this folder. Choose the folder in which they lie."
BROKEN = "The worklist could not be made: a fault of the program."
SOME_UNREAD = "Could not be read: {n} of {count} files. “Not read” says which, and why."


class WorklistWindow(QDialog):
    """Stands beside the main window; nothing of it is remembered when the program ends."""

    wanted = Signal(object, object, bool)  # the folder, the days, only trials that take new patients
    given_up = Signal()
    asked_for = Signal(object, str, object)  # a patient's file, a trial, the worklist's day

    def __init__(self, library: Library, today: date) -> None:
        """Begin with no folder, on this day."""
        super().__init__(None, Qt.WindowType.Window)
        self.setWindowTitle(said(TITLE))
        self.setAccessibleName(said(TITLE))
        self._worklist: Worklist | None = None
        self.asking = AskingRow(today, self)
        self.asking.folder_wanted.connect(self._choose_folder)
        self.asking.wanted.connect(self.ask)
        self.status = wrapped_label("faint", self)
        self.problem = wrapped_label("problem", self)
        self._make_work_strip()
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.pages: dict[str, WorklistPage] = {section: WorklistPage(section, self) for section in SECTIONS}
        self.one_trial = OneTrialPage(library, self)
        self.one_trial.trial_chosen.connect(self._show_trial)
        self._add_pages()
        self._lay_out()
        self._tell(said(BEGIN))
        self.resize(SIZE.boundedTo(self.screen().availableSize() * 0.95))
        self.asking.folder_button.setFocus()

    @property
    def page(self) -> WorklistPage:
        """The list in sight."""
        shown = self.tabs.currentWidget()
        return next(page for page in (*self.pages.values(), self.one_trial) if page is shown)

    @property
    def is_busy(self) -> bool:
        """Whether a worklist is being made."""
        return not self._work.isHidden()

    def _add_pages(self) -> None:
        *due, unread = self.pages.values()
        for page in (*due, self.one_trial, unread):
            self.tabs.addTab(page, page.title)
            page.opened.connect(self._open)

    def _make_work_strip(self) -> None:
        self._work = QWidget(self)
        self.bar = QProgressBar(self._work)
        self.bar.setAccessibleName(said(READING))
        self.bar.setTextVisible(False)
        self._count = QLabel(self._work)
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self.cancel = QPushButton(said("Cancel"), self._work)
        self.cancel.clicked.connect(self.give_up)
        row = QHBoxLayout(self._work)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.bar, 1)
        row.addWidget(self._count)
        row.addWidget(self.cancel)
        self._work.hide()

    def _lay_out(self) -> None:
        self.open_button = QPushButton(said("Open the patient"), self)
        self.open_button.clicked.connect(self._open_current)
        self.export = QPushButton(said("Export this list as CSV ..."), self)
        self.export.clicked.connect(self._export)
        close = QPushButton(said("Close"), self)
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        for button in (self.open_button, self.export):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(close)
        for button in (self.cancel, self.export, self.open_button, close):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        for widget in (self.asking, self.status, self.problem, self._work):
            column.addWidget(widget)
        column.addWidget(self.tabs, 1)
        column.addLayout(foot)
        self.tabs.currentChanged.connect(self._enable)
        self._enable()

    def _choose_folder(self) -> None:
        before = self.asking.folder
        folder = dialogs.choose_folder_of_patients(self, str(before or Path.home()))
        if folder is not None:
            self.asking.show_folder(folder)
            self.ask()

    def ask(self) -> None:
        """Have the worklist made; what was shown is of other questions and goes out of sight."""
        if self.asking.folder is None:
            return
        self._show(None)
        self._tell(said(READING))
        self._busy(busy=True)
        self.wanted.emit(self.asking.folder, self.asking.days, self.asking.only_recruiting)

    def give_up(self) -> None:
        """Want the worklist no more."""
        self.given_up.emit()
        self._busy(busy=False)
        self._show(None)
        self._tell(said(GIVEN_UP))

    def show_progress(self, done: int, total: int) -> None:
        """Show how many patients have been judged."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self._count.setText(said("{done} of {total}").format(done=done, total=total))

    def show_worklist(self, worklist: Worklist, tables: Sequence[Table]) -> None:
        """Show what is due; `tables` are the worklist's lists in words."""
        self._busy(busy=False)
        self._show(worklist if worklist.patients else None, tables)
        unread = len(worklist.unread)
        if worklist.patients:
            told = said(SOME_UNREAD).format(n=unread, count=worklist.patients) if unread else ""
            self._tell(heading(worklist), told)
        else:
            self._tell("", said(NO_FILES))
        (self.page.rows if self.page.model.rowCount() else self.asking.make).setFocus()

    def show_failure(self, error: InputError | None) -> None:
        """Say why there is no worklist; without an error that is meant for people it is a fault of the program."""
        self._busy(busy=False)
        self._show(None)
        if error is None:
            self._tell("", said(BROKEN))
        else:
            self._tell_problems(error)

    def _tell_problems(self, error: InputError) -> None:
        self._tell("", "\n".join(visible(str(problem)) for problem in error.problems))

    def reject(self) -> None:
        """Close; a worklist that is being made is given up."""
        if self.is_busy:
            self.give_up()
        super().reject()

    def _busy(self, *, busy: bool) -> None:
        self._work.setVisible(busy)
        self._count.clear()
        self.bar.setRange(0, 0)
        self.asking.set_busy(busy)
        for page in (*self.pages.values(), self.one_trial) if busy else ():
            page.empty.clear()
        if busy:
            self.cancel.setFocus()

    def _tell(self, text: str, problem: str = "") -> None:
        for label, words in ((self.status, text), (self.problem, problem)):
            label.setText(words)
            label.setVisible(bool(words))

    def _show(self, worklist: Worklist | None, tables: Sequence[Table] = ()) -> None:
        self._worklist = worklist
        found = {table.section: table for table in tables} if worklist else {}
        for section, page in self.pages.items():
            page.show_table(found.get(section))
        self._show_trial(self.one_trial.trial)
        self.one_trial.wait(ready=worklist is not None)
        for number in range(self.tabs.count()):
            self._title(number)
        self._enable()

    def _title(self, number: int) -> None:
        page = self.tabs.widget(number)
        known = next(one for one in (*self.pages.values(), self.one_trial) if one is page)
        table = known.model.table
        counted = table is not None and known is not self.one_trial
        self.tabs.setTabText(number, f"{known.title} ({len(table.lines)})" if table and counted else known.title)

    def _show_trial(self, trial: str) -> None:
        worklist = self._worklist
        self.one_trial.show_table(standings_table(worklist, trial) if worklist and trial else None)
        self._enable()

    def _enable(self) -> None:
        has_lines = self.page.model.rowCount() > 0
        self.export.setEnabled(has_lines)
        self.open_button.setEnabled(has_lines)

    def _open_current(self) -> None:
        self.page.open_current()

    def _open(self, line: Line) -> None:
        if line.file is not None and self._worklist is not None:
            self.asked_for.emit(line.file, line.trials[0] if line.trials else "", self._worklist.days.on)

    def _export(self) -> None:
        table = self.page.shown_table()
        path = dialogs.choose_where_to_put_table(self, str(self.asking.folder or Path.home())) if table else None
        if table is None or path is None:
            return
        try:
            # With a mark of its encoding: spreadsheets take text without one for another.
            write_atomically(path, table_csv(table).encode("utf-8-sig"))
        except InputError as error:
            self._tell_problems(error)
        else:
            self._tell(said("The list was written: {n} rows.").format(n=len(table.lines)))
