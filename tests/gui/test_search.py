"""The look-up line searches everything, and a row says where a word is that is not in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest

from gui.models.rows import MatchRow
from gui.views import result_pane
from matcher.explain import Register
from matcher.search import SearchIndex

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from criteria.library import Library
    from gui.main_window import MainWindow
    from gui.session import Session


@pytest.fixture
def read(filled: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window once all texts of the library can be searched."""
    qtbot.waitUntil(lambda: filled.results.model.has_texts)
    return filled


def rows(window: MainWindow) -> list[MatchRow]:
    return [row for row in window.results.model.rows if isinstance(row, MatchRow)]


@pytest.mark.parametrize(
    ("wanted", "trial", "said"),
    [
        ("Lutathera", "NCT04665739", "Found in: another name of Lutetium Lu 177 Dotatate"),
        ("keytruda", "NCT03043664", "Found in: another name of Pembrolizumab 200 mg intravenously every 3 weeks"),
        ("seongnam", "NCT03972488", "Found in: site Seoul National University Bundang Hospital, Seongnam-Si, "),
        ("NCT03043664", "NCT03043664", ""),
    ],
)
def test_a_word_is_found_and_told_where(read: MainWindow, wanted: str, trial: str, said: str) -> None:
    QTest.keyClicks(read.results.look_up, wanted)
    row = next(row for row in rows(read) if row.match.trial.id == trial)
    assert " ".join(row.extra).startswith(said)


def test_a_criterion_is_named_by_its_number_in_both_registers(read: MainWindow) -> None:
    read.results.look_up.setText("brain metastases")
    found = [text for row in rows(read) for text in row.extra]
    assert any("criterion " in text for text in found)
    read.session.set_register(Register.PLAIN)
    found = [text for row in rows(read) for text in row.extra]
    assert any("point " in text for text in found)
    assert not any("criterion" in text for text in found)


def test_while_the_texts_are_read_nobody_is_told_that_nothing_was_found(
    window: MainWindow, settled: Callable[[Session], None]
) -> None:
    window.results.model._finder.index = None
    window.results.look_up.setText("lutathera zzzz")
    assert "still being read" in window.results.model.rows[0].text
    window.results.model.read(SearchIndex.of(window.session.library))
    assert window.results.model.rows[0].text == "No trial in the library has these words"


def test_the_texts_are_read_on_another_thread_and_once(
    filled: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, settled: Callable[[Session], None]
) -> None:
    qtbot.waitUntil(lambda: filled.results.model.has_texts)

    class Never:
        @staticmethod
        def of(_library: Library) -> SearchIndex:
            raise AssertionError

    monkeypatch.setattr(result_pane, "SearchIndex", Never)
    filled.session.edit("sex", "male")
    settled(filled.session)
    filled.results.look_up.setText("lutathera")
    assert len(rows(filled)) > 3
