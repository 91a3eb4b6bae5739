"""What time does: the states of what moves, on each later day on which anything turns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from matcher.compiled.states import FALSE, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from matcher.compiled.asked import Asked
    from matcher.compiled.graph import Graph, Part
    from matcher.compiled.leaves import Judged
    from matcher.compiled.states import Flags, Ints, Longs, States

_CELLS = 1 << 25  # criteria times days looked at together


@dataclass(frozen=True, slots=True, eq=False)
class Courses:
    """The later days on which something turns, and what is violated on each: a row a literal of `part`."""

    days: tuple[date, ...]
    part: Part
    violated: Flags

    @classmethod
    def of(cls, graph: Graph, judged: Judged, today: States, moving: Flags, wanted: Longs) -> Self:
        """Follow the wanted nodes, given the states of all literals today and which nodes time moves."""
        days = tuple(sorted({day for steps in judged.courses.values() for day, _ in steps}))
        columns = {day: column for column, day in enumerate(days)}
        part = graph.part(wanted, moving)
        numbers = part.numbers[: part.graph.leaves]
        states: States = np.repeat(today[2 * numbers][:, None], len(days), axis=1)
        for node, steps in judged.courses.items():
            place = part.places[node]
            if place >= 0:
                for day, state in steps:
                    states[place, columns[day] :] = state
        return cls(days, part, part.graph.literals(states) == FALSE)

    def violations(self, asked: Asked, groups: Longs) -> Iterator[tuple[Longs, Flags]]:
        """Yield groups, some at a time, and on which of the days what time moves in them is violated."""
        sizes = asked.groups[groups + 1] - asked.groups[groups]
        share = max(1, _CELLS // max(1, len(self.days) * int(sizes.max(initial=1))))
        for start in range(0, len(groups), share):
            some = groups[start : start + share]
            yield some, self._violated(asked, some)

    def _violated(self, asked: Asked, groups: Longs) -> Flags:
        positions, begins = rows_of(asked.groups, groups)
        literals = asked.literals[positions]
        places: Ints = self.part.places[literals >> 1]
        kept = places >= 0
        owners = np.repeat(np.arange(len(groups)), np.diff(begins))[kept]
        found: Flags = np.zeros((len(groups), len(self.days)), np.bool_)
        if not owners.size:
            return found
        rows = self.violated[(places[kept] << 1) | (literals[kept] & 1)]
        first = np.flatnonzero(np.diff(owners, prepend=-1))
        found[owners[first]] = np.logical_or.reduceat(rows, first, axis=0)
        return found


def moving_groups(asked: Asked, groups: Longs, moving: Flags) -> tuple[Longs, Longs]:
    """Return those of the groups in which time moves a criterion, and the nodes of these criteria."""
    positions, begins = rows_of(asked.groups, groups)
    nodes = asked.literals[positions] >> 1
    is_moved = moving[nodes]
    owners = np.repeat(np.arange(len(groups)), np.diff(begins))
    return groups[np.unique(owners[is_moved])], np.unique(nodes[is_moved]).astype(np.int64)
