"""When a trial is settled: no further answer can change its verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from matcher.asking.residue import Index, Leaf, Part, Readings, State, open_leaves, residue, settled
from matcher.clock import Clock
from matcher.engine import answers_for
from matcher.outcomes import judge, outcome_of
from matcher.result import Outcome
from matcher.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from criteria.trial import Criterion, Trial
    from matcher.case import Case
    from matcher.finding import Finding
    from matcher.result import CriterionResult

Look: TypeAlias = "Callable[[Leaf], State]"


@dataclass(frozen=True, slots=True, eq=False)
class Open:
    """A criterion that something missing leaves unknown, and the questions that may settle it."""

    criterion: Criterion
    left: Part
    leaves: tuple[Leaf, ...]
    questions: frozenset[str]

    def outcome(self, look: Look) -> Outcome:
        """Return how it stands once its open leaves stand as `look` says.

        A partial reading, or one that a person answered, is at best to be confirmed: it never settles a trial by a
        violation here, which can only make a question look less useful than it is.
        """
        state = settled(self.left, look)
        if state.truth is Truth.UNKNOWN:
            return Outcome.UNKNOWN if state.is_missing else Outcome.CONFIRM
        if self.criterion.reading == "partial":
            return Outcome.CONFIRM
        return outcome_of(self.criterion, state.truth)


@dataclass(frozen=True, slots=True, eq=False)
class OpenTrial:
    """A trial that is not settled: what is unknown of it, in common and by cohort; closed cohorts are left out."""

    trial: Trial
    common: tuple[Open, ...]
    cohorts: tuple[tuple[Open, ...], ...]
    unknown: tuple[Open, ...]
    questions: frozenset[str]

    @classmethod
    def of(cls, trial: Trial, common: tuple[Open, ...], cohorts: tuple[tuple[Open, ...], ...]) -> OpenTrial:
        """Gather what is unknown, and the questions about it."""
        unknown = (*common, *(one for cohort in cohorts for one in cohort))
        return cls(trial, common, cohorts, unknown, frozenset(name for one in unknown for name in one.questions))


@dataclass(frozen=True, slots=True)
class Group:
    """The criteria of a trial, or of one cohort, that a question touches; `rest` is how many others are unknown."""

    touched: tuple[Open, ...]
    rest: int

    @classmethod
    def of(cls, criteria: Sequence[Open], question: str) -> Group:
        """Divide criteria by whether the question touches them."""
        touched = tuple(one for one in criteria if question in one.questions)
        return cls(touched, len(criteria) - len(touched))

    def after(self, look: Look) -> int | None:
        """Return how many criteria are still unknown after an answer, or None when one is violated."""
        left = self.rest
        for one in self.touched:
            found = one.outcome(look)
            if found is Outcome.VIOLATED:
                return None
            left += found is Outcome.UNKNOWN
        return left


@dataclass(frozen=True, slots=True)
class Reach:
    """What a question can do to one open trial."""

    common: Group
    cohorts: tuple[Group, ...]
    size: int

    @classmethod
    def of(cls, trial: OpenTrial, question: str) -> Reach | None:
        """Return what the question reaches, or None when it does not touch the trial."""
        if question not in trial.questions:
            return None
        groups = tuple(Group.of(cohort, question) for cohort in trial.cohorts)
        return cls(Group.of(trial.common, question), groups, len(trial.unknown))

    def after(self, look: Look) -> int | None:
        """Return how many criteria an answer clears, or None when it settles the trial.

        A violation settles for good. So does a cohort of which nothing is unknown: no other can do better.
        """
        common = self.common.after(look)
        if common is None:
            return None
        cohorts = [left for group in self.cohorts if (left := group.after(look)) is not None]
        if not cohorts or (common == 0 and 0 in cohorts):
            return None
        return self.size - common - sum(cohorts)


def open_trial(trial: Trial, case: Case, index: Index) -> OpenTrial | None:
    """Return what is unknown of a trial, or None when it is settled."""
    answers = answers_for(trial, case.profile)

    def judged(criteria: tuple[Criterion, ...]) -> list[CriterionResult]:
        return [judge(one, case, Clock(case.as_of), answers.get(one.id)) for one in criteria]

    common = judged(trial.criteria)
    if _is_violated(common):
        return None
    cohorts = [found for cohort in trial.cohorts if not _is_violated(found := judged(cohort.criteria))]
    if trial.cohorts and not cohorts:
        return None
    shared = _open(common, index)
    own = tuple(_open(cohort, index) for cohort in cohorts) if trial.cohorts else ((),)
    return None if not shared and () in own else OpenTrial.of(trial, shared, own)


def _is_violated(results: list[CriterionResult]) -> bool:
    return any(one.outcome is Outcome.VIOLATED for one in results)


def _open(results: list[CriterionResult], index: Index) -> tuple[Open, ...]:
    found = []
    for one in results:
        if one.outcome is Outcome.UNKNOWN and one.finding is not None:
            left = _left(one.criterion, one.finding, index)
            leaves = tuple(open_leaves(left))
            questions = frozenset(question for leaf in leaves for question in leaf.questions)
            found.append(Open(one.criterion, left, leaves, questions))
    return tuple(found)


def _left(criterion: Criterion, finding: Finding, index: Index) -> Part:
    """Return what is open of a criterion; of one of several readings, what is open of each."""
    if criterion.ambiguity is None:
        return residue(finding, index)
    return Readings(tuple(residue(part, index) for part in finding.parts))
