"""The day a finding names: never later than the answer can change, never sooner than it surely does."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from matcher.finding import Why
from tests.matcher.made import FALSE, TRUE, UNKNOWN, WASHOUT_28, everolimus, exclusion, finding, match, trial

LONGER = {
    "rule": "washout",
    "select": {"any_of": ["vapreotide"]},
    "at_least": {"longer_of": [{"days": 28}, {"half_lives": 5}]},
}
HAD = {"rule": "had", "select": {"any_of": ["everolimus"]}, "within": {"days": 28}}
ADULT = {"rule": "age", "at_least": 18}


@pytest.mark.parametrize(
    ("end", "truth", "day"),
    [
        ("2026-11", FALSE, date(2026, 11, 29)),
        ("2026-10", UNKNOWN, date(2026, 11, 28)),
        ("2026-09", TRUE, date(2026, 10, 28)),
        ("2026-11-01", FALSE, date(2026, 11, 29)),
    ],
)
def test_a_washout_from_a_partial_date_is_not_ruled_out_before_its_earliest_day(
    end: str, truth: object, day: date
) -> None:
    found = finding(WASHOUT_28, therapies=everolimus(end=end))
    assert (found.truth, found.turns) == (truth, day)


def test_a_washout_without_a_known_half_life_is_ruled_out_up_to_the_days_that_are_known() -> None:
    given = {"complete": True, "items": [{"agent": "vapreotide", "end": "2026-11-01"}]}
    found = finding(LONGER, therapies=given)
    assert (found.truth, found.turns) == (FALSE, date(2026, 11, 29))


def test_what_is_within_a_window_surely_stays_so_up_to_the_earliest_day_it_can_end() -> None:
    asked = {"rule": "progression", "within": {"months": 12}}
    assert finding(asked, progression=[{"date": "2026-10"}]).turns == date(2027, 10, 1)
    assert finding(asked, progression=[{"date": "2024-10"}]).turns == date(2025, 10, 31)
    assert finding(HAD, therapies=everolimus(end="2026-11")).turns == date(2026, 11, 29)


@pytest.mark.parametrize(
    ("born", "truth", "day"),
    [
        ("2009", FALSE, date(2027, 1, 1)),
        ("2008", UNKNOWN, date(2026, 12, 31)),
        ("2008-11-22", FALSE, date(2026, 11, 22)),
    ],
)
def test_a_birthday_from_a_partial_date_is_not_ruled_out_before_its_earliest_day(
    born: str, truth: object, day: date
) -> None:
    found = finding(ADULT, birth_date=born)
    assert (found.truth, found.turns) == (truth, day)


def test_an_age_in_whole_years_names_the_earliest_birthday_it_allows() -> None:
    assert finding(ADULT, age=17, screening_date="2026-11-21").turns == date(2026, 11, 22)


def test_an_unknown_medicine_is_not_given_a_day() -> None:
    given: dict[str, Any] = {"complete": True, "items": [{"agent": "Xyzumab", "end": "2026-11-01"}]}
    found = finding(WASHOUT_28, therapies=given)
    assert (found.truth, found.why, found.turns) == (UNKNOWN, Why.UNMAPPED, None)


def test_a_running_treatment_within_a_window_cites_that_it_runs() -> None:
    found = match(trial(exclusion(HAD)), therapies=everolimus(ongoing=True))
    assert found.criteria[0].facts == ("therapies[0].ongoing",)


@pytest.mark.parametrize(
    ("diagnosis", "missing"),
    [
        ({"ki67": 2}, ("diagnosis.grade", "diagnosis.mitotic_count")),
        ({"ki67": {"low": 15, "high": 25}}, ("diagnosis.grade", "diagnosis.ki67", "diagnosis.mitotic_count")),
        (
            {"ki67": {"low": 15, "high": 25}, "mitotic_count": {"value": 5, "unit": "/2mm2"}},
            ("diagnosis.grade", "diagnosis.ki67"),
        ),
    ],
)
def test_an_open_grade_misses_the_count_that_is_absent_or_straddles(
    diagnosis: dict[str, Any], missing: tuple[str, ...]
) -> None:
    asked = {"rule": "scale", "fact": "diagnosis.grade", "at_most": 2}
    assert finding(asked, diagnosis=diagnosis).missing == missing


def test_a_lung_carcinoid_may_be_a_typical_one() -> None:
    asked = {"rule": "one_of", "fact": "diagnosis.tumor_type", "values": ["typical_carcinoid"]}
    assert finding(asked, diagnosis={"tumor_type": "lung carcinoid"}).truth is UNKNOWN
    assert finding(asked, diagnosis={"tumor_type": "typical lung carcinoid"}).truth is TRUE
