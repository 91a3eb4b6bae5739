"""More than 18 years may mean the eighteenth birthday or the nineteenth; one of the two refuses nobody."""

from __future__ import annotations

import pytest

from criteria.trial_checks import check_trial
from matcher.result import Outcome
from tests.criteria.parsing.test_reading import Json, read, rule
from tests.matcher.made import TODAY, outcome, trial


def judged(text: str, age: int) -> Outcome:
    found: Json = read(text).model_dump(mode="json", exclude_none=True, exclude={"source_span"})
    return outcome(found, birth_date=f"{TODAY.year - age}-01-31").outcome


@pytest.mark.parametrize("text", ["Age > 18 years", "Patients over 18 years of age", "Age > 18 years and ECOG 0-1"])
def test_more_than_so_many_years_has_two_readings(text: str) -> None:
    found = read(text)
    assert found.ambiguity is not None
    assert found.rule is None
    assert [one.meaning for one in found.ambiguity.readings] == ["18 is old enough", "from 19 on"]
    made = trial(found.model_dump(mode="json", exclude_none=True), source={"registry": "none", "curated_by": "parser"})
    assert not check_trial(made, "trial.json")


@pytest.mark.parametrize(
    ("age", "expected"),
    [(17, Outcome.VIOLATED), (18, Outcome.CONFIRM), (19, Outcome.SATISFIED), (40, Outcome.SATISFIED)],
)
def test_only_who_is_of_that_very_age_is_left_to_the_study_team(age: int, expected: Outcome) -> None:
    assert judged("Age > 18 years", age) is expected


def test_a_partial_reading_keeps_what_both_meanings_deny() -> None:
    found = read("Age > 18 years, able to follow the diary of the study")
    assert found.reading == "partial"
    assert rule("Age > 18 years, able to follow the diary of the study") == {"at_least": 18}


@pytest.mark.parametrize("text", ["Age ≥ 18 years", "Age between 18 and 75 years", "ANC > 1.5 x 10^9/L"])
def test_what_is_said_in_one_way_has_one_rule(text: str) -> None:
    assert read(text).ambiguity is None
    assert rule(text) is not None


def test_an_upper_age_that_excludes_stays_one_rule() -> None:
    assert rule("Age > 75 years", "exclusion") == {"above": 75}
