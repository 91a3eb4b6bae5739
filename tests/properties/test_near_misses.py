"""Whatever the rule and the patient: blockers are violated criteria, a day given is right, and nothing is left out."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from criteria.library import Library
from criteria.profile import Answer
from matcher.case import Case
from matcher.clock import Clock
from matcher.engine import MatchEngine
from matcher.lifting import Kind
from matcher.near_misses import blockers_of, near_misses
from matcher.outcomes import judge
from matcher.result import Outcome, Verdict
from tests.properties.program import criterion, profile_of, trial_of
from tests.properties.shrinking import told
from tests.properties.strategies import seeded_cases

if TYPE_CHECKING:
    from criteria.profile import PatientProfile
    from matcher.near_misses import Blocker
    from matcher.result import MatchResult
    from tests.properties.strategies import RandomCase

CASES = 3_000
SEED = 20_261_121


@cache
def _judged() -> tuple[tuple[RandomCase, PatientProfile, MatchResult], ...]:
    """Judge each rule as an inclusion and, beside it in a trial of its own, as an exclusion."""
    found = []
    for case in seeded_cases(SEED, CASES):
        profile = profile_of(case.patient)
        trials = [
            trial_of([criterion(1, case.rule, kind)], f"NCT0000000{place}")
            for place, kind in enumerate(("inclusion", "exclusion"), start=1)
        ]
        result = MatchEngine(Library(tuple(trials), (), None)).match(profile, case.as_of)
        found.append((case, profile, result))
    return tuple(found)


@cache
def _blockers() -> tuple[tuple[RandomCase, PatientProfile, Blocker], ...]:
    return tuple(
        (case, profile, one)
        for case, profile, result in _judged()
        for match in result.matches
        for one in blockers_of(match)
    )


def test_the_cases_show_every_kind() -> None:
    assert {one.kind for _, _, one in _blockers()} == {*Kind}


def test_the_blockers_are_the_violated_criteria() -> None:
    for case, _, result in _judged():
        for match in result.matches:
            assert tuple(one.result.criterion.id for one in blockers_of(match)) == match.blockers, told(case)
        for one in near_misses(result):
            assert one.match.blockers == (one.blocker.result.criterion.id,), told(case)
            assert one.blocker.kind is not Kind.FIXED, told(case)


def _outcome(profile: PatientProfile, case: RandomCase, one: Blocker, days: int) -> Outcome:
    assert one.since is not None
    clock = Clock(one.since + timedelta(days=days))
    return judge(one.result.criterion, Case(profile, case.as_of), clock).outcome


def test_on_the_day_given_the_criterion_is_no_longer_violated_and_on_the_day_before_it_is() -> None:
    dated = [found for found in _blockers() if found[2].since is not None]
    assert len(dated) > CASES // 100
    for case, profile, one in dated:
        assert one.kind is Kind.TIME, told(case)
        assert _outcome(profile, case, one, 0) is not Outcome.VIOLATED, told(case)
        assert _outcome(profile, case, one, -1) is Outcome.VIOLATED, told(case)


def test_a_near_miss_with_a_day_is_a_trial_that_opens_later() -> None:
    for case, _, result in _judged():
        for one in near_misses(result):
            is_dated = one.blocker.since is not None
            assert is_dated == (one.match.verdict is Verdict.LATER), told(case)


def test_an_answer_that_violates_is_never_called_fixed() -> None:
    for case in seeded_cases(SEED + 1, CASES // 10):
        trial = trial_of(
            [criterion(1, {"rule": "any", "of": [case.rule, {"rule": "judgement", "question": "Is it?"}]})]
        )
        profile = profile_of(case.patient)
        answered = profile.model_copy(update={"answers": {trial.id: {"I01": Answer(answer="no")}}})
        (match,) = MatchEngine(Library((trial,), (), None)).match(answered, case.as_of).matches
        assert Kind.FIXED not in [one.kind for one in blockers_of(match)], told(case)
