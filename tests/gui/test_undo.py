"""Every change can be taken back and made again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from gui.draft import empty_draft, value_at, with_value
from gui.form.rows import RowTable
from gui.history import PAUSE_S, History, State

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gui.main_window import MainWindow
    from gui.session import Session

CONTROL = Qt.KeyboardModifier.ControlModifier


def undo(window: MainWindow) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Z, CONTROL)


def redo(window: MainWindow) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)


def line_of(window: MainWindow, path: str) -> QLineEdit:
    window.form.show_field(path)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    return line


def test_letters_typed_in_one_go_are_taken_back_together_and_made_again(window: MainWindow) -> None:
    QTest.keyClicks(line_of(window, "diagnosis.ki67"), "15")
    assert window.session.value("diagnosis.ki67") == 15
    undo(window)
    assert window.session.value("diagnosis.ki67") is None
    redo(window)
    assert window.session.value("diagnosis.ki67") == 15
    assert line_of(window, "diagnosis.ki67").text() == "15"


def test_undo_shows_the_question_whose_change_it_takes_back(window: MainWindow) -> None:
    QTest.keyClicks(line_of(window, "diagnosis.ki67"), "15")
    window.form.show_field("label")
    undo(window)
    assert window.form.pages[window.form.page].page.section == "diagnosis"
    assert window.session.value("diagnosis.ki67") is None


def test_a_removed_entry_comes_back_with_all_that_was_entered_in_it(
    filled: MainWindow, settled: Callable[[Session], None]
) -> None:
    before = filled.session.value("therapies")
    filled.form.show_field("therapies")
    editor = filled.form.field("therapies").editor
    assert isinstance(editor, RowTable)
    count = editor.count
    editor.cards[0].removed.emit()
    assert editor.count == count - 1
    undo(filled)
    settled(filled.session)
    assert filled.session.value("therapies") == before
    assert editor.count == count


def test_an_answer_is_taken_back_as_well(filled: MainWindow) -> None:
    filled.session.answer("NCT03049189", "I01", "yes")
    undo(filled)
    assert filled.session.value("answers") is None


def test_back_at_what_was_saved_nothing_is_left_to_save(window: MainWindow, tmp_path: Path) -> None:
    window.session.save(tmp_path / "p.json")
    QTest.keyClicks(line_of(window, "diagnosis.ki67"), "15")
    assert not window.session.is_saved
    undo(window)
    assert window.session.is_saved
    redo(window)
    assert not window.session.is_saved


def test_what_could_not_be_read_comes_back_with_its_sentence(
    window: MainWindow, settled: Callable[[Session], None]
) -> None:
    line = line_of(window, "diagnosis.ki67")
    QTest.keyClicks(line, "1,500")
    settled(window.session)
    undo(window)
    settled(window.session)
    assert window.session.problems == {}
    redo(window)
    settled(window.session)
    assert "diagnosis.ki67" in window.session.problems


def test_another_patient_has_no_past(filled: MainWindow, example_file: Path) -> None:
    filled.session.edit("diagnosis.ki67", 7)
    assert filled.actions_.by_name["undo"].isEnabled()
    filled.session.discard_changes()
    filled.files.open(example_file)
    assert not filled.actions_.by_name["undo"].isEnabled()
    filled.session.undo()
    assert filled.session.value("diagnosis.ki67") != 7


def test_a_pause_makes_a_step_of_its_own() -> None:
    seconds = [100.0]
    history = History(lambda: seconds[0])
    drafts = [empty_draft()]
    for pause in (0.0, PAUSE_S / 2, PAUSE_S):
        seconds[0] += pause
        drafts.append(with_value(drafts[-1], "age", len(drafts)))
        history.record(State(drafts[-2], {}, "age"), drafts[-1])
    present = State(drafts[-1], {})
    first = history.undo(present)
    assert first is not None
    assert value_at(first.draft, "age") == 2
    second = history.undo(first)
    assert second is not None
    assert value_at(second.draft, "age") is None


@given(st.lists(st.tuples(st.sampled_from(["age", "sex", "diagnosis.ki67"]), st.integers(0, 9)), max_size=20))
def test_taking_everything_back_and_making_it_again_ends_where_it_was(changes: list[tuple[str, int]]) -> None:
    history = History()
    first = draft = empty_draft()
    for path, value in changes:
        after = with_value(draft, path, value)
        history.record(State(draft, {}, path), after)
        draft = after
    state = State(draft, {})
    while (earlier := history.undo(state)) is not None:
        state = earlier
    assert state.draft == first
    while (later := history.redo(state)) is not None:
        state = later
    assert state.draft == draft


def test_the_end_of_a_long_list_stays_in_sight_when_an_entry_is_taken_back(filled: MainWindow, qtbot: QtBot) -> None:
    filled.form.answer("labs.aptt")
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "31")
    filled.session.undo()
    qtbot.wait(200)
    now = QApplication.focusWidget()
    assert now is not None
    assert now.visibleRegion().boundingRect().height() == now.height()
