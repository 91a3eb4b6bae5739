"""The main window: a frame that stands at once, and is furnished as soon as the rest of the program has been read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from gui import standing
from gui.actions import WITH_TRIALS, Actions
from gui.day_edit import DayEdit
from gui.rooms import Room, Rooms
from gui.start.desk import StartDesk
from gui.theme import SIZES
from gui.tool_bar import ToolBar
from gui.views.banner import Banner
from gui.views.work import WorkStrip
from gui.words import Words
from matcher.wording.voice import Register

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from typing import Self

    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent

    from criteria.problems import InputError
    from gui.calendar_desk import CalendarDesk
    from gui.file_desk import FileDesk
    from gui.form.pane import FormPane
    from gui.mark_desk import MarkDesk
    from gui.preferences import Preferences
    from gui.report_desk import ReportDesk
    from gui.session import Session
    from gui.sheet_desk import SheetDesk
    from gui.side_by_side_desk import SideBySideDesk
    from gui.side_windows import SideWindows
    from gui.theme import Scheme, Theme
    from gui.trial_desk import TrialDesk
    from gui.views.detail import DetailPane
    from gui.views.panes import Panes
    from gui.views.result_pane import ResultPane
    from gui.walk_desk import WalkDesk
    from gui.worklist_desk import WorklistDesk

TITLE: Final = "ZebraMatch[*]"
SMALLEST: Final = QSize(560, 340)
OPENING: Final = Words("Opening ...")
KEPT: Final = Words("Opening ... What you chose follows in a moment.")
NEW: Final = Words("New patient: nothing entered yet", "Nothing entered yet")
SAVED, CHANGED = Words("Saved"), Words("Not saved yet")
REPORTS, ON_TRIAL = ("preview", "export", "print"), ("checklist", "referral")


class MainWindow(QMainWindow):
    """Patient, ranking and reasons side by side.

    A new window has its frame and the start page, which need Qt alone; what is chosen there is kept until the window is
    furnished, and done then. `gui.furnishing` puts in all that is declared without a value.
    """

    broke = Signal(object)  # an exception of a thread of a desk

    session: Session
    form: FormPane
    results: ResultPane
    detail: DetailPane
    panes: Panes
    walk: WalkDesk
    files: FileDesk
    reports: ReportDesk
    trial_desk: TrialDesk
    sheet_desk: SheetDesk
    dates: CalendarDesk
    worklist: WorklistDesk
    marks: MarkDesk
    beside: SideBySideDesk
    side_windows: SideWindows

    def __init__(self, theme: Theme, preferences: Preferences) -> None:
        """Stand where the last window stood."""
        super().__init__()
        self.theme, self.preferences = theme, preferences
        self.is_furnished = self.is_painted = self.is_closed = False
        self._kept: Callable[[], object] | None = None
        self.setWindowTitle(TITLE)
        self.setMinimumSize(SMALLEST)
        self.setAcceptDrops(True)
        self.banner = Banner(self)
        self.rooms = Rooms(self)
        self.start: StartDesk = StartDesk(self, preferences)
        self.actions_ = Actions(self)
        self.day = DayEdit(preferences.register, self)
        self.tool_bar = ToolBar(self.actions_.by_name, self.day, self)
        self.addToolBar(self.tool_bar)
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(8, 0, 8, 2)
        column.setSpacing(6)
        column.addWidget(self.banner)
        column.addWidget(self.rooms, 1)
        self.setCentralWidget(middle)
        self.work = WorkStrip(self)
        self.statusBar().addPermanentWidget(self.work)
        standing.restore(self, preferences)
        self.reword()

    @classmethod
    def furnished(cls, session: Session, theme: Theme, preferences: Preferences) -> Self:
        """Return a window that shows a session at the desk."""
        window = cls(theme, preferences)
        window.furnish(session)
        window.rooms.enter(Room.DESK)
        return window

    def furnish(self, session: Session) -> None:
        """Put in everything that needs the rest of the program; what is in sight stays in sight."""
        from gui.furnishing import furnish

        furnish(self, session)
        self.is_furnished = True
        self.reword()
        self.show_history()
        self.show_trials()

    def when_furnished(self, run: Callable[[], object]) -> None:
        """Do something now; or, once there is everything for it, in place of what was asked for before."""
        if self.is_furnished:
            run()
        else:
            self._kept = run
            self.say(KEPT)

    def catch_up(self) -> None:
        """Do what was asked for while the window was not furnished yet."""
        kept, self._kept = self._kept, None
        if kept is not None:
            kept()

    @property
    def register(self) -> Register:
        """The words in use."""
        return self.session.register if self.is_furnished else self.preferences.register

    @Slot()
    def reword(self) -> None:
        """Change every word to the register in use."""
        register = self.register
        self.actions_.reword(register)
        actions = self.actions_.by_name
        actions["plain"].setChecked(register is Register.PLAIN)
        actions[f"colours {self.theme.scheme.value}"].setChecked(True)
        if self.is_furnished:
            self._offer_worklist()
        actions["form"].setChecked(not self.is_furnished or not self.form.isHidden())
        actions["calendar"].setChecked(self.is_furnished and self.results.switch.shows_calendar)
        self.tool_bar.reword()
        self.day.reword(register)
        self.work.reword(register)
        self.show_saved()

    @Slot()
    def show_saved(self) -> None:
        """Say whether what has been entered is saved."""
        if not self.is_furnished:
            self.say(OPENING)
            return
        self.setWindowModified(not self.session.is_saved)
        if self.session.is_saved:
            self.say(SAVED if self.session.file else NEW)
        else:
            self.say(CHANGED)

    @Slot()
    def show_history(self) -> None:
        """Offer to take back or make again what there is."""
        history = self.session.history
        self.actions_.by_name["undo"].setEnabled(bool(history.undoes))
        self.actions_.by_name["redo"].setEnabled(bool(history.redoes))

    @Slot()
    def show_trials(self) -> None:
        """Offer what works on trials, as soon as there are any."""
        for name in WITH_TRIALS:
            self.actions_.by_name[name].setEnabled(self.session.has_library)
        self.walk.offer()
        self._offer_worklist()
        self.show_work()

    def _offer_worklist(self) -> None:
        is_offered = self.register is Register.CLINICIAN and self.worklist.is_offered
        self.actions_.by_name["worklist"].setEnabled(is_offered)

    @Slot()
    def show_work(self) -> None:
        """Offer to cancel the report that is being made, and no second one beside it."""
        can_begin = self.session.has_library
        self.work.setVisible(any(desk.is_busy for desk in (self.reports, self.trial_desk, self.sheet_desk)))
        self.actions_.by_name["sheet"].setEnabled(can_begin and not self.sheet_desk.is_busy)
        for name in REPORTS:
            self.actions_.by_name[name].setEnabled(can_begin and not self.reports.is_busy)
        for name in ON_TRIAL:
            self.actions_.by_name[name].setEnabled(self.trial_desk.is_ready)

    def say(self, words: Words) -> None:
        """Say something in the status bar."""
        self.statusBar().showMessage(words.of(self.register))

    @Slot(object)
    def show_problem(self, error: InputError) -> None:
        """Say what is amiss with a file."""
        self.banner.say(*map(str, error.problems))

    @Slot(object)
    def add_problem(self, error: InputError) -> None:
        """Say what is amiss with one file more."""
        self.banner.add(*map(str, error.problems))

    def keep_problem(self, error: InputError) -> None:
        """Say what is amiss until a person closes it."""
        self.banner.keep(*map(str, error.problems))

    @Slot()
    def begin(self) -> None:
        """Put the cursor into the first question about a new patient."""
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
        self.reports.ask(self.reports.preview, self._chosen_trial())

    def export(self) -> None:
        """Ask for whom and where, and write the report."""
        self.reports.ask(self.reports.export, self._chosen_trial())

    def print_out(self) -> None:
        """Ask for whom, and print the report."""
        self.reports.ask(self.reports.print_out, self._chosen_trial())

    def _chosen_trial(self) -> str:
        match = self.results.match
        return match.trial.id if match else ""

    def switch_words(self) -> None:
        """Change between clinical and plain words."""
        is_plain = self.session.register is Register.PLAIN
        self.session.set_register(Register.CLINICIAN if is_plain else Register.PLAIN)
        self.preferences.register = self.session.register

    def switch_form(self) -> None:
        """Show or hide the patient form."""
        self.form.setVisible(self.form.isHidden())
        self.actions_.by_name["form"].setChecked(not self.form.isHidden())

    def switch_calendar(self) -> None:
        """Show the coming months in place of the list, or the list again."""
        self.results.switch.choose(calendar=not self.results.switch.shows_calendar)
        self.results.take_focus()

    def choose_colours(self, scheme: Scheme) -> None:
        """Use these colours from now on."""
        self.theme.choose(scheme)
        self.preferences.scheme = scheme

    def resize_letters(self, steps: int) -> None:
        """Draw letters larger or smaller by so many steps; with none, in their usual size."""
        place = SIZES.index(self.theme.letters) + steps if steps else 0
        self.theme.enlarge(SIZES[min(max(place, 0), len(SIZES) - 1)])
        self.preferences.letters = self.theme.letters

    def go_to_look_up(self) -> None:
        """Put the cursor into the look-up line."""
        self.results.switch.choose(calendar=False)
        self.results.look_up.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.results.look_up.selectAll()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Remember that it is in sight."""
        super().paintEvent(event)
        self.is_painted = True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one patient file."""
        if _file_of(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the patient file."""
        path = _file_of(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.when_furnished(lambda: self.files.drop(path))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved changes, and end the threads."""
        if self.is_furnished:
            if not self.files.may_leave():
                event.ignore()
                return
            self._end()
        self.is_closed = True
        event.accept()

    def _end(self) -> None:
        """Remember how the window stands, and wait for every thread."""
        standing.remember(self, self.preferences)
        for desk in (self.reports, self.side_windows, self.trial_desk, self.sheet_desk, self.dates):
            desk.close()
        self.results.close_reading()
        self.worklist.close()
        self.session.close()


def _file_of(data: QMimeData) -> Path | None:
    """Return the one file of this machine that is dragged, or None."""
    urls = data.urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
