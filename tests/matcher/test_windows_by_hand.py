"""The windows of whole trials, with composites and cohorts, worked out by hand; as of 21 November 2026."""

from __future__ import annotations

from typing import Final

import pytest

from tests.matcher.made import Json, exclusion, inclusion, match, trial, windows

PATIENT: Final[Json] = {
    "birth_date": "2008-12-10",
    "progression": [{"date": "2025-12-31"}],
    "therapies": {"complete": True, "items": [{"agent": "everolimus", "end": "2026-11-01"}]},
}
WASHED_OUT: Final = {"rule": "washout", "select": {"any_of": ["everolimus"]}, "at_least": {"days": 28}}
LATELY_WORSE: Final = {"rule": "progression", "within": {"months": 12}}
NOT_LATELY_WORSE: Final = {"rule": "progression", "at_least_ago": {"months": 14}}
ADULT: Final = {"rule": "age", "at_least": 18}


def _cohort(name: str, *criteria: Json) -> Json:
    return {"id": name, "name": name, "criteria": list(criteria)}


WHOLE_TRIALS: Final[list[tuple[str, list[Json], list[Json], list[list[str | None]]]]] = [
    # Washed out from 29 November on; worse within twelve months up to 31 December; of age from 10 December on
    ("both", [inclusion(WASHED_OUT, 1), inclusion(LATELY_WORSE, 2)], [], [["2026-11-29", "2026-12-31"]]),
    ("all", [inclusion({"rule": "all", "of": [ADULT, LATELY_WORSE]})], [], [["2026-12-10", "2026-12-31"]]),
    ("any", [inclusion({"rule": "any", "of": [ADULT, LATELY_WORSE]})], [], [["2026-11-21", None]]),
    ("not", [exclusion(LATELY_WORSE)], [], [["2027-01-01", None]]),
    ("never", [inclusion(WASHED_OUT, 1), inclusion({"rule": "age", "below": 17}, 2)], [], []),
    (
        "cohorts that leave a gap",
        [inclusion(WASHED_OUT, 1)],
        [
            _cohort("A", inclusion(LATELY_WORSE, 2)),
            _cohort("B", inclusion(NOT_LATELY_WORSE, 3)),
        ],
        [["2026-11-29", "2026-12-31"], ["2027-02-28", None]],
    ),
    (
        "cohorts that touch",
        [inclusion(WASHED_OUT, 1)],
        [_cohort("A", inclusion(LATELY_WORSE, 2)), _cohort("B", exclusion(LATELY_WORSE, 3))],
        [["2026-11-29", None]],
    ),
    (
        "cohorts that share days",
        [],
        [_cohort("A", inclusion(LATELY_WORSE, 1)), _cohort("B", inclusion(WASHED_OUT, 2), inclusion(ADULT, 3))],
        [["2026-11-21", None]],
    ),
]


@pytest.mark.parametrize(
    ("criteria", "cohorts", "days"), [row[1:] for row in WHOLE_TRIALS], ids=[row[0] for row in WHOLE_TRIALS]
)
def test_the_windows_of_a_trial_are_the_days_worked_out_by_hand(
    criteria: list[Json], cohorts: list[Json], days: list[list[str | None]]
) -> None:
    found = match(trial(*criteria, cohorts=cohorts), **PATIENT)
    assert windows(found) == days
