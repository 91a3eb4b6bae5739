"""What each trial asks: the criteria of its cohorts as lists of literals, one behind the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

import numpy as np

from matcher.compiled.graph import HOLDS
from matcher.compiled.states import BY_PERSON, FALSE, LACKING, picked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from criteria.trial import Criterion, Trial
    from matcher.compiled.sharing import Sharing
    from matcher.compiled.states import Flags, Ints, Longs, States

NAMELESS: Final = -1
_PACKED: Final = 16  # bits a count
# One in the field of each count, by state: violated, unknown, to confirm; a fourth counts what no time cures.
_WEIGHTS: Final = np.array([1, 1 << _PACKED, 1 << 2 * _PACKED, 0], np.uint64)


@dataclass(frozen=True, slots=True, eq=False)
class AskedOfTrial:
    """What one trial asks, group after group; `ends` tells where each group ends in `literals` and `names`."""

    literals: tuple[int, ...]
    names: tuple[int, ...]
    ends: tuple[int, ...]
    has_cohorts: bool

    @classmethod
    def of(cls, trial: Trial, sharing: Sharing, numbers: dict[str, int]) -> Self:
        """Gather it with provisional literals; `numbers` numbers the ids of criteria, and takes on new ones."""

        def literals_of(criteria: Iterable[Criterion]) -> list[tuple[int, int]]:
            return [(sharing.criterion(one), numbers.setdefault(one.id, len(numbers))) for one in criteria]

        common = literals_of(trial.criteria)
        asked: list[tuple[int, int]] = []
        ends: list[int] = []
        for cohort in trial.cohorts or (None,):
            own = literals_of(cohort.criteria if cohort else ())
            asked += [*common, *own] or [(HOLDS << 1, NAMELESS)]
            ends.append(len(asked))
        literals, names = zip(*asked, strict=True)
        return cls(literals, names, tuple(ends), bool(trial.cohorts))


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
    def of(cls, trials: Iterable[AskedOfTrial]) -> Self:
        """Put what the trials ask behind each other, with the literals as they are."""
        literals: list[int] = []
        names: list[int] = []
        groups, begins, has_cohorts = [0], [0], []
        for one in trials:
            begin = len(literals)
            literals += one.literals
            names += one.names
            groups += (begin + end for end in one.ends)
            begins.append(len(groups) - 1)
            has_cohorts.append(one.has_cohorts)
        arrays = (np.array(literals, np.int64), np.array(names, np.int32))
        starts = (np.array(groups, np.int64), np.array(begins, np.int64))
        return cls(*arrays, *starts, np.array(has_cohorts, np.bool_))

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
