"""Patients, criteria, trials and matches for the tests of words."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from criteria.library import Library
from criteria.patient_file import parse_patient
from criteria.profile import Answer
from criteria.trial import Criterion, Trial
from matcher.case import Case
from matcher.clock import Clock
from matcher.explain import Register, reason
from matcher.noticing import notices_of
from matcher.outcomes import judge
from matcher.result import CriterionResult, Match, MatchResult, Verdict

AS_OF = date(2026, 11, 21)
Made = dict[str, Any]


def criterion(rule: Made | None, kind: str = "inclusion", **more: Any) -> Criterion:  # noqa: ANN401 - as in a file
    content = {"id": "I01", "kind": kind, "text": "the criterion's text", "rule": rule, **more}
    return Criterion.model_validate_json(json.dumps(content))


def judged(
    patient: Made,
    rule: Made | None,
    kind: str = "inclusion",
    answer: Made | None = None,
    **more: Any,  # noqa: ANN401
) -> CriterionResult:
    said = Answer.model_validate_json(json.dumps(answer)) if answer else None
    case = Case(parse_patient({"format": "zebramatch.patient/1", **patient}, "p.json"), AS_OF)
    return judge(criterion(rule, kind, **more), case, Clock(AS_OF), said)


def clinician(patient: Made, rule: Made | None, kind: str = "inclusion", **more: Any) -> str:  # noqa: ANN401
    return reason(judged(patient, rule, kind, **more), Register.CLINICIAN)


def plain(patient: Made, rule: Made | None, kind: str = "inclusion", **more: Any) -> str:  # noqa: ANN401
    return reason(judged(patient, rule, kind, **more), Register.PLAIN)


def whole(patient: Made) -> MatchResult:
    """Return the result that a criterion of this patient stands in."""
    case = Case(parse_patient({"format": "zebramatch.patient/1", **patient}, "p.json"), AS_OF)
    return MatchResult(AS_OF, 0, None, notices_of(case, Library(), ()), ())


def in_whole(patient: Made, rule: Made, kind: str = "inclusion", register: Register = Register.CLINICIAN) -> str:
    return reason(judged(patient, rule, kind), register, whole=whole(patient))


def trial(**more: Any) -> Trial:  # noqa: ANN401
    content = {
        "id": "NCT00000001",
        "title": "A trial",
        "coverage": "full",
        "status": "RECRUITING",
        "source": {"registry": "ClinicalTrials.gov", "curated_by": "hand", "record_date": "2026-11-01"},
        **more,
    }
    return Trial.model_validate_json(json.dumps(content))


def a_match(verdict: Verdict = Verdict.POSSIBLE, **more: Any) -> Match:  # noqa: ANN401
    base: Made = {
        "trial": trial(),
        "rank": 1,
        "verdict": verdict,
        "score": 1.0,
        "windows": (),
        "eligible_windows": (),
        "criteria": (),
    }
    return Match(**{**base, **more})
