"""Every Qt model under Qt's own tester, and what the ranking lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from criteria.patient_file import parse_patient
from gui.models.results import ResultModel
from gui.models.rows import GroupRow, MatchRow
from gui.models.sections import SectionModel
from matcher.engine import MatchEngine
from matcher.explain import Register, one_line_why, verdict_words
from matcher.result import Verdict
from matcher.search import SearchIndex

from .conftest import TODAY

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtWidgets import QApplication

    from criteria.library import Library
    from criteria.trial import Trial
    from matcher.result import MatchResult


def under_test(model: QAbstractItemModel) -> QAbstractItemModelTester:
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


@pytest.fixture
def result(library: Library, example: dict[str, Any]) -> MatchResult:
    return MatchEngine(library).match(parse_patient(example, "example"), TODAY)


def listed(model: ResultModel) -> list[str]:
    return [row.match.trial.id for row in model.rows if isinstance(row, MatchRow)]


def test_the_sections_pass_qt_s_model_tester(qapp: QApplication) -> None:
    model = SectionModel()
    tester = under_test(model)
    model.set_rows([("Diagnosis", 0, False), ("Labs", 3, True)])
    model.set_rows([("Diagnosis", 1, False), ("Labs", 3, False)])
    model.set_rows([("Diagnosis", 1, False)])
    assert model.rowCount() == 1
    assert model.index(0).data() == "Diagnosis  1"
    assert model.data(QModelIndex()) is None
    del tester


def test_the_ranking_passes_qt_s_model_tester(qapp: QApplication, result: MatchResult) -> None:
    model = ResultModel()
    tester = under_test(model)
    model.show(result, Register.CLINICIAN)
    model.look_up("lanreotide")
    model.look_up("NCT01234567")
    model.look_up("")
    model.show(result, Register.PLAIN)
    assert model.rowCount() == len(model.rows)
    assert model.data(QModelIndex()) is None
    del tester


def test_every_trial_of_the_library_is_listed_once_and_the_counts_add_up(
    qapp: QApplication, library: Library, result: MatchResult
) -> None:
    model = ResultModel()
    model.show(result, Register.CLINICIAN)
    assert sorted(listed(model)) == sorted(trial.id for trial in library.trials)
    headings = [row.text for row in model.rows if isinstance(row, GroupRow)]
    assert sum(int(heading.rpartition(": ")[2]) for heading in headings) == len(library.trials)


def test_trials_that_take_patients_stand_above_those_that_do_not_and_labels_last(
    qapp: QApplication, result: MatchResult
) -> None:
    model = ResultModel()
    model.show(result, Register.CLINICIAN)

    def group(trial: Trial) -> int:
        return 2 if trial.kind == "label" else 0 if trial.is_recruiting else 1

    rows = [row.match for row in model.rows if isinstance(row, MatchRow)]
    groups = [group(match.trial) for match in rows]
    assert groups == sorted(groups)
    for number in set(groups):
        ranks = [match.rank for match in rows if group(match.trial) == number]
        assert ranks == sorted(ranks)


@pytest.mark.parametrize("register", list(Register))
def test_a_row_is_read_out_with_verdict_title_status_and_reason(
    qapp: QApplication, result: MatchResult, register: Register
) -> None:
    model = ResultModel()
    model.show(result, register)
    for match in result.matches:
        text = model.find(match.trial.id).data(Qt.ItemDataRole.AccessibleTextRole)
        assert verdict_words(match, register) in text
        assert match.trial.title in text
        assert match.trial.id in text
        assert one_line_why(match, register, result) in text


def test_the_verdicts_differ_in_sign_and_words_and_not_only_in_colour(qapp: QApplication, result: MatchResult) -> None:
    model = ResultModel()
    model.show(result, Register.CLINICIAN)
    rows = [row for row in model.rows if isinstance(row, MatchRow)]
    signs = {row.match.verdict: row.verdict[0] for row in rows}
    assert len(set(signs.values())) == len(signs) > 1
    assert Verdict.INELIGIBLE in signs


def test_a_trial_number_that_is_not_in_the_library_is_answered(qapp: QApplication, result: MatchResult) -> None:
    model = ResultModel()
    model.show(result, Register.CLINICIAN)
    model.look_up("nct01234567")
    assert model.rows[0] == GroupRow("NCT01234567 is not in the library", is_remark=True)


def test_a_trial_number_of_the_library_finds_its_trial(qapp: QApplication, result: MatchResult) -> None:
    model = ResultModel()
    model.show(result, Register.CLINICIAN)
    model.look_up(" nct03043664 ")
    assert listed(model) == ["NCT03043664"]
    heading = model.rows[0]
    assert isinstance(heading, GroupRow)
    assert "showing 1" in heading.text


def test_words_that_no_trial_has_are_answered_once_all_texts_are_read(
    qapp: QApplication, library: Library, result: MatchResult
) -> None:
    model = ResultModel()
    model.show(result, Register.CLINICIAN)
    model.look_up("zzzz")
    assert tuple(model.rows) == (GroupRow("The texts of the library are still being read ...", is_remark=True),)
    model.read(SearchIndex.of(library))
    assert tuple(model.rows) == (GroupRow("No trial in the library has these words", is_remark=True),)


def test_markup_in_a_tooltip_is_shown_and_not_read(qapp: QApplication, result: MatchResult) -> None:
    model = ResultModel()
    model.show(result, Register.CLINICIAN)
    tip = model.find("NCT03043664").data(Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("<qt>")
    assert "<img" not in tip
