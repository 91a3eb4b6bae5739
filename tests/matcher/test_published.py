"""Published results side by side: only what is the same measure in the same unit."""

from __future__ import annotations

from typing import Any

from criteria.library import parse_trial
from matcher.explain import Register
from matcher.published import comparable_results, population_words, value_words
from matcher.wording.voice import Voice
from tests.criteria.trials import trial_data

SURVIVAL = {
    "measure": "Median overall survival", "value": 20.5, "unit": "months", "interval": [15, 27.5], "n": 40,
    "population": "all", "reference": "A report",
}  # fmt: skip
VOICE = Voice(Register.CLINICIAN)


def a_trial(number: int, *results: dict[str, Any]) -> Any:  # noqa: ANN401 - a trial
    return parse_trial(trial_data(id=f"NCT0000000{number}", results=list(results)), "t.json")


def test_the_same_measure_of_two_trials_stands_side_by_side_in_their_order() -> None:
    other = SURVIVAL | {"measure": "median  Overall survival", "value": 12, "interval": [9, 16]}
    (found,) = comparable_results([a_trial(2, SURVIVAL), a_trial(1, other)])
    assert (found.measure, found.unit) == ("Median overall survival", "months")
    assert [(one.trial, one.value, one.interval) for one in found.estimates] == [
        ("NCT00000002", 20.5, (15, 27.5)),
        ("NCT00000001", 12, (9, 16)),
    ]


def test_another_unit_or_another_measure_does_not_stand_beside_it() -> None:
    weeks, other = SURVIVAL | {"unit": "weeks"}, SURVIVAL | {"measure": "Median progression-free survival"}
    assert comparable_results([a_trial(1, SURVIVAL), a_trial(2, weeks), a_trial(3, other)]) == ()


def test_a_value_without_an_interval_is_compared_and_gets_none() -> None:
    bare = {key: value for key, value in SURVIVAL.items() if key != "interval"}
    (found,) = comparable_results([a_trial(1, SURVIVAL), a_trial(2, bare)])
    assert [one.interval for one in found.estimates] == [(15, 27.5), None]


def test_what_has_no_value_or_no_like_is_left_out() -> None:
    unreached = {key: value for key, value in SURVIVAL.items() if key not in ("value", "interval")}
    assert comparable_results([a_trial(1, SURVIVAL), a_trial(2, unreached)]) == ()


def test_a_result_in_words_has_unit_interval_population_and_number() -> None:
    (result,) = a_trial(1, SURVIVAL).results
    assert value_words(result, VOICE) == "20.5 months (15 to 27.5)"
    assert population_words(result, VOICE) == "all, n = 40"


def test_an_interval_without_a_value_is_still_told() -> None:
    (result,) = a_trial(1, {key: value for key, value in SURVIVAL.items() if key != "value"}).results
    assert value_words(result, VOICE) == "15 to 27.5 months"
