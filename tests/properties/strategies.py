"""Random cases - a rule, a patient, a day, an as-of date - by a seed for volume, and for Hypothesis.

Hypothesis drives the same generator through `st.randoms`, and so can shrink what it finds.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import strategies as st

from tests.properties.drawing import Draw, Json
from tests.properties.patients import random_patient
from tests.properties.pools import DAYS
from tests.properties.rules import random_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypothesis.strategies import SearchStrategy


class RandomCase(NamedTuple):
    """One question: what does the rule say of the patient on the day, as known on the as-of date?"""

    rule: Json
    patient: Json
    day: date
    as_of: date


def random_case(random: Random, depth: int = 4) -> RandomCase:
    """Draw one case; in every other one the day has moved on since the as-of date."""
    draw = Draw(random, DAYS[random.randrange(len(DAYS))])
    patient, rule = random_patient(draw), random_rule(draw, depth)
    moved = draw.one((0, 0, 0, 0, 1, 14, 28, 90, 400))
    return RandomCase(rule, patient, draw.as_of + timedelta(days=moved), draw.as_of)


def seeded_cases(seed: int, number: int, depth: int = 4) -> Iterator[RandomCase]:
    """Draw many cases, the same for the same seed."""
    random = Random(seed)  # noqa: S311 - chance for tests
    return (random_case(random, depth) for _ in range(number))


def cases(depth: int = 4) -> SearchStrategy[RandomCase]:
    """Cases for Hypothesis, which shrinks them."""
    return st.randoms(use_true_random=False).map(lambda random: random_case(random, depth))
