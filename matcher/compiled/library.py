"""A library compiled for one patient after the other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Self

import numpy as np

from matcher.case import Case
from matcher.compiled.asked import Asked, AskedOfTrial
from matcher.compiled.courses import Courses, moving_groups
from matcher.compiled.sharing import Sharing
from matcher.compiled.standings import LATER, NEVER, Fixed, Standings, Unranked, best_of, ranked
from matcher.compiled.texts import Texts
from matcher.engine import match_trial
from matcher.result import Outcome, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from criteria.profile import PatientProfile
    from criteria.trial import Trial
    from matcher.compiled.asked import Tally
    from matcher.compiled.graph import Graph
    from matcher.compiled.leaves import Judged, Leaves
    from matcher.compiled.states import Flags, Ints, Longs, States
    from matcher.result import Match


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """All that the trials of a library ask, each equal thing once."""

    graph: Graph
    leaves: Leaves
    asked: Asked


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """Ids and titles of the trials, and the ids that criteria go by."""

    trials: Texts
    titles: Texts
    criteria: Texts


@dataclass(frozen=True, slots=True, eq=False)
class _Row:
    """What remains of a trial; of limited ones the verdict is at best "possible"."""

    id: str
    title: str
    asked: AskedOfTrial
    is_label: bool
    is_recruiting: bool
    is_limited: bool


class Compiler:
    """Compiles trials one after the other, and holds on to none of them."""

    def __init__(self) -> None:
        """Have no trial yet."""
        self._sharing = Sharing()
        self._criteria: dict[str, int] = {}
        self._rows: list[_Row] = []

    def put(self, row: int, trial: Trial) -> None:
        """Take a trial into the next row, or in the place of the one that has this row."""
        made = _Row(
            trial.id,
            trial.title,
            AskedOfTrial.of(trial, self._sharing, self._criteria),
            is_label=trial.kind == "label",
            is_recruiting=trial.is_recruiting,
            is_limited=trial.coverage == "partial" or trial.needs_review,
        )
        self._rows[row : row + 1] = [made]

    def parts(self) -> tuple[Rules, Names, Fixed, Flags]:
        """Return all that a compiled library is made of but for its trials."""
        rows = self._rows
        graph, leaves, numbers = self._sharing.finished()
        rules = Rules(graph, leaves, Asked.of(one.asked for one in rows).renumbered(numbers))
        ids = [one.id for one in rows]
        by_id = np.empty(len(ids), np.int32)
        by_id[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids), dtype=np.int32)
        fixed = Fixed(
            np.array([one.is_label for one in rows], np.bool_),
            np.array([one.is_recruiting for one in rows], np.bool_),
            by_id,
        )
        names = Names(Texts.of(ids), Texts.of(one.title for one in rows), Texts.of(self._criteria))
        return rules, names, fixed, np.array([one.is_limited for one in rows], np.bool_)


@dataclass(frozen=True, eq=False)
class CompiledLibrary:
    """Trials by row, in the library's order; `trial_at` gives a trial itself where one is looked at."""

    rules: Rules
    names: Names
    fixed: Fixed
    at_best_possible: Flags
    trial_at: Callable[[int], Trial]

    @classmethod
    def of(cls, trials: Sequence[Trial]) -> Self:
        """Compile trials, no two of which have the same id."""
        compiler = Compiler()
        for row, trial in enumerate(trials):
            compiler.put(row, trial)
        return cls(*compiler.parts(), trials.__getitem__)

    def __len__(self) -> int:
        return len(self.at_best_possible)

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """The row of each trial by its id."""
        return {trial: row for row, trial in enumerate(self.names.trials)}

    def judge(self, profile: PatientProfile, on: date) -> Judgement:
        """Judge every rule of the library for a patient on the as-of date `on`; always all of them afresh."""
        case = Case(profile, on)
        judged = self.rules.leaves.judge(case)
        literals = self.rules.graph.literals(judged.states)
        moving = self.rules.graph.touched(np.array(list(judged.courses), np.int64)) if judged.courses else None
        return Judgement(self, case, judged, literals, moving)

    def standings(self, profile: PatientProfile, on: date) -> Standings:
        """Return how every trial stands for a patient on the as-of date `on`, and their order."""
        return self.judge(profile, on).standings

    def match(self, row: int, profile: PatientProfile, standings: Standings) -> Match:
        """Return one trial's match with all its reasons, by the reference, as it stands in the ranking."""
        rank = int(np.flatnonzero(standings.order == row)[0]) + 1
        same = (standings.verdicts == standings.verdicts[row]) & (self.fixed.is_label == self.fixed.is_label[row])
        above = int(same[standings.order[: rank - 1]].sum())
        total = int(same.sum())
        found = match_trial(self.trial_at(row), Case(profile, standings.on))
        return replace(found, rank=rank, score=round((total - above) / total, 4))


