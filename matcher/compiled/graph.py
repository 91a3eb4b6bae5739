"""Rules as a graph without repeats, and its evaluation as a few operations on whole arrays.

A node is a leaf or a composition; a *literal* is a node or its opposite: twice the node's number, plus one for the
opposite. So `not` costs nothing, and `any` is the opposite of `all` of the opposites.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Final, assert_never

import numpy as np

from matcher.compiled.states import BY_PERSON, FALSE, LACKING, OPPOSITE, TRUE, picked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matcher.compiled.states import Flags, Ints, Longs, States

HOLDS: Final = 0  # the node that is always true
BY_HAND: Final = 1  # the node that only a person can settle
FIXED: Final = 2  # how many nodes are neither leaves nor compositions


class Op(IntEnum):
    """How a node follows from its parts."""

    ALL = 0
    AT_LEAST = 1
    WHEN = 2  # condition, then, otherwise
    PARTIAL = 3  # a partial reading: what is known is to confirm
    AGREED = 4  # what all readings of a text say


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Nodes of one kind and one number of parts, none of which is a part of another; `parts` has a row a part."""

    op: Op
    nodes: slice
    parts: Longs
    counts: Ints | None = None  # of `at_least`

    def judged(self, literals: States) -> States:
        """Return the states of the nodes, given those of all literals."""
        match self.op:
            case Op.ALL:
                return _least(self.parts, literals)
            case Op.AT_LEAST:
                return self._at_least(literals)
            case Op.WHEN:
                return _when(*(picked(literals, row) for row in self.parts))
            case Op.PARTIAL:
                return np.where(picked(literals, self.parts[0]) == LACKING, LACKING, BY_PERSON).astype(np.int8)
            case Op.AGREED:
                return self._agreed(literals)
            case _:
                assert_never(self.op)

    def _at_least(self, literals: States) -> States:
        given = picked(literals, self.parts)
        asked = np.zeros(len(self.parts[0]), np.int32) if self.counts is None else self.counts
        wanted = asked.reshape(-1, *(1,) * (given.ndim - 2))
        shade = np.where((given == LACKING).any(axis=0), LACKING, BY_PERSON)
        is_short = (given != FALSE).sum(axis=0) < wanted
        states = np.where((given == TRUE).sum(axis=0) >= wanted, TRUE, np.where(is_short, FALSE, shade))
        return states.astype(np.int8)

    def _agreed(self, literals: States) -> States:
        given = picked(literals, self.parts)
        holds, fails = given == TRUE, given == FALSE
        is_split = holds.any(axis=0) & fails.any(axis=0)
        is_lacking = (given == LACKING).any(axis=0) & ~is_split
        shade = np.where(is_lacking, LACKING, BY_PERSON)
        return np.where(holds.all(axis=0), TRUE, np.where(fails.all(axis=0), FALSE, shade)).astype(np.int8)


def _least(parts: Longs, literals: States) -> States:
    states = picked(literals, parts[0])
    for row in parts[1:]:
        np.minimum(states, picked(literals, row), out=states)
    return states


def _when(condition: States, then: States, otherwise: States) -> States:
    """Judge exceptions; while the condition is unknown only what both branches share is known."""
    is_shared = (then == otherwise) & ((then == TRUE) | (then == FALSE))
    is_lacking = (condition == LACKING) | (then == LACKING) | (otherwise == LACKING)
    undecided = np.where(is_shared, then, np.where(is_lacking, LACKING, BY_PERSON))
    states = np.where(condition == TRUE, then, np.where(condition == FALSE, otherwise, undecided))
    return states.astype(np.int8)


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """Leaves, then compositions in blocks, each of which stands after all its parts."""

    size: int
    leaves: int  # with the fixed nodes
    blocks: tuple[Block, ...]

    def literals(self, leaves: States) -> States:
        """Return the states of all literals, given those of the leaves: one a leaf, or a row of days a leaf."""
        shape = leaves.shape[1:]
        pairs: States = np.empty((self.size, 2, *shape), np.int8)
        flat = pairs.reshape(2 * self.size, *shape)
        pairs[: self.leaves, 0] = leaves
        pairs[: self.leaves, 1] = picked(OPPOSITE, leaves)
        for block in self.blocks:
            states = block.judged(flat)
            pairs[block.nodes, 0] = states
            pairs[block.nodes, 1] = picked(OPPOSITE, states)
        return flat

    def touched(self, leaves: Longs) -> Flags:
        """Return which nodes have one of these leaves below them."""
        touched: Flags = np.zeros(self.size, np.bool_)
        touched[leaves] = True
        for block in self.blocks:
            reached: Flags = touched[block.parts[0] >> 1]
            for row in block.parts[1:]:
                reached |= touched[row >> 1]
            touched[block.nodes] = reached
        return touched

    def part(self, wanted: Longs, moving: Flags) -> Part:
        """Return the part of the graph that the wanted nodes stand on, down to what never moves."""
        needed: Flags = np.zeros(self.size, np.bool_)
        needed[wanted] = True
        chosen: list[tuple[Block, Longs]] = []
        for block in reversed(self.blocks):
            nodes = _numbers(block.nodes)
            kept = np.flatnonzero(needed[nodes] & moving[nodes])
            if kept.size:
                needed[block.parts[:, kept] >> 1] = True
                chosen.append((block, kept))
        given = needed.copy()
        for block, kept in chosen:
            given[_numbers(block.nodes)[kept]] = False
        inside = [_numbers(block.nodes)[kept] for block, kept in reversed(chosen)]
        numbers = np.concatenate([np.flatnonzero(given), *inside])
        places = np.full(self.size, -1, np.int32)
        places[numbers] = np.arange(len(numbers), dtype=np.int32)
        blocks = tuple(_moved(block, kept, places) for block, kept in reversed(chosen))
        return Part(Graph(len(numbers), int(given.sum()), blocks), numbers, places)


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A part of a graph with numbers of its own: `numbers` are the old ones, `places` the new ones (-1: not in it)."""

    graph: Graph
    numbers: Longs
    places: Ints


def _numbers(nodes: slice) -> Longs:
    return np.arange(nodes.start, nodes.stop, dtype=np.int64)


def _moved(block: Block, kept: Longs, places: Ints) -> Block:
    parts = block.parts[:, kept]
    literals = (places[parts >> 1] << 1) | (parts & 1)
    nodes = places[_numbers(block.nodes)[kept]]
    counts = None if block.counts is None else block.counts[kept]
    return Block(block.op, slice(int(nodes[0]), int(nodes[-1]) + 1), literals.astype(np.int64), counts)


def in_blocks(leaves: int, kinds: Sequence[tuple[Op, Longs, Ints | None]]) -> Graph:
    """Return the graph of blocks given by kind, parts and counts, numbered as they stand."""
    size = leaves + sum(len(parts[0]) for _, parts, _ in kinds)
    return Graph(size, leaves, tuple(_numbered(leaves, kinds)))


def _numbered(leaves: int, kinds: Sequence[tuple[Op, Longs, Ints | None]]) -> Iterator[Block]:
    first = leaves
    for op, parts, counts in kinds:
        size = len(parts[0])
        yield Block(op, slice(first, first + size), parts, counts)
        first += size
