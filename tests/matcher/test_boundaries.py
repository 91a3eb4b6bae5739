"""Tables of limits: the day before, the day itself, the day after; just below, on, and just above."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from matcher.result import Verdict
from tests.matcher.made import (
    FALSE,
    KI67_UP_TO_20,
    PROGRESSED_IN_12_MONTHS,
    TODAY,
    TRUE,
    UNKNOWN,
    WASHOUT_28,
    Json,
    everolimus,
    exclusion,
    inclusion,
    match,
    outcome,
    says,
    trial,
    windows,
)

DAY = timedelta(days=1)


def _on(text: str) -> date:
    return date.fromisoformat(text)


# Calendar lengths of time: the day on which an event plus a length falls

LENGTHS = [
    ("2026-01-31", {"months": 1}, "2026-02-28"),
    ("2028-01-31", {"months": 1}, "2028-02-29"),
    ("2026-03-31", {"months": 1}, "2026-04-30"),
    ("2026-02-28", {"months": 1}, "2026-03-28"),
    ("2025-08-31", {"months": 6}, "2026-02-28"),
    ("2024-02-29", {"years": 1}, "2025-02-28"),
    ("2024-02-29", {"months": 12}, "2025-02-28"),
    ("2024-02-29", {"years": 4}, "2028-02-29"),
    ("2025-02-28", {"years": 3}, "2028-02-28"),
    ("2025-11-21", {"months": 12}, "2026-11-21"),
    ("2026-10-24", {"days": 28}, "2026-11-21"),
    ("2026-10-24", {"weeks": 4}, "2026-11-21"),
    ("2026-12-31", {"days": 1}, "2027-01-01"),
    ("2026-11-21", {"days": 0}, "2026-11-21"),
]


@pytest.mark.parametrize(("event", "length", "limit"), LENGTHS)
def test_within_a_length_holds_up_to_and_including_its_last_day(event: str, length: Json, limit: str) -> None:
    rule, last = {"rule": "progression", "within": length}, _on(limit)
    answers = [
        says(rule, day, progression=[{"date": event}], as_of=_on(event)) for day in (last - DAY, last, last + DAY)
    ]
    assert answers == [TRUE, TRUE, FALSE]


@pytest.mark.parametrize(("event", "length", "limit"), LENGTHS)
def test_at_least_a_length_ago_holds_from_its_last_day_on(event: str, length: Json, limit: str) -> None:
    rule, first = {"rule": "progression", "at_least_ago": length}, _on(limit)
    answers = [
        says(rule, day, progression=[{"date": event}], as_of=_on(event)) for day in (first - DAY, first, first + DAY)
    ]
    assert answers == [FALSE, TRUE, TRUE]


@pytest.mark.parametrize(("event", "length", "limit"), LENGTHS)
def test_a_washout_of_the_same_length_is_over_on_the_same_day(event: str, length: Json, limit: str) -> None:
    rule, first = WASHOUT_28 | {"at_least": length}, _on(limit)
    given = everolimus(end=event)
    answers = [says(rule, day, as_of=_on(event), therapies=given) for day in (first - DAY, first)]
    assert answers == [FALSE, TRUE]


@pytest.mark.parametrize(("event", "length", "limit"), LENGTHS)
def test_the_window_begins_or_ends_on_the_very_day(event: str, length: Json, limit: str) -> None:
    start, end = _on(event), _on(limit)
    begins = match(trial(inclusion(WASHOUT_28 | {"at_least": length})), start, therapies=everolimus(end=event))
    assert windows(begins) == [[limit, None]]
    rule = {"rule": "progression", "within": length}
    ends = match(trial(inclusion(rule)), start, progression=[{"date": event}])
    assert windows(ends) == [[start.isoformat(), end.isoformat()]]


@pytest.mark.parametrize(("ended", "expected"), [("2026-10-25", FALSE), ("2026-10-24", TRUE), ("2026-10-23", TRUE)])
def test_day_28_of_28_counts_as_washed_out_and_day_27_does_not(ended: str, expected: object) -> None:
    assert says(WASHOUT_28, therapies=everolimus(end=ended)) is expected


@pytest.mark.parametrize(("ended", "expected"), [("2026-10-25", TRUE), ("2026-10-24", TRUE), ("2026-10-23", FALSE)])
def test_day_28_of_28_counts_as_within_and_day_29_does_not(ended: str, expected: object) -> None:
    rule = {"rule": "had", "select": {"any_of": ["everolimus"]}, "within": {"days": 28}}
    assert says(rule, therapies=everolimus(end=ended)) is expected


@pytest.mark.parametrize(("when", "expected"), [("2025-11-20", FALSE), ("2025-11-21", TRUE), ("2025-11-22", TRUE)])
def test_twelve_months_to_the_day_are_within_twelve_months(when: str, expected: object) -> None:
    assert says(PROGRESSED_IN_12_MONTHS, progression=[{"date": when}]) is expected


# Birthdays

OF_AGE = {"rule": "age", "at_least": 18}


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        ("2008-11-20", TRUE),
        ("2008-11-21", TRUE),
        ("2008-11-22", FALSE),
        ("2008-11", UNKNOWN),
        ("2008-10", TRUE),
        ("2008-12", FALSE),
        ("2008", UNKNOWN),
        ("2007", TRUE),
        ("2009", FALSE),
    ],
)
def test_a_person_is_eighteen_from_the_eighteenth_birthday_on(born: str, expected: object) -> None:
    assert says(OF_AGE, birth_date=born) is expected


@pytest.mark.parametrize(("day", "expected"), [("2026-02-27", FALSE), ("2026-02-28", TRUE), ("2026-03-01", TRUE)])
def test_a_person_born_on_29_february_is_eighteen_on_28_february(day: str, expected: object) -> None:
    assert says(OF_AGE, _on(day), birth_date="2008-02-29") is expected


@pytest.mark.parametrize(("day", "expected"), [("2028-02-28", FALSE), ("2028-02-29", TRUE)])
def test_a_person_born_on_29_february_turns_twenty_on_29_february(day: str, expected: object) -> None:
    assert says({"rule": "age", "at_least": 20}, _on(day), birth_date="2008-02-29") is expected


@pytest.mark.parametrize(
    ("limit", "day", "expected"),
    [
        ({"at_most": 70}, "2027-11-20", TRUE),
        ({"at_most": 70}, "2027-11-21", FALSE),
        ({"below": 71}, "2027-11-21", FALSE),
        ({"above": 70}, "2027-11-20", FALSE),
        ({"above": 70}, "2027-11-21", TRUE),
    ],
)
def test_at_most_seventy_lasts_until_the_seventy_first_birthday(limit: Json, day: str, expected: object) -> None:
    assert says({"rule": "age"} | limit, _on(day), birth_date="1956-11-21") is expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-11-21", FALSE), ("2026-11-22", UNKNOWN), ("2027-11-20", UNKNOWN), ("2027-11-21", TRUE)],
)
def test_an_age_without_a_birth_date_is_exact_on_the_screening_date_and_a_range_later(
    day: str, expected: object
) -> None:
    assert says(OF_AGE, _on(day), TODAY, age=17, screening_date="2026-11-21") is expected


def test_a_birthday_tomorrow_makes_the_trial_later_from_tomorrow() -> None:
    found = match(trial(inclusion(OF_AGE)), birth_date="2008-11-22")
    assert (found.verdict, windows(found)) == (Verdict.LATER, [["2026-11-22", None]])


# Numbers


@pytest.mark.parametrize(
    ("limit", "below", "on", "above"),
    [
        ({"at_most": 20}, TRUE, TRUE, FALSE),
        ({"below": 20}, TRUE, FALSE, FALSE),
        ({"at_least": 20}, FALSE, TRUE, TRUE),
        ({"above": 20}, FALSE, FALSE, TRUE),
        ({"at_least": 20, "at_most": 55}, FALSE, TRUE, TRUE),
        ({"above": 3, "below": 20}, TRUE, FALSE, FALSE),
    ],
)
def test_a_value_on_a_limit_meets_it_only_where_the_limit_is_included(
    limit: Json, below: object, on: object, above: object
) -> None:
    rule = {"rule": "number", "fact": "diagnosis.ki67"} | limit
    assert [says(rule, diagnosis={"ki67": value}) for value in (19.99, 20, 20.01)] == [below, on, above]


@pytest.mark.parametrize(
    ("ki67", "up_to_20", "below_20"),
    [
        ({"low": 15, "high": 20}, TRUE, UNKNOWN),
        ({"low": 15, "high": 25}, UNKNOWN, UNKNOWN),
        ({"low": 20, "high": 25}, UNKNOWN, FALSE),
        ({"low": 21, "high": 25}, FALSE, FALSE),
        ({"below": 20}, TRUE, TRUE),
        ({"below": 21}, UNKNOWN, UNKNOWN),
        ({"above": 20}, FALSE, FALSE),
        ({"above": 19}, UNKNOWN, UNKNOWN),
        ({"low": 20}, UNKNOWN, FALSE),
        ({"high": 20}, TRUE, UNKNOWN),
        ({"below": 3}, TRUE, TRUE),
        ({"low": 15}, UNKNOWN, UNKNOWN),
    ],
)
def test_a_range_meets_a_limit_only_whole_and_fails_it_only_whole(
    ki67: Json, up_to_20: object, below_20: object
) -> None:
    assert says(KI67_UP_TO_20, diagnosis={"ki67": ki67}) is up_to_20
    assert says({"rule": "number", "fact": "diagnosis.ki67", "below": 20}, diagnosis={"ki67": ki67}) is below_20


def test_the_bounds_of_the_fact_close_an_open_end() -> None:
    assert says({"rule": "number", "fact": "diagnosis.ki67", "at_most": 100}, diagnosis={"ki67": {"above": 20}}) is TRUE
    assert says({"rule": "number", "fact": "diagnosis.ki67", "at_least": 0}, diagnosis={"ki67": {"below": 3}}) is TRUE


@pytest.mark.parametrize(("ast", "expected"), [(119.9, TRUE), (120, TRUE), (120.1, FALSE)])
def test_three_times_the_uln_is_exactly_three_times_the_reports_own(ast: float, expected: object) -> None:
    labs = [{"test": "ast", "value": ast, "unit": "U/L", "uln": 40}]
    assert says({"rule": "lab_multiple", "test": "ast", "at_most": 3}, labs=labs) is expected


def test_a_multiple_on_its_limit_is_not_moved_off_it_by_rounding() -> None:
    labs = [{"test": "bilirubin", "value": 1.65, "unit": "mg/dL", "uln": 1.1}]
    assert says({"rule": "lab_multiple", "test": "bilirubin", "at_most": 1.5}, labs=labs) is TRUE
    assert says({"rule": "lab_multiple", "test": "bilirubin", "below": 1.5}, labs=labs) is FALSE


@pytest.mark.parametrize(
    ("test", "unit", "limit", "value", "other"),
    [
        ("creatinine", "mg/dL", 1.5, 132.6, "umol/L"),
        ("bilirubin", "mg/dL", 1.2, 20.52, "umol/L"),
        ("hemoglobin", "g/dL", 9, 90, "g/L"),
        ("neutrophils", "10*9/L", 1.5, 1.5, "10*3/uL"),
        ("neutrophils", "10*9/L", 1.5, 1500, "/uL"),
        ("platelets", "/mm3", 100000, 100, "10*9/L"),
    ],
)
def test_a_value_on_its_limit_stays_on_it_in_another_unit(
    test: str, unit: str, limit: float, value: float, other: str
) -> None:
    labs = [{"test": test, "value": value, "unit": other}]
    answers = {
        end: says({"rule": "lab", "test": test, "unit": unit, end: limit}, labs=labs)
        for end in ("at_least", "at_most", "above", "below")
    }
    assert answers == {"at_least": TRUE, "at_most": TRUE, "above": FALSE, "below": FALSE}


# Freshness


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [("2026-11-21", TRUE), ("2026-11-07", TRUE), ("2026-11-06", UNKNOWN), ("2026-11", UNKNOWN), ("2026-10", UNKNOWN)],
)
def test_a_test_is_fresh_up_to_exactly_its_greatest_age(drawn: str, expected: object) -> None:
    rule = {"rule": "lab", "test": "hemoglobin", "at_least": 9, "unit": "g/dL", "max_age": {"days": 14}}
    labs = [{"test": "hemoglobin", "value": 12, "unit": "g/dL", "date": drawn}]
    assert says(rule, labs=labs) is expected


def test_a_partial_date_is_fresh_when_all_its_days_are() -> None:
    rule = {"rule": "lab", "test": "hemoglobin", "at_least": 9, "unit": "g/dL", "max_age": {"days": 30}}
    labs = [{"test": "hemoglobin", "value": 12, "unit": "g/dL", "date": "2026-11"}]
    assert says(rule, date(2026, 12, 1), labs=labs) is TRUE
    assert says(rule, date(2026, 12, 2), labs=labs) is UNKNOWN


# Partial dates


@pytest.mark.parametrize(
    ("event", "day", "expected"),
    [
        ("2025-11", "2026-11-01", TRUE),
        ("2025-11", "2026-11-02", UNKNOWN),
        ("2025-11", "2026-11-30", UNKNOWN),
        ("2025-11", "2026-12-01", FALSE),
        ("2025", "2026-01-01", TRUE),
        ("2025", "2026-01-02", UNKNOWN),
        ("2025", "2026-12-31", UNKNOWN),
        ("2025", "2027-01-01", FALSE),
    ],
)
def test_a_partial_date_is_within_a_window_only_if_all_its_days_are(event: str, day: str, expected: object) -> None:
    assert says(PROGRESSED_IN_12_MONTHS, _on(day), progression=[{"date": event}]) is expected


@pytest.mark.parametrize(
    ("ended", "day", "expected"),
    [
        ("2026-09", "2026-09-28", FALSE),
        ("2026-09", "2026-09-29", UNKNOWN),
        ("2026-09", "2026-10-27", UNKNOWN),
        ("2026-09", "2026-10-28", TRUE),
    ],
)
def test_a_washout_from_a_partial_end_is_over_only_when_it_is_over_for_every_day(
    ended: str, day: str, expected: object
) -> None:
    assert says(WASHOUT_28, _on(day), therapies=everolimus(end=ended)) is expected


def test_a_partial_end_opens_the_window_when_it_may_be_over_and_makes_it_certain_when_it_is() -> None:
    found = match(trial(inclusion(WASHOUT_28)), date(2026, 9, 15), therapies=everolimus(end="2026-09"))
    assert windows(found) == [["2026-09-29", None]]
    assert [one.start for one in found.eligible_windows] == [date(2026, 10, 28)]


# Treatments that run, stop or are planned to stop

RUNS = {"rule": "ongoing", "select": {"any_of": ["everolimus"]}}


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ({"ongoing": True}, TRUE),
        ({"ongoing": False}, FALSE),
        ({}, UNKNOWN),
        ({"end": "2026-11-20"}, FALSE),
        ({"end": "2026-11-21"}, FALSE),
        ({"end": "2026-11-22"}, TRUE),
        ({"end": "2026-11"}, UNKNOWN),
        ({"end": "2026-12"}, TRUE),
    ],
)
def test_a_treatment_runs_until_the_day_before_its_end(period: Json, expected: object) -> None:
    assert says(RUNS, therapies=everolimus(**period)) is expected


@pytest.mark.parametrize(("day", "expected"), [("2026-12-28", FALSE), ("2026-12-29", TRUE)])
def test_a_washout_counts_from_a_planned_stop(day: str, expected: object) -> None:
    assert says(WASHOUT_28, _on(day), TODAY, therapies=everolimus(end="2026-12-01")) is expected


def test_a_planned_stop_ends_the_window_that_needs_the_treatment() -> None:
    found = match(trial(inclusion(RUNS)), therapies=everolimus(end="2026-12-01"))
    assert windows(found) == [["2026-11-21", "2026-11-30"]]


def test_of_longer_of_the_later_day_counts_and_of_shorter_of_the_earlier() -> None:
    lengths = [{"days": 28}, {"months": 2}]
    given = everolimus(end="2026-09-30")
    longer, shorter = ({"at_least": {name: lengths}} for name in ("longer_of", "shorter_of"))
    assert [says(WASHOUT_28 | longer, _on(day), therapies=given) for day in ("2026-11-29", "2026-11-30")] == [
        FALSE,
        TRUE,
    ]
    assert [says(WASHOUT_28 | shorter, _on(day), therapies=given) for day in ("2026-10-27", "2026-10-28")] == [
        FALSE,
        TRUE,
    ]


@pytest.mark.parametrize(
    ("cutoff", "ended", "expected"),
    [
        ("longer_of", "2026-11-20", FALSE),
        ("longer_of", "2020-01-01", UNKNOWN),
        ("shorter_of", "2020-01-01", TRUE),
        ("shorter_of", "2026-11-20", UNKNOWN),
    ],
)
def test_an_unknown_half_life_leaves_open_only_what_the_days_do_not_settle(
    cutoff: str, ended: str, expected: object
) -> None:
    length = {cutoff: [{"days": 28}, {"half_lives": 5}]}
    rule = {"rule": "washout", "select": {"any_of": ["chemotherapy"]}, "at_least": length}
    given = {"complete": True, "items": [{"class": "chemotherapy", "end": ended}]}
    assert says(rule, therapies=given) is expected


def test_a_treatment_that_still_runs_is_not_washed_out_even_where_its_half_life_is_unknown() -> None:
    rule = {"rule": "washout", "select": {"any_of": ["chemotherapy"]}, "at_least": {"half_lives": 5}}
    planned = {"complete": True, "items": [{"class": "chemotherapy", "end": "2026-12-01"}]}
    assert says(rule, therapies=planned) is FALSE


@pytest.mark.parametrize(("since", "expected"), [("2026-08-21", TRUE), ("2026-08-22", FALSE), ("2026-08", UNKNOWN)])
def test_a_dose_is_stable_from_the_day_on_that_it_has_been_so_for_long_enough(since: str, expected: object) -> None:
    rule = {"rule": "stable_dose", "select": {"any_of": ["octreotide_lar"]}, "at_least": {"months": 3}}
    given = [{"agent": "octreotide LAR", "ongoing": True, "stable_since": since}]
    assert says(rule, therapies={"complete": True, "items": given}) is expected


# Performance status


@pytest.mark.parametrize(
    ("karnofsky", "ecog"),
    [
        (100, 0),
        (95, None),
        (90, 1),
        (85, 1),
        (80, 1),
        (75, None),
        (70, 2),
        (60, 2),
        (55, None),
        (50, 3),
        (40, 3),
        (35, None),
        (30, 4),
        (10, 4),
        (5, None),
        (0, None),
    ],
)
def test_karnofsky_stands_in_for_a_missing_ecog_and_between_two_steps_for_neither(
    karnofsky: int, ecog: int | None
) -> None:
    steps = [
        says(
            {"rule": "scale", "fact": "performance.ecog", "at_least": n, "at_most": n},
            performance={"karnofsky": karnofsky},
        )
        for n in range(5)
    ]
    expected = [UNKNOWN] * 5 if ecog is None else [TRUE if n == ecog else FALSE for n in range(5)]
    assert steps == expected


def test_a_given_ecog_is_not_overruled_by_karnofsky() -> None:
    rule = {"rule": "scale", "fact": "performance.ecog", "at_most": 1}
    assert says(rule, performance={"ecog": 2, "karnofsky": 90}) is FALSE


@pytest.mark.parametrize(
    ("ecog", "expected"),
    [({"low": 0, "high": 1}, TRUE), ({"low": 1, "high": 2}, UNKNOWN), ({"below": 2}, TRUE), ({"above": 1}, FALSE)],
)
def test_a_range_of_ecog_is_the_set_of_its_steps(ecog: Json, expected: object) -> None:
    assert says({"rule": "scale", "fact": "performance.ecog", "at_most": 1}, performance={"ecog": ecog}) is expected


# Grade


@pytest.mark.parametrize(
    ("diagnosis", "up_to_g1", "up_to_g2"),
    [
        ({"ki67": 2.9, "mitotic_count": {"value": 1, "unit": "/2mm2"}}, TRUE, TRUE),
        ({"ki67": 3, "mitotic_count": {"value": 1, "unit": "/2mm2"}}, FALSE, TRUE),
        ({"ki67": 2, "mitotic_count": {"value": 2, "unit": "/2mm2"}}, FALSE, TRUE),
        ({"ki67": 20, "mitotic_count": {"value": 20, "unit": "/2mm2"}}, FALSE, TRUE),
        ({"ki67": 20.1}, FALSE, FALSE),
        ({"ki67": 20}, FALSE, UNKNOWN),
        ({"ki67": 2}, UNKNOWN, UNKNOWN),
        ({"mitotic_count": {"value": 21, "unit": "/2mm2"}}, FALSE, FALSE),
        ({"ki67": {"low": 15, "high": 25}, "mitotic_count": {"value": 5, "unit": "/2mm2"}}, FALSE, UNKNOWN),
        ({"ki67": 5, "mitotic_count": {"value": 30}}, FALSE, UNKNOWN),
        ({}, UNKNOWN, UNKNOWN),
        ({"grade": "G2", "ki67": 55}, FALSE, TRUE),
    ],
)
def test_a_missing_grade_is_the_set_that_ki67_and_mitoses_still_allow(
    diagnosis: Json, up_to_g1: object, up_to_g2: object
) -> None:
    rule = {"rule": "scale", "fact": "diagnosis.grade"}
    assert says(rule | {"at_most": 1}, diagnosis=diagnosis) is up_to_g1
    assert says(rule | {"at_most": 2}, diagnosis=diagnosis) is up_to_g2


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        ({"value": 20, "unit": "/10HPF"}, UNKNOWN),
        ({"value": 15, "unit": "/10HPF"}, TRUE),
        ({"value": 40, "unit": "/10HPF"}, FALSE),
        ({"value": 20, "unit": "/10HPF", "field_mm2": 0.2}, TRUE),
        ({"value": 21, "unit": "/10HPF", "field_mm2": 0.2}, FALSE),
        ({"value": 20, "unit": "/2mm2"}, TRUE),
        ({"value": 20}, UNKNOWN),
    ],
)
def test_mitoses_per_another_area_decide_only_where_every_microscope_agrees(count: Json, expected: object) -> None:
    rule = {"rule": "number", "fact": "diagnosis.mitotic_count", "unit": "/2mm2", "at_most": 20}
    assert says(rule, diagnosis={"mitotic_count": count}) is expected


# Specimens


@pytest.mark.parametrize(
    ("which", "expected"), [("stated", TRUE), ("latest", FALSE), ("highest", FALSE), ("any", TRUE)]
)
def test_a_rule_says_which_specimen_counts(which: str, expected: object) -> None:
    specimens = [{"date": "2024-01-01", "ki67": 10}, {"date": "2026-01-01", "ki67": 30}]
    rule = KI67_UP_TO_20 | {"specimen": which}
    assert says(rule, diagnosis={"ki67": 12, "specimens": specimens}) is expected


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (("2026-01-01", "2026-01-01"), UNKNOWN),
        (("2026-01", "2026-01-05"), UNKNOWN),
        (("2026-01-01", None), UNKNOWN),
        (("2026-01-01", "2025"), TRUE),
    ],
)
def test_specimens_of_one_day_span_their_values_and_overlapping_dates_leave_the_latest_open(
    dates: tuple[str, str | None], expected: object
) -> None:
    rows = [{"ki67": ki67} | ({"date": when} if when else {}) for ki67, when in zip((10, 30), dates, strict=True)]
    assert says(KI67_UP_TO_20 | {"specimen": "latest"}, diagnosis={"specimens": rows}) is expected


def test_two_specimens_of_one_day_on_either_side_of_a_range_are_unknown() -> None:
    rows = [{"ki67": 5, "date": "2026-01-01"}, {"ki67": 55, "date": "2026-01-01"}]
    rule = {"rule": "number", "fact": "diagnosis.ki67", "at_least": 20, "at_most": 30, "specimen": "latest"}
    assert says(rule, diagnosis={"specimens": rows}) is UNKNOWN


# Kidney function

CLEARANCE = {"rule": "clearance", "method": "cockcroft_gault", "at_least": 60}
PERSON: Json = {"birth_date": "1966-11-21", "weight": 72, "sex": "male"}


def _creatinine(value: float, **parts: str) -> Json:
    return {"test": "creatinine", "value": value, "unit": "mg/dL"} | parts


@pytest.mark.parametrize(
    ("drawn", "limit", "expected"),
    [
        ("2026-11-21", {"at_least": 80}, TRUE),
        ("2026-11-21", {"above": 80}, FALSE),
        # The day before the sixtieth birthday, by which the result is a little higher.
        ("2026-11-20", {"above": 80}, TRUE),
        ("2026-11-20", {"at_least": 82}, FALSE),
    ],
)
def test_clearance_is_computed_from_weight_sex_creatinine_and_the_age_on_the_day_of_the_test(
    drawn: str, limit: Json, expected: object
) -> None:
    rule = {"rule": "clearance", "method": "cockcroft_gault"} | limit
    assert says(rule, labs=[_creatinine(1, date=drawn)], **PERSON) is expected


def test_an_undated_creatinine_settles_only_what_holds_at_every_earlier_age() -> None:
    assert says(CLEARANCE, labs=[_creatinine(1)], **PERSON) is TRUE
    assert says(CLEARANCE, labs=[_creatinine(1.5)], **PERSON) is UNKNOWN


def test_a_reported_clearance_is_taken_before_the_computed_one_even_if_it_is_unusable() -> None:
    labs = [_creatinine(1, date="2026-11-21"), {"test": "creatinine_clearance", "value": 40, "date": "2026-11-20"}]
    assert says(CLEARANCE, labs=labs, **PERSON) is UNKNOWN


@pytest.mark.parametrize(
    ("method", "expected"),
    [("cockcroft_gault", TRUE), ("measured", TRUE), ("any_clearance", TRUE), ("ckd_epi_2021", UNKNOWN)],
)
def test_a_clearance_without_a_method_counts_as_any_clearance_but_never_as_a_gfr(method: str, expected: object) -> None:
    labs = [{"test": "creatinine_clearance", "value": 60, "unit": "mL/min"}]
    assert says(CLEARANCE | {"method": method}, labs=labs) is expected


@pytest.mark.parametrize("missing", ["birth_date", "weight", "sex"])
def test_clearance_without_one_of_its_inputs_is_unknown(missing: str) -> None:
    facts = {name: value for name, value in PERSON.items() if name != missing}
    assert says(CLEARANCE, labs=[_creatinine(1, date="2026-11-21")], **facts) is UNKNOWN


# Conditions


@pytest.mark.parametrize(
    ("entry", "default", "active", "every"),
    [
        ({}, TRUE, UNKNOWN, TRUE),
        ({"status": "active"}, TRUE, TRUE, TRUE),
        ({"status": "controlled"}, TRUE, FALSE, TRUE),
        ({"status": "past"}, FALSE, FALSE, TRUE),
        ({"status": "absent"}, FALSE, FALSE, FALSE),
    ],
)
def test_a_condition_counts_in_the_states_that_the_rule_names(
    entry: Json, default: object, active: object, every: object
) -> None:
    listed = {"complete": True, "items": [{"name": "infection"} | entry]}
    rule = {"rule": "condition", "any_of": ["infection"]}
    states: tuple[Json, ...] = ({}, {"status": ["active"]}, {"status": ["active", "controlled", "past"]})
    assert [says(rule | state, conditions=listed) for state in states] == [default, active, every]


def test_an_exclusion_that_lapses_with_time_is_later_from_the_day_after_its_window() -> None:
    rule = {
        "rule": "condition",
        "any_of": ["myocardial_infarction"],
        "status": ["active", "controlled", "past"],
        "within": {"months": 6},
    }
    event = {"complete": True, "items": [{"name": "myocardial_infarction", "status": "past", "date": "2026-08-31"}]}
    found = match(trial(exclusion(rule)), conditions=event)
    assert (found.verdict, windows(found)) == (Verdict.LATER, [["2027-03-01", None]])


@pytest.mark.parametrize(("low", "high", "expected"), [(2, 4, TRUE), (5, 6, FALSE), (1, 3, TRUE)])
def test_cycles_of_all_matching_entries_are_added_up(low: int, high: int, expected: object) -> None:
    rule = {"rule": "cycles", "select": {"any_of": ["prrt"]}, "at_least": low, "at_most": high}
    items = [{"agent": "Lutathera", "cycles": 2}, {"class": "prrt", "cycles": 1}, {"agent": "everolimus", "cycles": 9}]
    assert says(rule, therapies={"complete": True, "items": items}) is expected


def test_an_entry_without_cycles_adds_an_unknown_number() -> None:
    items = [{"agent": "Lutathera", "cycles": 2}, {"class": "prrt"}]
    listed = {"complete": True, "items": items}
    rule = {"rule": "cycles", "select": {"any_of": ["prrt"]}}
    assert says(rule | {"at_least": 2}, therapies=listed) is TRUE
    assert says(rule | {"at_most": 4}, therapies=listed) is UNKNOWN
    assert says(rule | {"at_most": 0}, therapies={"complete": True, "items": []}) is TRUE


def test_the_outcome_of_a_criterion_follows_its_rule_at_the_limit() -> None:
    assert outcome(inclusion(KI67_UP_TO_20), diagnosis={"ki67": 20}).outcome.value == "satisfied"
    assert outcome(exclusion(KI67_UP_TO_20), diagnosis={"ki67": 20}).outcome.value == "violated"
