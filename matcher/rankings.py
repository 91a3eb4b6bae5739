"""All trials of a library for one patient, the best first, however many: counted at once, worded one by one.

A small library is matched whole (`RankedMatches`). A large one is ranked by arrays (`CompiledRanking`), and the reasons
of a trial are made where it is looked at. Places count from 0, the best.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import numpy as np

from matcher.filters.kinds import VERDICT
from matcher.result import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from criteria.profile import PatientProfile
    from matcher.compiled import CompiledLibrary, Standings
    from matcher.compiled.states import Flags
    from matcher.facets import Facets
    from matcher.filters import Choice, Filter
    from matcher.result import Match, MatchResult

_VERDICTS = tuple(Verdict)


class Ranking(Protocol):
    """Trials by place."""

    def __len__(self) -> int:
        """Return how many there are."""

    @property
    def is_label(self) -> Flags:
        """Which are approved uses."""

    @property
    def is_recruiting(self) -> Flags:
        """Which take new patients."""

    @property
    def is_free(self) -> Flags:
        """Which have no conflict: eligible or possible."""

    @property
    def keys(self) -> NDArray[np.generic]:
        """What tells the trials of one library apart; equal where two rankings have the same order."""

    def match(self, place: int) -> Match:
        """Return one trial's match with its reasons.

        Raises:
            InputError: when its file is not there any more as it was.
        """

    def name(self, place: int) -> tuple[str, str]:
        """Return a trial's number and title."""

    def place(self, trial: str) -> int | None:
        """Return where a trial stands; None where the library lacks it."""

    def shown(self, one: Filter, choice: Choice) -> Flags:
        """Return which trials stay in sight of a filter."""

    def counts(self, one: Filter) -> Mapping[str, int]:
        """Return what a filter offers: each choice with its count of trials, whatever is hidden."""

    def found(self, words: tuple[str, ...]) -> Flags | None:
        """Return which trials have all of these words, as far as they are kept; None where the trials are at hand."""


class RankedMatches:
    """Matches that are all there."""

    def __init__(self, matches: tuple[Match, ...]) -> None:
        """Rank these as they come."""
        self.matches = matches

    def __len__(self) -> int:
        return len(self.matches)

    @cached_property
    def is_label(self) -> Flags:
        """Which are approved uses."""
        return np.array([match.trial.kind == "label" for match in self.matches], np.bool_)

    @cached_property
    def is_recruiting(self) -> Flags:
        """Which take new patients."""
        return np.array([match.trial.is_recruiting for match in self.matches], np.bool_)

    @cached_property
    def is_free(self) -> Flags:
        """Which have no conflict."""
        free = (Verdict.ELIGIBLE, Verdict.POSSIBLE)
        return np.array([match.verdict in free for match in self.matches], np.bool_)

    @cached_property
    def keys(self) -> NDArray[np.generic]:
        """The trials' numbers."""
        return np.array([match.trial.id for match in self.matches], np.str_)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {match.trial.id: place for place, match in enumerate(self.matches)}

    def match(self, place: int) -> Match:
        """Return one trial's match."""
        return self.matches[place]

    def name(self, place: int) -> tuple[str, str]:
        """Return a trial's number and title."""
        trial = self.matches[place].trial
        return trial.id, trial.title

    def place(self, trial: str) -> int | None:
        """Return where a trial stands."""
        return self._places.get(trial)

    def shown(self, one: Filter, choice: Choice) -> Flags:
        """Return which trials stay in sight of a filter."""
        return np.array([one.shows(match, choice) for match in self.matches], np.bool_)

    def counts(self, one: Filter) -> Mapping[str, int]:
        """Return what a filter offers."""
        return one.counts(self.matches)

    def found(self, _words: tuple[str, ...]) -> Flags | None:
        """Leave looking up to whoever has the texts."""
        return None


@dataclass(frozen=True, eq=False)
class CompiledRanking:
    """How a compiled library stands for a patient."""

    library: CompiledLibrary
    facets: Facets
    profile: PatientProfile
    standings: Standings

    def __len__(self) -> int:
        return len(self._order)

    @cached_property
    def is_label(self) -> Flags:
        """Which are approved uses."""
        return self.library.fixed.is_label[self._order]

    @cached_property
    def is_recruiting(self) -> Flags:
        """Which take new patients."""
        return self.library.fixed.is_recruiting[self._order]

    @cached_property
    def is_free(self) -> Flags:
        """Which have no conflict."""
        return self.standings.verdicts[self._order] <= Verdict.POSSIBLE.order

    @property
    def is_near(self) -> Flags:
        """Which have one violated criterion alone."""
        near: Flags = self.standings.violated[self._order] == 1
        return near

    @property
    def keys(self) -> NDArray[np.generic]:
        """The rows of the library."""
        return self._order

    @cached_property
    def _ranks(self) -> NDArray[np.int32]:
        return self.standings.ranks

    @property
    def _order(self) -> NDArray[np.int32]:
        return self.standings.order

    def match(self, place: int) -> Match:
        """Return one trial's match with its reasons; the file of the trial may have to be read."""
        return self.library.match(int(self._order[place]), self.profile, self.standings)

    def name(self, place: int) -> tuple[str, str]:
        """Return a trial's number and title."""
        row = int(self._order[place])
        return self.library.names.trials[row], self.library.names.titles[row]

    def place(self, trial: str) -> int | None:
        """Return where a trial stands."""
        row = self.library.rows.get(trial)
        return None if row is None else int(self._ranks[row]) - 1

    def shown(self, one: Filter, choice: Choice) -> Flags:
        """Return which trials stay in sight of a filter."""
        if one.name == VERDICT.name:
            wanted = [Verdict(name).order for name in choice.wanted] or range(len(_VERDICTS))
            return np.isin(self.standings.verdicts[self._order], list(wanted))
        return self.facets.columns[one.name].shown(choice)[self._order]

    def counts(self, one: Filter) -> Mapping[str, int]:
        """Return what a filter offers."""
        if one.name == VERDICT.name:
            return one.offered({verdict.value: n for verdict, n in self.standings.counts.items() if n})
        return one.offered(self.facets.columns[one.name].counts)

    def found(self, words: tuple[str, ...]) -> Flags | None:
        """Return which trials have all of these words in number, title or acronym."""
        return self.facets.found(words)[self._order]


def ranking_of(result: MatchResult | None) -> Ranking:
    """Return all trials of a result; where it holds all, its own matches."""
    if result is not None and result.ranking is not None:
        return result.ranking
    return RankedMatches(result.matches if result else ())
