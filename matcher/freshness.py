"""The tests that a criterion rests on, and how long their last results stay fresh enough for it.

Freshness is judged on the as-of date and held (`matcher.clock.freshness`); here the same arithmetic is read the other
way round: until which day would the last result have passed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from criteria.entries import Lab
from criteria.rules import (
    AllRule,
    AnyRule,
    AtLeastRule,
    BiomarkerRule,
    ClearanceRule,
    FlagRule,
    LabMultipleRule,
    LabRule,
    NotRule,
    NumberRule,
    OneOfRule,
    ScaleRule,
    WhenRule,
)
from criteria.vocabulary import vocabulary
from matcher.truth import Truth, negate, truth

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from criteria.dates import Duration, PartialDate
    from matcher.finding import Evidence, Finding
    from matcher.result import CriterionResult

SCAN = "sstr_imaging."
SCAN_FACT = "sstr_imaging.date"
"""All facts of a scan are renewed by one new scan; this path stands for it."""

AgedRule: TypeAlias = (
    NumberRule | ScaleRule | OneOfRule | FlagRule | LabRule | LabMultipleRule | BiomarkerRule | ClearanceRule
)
Composite: TypeAlias = AllRule | AnyRule | AtLeastRule


@dataclass(frozen=True, slots=True)
class AgedTest:
    """A recorded test of which a rule limits the age; `last` is the date from which its age is counted.

    `fresh_until` is the last day on which it surely is fresh enough, whether past or to come; None when undated.
    """

    fact: str
    last: PartialDate | None
    max_age: Duration
    fresh_until: date | None


def aged_tests(result: CriterionResult) -> tuple[AgedTest, ...]:
    """Return the tests whose age matters to a criterion as it stands, in the rule's order.

    A test that was never done is no test to repeat. Where enough parts of a choice hold whatever the age of any test,
    the tests of its other parts do not matter; neither does the branch of an exception that does not apply.
    """
    if result.finding is None:
        return ()
    return tuple(_rests_on(result.finding, truth(holds=result.criterion.kind == "inclusion")))


def _rests_on(finding: Finding, wanted: Truth) -> Iterator[AgedTest]:
    """Yield the tests that could keep a finding from being, or from staying, what is wanted."""
    match finding.rule:
        case NotRule():
            yield from _rests_on(finding.parts[0], negate(wanted))
        case AllRule() | AnyRule() | AtLeastRule():
            yield from _of_parts(finding, _needed(finding.rule, len(finding.parts), wanted), wanted)
        case WhenRule():
            yield from _of_exception(finding, wanted)
        case (
            NumberRule() | ScaleRule() | OneOfRule() | FlagRule() | LabRule() | LabMultipleRule() | BiomarkerRule()
            | ClearanceRule()
        ) as rule if finding.truth is not negate(wanted):  # fmt: skip
            yield from _of_leaf(rule, finding.evidence)
        case _:
            return


def _needed(rule: Composite, total: int, wanted: Truth) -> int:
    """Return how many parts must be what is wanted for the whole to be so."""
    of_choice = {AllRule: total, AnyRule: 1}
    held = rule.count if isinstance(rule, AtLeastRule) else of_choice[type(rule)]
    return held if wanted is Truth.TRUE else total - held + 1


def _of_parts(finding: Finding, needed: int, wanted: Truth) -> Iterator[AgedTest]:
    tests = [(part.truth is wanted, tuple(_rests_on(part, wanted))) for part in finding.parts]
    ageless = sum(holds and not found for holds, found in tests)
    if ageless >= needed:
        return
    is_held = sum(holds for holds, _ in tests) >= needed
    for holds, found in tests:
        if holds or not is_held:
            yield from found


def _of_exception(finding: Finding, wanted: Truth) -> Iterator[AgedTest]:
    condition, then, *rest = finding.parts
    otherwise = rest[0].truth if rest else Truth.TRUE
    if condition.truth is not Truth.UNKNOWN:
        yield from _rests_on(condition, condition.truth)
        for branch in (then,) if condition.truth is Truth.TRUE else rest:
            yield from _rests_on(branch, wanted)
        return
    if not then.truth is otherwise is wanted:
        yield from _rests_on(condition, Truth.TRUE)
    for branch in (then, *rest):
        yield from _rests_on(branch, wanted)


def _of_leaf(rule: AgedRule, evidence: tuple[Evidence, ...]) -> Iterator[AgedTest]:
    """Yield the test of a leaf that limits its age.

    Every result that decides has to be fresh; where any one specimen will do, the newest.
    """
    tested = [item for item in evidence if not isinstance(rule, ClearanceRule) or isinstance(item.value, Lab)]
    if rule.max_age is None or not tested:
        return
    fact = _fact(rule, tested[0])
    dates = sorted((item.date for item in tested if item.date is not None), key=lambda when: when.first)
    is_choice = isinstance(rule, NumberRule) and rule.specimen == "any"
    counted = (dates[-1] if is_choice else dates[0]) if dates else None
    if counted is None or (len(dates) < len(tested) and not is_choice):
        yield AgedTest(fact, counted, rule.max_age, None)
    else:
        yield AgedTest(fact, counted, rule.max_age, rule.max_age.after(counted.first))


def _fact(rule: AgedRule, item: Evidence) -> str:
    match rule:
        case LabRule() | LabMultipleRule():
            return f"labs.{rule.test}"
        case BiomarkerRule():
            return f"biomarkers.{rule.name}"
        case ClearanceRule():
            test = item.value.test if isinstance(item.value, Lab) else ""
            term = vocabulary("lab_test").find(test)
            return f"labs.{term.id if term else test}"
        case _:
            return SCAN_FACT if rule.fact.startswith(SCAN) else rule.fact
