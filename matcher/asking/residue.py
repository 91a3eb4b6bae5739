"""What is left of a rule once everything known of a patient has been taken into account.

A part that is decided stays decided whatever is learned, so only the open leaves are ever judged again.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeAlias, assert_never

from criteria.rules import AllRule, AnyRule, AtLeastRule, NotRule, WhenRule
from matcher.truth import Truth, all_of, any_of, count_of, either, negate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from criteria.rules import Rule
    from matcher.finding import Finding


@dataclass(frozen=True, slots=True)
class State:
    """The truth of a part; whether, if unknown, something that could be recorded is missing."""

    truth: Truth
    is_missing: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Decided:
    """A part that nothing can change any more."""

    state: State


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """A rule on one fact that is unknown, with the paths that leave it so and the questions about them.

    Leaves with the same `key` have the same rule.
    """

    rule: Rule
    key: int
    missing: tuple[str, ...]
    questions: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A composite of which some part is open."""

    rule: AllRule | AnyRule | NotRule | AtLeastRule | WhenRule
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Readings:
    """A text of several readings: what all of them say is so."""

    parts: tuple[Part, ...]


Part: TypeAlias = Decided | Leaf | Node | Readings


class Index:
    """What is the same for all rules of one patient: the questions about a missing path, the key of equal rules."""

    def __init__(self, about: Callable[[str], tuple[str, ...]]) -> None:
        """Use `about` for the questions about a path."""
        self.about = cache(about)
        self._keys: dict[Rule, int] = {}

    def key(self, rule: Rule) -> int:
        """Return a number that equal rules share."""
        return self._keys.setdefault(rule, len(self._keys))


def residue(finding: Finding, index: Index) -> Part:
    """Return what a finding leaves open."""
    if finding.truth is not Truth.UNKNOWN:
        return Decided(State(finding.truth))
    rule = finding.rule
    if isinstance(rule, AllRule | AnyRule | NotRule | AtLeastRule | WhenRule):
        return Node(rule, tuple(residue(part, index) for part in finding.parts))
    questions = frozenset(question for path in finding.missing for question in index.about(path))
    return Leaf(rule, index.key(rule), finding.missing, questions)


def open_leaves(part: Part) -> Iterator[Leaf]:
    """Return the leaves that are open."""
    match part:
        case Leaf():
            yield part
        case Node() | Readings():
            for inner in part.parts:
                yield from open_leaves(inner)
        case Decided():
            return


def settled(part: Part, look: Callable[[Leaf], State]) -> State:
    """Return how a part stands once its open leaves stand as `look` says: the meaning of `matcher.evaluate`."""
    match part:
        case Decided():
            return part.state
        case Leaf():
            return look(part)
        case Node():
            states = [settled(inner, look) for inner in part.parts]
            truth = _composed(part.rule, [state.truth for state in states])
            is_open = truth is Truth.UNKNOWN
            return State(truth, is_open and any(state.is_missing for state in states))
        case Readings():
            states = [settled(inner, look) for inner in part.parts]
            truths = {state.truth for state in states}
            may_agree = not truths >= {Truth.TRUE, Truth.FALSE}
            agreed = either(truths)
            is_open = agreed is Truth.UNKNOWN and may_agree
            return State(agreed, is_open and any(state.is_missing for state in states))
        case _:
            assert_never(part)


def _composed(rule: AllRule | AnyRule | NotRule | AtLeastRule | WhenRule, truths: list[Truth]) -> Truth:
    match rule:
        case AllRule():
            return all_of(truths)
        case AnyRule():
            return any_of(truths)
        case AtLeastRule():
            return count_of(rule.count, truths)
        case NotRule():
            return negate(truths[0])
        case WhenRule():
            condition, then = truths[:2]
            otherwise = truths[2] if rule.otherwise is not None else Truth.TRUE
            if condition is Truth.UNKNOWN:
                return either((then, otherwise))
            return then if condition is Truth.TRUE else otherwise
        case _:
            assert_never(rule)
