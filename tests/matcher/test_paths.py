"""Conditions and medications are pointed at by name, whatever their place on the list."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from criteria.profile import PatientProfile
from criteria.rules import Rule
from matcher.case import Case
from matcher.clock import Clock
from matcher.evaluate import evaluate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.finding import Finding

RULES: TypeAdapter[Rule] = TypeAdapter(Rule)
DAY = date(2026, 11, 21)


def judged(rule: Mapping[str, object], patient: Mapping[str, object]) -> Finding:
    profile = PatientProfile.model_validate_json(json.dumps({"format": "zebramatch.patient/1", **patient}))
    return evaluate(RULES.validate_json(json.dumps(rule)), Case(profile, DAY), Clock(DAY))


def test_a_condition_that_is_there_is_cited_by_its_own_name_and_by_the_name_that_was_asked() -> None:
    rule = {"rule": "condition", "any_of": ["heart_failure"]}
    finding = judged(rule, {"conditions": [{"name": "NYHA III", "status": "active"}]})
    assert "conditions.heart_failure" in finding.facts
    assert all(not path.startswith("conditions[") for path in finding.facts)


def test_the_eleventh_condition_is_not_taken_for_the_second() -> None:
    names = ["hiv", *(f"something {n}" for n in range(9)), "diabetes"]
    patient = {"conditions": [{"name": name, "status": "active"} for name in names]}
    finding = judged({"rule": "condition", "any_of": ["diabetes"]}, patient)
    assert finding.facts == ("conditions.diabetes",)


def test_a_missing_date_of_a_condition_is_named_with_the_condition() -> None:
    rule = {"rule": "condition", "any_of": ["hepatitis_b"], "within": {"months": 6}}
    finding = judged(rule, {"conditions": {"complete": True, "items": [{"name": "hepatitis b", "status": "active"}]}})
    assert finding.missing == ("conditions.hepatitis_b.date",)


def test_medication_that_no_list_settles_is_asked_for_by_name() -> None:
    finding = judged({"rule": "ongoing", "source": "medications", "select": {"any_of": ["steroid"]}}, {})
    assert finding.missing == ("medications.steroid",)


def test_running_medication_is_cited_by_name() -> None:
    patient = {"medications": [{"name": "prednisone", "ongoing": True}]}
    finding = judged({"rule": "ongoing", "source": "medications", "select": {"any_of": ["steroid"]}}, patient)
    assert set(finding.facts) == {"medications.prednisone", "medications.steroid"}
