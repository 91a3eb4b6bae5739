"""Sentences that are easily read the wrong way round: each must stay with a person, or be read exactly."""

from __future__ import annotations

import pytest

from criteria.parsing.read import criteria_of
from tests.criteria.parsing.test_reading import Json, read, rule


@pytest.mark.parametrize(
    "text",
    [
        "NET G1/G2",
        "NET G1, G2 and G3",
        "NET G1",
        "Well-differentiated G1/G2/G3 NET",
        "Low grade NET or small cell neuroendocrine carcinoma",
        "Histologically confirmed non-pancreatic NET",
        "Histologically confirmed non-functioning neuroendocrine tumor",
        "Not poorly differentiated NET",
        "At least one non-measurable lesion",
        "Pregnant women are eligible",
        "HIV-positive patients are eligible",
        "Patients with brain metastases are eligible",
        "Patients with ECOG 3 are eligible",
        "SSTR-positive in cohort A",
        "Creatinine clearance ≥ 60 mL/min (cohort A)",
        "Women aged 50 years or older",
        "Male patients aged ≥ 18 years",
        "Patients aged 16 or older: Karnofsky ≥ 50",
        "Karnofsky > 60 / ECOG < 3",
        "AST ≤ 5 x ULN with or without liver metastases",
        "Age other than 18 to 75 years",
        "ECOG > 2",
        "Karnofsky < 70",
        "LVEF < 50%",
        "No concurrent chemotherapy or prior radiotherapy",
        "No chemotherapy more than 4 weeks before enrollment",
    ],
)
def test_an_inclusion_that_can_be_read_two_ways_is_left_to_a_person(text: str) -> None:
    assert read(text).rule is None


@pytest.mark.parametrize(
    "text",
    [
        "Performance status other than 0-2",
        "ECOG 0-1",
        "ECOG < 2",
        "LVEF ≥ 50%",
        "Age ≥ 18 years",
        "ALT > 3 x ULN and bilirubin > 2 x ULN",
        "Platelets < 100 x 10^9/L and ANC < 1.5 x 10^9/L",
        "Concurrent chemotherapy or prior radiotherapy",
        "Prior chemotherapy, concurrent radiotherapy",
        "Prior PRRT more than 6 months ago",
        "High grade NET or small cell neuroendocrine carcinoma",
    ],
)
def test_an_exclusion_that_can_be_read_two_ways_is_left_to_a_person(text: str) -> None:
    assert read(text, "exclusion").rule is None


@pytest.mark.parametrize(
    ("text", "kind", "asked"),
    [
        ("NET G3 or NEC", "inclusion", {"fact": "diagnosis.tumor_type", "values": ["net_g3", "nec"]}),
        ("Men and women aged 50 years or older", "inclusion", {"at_least": 50}),
        ("ECOG ≥ 2", "exclusion", {"fact": "performance.ecog", "at_least": 2}),
        ("Age > 75 years", "exclusion", {"above": 75}),
        ("Age < 18 or > 75 years", "exclusion", {"of": [{"below": 18}, {"above": 75}]}),
        ("Not on somatostatin analogues", "inclusion", {"of": {"select": {"any_of": ["ssa"]}}}),
        (
            "No active autoimmune disease",
            "inclusion",
            {"of": {"any_of": ["autoimmune_disease"], "status": ["active"]}},
        ),
    ],
)
def test_their_plain_neighbours_keep_their_rules(text: str, kind: str, asked: Json) -> None:
    assert rule(text, kind) == asked


def test_who_is_not_on_a_treatment_may_have_had_it() -> None:
    found = read("Not on somatostatin analogues").rule
    assert found is not None
    assert found.model_dump(mode="json")["of"]["rule"] == "ongoing"


@pytest.mark.parametrize(
    "text",
    [
        "Exclusion Criteria:\n\nPatients are not excluded for:\n\n* Brain metastases\n* Prior PRRT",
        "Exclusion Criteria:\n\nPatients with the following will not be excluded:\n\n* Brain metastases\n* Prior PRRT",
        "Inclusion Criteria:\n\n* Ki-67 > 20%\n\nOR\n\n* Prior cisplatin",
        "Inclusion Criteria:\n\n* Ki-67 > 20%\n* OR\n* Prior cisplatin",
        "Inclusion Criteria:\n\n* Ki-67 > 20%;\n* or prior cisplatin",
        "Exclusion Criteria:\n\n* ALT > 3 x ULN\n* AND bilirubin > 2 x ULN",
    ],
)
def test_points_that_another_line_turns_or_joins_are_left_to_a_person(text: str) -> None:
    assert [one.rule for one in criteria_of(text)] == [None] * len(criteria_of(text))


def test_a_list_of_tumours_without_a_heading_is_no_list_of_demands() -> None:
    text = "Inclusion Criteria:\n\n* {}\n* Neuroendocrine tumors of unknown primary site\n* {}\n* ECOG 0-1"
    listed = criteria_of(text.format("Carcinoid tumors of the bowel", "Merkel cell carcinoma"))
    assert [one.rule is None for one in listed] == [True, True, True, False]
    alone = criteria_of(text.format("Age ≥ 18 years", "Measurable disease"))
    assert all(one.rule is not None for one in alone)


@pytest.mark.parametrize("text", ["No active infection with hepatitis B", "Free of active hepatitis B"])
def test_a_controlled_infection_is_no_active_one(text: str) -> None:
    found = rule(text)
    assert found is None or found == {"of": {"any_of": ["hepatitis_b"], "status": ["active"]}}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Adults age 18 years or older at time of NET diagnosis", "inclusion"),
        ("eGFR < 50 mL/min/1.73 m2 (using the Cockcroft Gault formula)", "exclusion"),
        ("eGFR ≥ 50 mL/min/1.73 m2 (Cockcroft-Gault)", "inclusion"),
    ],
)
def test_what_is_counted_or_measured_in_another_way_is_left_to_a_person(text: str, kind: str) -> None:
    assert rule(text, kind) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Not a candidate for chemotherapy", "inclusion"),
        ("Not suitable for chemotherapy", "inclusion"),
        ("History of pregnancy", "exclusion"),
        ("Myocardial infarction", "exclusion"),
        ("Stroke", "exclusion"),
        ("Active malignancy in the last 3 years", "exclusion"),
    ],
)
def test_what_no_state_of_today_says_is_left_to_a_person(text: str, kind: str) -> None:
    assert rule(text, kind) is None


def test_a_hepatitis_that_is_past_may_be_recorded_as_past() -> None:
    past = {"any_of": ["past_hepatitis_b"], "status": ["active", "controlled", "past"]}
    assert rule("Past hepatitis B", "exclusion") == past
