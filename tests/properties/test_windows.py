"""Windows hold exactly the days on which the trial, judged afresh by the second reading, is open to the patient."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count, pairwise
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import pytest

from matcher.case import Case
from matcher.engine import match_trial
from matcher.result import Verdict
from tests.properties.drawing import Draw
from tests.properties.interpreter import interpret
from tests.properties.patients import random_patient
from tests.properties.pools import DAYS
from tests.properties.program import criterion, profile_of, trial_of
from tests.properties.rules import LEAVES, random_rule
from tests.properties.test_engine_equals_interpreter import SEED
from tests.properties.turns import turns_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matcher.result import Match, Window
    from tests.properties.drawing import Json

THREE_YEARS = 1096
TIMED = ("elapsed", "progression", "had", "ongoing", "washout", "stable_dose", "condition", "age")


class Judged(NamedTuple):
    """A random trial, its match, and what the second reading needs to judge it on any day."""

    common: list[Json]
    cohorts: list[list[Json]]
    patient: Json
    as_of: date
    match: Match

    @property
    def criteria(self) -> list[Json]:
        return [*self.common, *(one for own in self.cohorts for one in own)]

    def verdicts(self, day: date) -> set[Verdict]:
        """Return the verdicts of the cohorts, or of the trial without any, on a day."""
        return {self._verdict([*self.common, *own], day) for own in self.cohorts or [[]]}

    def _verdict(self, criteria: list[Json], day: date) -> Verdict:
        wants = {"inclusion": True, "exclusion": False}
        kept = [(interpret(one["rule"], self.patient, day, self.as_of), wants[one["kind"]]) for one in criteria]
        if any(answer is (not wanted) for answer, wanted in kept):
            return Verdict.INELIGIBLE
        return Verdict.POSSIBLE if any(answer is None for answer, _ in kept) else Verdict.ELIGIBLE


def _rule(draw: Draw) -> Json:
    if draw.chance(3):
        return random_rule(draw, 2)
    kind = draw.one(TIMED)
    return {"rule": kind} | LEAVES[kind](draw)


def _without_judgement(draw: Draw) -> Json:
    while True:
        rule = _rule(draw)
        if "judgement" not in str(rule):
            return rule


def _criteria(draw: Draw, numbers: Iterator[int], least: int, most: int) -> list[Json]:
    count = draw.integer(least, most)
    return [
        criterion(next(numbers), _without_judgement(draw), draw.one(("inclusion", "exclusion"))) for _ in range(count)
    ]


def _judged(random: Random) -> Judged:
    draw = Draw(random, DAYS[random.randrange(len(DAYS))])
    patient, numbers = random_patient(draw), count(1)
    common = _criteria(draw, numbers, 1, 3)
    cohorts = [_criteria(draw, numbers, 0, 2) for _ in range(draw.integer(1, 3))] if draw.chance(4) else []
    match = match_trial(trial_of(common, cohorts=cohorts), Case(profile_of(patient), draw.as_of))
    return Judged(common, cohorts, patient, draw.as_of, match)


def _holds(windows: Iterable[Window], day: date) -> bool:
    return any(window.start <= day and (window.end is None or day <= window.end) for window in windows)


def _check(judged: Judged, days: Iterable[date]) -> None:
    for day in days:
        verdicts = judged.verdicts(day)
        is_open = bool(verdicts & {Verdict.ELIGIBLE, Verdict.POSSIBLE})
        words = (
            f"{day}, as of {judged.as_of}\n{judged.common}\n{judged.cohorts}\n{judged.patient}\n{judged.match.windows}"
        )
        assert _holds(judged.match.windows, day) == is_open, words
        assert _holds(judged.match.eligible_windows, day) == (Verdict.ELIGIBLE in verdicts), words


def _edges(judged: Judged) -> list[date]:
    windows = (*judged.match.windows, *judged.match.eligible_windows)
    ends = [day for window in windows for day in (window.start, window.end) if day is not None]
    around = [day + timedelta(days=shift) for day in ends for shift in (-1, 0, 1)]
    return [day for day in around if day >= judged.as_of]


def _turns(judged: Judged) -> list[date]:
    return turns_of([one["rule"] for one in judged.criteria], judged.patient, judged.as_of)


def test_windows_agree_with_a_fresh_verdict_on_every_day_beside_a_possible_turn() -> None:
    random = Random(SEED + 7)  # noqa: S311 - chance for tests
    for _ in range(200):
        judged = _judged(random)
        _check(judged, _turns(judged))


def test_no_answer_turns_on_a_day_that_is_not_a_possible_turn() -> None:
    random = Random(SEED + 8)  # noqa: S311 - chance for tests
    turned = 0
    for _ in range(1500):
        judged = _judged(random)
        days = set(_turns(judged))
        steps = [day for line in judged.match.timelines for day, _ in line.steps[1:]]
        assert days.issuperset(steps), f"{judged.common}\n{judged.cohorts}\n{judged.patient}"
        turned += len(steps)
    assert turned > 500


def test_windows_agree_with_a_fresh_verdict_around_every_edge_and_on_random_days() -> None:
    random = Random(SEED)  # noqa: S311 - chance for tests
    edges = 0
    for _ in range(1200):
        judged = _judged(random)
        days = [judged.as_of + timedelta(days=random.randrange(THREE_YEARS)) for _ in range(6)]
        around = _edges(judged)
        edges += len(around)
        _check(judged, [judged.as_of, *around, *days])
    assert edges > 2000


@pytest.mark.parametrize("seed", range(6))
def test_windows_agree_with_a_fresh_verdict_on_every_day_of_three_years(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - chance for tests
    judged = next(one for one in iter(lambda: _judged(random), None) if len(one.match.windows) > 1 or _edges(one)[3:])
    _check(judged, [judged.as_of + timedelta(days=n) for n in range(THREE_YEARS)])


def test_windows_are_sorted_apart_and_begin_today_exactly_when_the_trial_is_open_today() -> None:
    random = Random(SEED + 3)  # noqa: S311 - chance for tests
    seen = set()
    for _ in range(1500):
        judged = _judged(random)
        match = judged.match
        seen.add(match.verdict)
        for windows in (match.windows, match.eligible_windows):
            for before, after in pairwise(windows):
                assert before.end is not None
                assert after.start > before.end + timedelta(days=1)
            assert all(window.end is None or window.start <= window.end for window in windows)
        begins_today = bool(match.windows) and match.windows[0].start == judged.as_of
        assert begins_today == (match.verdict in (Verdict.ELIGIBLE, Verdict.POSSIBLE))
        assert (match.verdict is Verdict.LATER) == (bool(match.windows) and not begins_today)
        assert all(_holds(match.windows, window.start) for window in match.eligible_windows)
    assert seen == set(Verdict)
