"""The program under test, asked in the interpreter's terms: JSON in, True, False or None out."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from criteria.profile import PatientProfile
from criteria.rules import Rule
from criteria.trial import Trial
from matcher.case import Case
from matcher.clock import Clock
from matcher.evaluate import evaluate
from matcher.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from matcher.finding import Finding
    from tests.properties.days import Tri

Json = dict[str, Any]
ASKED = {Truth.TRUE: True, Truth.FALSE: False, Truth.UNKNOWN: None}


@cache
def _rules() -> TypeAdapter[Rule]:
    return TypeAdapter(Rule)


def rule_of(data: Json) -> Rule:
    return _rules().validate_json(json.dumps(data))


def profile_of(data: Json) -> PatientProfile:
    return PatientProfile.model_validate_json(json.dumps(data))


def finding(rule: Json, patient: Json, day: date, as_of: date) -> Finding:
    """Return what the program finds on a day, with what is known on the as-of date."""
    return evaluate(rule_of(rule), Case(profile_of(patient), as_of), Clock(day))


def judged(rule: Json, patient: Json, day: date, as_of: date) -> Tri:
    """Return the program's answer alone."""
    return ASKED[finding(rule, patient, day, as_of).truth]


def trial_of(
    criteria: Sequence[Json],
    trial: str = "NCT00000001",
    *,
    kind: str = "trial",
    status: str = "RECRUITING",
    cohorts: Sequence[Sequence[Json]] = (),
) -> Trial:
    """Return a trial whose criteria are all known."""
    data = {
        "id": trial,
        "title": "A trial made for a test",
        "kind": kind,
        "coverage": "full",
        "status": status,
        "source": {"registry": "none", "curated_by": "hand"},
        "criteria": criteria,
        "cohorts": [{"id": f"C{n}", "name": f"Cohort {n}", "criteria": own} for n, own in enumerate(cohorts)],
    }
    return Trial.model_validate_json(json.dumps(data))


def criterion(number: int, rule: Json | None, kind: str = "inclusion") -> Json:
    letter = "I" if kind == "inclusion" else "E"
    return {"id": f"{letter}{number:02}", "kind": kind, "text": "As the rule says.", "rule": rule}


def subrules(rule: Json) -> Iterator[Json]:
    """Yield a rule and all rules inside it."""
    yield rule
    parts = rule.get("of")
    nested = (
        parts if isinstance(parts, list) else [parts, *(rule.get(name) for name in ("condition", "then", "otherwise"))]
    )
    for part in nested:
        if isinstance(part, dict):
            yield from subrules(part)
