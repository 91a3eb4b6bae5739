"""The worklist's window: a folder of patients off the GUI thread, list by list, and back to the patient."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from threading import Event, current_thread, main_thread
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from criteria.marks import Mark, Marks, marks_beside, write_marks
from gui import dialogs, worklist_desk
from gui.dialogs import Leave
from gui.form.paste_labs import PasteDialog
from gui.models.worklist import WorklistModel
from gui.views.worklist import BEGIN, GIVEN_UP, NO_FILES
from gui.views.worklist_page import CHOOSE_TRIAL, NOTHING_YET
from matcher.explain import Register
from matcher.worklist import worklist_of
from matcher.worklist_lines import Line, Table

from .conftest import TODAY
from .test_access import nameless, tab_stops

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from criteria.strict_json import Json
    from gui.main_window import MainWindow
    from gui.session import Session
    from gui.views.worklist import WorklistWindow
    from matcher.cohort import Patient

PLANET, DUNE = "NCT03043664", "NCT03095274"
DAY = QDate(2026, 11, 25)
TABLE = Table(
    "became",
    "Became possible",
    ("Patient", "Trial"),
    tuple(Line((f"<b>{n}</b>", f"NCT{n}"), "") for n in range(3)),
    "None",
)


@pytest.fixture
def patients(example: dict[str, Json], tmp_path: Path) -> Path:
    folder = tmp_path / "patients"
    folder.mkdir()
    for name in ("case-1", "case-2", "case-3"):
        (folder / f"{name}.json").write_text(json.dumps(example), "utf-8")
    (folder / "case-3.json").write_text('{"format": "zebramatch.patient/1"}', "utf-8")
    return folder


@pytest.fixture
def worklist(window: MainWindow) -> WorklistWindow:
    window.actions_.by_name["worklist"].trigger()
    shown = window.worklist.window
    assert shown is not None
    shown.asking.day.setDate(DAY)
    return shown


@pytest.fixture
def made(worklist: WorklistWindow, patients: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> WorklistWindow:
    """The worklist of three patients."""
    make(worklist, patients, qtbot, monkeypatch)
    return worklist


def make(worklist: WorklistWindow, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialogs, "choose_folder_of_patients", lambda *_: folder)
    QTest.mouseClick(worklist.asking.folder_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not worklist.is_busy, timeout=60_000)


def show(worklist: WorklistWindow, section: str) -> None:
    page = worklist.one_trial if section == "standings" else worklist.pages[section]
    worklist.tabs.setCurrentWidget(page)
    assert worklist.page is page


def names(worklist: WorklistWindow) -> list[str]:
    shown = worklist.page.sorted
    return [shown.index(row, 0).data() for row in range(shown.rowCount())]


def titles(worklist: WorklistWindow) -> list[str]:
    return [worklist.tabs.tabText(number) for number in range(worklist.tabs.count())]


def test_before_a_folder_is_chosen_the_window_says_what_to_do(worklist: WorklistWindow) -> None:
    assert worklist.status.text() == BEGIN
    assert worklist.page.empty.text() == NOTHING_YET
    assert worklist.asking.folder_button.hasFocus()
    for button in (worklist.asking.make, worklist.export, worklist.open_button):
        assert not button.isEnabled()


def test_the_day_is_today_and_not_the_patient_s(filled: MainWindow) -> None:
    filled.actions_.by_name["worklist"].trigger()
    assert filled.worklist.window is not None
    assert filled.worklist.window.asking.days.on == TODAY
    assert filled.session.on == date(2026, 11, 20)


def test_a_chosen_folder_is_worked_out_at_once_and_every_list_has_its_count(made: WorklistWindow) -> None:
    assert made.status.text().startswith("Worklist of 2026-11-25: 3 patients, compared with 2026-11-18")
    counts = dict(text.rstrip(")").split(" (") for text in titles(made) if "(" in text)
    assert {name: counts[name] for name in ("Became possible", "Opens soon", "Not read")} == {
        "Became possible": "2",
        "Opens soon": "8",
        "Not read": "0",
    }
    assert names(made) == ["case-1", "case-2"]
    assert made.page.rows.hasFocus()
    assert not made.problem.isVisible()


def test_the_row_in_hand_is_told_in_full(made: WorklistWindow) -> None:
    assert made.page.whole.text().startswith(f"case-1  ·  Trial: {DUNE} (DUNE)  ·  Status: Completed")
    assert "Before: ◷ Not before 2026-11-21" in made.page.whole.text()


def test_an_empty_list_says_what_was_looked_for(made: WorklistWindow) -> None:
    show(made, "unread")
    assert made.page.empty.text() == "None: every patient file was read."
    assert not made.export.isEnabled()


def test_files_that_cannot_be_read_are_told_above_and_in_their_list(
    worklist: WorklistWindow, patients: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (patients / "broken.json").write_text("{", "utf-8")
    make(worklist, patients, qtbot, monkeypatch)
    assert "1 of 4 files" in worklist.problem.text()
    show(worklist, "unread")
    assert names(worklist) == ["broken"]
    assert "not valid JSON" in worklist.page.whole.text()


def test_a_folder_without_patients_says_what_to_choose(
    worklist: WorklistWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "none").mkdir()
    make(worklist, tmp_path / "none", qtbot, monkeypatch)
    assert worklist.problem.text() == NO_FILES
    assert worklist.page.model.rowCount() == 0


def test_a_folder_that_has_gone_is_explained(
    worklist: WorklistWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(worklist, tmp_path / "gone", qtbot, monkeypatch)
    assert "there is no such file or folder" in worklist.problem.text()
    assert worklist.asking.make.isEnabled()


def test_choosing_no_folder_changes_nothing(worklist: WorklistWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialogs, "choose_folder_of_patients", lambda *_: None)
    QTest.mouseClick(worklist.asking.folder_button, Qt.MouseButton.LeftButton)
    assert not worklist.is_busy
    assert worklist.status.text() == BEGIN


def test_patients_are_judged_on_another_thread_and_counted(
    worklist: WorklistWindow, patients: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_window: list[bool] = []
    counted: list[tuple[int, int]] = []

    def noting(*arguments: object) -> object:
        on_window.append(current_thread() is main_thread())
        return worklist_of(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(worklist_desk, "worklist_of", noting)
    monkeypatch.setattr(worklist, "show_progress", lambda done, total: counted.append((done, total)))
    make(worklist, patients, qtbot, monkeypatch)
    assert on_window == [False]
    assert counted == [(0, 3), (1, 3), (2, 3)]


@pytest.mark.parametrize("how", ["cancel", "close"])
def test_a_worklist_that_was_cancelled_shows_nothing_and_a_new_one_can_be_made(
    worklist: WorklistWindow, patients: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    gate, begun, ended = Event(), Event(), Event()
    judged: list[Patient] = []

    def slow(people: Iterable[Patient], *rest: object) -> object:
        begun.set()
        gate.wait(20)
        judged.extend(people)
        ended.set()
        return worklist_of(judged, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(worklist_desk, "worklist_of", slow)
    monkeypatch.setattr(dialogs, "choose_folder_of_patients", lambda *_: patients)
    QTest.mouseClick(worklist.asking.folder_button, Qt.MouseButton.LeftButton)
    assert begun.wait(20)
    assert worklist.is_busy
    assert worklist.cancel.hasFocus()
    assert not worklist.asking.make.isEnabled()
    if how == "cancel":
        QTest.keyClick(worklist.cancel, Qt.Key.Key_Space)
    else:
        QTest.keyClick(worklist, Qt.Key.Key_Escape)
        assert not worklist.isVisible()
    gate.set()
    qtbot.waitUntil(ended.is_set, timeout=60_000)
    assert worklist.status.text() == GIVEN_UP
    assert judged == []  # not one more patient was read
    assert worklist.page.empty.text() == NOTHING_YET
    assert worklist.page.model.rowCount() == 0
    worklist.show()
    worklist.asking.make.click()
    qtbot.waitUntil(lambda: not worklist.is_busy, timeout=60_000)
    assert worklist.page.model.rowCount() == 2


def test_enter_opens_the_patient_on_the_worklist_s_day_with_the_trial_chosen(
    window: MainWindow, made: WorklistWindow, patients: Path, settled: Callable[[Session], None]
) -> None:
    QTest.keyClick(made.page.rows, Qt.Key.Key_Return)
    settled(window.session)
    assert window.session.file == patients / "case-1.json"
    assert window.session.on == date(2026, 11, 25)
    assert window.results.match is not None
    assert window.results.match.trial.id == DUNE
    assert made.isVisible()


def test_a_trial_that_is_set_aside_is_unfolded_for_who_comes_from_the_worklist(
    window: MainWindow, made: WorklistWindow, patients: Path, settled: Callable[[Session], None]
) -> None:
    write_marks(Marks(trials={DUNE: Mark(place="aside")}), marks_beside(patients / "case-1.json"))
    QTest.keyClick(made.page.rows, Qt.Key.Key_Return)
    settled(window.session)
    assert window.results.match is not None
    assert window.results.match.trial.id == DUNE


def test_no_patient_is_opened_under_a_dialog_of_another(
    window: MainWindow, made: WorklistWindow, example_file: Path, settled: Callable[[Session], None]
) -> None:
    window.files.open(example_file)
    settled(window.session)
    window.form.paste_labs()
    pasting = window.findChild(PasteDialog)
    assert pasting is not None
    QTest.keyClick(made.page.rows, Qt.Key.Key_Return)
    assert window.session.file == example_file
    assert pasting.isVisible()
    pasting.reject()
    QTest.keyClick(made.page.rows, Qt.Key.Key_Return)
    assert window.session.file != example_file


def test_a_double_click_opens_the_patient(
    window: MainWindow, made: WorklistWindow, patients: Path, settled: Callable[[Session], None]
) -> None:
    rows = made.page.rows
    rows.doubleClicked.emit(rows.model().index(0, 0))
    settled(window.session)
    assert window.session.file == patients / "case-1.json"


@pytest.mark.parametrize(("leave", "opens"), [(Leave.CANCEL, False), (Leave.DISCARD, True)])
def test_unsaved_changes_are_asked_about_first(
    window: MainWindow, made: WorklistWindow, monkeypatch: pytest.MonkeyPatch, leave: Leave, opens: bool
) -> None:
    monkeypatch.setattr(dialogs, "ask_about_changes", lambda _parent: leave)
    window.session.edit("sex", "male")
    made.open_button.click()
    assert (window.session.file is not None) is opens
    assert window.session.has_chosen_day is opens


def test_a_patient_who_could_not_be_read_is_explained_in_the_main_window(
    window: MainWindow, worklist: WorklistWindow, patients: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (patients / "broken.json").write_text("{", "utf-8")
    make(worklist, patients, qtbot, monkeypatch)
    show(worklist, "unread")
    worklist.open_button.click()
    assert "broken.json" in window.banner.text
    assert window.session.file is None


def test_one_trial_shows_every_patient_best_first(made: WorklistWindow) -> None:
    show(made, "standings")
    assert made.page.empty.text() == CHOOSE_TRIAL
    made.one_trial.choice.setCurrentIndex(made.one_trial.choice.findData(PLANET))
    assert sorted(names(made)) == ["case-1", "case-2", "case-3"]
    verdicts = [made.page.sorted.index(row, 1).data() for row in range(3)]
    assert verdicts == sorted(verdicts, key=lambda text: "✓?◷✗".index(text[0]))
    made.one_trial.choice.setCurrentIndex(0)
    assert made.page.model.rowCount() == 0


def test_only_trials_that_take_new_patients_are_asked_about_when_wanted(made: WorklistWindow, qtbot: QtBot) -> None:
    made.asking.trials.setCurrentIndex(1)
    made.asking.make.click()
    qtbot.waitUntil(lambda: not made.is_busy, timeout=60_000)
    assert titles(made)[0] == "Became possible (0)"


def test_a_number_of_days_that_is_none_gives_way_to_the_usual_one(worklist: WorklistWindow) -> None:
    field = worklist.asking.ahead
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "x-5")
    assert worklist.asking.days.within == 5
    field.clear()
    assert worklist.asking.days.within == 30
    assert field.text() == "30"


def test_the_list_in_sight_is_exported_as_it_is_sorted(
    made: WorklistWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "list.csv"
    monkeypatch.setattr(dialogs, "choose_where_to_put_table", lambda *_: out)
    made.page.rows.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    made.export.click()
    rows = list(csv.reader(io.StringIO(out.read_text("utf-8-sig"))))
    assert rows[0] == ["Patient", "Trial", "Status", "Verdict", "Since", "Before"]
    assert [row[0] for row in rows[1:]] == ["case-2", "case-1"]
    assert "2 rows" in made.status.text()


def test_an_export_that_cannot_be_written_is_explained_and_the_list_stays(
    made: WorklistWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "choose_where_to_put_table", lambda *_: tmp_path / "none" / "list.csv")
    made.export.click()
    assert "there is no such folder" in made.problem.text()
    assert made.page.model.rowCount() == 2


def test_a_fault_of_the_program_is_reported_and_leaves_no_worklist(
    window: MainWindow, worklist: WorklistWindow, patients: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr(worklist_desk, "worklist_of", fail)
    with qtbot.waitSignal(window.broke):
        make(worklist, patients, qtbot, monkeypatch)
    assert "a fault of the program" in worklist.problem.text()


def test_plain_words_take_the_other_patients_out_of_sight(window: MainWindow, made: WorklistWindow) -> None:
    window.session.set_register(Register.PLAIN)
    assert not made.isVisible()
    assert not window.actions_.by_name["worklist"].isEnabled()
    window.session.set_register(Register.CLINICIAN)
    assert window.actions_.by_name["worklist"].isEnabled()


def test_nothing_of_the_patients_is_kept_or_said_outside(
    window: MainWindow, made: WorklistWindow, patients: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert (made.windowTitle(), window.windowTitle()) == ("Worklist", "ZebraMatch[*]")
    window.close()
    said = capfd.readouterr()
    assert "case-" not in said.out + said.err
    kept = [path for path in tmp_path.rglob("*") if path.is_file() and path.parent != patients]
    assert not [path for path in kept if b"case-" in path.read_bytes() or b"patients" in path.read_bytes()]


def test_closing_the_main_window_closes_the_worklist(window: MainWindow, made: WorklistWindow) -> None:
    window.close()
    assert window.worklist.window is None


def test_everything_that_takes_the_focus_has_a_name(made: WorklistWindow) -> None:
    assert nameless(made) == []


def test_tab_goes_through_the_questions_in_reading_order_and_leaves_the_table(made: WorklistWindow) -> None:
    asking = made.asking
    questions = [asking.folder_button, asking.day, asking.back, asking.ahead, asking.trials, asking.make]
    assert tab_stops(made, made)[: len(questions) + 2] == [*questions, made.tabs.tabBar(), made.page.rows]
    QTest.keyClick(made.page.rows, Qt.Key.Key_Tab)
    assert made.open_button.hasFocus()


def test_the_model_passes_qt_s_model_tester(qapp: object) -> None:
    model = WorklistModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for table in (TABLE, None, TABLE):
        model.show(table)
    assert (model.rowCount(), model.columnCount()) == (3, 2)
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Trial"
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "<qt>&lt;b&gt;0&lt;/b&gt;</qt>"
    del tester
