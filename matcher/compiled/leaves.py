"""The leaves of a compiled library: every distinct one is judged once a patient, by the reference evaluator.

Leaves that differ in one numeric limit only stand in a *chain*, from the most lenient to the strictest. Along a chain
a patient's answers go from true over unknown to false and never back, so that the reference needs to be asked only
where they change: a few times a chain, however many limits there are.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import numpy as np
from pydantic import TypeAdapter

from criteria.measures import Interval, exact
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
from matcher.compiled import states as codes
from matcher.compiled.graph import BY_HAND, FIXED, HOLDS
from matcher.compiled.states import BY_PERSON, CODES, FALSE, LACKING, TRUE, state_of
from matcher.evaluate import evaluate
from matcher.leaf import compare

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from matcher.case import Case
    from matcher.compiled.states import Flags, States
    from matcher.finding import Finding

_BEYOND: Final = Fraction(
    10**16
)  # no limit is so large, and not every number of a patient's is one that a float can hold
LIMITS: Final = ("at_least", "above", "at_most", "below")
LOW: Final = ("at_least", "above")
HIGH: Final = ("at_most", "below")
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

    `is_open` tells which limits are not themselves included. Chains of one `stem` ask the same with low and with high
    limits.
    """

    rule: Rule
    end: End
    stem: int
    first: int
    limits: NDArray[np.float64]
    is_open: Flags

    def member(self, place: int) -> Rule:
        """Return the leaf at a place as a rule."""
        names = LOW if self.end == "low" else HIGH
        cleared: dict[str, float | None] = dict.fromkeys(LIMITS)
        return self.rule.model_copy(update=cleared | {names[int(self.is_open[place])]: float(self.limits[place])})

    def held_against(self, span: Interval, states: States) -> None:
        """Write the states of all its leaves for a patient whose numbers are known."""

        def state(place: int) -> int:
            limit, is_open = exact(float(self.limits[place])), bool(self.is_open[place])
            is_low = self.end == "low"
            allowed = Interval(limit, low_open=is_open) if is_low else Interval(high=limit, high_open=is_open)
            return CODES[compare(span, allowed)]

        first_end, last_end = (span.low, span.high) if self.end == "low" else (span.high, span.low)
        begin, end = self._places_of(first_end) if first_end is not None else (0, 0)
        not_met = next((place for place in range(begin, end) if state(place) != TRUE), end)
        begin, end = self._places_of(last_end) if last_end is not None else (len(self.limits),) * 2
        failed = next((place for place in range(begin, end) if state(place) == FALSE), end)
        # The ends of a span may stand the wrong way round; what then meets a limit counts first, as in `compare`.
        self._write(states, not_met, max(not_met, failed))

    def _places_of(self, number: Fraction) -> tuple[int, int]:
        """Return where the limits stand that are a number as far as floats can tell; those before are more lenient.

        Rounding keeps the order of numbers, so that only these need to be compared exactly.
        """
        sign = 1 if self.end == "low" else -1
        limits, near = sign * self.limits, sign * float(max(-_BEYOND, min(_BEYOND, number)))
        return int(limits.searchsorted(near)), int(limits.searchsorted(near, side="right"))

    def judge(self, case: Case, states: States) -> None:
        """Write the states of all its leaves, asking the reference where they change."""
        clock = Clock(case.as_of)

        @cache
        def state(place: int) -> int:
            return state_of(evaluate(self.member(place), case, clock))

        size = len(self.limits)
        self._write(states, *_changes(size, state, size // 2))

    def _write(self, states: States, not_met: int, failed: int) -> None:
        states[self.first : self.first + not_met] = TRUE
        states[self.first + not_met : self.first + failed] = LACKING
        states[self.first + failed : self.first + len(self.limits)] = FALSE


def _judge_chains(chains: Sequence[Chain], case: Case, states: States) -> None:
    """Judge the chains of one stem.

    The reference tells the numbers that it held against the limits of one leaf. Where it has none to tell, the limits
    do not matter, but for a number of which several specimens may tell each its own.
    """
    rule = chains[0].rule
    finding = evaluate(rule, case, Clock(case.as_of))
    for chain in chains:
        if finding.span is not None:
            chain.held_against(finding.span, states)
        elif isinstance(rule, NumberRule):
            chain.judge(case, states)
        else:
            states[chain.first : chain.first + len(chain.limits)] = state_of(finding)


def _changes(size: int, state: Callable[[int], int], start: int) -> tuple[int, int]:
    """Return the first place that is not true and the first that is false, looking from a place on."""

    def is_not_met(place: int) -> bool:
        return state(place) != TRUE

    def has_failed(place: int) -> bool:
        return state(place) == FALSE

    match state(start):
        case codes.TRUE:
            not_met = _first(start + 1, size, is_not_met)
            return not_met, _first(not_met, size, has_failed)
        case codes.FALSE:
            failed = _back(start, has_failed)
            return _back(failed, is_not_met), failed
        case _:
            failed = _first(start + 1, size - 1, has_failed) if has_failed(size - 1) else size
            return _first(0, start, is_not_met), failed


def _first(low: int, high: int, is_so: Callable[[int], bool]) -> int:
    """Return the first place from `low` on where something is so that then stays so; `high` where it never is."""
    if low < high and not is_so(low):
        low += 1
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if is_so(middle) else (middle + 1, high)
    return low


def _back(high: int, is_so: Callable[[int], bool]) -> int:
    """Return the first place where something is so that is so from `high` on, and perhaps before."""
    return high if high == 0 or not is_so(high - 1) else _first(0, high - 1, is_so)


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
        for _, chains in groupby(self.chains, key=lambda chain: chain.stem):
            _judge_chains(tuple(chains), case, states)
        return Judged(states, courses)

    def finding(self, node: int, case: Case) -> Finding:
        """Return what the reference finds for one leaf on the as-of date."""
        return evaluate(self.rule(node), case, Clock(case.as_of))

    def rule(self, node: int) -> Rule:
        """Return a leaf as a rule."""
        single = node - FIXED
        if single < len(self.singles):
            return self.singles[single]
        chain = self.chains[bisect_right(self.chains, node, key=lambda chain: chain.first) - 1]
        return chain.member(node - chain.first)


def _course(rule: Rule, case: Case, turn: date) -> Steps:
    """Return a leaf's states from its first turn on."""
    day: date | None = turn
    steps: list[tuple[date, int]] = []
    while day is not None:
        clock = Clock(day)
        steps.append((day, state_of(evaluate(rule, case, clock))))
        day = clock.next_turn
    return tuple(steps)
