"""A text of two readings is settled exactly where both are and agree, on every day; knowing more never flips it."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from matcher.case import Case
from matcher.clock import Clock
from matcher.engine import match_trial
from matcher.outcomes import judge
from matcher.result import Outcome, Verdict
from tests.properties.drawing import Draw
from tests.properties.interpreter import interpret
from tests.properties.patients import random_patient
from tests.properties.pools import DAYS
from tests.properties.program import criterion, profile_of, trial_of
from tests.properties.refining import refined
from tests.properties.rules import LEAVES, random_rule
from tests.properties.test_engine_equals_interpreter import SEED

if TYPE_CHECKING:
    from matcher.result import CriterionResult
    from tests.properties.drawing import Json

CASES = 3_000
DEFINITE = (Outcome.SATISFIED, Outcome.VIOLATED)
TIMED = ("elapsed", "progression", "had", "washout", "condition", "age")


class Read(NamedTuple):
    """A criterion of two readings, a patient and the as-of date."""

    criterion: Json
    patient: Json
    as_of: date

    @property
    def rules(self) -> list[Json]:
        return [reading["rule"] for reading in self.criterion["ambiguity"]["readings"]]

    def judged(self, patient: Json | None = None) -> CriterionResult:
        made = trial_of([self.criterion]).criteria[0]
        return judge(made, Case(profile_of(patient or self.patient), self.as_of), Clock(self.as_of))

    def alone(self, index: int) -> Json:
        return {key: value for key, value in self.criterion.items() if key != "ambiguity"} | {"rule": self.rules[index]}


def _reading(draw: Draw) -> Json:
    if draw.chance(4):
        return random_rule(draw, 2)
    kind = draw.one(TIMED)
    return {"rule": kind} | LEAVES[kind](draw)


def _drawn(random: Random, number: int = 1) -> Read:
    draw = Draw(random, DAYS[random.randrange(len(DAYS))])
    readings = [{"meaning": f"reading {n}", "rule": _reading(draw)} for n in range(draw.one((2, 2, 3)))]
    kind = draw.one(("inclusion", "exclusion"))
    made = criterion(number, None, kind) | {"ambiguity": {"question": "Which is meant?", "readings": readings}}
    return Read(made, random_patient(draw), draw.as_of)


def test_a_criterion_is_settled_exactly_where_all_its_readings_come_to_the_same() -> None:
    random = Random(SEED)  # noqa: S311 - chance for tests
    seen: Counter[Outcome] = Counter()
    for _ in range(CASES):
        read = _drawn(random)
        answers = {interpret(rule, read.patient, read.as_of, read.as_of) for rule in read.rules}
        result = read.judged()
        seen[result.outcome] += 1
        wanted = read.criterion["kind"] == "inclusion"
        if answers in ({True}, {False}):
            assert result.outcome is (Outcome.SATISFIED if answers == {wanted} else Outcome.VIOLATED), read
            assert {one.outcome for one in result.readings} == {result.outcome}, read
        else:
            assert result.outcome not in DEFINITE, read
        if answers >= {True, False}:
            assert result.outcome is Outcome.CONFIRM, read
        assert (result.outcome is Outcome.UNKNOWN) == bool(result.missing), read
    assert set(seen) == set(Outcome)


def test_knowing_more_never_flips_what_all_readings_agree_on() -> None:
    random = Random(SEED + 1)  # noqa: S311 - chance for tests
    settled = 0
    for _ in range(CASES):
        read = _drawn(random)
        before = read.judged().outcome
        after = read.judged(refined(Draw(random, read.as_of), read.patient)).outcome
        assert before not in DEFINITE or after is before, read
        settled += before is Outcome.UNKNOWN and after in DEFINITE
    assert settled > 0


def test_the_verdict_under_a_reading_is_that_of_the_trial_with_this_reading_alone() -> None:
    random = Random(SEED + 2)  # noqa: S311 - chance for tests
    seen = set()
    for _ in range(600):
        read = _drawn(random)
        draw = Draw(random, read.as_of)
        other = criterion(2, _reading(draw), "inclusion")
        case = Case(profile_of(read.patient), read.as_of)
        match = match_trial(trial_of([read.criterion, other]), case)
        for one in match.verdicts_by_reading:
            alone = match_trial(trial_of([read.alone(one.reading), other]), case)
            assert one.verdict is alone.verdict, read
            seen.add(one.verdict)
        assert len(match.verdicts_by_reading) == len(read.rules)
    assert seen == set(Verdict)


def test_windows_of_a_criterion_of_two_readings_agree_with_a_fresh_verdict_on_random_days() -> None:
    random = Random(SEED + 3)  # noqa: S311 - chance for tests
    turned = 0
    for _ in range(600):
        read = _drawn(random)
        match = match_trial(trial_of([read.criterion]), Case(profile_of(read.patient), read.as_of))
        turned += len(match.timelines[0].steps) > 1
        edges = [window.start for window in match.windows]
        around = [day + timedelta(days=shift) for day in edges for shift in (-1, 0, 1)]
        days = [read.as_of + timedelta(days=random.randrange(1000)) for _ in range(5)]
        for day in (one for one in (*days, *around) if one >= read.as_of):
            answers = {interpret(rule, read.patient, day, read.as_of) for rule in read.rules}
            is_against = answers == {read.criterion["kind"] == "exclusion"}
            is_open = any(w.start <= day and (w.end is None or day <= w.end) for w in match.windows)
            assert is_open != is_against, f"{day}\n{read}"
    assert turned > 50
