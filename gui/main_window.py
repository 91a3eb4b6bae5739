"""The main window: assembles the panes and connects them to the session."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QMainWindow, QSizePolicy, QToolBar, QToolButton, QVBoxLayout, QWidget

from criteria.glossary import term_of_fact
from gui import dialogs, standing
from gui.actions import Actions
from gui.calendar_desk import CalendarDesk
from gui.day_edit import DayEdit
from gui.file_desk import FileDesk
from gui.form.pages import PAGES
from gui.form.pane import FormPane
from gui.manual.window import ManualWindow
from gui.mark_desk import MarkDesk
from gui.report_desk import ReportDesk
from gui.rooms import Room, Rooms
from gui.sheet_desk import SheetDesk
from gui.side_by_side_desk import SideBySideDesk
from gui.start.desk import StartDesk
from gui.theme import SIZES
from gui.trial_desk import TrialDesk
from gui.views.banner import Banner
from gui.views.comparison import ComparisonDialog
from gui.views.detail import DetailPane
from gui.views.glossary import GlossaryDialog
from gui.views.panes import Panes
from gui.views.result_pane import ResultPane
from gui.views.what_if import WhatIfWindow
from gui.views.work import WorkStrip
from gui.walk_desk import WalkDesk
from gui.words import Words
from gui.worklist_desk import WorklistDesk
from matcher.explain import Register

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

    from criteria.problems import InputError
    from gui.preferences import Preferences
    from gui.session import Session
    from gui.theme import Scheme, Theme

TITLE = "ZebraMatch[*]"
SMALLEST = QSize(560, 340)
NEW = Words("New patient: nothing entered yet", "Nothing entered yet")
SAVED, CHANGED = Words("Saved"), Words("Not saved yet")
REPORTS, ON_TRIAL = ("preview", "export", "print"), ("checklist", "referral")
LEFT_OUT = Words("{count} files of the trial library could not be read: {first}")


class MainWindow(QMainWindow):
    """Patient, ranking and reasons side by side."""

    broke = Signal(object)  # an exception of the report's thread

    def __init__(self, session: Session, theme: Theme, preferences: Preferences) -> None:
        """Show the session."""
        super().__init__()
        self.session, self._theme, self._preferences = session, theme, preferences
        self.files = FileDesk(session, self)
        self._desk = ReportDesk(session, preferences, self)
        self.trial_desk = TrialDesk(session, self)
        self.sheet_desk = SheetDesk(session, self)
        self._dates = CalendarDesk(session, self)
        self.worklist = WorklistDesk(session, self)
        self.setWindowTitle(TITLE)
        self.setMinimumSize(SMALLEST)
        self.setAcceptDrops(True)
        self.banner = Banner(self)
        self.form = FormPane(session, self)
        self.results = ResultPane(session, theme, self)
        self.marks = MarkDesk(session, self.results, self)
        self.detail = DetailPane(session, theme, self)
        self.day = DayEdit(session, self)
        self.beside = SideBySideDesk(session, theme, self.results, self.detail)
        self._assemble()
        self.start = StartDesk(self, preferences)
        self.actions_ = Actions(self)
        self.marks.bind(self.actions_)
        self._fill_tool_bar()
        self._work = WorkStrip(self)
        self.statusBar().addPermanentWidget(self._work)
        self._connect()
        self._show_history()
        standing.restore(self, preferences)
        self.reword()
        self._tell_library()

    def _assemble(self) -> None:
        self.panes = Panes(self)
        for pane, least, stretch in ((self.form, 536, 2), (self.results, 330, 2), (self.detail, 320, 3)):
            self.panes.add(pane, least, stretch)
        self.rooms = Rooms(self)
        self.rooms.furnish(Room.DESK, self.panes)
        self.walk = WalkDesk(self, self._theme)
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(8, 0, 8, 2)
        column.setSpacing(6)
        column.addWidget(self.banner)
        column.addWidget(self.rooms, 1)
        self.setCentralWidget(middle)

    def _fill_tool_bar(self) -> None:
        bar = QToolBar(self)
        bar.setMovable(False)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._bar = bar
        self._buttons: list[tuple[QToolButton, str]] = []
        for name in ("new", "open", "save"):
            self._add_button(name)
        bar.addWidget(self.day)
        spacer = QWidget(bar)
        spacer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(spacer)
        for name in ("plain", "preview", "export", "print"):
            self._add_button(name)
        self.addToolBar(bar)

    @property
    def tool_bar(self) -> QToolBar:
        """The bar with the actions used most."""
        return self._bar

    def _add_button(self, name: str) -> None:
        button = QToolButton(self._bar)
        button.setDefaultAction(self.actions_.by_name[name])
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._bar.addWidget(button)
        self._buttons.append((button, name))

    def _connect(self) -> None:
        session = self.session
        session.register_changed.connect(self.reword)
        session.saved_changed.connect(self._show_saved)
        session.document_changed.connect(self._show_saved)
        session.settled_changed.connect(self._show_history)
        self.results.chosen.connect(self.detail.show_match)
        self.form.brought_back.connect(lambda: self.actions_.by_name["form"].setChecked(True))
        self.results.switch.chosen.connect(self.actions_.by_name["calendar"].setChecked)
        self.files.opened.connect(self._clear_banner)
        self.files.begun.connect(self._begin)
        self.files.saved.connect(self._show_saved)
        self.files.refused.connect(self._show_problem)
        self.files.centre_refused.connect(self._add_problem)
        self.files.marks_refused.connect(self._add_problem)
        self._desk.busy_changed.connect(self._show_work)
        self.trial_desk.changed.connect(self._show_work)
        self.sheet_desk.busy_changed.connect(self._show_work)
        self.results.chosen.connect(self.trial_desk.choose)
        self.results.calendar.export_wanted.connect(self._dates.export)
        self._work.cancelled.connect(self._desk.cancel)
        self._work.cancelled.connect(self.trial_desk.cancel)
        self.marks.told.connect(self._say)
        self.results.broke.connect(self.broke)
        self._work.cancelled.connect(self.sheet_desk.cancel)
        for desk in (self._desk, self.trial_desk, self.sheet_desk, self._dates):
            desk.told.connect(self._say)
            desk.refused.connect(self._show_problem)
            desk.broke.connect(self.broke)
        self.start.told.connect(self.banner.say)
        self.trial_desk.choose(self.results.match)
        self.worklist.asked_for.connect(self.open_for_trial)
        self.worklist.broke.connect(self.broke)

    @Slot()
    def reword(self) -> None:
        """Change every word to the session's register."""
        register = self.session.register
        self.actions_.reword(register)
        self.actions_.by_name["plain"].setChecked(register is Register.PLAIN)
        self.actions_.by_name["worklist"].setEnabled(register is Register.CLINICIAN and self.worklist.is_offered)
        self.actions_.by_name["form"].setChecked(not self.form.isHidden())
        self.actions_.by_name[f"colours {self._theme.scheme.value}"].setChecked(True)
        for button, name in self._buttons:
            button.setAccessibleName(self.actions_.by_name[name].text().replace("&", ""))
        self._work.reword(register)
        self._show_saved()

    @Slot()
    def _show_saved(self) -> None:
        self.setWindowModified(not self.session.is_saved)
        if self.session.is_saved:
            self._say(SAVED if self.session.file else NEW)
        else:
            self._say(CHANGED)

    @Slot()
    def _show_history(self) -> None:
        """Offer to take back or make again what there is."""
        history = self.session.history
        self.actions_.by_name["undo"].setEnabled(bool(history.undoes))
        self.actions_.by_name["redo"].setEnabled(bool(history.redoes))

    @Slot()
    def _show_work(self) -> None:
        """Offer to cancel the report that is being made, and no second one beside it."""
        self._work.setVisible(any(desk.is_busy for desk in (self._desk, self.trial_desk, self.sheet_desk)))
        self.actions_.by_name["sheet"].setEnabled(not self.sheet_desk.is_busy)
        for name in REPORTS:
            self.actions_.by_name[name].setEnabled(not self._desk.is_busy)
        for name in ON_TRIAL:
            self.actions_.by_name[name].setEnabled(self.trial_desk.is_ready)

    def _say(self, words: Words) -> None:
        self.statusBar().showMessage(words.of(self.session.register))

    def _tell_library(self) -> None:
        faults = self.session.library.problems
        if faults:
            text = LEFT_OUT.of(self.session.register)
            self.banner.say(text.format(count=len(faults), first=faults[0]))
        self._of_library = self.banner.text

    @Slot()
    def _clear_banner(self) -> None:
        """Take away what was said of a patient file; what is amiss with the library stays to be read."""
        if self.banner.text != self._of_library:
            self.banner.hide()

    @Slot()
    def _begin(self) -> None:
        self._clear_banner()
        self.form.show_page(0, enter=True)

    @Slot(object, str, object)
    def open_for_trial(self, path: Path, trial: str, day: date) -> None:
        """Open a patient of the worklist on its day, with the trial chosen; not under a dialog of another patient."""
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            dialog.activateWindow()
            return
        if not self.files.may_leave():
            return
        self.files.open(path)
        if self.session.file == path:
            self.session.set_day(day)
            self.results.prefer(trial)
        self.activateWindow()

    def preview(self) -> None:
        """Ask for whom, and show the report's pages."""
        self._desk.ask(self._desk.preview, self._chosen_trial())

    def export(self) -> None:
        """Ask for whom and where, and write the report."""
        self._desk.ask(self._desk.export, self._chosen_trial())

    def print_out(self) -> None:
        """Ask for whom, and print the report."""
        self._desk.ask(self._desk.print_out, self._chosen_trial())

    def _chosen_trial(self) -> str:
        match = self.results.match
        return match.trial.id if match else ""

    @Slot(object)
    def _show_problem(self, error: InputError) -> None:
        self.banner.say("\n".join(str(problem) for problem in error.problems))

    @Slot(object)
    def _add_problem(self, error: InputError) -> None:
        before = [self.banner.text] if self.banner.isVisibleTo(self) else []
        self.banner.say("\n".join([*before, *(str(problem) for problem in error.problems)]))

    def about(self) -> None:
        """Say what the program is and is not."""
        dialogs.show_about(self, self.session.register)

    def explain_words(self) -> None:
        """Show what the words mean, first the one that the cursor is at."""
        is_asked = self.form.isAncestorOf(self.focusWidget())
        term = term_of_fact(self.form.asked) if is_asked else None
        GlossaryDialog(self.session.register, term, self).open()

    def show_manual(self) -> None:
        """Show the manual beside this window; there is one at most."""
        opened = next((one for one in self.findChildren(ManualWindow) if one.isVisible()), None)
        opened = opened or ManualWindow(self.session, self._theme, self)
        opened.show()
        opened.raise_()
        opened.activateWindow()

    def switch_words(self) -> None:
        """Change between clinical and plain words."""
        is_plain = self.session.register is Register.PLAIN
        self.session.set_register(Register.CLINICIAN if is_plain else Register.PLAIN)
        self._preferences.register = self.session.register

    def switch_form(self) -> None:
        """Show or hide the patient form."""
        self.form.setVisible(self.form.isHidden())

    def switch_calendar(self) -> None:
        """Show the coming months in place of the list, or the list again."""
        self.results.switch.choose(calendar=not self.results.switch.shows_calendar)
        self.results.take_focus()

    def compare_results(self) -> None:
        """Show the published results of the trials that are chosen in the list beside each other."""
        trials = [match.trial for match in self.results.selected]
        ComparisonDialog(trials, self._theme, self.session.register, self).open()

    def what_if(self) -> None:
        """Show the window in which facts can be assumed; there is one at most."""
        opened = next((one for one in self.findChildren(WhatIfWindow) if one.isVisible()), None)
        if opened is None:
            opened = WhatIfWindow(self.session, self)
            opened.trial_chosen.connect(self.results.find_and_choose)
            opened.broke.connect(self.broke)
        opened.show()
        opened.raise_()
        opened.activateWindow()

    def choose_colours(self, scheme: Scheme) -> None:
        """Use these colours from now on."""
        self._theme.choose(scheme)
        self._preferences.scheme = scheme

    def resize_letters(self, steps: int) -> None:
        """Draw letters larger or smaller by so many steps; with none, in their usual size."""
        place = SIZES.index(self._theme.letters) + steps if steps else 0
        self._theme.enlarge(SIZES[min(max(place, 0), len(SIZES) - 1)])
        self._preferences.letters = self._theme.letters

    def next_pane(self) -> None:
        """Put the focus on the pane to the right, and from the last on the first."""
        self.panes.step(1)

    def previous_pane(self) -> None:
        """Put the focus on the pane to the left, and from the first on the last."""
        self.panes.step(-1)

    def go_to_list(self) -> None:
        """Put the focus on the list of trials."""
        self.results.take_focus()

    def go_to_look_up(self) -> None:
        """Put the cursor into the look-up line."""
        self.results.switch.choose(calendar=False)
        self.results.look_up.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.results.look_up.selectAll()

    def next_page(self) -> None:
        """Turn to the next section of the form."""
        self.form.show_page((self.form.page + 1) % len(PAGES), enter=True)

    def previous_page(self) -> None:
        """Turn to the previous section of the form."""
        self.form.show_page((self.form.page - 1) % len(PAGES), enter=True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one patient file."""
        if _file_of(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the patient file."""
        path = _file_of(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.files.drop(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved changes, and end the threads."""
        if not self.files.may_leave():
            event.ignore()
            return
        standing.remember(self, self._preferences)
        self._desk.close()
        for opened in self.findChildren(WhatIfWindow):
            opened.close()
        self.trial_desk.close()
        self.sheet_desk.close()
        self._dates.close()
        self.results.close_reading()
        self.worklist.close()
        self.session.close()
        event.accept()


def _file_of(data: QMimeData) -> Path | None:
    """Return the one file of this machine that is dragged, or None."""
    urls = data.urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
