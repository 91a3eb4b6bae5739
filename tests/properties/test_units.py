"""A result in another unit is the same result."""

from __future__ import annotations

import copy
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING, Any

from tests.properties.drawing import Draw
from tests.properties.patients import random_patient
from tests.properties.pools import DAYS, LABS
from tests.properties.program import judged
from tests.properties.shrinking import told
from tests.properties.strategies import RandomCase
from tests.properties.test_engine_equals_interpreter import SEED

if TYPE_CHECKING:
    from collections.abc import Iterator

# Only factors under which a decimal stays one, so that the file can say the very same value.
FACTORS = {
    "creatinine": ("mg/dL", "umol/L", Fraction("88.4")),
    "bilirubin": ("mg/dL", "umol/L", Fraction("17.1")),
    "hemoglobin": ("g/dL", "g/L", Fraction(10)),
    "neutrophils": ("10*9/L", "10*3/uL", Fraction(1)),
}
NUMBERS = ("value", "low", "high", "below", "above", "uln", "lln")
LIMITS = ("at_least", "at_most", "above", "below")


def _times(number: float, factor: Fraction) -> float:
    product = Fraction(str(number)) * factor
    value = float(product)
    assert Fraction(str(value)) == product
    return value


def _in_other_units(patient: dict[str, Any]) -> dict[str, Any]:
    other = copy.deepcopy(patient)
    for lab in other.get("labs", ()):
        source, target, factor = FACTORS.get(lab["test"], ("", "", Fraction(1)))
        if lab.get("unit") == source:
            lab.update({name: _times(lab[name], factor) for name in NUMBERS if name in lab}, unit=target)
    return other


def _rules(draw: Draw) -> Iterator[dict[str, Any]]:
    test = draw.one(tuple(FACTORS))
    unit, target, factor = FACTORS[test]
    limits = {draw.one(LIMITS): draw.one(LABS[test][unit])}
    yield {"rule": "lab", "test": test, "unit": unit} | limits
    yield {"rule": "lab", "test": test, "unit": target} | {k: _times(v, factor) for k, v in limits.items()}
    yield {"rule": "lab_multiple", "test": test, draw.one(LIMITS): draw.one((1.5, 2.5, 3))}
    yield {"rule": "clearance", "method": draw.one(("cockcroft_gault", "ckd_epi_2021")), "at_least": 60}


def test_the_unit_of_a_result_or_of_a_limit_never_changes_an_answer() -> None:
    random = Random(SEED)  # noqa: S311 - chance for tests
    seen = set()
    for _ in range(1500):
        draw = Draw(random, DAYS[0])
        patient = random_patient(draw)
        first, *rules = _rules(draw)
        cases = [
            RandomCase(rule, file, DAYS[0], DAYS[0])
            for rule in (first, *rules)
            for file in (patient, _in_other_units(patient))
        ]
        answers = [judged(*case) for case in cases]
        assert answers[0] is answers[1] is answers[2] is answers[3], told(cases[0], other=told(cases[3]))
        assert answers[4] is answers[5], told(cases[4])
        assert answers[6] is answers[7], told(cases[6])
        seen.add(answers[0])
    assert seen == {True, False, None}
