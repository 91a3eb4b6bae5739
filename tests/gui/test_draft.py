"""What becomes of a patient while something in it cannot be read."""

from __future__ import annotations

from typing import Any

import pytest

from gui.draft import empty_draft, soundest, value_at, with_value


def draft(**parts: Any) -> dict[str, Any]:  # noqa: ANN401 - bits of a patient file
    return {**empty_draft(), **parts}


def test_a_value_is_set_and_taken_out_along_a_path() -> None:
    filled = with_value(empty_draft(), "diagnosis.ki67", 12)
    assert value_at(filled, "diagnosis.ki67") == 12
    assert with_value(filled, "diagnosis.ki67", None) == empty_draft()


def test_setting_a_value_leaves_the_old_draft_as_it_was() -> None:
    before = draft(diagnosis={"grade": "G2"})
    with_value(before, "diagnosis.ki67", 12)
    assert before == draft(diagnosis={"grade": "G2"})


def test_an_unreadable_field_is_unknown_and_the_rest_stays() -> None:
    sound = soundest(draft(age=50, diagnosis={"grade": "G2", "ki67": {"value": 12, "date": "soon"}}))
    assert set(sound.problems) == {"diagnosis.ki67.date"}
    assert sound.profile.age == 50
    assert sound.profile.diagnosis.grade == "G2"
    assert sound.profile.diagnosis.ki67 is not None
    assert sound.profile.diagnosis.ki67.date is None


def test_every_unreadable_field_has_its_own_sentence() -> None:
    sound = soundest(draft(age=200, sex="x", diagnosis={"date": "yesterday"}))
    assert set(sound.problems) == {"age", "sex", "diagnosis.date"}


def test_an_entry_that_cannot_be_read_makes_its_complete_list_incomplete() -> None:
    therapies = {"complete": True, "items": [{"agent": "everolimus"}, {"start": "2024"}]}
    sound = soundest(draft(therapies=therapies))
    assert set(sound.problems) == {"therapies[1]"}
    assert sound.profile.therapies is not None
    assert [therapy.name for therapy in sound.profile.therapies.items] == ["everolimus"]
    assert not sound.profile.therapies.complete


def test_an_end_before_the_start_takes_the_entry_off_and_names_it() -> None:
    items = [{"agent": "sunitinib"}, {"agent": "everolimus", "start": "2025-02", "end": "2024-02"}]
    sound = soundest(draft(therapies={"complete": True, "items": items}))
    assert list(sound.problems) == ["therapies[1]"]
    assert "before the start" in sound.problems["therapies[1]"]


def test_problems_found_later_still_name_the_right_entry() -> None:
    items = [{"start": "2024"}, {"agent": "everolimus", "start": "2025-02", "end": "2024-02"}, {"agent": "sunitinib"}]
    sound = soundest(draft(therapies={"complete": False, "items": items}))
    assert set(sound.problems) == {"therapies[0]", "therapies[1]"}
    assert sound.profile.therapies is not None
    assert [therapy.name for therapy in sound.profile.therapies.items] == ["sunitinib"]


def test_no_older_result_speaks_for_the_one_being_corrected() -> None:
    labs = [
        {"test": "creatinine", "value": 1.0, "unit": "mg/dL", "date": "2026-01-01"},
        {"test": "ast", "value": 30, "unit": "U/L", "date": "2026-11-01"},
        {"test": "creatinine", "value": 2.0, "unit": "mg/dL", "date": "2026-11-x"},
    ]
    sound = soundest(draft(labs=labs))
    assert [lab.test for lab in sound.profile.labs or ()] == ["ast"]
    assert set(sound.problems) == {"labs[2].date"}


def test_a_missing_half_takes_out_what_it_is_missing_from() -> None:
    sound = soundest(draft(sex="male", location={"latitude": 52.5}))
    assert set(sound.problems) == {"location.longitude"}
    assert sound.profile.location is None
    assert sound.profile.sex == "male"


def test_age_against_birth_date_leaves_the_birth_date() -> None:
    sound = soundest(draft(age=20, birth_date="1950-01-01", screening_date="2026-11-21"))
    assert set(sound.problems) == {"age"}
    assert sound.profile.age is None
    assert str(sound.profile.birth_date) == "1950-01-01"


@pytest.mark.parametrize("value", ["12abc", {"value": "12"}, [], {"low": 5, "high": 3}])
def test_no_wrong_number_ever_reaches_the_profile(value: Any) -> None:  # noqa: ANN401
    sound = soundest(draft(diagnosis={"ki67": value}))
    assert sound.problems
    assert all(place.startswith("diagnosis.ki67") for place in sound.problems)
    assert sound.profile.diagnosis.ki67 is None
