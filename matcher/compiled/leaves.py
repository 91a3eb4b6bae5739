"""The leaves of a compiled library: every distinct one is judged once a patient, by the reference evaluator.

Leaves that differ in one numeric limit only stand in a *chain*, from the most lenient to the strictest. Along a chain
a patient's answers go from true over unknown to false and never back, so that the reference needs to be asked only
where they change: a few times a chain, however many limits there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import numpy as np
from pydantic import TypeAdapter

from criteria.rules import (
    BiomarkerRule,
    ClearanceRule,
    CountRule,
    CyclesRule,
    LabMultipleRule,
    LabRule,
    LinesRule,
    NumberRule,
    Rule,
)
from matcher.clock import Clock
from matcher.compiled.graph import BY_HAND, FIXED, HOLDS
from matcher.compiled.states import BY_PERSON, FALSE, TRUE, state_of
from matcher.evaluate import evaluate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from matcher.case import Case
    from matcher.compiled.states import Flags, States
    from matcher.finding import Finding

LIMITS: Final = ("at_least", "above", "at_most", "below")
LOW: Final = ("at_least", "above")
# Kinds whose value is found before the limits are looked at, and that no day moves.
CHAINED: Final = (
    NumberRule, LabRule, LabMultipleRule, BiomarkerRule, ClearanceRule, CountRule, CyclesRule, LinesRule,
)  # fmt: skip
Steps: TypeAlias = tuple[tuple[date, int], ...]
End: TypeAlias = Literal["low", "high"]


@cache
def rules_reader() -> TypeAdapter[tuple[Rule, ...]]:
    """Return the reader of many rules at once."""
    return TypeAdapter(tuple[Rule, ...])


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """Leaves that differ in one limit, the most lenient first; `first` is the node of that one.

    `is_open` tells which limits are not themselves included.
    """

    rule: Rule
    end: End
    first: int
    limits: NDArray[np.float64]
    is_open: Flags

    def member(self, place: int) -> Rule:
        """Return the leaf at a place as a rule."""
        names = ("at_least", "above") if self.end == "low" else ("at_most", "below")
        name = names[int(self.is_open[place])]
        cleared: dict[str, float | None] = dict.fromkeys(LIMITS)
        return self.rule.model_copy(update=cleared | {name: float(self.limits[place])})

    def judge(self, case: Case, states: States) -> None:
        """Write the states of all its leaves."""
        clock = Clock(case.as_of)
        asked: dict[int, int] = {}

        def state(place: int) -> int:
            if place not in asked:
                asked[place] = state_of(evaluate(self.member(place), case, clock))
            return asked[place]

        size = len(self.limits)
        not_met = _first(0, size, lambda place: state(place) != TRUE)
        failed = _first(not_met, size, lambda place: state(place) == FALSE)
        states[self.first : self.first + not_met] = TRUE
        if not_met < failed:
            states[self.first + not_met : self.first + failed] = state(not_met)
        states[self.first + failed : self.first + size] = FALSE


def _first(low: int, high: int, is_so: Callable[[int], bool]) -> int:
    """Return the first place from `low` on where something is so that then stays so; `high` where it never is."""
    if low >= high or is_so(low):
        return low
    if not is_so(high - 1):
        return high
    low, high = low + 1, high - 1
    while low < high:
        middle = (low + high) // 2
        if is_so(middle):
            high = middle
        else:
            low = middle + 1
    return low


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """The states of all leaves on the as-of date, and the courses of those that time moves."""

    states: States
    courses: Mapping[int, Steps]


@dataclass(frozen=True, slots=True, eq=False)
class Leaves:
    """All distinct leaves: the single ones first, then chain after chain."""

    singles: Sequence[Rule]
    chains: Sequence[Chain]
    size: int  # with the fixed nodes

    def judge(self, case: Case) -> Judged:
        """Judge every leaf on the as-of date, and those that time moves on each day they turn."""
        states: States = np.empty(self.size, np.int8)
        states[HOLDS], states[BY_HAND] = TRUE, BY_PERSON
        courses: dict[int, Steps] = {}
        for node, rule in enumerate(self.singles, start=FIXED):
            clock = Clock(case.as_of)
            states[node] = today = state_of(evaluate(rule, case, clock))
            if clock.next_turn is not None:
                later = _course(rule, case, clock.next_turn)
                if any(state != today for _, state in later):
                    courses[node] = later
        for chain in self.chains:
            chain.judge(case, states)
        return Judged(states, courses)

    def finding(self, node: int, case: Case) -> Finding:
        """Return what the reference finds for one leaf on the as-of date."""
        return evaluate(self.rule(node), case, Clock(case.as_of))

    def rule(self, node: int) -> Rule:
        """Return a leaf as a rule."""
        single = node - FIXED
        if single < len(self.singles):
            return self.singles[single]
        low, high = 0, len(self.chains)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.chains[middle].first <= node else (low, middle)
        return self.chains[low].member(node - self.chains[low].first)


def _course(rule: Rule, case: Case, turn: date) -> Steps:
    """Return a leaf's states from its first turn on."""
    day: date | None = turn
    steps: list[tuple[date, int]] = []
    while day is not None:
        clock = Clock(day)
        steps.append((day, state_of(evaluate(rule, case, clock))))
        day = clock.next_turn
    return tuple(steps)
