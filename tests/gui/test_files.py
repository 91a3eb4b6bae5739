"""Opening, saving and closing: nothing is lost unasked, nothing is half done."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from criteria.patient_file import read_patient
from gui import dialogs
from gui.dialogs import Leave
from gui.form.home import HomeEditor
from gui.form.lines import LineEditor

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from gui.main_window import MainWindow
    from gui.session import Session


def test_a_broken_file_is_explained_in_the_banner_and_changes_nothing(
    filled: MainWindow, tmp_path: Path, settled: Callable[[Session], None]
) -> None:
    before, file = filled.session.profile, filled.session.file
    broken = tmp_path / "broken.json"
    broken.write_text('{"format": "zebramatch.patient/1", "colour": "blue"}', "utf-8")
    filled.files.open(broken)
    settled(filled.session)
    assert filled.banner.isVisible()
    assert "broken.json" in filled.banner.text
    assert "colour" in filled.banner.text
    assert (filled.session.profile, filled.session.file) == (before, file)


def test_the_banner_goes_with_the_next_file_that_opens(filled: MainWindow, example_file: Path, tmp_path: Path) -> None:
    filled.files.open(tmp_path / "none.json")
    assert filled.banner.isVisible()
    filled.files.open(example_file)
    assert not filled.banner.isVisible()


def test_open_and_save_as_keep_every_fact(
    filled: MainWindow, example_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy.json"
    monkeypatch.setattr(dialogs, "choose_where_to_save", lambda *_: target)
    assert filled.files.save_as()
    assert read_patient(target) == read_patient(example_file)
    assert filled.session.file == target


def test_what_every_editor_shows_is_what_was_opened(filled: MainWindow) -> None:
    for path, field in filled.form.all_fields().items():
        assert field.editor.reading().value == filled.session.value(path), path
        assert field.editor.reading().unread == {}


def test_saving_asks_when_an_answer_cannot_be_read(
    filled: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, ...]] = []

    def refuse(_parent: object, names: tuple[str, ...]) -> bool:
        asked.append(names)
        return False

    monkeypatch.setattr(dialogs, "ask_to_save_without", refuse)
    monkeypatch.setattr(dialogs, "choose_where_to_save", lambda *_: tmp_path / "new.json")
    filled.session.edit("age", "sixty", {"": "write a whole number"})
    assert not filled.files.save_as()
    assert asked == [("Age",)]
    assert not (tmp_path / "new.json").exists()


@pytest.mark.parametrize(("leave", "closes"), [(Leave.CANCEL, False), (Leave.DISCARD, True), (Leave.SAVE, True)])
def test_closing_with_changes_asks(
    filled: MainWindow, example_file: Path, monkeypatch: pytest.MonkeyPatch, leave: Leave, closes: bool
) -> None:
    monkeypatch.setattr(dialogs, "ask_about_changes", lambda _parent: leave)
    filled.session.edit("sex", "male")
    assert filled.close() is closes
    saved = json.loads(example_file.read_text("utf-8"))["sex"]
    assert saved == ("male" if leave is Leave.SAVE else "female")


def test_closing_without_changes_does_not_ask(filled: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(_parent: object) -> Leave:
        raise AssertionError

    monkeypatch.setattr(dialogs, "ask_about_changes", never)
    assert filled.close()


def test_a_new_patient_begins_with_nothing_known(filled: MainWindow, settled: Callable[[Session], None]) -> None:
    filled.files.new()
    settled(filled.session)
    assert all(field.editor.reading().value is None for field in filled.form.all_fields().values())
    assert filled.session.file is None


def test_a_folder_that_cannot_be_written_to_is_explained(
    filled: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "choose_where_to_save", lambda *_: tmp_path / "no such folder" / "p.json")
    assert not filled.files.save_as()
    assert filled.banner.isVisible()


def dragged(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(window: MainWindow, data: QMimeData, on: QWidget | None = None) -> None:
    target = on or window
    action, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(9, 9), action, data, button, keys)
    QApplication.sendEvent(target, entering)
    if entering.isAccepted():
        QApplication.sendEvent(target, QDropEvent(QPointF(9, 9), action, data, button, keys))


def test_a_patient_file_dragged_onto_the_window_is_opened(window: MainWindow, example_file: Path) -> None:
    drop(window, dragged(example_file))
    assert window.session.file == example_file


@pytest.mark.parametrize("place", ["look_up", "label", "town"])
def test_a_patient_file_dragged_onto_a_line_is_opened_and_its_name_is_not_typed_there(
    window: MainWindow, example_file: Path, place: str
) -> None:
    home = window.form.field("location").editor
    label = window.form.field("label").editor
    assert isinstance(home, HomeEditor)
    assert isinstance(label, LineEditor)
    line = {"look_up": window.results.look_up, "label": label.line, "town": home.town}[place]
    data = dragged(example_file)
    data.setText(str(example_file))  # as file managers do
    drop(window, data, line)
    assert window.session.file == example_file
    assert example_file.name not in line.text()


def test_two_files_dragged_at_once_are_none(window: MainWindow, example_file: Path, tmp_path: Path) -> None:
    drop(window, dragged(example_file, tmp_path / "other.json"))
    drop(window, QMimeData())
    assert window.session.file is None


def test_a_dragged_file_that_is_no_patient_is_explained(window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("hello", "utf-8")
    drop(window, dragged(tmp_path / "note.txt"))
    assert "note.txt" in window.banner.text


@pytest.mark.parametrize("name", ["planet", "nec", "sparse"])
def test_an_example_opens_as_a_patient_of_one_s_own(
    window: MainWindow, settled: Callable[[Session], None], name: str
) -> None:
    window.actions_.by_name[f"example {name}"].trigger()
    settled(window.session)
    assert window.session.profile.label is not None
    assert window.session.profile.label.startswith("Example: ")
    assert window.session.file is None  # saving asks where to, and never writes into the program
    assert window.session.is_saved
