"""Pictures of every screen, for the manual and for a look after each change."""

from __future__ import annotations

import tempfile
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QElapsedTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QScrollArea

from gui.dialogs import CrashDialog, ReportChoice, ReportDialog
from gui.form.pages import PAGES
from gui.main_window import MainWindow
from gui.preferences import Preferences
from gui.reporting import document_of
from gui.session import Session
from gui.theme import Scheme, Theme
from gui.trial_desk import checklist_of, site_text_of
from gui.views.checklist_dialog import ChecklistChoice, ChecklistDialog
from gui.views.comparison import ComparisonDialog
from gui.views.preview import PREVIEW_PPI, PreviewDialog
from gui.views.readings import ReadingsBox
from gui.views.referral import ReferralDialog
from gui.views.specimens import SpecimenGrid
from gui.views.what_if import SIZE as WHAT_IF
from gui.views.what_if import WhatIfWindow
from matcher.calendar import trial_calendar
from matcher.explain import Register
from matcher.report import render_pages
from matcher.result import Verdict
from matcher.worklist_lines import OPENING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QApplication, QWidget

    from criteria.library import Library
    from criteria.strict_json import Json
    from criteria.trial import Trial
    from gui.app import Options
    from gui.views.assumption_row import AssumptionRow

EXAMPLE = ("examples", "planet.json")
WIDTH, HEIGHT = 1366, 768
PATIENCE_MS = 30_000
REST_MS = 150
SIDE_BY_SIDE = 6
PAPERS_ON = "NCT03043664"
WORKLIST_DAY = QDate(2026, 11, 25)
TWO_READINGS = "NCT03972488"  # inoperable: metastatic disease as well, or locally advanced disease alone


def grab_all(app: QApplication, library: Library, options: Options) -> int:
    """Write every screen as a PNG file into the folder of the options."""
    from gui.app import start

    folder = options.grab or Path()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as private:
        theme = Theme(app, Scheme.LIGHT)
        session = Session(library)
        window = MainWindow(session, theme, Preferences(Path(private) / "window.ini"))
        window.resize(WIDTH, HEIGHT)
        window.show()
        if options.patient is None:
            with as_file(files("resources").joinpath(*EXAMPLE)) as example:
                _shoot(app, window, theme, folder, lambda: window.files.open(example))
        else:
            _shoot(app, window, theme, folder, lambda: start(window, options))
        session.close()
        window.hide()
    return 0


def settle(app: QApplication, session: Session) -> None:
    """Let the window work until the result belongs to what has been entered, and everything has its place."""
    _wait(app, lambda: session.is_settled)
    loop = QEventLoop()
    QTimer.singleShot(REST_MS, loop.quit)
    loop.exec()


def _wait(app: QApplication, is_done: Callable[[], bool]) -> None:
    timer = QElapsedTimer()
    timer.start()
    while not is_done() and timer.elapsed() < PATIENCE_MS:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


def _shoot(app: QApplication, window: MainWindow, theme: Theme, folder: Path, fill: Callable[[], None]) -> None:
    def shot(name: str, widget: QWidget = window) -> None:
        settle(app, window.session)
        widget.grab().save(str(folder / f"{name}.png"))

    window.session.settle()
    shot("empty")
    _wait_for_question(app, window.session)
    shot("next-question")
    fill()
    window.results.take_focus()
    shot("filled")
    for number, page in enumerate(PAGES):
        window.form.show_page(number)
        shot(f"form-{page.section}")
    window.form.show_page(0)
    _choose(window, Verdict.INELIGIBLE)
    window.detail.take_focus()
    shot("detail")
    window.session.set_register(Register.PLAIN)
    shot("plain")
    window.session.set_register(Register.CLINICIAN)
    theme.choose(Scheme.DARK)
    shot("dark")
    theme.choose(Scheme.LIGHT)
    window.results.look_up.setText("NCT01234567")
    shot("look-up")
    window.results.look_up.clear()
    _shoot_what_if(app, window, theme, folder)
    _shoot_days(window, theme, shot)
    _shoot_dialogs(app, window, theme, folder)
    _shoot_readings(window, theme, shot)


def _shoot_readings(window: MainWindow, theme: Theme, shot: Callable[[str], None]) -> None:
    """Shoot a text of two readings that differ for the patient, and the specimens side by side."""
    window.session.edit("diagnosis.resectable", value=True)
    window.form.field("diagnosis.resectable").editor.show_value(True)
    window.session.settle()
    window.results.choose(TWO_READINGS)
    shot("ambiguity")
    boxes = [one for one in window.detail.findChildren(ReadingsBox) if one.copy_button.isVisible()]
    _scroll_to(window, boxes)
    shot("ambiguity")
    _scroll_to(window, window.detail.findChildren(SpecimenGrid))
    shot("specimens")
    theme.choose(Scheme.DARK)
    shot("specimens-dark")
    window.session.set_register(Register.PLAIN)
    shot("ambiguity-plain")
    window.session.set_register(Register.CLINICIAN)
    theme.choose(Scheme.LIGHT)


