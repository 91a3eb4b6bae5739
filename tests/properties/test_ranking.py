"""The list's order: total, blind to the order of the library, and never a violation above none."""

from __future__ import annotations

from random import Random

from criteria.library import Library
from matcher.engine import MatchEngine
from matcher.result import Outcome, Verdict
from tests.properties.drawing import Draw
from tests.properties.patients import random_patient
from tests.properties.pools import DAYS
from tests.properties.program import criterion, profile_of, trial_of
from tests.properties.rules import random_rule
from tests.properties.test_engine_equals_interpreter import SEED

STATUSES = ("RECRUITING", "COMPLETED", "NOT_YET_RECRUITING", "TERMINATED")


def _library(draw: Draw, size: int) -> Library:
    trials = []
    for number in range(size):
        is_label = draw.chance(2)
        criteria = [
            criterion(n, random_rule(draw, 2), draw.one(("inclusion", "exclusion"))) for n in range(draw.integer(0, 2))
        ]
        trials.append(
            trial_of(
                criteria,
                f"LABEL-{number:02}" if is_label else f"NCT000000{number:02}",
                kind="label" if is_label else "trial",
                status=draw.one(STATUSES),
            )
        )
    return Library(tuple(trials), (), None)


def test_the_order_of_the_list_does_not_depend_on_the_order_of_the_library() -> None:
    random = Random(SEED)  # noqa: S311 - chance for tests
    for _ in range(60):
        draw = Draw(random, DAYS[0])
        library, profile = _library(draw, 12), profile_of(random_patient(draw))
        shuffled = list(library.trials)
        random.shuffle(shuffled)
        one = MatchEngine(library).match(profile, DAYS[0])
        other = MatchEngine(Library(tuple(shuffled), (), None)).match(profile, DAYS[0])
        assert one.matches == other.matches


def test_all_trials_are_listed_once_with_ranks_that_count_up_and_scores_that_fall() -> None:
    random = Random(SEED + 1)  # noqa: S311 - chance for tests
    for _ in range(60):
        draw = Draw(random, DAYS[0])
        library = _library(draw, 12)
        result = MatchEngine(library).match(profile_of(random_patient(draw)), DAYS[0])
        assert sorted(match.trial.id for match in result.matches) == sorted(trial.id for trial in library.trials)
        assert [match.rank for match in result.matches] == list(range(1, 13))
        for before, after in zip(result.matches, result.matches[1:], strict=False):
            if (before.trial.kind, before.verdict) == (after.trial.kind, after.verdict):
                assert before.score > after.score


def test_no_violated_trial_stands_above_one_without_a_violation_and_labels_come_last() -> None:
    random = Random(SEED + 2)  # noqa: S311 - chance for tests
    seen = set()
    for _ in range(80):
        draw = Draw(random, DAYS[0])
        result = MatchEngine(_library(draw, 12)).match(profile_of(random_patient(draw)), DAYS[0])
        kinds = [match.trial.kind for match in result.matches]
        assert kinds == sorted(kinds, key=("trial", "label").index)
        for kind in ("trial", "label"):
            group = [match for match in result.matches if match.trial.kind == kind]
            violated = [bool(match.of(Outcome.VIOLATED)) for match in group]
            assert violated == sorted(violated)
            orders = [match.verdict.order for match in group]
            assert orders == sorted(orders)
            seen |= {match.verdict for match in group}
    assert seen >= {Verdict.ELIGIBLE, Verdict.POSSIBLE, Verdict.INELIGIBLE}


def test_within_a_verdict_recruiting_then_fewer_unknown_then_fewer_to_confirm_come_first() -> None:
    random = Random(SEED + 4)  # noqa: S311 - chance for tests
    for _ in range(80):
        draw = Draw(random, DAYS[0])
        result = MatchEngine(_library(draw, 12)).match(profile_of(random_patient(draw)), DAYS[0])
        keys = [
            (
                match.trial.kind == "label",
                match.verdict.order,
                not match.trial.is_recruiting,
                len(match.of(Outcome.UNKNOWN)),
                len(match.of(Outcome.CONFIRM)),
            )
            for match in result.matches
        ]
        assert keys == sorted(keys)
