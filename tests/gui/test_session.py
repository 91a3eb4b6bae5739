"""The session: edits in, frozen profiles and results out."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from criteria.patient_file import read_patient
from criteria.problems import InputError
from matcher.engine import MatchEngine
from matcher.explain import Register

from .conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gui.session import Session

Settled = "Callable[[Session], None]"


def test_a_new_patient_is_matched_with_nothing_known(session: Session, settled: Callable[[Session], None]) -> None:
    session.settle()
    settled(session)
    assert session.result is not None
    assert len(session.result.matches) == len(session.library.trials)
    assert session.result.screening_date == TODAY


def test_the_result_is_the_engine_s_own_for_the_same_patient(
    session: Session, example_file: Path, settled: Callable[[Session], None]
) -> None:
    session.open(example_file)
    settled(session)
    profile = read_patient(example_file)
    assert session.result == MatchEngine(session.library).match(profile, date(2026, 11, 20))


def test_many_edits_in_a_row_are_matched_once(
    qtbot: QtBot, session: Session, settled: Callable[[Session], None]
) -> None:
    results: list[object] = []
    session.result_changed.connect(lambda: results.append(session.result))
    for percent in range(50):
        session.edit("diagnosis.ki67", percent)
    settled(session)
    assert len(results) == 1
    assert session.profile.diagnosis.ki67 is not None
    assert session.profile.diagnosis.ki67.value == 49


def test_an_unreadable_edit_is_a_problem_and_never_a_half_valid_profile(session: Session) -> None:
    session.edit("diagnosis.ki67", 12)
    session.edit("diagnosis.grade", "G2")
    session.settle()
    session.edit("diagnosis.ki67", "12abc", {"": "write a number"})
    session.settle()
    assert session.problems == {"diagnosis.ki67": "write a number"}
    assert session.profile.diagnosis.ki67 is None
    assert session.profile.diagnosis.grade == "G2"
    session.edit("diagnosis.ki67", 13)
    session.settle()
    assert session.problems == {}


def test_a_broken_file_leaves_everything_as_it_was(session: Session, tmp_path: Path) -> None:
    session.edit("sex", "male")
    session.settle()
    broken = tmp_path / "broken.json"
    broken.write_text('{"format": "zebramatch.patient/1", "sex": "male", "sex": "female"}', "utf-8")
    with pytest.raises(InputError, match="stands twice"):
        session.open(broken)
    assert session.value("sex") == "male"
    assert session.file is None
    assert not session.is_saved


def test_what_is_saved_and_opened_again_is_the_same_patient(
    session: Session, example_file: Path, tmp_path: Path
) -> None:
    session.open(example_file)
    session.save(tmp_path / "copy.json")
    assert read_patient(tmp_path / "copy.json") == read_patient(example_file)
    assert session.is_saved


def test_saving_leaves_out_what_cannot_be_read_and_stays_unsaved(session: Session, tmp_path: Path) -> None:
    session.edit("sex", "female")
    session.edit("age", "sixty", {"": "write a whole number"})
    session.save(tmp_path / "patient.json")
    assert json.loads((tmp_path / "patient.json").read_text("utf-8")) == {
        "format": "zebramatch.patient/1",
        "sex": "female",
    }
    assert not session.is_saved


def test_the_chosen_day_wins_over_the_file_s_which_wins_over_today(session: Session, example_file: Path) -> None:
    assert session.on == TODAY
    session.open(example_file)
    assert session.on == date(2026, 11, 20)
    session.set_day(date(2027, 1, 1))
    assert session.on == date(2027, 1, 1)
    session.set_day(None)
    assert session.on == date(2026, 11, 20)


def test_an_answer_is_kept_and_taken_back(session: Session) -> None:
    session.answer("NCT03043664", "I09", "yes")
    session.answer("NCT03043664", "I13", {"answer": "no", "note": "none left"})
    session.settle()
    answers = session.profile.answers
    assert answers is not None
    assert answers["NCT03043664"]["I09"] == "yes"
    session.answer("NCT03043664", "I09", None)
    session.answer("NCT03043664", "I13", None)
    session.settle()
    assert session.profile.answers is None


def test_a_report_asks_for_the_result_of_the_last_keystroke(session: Session) -> None:
    session.settle()
    session.edit("sex", "male")
    result = session.question().result()
    assert session.profile.sex == "male"
    assert result == MatchEngine(session.library).match(session.profile, TODAY)


def test_the_register_is_told_only_when_it_changes(session: Session) -> None:
    told: list[Register] = []
    session.register_changed.connect(lambda: told.append(session.register))
    session.set_register(Register.CLINICIAN)
    session.set_register(Register.PLAIN)
    assert told == [Register.PLAIN]
