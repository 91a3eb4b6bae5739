"""Tiny trials and patients, made where a test needs them and judged by the program."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from criteria.library import Library
from criteria.patient_file import parse_patient
from criteria.rules import Rule
from criteria.trial import Trial
from matcher.case import Case
from matcher.clock import Clock
from matcher.engine import MatchEngine
from matcher.evaluate import evaluate
from matcher.truth import Truth

if TYPE_CHECKING:
    from criteria.profile import PatientProfile
    from matcher.finding import Finding
    from matcher.result import CriterionResult, Match, MatchResult

Json = dict[str, Any]
TODAY = date(2026, 11, 21)
TRIAL = "NCT00000001"
TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


def patient(**facts: Any) -> PatientProfile:  # noqa: ANN401 - any facts of the patient file
    """Return the patient that a file with these facts describes."""
    return parse_patient({"format": "zebramatch.patient/1"} | facts, "patient.json")


def rule_of(data: Json) -> Rule:
    adapter: TypeAdapter[Rule] = TypeAdapter(Rule)
    return adapter.validate_json(json.dumps(data))


def finding(rule: Json, on: date = TODAY, as_of: date | None = None, **facts: Any) -> Finding:  # noqa: ANN401
    """Judge one rule on a day, as known on the as-of date (the same day where none is given)."""
    return evaluate(rule_of(rule), Case(patient(**facts), as_of or on), Clock(on))


def says(rule: Json, on: date = TODAY, as_of: date | None = None, **facts: Any) -> Truth:  # noqa: ANN401
    """Return what a rule says, alone."""
    return finding(rule, on, as_of, **facts).truth


def inclusion(rule: Json | None, number: int = 1, **parts: Any) -> Json:  # noqa: ANN401
    return {"id": f"I{number:02}", "kind": "inclusion", "text": "As the rule says.", "rule": rule} | parts


def exclusion(rule: Json | None, number: int = 1, **parts: Any) -> Json:  # noqa: ANN401
    return {"id": f"E{number:02}", "kind": "exclusion", "text": "As the rule says.", "rule": rule} | parts


def trial(*criteria: Json, **parts: Any) -> Trial:  # noqa: ANN401
    """Return a recruiting trial with these criteria, read and known in full unless told otherwise."""
    data = {
        "id": TRIAL,
        "title": "A trial made for a test",
        "coverage": "full",
        "status": "RECRUITING",
        "source": {"registry": "none", "curated_by": "hand"},
        "criteria": criteria,
    }
    return Trial.model_validate_json(json.dumps(data | parts))


def outcome(criterion: Json, **facts: Any) -> CriterionResult:  # noqa: ANN401
    """Judge one criterion today, with the answer that the facts hold for it."""
    return match(trial(criterion), **facts).criteria[0]


def match(asked: Trial, on: date = TODAY, **facts: Any) -> Match:  # noqa: ANN401
    """Match one trial."""
    return result([asked], on, **facts).matches[0]


def result(trials: list[Trial], on: date = TODAY, **facts: Any) -> MatchResult:  # noqa: ANN401
    """Match a library of these trials."""
    return MatchEngine(Library(tuple(trials), (), None)).match(patient(**facts), on)


def windows(found: Match) -> list[list[str | None]]:
    """Return the windows as the result file writes them."""
    return [[w.start.isoformat(), w.end.isoformat() if w.end else None] for w in found.windows]


# Rules that many tests ask.
KI67_UP_TO_20 = {"rule": "number", "fact": "diagnosis.ki67", "at_most": 20}
NO_PRRT = {"rule": "had", "select": {"any_of": ["prrt"]}}
WASHOUT_28 = {"rule": "washout", "select": {"any_of": ["everolimus"]}, "at_least": {"days": 28}}
PROGRESSED_IN_12_MONTHS = {"rule": "progression", "within": {"months": 12}}
JUDGED = {"rule": "judgement", "question": "Is the organ function adequate?"}


def everolimus(**period: Any) -> Json:  # noqa: ANN401
    """Return a complete list of treatments that holds everolimus alone."""
    return {"complete": True, "items": [{"agent": "everolimus", **period}]}