def _scroll_to(window: MainWindow, found: Sequence[QWidget]) -> None:
    area = window.detail.findChild(QScrollArea)
    if area is not None and found:
        area.ensureWidgetVisible(found[0], 0, found[0].height())


def _shoot_days(window: MainWindow, theme: Theme, shot: Callable[[str, QWidget], None]) -> None:
    """Shoot the trial with the most turns over time, and the coming months of all, light and dark."""
    result = window.session.result
    courses = [trial_calendar(match, result.screening_date) for match in result.matches] if result else []
    turning = max(courses, key=lambda course: sum(len(lane.spans) > 1 for lane in course.lanes), default=None)
    for scheme, name in ((Scheme.LIGHT, ""), (Scheme.DARK, "-dark")):
        theme.choose(scheme)
        if turning is not None:
            window.results.choose(turning.match.trial.id)
        window.detail.finish()
        shot(f"timeline{name}", window.detail)
        _choose(window, Verdict.LATER)
        window.results.switch.choose(calendar=True)
        window.results.take_focus()
        window.detail.finish()
        shot(f"calendar{name}", window)
        window.results.switch.choose(calendar=False)
    theme.choose(Scheme.LIGHT)


def _shoot_what_if(app: QApplication, window: MainWindow, theme: Theme, folder: Path) -> None:
    """Assume what the first near miss proposes, and a state of health."""
    shown = WhatIfWindow(window.session, window)
    shown.resize(WHAT_IF)
    shown.show()
    settle(app, window.session)
    shown.near_table.selectRow(0)
    if shown.rows[0].editor is not None:
        _fill(shown.rows[0], "2026-10-01")
        shown.add_row()
    shown.rows[-1].pick("performance.ecog")
    _fill(shown.rows[-1], {"value": 1})
    for name, scheme in (("what-if", Scheme.LIGHT), ("what-if-dark", Scheme.DARK)):
        theme.choose(scheme)
        settle(app, window.session)
        while not shown.is_settled:
            app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        settle(app, window.session)
        shown.grab().save(str(folder / f"{name}.png"))
    theme.choose(Scheme.LIGHT)
    shown.close()


def _fill(row: AssumptionRow, value: Json) -> None:
    if row.editor is not None:
        row.editor.show_value(value)
        row.editor.tell()


def _wait_for_question(app: QApplication, session: Session) -> None:
    timer = QElapsedTimer()
    timer.start()
    while not session.asking.is_known and timer.elapsed() < PATIENCE_MS:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


def _choose(window: MainWindow, verdict: Verdict) -> None:
    result = window.session.result
    matches = result.matches if result else ()
    match = next((match for match in matches if match.verdict is verdict), None)
    if match is not None:
        window.results.choose(match.trial.id)


def _with_results(window: MainWindow) -> list[Trial]:
    return [trial for trial in window.session.library.trials if trial.results][:SIDE_BY_SIDE]


def _shoot_dialogs(app: QApplication, window: MainWindow, theme: Theme, folder: Path) -> None:
    document = document_of(window.session.question(), ReportChoice(Register.CLINICIAN))
    pages = render_pages(document, PREVIEW_PPI)
    (folder / "report.png").write_bytes(pages[0])
    checklist = checklist_of(window.session.question(), ChecklistChoice(PAPERS_ON))
    (folder / "checklist.png").write_bytes(render_pages(checklist, PREVIEW_PPI)[0])
    shown: tuple[tuple[str, QWidget], ...] = (
        ("preview", PreviewDialog(pages, window)),
        ("report-dialog", ReportDialog(window, Register.CLINICIAN, "", lambda _choice: None)),
        ("checklist-dialog", ChecklistDialog(window, PAPERS_ON, lambda _choice: None)),
        ("referral", ReferralDialog(site_text_of(window.session.question(), PAPERS_ON), window)),
        ("comparison", ComparisonDialog(_with_results(window), theme, Register.CLINICIAN, window)),
        ("fault", CrashDialog("builtins.ValueError\n  gui/app.py:1 run", window)),
    )
    for name, dialog in shown:
        dialog.show()
        app.processEvents()
        dialog.grab().save(str(folder / f"{name}.png"))
        dialog.close()
    _shoot_worklist(app, window, folder)


def _shoot_worklist(app: QApplication, window: MainWindow, folder: Path) -> None:
    """Take the picture of a worklist of the examples."""
    with tempfile.TemporaryDirectory() as private:
        patients = Path(private) / "patients"
        patients.mkdir()
        examples = sorted(files("resources").joinpath("examples").iterdir(), key=lambda example: example.name)
        for number, example in enumerate(examples, start=1):
            (patients / f"case-{number}.json").write_bytes(example.read_bytes())
        window.worklist.show()
        shown = window.worklist.window
        if shown is None:
            return
        shown.asking.day.setDate(WORKLIST_DAY)
        shown.asking.show_folder(patients)
        shown.ask()
        _wait(app, lambda: not shown.is_busy)
        shown.tabs.setCurrentWidget(shown.pages[OPENING])
        settle(app, window.session)
        shown.grab().save(str(folder / "worklist.png"))
        window.worklist.close()
