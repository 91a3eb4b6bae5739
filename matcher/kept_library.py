"""A library too large to have all its trials open: ranked by arrays, a trial read where it is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final, overload

import numpy as np

from criteria.library import Library, load_library, trial_files
from criteria.problems import InputError
from matcher.case import Case
from matcher.compiled import CompiledLibrary
from matcher.engine import MatchEngine, match_trial
from matcher.facets import FacetReader, Facets
from matcher.filters import Choice
from matcher.filters.kinds import VERDICT
from matcher.library_cache import LEAST, open_files
from matcher.noticing import notices_of
from matcher.ranking import ranked
from matcher.rankings import CompiledRanking
from matcher.result import MatchResult, Verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from criteria.problems import Problem
    from criteria.profile import PatientProfile
    from criteria.trial import Trial
    from matcher.result import Match

BEST: Final = 200  # trials with all their reasons, for what weighs one trial against the others
USES: Final = 20  # approved uses among them
NEAR: Final = 40  # trials among them that one criterion alone speaks against
REMEMBERED: Final = 600  # trials that were read; each more makes looking for cycles of objects longer


@dataclass(frozen=True)
class _OnDemand(Sequence["Trial"]):
    """Trials by row, each read when it is asked for."""

    compiled: CompiledLibrary

    def __len__(self) -> int:
        return len(self.compiled)

    @overload
    def __getitem__(self, row: int) -> Trial: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Trial]: ...
    def __getitem__(self, row: int | slice) -> Trial | Sequence[Trial]:
        if isinstance(row, slice):
            return [self.compiled.trial_at(one) for one in range(*row.indices(len(self)))]
        return self.compiled.trial_at(range(len(self))[row])


@dataclass(frozen=True)
class KeptLibrary(Library):
    """Its `trials` are read one by one: count and find them here, but do not walk over all of them."""

    compiled: CompiledLibrary = field(default_factory=lambda: CompiledLibrary.of(()))
    facets: Facets = field(default_factory=lambda: Facets.of(()))

    @classmethod
    def over(cls, compiled: CompiledLibrary, facets: Facets, problems: Sequence[Problem] = ()) -> KeptLibrary:
        """Return the library of what was compiled, and of what is known of the same trials beside it."""
        remembering = replace(compiled, trial_at=lru_cache(REMEMBERED)(compiled.trial_at))
        return cls(_OnDemand(remembering), tuple(problems), facets.as_of, remembering, facets)

    def trial(self, trial_id: str) -> Trial | None:
        """Return the trial with this id, or None when the library has none.

        Raises:
            InputError: when its file is not there any more as it was.
        """
        row = self.compiled.rows.get(trial_id)
        return None if row is None else self.compiled.trial_at(row)

    @property
    def trial_ids(self) -> Sequence[str]:
        """The numbers of its trials, without those of approved uses."""
        return [trial for trial, label in zip(self.compiled.names.trials, self._labels, strict=True) if not label]

    @property
    def _labels(self) -> list[bool]:
        labels: list[bool] = self.compiled.fixed.is_label.tolist()
        return labels


class ArrayEngine(MatchEngine):
    """Ranks a whole library by arrays; its results carry the best trials with all their reasons."""

    library: KeptLibrary

    def match(self, profile: PatientProfile, on: date, only: Collection[str] = ()) -> MatchResult:
        """Judge `profile` against all trials, of which the result holds the best, or against those that are named."""
        readable = self._with_readable_answers(profile)
        case = Case(readable, on)
        if only:
            return self._result(case, ranked(match_trial(trial, case) for trial in self._named(only)))
        judgement = self.library.compiled.judge(readable, on)
        ranking = CompiledRanking(self.library.compiled, self.library.facets, readable, judgement.standings)
        best = tuple(_readable(ranking, best_places(ranking)))
        noted = {match.trial.id: match for match in (*best, *judgement.answered.values())}
        found = self._result(case, tuple(noted.values()))
        return replace(found, matches=best, ranking=ranking)

    def _with_readable_answers(self, profile: PatientProfile) -> PatientProfile:
        """Leave out what a person answered about trials whose files changed; the list says of these that they did."""
        answers = {trial: given for trial, given in (profile.answers or {}).items() if self._is_readable(trial)}
        return profile if answers == (profile.answers or {}) else profile.model_copy(update={"answers": answers})

    def _is_readable(self, trial: str) -> bool:
        try:
            self.library.trial(trial)
        except InputError:
            return False
        return True

    def _named(self, only: Collection[str]) -> list[Trial]:
        found = (self.library.trial(trial) for trial in dict.fromkeys(only))
        return [trial for trial in found if trial is not None]

    def _result(self, case: Case, matches: tuple[Match, ...]) -> MatchResult:
        return MatchResult(
            screening_date=case.as_of,
            library_size=len(self.library.trials),
            library_as_of=self.library.as_of,
            notices=notices_of(case, self.library, matches),
            matches=matches,
        )


def best_places(ranking: CompiledRanking) -> list[int]:
    """Return the places, in order, of the trials that stand for all.

    None that could fit is crowded out by one that cannot, and none that takes new patients by one that does not. Some
    approved uses and some trials that one criterion stands in the way of are always there; what room is left has the
    others.
    """
    is_trial, is_open = ~ranking.is_label, ranking.is_recruiting
    could_fit = ~ranking.shown(VERDICT, Choice(frozenset({Verdict.INELIGIBLE.value})))
    reserved = (
        np.flatnonzero(is_trial & is_open & ranking.is_near)[:NEAR],
        np.flatnonzero(ranking.is_label)[:USES],
    )
    others = (is_trial & is_open & could_fit, is_trial & could_fit, is_trial & is_open, np.ones(len(ranking), np.bool_))
    first = np.concatenate([*reserved, *(np.flatnonzero(some)[:BEST] for some in others)])
    return sorted(islice(dict.fromkeys(first.tolist()), BEST))


def engine_for(library: Library) -> MatchEngine:
    """Return what judges patients against a library."""
    return ArrayEngine(library) if isinstance(library, KeptLibrary) else MatchEngine(library)


def _readable(ranking: CompiledRanking, places: Iterable[int]) -> Iterator[Match]:
    """Yield the matches of the trials whose files are as they were; the list says of the others that they changed."""
    for place in places:
        try:
            yield ranking.match(place)
        except InputError:
            continue


def library_for(folders: Sequence[Path], cache: Path | None, least: int = LEAST) -> Library:
    """Return the built-in trials and those of one's own folders: all open, or from `least` files on, kept.

    Raises:
        InputError: when a folder itself cannot be read.
    """
    files = trial_files(folders)
    if len(files) < least:
        return load_library(folders)
    opened = open_files(files, cache, least, FacetReader)
    return KeptLibrary.over(opened.compiled, Facets.restored(opened.beside), opened.problems)
