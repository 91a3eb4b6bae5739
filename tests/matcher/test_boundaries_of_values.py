"""Tables of limits of values: just below, on, and just above."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.matcher.made import (
    FALSE,
    KI67_UP_TO_20,
    TRUE,
    UNKNOWN,
    Json,
    says,
)

DAY = timedelta(days=1)


def _on(text: str) -> date:
    return date.fromisoformat(text)


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


def test_a_woman_has_85_percent_of_a_mans_clearance() -> None:
    labs = [_creatinine(1, date="2026-11-21")]
    rule = {"rule": "clearance", "method": "cockcroft_gault"}
    woman = PERSON | {"sex": "female"}
    assert says(rule | {"at_least": 68}, labs=labs, **woman) is TRUE
    assert says(rule | {"above": 68}, labs=labs, **woman) is FALSE


# The published equation at the age of 60, to two decimals.
@pytest.mark.parametrize(
    ("sex", "creatinine", "gfr"),
    [("male", 1.0, 86.16), ("male", 0.7, 105.48), ("female", 1.0, 64.49), ("female", 0.6, 102.68)],
)
def test_the_gfr_by_ckd_epi_2021_follows_the_published_equation(sex: str, creatinine: float, gfr: float) -> None:
    rule = {"rule": "clearance", "method": "ckd_epi_2021", "at_least": gfr - 0.1, "at_most": gfr + 0.1}
    labs = [_creatinine(creatinine, date="2026-11-21")]
    assert says(rule, labs=labs, birth_date="1966-11-21", sex=sex) is TRUE


@pytest.mark.parametrize("method", ["cockcroft_gault", "ckd_epi_2021"])
@pytest.mark.parametrize(("value", "unit"), [(1e-310, "mg/dL"), (5e-324, "umol/L")])
def test_a_creatinine_next_to_nought_is_a_clearance_beyond_every_limit(method: str, value: float, unit: str) -> None:
    labs = [{"test": "creatinine", "value": value, "unit": unit, "date": "2026-11-21"}]
    assert says({"rule": "clearance", "method": method, "at_least": 60}, labs=labs, **PERSON) is TRUE


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


def test_a_number_without_a_unit_is_in_the_facts_own_unit_whatever_unit_the_rule_names() -> None:
    asked = {"rule": "number", "fact": "weight", "unit": "g", "at_least": 50_000}
    assert says(asked, weight=60) is TRUE
    assert says(asked, weight=40) is FALSE
