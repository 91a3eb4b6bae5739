"""Near misses: trials that one thing stands in the way of, and what could lift it.

A blocker is classed from the findings of its criterion: each leaf that decides it by `matcher.lifting`, each
composite by its parts, and time by the course that the criterion takes from the as-of date on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from criteria.rules import AllRule, AnyRule, AtLeastRule, NotRule, WhenRule
from matcher.lifting import Kind, lifted_by
from matcher.result import Outcome, Verdict
from matcher.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from criteria.strict_json import Json
    from matcher.finding import Finding
    from matcher.result import CriterionResult, Match, MatchResult, Timeline

OUT_OF_REACH = (Verdict.LATER, Verdict.INELIGIBLE)


@dataclass(frozen=True, slots=True)
class Blocker:
    """A violated criterion and what would lift it; `since` is the first day on which time alone does."""

    result: CriterionResult
    kind: Kind
    since: date | None = None


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A trial that one thing stands in the way of."""

    match: Match
    blocker: Blocker


@dataclass(frozen=True, slots=True)
class _Lift:
    kind: Kind
    since: date | None = None

    @property
    def hardness(self) -> tuple[int, bool, int]:
        return self.kind.order, self.since is None, self.since.toordinal() if self.since else 0


@dataclass(frozen=True, slots=True)
class _Course:
    """What a rule says now, and on the later days on which its criterion turns."""

    now: Finding
    later: tuple[tuple[date, Finding], ...]

    def part(self, place: int) -> _Course:
        return _Course(self.now.parts[place], tuple((day, finding.parts[place]) for day, finding in self.later))

    @property
    def turn(self) -> date | None:
        return next((day for day, later in self.later if later.truth is not self.now.truth), None)


_FIXED = _Lift(Kind.FIXED)


def near_misses(result: MatchResult) -> tuple[NearMiss, ...]:
    """Return the near misses among a result's trials, in the order of its ranking; approved uses are no trials."""
    found = (near_miss(match) for match in result.matches if match.trial.kind == "trial")
    return tuple(one for one in found if one is not None)


def near_miss(match: Match) -> NearMiss | None:
    """Return what alone stands in the way of a trial, or None: nothing, several things, or what nothing can lift."""
    if match.verdict not in OUT_OF_REACH:
        return None
    blockers = blockers_of(match)
    if len(blockers) != 1 or blockers[0].kind is Kind.FIXED:
        return None
    # A date is a promise of a sort: it is given only where the whole trial opens by time.
    if blockers[0].since is not None and match.verdict is not Verdict.LATER:
        return None
    return NearMiss(match, blockers[0])


def blockers_of(match: Match) -> tuple[Blocker, ...]:
    """Return every violated criterion of a match with what would lift it; without its course, time is not looked at."""
    courses = {line.today.criterion.id: line for line in match.timelines}
    return tuple(_blocker(one, courses.get(one.criterion.id)) for one in match.of(Outcome.VIOLATED))


def near_misses_json(result: MatchResult) -> list[Json]:
    """Return the near misses in the public form."""
    return [
        {
            "trial": one.match.trial.id,
            "blockers": [
                {
                    "criterion": one.blocker.result.criterion.id,
                    "kind": one.blocker.kind.value,
                    "from": one.blocker.since.isoformat() if one.blocker.since else None,
                }
            ],
        }
        for one in near_misses(result)
    ]


def _blocker(result: CriterionResult, line: Timeline | None) -> Blocker:
    steps = line.steps if line else ()
    since = next((day for day, later in steps if later.outcome is not Outcome.VIOLATED), None)
    if since is not None:
        return Blocker(result, Kind.TIME, since)
    if result.finding is None or result.criterion.reading == "partial":
        return Blocker(result, Kind.JUDGEMENT)  # only a person's answer violates these
    later_on = tuple((day, step.finding) for day, step in steps[1:] if step.finding is not None)
    return Blocker(result, _lift(_Course(result.finding, later_on)).kind)


def _lift(course: _Course) -> _Lift:
    """Return what takes a rule off the truth that it has now."""
    if course.turn is not None:
        return _Lift(Kind.TIME, course.turn)
    found = _of_rule(course)
    # Parts whose days never meet: each turns, but the whole never does.
    return _FIXED if found.since is not None else found


def _of_rule(course: _Course) -> _Lift:
    now = course.now
    match now.rule:
        case NotRule():
            return _lift(course.part(0))
        case AllRule():
            return _hardest(_deciding(course)) if now.truth is Truth.FALSE else _easiest(_deciding(course))
        case AnyRule():
            return _hardest(_deciding(course)) if now.truth is Truth.TRUE else _easiest(_deciding(course))
        case AtLeastRule():
            return _of_count(now.rule, course)
        case WhenRule():
            return _of_exception(course)
        case leaf:
            return _Lift(lifted_by(leaf, now))


def _of_count(rule: AtLeastRule, course: _Course) -> _Lift:
    """Return the hardest of as many parts as have to be lifted, the easiest of them chosen."""
    deciding = sorted(_deciding(course), key=lambda lift: lift.hardness)
    others = len(rule.of) - len(deciding)
    needed = rule.count - others if course.now.truth is Truth.FALSE else len(deciding) - rule.count + 1
    return deciding[needed - 1]


def _of_exception(course: _Course) -> _Lift:
    """Lift the branch that is asked; only where nothing lifts that, the condition that chose it."""
    now = course.now
    condition, *branches = now.parts
    truths = [*(branch.truth for branch in branches), Truth.TRUE][:2]
    asked = [place for place, holds in enumerate((Truth.TRUE, Truth.FALSE)) if condition.truth is holds]
    places = [place for place in asked or (0, 1) if place < len(branches)]
    branch = _easiest(_lift(course.part(place + 1)) for place in places) if places else _FIXED
    if branch.kind is not Kind.FIXED or not asked or truths[1 - asked[0]] is now.truth:
        return branch
    return _lift(course.part(0))


def _deciding(course: _Course) -> list[_Lift]:
    """Return what lifts each of the parts that have the whole's truth."""
    parts = enumerate(course.now.parts)
    return [_lift(course.part(place)) for place, part in parts if part.truth is course.now.truth]


def _hardest(lifts: Iterable[_Lift]) -> _Lift:
    return max(lifts, key=lambda lift: lift.hardness)


def _easiest(lifts: Iterable[_Lift]) -> _Lift:
    return min(lifts, key=lambda lift: lift.hardness)
