"""The meaning of every rule: one readable reference (`docs/rules.md` says the same in words)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from criteria.rules import (
    AgeRule,
    AllRule,
    AnyRule,
    AtLeastRule,
    BiomarkerRule,
    ClearanceRule,
    ConditionRule,
    CountRule,
    CyclesRule,
    ElapsedRule,
    FlagRule,
    HadRule,
    JudgementRule,
    LabMultipleRule,
    LabRule,
    LinesRule,
    MetastasisRule,
    NotRule,
    NumberRule,
    OneOfRule,
    OngoingRule,
    ProgressionRule,
    ScaleRule,
    StableDoseRule,
    WashoutRule,
    WhenRule,
)
from matcher.finding import Finding, Why
from matcher.leaves import computed, conditions, counts, course, facts, results, treatments
from matcher.leaves.paths import by_name
from matcher.truth import Truth, all_of, any_of, count_of, either, negate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from criteria.rules import Rule
    from matcher.case import Case
    from matcher.clock import Clock


def evaluate(rule: Rule, case: Case, clock: Clock, answer: Truth = Truth.UNKNOWN) -> Finding:  # noqa: C901, PLR0911, PLR0912 - one reference
    """Judge a rule for a patient on the clock's day.

    `answer` is what a person said of the whole statement; only judgements use it.
    """
    match rule:
        case NumberRule():
            return facts.number(rule, case)
        case ScaleRule():
            return facts.scale(rule, case)
        case OneOfRule():
            return facts.one_of(rule, case)
        case FlagRule():
            return facts.flag(rule, case)
        case ElapsedRule():
            return facts.elapsed(rule, case, clock)
        case ProgressionRule():
            return course.progression(rule, case, clock)
        case LabRule():
            return results.lab(rule, case)
        case LabMultipleRule():
            return results.lab_multiple(rule, case)
        case BiomarkerRule():
            return results.biomarker(rule, case)
        case HadRule() | OngoingRule() | WashoutRule() | StableDoseRule() | CountRule():
            return _on_list(rule, case, clock)
        case CyclesRule():
            return counts.cycles(rule, case)
        case LinesRule():
            return counts.lines(rule, case)
        case ConditionRule() | MetastasisRule():
            return conditions.presence(rule, case, clock)
        case AgeRule():
            return computed.age(rule, case, clock)
        case ClearanceRule():
            return computed.clearance(rule, case)
        case JudgementRule():
            return _judgement(rule, answer)
        case AllRule():
            parts = tuple(evaluate(part, case, clock, answer) for part in rule.of)
            return composed(rule, all_of(part.truth for part in parts), parts)
        case AnyRule():
            parts = tuple(evaluate(part, case, clock, answer) for part in rule.of)
            return composed(rule, any_of(part.truth for part in parts), parts)
        case AtLeastRule():
            parts = tuple(evaluate(part, case, clock, answer) for part in rule.of)
            return composed(rule, count_of(rule.count, (part.truth for part in parts)), parts)
        case NotRule():
            part = evaluate(rule.of, case, clock, negate(answer))
            return replace(composed(rule, part.truth, (part,)), truth=negate(part.truth))
        case WhenRule():
            return _when(rule, case, clock, answer)
        case _:
            assert_never(rule)


def _on_list(
    rule: HadRule | OngoingRule | WashoutRule | StableDoseRule | CountRule, case: Case, clock: Clock
) -> Finding:
    finding = _of_treatments(rule, case, clock)
    if rule.source == "therapies":
        return finding
    return by_name(finding, case.medications, "medication", rule.select.any_of)


def _of_treatments(
    rule: HadRule | OngoingRule | WashoutRule | StableDoseRule | CountRule, case: Case, clock: Clock
) -> Finding:
    match rule:
        case HadRule():
            return treatments.had(rule, case, clock)
        case OngoingRule():
            return treatments.ongoing(rule, case, clock)
        case WashoutRule():
            return treatments.washout(rule, case, clock)
        case StableDoseRule():
            return treatments.stable_dose(rule, case, clock)
        case CountRule():
            return counts.count(rule, case)
        case _:
            assert_never(rule)


def _judgement(rule: JudgementRule, answer: Truth) -> Finding:
    if answer is Truth.UNKNOWN:
        return Finding(rule, Truth.UNKNOWN, Why.JUDGEMENT, by_person=True)
    return Finding(rule, answer, Why.ANSWERED)


def composed(rule: Rule, truth: Truth, parts: tuple[Finding, ...]) -> Finding:
    """Compose parts: those that share the whole's truth decide it, the others are bystanders."""
    return _of(rule, truth, [part for part in parts if part.truth is truth], parts)


def _of(rule: Rule, truth: Truth, deciding: Iterable[Finding], parts: tuple[Finding, ...]) -> Finding:
    chosen = tuple(deciding)
    is_open = truth is Truth.UNKNOWN
    return Finding(
        rule,
        truth,
        Why.COMPOSED,
        facts=() if is_open else _once(path for part in chosen for path in part.facts),
        missing=_once(path for part in chosen for path in part.missing) if is_open else (),
        by_person=is_open and any(part.by_person for part in chosen),
        turns=max((part.turns for part in chosen if part.turns is not None), default=None),
        parts=parts,
    )


def _when(rule: WhenRule, case: Case, clock: Clock, answer: Truth) -> Finding:
    """Judge an exception; while its condition is unknown only what both branches share is known."""
    condition = evaluate(rule.condition, case, clock)
    then = evaluate(rule.then, case, clock, answer)
    branches = [then]
    otherwise = Truth.TRUE
    if rule.otherwise is not None:
        branches.append(evaluate(rule.otherwise, case, clock, answer))
        otherwise = branches[1].truth
    parts = (condition, *branches)
    if condition.truth is Truth.TRUE:
        return _of(rule, then.truth, (condition, then), parts)
    if condition.truth is Truth.FALSE:
        return _of(rule, otherwise, (condition, *branches[1:]), parts)
    truth = either((then.truth, otherwise))
    return _of(rule, truth, parts if truth is Truth.UNKNOWN else branches, parts)


def _once(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(paths))
