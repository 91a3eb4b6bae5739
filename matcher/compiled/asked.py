"""What each trial asks: the criteria of its cohorts as lists of literals, one behind the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

import numpy as np

from matcher.compiled.graph import HOLDS
from matcher.compiled.states import BY_PERSON, FALSE, LACKING, picked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from criteria.trial import Trial
    from matcher.compiled.sharing import Sharing
    from matcher.compiled.states import Flags, Ints, Longs, States

NAMELESS: Final = -1
_PACKED: Final = 16  # bits a count
# One in the field of each count, by state: violated, unknown, to confirm; a fourth counts what no time cures.
_WEIGHTS: Final = np.array([1, 1 << _PACKED, 1 << 2 * _PACKED, 0], np.uint64)


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A *group* is a cohort with the common criteria, or a whole trial without cohorts; no group is empty.

    `literals` and `names` are of the criteria of group after group (a group that asks nothing has one that holds and
    is nameless); `groups` tells where each group begins in them, `trials` where each trial begins in the groups.
    """

    literals: Longs
    names: Ints
    groups: Longs
    trials: Longs
    has_cohorts: Flags

    @classmethod
    def of(cls, trials: Iterable[Trial], sharing: Sharing) -> tuple[Self, list[str]]:
        """Gather what trials ask, with provisional literals; and the ids that `names` number."""
        literals: list[int] = []
        names: list[int] = []
        groups, begins, has_cohorts = [0], [0], []
        ids: dict[str, int] = {}
        for trial in trials:
            common = [(sharing.criterion(one), ids.setdefault(one.id, len(ids))) for one in trial.criteria]
            for cohort in trial.cohorts or (None,):
                own = cohort.criteria if cohort else ()
                asked = [*common, *((sharing.criterion(one), ids.setdefault(one.id, len(ids))) for one in own)]
                asked = asked or [(HOLDS << 1, NAMELESS)]
                literals += (literal for literal, _ in asked)
                names += (name for _, name in asked)
                groups.append(len(literals))
            begins.append(len(groups) - 1)
            has_cohorts.append(bool(trial.cohorts))
        arrays = (np.array(literals, np.int64), np.array(names, np.int32))
        starts = (np.array(groups, np.int64), np.array(begins, np.int64))
        return cls(*arrays, *starts, np.array(has_cohorts, np.bool_)), list(ids)

    def renumbered(self, numbers: Longs) -> Self:
        """Return the same with final literals in the place of provisional ones."""
        return type(self)(numbers[self.literals], self.names, self.groups, self.trials, self.has_cohorts)

    def tally(self, literals: States, moving: Flags | None) -> Tally:
        """Count the criteria of each group by how they stand."""
        stuck = None if moving is None else (literals == FALSE) & ~np.repeat(moving, 2)
        if self._is_packed:
            packed = picked(_WEIGHTS, literals)
            if stuck is not None:
                packed[stuck] += np.uint64(1 << 3 * _PACKED)
            sums = np.add.reduceat(picked(packed, self.literals), self.groups[:-1])
            shifts = (np.uint64(_PACKED * place) for place in range(4))
            counts = [((sums >> shift) & np.uint64(0xFFFF)).astype(np.int32) for shift in shifts]
        else:
            fields = [literals == FALSE, literals == LACKING, literals == BY_PERSON]
            fields.append(fields[0] if stuck is None else stuck)
            flags = (picked(one, self.literals) for one in fields)
            counts = [np.add.reduceat(one, self.groups[:-1], dtype=np.int32) for one in flags]
        violated, unknown, confirm, cured_never = counts
        return Tally(violated, unknown, confirm, cured_never)

    @property
    def _is_packed(self) -> bool:
        """Whether all counts of a group fit into one number."""
        return not int(np.diff(self.groups).max()) >> _PACKED


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """How many criteria of each group stand how; `stuck` are violated ones that no time cures."""

    violated: Ints
    unknown: Ints
    confirm: Ints
    stuck: Ints
