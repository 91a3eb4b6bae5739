"""The result of a match: frozen, without sentences. `matcher.explain` puts it into words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from criteria.ambiguity import Reading
    from criteria.centre import Centre
    from criteria.profile import Answer
    from criteria.trial import Criterion, Trial
    from matcher.finding import Finding
    from matcher.notices import Notice
    from matcher.rankings import Ranking
    from matcher.whatif import Comparison


class Outcome(Enum):
    """How a criterion stands."""

    SATISFIED = "satisfied"
    VIOLATED = "violated"
    UNKNOWN = "unknown"
    CONFIRM = "confirm"


class Verdict(Enum):
    """How a trial stands, best first."""

    ELIGIBLE = "eligible"
    POSSIBLE = "possible"
    LATER = "later"
    INELIGIBLE = "ineligible"

    @property
    def order(self) -> int:
        """Its place in the ranking, 0 the best."""
        return list(Verdict).index(self)


@dataclass(frozen=True, slots=True)
class Window:
    """Inclusive days from `start` to `end`; no end means open."""

    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class ReadingResult:
    """How a criterion would stand if its text had only this one reading."""

    reading: Reading
    outcome: Outcome
    finding: Finding

    @property
    def meaning(self) -> str:
        """The reading in short words."""
        return self.reading.meaning


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """One criterion's outcome on the as-of date.

    `leans` says which way a partial reading leans; `conflict` that a person's answer speaks against the data.
    `readings` tells each reading of a text that can be understood in several ways, in the file's order.
    """

    criterion: Criterion
    outcome: Outcome
    finding: Finding | None
    leans: Outcome | None = None
    answer: Answer | None = None
    conflict: bool = False
    readings: tuple[ReadingResult, ...] = ()

    @property
    def facts(self) -> tuple[str, ...]:
        """Paths of the facts that decide the outcome."""
        return self.finding.facts if self.finding else ()

    @property
    def missing(self) -> tuple[str, ...]:
        """Paths of the facts that leave it unknown."""
        return self.finding.missing if self.finding and self.outcome is Outcome.UNKNOWN else ()


@dataclass(frozen=True, slots=True)
class ReadingVerdict:
    """The verdict of the whole trial if one criterion had only this one of its readings, counted from 0."""

    criterion: str
    reading: int
    meaning: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Timeline:
    """A criterion's result from each day it turns, the as-of date first."""

    steps: tuple[tuple[date, CriterionResult], ...]

    @property
    def today(self) -> CriterionResult:
        """The result on the as-of date."""
        return self.steps[0][1]

    def on(self, day: date) -> CriterionResult:
        """Return the result on a day not before the as-of date."""
        return next(result for start, result in reversed(self.steps) if start <= day)


@dataclass(frozen=True, slots=True)
class CohortResult:
    """A cohort's own verdict."""

    id: str
    name: str
    status: str | None
    verdict: Verdict
    windows: tuple[Window, ...]
    eligible_windows: tuple[Window, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """One trial for one patient; `criteria` are the common ones and the best cohort's.

    `timelines` are the courses of the same criteria from the as-of date on, in the same order. `verdicts_by_reading`
    tells, for each criterion of several readings that no person has answered, how the trial stands under each.
    """

    trial: Trial
    rank: int
    verdict: Verdict
    score: float
    windows: tuple[Window, ...]
    eligible_windows: tuple[Window, ...]
    criteria: tuple[CriterionResult, ...]
    cohort: str | None = None
    cohorts: tuple[CohortResult, ...] = ()
    flags: tuple[str, ...] = ()
    timelines: tuple[Timeline, ...] = ()
    verdicts_by_reading: tuple[ReadingVerdict, ...] = ()

    def of(self, outcome: Outcome) -> tuple[CriterionResult, ...]:
        """Return the criteria with this outcome, in the trial's order."""
        return tuple(result for result in self.criteria if result.outcome is outcome)

    @property
    def blockers(self) -> tuple[str, ...]:
        """Ids of the violated criteria."""
        return tuple(result.criterion.id for result in self.of(Outcome.VIOLATED))

    @property
    def confirm(self) -> tuple[str, ...]:
        """Ids of the criteria that a person has to confirm."""
        return tuple(result.criterion.id for result in self.of(Outcome.CONFIRM))

    @property
    def missing(self) -> tuple[str, ...]:
        """Paths of the facts that leave a criterion unknown, each once."""
        return tuple(dict.fromkeys(path for result in self.criteria for path in result.missing))


@dataclass(frozen=True, slots=True)
class MatchResult:
    """All trials of a library for one patient on one day, ranked: trials first, then labels.

    Of a library that is too large for that, `matches` are the best trials alone, and `ranking` tells of all.
    `centre` is the list of the reader's own centre, where one was given; it decided nothing here.
    `assuming` is there where facts were assumed: by what is recorded, and by them.
    """

    screening_date: date
    library_size: int
    library_as_of: date | None
    notices: tuple[Notice, ...]
    matches: tuple[Match, ...]
    centre: Centre | None = None
    assuming: Comparison | None = None
    ranking: Ranking | None = None

    @property
    def is_part(self) -> bool:
        """Whether `matches` are only the best trials of those that were ranked."""
        return self.ranking is not None

    def named(self, trials: Collection[str]) -> tuple[Match, ...]:
        """Return the matches of these trials, as far as they were ranked, in order; also those not among the best.

        Raises:
            InputError: when the file of one is not there any more as it was.
        """
        if self.ranking is None:
            return tuple(match for match in self.matches if match.trial.id in trials)
        places = (self.ranking.place(trial) for trial in trials)
        return tuple(self.ranking.match(place) for place in sorted(place for place in places if place is not None))
