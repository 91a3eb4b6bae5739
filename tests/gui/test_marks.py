"""Pinned, set aside, noted: by keys in the list, kept beside the patient's file, and never a verdict changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from criteria.marks import Mark, Marks, Note, marks_beside, read_marks, write_marks
from gui import dialogs
from gui.dialogs import Leave
from gui.marking import Marking
from gui.models.rows import GroupRow, MatchRow
from matcher.cohort import cohort_at
from matcher.explain import Register

from .conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gui.main_window import MainWindow
    from gui.preferences import Preferences
    from gui.session import Session

TRIAL, OTHER, THIRD = "NCT03043664", "NCT02724540", "NCT03375320"


def listed(window: MainWindow) -> list[str]:
    return [row.match.trial.id for row in window.results.model.rows if isinstance(row, MatchRow)]


def headings(window: MainWindow) -> list[str]:
    return [row.text for row in window.results.model.rows if isinstance(row, GroupRow)]


def press(window: MainWindow, key: Qt.Key, trial: str = "") -> None:
    if trial:
        window.results.choose(trial)
    window.results.take_focus()
    QTest.keyClick(window.results.list, key)


def write_note(window: MainWindow, text: str, trial: str) -> None:
    press(window, Qt.Key.Key_N, trial)
    dialog = window.marks.dialog
    assert dialog is not None
    dialog.text.selectAll()
    QTest.keyClicks(dialog.text, text)
    dialog.keep.click()


def test_p_keeps_a_trial_at_the_top_and_puts_it_back(filled: MainWindow) -> None:
    before = listed(filled)
    press(filled, Qt.Key.Key_P, TRIAL)
    assert headings(filled)[0] == "Pinned: 1"
    assert listed(filled)[0] == TRIAL
    assert [trial for trial in listed(filled) if trial != TRIAL] == [trial for trial in before if trial != TRIAL]
    press(filled, Qt.Key.Key_P)
    assert listed(filled) == before


def test_pins_stand_in_the_order_of_the_ranking_and_survive_the_next_one(
    filled: MainWindow, settled: Callable[[Session], None]
) -> None:
    before = listed(filled)
    pinned = [before[8], before[2], before[5]]
    for trial in pinned:
        press(filled, Qt.Key.Key_P, trial)
    assert filled.session.result is not None
    filled.session.edit("performance.ecog", {"value": 3, "date": "2026-11-01"})
    settled(filled.session)
    top = listed(filled)[:3]
    ranks = {match.trial.id: match.rank for match in filled.session.result.matches}
    assert set(top) == set(pinned)
    assert top == sorted(top, key=lambda trial: ranks[trial])


def test_h_sets_a_trial_aside_and_goes_on_to_the_next(filled: MainWindow) -> None:
    before = listed(filled)
    press(filled, Qt.Key.Key_H, before[3])
    assert before[3] not in listed(filled)
    assert headings(filled)[-1].startswith("▸ Set aside: 1")
    assert headings(filled)[-1].endswith("(A opens)")
    assert filled.results.match is not None
    assert filled.results.match.trial.id == before[4]
    press(filled, Qt.Key.Key_H)
    assert headings(filled)[-1].startswith("▸ Set aside: 2")
    assert filled.results._total.text() == "49 of 51 shown; 2 set aside"


def test_the_heading_of_what_is_set_aside_tells_of_trials_without_a_conflict(
    filled: MainWindow, settled: Callable[[Session], None]
) -> None:
    press(filled, Qt.Key.Key_H, OTHER)
    assert headings(filled)[-1] == "▸ Set aside: 1, 1 without a conflict (A opens)"
    filled.session.edit("age", 12)
    filled.session.edit("birth_date", None)
    settled(filled.session)
    assert headings(filled)[-1] == "▸ Set aside: 1 (A opens)"
    filled.session.undo()
    filled.session.undo()
    settled(filled.session)
    filled.session.set_register(Register.PLAIN)
    assert headings(filled)[-1] == "▸ Set aside: 1, 1 may or could fit (A opens)"


def test_a_opens_what_is_set_aside_and_h_takes_it_back(filled: MainWindow) -> None:
    before = listed(filled)
    press(filled, Qt.Key.Key_H, TRIAL)
    press(filled, Qt.Key.Key_A)
    assert listed(filled)[-1] == TRIAL
    press(filled, Qt.Key.Key_H, TRIAL)
    assert listed(filled) == before
    press(filled, Qt.Key.Key_H, TRIAL)
    press(filled, Qt.Key.Key_A)
    assert TRIAL not in listed(filled)


def test_a_click_on_its_heading_opens_it_too(filled: MainWindow) -> None:
    press(filled, Qt.Key.Key_H, TRIAL)
    index = filled.results.model.index(filled.results.model.rowCount() - 1)
    filled.results.list.scrollTo(index)
    QApplication.processEvents()
    place = filled.results.list.visualRect(index).center()
    QTest.mouseClick(filled.results.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert TRIAL in listed(filled)


def test_what_is_set_aside_is_found_by_looking_it_up(filled: MainWindow) -> None:
    press(filled, Qt.Key.Key_H, TRIAL)
    filled.results.look_up.setText(TRIAL)
    assert listed(filled) == [TRIAL]
    assert headings(filled) == ["▾ Set aside: 1, 1 without a conflict (A folds)"]


def test_several_chosen_trials_are_marked_in_one_step(filled: MainWindow) -> None:
    before = listed(filled)
    filled.results.choose(*before[1:4])
    press(filled, Qt.Key.Key_P)
    assert set(listed(filled)[:3]) == set(before[1:4])
    filled.session.undo()
    assert listed(filled) == before


def test_letters_typed_elsewhere_mark_nothing(filled: MainWindow) -> None:
    filled.results.look_up.setFocus()
    QTest.keyClicks(filled.results.look_up, "phna")
    assert filled.results.look_up.text() == "phna"
    filled.results.look_up.clear()
    filled.results.choose(TRIAL)
    filled.detail.take_focus()
    for key in (Qt.Key.Key_P, Qt.Key.Key_H, Qt.Key.Key_N):
        QTest.keyClick(QApplication.focusWidget() or filled, key)
    assert filled.marks.dialog is None
    assert filled.session.marking.marks.trials == {}


def test_the_trial_menu_marks_what_is_chosen(filled: MainWindow) -> None:
    filled.results.choose(TRIAL)
    filled.actions_.by_name["pin"].trigger()
    assert listed(filled)[0] == TRIAL
    assert filled.actions_.by_name["pin"].text() == "&Pin to the top"
    filled.switch_words()
    assert filled.actions_.by_name["pin"].text() == "&Keep at the top"
    assert headings(filled)[0] == "Kept at the top: 1"


@pytest.mark.parametrize("register", list(Register))
def test_a_note_is_shown_with_its_day_in_row_and_detail(filled: MainWindow, register: Register) -> None:
    filled.session.set_register(register)
    write_note(filled, "<b>call</b> on Monday", TRIAL)
    row = next(row for row in filled.results.model.rows if isinstance(row, MatchRow) and row.match.trial.id == TRIAL)
    day = TODAY.isoformat() if register is Register.CLINICIAN else "21 November 2026"
    assert row.extra[0].endswith(f"of {day}: <b>call</b> on Monday")
    assert row.extra[0] in row.text
    assert any(row.extra[0] in text for text in filled.detail.texts)


def test_a_note_is_found_by_its_words_changed_and_taken_away(filled: MainWindow) -> None:
    write_note(filled, "zebedee", TRIAL)
    filled.results.look_up.setText("Zebedee")
    assert listed(filled) == [TRIAL]
    filled.results.look_up.clear()
    write_note(filled, "quagga", TRIAL)
    note = filled.session.marking.marks.mark(TRIAL).note
    assert note is not None
    assert (note.text, note.date) == ("quagga", TODAY)
    press(filled, Qt.Key.Key_N, TRIAL)
    dialog = filled.marks.dialog
    assert dialog is not None
    dialog.remove.click()
    assert filled.session.marking.marks.trials == {}


def test_a_note_that_is_kept_as_it_was_keeps_its_day(filled: MainWindow) -> None:
    write_note(filled, "zebedee", TRIAL)
    steps = filled.session.marking.marks
    write_note(filled, "zebedee", TRIAL)
    assert filled.session.marking.marks is steps


def test_a_note_too_long_cannot_be_kept_and_says_by_how_much(filled: MainWindow) -> None:
    press(filled, Qt.Key.Key_N, TRIAL)
    dialog = filled.marks.dialog
    assert dialog is not None
    dialog.text.setPlainText("x" * 2003)
    assert not dialog.keep.isEnabled()
    assert dialog._problem.text() == "The note is 3 letters too long."
    dialog.text.setPlainText("x" * 2000)
    assert dialog.keep.isEnabled()
    dialog.reject()


def test_an_open_note_goes_with_its_patient(filled: MainWindow, example_file: Path) -> None:
    press(filled, Qt.Key.Key_N, TRIAL)
    dialog = filled.marks.dialog
    assert dialog is not None
    dialog.text.setPlainText("of the patient before")
    filled.files.open(example_file)
    QApplication.processEvents()
    assert filled.marks.dialog is None
    assert filled.session.marking.marks.trials == {}


def test_marks_are_taken_back_and_made_again_step_by_step(filled: MainWindow) -> None:
    before = listed(filled)
    press(filled, Qt.Key.Key_P, TRIAL)
    press(filled, Qt.Key.Key_H, OTHER)
    write_note(filled, "why", TRIAL)
    marked = filled.session.marking.marks
    for _ in range(3):
        assert filled.actions_.by_name["undo"].isEnabled()
        filled.session.undo()
    assert listed(filled) == before
    assert filled.session.is_saved
    assert not filled.actions_.by_name["undo"].isEnabled()
    for _ in range(3):
        filled.session.redo()
    assert filled.session.marking.marks == marked
    assert not filled.session.is_saved


def test_an_edit_between_two_marks_is_taken_back_in_its_turn(filled: MainWindow) -> None:
    press(filled, Qt.Key.Key_P, TRIAL)
    filled.session.edit("sex", "male")
    press(filled, Qt.Key.Key_P, OTHER)
    filled.session.undo()
    assert (filled.session.value("sex"), filled.session.marking.marks.place(TRIAL)) == ("male", "top")
    filled.session.undo()
    assert (filled.session.value("sex"), filled.session.marking.marks.place(TRIAL)) == ("female", "top")
    filled.session.undo()
    assert filled.session.marking.marks.trials == {}


def test_marks_change_no_verdict_no_rank_and_no_patient_data(filled: MainWindow, example_file: Path) -> None:
    before, text = filled.session.result, example_file.read_text("utf-8")
    press(filled, Qt.Key.Key_P, TRIAL)
    press(filled, Qt.Key.Key_H, OTHER)
    assert filled.session.result is before
    assert filled.session.is_settled
    assert filled.files.save()
    saved = json.loads(example_file.read_text("utf-8"))
    assert saved.keys() == json.loads(text).keys()


def test_save_writes_the_marks_beside_the_patient_and_open_reads_them(
    filled: MainWindow, example_file: Path, settled: Callable[[Session], None]
) -> None:
    press(filled, Qt.Key.Key_P, TRIAL)
    write_note(filled, "zebedee", TRIAL)
    assert not filled.session.is_saved
    assert filled.files.save()
    assert filled.session.is_saved
    assert read_marks(marks_beside(example_file)) == filled.session.marking.marks
    filled.files.new()
    settled(filled.session)
    assert filled.session.marking.marks.trials == {}
    assert not any(heading.startswith("Pinned") for heading in headings(filled))
    filled.files.open(example_file)
    settled(filled.session)
    assert listed(filled)[0] == TRIAL
    assert filled.session.is_saved


def test_the_last_mark_taken_off_leaves_no_file(filled: MainWindow, example_file: Path) -> None:
    for _ in range(2):
        press(filled, Qt.Key.Key_P, TRIAL)
        assert filled.files.save()
    assert not marks_beside(example_file).exists()


def test_a_patient_without_marks_leaves_no_file(filled: MainWindow, example_file: Path) -> None:
    filled.session.edit("sex", "male")
    assert filled.files.save()
    assert not marks_beside(example_file).exists()


def test_save_as_takes_the_marks_along_and_nobody_else_s(
    filled: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(filled, Qt.Key.Key_P, TRIAL)
    assert filled.files.save()
    target = tmp_path / "copy.json"
    monkeypatch.setattr(dialogs, "choose_where_to_save", lambda *_: target)
    assert filled.files.save_as()
    assert read_marks(marks_beside(target)).place(TRIAL) == "top"
    filled.files.new()
    assert filled.files.save_as()
    assert not marks_beside(target).exists()


@pytest.mark.parametrize(("leave", "stays"), [(Leave.CANCEL, True), (Leave.DISCARD, False), (Leave.SAVE, False)])
def test_leaving_with_unsaved_marks_asks(
    filled: MainWindow, example_file: Path, monkeypatch: pytest.MonkeyPatch, leave: Leave, stays: bool
) -> None:
    monkeypatch.setattr(dialogs, "ask_about_changes", lambda _parent: leave)
    press(filled, Qt.Key.Key_P, TRIAL)
    filled.files.new()
    assert bool(filled.session.marking.marks.trials) is stays
    assert marks_beside(example_file).exists() is (leave is Leave.SAVE)


def test_marks_that_cannot_be_read_are_told_of_and_never_replaced(
    window: MainWindow, example_file: Path, settled: Callable[[Session], None]
) -> None:
    beside = marks_beside(example_file)
    beside.write_text('{"format": "zebramatch.marks/1", "trials": {"NCT03043664": {"plaec": "top"}}}', "utf-8")
    before = beside.read_bytes()
    window.files.open(example_file)
    settled(window.session)
    assert window.session.file == example_file
    assert "plaec" in window.banner.text
    window.session.edit("sex", "male")
    assert window.files.save()
    press(window, Qt.Key.Key_P, TRIAL)
    assert not window.files.save()
    assert "open the patient again" in window.banner.text
    assert not window.session.is_saved
    assert beside.read_bytes() == before


def test_a_folder_that_refuses_the_marks_is_explained_and_the_patient_is_saved(
    filled: MainWindow, example_file: Path
) -> None:
    marks_beside(example_file).mkdir()
    filled.session.edit("sex", "male")
    press(filled, Qt.Key.Key_P, TRIAL)
    assert not filled.files.save()
    assert json.loads(example_file.read_text("utf-8"))["sex"] == "male"
    assert filled.banner.isVisible()
    assert not filled.session.is_saved


def test_a_mark_of_a_trial_that_the_library_lacks_is_kept(filled: MainWindow, example_file: Path) -> None:
    beside = marks_beside(example_file)
    beside.write_text('{"format": "zebramatch.marks/1", "trials": {"NCT99999999": {"place": "aside"}}}', "utf-8")
    filled.files.open(example_file)
    filled.session.mark(filled.session.marking.marks.placed((TRIAL,), "top"))
    assert filled.files.save()
    assert read_marks(beside).place("NCT99999999") == "aside"


def test_marks_beside_a_patient_are_no_patient_of_a_folder(filled: MainWindow, example_file: Path) -> None:
    press(filled, Qt.Key.Key_P, TRIAL)
    assert filled.files.save()
    stranger = example_file.with_name("stranger.marks.json")
    stranger.write_text("{", "utf-8")
    cohort = cohort_at(example_file.parent)
    assert cohort.files is not None
    assert {path.name for path in cohort.files} == {example_file.name, stranger.name}


def test_no_settings_hold_a_mark(filled: MainWindow, preferences: Preferences, tmp_path: Path) -> None:
    write_note(filled, "zebedee", TRIAL)
    filled.session.discard_changes()
    assert filled.close()
    preferences._settings.sync()
    assert "zebedee" not in (tmp_path / "window.ini").read_text("utf-8").casefold()


def test_marked_trials_stand_in_the_calendar_as_before(filled: MainWindow) -> None:
    filled.switch_calendar()
    before = [row.match.trial.id for row in filled.results.calendar.model.rows]
    filled.session.mark(filled.session.marking.marks.placed(tuple(before[:2]), "aside"))
    assert [row.match.trial.id for row in filled.results.calendar.model.rows] == before
    filled.results.calendar.list.setCurrentIndex(filled.results.calendar.model.find(before[0]))
    assert filled.results.match is not None
    assert filled.results.match.trial.id == before[0]


def test_what_a_colleague_marked_meanwhile_is_kept_beside_one_s_own(qapp: QApplication, tmp_path: Path) -> None:
    patient = tmp_path / "p.json"
    write_marks(Marks(trials={TRIAL: Mark(place="top"), THIRD: Mark(place="aside")}), marks_beside(patient))
    mine, theirs = Marking(), Marking()
    for marking in (mine, theirs):
        marking.open(patient)
    theirs.take(theirs.marks.noted(OTHER, Note(text="called", date=TODAY)).placed((THIRD,), None))
    theirs.save(patient)
    mine.take(mine.marks.placed((TRIAL,), "aside"))
    mine.save(patient)
    found = read_marks(marks_beside(patient))
    assert found == mine.marks
    assert mine.is_saved
    assert found.trials == {TRIAL: Mark(place="aside"), OTHER: Mark(note=Note(text="called", date=TODAY))}


def test_marks_whose_file_was_moved_away_are_written_whole(qapp: QApplication, tmp_path: Path) -> None:
    patient = tmp_path / "p.json"
    write_marks(Marks(trials={TRIAL: Mark(place="top")}), marks_beside(patient))
    marking = Marking()
    marking.open(patient)
    marks_beside(patient).unlink()
    marking.take(marking.marks.placed((OTHER,), "aside"))
    marking.save(patient)
    assert set(read_marks(marks_beside(patient)).trials) == {TRIAL, OTHER}
