"""How every trial of a library stands for one patient on one day, as arrays with a place a trial."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from matcher.result import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.compiled.states import Flags, Ints, Longs, States

NEVER = -1
VERDICTS = tuple(Verdict)
LATER = Verdict.LATER.order
_BITS = 62


@dataclass(frozen=True, slots=True, eq=False)
class Standings:
    """All trials, in the library's order; `order` are their places in the order of the ranking, the best first.

    `verdicts` hold `Verdict.order`; `cohorts` the place of the best cohort in its trial, -1 where there are none;
    `violated`, `unknown` and `confirm` how many criteria stand so, of the common ones and the best cohort's; `opens`
    the days from the as-of date to the first on which the trial is open to the patient, -1 where there is none.
    """

    on: date
    verdicts: States
    cohorts: Ints
    violated: Ints
    unknown: Ints
    confirm: Ints
    opens: Ints
    order: Ints

    @property
    def ranks(self) -> Ints:
        """The rank of each trial, counted from 1."""
        ranks = np.empty(len(self.order), np.int32)
        ranks[self.order] = np.arange(1, len(self.order) + 1, dtype=np.int32)
        return ranks

    @property
    def counts(self) -> Mapping[Verdict, int]:
        """How many trials stand in each way."""
        found = np.bincount(self.verdicts, minlength=len(VERDICTS))
        return {verdict: int(found[verdict.order]) for verdict in VERDICTS}

    def verdict(self, row: int) -> Verdict:
        """Return the verdict of one trial."""
        return VERDICTS[int(self.verdicts[row])]

    def opens_on(self, row: int) -> date | None:
        """Return the first day on which one trial is open to the patient."""
        days = int(self.opens[row])
        return None if days == NEVER else self.on + timedelta(days=days)


@dataclass(frozen=True, slots=True, eq=False)
class Unranked:
    """What the order of the trials follows from; see `Standings`."""

    verdicts: States
    cohorts: Ints
    violated: Ints
    unknown: Ints
    confirm: Ints
    opens: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Fixed:
    """What the order follows from whoever the patient is; `by_id` is the place of each trial among all ids."""

    is_label: Flags
    is_recruiting: Flags
    by_id: Ints


def ranked(found: Unranked, fixed: Fixed) -> Ints:
    """Return the places of the trials in the order of `matcher.ranking`, the best first.

    All parts of the key are packed into one number a trial, the last of them telling the trial itself, so that the
    sorted numbers are the order; where they need more bits than a number has, the parts are sorted one by one.
    """
    size = len(fixed.by_id)
    if not size:
        return np.empty(0, np.int32)
    # Only among trials for later does the day differ.
    opens = np.where(found.verdicts == LATER, found.opens, 0)
    closed: Flags = ~fixed.is_recruiting
    parts: tuple[Flags | States | Ints, ...]
    parts = (fixed.is_label, found.verdicts, closed, found.unknown, found.confirm, opens, fixed.by_id)
    widths = [int(part.max()).bit_length() for part in parts]
    if sum(widths) > _BITS:
        return np.lexsort(parts[::-1]).astype(np.int32)
    keys = parts[0].astype(np.int64)
    for part, width in zip(parts[1:], widths[1:], strict=True):
        keys <<= width
        keys |= part
    keys.sort()
    keys &= (1 << widths[-1]) - 1
    places: Ints = np.empty(size, np.int32)
    places[fixed.by_id] = np.arange(size, dtype=np.int32)
    return places[keys]


def best_of(verdicts: States, starts: Longs) -> Longs:
    """Return for each trial the place of its best cohort, ties by file order, among those of all trials."""
    if len(verdicts) == len(starts) - 1:
        return np.arange(len(verdicts), dtype=np.int64)
    keys = verdicts.astype(np.int64) * len(verdicts) + np.arange(len(verdicts))
    best: Longs = np.minimum.reduceat(keys, starts[:-1]) % len(verdicts)
    return best
