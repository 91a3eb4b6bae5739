"""From the rules of many trials to one graph: what is equal stands in it once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

import numpy as np

from criteria.rules import AllRule, AnyRule, AtLeastRule, BiomarkerRule, JudgementRule, Limits, NotRule, WhenRule
from matcher.compiled.graph import BY_HAND, FIXED, HOLDS, Op, in_blocks
from matcher.compiled.leaves import CHAINED, LIMITS, LOW, Chain, Leaves, rules_reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from criteria.rules import Rule
    from criteria.trial import Criterion
    from matcher.compiled.graph import Graph
    from matcher.compiled.leaves import End
    from matcher.compiled.states import Longs

Key = tuple[Op, int, tuple[int, ...]]  # how, how many of `at_least`, the parts as literals


@dataclass(slots=True)
class _Threads:
    """Leaves that differ in one limit: the rule of one of them, and each limit with its number."""

    rule: Rule
    end: End
    limits: dict[tuple[float, bool], int] = field(default_factory=dict)


@dataclass(slots=True)
class Sharing:
    """Gathers rules; equal ones get the same literal. The numbers are provisional until `finished`."""

    _size: int = FIXED
    _singles: dict[str, tuple[int, Rule]] = field(default_factory=dict)
    _chains: dict[tuple[str, str], _Threads] = field(default_factory=dict)
    _compositions: dict[Key, int] = field(default_factory=dict)
    _levels: dict[int, int] = field(default_factory=dict)  # of compositions; leaves are at level 0

    def criterion(self, criterion: Criterion) -> int:
        """Return the literal that holds where the criterion is satisfied and fails where it is violated."""
        if criterion.ambiguity is not None:
            readings = tuple(self.literal(reading.rule) for reading in criterion.ambiguity.readings)
            whole = self._composed(Op.AGREED, readings)
        elif criterion.rule is None:
            return BY_HAND << 1
        else:
            whole = self.literal(criterion.rule)
            if criterion.reading == "partial":
                whole = self._composed(Op.PARTIAL, (whole & ~1,))
        return whole if criterion.kind == "inclusion" else whole ^ 1

    def literal(self, rule: Rule) -> int:
        """Return the literal of a rule."""
        match rule:
            case AllRule() | AnyRule():
                flipped = int(isinstance(rule, AnyRule))
                return self._all(self.literal(part) ^ flipped for part in rule.of) ^ flipped
            case NotRule():
                return self.literal(rule.of) ^ 1
            case AtLeastRule():
                return self._composed(Op.AT_LEAST, tuple(self.literal(part) for part in rule.of), rule.count)
            case WhenRule():
                branches = (self.literal(rule.condition), self.literal(rule.then))
                otherwise = HOLDS << 1 if rule.otherwise is None else self.literal(rule.otherwise)
                return self._composed(Op.WHEN, (*branches, otherwise))
            case JudgementRule():
                return BY_HAND << 1  # whatever the question: trials with answers are the reference's
            case _:
                return self._leaf(rule) << 1

    def _all(self, parts: Iterable[int]) -> int:
        """Keep the parts in their order, in which what is missing is told, each once."""
        kept = tuple(dict.fromkeys(parts))
        return kept[0] if len(kept) == 1 else self._composed(Op.ALL, kept)

    def _composed(self, op: Op, parts: tuple[int, ...], count: int = 0) -> int:
        key = (op, count, parts)
        node = self._compositions.get(key)
        if node is None:
            node = self._compositions[key] = self._next()
            self._levels[node] = 1 + max(self._levels.get(part >> 1, 0) for part in parts)
        return node << 1

    def _leaf(self, rule: Rule) -> int:
        """Return the node of a leaf; what was left unsaid in it counts, as the reference may look at it."""
        limits = _only_limit(rule)
        if limits is None:
            key = written(rule)
            if key not in self._singles:
                self._singles[key] = (self._next(), rule)
            return self._singles[key][0]
        name, limit = limits
        end: End = "low" if name in LOW else "high"
        thread = self._chains.setdefault((end, written(rule, LIMITS)), _Threads(rule, end))
        place = (limit, name in ("above", "below"))
        if place not in thread.limits:
            thread.limits[place] = self._next()
        return thread.limits[place]

    def _next(self) -> int:
        self._size += 1
        return self._size - 1

    def finished(self) -> tuple[Graph, Leaves, Longs]:
        """Return the graph, its leaves, and the final literal of each provisional one."""
        numbers = np.zeros(self._size, np.int64)
        numbers[:FIXED] = range(FIXED)
        for number, (node, _) in enumerate(self._singles.values(), start=FIXED):
            numbers[node] = number
        first = FIXED + len(self._singles)
        chains = []
        stems: dict[str, int] = {}
        for _, stem in self._chains:
            stems.setdefault(stem, len(stems))
        for (_, stem), thread in sorted(self._chains.items(), key=lambda chain: stems[chain[0][1]]):
            chains.append(_chain(thread, stems[stem], first, numbers))
            first += len(thread.limits)
        leaves = Leaves([rule for _, rule in self._singles.values()], chains, first)
        return self._blocks(first, numbers), leaves, _literals(numbers)

    def _blocks(self, leaves: int, numbers: Longs) -> Graph:
        kinds: dict[tuple[int, Op, int], list[tuple[int, Key]]] = {}
        for key, node in self._compositions.items():
            kinds.setdefault((self._levels[node], key[0], len(key[2])), []).append((node, key))
        first, blocks = leaves, []
        for (_, op, _), members in sorted(kinds.items(), key=lambda kind: kind[0]):
            nodes = np.array([node for node, _ in members])
            numbers[nodes] = np.arange(first, first + len(nodes), dtype=np.int64)
            first += len(nodes)
            parts = np.array([key[2] for _, key in members]).T
            counts = np.array([key[1] for _, key in members], np.int32) if op is Op.AT_LEAST else None
            blocks.append((op, np.ascontiguousarray(_literals(numbers)[parts]), counts))
        return in_blocks(leaves, blocks)


def written(rule: Rule, without: Sequence[str] = ()) -> str:
    """Return a leaf as JSON that reads back as the same rule: with its kind, and without what was left unsaid."""
    text = rule.model_dump_json(exclude_unset=True, exclude={"rule", *without})
    comma = "" if text == "{}" else ","
    return f'{{"rule":"{rule.rule}"{comma}{text[1:]}'


def read_rules(texts: Iterable[str]) -> tuple[Rule, ...]:
    """Read rules that `written` wrote."""
    return rules_reader().validate_json(f"[{','.join(texts)}]")


def _only_limit(rule: Rule) -> tuple[str, float] | None:
    """Return the one limit of a leaf that may stand in a chain."""
    if not isinstance(rule, CHAINED) or (isinstance(rule, BiomarkerRule) and rule.results):
        return None
    given = [(name, float(limit)) for name in LIMITS if (limit := getattr(cast("Limits", rule), name)) is not None]
    return given[0] if len(given) == 1 else None


def _chain(thread: _Threads, stem: int, first: int, numbers: Longs) -> Chain:
    """Order the limits from the most lenient to the strictest, and number them."""
    sign = 1 if thread.end == "low" else -1
    ordered = sorted(thread.limits, key=lambda place: (sign * place[0], place[1]))
    for number, place in enumerate(ordered, start=first):
        numbers[thread.limits[place]] = number
    limits = np.array([limit for limit, _ in ordered], np.float64)
    return Chain(thread.rule, thread.end, stem, first, limits, np.array([is_open for _, is_open in ordered], np.bool_))


def _literals(numbers: Longs) -> Longs:
    literals = np.empty(2 * len(numbers), np.int64)
    literals[0::2], literals[1::2] = numbers << 1, (numbers << 1) | 1
    return literals
