"""Knowing more of the same patient never turns a definite answer, nor makes it unknown again."""

from __future__ import annotations

from collections import Counter
from random import Random

from tests.properties.drawing import Draw
from tests.properties.program import judged
from tests.properties.refining import refined
from tests.properties.shrinking import told
from tests.properties.strategies import random_case
from tests.properties.test_engine_equals_interpreter import SEED

CASES = 6_000


def test_refining_an_unknown_never_flips_a_definite_answer() -> None:
    random = Random(SEED)  # noqa: S311 - chance for tests
    settled: Counter[bool] = Counter()
    for _ in range(CASES):
        case = random_case(random, depth=2)
        before = judged(*case)
        better = case._replace(patient=refined(Draw(random, case.as_of), case.patient))
        after = judged(*better)
        assert before is None or after is before, told(better, before=told(case), was=before, became=after)
        settled[before is not after] += 1
    assert settled[True] > CASES / 100
