"""A trial under each reading of a text that can be understood in several ways, from courses already judged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matcher.result import ReadingVerdict, Timeline
from matcher.windows import verdict_today, verdicts_by_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from matcher.result import Verdict


def verdicts_by_reading(
    cohorts: Sequence[Sequence[Timeline]], as_of: date, *, at_best_possible: bool
) -> tuple[ReadingVerdict, ...]:
    """Return the trial's verdict under each reading taken alone, the best over the cohorts.

    `cohorts` are the courses of the common and the own criteria of each cohort; a trial without cohorts has one. What
    a person has answered is left out: the study team has said which reading is meant.
    """
    read_twice = {
        line.today.criterion.id: line
        for lines in cohorts
        for line in lines
        if line.today.readings and line.today.answer is None
    }

    def best(line: Timeline, index: int) -> Verdict:
        alone = _alone(line, index)
        read = ([alone if each is line else each for each in lines] for lines in cohorts)
        verdicts = (verdict_today(verdicts_by_day(each, as_of, at_best_possible=at_best_possible)) for each in read)
        return min(verdicts, key=lambda verdict: verdict.order)

    return tuple(
        ReadingVerdict(criterion, index, one.meaning, best(line, index))
        for criterion, line in read_twice.items()
        for index, one in enumerate(line.today.readings)
    )


def _alone(line: Timeline, index: int) -> Timeline:
    """Return the course that a criterion has with one reading alone."""
    return Timeline(tuple((day, replace(result, outcome=result.readings[index].outcome)) for day, result in line.steps))
