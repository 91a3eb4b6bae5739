"""From a rule's truth to a criterion's outcome: which way round, by whom settled, leaning which way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.evaluate import evaluate
from matcher.result import CriterionResult, Outcome
from matcher.truth import Truth, truth

if TYPE_CHECKING:
    from criteria.profile import Answer
    from criteria.trial import Criterion
    from matcher.case import Case
    from matcher.clock import Clock


def judge(criterion: Criterion, case: Case, clock: Clock, answer: Answer | None = None) -> CriterionResult:
    """Judge one criterion on the clock's day, with a person's answer where one was given."""
    said = Truth.UNKNOWN if answer is None else truth(holds=answer.answer == "yes")
    if criterion.rule is None:
        return CriterionResult(criterion, outcome_of(criterion, said, Outcome.CONFIRM), None, answer=answer)
    by_data = evaluate(criterion.rule, case, clock)
    finding = by_data if said is Truth.UNKNOWN else evaluate(criterion.rule, case, clock, said)
    conflict = Truth.UNKNOWN not in (said, by_data.truth) and said is not by_data.truth
    is_open = Outcome.UNKNOWN if finding.missing else Outcome.CONFIRM
    if criterion.reading == "full":
        outcome = outcome_of(criterion, finding.truth, is_open)
        return CriterionResult(criterion, outcome, finding, answer=answer, conflict=conflict)
    if finding.truth is Truth.UNKNOWN:
        refused = outcome_of(criterion, said, is_open) if said is Truth.FALSE else is_open
        return CriterionResult(criterion, refused, finding, answer=answer)
    leans = outcome_of(criterion, finding.truth, Outcome.CONFIRM)
    conflict = conflict and by_data.truth is Truth.FALSE
    settled = Outcome.CONFIRM if conflict else outcome_of(criterion, said, Outcome.CONFIRM)
    return CriterionResult(criterion, settled, finding, leans, answer, conflict)


def outcome_of(criterion: Criterion, holds: Truth, is_open: Outcome = Outcome.UNKNOWN) -> Outcome:
    """Return how a criterion stands whose rule has this truth; an unknown one is as `is_open` says."""
    if holds is Truth.UNKNOWN:
        return is_open
    as_stated = holds is Truth.TRUE
    return Outcome.SATISFIED if as_stated == (criterion.kind == "inclusion") else Outcome.VIOLATED
