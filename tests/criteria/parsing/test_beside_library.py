"""The comparison of the parser's rules with the library's: what counts as the same leaf."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from benchmarks.beside_library import compared, main
from criteria.library import load_library, parse_trial
from tests.criteria.trials import trial_data

if TYPE_CHECKING:
    from pathlib import Path

    from criteria.trial import Trial

Data = dict[str, object]
LAB: Data = {"rule": "lab", "test": "neutrophils", "at_least": 1500, "unit": "/uL"}
BRAIN: Data = {"rule": "metastasis", "any_of": ["brain"]}
JUDGEMENT: Data = {"rule": "judgement", "question": "Is it so?"}


def trial(rule: Data) -> Trial:
    return parse_trial(trial_data(rule), "trial")


def differ(read: Data, made: Data) -> tuple[int, int]:
    """Return how many leaves of the parser the library lacks, and the other way round."""
    found = compared(trial(read), trial(made))
    return len(found.others), len(found.left)


@pytest.mark.parametrize(
    ("read", "made"),
    [
        (LAB, LAB | {"at_least": 1.5, "unit": "10*9/L"}),
        (LAB, LAB | {"max_age": {"days": 7}, "anchor": "first_dose"}),
        (
            {"rule": "scale", "fact": "performance.ecog", "at_most": 2},
            {"rule": "scale", "fact": "performance.ecog", "at_least": 0, "at_most": 2},
        ),
        (BRAIN, {"rule": "not", "of": BRAIN}),
    ],
    ids=["in another unit", "with freshness and anchor", "from the lowest step on", "joined in another way"],
)
def test_a_leaf_in_another_notation_is_the_same(read: Data, made: Data) -> None:
    assert differ(read, made) == (0, 0)


@pytest.mark.parametrize(
    "made",
    [LAB | {"at_least": 1501}, {"rule": "lab", "test": "neutrophils", "above": 1500, "unit": "/uL"}],
    ids=["another limit", "a limit that is not included"],
)
def test_a_leaf_with_another_limit_differs_and_is_about_the_same(made: Data) -> None:
    found = compared(trial(LAB), trial(made))
    assert (len(found.others), len(found.left)) == (1, 1)
    assert found.others[0].is_about(found.left[0])


def test_what_a_person_judges_is_no_leaf() -> None:
    assert differ(BRAIN, {"rule": "all", "of": [BRAIN, JUDGEMENT]}) == (0, 0)


def test_a_class_and_a_kind_of_it_are_about_the_same_and_an_illness_and_another_are_not() -> None:
    wide: Data = {"rule": "metastasis", "any_of": ["cns"]}
    (brain,), (cns,) = (compared(trial(rule), trial(JUDGEMENT)).asserted for rule in (BRAIN, wide))
    (liver,) = compared(trial({"rule": "metastasis", "any_of": ["liver"]}), trial(JUDGEMENT)).asserted
    assert cns.is_about(brain)
    assert not cns.is_about(liver)


def test_both_readings_of_an_ambiguous_text_are_the_librarys() -> None:
    data = trial_data()
    readings = [{"meaning": name, "plain": name, "rule": rule} for name, rule in (("one", LAB), ("two", BRAIN))]
    data["criteria"][0] |= {"ambiguity": {"question": "Which?", "plain": "Which?", "readings": readings}}
    data["criteria"][0].pop("rule")
    found = compared(trial(BRAIN), parse_trial(data, "trial"))
    assert not found.others
    assert [leaf.rule.rule for leaf in found.left] == ["lab"]


def test_the_counts_and_each_leaf_that_differs_are_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = next(one for one in load_library().trials if one.id == "NCT05459844")
    text = "Inclusion Criteria:\n\n* ECOG 0-1\n\nExclusion Criteria:\n\n* Creatinine > 150 umol/L"
    record = {
        "protocolSection": {
            "identificationModule": {"nctId": made.id, "briefTitle": "A trial"},
            "statusModule": {"overallStatus": "RECRUITING"},
            "eligibilityModule": {
                "eligibilityCriteria": text,
                "minimumAge": "18 Years",
            },
        }
    }
    (tmp_path / "record.json").write_text(json.dumps(record), encoding="utf-8")
    assert main(tmp_path) == 0
    said = capsys.readouterr().out
    assert "1 records: 3 points, 1 of them the record's age and sex; 3 full, 0 partial, 0 by hand" in said
    assert "1 trials of the library: 3 leaves asserted, 2 of them the library's, 1 not" in said
    assert f"{made.id} full: Creatinine > 150 umol/L" in said
    assert 'library  E01 lab {"above": 1.7, "test": "creatinine", "unit": "mg/dL"}' in said


def test_a_text_of_two_readings_is_not_by_hand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = {
        "protocolSection": {
            "identificationModule": {"nctId": "NCT01234567", "briefTitle": "A trial"},
            "statusModule": {"overallStatus": "RECRUITING"},
            "eligibilityModule": {"eligibilityCriteria": "Inclusion Criteria:\n\n* Age > 18 years"},
        }
    }
    (tmp_path / "record.json").write_text(json.dumps(record), encoding="utf-8")
    assert main(tmp_path) == 0
    assert "1 full, 0 partial, 0 by hand" in capsys.readouterr().out


def test_a_folder_without_records_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(tmp_path) == 2
    assert "no registry records" in capsys.readouterr().err
