"""Courses over time tell on each day what judging afresh on that day tells; a fresh result is fresh until its day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from criteria.library import Library
from criteria.trial import Cohort
from matcher.calendar import is_bound_by_time, key_dates, trial_calendar
from matcher.calendar import tests_to_repeat as repeats_of
from matcher.case import Case
from matcher.clock import Clock
from matcher.engine import MatchEngine, match_trial
from matcher.evaluate import evaluate
from matcher.finding import Why
from matcher.freshness import aged_tests
from matcher.outcomes import judge
from matcher.result import Outcome, Verdict
from matcher.truth import Truth
from tests.properties.drawing import Draw
from tests.properties.patients import random_patient
from tests.properties.pools import DAYS
from tests.properties.program import criterion, profile_of, trial_of
from tests.properties.rules import LEAVES, random_rule
from tests.properties.test_engine_equals_interpreter import SEED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from criteria.trial import Trial
    from matcher.calendar import Span, TrialCalendar
    from matcher.finding import Finding
    from matcher.result import Match
    from tests.properties.drawing import Json

ONE_DAY = timedelta(days=1)
THREE_YEARS = 1096
AGED = ("number", "scale", "flag", "lab", "lab_multiple", "biomarker", "clearance")
TIMED = ("progression", "had", "washout", "stable_dose", "condition", "age")
UNFRESH = (Why.STALE, Why.UNDATED, Why.PARTIAL_DATE)
UNUSABLE = (Why.NO_UNIT, Why.NO_LIMIT)


class Made(NamedTuple):
    """A random trial for a random patient."""

    trial: Trial
    case: Case
    match: Match
    random: Random

    @property
    def course(self) -> TrialCalendar:
        return trial_calendar(self.match, self.case.as_of)

    def days(self) -> list[date]:
        """Return days to sample: every edge of a window or lane with its neighbours, and some at random."""
        spans = [span for lane in self.course.lanes for span in lane.spans] + list(self.course.whole)
        edges = [span.start + ONE_DAY * shift for span in spans for shift in (-1, 0, 1)]
        chance = [self.case.as_of + ONE_DAY * self.random.randrange(THREE_YEARS) for _ in range(5)]
        return [day for day in (*edges, *chance) if day >= self.case.as_of]


def _rules(draw: Draw, count: int) -> Iterator[Json]:
    for _ in range(count):
        kind = draw.one(TIMED + AGED)
        yield random_rule(draw, 2) if draw.chance(4) else {"rule": kind} | LEAVES[kind](draw)


def _made(seed: int, number: int) -> Iterator[Made]:
    random = Random(seed)  # noqa: S311 - chance for tests
    for _ in range(number):
        draw = Draw(random, DAYS[random.randrange(len(DAYS))])
        data = [criterion(n, rule, draw.one(("inclusion", "exclusion"))) for n, rule in enumerate(_rules(draw, 5))]
        trial = trial_of(data)
        if draw.chance(4):
            parts = trial.criteria
            cohorts = (Cohort(id="A", name="A", criteria=parts[1:3]), Cohort(id="B", name="B", criteria=parts[3:]))
            trial = trial.model_copy(update={"criteria": parts[:1], "cohorts": cohorts})
        case = Case(profile_of(random_patient(draw)), draw.as_of)
        yield Made(trial, case, match_trial(trial, case), random)


def _on(spans: Sequence[Span], day: date) -> Outcome | Verdict:
    (state,) = [span.state for span in spans if span.start <= day and (span.end is None or day <= span.end)]
    return state


def test_a_lane_says_on_each_day_what_judging_on_that_day_says() -> None:
    turned = 0
    for made in _made(SEED, 500):
        for lane in made.course.lanes:
            turned += len(lane.spans) - 1
            assert lane.spans[0].state is lane.result.outcome
            for day in made.days():
                assert _on(lane.spans, day) is judge(lane.result.criterion, made.case, Clock(day)).outcome
    assert turned > 100


def test_a_criterion_without_a_lane_never_turns() -> None:
    seen = 0
    for made in _made(SEED + 1, 400):
        for line in made.match.timelines:
            if not is_bound_by_time(line):
                seen += 1
                outcomes = {judge(line.today.criterion, made.case, Clock(day)).outcome for day in made.days()}
                assert outcomes == {line.today.outcome}
    assert seen > 100


def test_the_course_of_the_whole_is_the_best_of_the_cohorts_on_each_day() -> None:
    seen: set[Outcome | Verdict] = set()
    for made in _made(SEED + 2, 500):
        for day in made.days():
            best = min((_verdict(made, parts, day) for parts in _parts(made.trial)), key=lambda one: one.order)
            state = _on(made.course.whole, day)
            seen.add(state)
            assert (Verdict.INELIGIBLE if state is Verdict.LATER else state) is best
            comes_later = any(window.start > day for window in made.match.windows)
            assert (state is Verdict.LATER) == (best is Verdict.INELIGIBLE and comes_later)
    assert seen == set(Verdict)


def _parts(trial: Trial) -> list[Trial]:
    if not trial.cohorts:
        return [trial]
    return [
        trial.model_copy(update={"criteria": (*trial.criteria, *cohort.criteria), "cohorts": ()})
        for cohort in trial.cohorts
    ]


def _verdict(made: Made, trial: Trial, day: date) -> Verdict:
    outcomes = {judge(one, made.case, Clock(day)).outcome for one in trial.criteria}
    if Outcome.VIOLATED in outcomes:
        return Verdict.INELIGIBLE
    return Verdict.POSSIBLE if Outcome.UNKNOWN in outcomes else Verdict.ELIGIBLE


def test_spans_follow_each_other_without_gap_and_differ() -> None:
    for made in _made(SEED + 3, 300):
        for spans in (made.course.whole, *(lane.spans for lane in made.course.lanes)):
            assert spans[0].start == made.case.as_of
            assert spans[-1].end is None
            for before, after in pairwise(spans):
                assert before.end is not None
                assert before.end + ONE_DAY == after.start
                assert before.state is not after.state


def test_a_result_is_fresh_up_to_its_last_fresh_day_and_not_on_the_next() -> None:
    fresh = stale = 0
    for made in _made(SEED + 4, 1500):
        for result in made.match.criteria:
            tests = aged_tests(result)
            if not tests or made.case.left_out or result.finding is None or result.finding.parts:
                continue
            (test,) = tests
            if test.fresh_until is None:
                stale += 1
                assert result.finding.why in UNFRESH
                continue
            known_from = max(test.last.last if test.last else made.case.as_of, made.case.as_of)
            if test.fresh_until >= known_from:
                fresh += 1
                assert _judged_on(made, result.finding, test.fresh_until).why not in UNFRESH
            # Beside a result of the same day that can never be used, that one may be told first.
            told = {*UNFRESH, result.finding.why} if result.finding.why in UNUSABLE else UNFRESH
            assert _judged_on(made, result.finding, max(test.fresh_until + ONE_DAY, known_from)).why in told
    assert fresh > 20
    assert stale > 20


def _judged_on(made: Made, finding: Finding, day: date) -> Finding:
    return evaluate(finding.rule, Case(made.case.profile, day), Clock(day))


def test_a_criterion_that_stale_tests_leave_open_names_a_test_to_repeat() -> None:
    seen = 0
    for made in _made(SEED + 5, 1500):
        for result in made.match.criteria:
            if result.outcome is not Outcome.UNKNOWN or result.finding is None:
                continue
            leaves = list(_unknown_leaves(result.finding))
            if leaves and all(leaf.why in (Why.STALE, Why.UNDATED) and _has_age(leaf) for leaf in leaves):
                seen += 1
                assert aged_tests(result)
    assert seen > 20


def _unknown_leaves(finding: Finding) -> Iterator[Finding]:
    if not finding.parts and finding.truth is Truth.UNKNOWN:
        yield finding
    for part in finding.parts:
        yield from _unknown_leaves(part)


def _has_age(leaf: Finding) -> bool:
    return getattr(leaf.rule, "max_age", None) is not None


def _library(trial: Trial) -> Library:
    return Library((trial,), (), None)


def test_key_dates_are_sorted_unique_and_never_past_and_tests_have_a_use() -> None:
    kinds = set()
    for made in _made(SEED + 6, 400):
        result = MatchEngine(_library(made.trial)).match(made.case.profile, made.case.as_of)
        dates = key_dates(result)
        kinds |= {one.kind for one in dates}
        assert len(set(dates)) == len(dates)
        assert [one.day for one in dates] == sorted(one.day for one in dates)
        assert all(one.day >= made.case.as_of for one in dates)
        for test in repeats_of(result):
            assert test.is_due == (test.fresh_until is None)
            assert test.fresh_until is None or test.fresh_until >= made.case.as_of
            assert test.by is None or test.fresh_until is None or test.by > test.fresh_until
            assert test.not_before is None or test.not_before > made.case.as_of
    assert len(kinds) == 3
