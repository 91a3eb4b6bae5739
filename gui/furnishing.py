"""What the window's frame is furnished with: the panes, what serves them, and how they answer each other.

Reading this module reads nearly all of the program; until that is done the window stands with its start page.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from gui import standing
from gui.calendar_desk import CalendarDesk
from gui.file_desk import FileDesk
from gui.form.pane import FormPane
from gui.mark_desk import MarkDesk
from gui.report_desk import ReportDesk
from gui.rooms import Room
from gui.sheet_desk import SheetDesk
from gui.side_by_side_desk import SideBySideDesk
from gui.side_windows import SideWindows
from gui.trial_desk import TrialDesk
from gui.views.detail import DetailPane
from gui.views.panes import Panes
from gui.views.result_pane import ResultPane
from gui.walk_desk import WalkDesk
from gui.words import Words
from gui.worklist_desk import WorklistDesk

if TYPE_CHECKING:
    from gui.main_window import MainWindow
    from gui.session import Session

LEFT_OUT: Final = Words("Files of the trial library that could not be read: {count}. {first}")
LEAST: Final = (536, 330, 320)  # of the panes' widths
STRETCH: Final = (2, 2, 3)


def furnish(window: MainWindow, session: Session) -> None:
    """Put a session's panes and desks into a window."""
    window.session = session
    _put_in_desks(window, session)
    _put_in_panes(window, session)
    _connect_session(window, session)
    _connect_files(window)
    _connect_panes(window)
    _connect_work(window)
    window.day.attend(session)
    window.start.attend(session)
    _tell_library(window)


def _put_in_desks(window: MainWindow, session: Session) -> None:
    window.files = FileDesk(session, window)
    window.reports = ReportDesk(session, window.preferences, window)
    window.trial_desk = TrialDesk(session, window)
    window.sheet_desk = SheetDesk(session, window)
    window.dates = CalendarDesk(session, window)
    window.worklist = WorklistDesk(session, window)
    window.side_windows = SideWindows(window)


def _put_in_panes(window: MainWindow, session: Session) -> None:
    window.form = FormPane(session, window)
    window.results = ResultPane(session, window.theme, window)
    window.detail = DetailPane(session, window.theme, window)
    window.marks = MarkDesk(session, window.results, window)
    window.marks.bind(window.actions_)
    window.beside = SideBySideDesk(session, window.theme, window.results, window.detail)
    window.panes = Panes(window)
    for pane, least, stretch in zip((window.form, window.results, window.detail), LEAST, STRETCH, strict=True):
        window.panes.add(pane, least, stretch)
    standing.share(window.panes, window.preferences)
    window.rooms.furnish(Room.DESK, window.panes)
    window.walk = WalkDesk(window, window.theme)


def _connect_session(window: MainWindow, session: Session) -> None:
    session.register_changed.connect(window.reword)
    session.saved_changed.connect(window.show_saved)
    session.document_changed.connect(window.show_saved)
    session.settled_changed.connect(window.show_history)
    session.library_changed.connect(window.show_trials)
    session.library_changed.connect(partial(_tell_library, window))


def _connect_files(window: MainWindow) -> None:
    files = window.files
    files.opened.connect(window.banner.clear)
    files.begun.connect(window.banner.clear)
    files.begun.connect(window.begin)
    files.saved.connect(window.show_saved)
    files.refused.connect(window.show_problem)
    files.centre_refused.connect(window.add_problem)
    files.marks_refused.connect(window.add_problem)
    window.start.told.connect(window.banner.say)


def _connect_panes(window: MainWindow) -> None:
    actions, results = window.actions_.by_name, window.results
    results.chosen.connect(window.detail.show_match)
    results.chosen.connect(window.trial_desk.choose)
    window.trial_desk.choose(results.match)
    results.switch.chosen.connect(actions["calendar"].setChecked)
    results.calendar.export_wanted.connect(window.dates.export)
    results.broke.connect(window.broke)
    window.form.brought_back.connect(lambda: actions["form"].setChecked(True))
    window.marks.told.connect(window.say)


def _connect_work(window: MainWindow) -> None:
    papers = (window.reports, window.trial_desk, window.sheet_desk)
    for made in papers:
        window.work.cancelled.connect(made.cancel)
    for desk in (*papers, window.dates):
        desk.told.connect(window.say)
        desk.refused.connect(window.show_problem)
        desk.broke.connect(window.broke)
    window.reports.busy_changed.connect(window.show_work)
    window.trial_desk.changed.connect(window.show_work)
    window.sheet_desk.busy_changed.connect(window.show_work)
    window.worklist.asked_for.connect(window.open_for_trial)
    window.worklist.broke.connect(window.broke)


def _tell_library(window: MainWindow) -> None:
    """Say what is amiss with the library."""
    faults = window.session.library.problems
    if faults:
        count = len({fault.file for fault in faults})  # of which each may have several
        window.banner.keep(LEFT_OUT.of(window.register).format(count=count, first=faults[0]))
