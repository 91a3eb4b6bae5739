"""Cases that a clinician can read: one criterion of the library, a few facts of a patient, what must come out.

Each file in `cases/` belongs to one trial: `case` says what is special, `patient` holds only the facts that matter.
"""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import pytest

from criteria.library import Library, load_library
from criteria.patient_file import parse_patient
from criteria.profile import FORMAT, PatientProfile
from matcher.case import Case
from matcher.clock import Clock
from matcher.engine import MatchEngine
from matcher.outcomes import judge
from matcher.result import Outcome, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from criteria.rules import Rule
    from criteria.strict_json import Json
    from criteria.trial import Criterion, Trial

FOLDER = Path(__file__).with_name("cases")
TRIALS = {trial.id: trial for trial in load_library().trials if trial.source.curated_by == "hand"}

# Any answer that the file can give to "confirmed by" meets this one.
ALWAYS_MET = {("NCT02955069", "I02")}


class Example(TypedDict):
    """One case of a file."""

    criterion: str
    case: str
    patient: dict[str, Json]
    expect: str


class CaseFile(TypedDict):
    """The cases of one trial, all judged on the same day."""

    trial: str
    as_of: str
    cases: list[Example]


def _files() -> list[CaseFile]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))]


def _cases() -> Iterator[object]:
    for content in _files():
        for case in content["cases"]:
            name = f"{content['trial']} {case['criterion']} {case['expect']}: {case['case']}"
            yield pytest.param(content["trial"], date.fromisoformat(content["as_of"]), case, id=name)


def _criteria(trial: Trial) -> tuple[Criterion, ...]:
    return (*trial.criteria, *(criterion for cohort in trial.cohorts for criterion in cohort.criteria))


def _outcome(criterion: Criterion, patient: PatientProfile, on: date) -> Outcome:
    return judge(criterion, Case(patient, on), Clock(on)).outcome


def _kinds(rule: Rule) -> set[str]:
    """Return the kinds of all parts of a rule."""
    return set(_tags(rule.model_dump(mode="json")))


def _tags(value: Json) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(tag := value.get("rule"), str):
            yield tag
        for part in value.values():
            yield from _tags(part)
    elif isinstance(value, list):
        for part in value:
            yield from _tags(part)


@pytest.mark.parametrize(("trial", "as_of", "case"), list(_cases()))
def test_a_criterion_comes_out_as_its_case_says(trial: str, as_of: date, case: Example) -> None:
    patient = parse_patient({"format": FORMAT, **case["patient"]}, case["case"])
    criterion = next(one for one in _criteria(TRIALS[trial]) if one.id == case["criterion"])
    assert _outcome(criterion, patient, as_of).value == case["expect"]


@pytest.mark.parametrize("trial", list(TRIALS.values()), ids=lambda trial: trial.id)
def test_a_patient_of_whom_nothing_is_known_neither_meets_nor_fails_any_criterion(trial: Trial) -> None:
    nobody = PatientProfile()
    settled = {
        criterion.id: outcome.value
        for criterion in _criteria(trial)
        if (outcome := _outcome(criterion, nobody, date(2026, 11, 21))) in (Outcome.SATISFIED, Outcome.VIOLATED)
    }
    assert settled == {}


def _covered() -> dict[str, dict[str, set[str]]]:
    covered: dict[str, dict[str, set[str]]] = {}
    for content in _files():
        of_trial = covered.setdefault(content["trial"], {})
        for case in content["cases"]:
            of_trial.setdefault(case["criterion"], set()).add(case["expect"])
    return covered


@pytest.mark.parametrize("trial", list(TRIALS.values()), ids=lambda trial: trial.id)
def test_every_criterion_has_cases_and_those_that_data_settle_have_them_both_ways(trial: Trial) -> None:
    covered = _covered().get(trial.id, {})
    lacking: dict[str, set[str]] = {}
    for criterion in _criteria(trial):
        seen = covered.get(criterion.id, set())
        kinds = {kind for rule in criterion.rules for kind in _kinds(rule)}
        by_data = bool(criterion.rules) and "judgement" not in kinds
        wanted = {"satisfied", "violated"} if by_data else {"confirm"}
        wanted |= {"confirm"} if criterion.ambiguity is not None else set()
        wanted -= {"violated"} if (trial.id, criterion.id) in ALWAYS_MET else set()
        if not seen >= wanted:
            lacking[criterion.id] = wanted - seen
    assert lacking == {}


EXAMPLES = ("nec", "planet", "sparse")


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_patient_names_nothing_that_the_vocabulary_lacks(name: str) -> None:
    patient = _example(name)
    assert patient.screening_date is not None
    assert MatchEngine(load_library()).match(patient, patient.screening_date).notices == ()


def test_the_full_example_meets_every_verdict() -> None:
    patient = _example("planet")
    result = MatchEngine(Library.of(TRIALS.values())).match(patient, date(2026, 11, 20))
    assert {match.verdict for match in result.matches} == set(Verdict)


def _example(name: str) -> PatientProfile:
    text = files("resources").joinpath("examples", f"{name}.json").read_text(encoding="utf-8")
    return parse_patient(json.loads(text), name)
