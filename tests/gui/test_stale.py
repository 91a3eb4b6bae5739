"""No verdict is ever in sight that does not belong to the patient, the day and the answers beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.models.rows import MatchRow
from matcher.engine import MatchEngine

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest
    from pytestqt.qtbot import QtBot

    from gui.main_window import MainWindow
    from gui.session import Session


def listed(window: MainWindow) -> list[MatchRow]:
    return [row for row in window.results.model.rows if isinstance(row, MatchRow)]


def test_another_patient_takes_the_verdicts_of_the_one_before_out_of_sight_at_once(filled: MainWindow) -> None:
    assert listed(filled)
    filled.session.new()
    assert listed(filled) == []
    assert filled.detail.section is None
    assert filled.session.problems == {}


def test_a_failed_match_leaves_no_older_verdict_in_sight(
    filled: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(MatchEngine, "match", fails)
    with qtbot.waitSignal(filled.session.broke, timeout=60_000):
        filled.session.edit("sex", "male")
    assert listed(filled) == []
    assert filled.session.result is None


def test_while_the_ranking_is_worked_out_the_window_says_so(
    filled: MainWindow, settled: Callable[[Session], None]
) -> None:
    filled.session.edit("sex", "male")
    assert "Working out" in filled.results._total.text()
    settled(filled.session)
    assert "none left out" in filled.results._total.text()


def test_a_half_typed_answer_to_one_trial_never_stands_beside_a_criterion_of_another(filled: MainWindow) -> None:
    filled.results.choose("NCT03043664")
    card = next(card for card in filled.detail.cards if card.isVisible() and card.asks)
    card.answer_editor._answer._choose(1)
    card.answer_editor._parts["date"].line.setText("31 Mai")
    for trial in ("NCT02683941", "NCT02955069", "NCT01578239"):
        filled.results.choose(trial)
        asking = [card for card in filled.detail.cards if card.isVisible() and card.asks]
        assert all(card.answer_editor.reading().value is None for card in asking)


def test_an_answer_whose_date_cannot_be_read_is_a_problem_and_keeps_its_text(
    filled: MainWindow, settled: Callable[[Session], None]
) -> None:
    session = filled.session
    session.answer("NCT03043664", "I09", {"answer": "yes", "date": "31 Mai"})
    settled(session)
    assert [path for path in session.problems if path.startswith("answers")]
    assert session.value("answers.NCT03043664.I09") == {"answer": "yes", "date": "31 Mai"}


def test_an_older_result_under_another_name_does_not_stand_in_for_one_that_cannot_be_read(session: Session) -> None:
    session.edit(
        "labs",
        [
            {"test": "neutrophils", "value": 2.0, "unit": "10*9/L", "date": "2026-11-01"},
            {"test": "ANC", "value": "1,2", "unit": "10*9/L", "date": "2026-11-16"},
        ],
        {"[1].value": "write the number without a comma"},
    )
    session.settle()
    assert session.profile.labs is None or not list(session.profile.labs)
