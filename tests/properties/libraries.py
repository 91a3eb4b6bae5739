"""Random libraries: trials and labels, cohorts, partial and double readings, checks by hand, answers of a person."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from criteria.library import Library
from criteria.trial import Trial
from tests.properties.program import criterion
from tests.properties.rules import LEAVES, random_rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.properties.drawing import Draw, Json

STATUSES = ("RECRUITING", "COMPLETED", "NOT_YET_RECRUITING", "TERMINATED")
TIMED = ("elapsed", "progression", "had", "ongoing", "washout", "stable_dose", "condition", "age")


def pool_of_rules(draw: Draw, size: int) -> list[Json]:
    """Return rules that the trials of one library share."""
    return [_rule(draw) for _ in range(size)]


def _rule(draw: Draw) -> Json:
    if draw.chance(5):
        return random_rule(draw, 3)
    kind = draw.one(TIMED) if draw.chance(6) else draw.one(tuple(LEAVES))
    return {"rule": kind} | LEAVES[kind](draw)


def _criterion(draw: Draw, pool: Sequence[Json], number: int) -> Json:
    made = criterion(number, draw.one(pool), draw.one(("inclusion", "exclusion")))
    kind = draw.integer(0, 9)
    if kind == 0:
        return made | {"rule": None}
    if kind == 1:
        return made | {"reading": "partial"}
    if kind == 2:
        readings = [{"meaning": f"reading {n}", "rule": draw.one(pool)} for n in range(draw.one((2, 3)))]
        return made | {"rule": None, "ambiguity": {"question": "Which is meant?", "readings": readings}}
    return made


def random_trial(draw: Draw, pool: Sequence[Json], number: int) -> Trial:
    """Return a trial or a label, with or without cohorts; now and then it asks nothing."""
    is_label = draw.chance(2)
    numbers = iter(range(1, 99))
    criteria = [_criterion(draw, pool, next(numbers)) for _ in range(draw.integer(0, 3))]
    cohorts = [
        {"id": f"C{n}", "name": f"Cohort {n}", "criteria": _some(draw, pool, numbers)}
        for n in range(draw.one((0, 0, 0, 1, 2, 3)))
    ]
    data = {
        "id": f"LABEL-{number:02}" if is_label else f"NCT000000{number:02}",
        "title": f"Made for a test, number {number}: {draw.one(('α', 'é', '<b>', ''))}",
        "kind": "label" if is_label else "trial",
        "coverage": draw.one(("full", "full", "full", "partial")),
        "status": draw.one(STATUSES),
        "source": {"registry": "none", "curated_by": draw.one(("hand", "hand", "parser"))},
        "criteria": criteria,
        "cohorts": cohorts,
    }
    return Trial.model_validate_json(json.dumps(data))


def _some(draw: Draw, pool: Sequence[Json], numbers: object) -> list[Json]:
    return [_criterion(draw, pool, next(numbers)) for _ in range(draw.integer(0, 2))]  # type: ignore[call-overload]


def random_library(draw: Draw, size: int) -> Library:
    """Return a library whose trials share some of their rules."""
    pool = pool_of_rules(draw, max(4, size))
    trials = [random_trial(draw, pool, number) for number in range(size)]
    draw.random.shuffle(trials)
    return Library(tuple(trials), (), None)


def random_answers(draw: Draw, library: Library) -> Json:
    """Return what a person answered of some criteria of some trials, and of one that is none."""
    answers: Json = {}
    for trial in library.trials:
        every = [*trial.criteria, *(one for cohort in trial.cohorts for one in cohort.criteria)]
        chosen = [one for one in every if draw.chance(4)]
        if chosen and draw.chance(4):
            answers[trial.id] = {one.id: draw.one(("yes", "no")) for one in chosen}
    if draw.chance(3):
        answers["NCT99999999"] = {"I01": "yes"}
    return answers