@dataclass(frozen=True, eq=False)
class Judgement:
    """What the rules of a library come to for one patient; `moving` tells the nodes that time moves, if any."""

    library: CompiledLibrary
    case: Case
    judged: Judged
    literals: States
    moving: Flags | None

    @cached_property
    def answered(self) -> Mapping[int, Match]:
        """The trials of which a person has answered criteria, by row: the reference judges them whole."""
        given = self.case.profile.answers
        rows = (self.library.rows.get(trial) for trial in given) if given else ()
        return {row: match_trial(self.library.trial_at(row), self.case) for row in rows if row is not None}

    @cached_property
    def tally(self) -> Tally:
        """How many criteria of each group stand how."""
        return self.library.rules.asked.tally(self.literals, self.moving)

    @cached_property
    def groups(self) -> tuple[States, Ints]:
        """The verdict of each group, and the days until it opens."""
        asked, tally = self.library.rules.asked, self.tally
        limited = self.library.at_best_possible
        if len(asked.groups) != len(asked.trials):
            limited = np.repeat(limited, np.diff(asked.trials))
        is_open = tally.violated == 0
        verdicts = np.where(is_open, (tally.unknown > 0) | limited, np.int8(Verdict.INELIGIBLE.order)).astype(np.int8)
        opens = np.where(is_open, np.int32(0), np.int32(NEVER))
        if self.moving is not None:
            self._open_later(np.flatnonzero(~is_open & (tally.stuck == 0)), self.moving, verdicts, opens)
        return verdicts, opens

    def _open_later(self, groups: Longs, moving: Flags, verdicts: States, opens: Ints) -> None:
        """Find the first day on which nothing is violated any more, where there is one."""
        if not groups.size:
            return
        asked = self.library.rules.asked
        _, wanted = moving_groups(asked, groups, moving)
        courses = Courses.of(self.library.rules.graph, self.judged, self.literals, moving, wanted)
        days = np.array([(day - self.case.as_of).days for day in courses.days], np.int32)
        for some, violated in courses.violations(asked, groups):
            first = violated.argmin(axis=1)
            found = ~violated[np.arange(len(some)), first]
            verdicts[some[found]] = LATER
            opens[some[found]] = days[first[found]]

    @cached_property
    def best(self) -> Longs:
        """The best group of each trial."""
        return best_of(self.groups[0], self.library.rules.asked.trials)

    @cached_property
    def standings(self) -> Standings:
        """How every trial stands, and their order."""
        if not len(self.library):
            nothing = np.empty(0, np.int32)
            return Standings(self.case.as_of, np.empty(0, np.int8), *(nothing,) * 6)
        asked, tally, best = self.library.rules.asked, self.tally, self.best
        verdicts, opens = self.groups
        cohorts = np.where(asked.has_cohorts, best - asked.trials[:-1], np.int64(NEVER)).astype(np.int32)
        found = Unranked(
            verdicts[best],
            cohorts,
            tally.violated[best],
            tally.unknown[best],
            tally.confirm[best],
            _earliest(opens, asked.trials),
        )
        for row, match in self.answered.items():
            _overrule(found, row, match, self.case.as_of)
        order = ranked(found, self.library.fixed)
        return Standings(
            self.case.as_of,
            found.verdicts,
            found.cohorts,
            found.violated,
            found.unknown,
            found.confirm,
            found.opens,
            order,
        )


def _earliest(opens: Ints, trials: Longs) -> Ints:
    """Return the earliest day of each trial's groups."""
    if len(opens) == len(trials) - 1:
        return opens.copy()
    far = np.iinfo(np.int32).max
    days: Ints = np.minimum.reduceat(np.where(opens == NEVER, far, opens), trials[:-1])
    return np.where(days == far, np.int32(NEVER), days).astype(np.int32)


def _overrule(found: Unranked, row: int, match: Match, on: date) -> None:
    """Take the reference's word for a trial."""
    cohorts = [cohort.id for cohort in match.cohorts]
    found.verdicts[row] = match.verdict.order
    found.cohorts[row] = cohorts.index(match.cohort) if match.cohort is not None else NEVER
    found.violated[row] = len(match.blockers)
    found.unknown[row] = len(match.of(Outcome.UNKNOWN))
    found.confirm[row] = len(match.confirm)
    start = match.windows[0].start if match.windows else None
    found.opens[row] = NEVER if start is None else (start - on).days
