"""The window before the program has been read: its choices are kept, and nothing moves when it is furnished."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from criteria.problems import InputError, Problem
from gui import opening
from gui.actions import WITH_TRIALS
from gui.app import Options, start
from gui.main_window import KEPT, OPENING, MainWindow
from gui.opening import waited_for
from gui.rooms import Room
from gui.start.words import READING, READING_LONG
from gui.theme import Scheme
from matcher.explain import Register

from .conftest import run_program

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QAction
    from pytestqt.qtbot import QtBot

    from gui.preferences import Preferences
    from gui.session import Session

AFTER_FIRST_PAINT = """
import sys
import gui.app
from gui import __main__ as entry

show = gui.app.show

def told(window):
    show(window)
    assert window.is_painted
    assert window.start.page.new.hasFocus()
    heavy = {"pydantic", "pydantic_core", "polars", "pint", "numpy", "typst", "criteria.profile", "gui.session"}
    print(*sorted(heavy & set(sys.modules)), "none")
    raise SystemExit

gui.app.show = told
sys.argv = ["zebramatch"]
entry.main()
"""
WITH_A_FAULT = """
import sys
import gui.app
from gui import __main__ as entry
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

def fails(folders):
    raise ValueError("a value")

def look():
    (dialog,) = [one for one in QApplication.topLevelWidgets() if type(one).__name__ == "CrashDialog"]
    text = dialog.report.toPlainText()
    shown = [type(one).__name__ for one in QApplication.topLevelWidgets() if one.isVisible()]
    print("ValueError" in text, "a value" in text, *shown)
    dialog.accept()

