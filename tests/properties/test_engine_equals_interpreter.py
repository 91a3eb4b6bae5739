"""The chief property: on random rules and patients the program says what the second reading of the rules says."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING

from hypothesis import given, settings

from tests.properties.interpreter import interpret
from tests.properties.program import judged, subrules
from tests.properties.shrinking import smallest, told
from tests.properties.strategies import cases, seeded_cases

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.properties.days import Tri
    from tests.properties.strategies import RandomCase

SEED = int(os.environ.get("ZEBRAMATCH_SEED", "20261121"))
TREES, LEAVES = 10_000, 20_000
KINDS = 26
LEAST_SHARE = 0.1


def _differs(case: RandomCase) -> bool:
    return judged(*case) is not interpret(*case)


def _first_difference(cases: Iterable[RandomCase]) -> str:
    """Tell the first case on which the two differ, made as small as it goes; "" where there is none."""
    case = next(filter(_differs, cases), None)
    if case is None:
        return ""
    found = smallest(case, _differs)
    return told(found, program=judged(*found), interpreter=interpret(*found))


def test_the_engine_says_what_the_interpreter_says_on_ten_thousand_random_trees() -> None:
    assert _first_difference(seeded_cases(SEED, TREES)) == ""


def test_the_engine_says_what_the_interpreter_says_on_every_leaf() -> None:
    assert _first_difference(seeded_cases(SEED + 1, LEAVES, depth=1)) == ""


@given(cases(depth=3))
@settings(max_examples=200)
def test_the_engine_says_what_the_interpreter_says_on_what_hypothesis_finds(case: RandomCase) -> None:
    assert judged(*case) is interpret(*case), told(case)


def test_the_random_trees_are_true_false_and_unknown_often_enough_to_mean_something() -> None:
    answers: Counter[Tri] = Counter()
    by_kind: dict[str, Counter[Tri]] = {}
    for case in seeded_cases(SEED, 4000):
        answers[interpret(*case)] += 1
        for rule in subrules(case.rule):
            by_kind.setdefault(rule["rule"], Counter())[interpret(rule, *case[1:])] += 1
    assert all(count > LEAST_SHARE * answers.total() for count in answers.values()), answers
    assert len(by_kind) == KINDS
    assert set(by_kind.pop("judgement")) == {None}
    lacking = {kind: counts for kind, counts in by_kind.items() if set(counts) != {True, False, None}}
    assert not lacking
