"""The page on adding a trial: each of its blocks is what it says it is, and does what it says."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from criteria.library import parse_trial
from criteria.patient_file import parse_patient
from criteria.profile import FORMAT, PatientProfile
from matcher.case import Case
from matcher.clock import Clock
from matcher.explain import Register, rule_words
from matcher.outcomes import judge
from matcher.result import Outcome
from tests.criteria.trials import trial_data

if TYPE_CHECKING:
    from criteria.trial import Criterion, Trial

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "curating.md").read_text("utf-8")
BLOCKS: list[dict[str, Any]] = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)]
RULES = [block for block in BLOCKS if "rule" in block]
CONCEPTS = re.findall(r"^### (.+)$", PAGE, re.MULTILINE)
TRIAL = next(block for block in BLOCKS if block.get("format") == "zebramatch.trial/1")
CASES = next(block for block in BLOCKS if "cases" in block)
AMBIGUOUS = next(block for block in BLOCKS if "ambiguity" in block)
SETTINGS = next(block for block in BLOCKS if "json.schemas" in block)
SCHEMA = files("resources").joinpath("schema", "trial-1.schema.json").read_text("utf-8")
ON = date(2026, 11, 21)


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA))


def example() -> Trial:
    return parse_trial(TRIAL, "curating.md")


def outcome(criterion: Criterion, patient: PatientProfile) -> Outcome:
    return judge(criterion, Case(patient, ON), Clock(ON)).outcome


def test_every_block_is_known_and_each_of_the_ten_concepts_has_one() -> None:
    assert len(BLOCKS) == len(RULES) + 4
    assert len(RULES) == len(CONCEPTS) == 10


def test_the_worked_example_is_a_trial_file_in_order() -> None:
    validator().validate(TRIAL)
    assert [criterion.id for criterion in example().criteria] == ["I01", "I02", "I03", "E01"]


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["case"])
def test_the_worked_cases_come_out_as_they_say(case: dict[str, Any]) -> None:
    assert (CASES["trial"], CASES["as_of"]) == (TRIAL["id"], ON.isoformat())
    patient = parse_patient({"format": FORMAT, **case["patient"]}, case["case"])
    criterion = next(one for one in example().criteria if one.id == case["criterion"])
    assert outcome(criterion, patient).value == case["expect"]


@pytest.mark.parametrize("rule", RULES, ids=CONCEPTS)
def test_the_rule_of_a_concept_passes_schema_and_checks_and_is_open_while_nothing_is_known(rule: Any) -> None:  # noqa: ANN401 - any JSON
    for sense in ("inclusion", "exclusion"):
        data = trial_data(rule, sense=sense)
        validator().validate(data)
        (criterion,) = parse_trial(data, "curating.md").criteria
        assert outcome(criterion, PatientProfile()) in (Outcome.UNKNOWN, Outcome.CONFIRM)
        assert criterion.rule is not None
        assert rule_words(criterion.rule, Register.CLINICIAN)


def test_the_text_of_two_readings_is_one_and_differs_for_a_patient_treated_long_ago() -> None:
    data = trial_data(criteria=[AMBIGUOUS])
    validator().validate(data)
    (criterion,) = parse_trial(data, "curating.md").criteria
    outcomes = []
    for end in ("2026-11-01", "2020", None):
        items = [] if end is None else [{"class": "sirt", "end": end}]
        given: dict[str, Any] = {"format": FORMAT, "therapies": {"complete": True, "items": items}}
        outcomes.append(outcome(criterion, parse_patient(given, "case")))
    assert outcomes == [Outcome.VIOLATED, Outcome.CONFIRM, Outcome.SATISFIED]


def test_the_editor_s_settings_name_the_schema_that_is_there() -> None:
    (entry,) = SETTINGS["json.schemas"]
    assert (ROOT / entry["url"]).read_text("utf-8") == SCHEMA
    assert any(list(ROOT.glob(pattern)) for pattern in entry["fileMatch"])
