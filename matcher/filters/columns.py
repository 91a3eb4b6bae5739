"""How every trial of a library stands to one filter, as arrays: what a filter of a large list is answered from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Self

import numpy as np

from matcher.filters.model import NOT_KNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from matcher.filters.model import Choice, Standing


@dataclass(frozen=True, eq=False)
class Column:
    """Trials by place; those that stand under the choice `choices[n]` are `members[starts[n]:starts[n + 1]]`."""

    choices: tuple[str, ...]
    starts: NDArray[np.int64]
    members: NDArray[np.int32]
    is_complete: NDArray[np.bool_]

    @classmethod
    def of(cls, standings: Iterable[Standing]) -> Self:
        """Return the column of these standings, a place each."""
        members: dict[str, list[int]] = {}
        complete: list[bool] = []
        for place, standing in enumerate(standings):
            complete.append(standing.is_complete)
            for choice in standing.choices:
                members.setdefault(choice, []).append(place)
        choices = tuple(sorted(members))
        starts = np.cumsum([0, *(len(members[choice]) for choice in choices)], dtype=np.int64)
        joined = [place for choice in choices for place in members[choice]]
        return cls(choices, starts, np.array(joined, np.int32), np.array(complete, np.bool_))

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many trials stand under each choice, and how many may stand under others than are known."""
        found = Counter(dict(zip(self.choices, np.diff(self.starts).tolist(), strict=True)))
        found[NOT_KNOWN] = int(len(self.is_complete) - self.is_complete.sum())
        return found

    def shown(self, choice: Choice) -> NDArray[np.bool_]:
        """Return which trials stay in sight."""
        wanted = [name for name in self.choices if name in choice.wanted] if choice.wanted else self.choices
        known = np.zeros(len(self.is_complete), np.bool_)
        places = {name: place for place, name in enumerate(self.choices)}
        for name in wanted:
            known[self._members(places[name])] = True
        return known | ~self.is_complete if choice.with_unknown else known

    def _members(self, place: int) -> Sequence[int] | NDArray[np.int32]:
        return self.members[self.starts[place] : self.starts[place + 1]]
