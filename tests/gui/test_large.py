"""A library too large to be open at once: the list is the engine's, its rows are made on demand, nothing is lost."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from benchmarks.made_files import written
from benchmarks.made_trials import made_values, patient_json
from criteria.patient_file import parse_patient
from gui.models.library_state import library_state
from gui.models.part import part_words
from gui.models.results import ResultModel
from gui.models.rows import GroupRow, MatchRow
from gui.session import Session
from matcher.assumption import Assumption
from matcher.engine import MatchEngine
from matcher.explain import Register
from matcher.filters import FILTERS, NOT_KNOWN, Narrowing
from matcher.kept_library import BEST, KeptLibrary, engine_for, library_for
from matcher.near_misses import near_misses
from matcher.report.sheet_trials import Scope, tally
from matcher.result import Verdict
from matcher.whatif import compared

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from criteria.library import Library
    from criteria.profile import PatientProfile
    from criteria.strict_json import Json
    from gui.main_window import MainWindow
    from matcher.result import MatchResult

SIZE = 400
ON = date(2026, 11, 20)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("made") / "trials", SIZE, 7)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def kept(folder: Path, cache: Path) -> Library:
    return library_for([folder], cache, least=1)


@pytest.fixture(scope="module")
def whole(folder: Path) -> Library:
    return library_for([folder], None, least=100_000)


@pytest.fixture(scope="module")
def patient() -> PatientProfile:
    return parse_patient(patient_json(made_values(1, 7)[1]), "made.json")


@pytest.fixture(scope="module")
def result(kept: Library, patient: PatientProfile) -> MatchResult:
    return engine_for(kept).match(patient, ON)


@pytest.fixture(scope="module")
def reference(whole: Library, patient: PatientProfile) -> MatchResult:
    return MatchEngine(whole).match(patient, ON)


@pytest.fixture
def large(kept: Library, window_of: Callable[[Session], MainWindow]) -> Iterator[MainWindow]:
    session = Session(kept, lambda: ON)
    yield window_of(session)
    session.close()


def listed(model: ResultModel) -> list[str]:
    return [trial for trial in map(model.trial, range(len(model.rows))) if trial]


def headings(model: ResultModel) -> list[str]:
    return [model.rows[n].text for n in range(len(model.rows)) if not model.trial(n)]


def test_only_from_so_many_files_on_a_library_is_kept(kept: Library, whole: Library) -> None:
    assert isinstance(kept, KeptLibrary)
    assert not isinstance(whole, KeptLibrary)
    assert len(kept.trials) == len(whole.trials) > BEST
    assert list(kept.trials) == list(whole.trials)
    assert (kept.as_of, kept.problems, set(kept.trial_ids)) == (whole.as_of, whole.problems, set(whole.trial_ids))


def test_the_list_is_the_engine_s_in_the_same_words(
    qapp: QApplication, result: MatchResult, reference: MatchResult
) -> None:
    large, small = ResultModel(), ResultModel()
    large.show(result, Register.CLINICIAN)
    small.show(reference, Register.CLINICIAN)
    assert listed(large) == listed(small)
    assert headings(large) == headings(small)
    for number in (1, 2, len(small.rows) // 2, len(small.rows) - 1):
        assert large.rows[number].text == small.rows[number].text
        assert large.index(number).data() == small.index(number).data()


def test_filters_and_their_counts_are_those_of_the_matches(
    qapp: QApplication, result: MatchResult, reference: MatchResult
) -> None:
    large, small = ResultModel(), ResultModel()
    assert result.ranking is not None
    for model, found in ((large, result), (small, reference)):
        model.show(found, Register.CLINICIAN)
    for one in FILTERS:
        counts = result.ranking.counts(one)
        assert dict(counts) == dict(one.counts(reference.matches))
        assert list(counts) == list(one.counts(reference.matches))
        for choice in (*list(counts)[:2], NOT_KNOWN):
            narrowing = Narrowing(FILTERS).toggled(one.name, choice)
            for model in (large, small):
                model.show_wish(replace(model.wish, narrowing=narrowing))
            assert large.tally == small.tally
            assert large.tally.all == len(reference.matches)
            assert listed(large) == listed(small)


def test_rows_are_made_only_where_they_are_looked_at(large: MainWindow, result: MatchResult) -> None:
    model = large.results.model
    large.session.settle()
    assert len(model.rows) > SIZE / 2
    assert large.results.list.uniformItemSizes()
    made = model.made
    assert 0 < made < 30
    large.results.list.scrollToBottom()
    large.grab()
    assert made < model.made < 60


def test_the_model_of_a_large_list_passes_qt_s_tester(qapp: QApplication, result: MatchResult) -> None:
    model = ResultModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(result, Register.CLINICIAN)
    model.look_up("treatment 12")
    model.look_up("NCT99999999")
    model.look_up("")
    model.show(result, Register.PLAIN)
    model.show(None, Register.PLAIN)
    assert model.rowCount() == len(model.rows) == 0
    del tester


def test_looking_up_says_what_is_looked_through(qapp: QApplication, result: MatchResult) -> None:
    model = ResultModel()
    model.show(result, Register.CLINICIAN)
    names = listed(model)
    wanted = names[7]
    model.look_up(wanted.lower())
    assert listed(model) == [wanted]
    model.look_up("made-up tumours")
    assert len(listed(model)) == sum(name.startswith(("NCT1", "LABEL-MADE")) for name in names)
    assert "titles and short names" in model.rows[0].text
    assert model.tally.all == len(result.ranking or ())


def test_the_best_stand_for_all_and_say_so(result: MatchResult, reference: MatchResult) -> None:
    assert len(result.matches) == BEST < result.library_size
    by_id = {one.trial.id: one for one in reference.matches}
    best = {one.trial.id for one in result.matches}
    left_out = [one for one in reference.matches if one.trial.id not in best]
    assert all(one.verdict is Verdict.INELIGIBLE for one in left_out)
    assert near_misses(result)
    assert all(one == by_id[one.trial.id] for one in result.matches)
    assert f"{BEST} of {result.library_size}" in part_words(result, Register.CLINICIAN)
    assert part_words(reference, Register.CLINICIAN) == ""


def test_a_trial_beyond_the_best_can_still_be_named(result: MatchResult, reference: MatchResult) -> None:
    best = {one.trial.id for one in result.matches}
    last = next(one for one in reversed(reference.matches) if one.trial.id not in best)
    assert result.named([last.trial.id]) == (last,)
    assert result.named(["NCT00000000"]) == ()


def test_one_field_edited_ranks_anew_and_keeps_the_chosen_trial(
    large: MainWindow, settled: Callable[[Session], None]
) -> None:
    model = large.results.model
    chosen = listed(model)[150]
    large.results.choose(chosen)
    large.session.edit("pregnant", value=True)
    settled(large.session)
    assert large.results.match is not None
    assert large.results.match.trial.id == chosen
    assert large.detail.section is not None
    assert chosen in large.detail.section.facts


def ranked_with(kept: Library, patient: PatientProfile, changed: Path) -> tuple[MatchResult, str]:
    """The ranking of a patient, and what the list says in the place of a trial whose file changed."""
    result = engine_for(kept).match(patient, ON)
    model = ResultModel()
    model.show(result, Register.PLAIN)
    row = model.rows[model.find(changed.stem).row()]
    assert isinstance(row, GroupRow)
    return result, row.text


def test_a_file_that_changed_is_told_and_nothing_fails(
    qapp: QApplication, tmp_path: Path, patient: PatientProfile
) -> None:
    own = written(tmp_path / "trials", 30, 3)
    library_for([own], tmp_path / "cache", least=1)
    kept = library_for([own], tmp_path / "cache", least=1)
    changed = next(own.glob("NCT*.json"))
    changed.write_text(changed.read_text("utf-8").replace("made-up", "other"), "utf-8")
    result, said = ranked_with(kept, patient, changed)
    assert "has changed" in said
    assert len(result.matches) == len(kept.trials) - 1


def test_what_a_person_answered_about_a_file_that_changed_keeps_no_trial_out_of_the_list(
    qapp: QApplication, tmp_path: Path
) -> None:
    own = written(tmp_path / "trials", 30, 3)
    kept = library_for([own], tmp_path / "cache", least=1)
    changed, same = sorted(own.glob("NCT*.json"))[:2]
    answers: dict[str, Json] = {
        file.stem: {json.loads(file.read_text("utf-8"))["criteria"][0]["id"]: "yes"} for file in (changed, same)
    }
    answering = parse_patient({"format": "zebramatch.patient/1", "age": 60, "answers": answers}, "made.json")
    changed.write_text(changed.read_text("utf-8").replace("made-up", "other"), "utf-8")
    result, said = ranked_with(kept, answering, changed)
    assert "has changed" in said
    assert len(result.matches) == len(kept.trials) - 1


def test_a_damaged_cache_still_opens(folder: Path, tmp_path: Path, kept: Library) -> None:
    first = library_for([folder], tmp_path, least=1)
    (file,) = tmp_path.glob("*.compiled")
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    again = library_for([folder], tmp_path, least=1)
    assert isinstance(first, KeptLibrary)
    assert isinstance(again, KeptLibrary)
    assert list(again.compiled.names.trials) == list(first.compiled.names.trials)
    assert np.array_equal(again.facets.checked, first.facets.checked)
    assert all(
        np.array_equal(again.facets.columns[name].members, column.members)
        for name, column in first.facets.columns.items()
    )


def test_rooms_that_look_at_the_best_say_so(large: MainWindow) -> None:
    large.switch_calendar()
    assert "of the best" in large.results.calendar.summary
    assert not large.worklist.is_offered
    assert not large.actions_.by_name["worklist"].isEnabled()
    assert isinstance(large.results.model.rows[1], MatchRow)


@pytest.mark.parametrize("looked_up", ["", "365"])
def test_the_first_heading_stands_at_the_top_of_the_list(large: MainWindow, looked_up: str) -> None:
    results = large.results
    results.look_up.setText(looked_up)
    QApplication.processEvents()
    heading, first = (results.list.visualRect(results.model.index(row, 0)) for row in range(2))
    assert isinstance(results.model.rows[0], GroupRow)
    assert 0 < first.top() < first.height() / 2
    assert heading.bottom() + 1 == first.top()
    QTest.keyClick(results.list, Qt.Key.Key_End)
    QTest.keyClick(results.list, Qt.Key.Key_Home)
    assert results.list.visualRect(results.model.index(1, 0)).top() == first.top()


def test_select_all_chooses_no_hundred_thousand_trials(large: MainWindow) -> None:
    large.results.take_focus()
    QTest.keyClick(large.results.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(large.results.selected_trials) == 1


def test_what_is_set_aside_leaves_a_large_list_and_is_counted(large: MainWindow) -> None:
    model = large.results.model
    first, second = listed(model)[:2]
    large.results.choose(first)
    large.results.take_focus()
    QTest.keyClick(large.results.list, Qt.Key.Key_H)
    assert first not in listed(model)
    assert large.results.match is not None
    assert large.results.match.trial.id == second
    assert model.tally.aside == 1
    assert model.tally.all == len(large.session.library.trials)
    large.session.undo()
    assert first in listed(model)


def test_the_state_of_a_large_library_is_counted_alike(kept: Library, whole: Library) -> None:
    assert library_state(kept, ON) == library_state(whole, ON)
    later = date(2027, 6, 1)
    assert library_state(kept, later) == library_state(whole, later)


def test_what_an_assumption_changes_is_told_of_the_same_trials(kept: Library, patient: PatientProfile) -> None:
    found = compared(engine_for(kept), patient, (Assumption("age", 61, "61"),), ON)
    before, after = ({one.trial.id for one in each.matches} for each in (found.before, found.after))
    assert before == after
    assert len(before) >= BEST
    assert all(found.recorded(trial).trial.id == trial for trial in after)


def test_the_take_along_sheet_says_that_it_is_about_the_first_trials_of_a_long_list(
    patient: PatientProfile, result: MatchResult, reference: MatchResult
) -> None:
    said = tally(Scope(patient, result))
    assert str(result.library_size) in said[0]
    assert f"the {len(result.matches)} that come first" in said[0]
    assert tally(Scope(patient, replace(reference, ranking=None)))[0].startswith("Trials looked at")
