"""What the library holds and how old it is on a day: counted, not yet in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from matcher.explain import AGEING_DAYS, OUTDATED_DAYS
from matcher.kept_library import KeptLibrary

if TYPE_CHECKING:
    from criteria.library import Library
    from matcher.compiled.states import Flags, Ints


@dataclass(frozen=True, slots=True)
class LibraryState:
    """How many trials and approved uses there are, how many trials take new patients, and the age of their records.

    A record's day is the registry's, else the day on which it was fetched: the one that a trial's own warning goes by.
    """

    trials: int
    uses: int
    recruiting: int
    oldest: date | None
    newest: date | None
    undated: int
    ageing: int  # more than 30 days old, but not more than 90
    outdated: int  # more than 90 days old


def library_state(library: Library, on: date) -> LibraryState:
    """Return the state of a library on a day."""
    if isinstance(library, KeptLibrary):
        fixed, days = library.compiled.fixed, library.facets.checked
        return _state(fixed.is_label, fixed.is_recruiting, days, on)
    recorded = [trial.source.record_date or trial.source.retrieved for trial in library.trials]
    return _state(
        np.array([trial.kind == "label" for trial in library.trials], np.bool_),
        np.array([trial.is_recruiting for trial in library.trials], np.bool_),
        np.array([day.toordinal() if day else 0 for day in recorded], np.int32),
        on,
    )


def _state(is_label: Flags, is_recruiting: Flags, days: Ints, on: date) -> LibraryState:
    """Return the state of trials of these days, 0 where one is not known."""
    dated = days[days > 0]
    ages = on.toordinal() - dated
    ageing = (ages > AGEING_DAYS) & (ages <= OUTDATED_DAYS)
    return LibraryState(
        trials=int((~is_label).sum()),
        uses=int(is_label.sum()),
        recruiting=int((is_recruiting & ~is_label).sum()),
        oldest=date.fromordinal(int(dated.min())) if dated.size else None,
        newest=date.fromordinal(int(dated.max())) if dated.size else None,
        undated=int(len(days) - len(dated)),
        ageing=int(ageing.sum()),
        outdated=int((ages > OUTDATED_DAYS).sum()),
    )
