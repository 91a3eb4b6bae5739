"""From a rule's truth to a criterion's outcome: which way round, by whom settled, leaning which way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from criteria.rules import AllRule, AnyRule
from matcher.evaluate import evaluate
from matcher.finding import Finding, Why
from matcher.result import CriterionResult, Outcome, ReadingResult
from matcher.truth import Truth, either, truth

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from criteria.ambiguity import Ambiguity
    from criteria.profile import Answer
    from criteria.trial import Criterion
    from matcher.case import Case
    from matcher.clock import Clock


def judge(criterion: Criterion, case: Case, clock: Clock, answer: Answer | None = None) -> CriterionResult:
    """Judge one criterion on the clock's day, with a person's answer where one was given."""
    said = Truth.UNKNOWN if answer is None else truth(holds=answer.answer == "yes")
    if criterion.ambiguity is not None:
        return _judge_readings(criterion, criterion.ambiguity, case, clock, answer)
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


def _judge_readings(
    criterion: Criterion, ambiguity: Ambiguity, case: Case, clock: Clock, answer: Answer | None
) -> CriterionResult:
    """Judge a text of several readings: what all of them say is so, and where they differ the study team decides.

    A reading that lacks data leaves it unknown as long as the data may still make the readings agree.
    """
    judged = [(reading, judge(criterion.as_read(reading.rule), case, clock, answer)) for reading in ambiguity.readings]
    findings = [result.finding for _, result in judged if result.finding is not None]
    finding = _together(criterion, findings)
    readings = tuple(
        ReadingResult(reading, result.outcome, result.finding) for reading, result in judged if result.finding
    )
    said = Truth.UNKNOWN if answer is None else truth(holds=answer.answer == "yes")
    conflict = all(result.conflict for _, result in judged)
    settles = finding.truth is Truth.UNKNOWN and not finding.missing
    is_open = Outcome.UNKNOWN if finding.missing else Outcome.CONFIRM
    outcome = outcome_of(criterion, said if settles else finding.truth, is_open)
    return CriterionResult(criterion, outcome, finding, answer=answer, conflict=conflict, readings=readings)


def _together(criterion: Criterion, findings: Sequence[Finding]) -> Finding:
    """Return what the readings say together: what they agree on, else unknown, with what the open ones lack.

    Its rule is the strictest reading of all: an inclusion is surely met where every reading is, an exclusion surely
    does not hold where none does.
    """
    rules = tuple(finding.rule for finding in findings)
    strictest = AllRule(of=rules) if criterion.kind == "inclusion" else AnyRule(of=rules)
    truths = {finding.truth for finding in findings}
    agreed = either(truths)
    is_open = agreed is Truth.UNKNOWN
    may_agree = not truths >= {Truth.TRUE, Truth.FALSE}
    missing = _once(path for finding in findings for path in finding.missing)
    return Finding(
        strictest,
        agreed,
        Why.COMPOSED,
        facts=() if is_open else _once(path for finding in findings for path in finding.facts),
        missing=missing if is_open and may_agree else (),
        by_person=is_open,
        turns=max((finding.turns for finding in findings if finding.turns is not None), default=None),
        parts=tuple(findings),
    )


def _once(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(paths))


def outcome_of(criterion: Criterion, holds: Truth, is_open: Outcome = Outcome.UNKNOWN) -> Outcome:
    """Return how a criterion stands whose rule has this truth; an unknown one is as `is_open` says."""
    if holds is Truth.UNKNOWN:
        return is_open
    as_stated = holds is Truth.TRUE
    return Outcome.SATISFIED if as_stated == (criterion.kind == "inclusion") else Outcome.VIOLATED
