"""What the window claims and offers while the trials are still being read, and what becomes of it when they come."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import QDate
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from criteria.library import Library
from criteria.problems import Problem
from gui.actions import WITH_TRIALS
from gui.app import Options, start
from gui.opening import waited_for
from gui.plain_text import PlainLabel
from gui.rooms import Room
from gui.session import Session
from gui.start.words import READING
from gui.views import empty_words
from gui.walk.words import NOTHING_YET, WAITING
from matcher.explain import Register

from .conftest import PATIENCE_MS, TODAY, run_program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gui.main_window import MainWindow


REFUSED = """
import sys
from threading import Event
import gui.app
from criteria.problems import InputError, Problem
from gui import __main__ as entry
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

def refuse(folders):
    entered.wait()
    raise {error}

def told():
    (window,) = [one for one in QApplication.topLevelWidgets() if type(one).__name__ == "MainWindow"]
    if not window.is_furnished:
        return
    if not entered.is_set():
        window.session.edit("age", 61)
        entered.set()
    elif not window.session.is_reading:
        print(window.session.value("age"), window.results._total.text(), window.start.page.texts[-1], sep="|")
        print(window.banner.text)
        window.session.discard_changes()
        window.close()
        QApplication.closeAllWindows()

entered = Event()
gui.app.read_library = refuse
show = gui.app.show
timer = QTimer()
timer.timeout.connect(told)
gui.app.show = lambda window: (show(window), timer.start(50))
sys.argv = ["zebramatch"]
sys.exit(entry.main())
"""


@pytest.fixture
def furnish() -> Iterator[Callable[[MainWindow], None]]:
    """Furnish a window whose trials are still being read, and do what was chosen."""
    session = Session(None, lambda: TODAY)

    def put_in(window: MainWindow) -> None:
        window.furnish(session)
        start(window, Options())
        window.catch_up()

    yield put_in
    shiboken6.delete(session)


@pytest.fixture
def early(bare: MainWindow, furnish: Callable[[MainWindow], None]) -> MainWindow:
    """The window at the desk, with the trials still being read."""
    bare.start.page.new.click()
    furnish(bare)
    return bare


@pytest.mark.parametrize("register", list(Register))
def test_the_calendar_says_of_no_trial_that_it_is_not_possible_before_there_are_any(
    early: MainWindow, library: Library, qtbot: QtBot, register: Register
) -> None:
    early.session.set_register(register)
    early.actions_.by_name["calendar"].trigger()
    assert early.results._total.text() == empty_words.READING.of(register)
    early.session.take_library(library)
    qtbot.waitUntil(lambda: early.session.is_settled)
    assert early.results._total.text() == early.results.calendar.summary


def test_the_day_in_the_tool_bar_is_the_patient_s_before_there_is_a_result(early: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "dated.json"
    file.write_text('{"format": "zebramatch.patient/1", "age": 60, "screening_date": "2026-03-02"}', "utf-8")
    early.files.open(file)
    assert early.session.result is None
    assert early.day.day.date() == QDate(2026, 3, 2)
    early.files.new()
    assert early.day.day.date() == QDate(TODAY.year, TODAY.month, TODAY.day)


def test_a_day_that_was_chosen_can_be_taken_back_before_there_is_a_result(early: MainWindow) -> None:
    early.day.day.setDate(QDate(2026, 1, 5))
    assert early.day.reset.isEnabled()
    early.day.reset.click()
    assert not early.session.has_chosen_day
    assert early.day.day.date() == QDate(TODAY.year, TODAY.month, TODAY.day)


@pytest.mark.parametrize("name", ["form", "calendar"])
def test_the_menu_has_a_mark_where_something_is_in_sight_whenever_it_was_chosen(
    bare: MainWindow, furnish: Callable[[MainWindow], None], name: str
) -> None:
    action = bare.actions_.by_name[name]

    def is_shown() -> bool:
        return bare.results.switch.shows_calendar if name == "calendar" else not bare.form.isHidden()

    action.trigger()
    furnish(bare)
    assert action.isChecked() is is_shown() is (name == "calendar")
    action.trigger()
    assert action.isChecked() is is_shown() is (name == "form")


def test_a_choice_that_another_took_the_place_of_leaves_no_mark_in_the_menu(
    bare: MainWindow, furnish: Callable[[MainWindow], None]
) -> None:
    bare.actions_.by_name["calendar"].trigger()
    bare.start.page.new.click()
    furnish(bare)
    assert not bare.results.switch.shows_calendar
    assert not bare.actions_.by_name["calendar"].isChecked()


def test_the_walk_offers_the_sheet_with_the_trials_and_what_is_of_the_desk_never(
    early: MainWindow, library: Library
) -> None:
    actions = early.actions_.by_name
    early.walk.enter()
    early.walk.room.show_so_far()
    assert not early.walk.room.sheet.isVisible()
    early.session.take_library(library)
    assert early.walk.room.sheet.isVisible()
    assert actions["sheet"].isEnabled()
    assert [name for name in ("beside", "compare", "list") if actions[name].isEnabled()] == []
    early.rooms.enter(Room.DESK)
    assert actions["beside"].isEnabled()


@pytest.mark.parametrize("is_missing", [False, True], ids=["being read", "missing"])
def test_the_question_strip_and_the_walk_claim_no_work_while_there_are_no_trials(
    early: MainWindow, library: Library, *, is_missing: bool
) -> None:
    why = empty_words.UNREAD if is_missing else empty_words.READING
    room = early.walk.room
    early.walk.enter()
    while not room.is_waiting:
        room.do_not_know()
    if is_missing:
        early.session.miss_library()
    assert early.form.next_question.question == why.clinician
    assert room._pause.text() == why.plain
    room.show_so_far()
    assert [label.text() for label in room.result.findChildren(PlainLabel)] == [why.plain]
    early.session.take_library(library)
    assert why.clinician != early.form.next_question.question
    assert room._pause.text() == WAITING.of(Register.PLAIN)
    assert [label.text() for label in room.result.findChildren(PlainLabel)] == [NOTHING_YET.of(Register.PLAIN)]


def test_reading_begins_before_a_choice_that_asks_for_something_is_done(bare: MainWindow) -> None:
    begun, asked = Event(), []
    waited_for(begun.set, bare, lambda: asked.append(begun.wait(PATIENCE_MS / 1000)))
    assert asked == [True]


def test_what_is_amiss_with_the_library_outlives_what_is_amiss_with_a_file(
    early: MainWindow, library: Library, example_file: Path, tmp_path: Path
) -> None:
    faults = [Problem("odd.json", place, "is broken", "mend it") for place in ("title", "phase")]
    early.session.take_library(Library(library.trials, tuple(faults)))
    (told,) = early.banner.text.splitlines()
    assert "could not be read: 1. odd.json: title" in told
    early.files.open(tmp_path / "missing.json")
    above, below = early.banner.text.splitlines()
    assert "missing.json" in above
    assert below == told
    early.files.open(example_file)
    assert early.banner.text == told
    early.banner.findChildren(QPushButton)[0].click()
    early.files.open(tmp_path / "missing.json")
    assert early.banner.text == above


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        ('InputError(Problem("folder", "", "cannot be read", "check it"))', 2, "folder: cannot be read; check it\n"),
        ('ValueError("a value")', 1, "\n"),
    ],
    ids=["a folder", "a fault"],
)
def test_where_the_trials_cannot_be_read_the_window_says_so_and_keeps_what_was_entered(
    tmp_path: Path, error: str, code: int, told: str
) -> None:
    done = run_program(tmp_path, "-c", REFUSED.format(error=error))
    unread = empty_words.UNREAD.clinician
    assert (done.returncode, done.stdout) == (code, f"61|{unread}|{unread}\n{told}"), done.stderr
    assert "Traceback" not in done.stderr


def shown_above(window: MainWindow) -> str:
    return window.results._total.text()


@pytest.mark.parametrize("register", list(Register))
def test_before_the_trials_are_read_the_window_says_so_and_never_that_there_are_none(
    early: MainWindow, register: Register
) -> None:
    early.session.set_register(register)
    early.start.page.new.click()
    assert shown_above(early) == empty_words.READING.of(register)
    assert empty_words.CHOOSE.of(register) in [label.text() for label in early.detail.findChildren(PlainLabel)]
    assert READING.of(register) in early.start.page.texts
    assert early.session.result is None
    assert not early.results.notices._button.isVisible()  # that nothing is to be noted would be a claim


def test_what_works_on_trials_is_offered_as_soon_as_they_are_read(
    early: MainWindow, library: Library, qtbot: QtBot
) -> None:
    actions = early.actions_.by_name
    early.walk.enter()
    early.rooms.enter(Room.DESK)
    assert {name for name in WITH_TRIALS if actions[name].isEnabled()} == set()
    early.session.take_library(library)
    assert {name for name in WITH_TRIALS if not actions[name].isEnabled()} == {"checklist", "referral"}
    qtbot.waitUntil(lambda: early.session.is_settled)
    assert {name for name in WITH_TRIALS if not actions[name].isEnabled()} == set()


def test_what_was_entered_meanwhile_is_matched_when_the_trials_come(
    early: MainWindow, library: Library, settled: Callable[[Session], None], qtbot: QtBot
) -> None:
    early.start.page.new.click()
    early.form.field("age").editor.setFocus()
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, "61")
    qtbot.waitUntil(lambda: early.session.profile.age == 61)
    assert early.session.result is None
    early.session.take_library(library)
    settled(early.session)
    assert early.session.result is not None
    assert len(early.session.result.matches) == len(library.trials)
    assert early.session.value("age") == 61
    assert "Reading" not in shown_above(early)


def test_what_was_entered_can_be_saved_before_the_trials_are_read(early: MainWindow, tmp_path: Path) -> None:
    early.session.edit("sex", "female")
    early.session.save(tmp_path / "kept.json")
    assert '"female"' in (tmp_path / "kept.json").read_text("utf-8")
    assert early.session.is_saved


def test_a_value_that_cannot_be_meant_is_told_before_the_trials_are_read(early: MainWindow, qtbot: QtBot) -> None:
    early.session.edit("age", 900)
    qtbot.waitUntil(lambda: "age" in early.session.problems)


def test_what_is_amiss_with_the_library_is_told_beside_what_was_told_before_and_stays(
    early: MainWindow, library: Library, example_file: Path, tmp_path: Path
) -> None:
    early.files.open(tmp_path / "missing.json")
    faulty = Library(library.trials, (Problem("odd.json", "", "is broken", "mend it"),))
    early.session.take_library(faulty)
    assert "missing.json" in early.banner.text
    assert "odd.json" in early.banner.text
    early.files.open(example_file)
    assert early.banner.isVisible()
    assert "missing.json" not in early.banner.text
    assert "odd.json" in early.banner.text
    early.banner.findChildren(QPushButton)[0].click()
    early.files.open(example_file)
    assert early.banner.isHidden()


def test_the_window_can_be_closed_while_the_trials_are_read(early: MainWindow) -> None:
    early.close()
    assert waited_for(lambda: 7, early) is None