gui.app.read_program = fails
tell = gui.app.FaultReporter.tell
gui.app.FaultReporter.tell = lambda faults, error: (tell(faults, error), QTimer.singleShot(0, look))
sys.argv = ["zebramatch"]
sys.exit(entry.main())
"""


@pytest.fixture
def furnish(session: Session) -> Callable[[MainWindow], None]:
    """Furnish a window as the program does when it has been read."""

    def put_in(window: MainWindow) -> None:
        session.set_register(window.register)
        window.furnish(session)
        start(window, Options())
        window.catch_up()

    return put_in


def test_nothing_heavy_is_read_before_the_first_paint_and_the_first_choice_has_the_cursor(tmp_path: Path) -> None:
    done = run_program(tmp_path, "-c", AFTER_FIRST_PAINT)
    assert done.stdout == "none\n", done.stderr


def test_a_fault_while_the_program_is_read_is_one_calm_dialog(tmp_path: Path) -> None:
    done = run_program(tmp_path, "-c", WITH_A_FAULT)
    assert (done.returncode, done.stdout) == (1, "True False CrashDialog\n"), done.stderr
    assert "Traceback" not in done.stderr


def test_what_the_program_comes_to_is_handed_on(bare: MainWindow) -> None:
    assert waited_for(lambda: 7, bare) == 7


def test_why_there_is_nothing_is_handed_on(bare: MainWindow) -> None:
    def refuse() -> int:
        raise InputError(Problem("folder", "", "there is no such folder", "check its name"))

    with pytest.raises(InputError):
        waited_for(refuse, bare)


def test_whoever_closes_the_window_waits_no_longer(bare: MainWindow) -> None:
    bare.actions_.by_name["quit"].trigger()
    assert waited_for(lambda: 7, bare) is None


def test_a_long_wait_is_explained_on_the_page(bare: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    assert READING.clinician in bare.start.page.texts
    monkeypatch.setattr(opening, "LATER_MS", 0)

    def is_explained() -> bool:
        qtbot.waitUntil(lambda: READING_LONG.clinician in bare.start.page.texts)
        return True

    waited_for(lambda: QTest.qSleep(100), bare)
    assert is_explained()


@pytest.mark.parametrize(
    ("choose", "room"),
    [
        (lambda window: QTest.keyClick(window.start.page.new, Qt.Key.Key_Return), Room.DESK),
        (lambda window: window.start.page.walk.click(), Room.WALK),
        (lambda window: next(iter(window.start.page.examples.values())).click(), Room.DESK),
        (lambda window: QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier), Room.DESK),
        (lambda window: QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier), Room.DESK),
    ],
    ids=["new", "walk", "example", "by key", "list"],
)
def test_what_is_chosen_early_is_done_once_there_is_everything_for_it(
    bare: MainWindow,
    furnish: Callable[[MainWindow], None],
    choose: Callable[[MainWindow], None],
    room: Room,
) -> None:
    choose(bare)
    assert bare.rooms.room is Room.START
    assert bare.statusBar().currentMessage() == KEPT.clinician
    furnish(bare)
    assert bare.rooms.room is room


def test_an_early_choice_puts_the_cursor_where_a_late_one_does(
    bare: MainWindow, furnish: Callable[[MainWindow], None]
) -> None:
    QTest.keyClick(bare.start.page.new, Qt.Key.Key_Return)
    furnish(bare)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert bare.form.isAncestorOf(focus)


def test_of_several_early_choices_the_last_one_counts(bare: MainWindow, furnish: Callable[[MainWindow], None]) -> None:
    bare.start.page.walk.click()
    bare.start.page.new.click()
    furnish(bare)
    assert bare.rooms.room is Room.DESK


def test_a_choice_is_done_once(bare: MainWindow, furnish: Callable[[MainWindow], None]) -> None:
    bare.start.page.new.click()
    furnish(bare)
    bare.start.go_home()
    bare.catch_up()
    assert bare.rooms.room is Room.START


def test_a_file_dropped_early_is_opened(
    bare: MainWindow, furnish: Callable[[MainWindow], None], example_file: Path
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(example_file))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    bare.dropEvent(QDropEvent(QPoint(20, 20), copy, data, left, none))
    furnish(bare)
    assert bare.session.file == example_file
    assert bare.rooms.room is Room.DESK


def test_letters_and_colours_change_before_the_program_is_read(bare: MainWindow, preferences: Preferences) -> None:
    bare.actions_.by_name["larger"].trigger()
    bare.actions_.by_name["colours dark"].trigger()
    assert (bare.theme.letters, bare.theme.scheme) == (1.25, Scheme.DARK)
    assert (preferences.letters, preferences.scheme) == (1.25, Scheme.DARK)
    assert bare.statusBar().currentMessage() == OPENING.clinician


def places(window: MainWindow) -> dict[str, tuple[QPoint, int, int]]:
    """Where everything stands that can be pressed on the start page and in the tool bar."""
    page = window.start.page
    parts: list[QWidget] = [*page.choices, *page.examples.values(), page.recent.switch]
    parts += window.tool_bar.findChildren(QToolButton)
    return {
        f"{type(part).__name__} {part.accessibleName()}": (part.mapTo(window, QPoint()), part.width(), part.height())
        for part in parts
        if part.isVisible() and part.accessibleName()
    }


@pytest.mark.parametrize("register", list(Register))
@pytest.mark.parametrize("letters", [1.0, 2.0])
def test_nothing_moves_under_the_hand_when_the_rest_comes(
    bare: MainWindow, furnish: Callable[[MainWindow], None], qtbot: QtBot, register: Register, letters: float
) -> None:
    bare.theme.enlarge(letters)
    bare.preferences.register = register
    bare.start.page.reword(register)
    bare.reword()
    qtbot.wait(50)
    before = places(bare)
    assert len(before) >= 10
    furnish(bare)
    qtbot.wait(50)
    after = places(bare)
    assert {name: after.get(name) for name in before} == before


def test_the_cursor_stays_on_the_choice_that_it_was_moved_to(
    bare: MainWindow, furnish: Callable[[MainWindow], None]
) -> None:
    assert bare.start.page.new.hasFocus()
    QTest.keyClick(bare.start.page.new, Qt.Key.Key_Down)
    assert bare.start.page.walk.hasFocus()
    furnish(bare)
    assert bare.start.page.walk.hasFocus()


def test_the_page_tells_of_the_library_once_it_is_read(bare: MainWindow, furnish: Callable[[MainWindow], None]) -> None:
    furnish(bare)
    said = " ".join(bare.start.page.texts)
    assert READING.clinician not in said
    assert f"{len(bare.session.library.trial_ids)} trials" in said


def test_where_a_patient_was_asked_for_nothing_is_to_be_chosen_before(
    bare: MainWindow, session: Session, example_file: Path
) -> None:
    bare.start.greet(opens_patient=True)
    assert not [choice for choice in bare.start.page.choices if choice.isVisible()]
    assert "Opening the patient file ..." in bare.start.page.texts
    focus = QApplication.focusWidget()
    assert focus is not None
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        QTest.keyClick(focus, key)
    bare.furnish(session)
    start(bare, Options(patient=example_file))
    bare.catch_up()
    assert bare.session.file == example_file
    assert bare.rooms.room is Room.DESK
    bare.start.go_home()
    assert bare.start.page.back.isVisible()
    assert bare.start.page.new.isVisible()


def test_a_patient_file_that_cannot_be_read_leaves_the_choices(
    bare: MainWindow, session: Session, tmp_path: Path
) -> None:
    bare.start.greet(opens_patient=True)
    bare.furnish(session)
    (tmp_path / "broken.json").write_text("{", "utf-8")
    start(bare, Options(patient=tmp_path / "broken.json"))
    assert bare.rooms.room is Room.START
    assert bare.start.page.new.isVisible()
    assert "What would you like to do?" in bare.start.page.texts
    assert "broken.json" in bare.banner.text


def disabled(actions: dict[str, QAction]) -> set[str]:
    return {name for name, action in actions.items() if not action.isEnabled()}


def test_early_every_action_is_offered_that_needs_no_trials_and_nothing_to_take_back(bare: MainWindow) -> None:
    assert disabled(bare.actions_.by_name) == {"undo", "redo"} | WITH_TRIALS


def test_a_folder_that_is_none_is_told_before_anything_can_be_entered(tmp_path: Path) -> None:
    done = run_program(tmp_path, "-m", "gui", "--library", str(tmp_path / "nowhere"))
    assert done.returncode == 2
    assert "there is no such folder" in done.stderr
    assert "Traceback" not in done.stderr
