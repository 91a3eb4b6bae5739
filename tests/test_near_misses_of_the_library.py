"""Near misses over the whole library: every readable case of every trial is classed without a fault."""

from __future__ import annotations

from datetime import date

from criteria.patient_file import parse_patient
from criteria.profile import FORMAT
from matcher.case import Case
from matcher.engine import match_trial
from matcher.lifting import Kind
from matcher.near_misses import blockers_of, near_miss
from tests.test_cases import TRIALS, _files


def test_every_blocker_of_every_case_is_classed() -> None:
    kinds: set[Kind] = set()
    for file in _files():
        trial, as_of = TRIALS[file["trial"]], date.fromisoformat(file["as_of"])
        for example in file["cases"]:
            patient = parse_patient({"format": FORMAT, **example["patient"]}, "case.json")
            match = match_trial(trial, Case(patient, as_of))
            found = blockers_of(match)
            assert tuple(one.result.criterion.id for one in found) == match.blockers, example["case"]
            near_miss(match)
            kinds |= {one.kind for one in found}
    assert kinds == {*Kind}
