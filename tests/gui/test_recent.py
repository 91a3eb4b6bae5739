"""The list of the last files: off by default, erased when it is turned off, and calm about files that are gone."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gui.preferences import Preferences
from gui.recent import MOST, RecentFiles
from gui.rooms import Room
from matcher.explain import Register

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from gui.main_window import MainWindow

SECRET = "Zebedee-Quagga"


@pytest.fixture
def secret_file(example_file: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "patients"
    folder.mkdir()
    return Path(shutil.copy(example_file, folder / f"{SECRET}.json"))


@pytest.fixture
def settings_file(tmp_path: Path) -> Path:
    """Where the window of the tests keeps what it remembers."""
    return tmp_path / "window.ini"


def menu_of(window: MainWindow) -> list[QAction]:
    window.start.menu.aboutToShow.emit()
    return window.start.menu.actions()


def test_nothing_is_remembered_unless_a_person_turns_it_on(
    window: MainWindow, secret_file: Path, settings_file: Path
) -> None:
    window.files.open(secret_file)
    window.files.save()
    window.close()
    window.start.recent.forget()  # writes the file
    assert not window.start.recent.is_on
    assert window.start.recent.paths == ()
    assert settings_file.exists()
    assert SECRET.encode() not in settings_file.read_bytes()


def test_the_switch_stands_beside_a_sentence_that_says_why_it_is_off(window: MainWindow) -> None:
    for register, words in ((Register.CLINICIAN, "a patient's name"), (Register.PLAIN, "your name")):
        window.session.set_register(register)
        page = window.start.page
        assert any(words in text for text in page.texts)
        assert words in page.recent.switch.accessibleDescription()
        switch = next(action for action in menu_of(window) if action.isCheckable())
        assert words in switch.toolTip()
        assert not switch.isChecked()


def test_turned_on_it_begins_with_the_file_that_is_open(window: MainWindow, secret_file: Path) -> None:
    window.files.open(secret_file)
    window.start.page.recent.switch.click()
    assert window.start.recent.paths == (secret_file,)


def test_turned_off_it_is_erased_from_the_settings_file_at_once(
    window: MainWindow, secret_file: Path, settings_file: Path, tmp_path: Path
) -> None:
    switch = window.start.page.recent.switch
    switch.click()
    window.files.open(secret_file)
    assert SECRET.encode() in settings_file.read_bytes()
    switch.click()
    assert window.start.recent.paths == ()
    here = [path for path in tmp_path.rglob("*") if path.is_file() and path != secret_file]
    assert [path for path in here if SECRET.encode() in path.read_bytes()] == []


def test_forget_all_erases_the_files_and_leaves_the_switch_on(
    window: MainWindow, secret_file: Path, settings_file: Path
) -> None:
    window.start.recent.turn(on=True)
    window.files.open(secret_file)
    window.start.go_home()
    window.start.page.recent.forget.click()
    assert window.start.recent.is_on
    assert window.start.recent.paths == ()
    assert SECRET.encode() not in settings_file.read_bytes()
    assert window.start.page.recent.forget.isHidden()
    window.files.open(secret_file)
    *_, forget = menu_of(window)
    forget.trigger()
    assert window.start.recent.paths == ()


def test_the_newest_eight_are_kept_the_newest_first_each_once(preferences: Preferences, tmp_path: Path) -> None:
    recent = RecentFiles(preferences)
    recent.turn(on=True)
    paths = [tmp_path / f"case-{number}.json" for number in range(10)]
    for path in (*paths, paths[5]):
        recent.add(path)
    newest = [path for path in reversed(paths) if path != paths[5]]
    assert list(recent.paths) == [paths[5], *newest][:MOST]
    assert MOST == 8


@pytest.mark.parametrize("name", ["a, b.json", "ß Ж.json", 'quote".json', "100%.json", "@x.json"])
def test_one_file_and_odd_names_come_back_as_they_were(tmp_path: Path, name: str) -> None:
    first = Preferences(tmp_path / "w.ini")
    RecentFiles(first).turn(on=True)
    RecentFiles(first).add(tmp_path / name)
    del first
    assert RecentFiles(Preferences(tmp_path / "w.ini")).paths == (tmp_path / name,)


def test_names_in_the_settings_file_are_not_read_while_it_is_off(tmp_path: Path) -> None:
    (tmp_path / "w.ini").write_text("[General]\nremember=perhaps\nfiles=/x/y.json\n", "ascii")
    recent = RecentFiles(Preferences(tmp_path / "w.ini"))
    assert (recent.is_on, recent.paths) == (False, ())


def test_a_file_is_shown_by_its_name_with_the_folder_in_the_tooltip(window: MainWindow, secret_file: Path) -> None:
    odd = secret_file.with_name("A & B <b>\u202e.json")
    shutil.copy(secret_file, odd)
    window.start.recent.turn(on=True)
    window.files.open(odd)
    (button,) = window.start.page.recent.buttons
    shown = "A & B <b>[U+202E].json"
    assert button.accessibleName() == shown
    assert button.text().replace("&&", "&") == shown
    assert "patients" in button.toolTip()
    entry = menu_of(window)[0]
    assert entry.text() == f"&1  {shown.replace('&', '&&')}"
    assert "patients" in entry.toolTip()


def test_a_file_of_the_start_page_is_opened_by_keyboard(window: MainWindow, secret_file: Path) -> None:
    window.start.recent.turn(on=True)
    window.files.open(secret_file)
    window.session.new()
    window.start.go_home()
    QTest.keyClick(window.start.page.recent.buttons[0], Qt.Key.Key_Return)
    assert window.session.file == secret_file
    assert window.rooms.room is Room.DESK


def test_a_file_of_the_menu_is_opened_and_comes_first(
    window: MainWindow, secret_file: Path, example_file: Path
) -> None:
    window.start.recent.turn(on=True)
    for path in (secret_file, example_file):
        window.files.open(path)
    menu_of(window)[1].trigger()
    assert window.session.file == secret_file
    assert window.start.recent.paths == (secret_file, example_file)


def test_a_file_that_is_gone_is_told_calmly_and_leaves_the_list(
    filled: MainWindow, secret_file: Path, example_file: Path
) -> None:
    recent = filled.start.recent
    recent.turn(on=True)
    recent.add(secret_file)
    secret_file.unlink()
    before = filled.session.draft
    menu_of(filled)[0].trigger()
    assert "is not in its folder any more" in filled.banner.text
    assert filled.banner.isVisible()
    assert recent.paths == (example_file,)
    assert filled.session.draft == before


def test_a_name_that_the_system_refuses_is_told_calmly(filled: MainWindow, tmp_path: Path) -> None:
    recent = filled.start.recent
    recent.turn(on=True)
    endless = tmp_path / f"{'z' * 300}.json"
    recent.add(endless)
    menu_of(filled)[0].trigger()
    assert "is not in its folder any more" in filled.banner.text
    assert endless not in recent.paths


def test_files_of_one_name_are_told_apart_by_their_folders(window: MainWindow, tmp_path: Path) -> None:
    recent = window.start.recent
    recent.turn(on=True)
    for folder in ("z/ward", "y/ward", "clinic"):
        recent.add(tmp_path / folder / "patient.json")
    recent.add(tmp_path / "other.json")
    names = [button.accessibleName() for button in window.start.page.recent.buttons]
    wards = [f"patient.json ({tmp_path / folder / 'ward'})" for folder in "yz"]
    assert names == ["other.json", "patient.json (clinic)", *wards]
    assert [entry.text().partition("  ")[2] for entry in menu_of(window)[:4]] == names


def test_a_file_that_cannot_be_read_is_explained_and_stays(window: MainWindow, secret_file: Path) -> None:
    window.start.recent.turn(on=True)
    window.start.recent.add(secret_file)
    secret_file.write_text("{", "utf-8")
    menu_of(window)[0].trigger()
    assert secret_file.name in window.banner.text
    assert window.start.recent.paths == (secret_file,)


def test_a_saved_file_is_remembered_and_an_example_is_not(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.start.recent.turn(on=True)
    window.files.open_example("planet")
    assert list(window.start.recent.paths) == []
    monkeypatch.setattr("gui.dialogs.choose_where_to_save", lambda *_: tmp_path / "mine.json")
    window.files.save()
    assert list(window.start.recent.paths) == [tmp_path / "mine.json"]


def test_changes_that_are_not_saved_are_asked_about_before_a_recent_file_opens(
    filled: MainWindow, secret_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gui.dialogs import Leave

    monkeypatch.setattr("gui.dialogs.ask_about_changes", lambda _parent: Leave.CANCEL)
    filled.session.edit("sex", "male")
    filled.start.open(secret_file)
    assert filled.session.value("sex") == "male"
    assert filled.session.file != secret_file
