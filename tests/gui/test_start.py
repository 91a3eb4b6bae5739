"""The start page: what the program opens with, its choices, and what it says of the library."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from criteria.library import Library
from gui.actions import AT_THE_DESK
from gui.app import Options, start
from gui.main_window import MainWindow
from gui.models.library_state import LibraryState, library_state
from gui.rooms import Room
from gui.session import Session
from gui.start.library_words import library_words, warnings
from matcher.explain import Register
from tests.test_reading_age import grade

from .conftest import TODAY
from .test_access import nameless, tab_stops

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from criteria.trial import Trial
    from gui.preferences import Preferences
    from gui.start.choice import ChoiceButton
    from gui.start.page import StartPage
    from gui.theme import Theme


@pytest.fixture
def page(window: MainWindow) -> StartPage:
    """The page as the program opens with it."""
    start(window, Options())
    return window.start.page


def room_of(window: MainWindow) -> Room:
    return window.rooms.room


def offered(page: StartPage) -> list[ChoiceButton]:
    return [choice for choice in page.choices if choice.isVisible()]


def recorded(trial: Trial, day: date | None) -> Trial:
    source = trial.source.model_copy(update={"record_date": day, "retrieved": None})
    return trial.model_copy(update={"source": source})


def aged(library: Library, *days: int | None) -> Library:
    """A library with a record of each of these ages in days on TODAY; None has no date."""
    trials = library.trials[: len(days)]
    return Library.of(
        recorded(trial, None if age is None else TODAY - timedelta(days=age))
        for trial, age in zip(trials, days, strict=True)
    )


def test_without_a_patient_file_the_program_opens_with_the_start_page(page: StartPage, window: MainWindow) -> None:
    assert room_of(window) is Room.START
    assert page.isVisible()
    assert QApplication.focusWidget() is page.new


def test_with_a_patient_file_the_program_opens_at_the_desk(window: MainWindow, example_file: Path) -> None:
    start(window, Options(patient=example_file))
    assert room_of(window) is Room.DESK


def test_a_patient_file_that_cannot_be_read_leads_to_the_start_page_and_is_explained(
    window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "broken.json").write_text("{", "utf-8")
    start(window, Options(patient=tmp_path / "broken.json"))
    assert room_of(window) is Room.START
    assert window.banner.isVisible()
    assert "broken.json" in window.banner.text


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_the_first_choice_is_a_new_patient_at_the_desk_with_the_cursor_in_the_form(
    page: StartPage, window: MainWindow, key: Qt.Key
) -> None:
    QTest.keyClick(page.new, key)
    assert room_of(window) is Room.DESK
    focus = QApplication.focusWidget()
    assert focus is not None
    assert window.form.isAncestorOf(focus)


def test_each_example_opens_at_the_desk_as_a_patient_of_one_s_own(page: StartPage, window: MainWindow) -> None:
    assert len(page.examples) == 3
    for button in page.examples.values():
        window.start.go_home()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert room_of(window) is Room.DESK
        assert not window.session.is_blank
        assert window.session.file is None


def test_open_asks_for_a_file_and_stays_where_none_is_chosen(
    page: StartPage, window: MainWindow, example_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen: list[Path | None] = [None, example_file]
    monkeypatch.setattr("gui.dialogs.choose_patient_to_open", lambda *_: chosen.pop(0))
    page.open.click()
    assert room_of(window) is Room.START
    page.open.click()
    assert room_of(window) is Room.DESK
    assert window.session.file == example_file


def test_the_questions_one_by_one_begin_on_the_start_page(page: StartPage, window: MainWindow) -> None:
    page.walk.click()
    assert room_of(window) is Room.WALK


def test_home_leaves_the_patient_alone_and_esc_goes_back(filled: MainWindow) -> None:
    draft = filled.session.draft
    QTest.keyClick(filled, Qt.Key.Key_Home, Qt.KeyboardModifier.AltModifier)
    assert room_of(filled) is Room.START
    assert filled.session.draft == draft
    assert QApplication.focusWidget() is filled.start.page.back
    QTest.keyClick(filled.start.page.back, Qt.Key.Key_Escape)
    assert room_of(filled) is Room.DESK
    assert filled.session.draft == draft


def test_back_leads_to_the_room_that_was_left(filled: MainWindow) -> None:
    for room in Room:
        if room is not Room.START and filled.rooms.has(room):
            filled.rooms.enter(room)
            filled.start.go_home()
            filled.start.go_home()
            filled.start.page.back.click()
            assert room_of(filled) is room


def test_with_nothing_entered_there_is_nothing_to_go_back_to(page: StartPage, window: MainWindow) -> None:
    assert page.back.isHidden()
    QTest.keyClick(page.new, Qt.Key.Key_Escape)
    assert room_of(window) is Room.START


def test_a_new_patient_from_the_start_page_asks_about_what_is_not_saved(
    filled: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gui.dialogs import Leave

    answers = [Leave.CANCEL]
    monkeypatch.setattr("gui.dialogs.ask_about_changes", lambda _parent: answers.pop())
    filled.session.edit("sex", "male")
    filled.start.go_home()
    filled.start.page.new.click()
    assert answers == []
    assert room_of(filled) is Room.START
    assert filled.session.value("sex") == "male"


@pytest.mark.parametrize("name", sorted(AT_THE_DESK - {"undo", "redo", "compare", "answer", "skip"}))
def test_what_works_on_the_desk_brings_the_desk_into_sight(page: StartPage, window: MainWindow, name: str) -> None:
    window.actions_.by_name[name].trigger()
    assert room_of(window) is Room.DESK


def test_the_names_of_actions_at_the_desk_are_names_of_actions(window: MainWindow) -> None:
    assert set(window.actions_.by_name) >= AT_THE_DESK


@pytest.mark.parametrize("register", list(Register))
def test_tab_goes_down_the_choices_then_the_examples_then_the_files(
    page: StartPage, window: MainWindow, register: Register
) -> None:
    window.session.set_register(register)
    assert nameless(page) == []
    stops = tab_stops(window, page)
    assert stops == [*offered(page), *page.examples.values(), page.recent.switch]


def test_the_arrow_keys_go_from_choice_to_choice(page: StartPage) -> None:
    first, second, *_ = offered(page)
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is second
    QTest.keyClick(second, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is first


@pytest.mark.parametrize("width", [560, 683, 1366])
def test_nothing_is_cut_off_on_a_narrow_window(page: StartPage, window: MainWindow, width: int, qtbot: QtBot) -> None:
    window.resize(width, 600)
    around, inside = page._area.viewport(), page._welcome.parentWidget()
    assert inside is not None
    qtbot.waitUntil(lambda: 0 < inside.width() <= around.width())
    for part in (*page.choices[1:2], *page.examples.values(), *page._sentences, page._warning, page.recent.switch):
        left = part.mapTo(around, part.rect().topLeft()).x()
        assert left >= 0
        assert left + part.width() <= around.width()
    for choice in (page.new, page.open):
        assert choice.height() >= choice.heightForWidth(choice.width())


def test_the_library_is_counted_as_it_is(library: Library) -> None:
    state = library_state(library, TODAY)
    assert state.trials + state.uses == len(library.trials)
    assert state.recruiting == sum(t.is_recruiting for t in library.trials if t.kind == "trial")
    assert state.ageing + state.outdated + state.undated <= len(library.trials)


@pytest.mark.parametrize(
    ("days", "ageing", "outdated"), [(0, 0, 0), (30, 0, 0), (31, 1, 0), (90, 1, 0), (91, 0, 1), (-3, 0, 0)]
)
def test_a_record_is_ageing_after_30_days_and_outdated_after_90(
    library: Library, days: int, ageing: int, outdated: int
) -> None:
    state = library_state(aged(library, days), TODAY)
    assert (state.ageing, state.outdated, state.undated) == (ageing, outdated, 0)
    for register in Register:
        assert len(warnings(state, register)) == ageing + outdated


def test_the_oldest_and_the_newest_record_are_told_and_undated_ones_counted(library: Library) -> None:
    state = library_state(aged(library, 5, 400, None, 40), TODAY)
    oldest, newest = TODAY - timedelta(days=400), TODAY - timedelta(days=5)
    assert (state.oldest, state.newest) == (oldest, newest)
    assert (state.undated, state.ageing, state.outdated) == (1, 1, 1)
    said = " ".join(library_words(state, Register.CLINICIAN))
    assert oldest.isoformat() in said
    assert newest.isoformat() in said
    assert [sentence[0] for sentence in warnings(state, Register.CLINICIAN)] == ["1", "1", "1"]


def test_the_page_speaks_of_the_session_s_own_library(
    qtbot: QtBot, library: Library, theme: Theme, preferences: Preferences
) -> None:
    session = Session(aged(library, 3, 4), lambda: TODAY)
    made = MainWindow.furnished(session, theme, preferences)
    qtbot.addWidget(made)
    said = " ".join(made.start.page.texts)
    state = library_state(session.library, TODAY)
    assert f"{state.trials} trials, {state.recruiting} of them open" in said
    assert "⚠" not in said
    made.close()


def test_an_empty_library_says_what_to_do() -> None:
    nothing = LibraryState(0, 0, 0, None, None, 0, 0, 0)
    for register, cure in ((Register.CLINICIAN, "--library"), (Register.PLAIN, "install it again")):
        (sentence,) = library_words(nothing, register)
        assert cure in sentence
        assert warnings(nothing, register) == ()
    undated = replace(nothing, trials=2, undated=2)
    assert len(library_words(undated, Register.CLINICIAN)) == 1


def test_the_plain_page_can_be_read_at_twelve_and_promises_nothing(page: StartPage, window: MainWindow) -> None:
    window.session.set_register(Register.PLAIN)
    texts = page.texts
    assert grade(" ".join(texts)) <= 6.0
    assert not [text for text in texts if "inclusion" in text or "criteria" in text or "status" in text]
    assert any("No trial is left out" in text for text in texts)
    assert any("ask your team" in text for text in texts)


def test_a_file_dragged_onto_the_start_page_is_opened_at_the_desk(
    page: StartPage, window: MainWindow, example_file: Path
) -> None:
    window.files.drop(example_file)
    assert room_of(window) is Room.DESK
