"""What the library holds and how old it is on a day: counted, not yet in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.explain import AGEING_DAYS, OUTDATED_DAYS

if TYPE_CHECKING:
    from datetime import date

    from criteria.library import Library


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
    trials = [trial for trial in library.trials if trial.kind == "trial"]
    recorded = [trial.source.record_date or trial.source.retrieved for trial in library.trials]
    dated = [day for day in recorded if day is not None]
    ages = [(on - day).days for day in dated]
    return LibraryState(
        trials=len(trials),
        uses=len(library.trials) - len(trials),
        recruiting=sum(trial.is_recruiting for trial in trials),
        oldest=min(dated, default=None),
        newest=max(dated, default=None),
        undated=len(recorded) - len(dated),
        ageing=sum(AGEING_DAYS < age <= OUTDATED_DAYS for age in ages),
        outdated=sum(age > OUTDATED_DAYS for age in ages),
    )
