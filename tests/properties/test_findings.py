"""What every finding owes: a definite one lacks nothing, an open one says what it lacks, no bystander is cited."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from criteria.facts import find_fact
from criteria.rules import AllRule, AnyRule, JudgementRule, NotRule, WhenRule
from matcher.case import Case
from matcher.clock import Clock
from matcher.outcomes import judge
from matcher.result import Outcome
from matcher.truth import Truth
from tests.properties.program import criterion, finding, profile_of, trial_of
from tests.properties.shrinking import told
from tests.properties.strategies import seeded_cases
from tests.properties.test_engine_equals_interpreter import SEED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcher.finding import Finding
    from tests.properties.strategies import RandomCase

CASES = 4_000


@cache
def _all_findings() -> tuple[tuple[RandomCase, Finding], ...]:
    everything = []
    for case in seeded_cases(SEED, CASES):
        stack = [finding(*case)]
        while stack:
            found = stack.pop()
            everything.append((case, found))
            stack += found.parts
    return tuple(everything)


def test_a_definite_finding_misses_nothing_and_waits_for_nobody() -> None:
    for case, found in _all_findings():
        if found.truth is not Truth.UNKNOWN:
            assert not found.missing, told(case)
            assert not found.by_person, told(case)


def test_an_open_finding_says_what_is_missing_or_that_a_person_must_judge() -> None:
    for case, found in _all_findings():
        if found.truth is Truth.UNKNOWN:
            assert found.missing or found.by_person, told(case)
            assert not found.facts, told(case)


def test_a_definite_leaf_names_the_facts_that_decide_it() -> None:
    for case, found in _all_findings():
        if not found.parts and found.truth is not Truth.UNKNOWN:
            assert found.facts, f"{found.rule}\n{told(case)}"


def test_no_finding_names_a_path_twice() -> None:
    for case, found in _all_findings():
        for paths in (found.facts, found.missing):
            assert len(paths) == len(set(paths)), f"{paths}\n{told(case)}"


def test_every_path_that_a_finding_names_is_a_fact_of_the_catalogue() -> None:
    for case, found in _all_findings():
        for path in (*found.facts, *found.missing):
            assert find_fact(path) is not None, f"{path}\n{told(case)}"


def _united(parts: Iterator[Finding], truth: Truth) -> set[str]:
    return {path for part in parts if part.truth is truth for path in (*part.facts, *part.missing)}


def test_the_facts_of_a_composite_are_those_of_the_parts_that_share_its_truth() -> None:
    for case, found in _all_findings():
        if isinstance(found.rule, AllRule | AnyRule):
            assert {*found.facts, *found.missing} == _united(iter(found.parts), found.truth), told(case)
        if isinstance(found.rule, NotRule):
            assert found.facts == found.parts[0].facts, told(case)


def test_the_facts_of_an_exception_hold_those_of_its_condition() -> None:
    for case, found in _all_findings():
        if isinstance(found.rule, WhenRule) and found.truth is not Truth.UNKNOWN:
            asked = found.parts[0]
            if asked.truth is not Truth.UNKNOWN:
                assert set(asked.facts) <= set(found.facts), told(case)


def test_only_a_rule_with_a_judgement_waits_for_a_person() -> None:
    for case, found in _all_findings():
        if found.by_person and not found.parts:
            assert isinstance(found.rule, JudgementRule), told(case)


def test_a_criterion_is_to_confirm_only_when_no_datum_is_missing() -> None:
    seen = set()
    for case in seeded_cases(SEED + 2, 3000):
        made = trial_of([criterion(1, case.rule, "inclusion" if case.day.day % 2 else "exclusion")]).criteria[0]
        result = judge(made, Case(profile_of(case.patient), case.as_of), Clock(case.day))
        seen.add(result.outcome)
        missing = result.finding.missing if result.finding else ()
        assert (result.outcome is Outcome.CONFIRM) <= (not missing), told(case)
        assert (result.outcome is Outcome.UNKNOWN) == bool(result.missing), told(case)
    assert seen == set(Outcome)
