"""Truth in arrays: one byte a node, in which unknown has two shades.

A criterion that lacks data is unknown, one that only a person can settle is to confirm.

The order of the codes makes `all` the least of its parts: false wins, then what lacks data, then what a person must
settle. `any` is the same law on the opposites.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from matcher.truth import Truth

if TYPE_CHECKING:
    from matcher.finding import Finding

States: TypeAlias = NDArray[np.int8]
Ints: TypeAlias = NDArray[np.int32]
Longs: TypeAlias = NDArray[np.int64]
Number = TypeVar("Number", bound=np.generic)
Flags: TypeAlias = NDArray[np.bool_]

FALSE: Final = 0
LACKING: Final = 1  # unknown, and data could tell
BY_PERSON: Final = 2  # unknown, and only a person can tell
TRUE: Final = 3
OPPOSITE: Final[States] = np.array([TRUE, LACKING, BY_PERSON, FALSE], np.int8)


# What a truth is worth where data alone decide it.
CODES: Final = {Truth.FALSE: FALSE, Truth.UNKNOWN: LACKING, Truth.TRUE: TRUE}


def state_of(finding: Finding) -> int:
    """Return the code of what the reference found."""
    is_for_people = finding.truth is Truth.UNKNOWN and not finding.missing
    return BY_PERSON if is_for_people else CODES[finding.truth]


def picked(table: NDArray[Number], places: Longs | States) -> NDArray[Number]:
    """Return `table[places]`, for places known to lie in it; several times as fast."""
    return np.take(table, places, axis=0, mode="clip")


def rows_of(starts: Longs, chosen: Longs) -> tuple[Longs, Longs]:
    """Return the positions of the chosen rows of a list of lists, one row after the other, and where each begins."""
    sizes = starts[chosen + 1] - starts[chosen]
    begins = np.zeros(len(chosen) + 1, np.int64)
    np.cumsum(sizes, out=begins[1:])
    shifts = np.repeat(starts[chosen] - begins[:-1], sizes)
    return np.arange(begins[-1], dtype=np.int64) + shifts, begins
