"""A criterion of several readings in a trial file: what it needs, and what it may not be beside."""

from __future__ import annotations

from typing import Any

import pytest

from criteria.library import parse_trial
from criteria.problems import InputError
from tests.criteria.test_schema import is_trial
from tests.criteria.trials import trial_data

LOW = {"rule": "number", "fact": "diagnosis.ki67", "at_most": 20}
LOWER = {"rule": "number", "fact": "diagnosis.ki67", "at_most": 10}


def _read(meaning: str, rule: Any, **parts: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    return {"meaning": meaning, "plain": "plain", "rule": rule} | parts


def _file(*, readings: list[dict[str, Any]] | None = None, **parts: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    data = trial_data()
    usual = [
        {"meaning": "at most 20", "plain": "twenty", "rule": LOW},
        {"meaning": "at most 10", "plain": "ten", "rule": LOWER},
    ]
    ambiguity = {
        "question": "Which limit?",
        "plain": "Which limit?",
        "readings": usual if readings is None else readings,
    }
    data["criteria"][0] |= {"ambiguity": ambiguity} | parts
    return data


def _faults(data: dict[str, Any]) -> str:
    with pytest.raises(InputError) as caught:
        parse_trial(data, "trial.json")
    return str(caught.value)


def test_two_readings_stand_in_the_place_of_a_rule() -> None:
    (criterion,) = parse_trial(_file(), "trial.json").criteria
    assert criterion.rule is None
    assert len(criterion.rules) == 2
    assert criterion.as_read(criterion.rules[1]).rules == criterion.rules[1:]


def test_a_file_without_ambiguity_has_its_one_rule_or_none() -> None:
    assert len(parse_trial(trial_data(LOW), "trial.json").criteria[0].rules) == 1
    assert parse_trial(trial_data(), "trial.json").criteria[0].rules == ()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (_file(rule=LOW), 'has both "rule" and "ambiguity"'),
        (_file(reading="partial"), "never a partial reading"),
        (_file(readings=[_read("a", LOW)]), "readings: needs at least 2 items"),
        (_file(readings=[_read(" ", LOW), _read("b", LOWER)]), "readings[0].meaning: is missing"),
        (_file(readings=[_read("a", LOW, plain=" "), _read("b", LOWER)]), "readings[0].plain: is missing"),
        (_file(readings=[_read("a", LOW), _read("b", LOW)]), "readings[1].rule: is the rule of another reading"),
        (
            _file(readings=[_read("a", LOW | {"fact": "diagnosis.ki68"}), _read("b", LOW)]),
            "criteria[0] (I04).ambiguity.readings[0].rule.fact: there is no fact",
        ),
        (_file(readings=[_read("a", {"rule": "numbr"}), _read("b", LOW)]), "there is no such rule"),
        (_file(readings=[_read("a", LOW, meening="a"), _read("b", LOW)]), "meening"),
    ],
)
def test_a_fault_of_a_reading_is_told_with_its_place(data: dict[str, Any], words: str) -> None:
    assert words in _faults(data)


def test_the_schema_knows_it() -> None:
    readings = [{"meaning": "a", "rule": LOW}, {"meaning": "b", "rule": LOWER}]
    criterion = {
        "id": "I01",
        "kind": "inclusion",
        "text": "Text.",
        "ambiguity": {"question": "Q?", "readings": readings},
    }
    assert is_trial(None, criteria=[criterion])
    assert not is_trial(None, criteria=[criterion | {"ambiguity": {"question": "Q?", "readings": readings[:1]}}])
    assert not is_trial(None, criteria=[criterion | {"ambiguity": {"readings": readings}}])
