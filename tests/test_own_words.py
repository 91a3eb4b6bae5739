"""The library's criteria are in its own words: no long run of words agrees with the registry's text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.own_words import RUN, by_hand, main, shared, shared_with_record, stock, words

if TYPE_CHECKING:
    from pathlib import Path

    from criteria.trial import Trial

TRIALS = by_hand()
LONGEST_PHRASE = 12


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.id)
def test_no_eight_words_in_a_row_agree_with_the_registry(trial: Trial, registry_samples: Path) -> None:
    runs = shared_with_record(trial, registry_samples)
    if runs is None:
        pytest.skip(f"there is no record of {trial.id} among the samples")
    assert runs == []


def test_eight_words_in_a_row_are_found_and_seven_are_not() -> None:
    theirs = "Patients must have had one two three four five six seven eight nine."
    assert shared(["ONE two, three-four five six seven\\ eight!"], theirs)
    assert not shared(["one two three four five six seven, and more"], theirs)


def test_the_list_of_what_may_be_shared_holds_nothing_but_titles_and_short_phrases() -> None:
    titles, phrases = stock()
    of_the_library = {" ".join(words(trial.title)) for trial in TRIALS}
    assert [line for line in titles if " ".join(words(line)) not in of_the_library] == []
    assert [line for line in phrases if not RUN <= len(words(line)) <= LONGEST_PHRASE] == []


def test_the_script_tells_what_is_shared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trial = next(trial for trial in TRIALS if len(words(trial.criteria[0].text)) >= RUN)
    record = tmp_path / "records" / f"{trial.id}.json"
    record.parent.mkdir()
    record.write_text(json.dumps({"text": f"Before. {trial.criteria[0].text}"}), "utf-8")
    assert main([str(tmp_path)]) == 1
    assert f"{trial.id}: {' '.join(words(trial.criteria[0].text)[:RUN])}" in capsys.readouterr().out
    record.write_text(json.dumps({"text": "Something else."}), "utf-8")
    assert main([str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"1 of {len(by_hand())} trials compared, 0 runs shared\n"


def test_the_script_asks_for_a_folder_that_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert main([str(tmp_path / "none")]) == 2
    assert "no such folder" in capsys.readouterr().err
