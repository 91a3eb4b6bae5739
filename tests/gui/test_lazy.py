"""Nothing blocks the window: what is not in sight is not made, and slow work runs on another thread."""

from __future__ import annotations

from threading import current_thread, main_thread
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from gui import reporting
from gui.dialogs import ReportChoice
from gui.form.row_card import RowCard
from gui.form.rows import CARDS_AT_ONCE, RowTable
from gui.plain_text import PlainLabel
from gui.reporting import Reporter
from gui.views.criterion_card import CriterionCard
from matcher.engine import MatchEngine
from matcher.explain import Register
from matcher.report import build_report, render_pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from criteria.strict_json import Json
    from gui.main_window import MainWindow
    from gui.session import Session

CHOICE = ReportChoice(Register.CLINICIAN, None, ("NCT03043664",))
LABS: list[Json] = [{"test": "ast", "value": number, "unit": "U/L"} for number in range(20)]


def test_pages_not_yet_shown_have_no_questions(filled: MainWindow) -> None:
    assert [view.is_made for view in filled.form.pages] == [True] + [False] * (len(filled.form.pages) - 1)
    filled.form.show_page(4)
    assert filled.form.pages[4].is_made


def test_a_long_list_is_made_a_few_cards_at_a_time_and_loses_nothing(window: MainWindow, qtbot: QtBot) -> None:
    window.form.show_field("labs")
    table = window.form.field("labs").editor
    assert isinstance(table, RowTable)
    table.show_value(LABS)
    assert len(table.findChildren(RowCard)) == CARDS_AT_ONCE
    assert table.reading().value == LABS
    qtbot.waitUntil(lambda: len(table.findChildren(RowCard)) == len(LABS))
    assert table.reading().value == LABS


def test_an_edit_while_a_long_list_is_still_being_made_keeps_every_entry(window: MainWindow) -> None:
    window.form.show_field("labs")
    table = window.form.field("labs").editor
    assert isinstance(table, RowTable)
    table.show_value(LABS)
    line = table.findChildren(RowCard)[0].findChildren(QLineEdit)[1]
    line.setText("77")
    first: Json = {"test": "ast", "value": 77, "unit": "U/L"}
    assert window.session.value("labs") == [first, *LABS[1:]]


def test_hidden_pages_keep_their_words_until_they_are_shown(filled: MainWindow) -> None:
    filled.form.show_page(4)
    filled.form.show_page(0)
    filled.switch_words()
    label = filled.form.pages[4].fields["therapies"].label
    before = label.text()
    filled.form.show_page(4)
    assert label.text() != before


def test_only_criteria_that_ask_have_an_answer_editor(filled: MainWindow) -> None:
    filled.results.choose("NCT03043664")
    cards = [card for card in filled.detail.cards if card.isVisible()]
    asking = [card for card in cards if card.asks]
    assert 0 < len(asking) < len(cards)
    made = [card for card in filled.findChildren(CriterionCard) if card.findChildren(QLineEdit)]
    assert len(made) < len(cards)


def test_no_part_of_a_report_is_made_on_the_thread_of_the_window(
    filled: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_window: list[bool] = []

    def noting(work: Callable[..., object]) -> Callable[..., object]:
        def noted(*arguments: object) -> object:
            on_window.append(current_thread() is main_thread())
            return work(*arguments)

        return noted

    monkeypatch.setattr(reporting, "build_report", noting(build_report))
    monkeypatch.setattr(reporting, "render_pages", noting(render_pages))
    monkeypatch.setattr(MatchEngine, "match", noting(MatchEngine.match))
    reporter = Reporter(filled.session)
    with qtbot.waitSignal(reporter.pages_ready, timeout=60_000):
        reporter.make_pages(CHOICE, 40)
    reporter.close()
    assert on_window == [False, False, False]


def test_a_cancelled_export_writes_nothing_and_says_nothing(filled: MainWindow, tmp_path: Path) -> None:
    reporter = Reporter(filled.session)
    told: list[object] = []
    reporter.exported.connect(told.append)
    reporter.export(CHOICE, tmp_path / "report.pdf")
    reporter.cancel()
    assert not reporter.is_busy
    reporter.close()
    QApplication.processEvents()
    assert told == []
    assert not (tmp_path / "report.pdf").exists()


def test_while_a_report_is_made_no_second_one_can_be_asked_for(filled: MainWindow, qtbot: QtBot) -> None:
    filled.reports.preview(CHOICE)
    assert not filled.actions_.by_name["export"].isEnabled()
    assert filled.work.isVisible()
    filled.reports.cancel()
    assert filled.actions_.by_name["export"].isEnabled()
    assert not filled.work.isVisible()


def test_the_cursor_stays_in_an_answer_while_the_ranking_follows_it(
    filled: MainWindow, settled: Callable[[Session], None]
) -> None:
    filled.results.choose("NCT03043664")
    card = next(card for card in filled.detail.cards if card.isVisible() and card.asks)
    editor = card.answer_editor
    editor._answer._choose(1)
    settled(filled.session)
    line = editor._parts["by"].line
    line.setFocus()
    for sign in "Dr X":
        QTest.keyClicks(line, sign)
        filled.session.settle()
        settled(filled.session)
        QApplication.processEvents()
        assert QApplication.focusWidget() is line
    assert line.text() == "Dr X"
    assert card.row is not None
    assert filled.session.profile.answers is not None
    assert "Dr X" in str(filled.session.profile.answers["NCT03043664"][card.row.id])


def cut_texts(window: MainWindow) -> list[str]:
    labels = [label for label in window.detail.findChildren(PlainLabel) if label.isVisible() and label.text()]
    return [label.text() for label in labels if label.height() < label.heightForWidth(label.width())]


def test_cards_that_are_used_again_give_every_text_its_room(filled: MainWindow, qtbot: QtBot) -> None:
    for trial in ("NCT02683941", "NCT03043664", "NCT03375320"):
        filled.results.choose(trial)
        for _ in range(2):
            filled.switch_words()
            assert filled.detail.texts
            qtbot.waitUntil(lambda: cut_texts(filled) == [])
