"""What a patient's file may hold in another list, or under a wider name, than the text's own word."""

from __future__ import annotations

import pytest

from tests.criteria.parsing.test_reading import Json, rule

EVER = ["active", "controlled", "past"]


def transplant(conditions: list[str], treatments: list[str]) -> Json:
    return {"of": [{"any_of": conditions, "status": EVER}, {"select": {"any_of": treatments}}]}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Prior organ transplantation", transplant(["organ_transplant"], ["liver_transplant"])),
        ("Organ allograft", transplant(["organ_transplant"], ["liver_transplant"])),
        (
            "Prior allogeneic stem cell transplantation",
            transplant(["stem_cell_transplant"], ["allogeneic_transplant"]),
        ),
        ("Prior stem cell transplantation", transplant(["stem_cell_transplant"], ["stem_cell_transplant"])),
        (
            "Prior organ transplantation, including allogeneic stem-cell transplantation",
            transplant(["organ_transplant", "stem_cell_transplant"], ["liver_transplant", "allogeneic_transplant"]),
        ),
    ],
)
def test_a_transplant_is_looked_for_among_the_treatments_as_well(text: str, asked: Json) -> None:
    assert rule(text, "exclusion") == asked


@pytest.mark.parametrize("text", ["Prior kidney transplant", "Heart transplant", "Graft versus host disease"])
def test_a_transplant_of_one_organ_is_not_any(text: str) -> None:
    assert rule(text, "exclusion") is None


@pytest.mark.parametrize(
    ("text", "sites", "status"),
    [
        ("Known CNS metastases", ["cns"], {}),
        ("Leptomeningeal disease", ["leptomeninges"], {}),
        ("Active CNS metastases", ["cns"], {"status": ["active"]}),
        ("Brain metastases or carcinomatous meningitis", ["brain", "leptomeninges"], {}),
    ],
)
def test_disease_of_the_meninges_is_looked_for_among_the_conditions_as_well(
    text: str, sites: list[str], status: Json
) -> None:
    asked = [{"any_of": sites, **status}, {"any_of": ["leptomeningeal_disease"], **status}]
    assert rule(text, "exclusion") == {"of": asked}


def test_metastases_of_the_brain_are_no_disease_of_the_meninges() -> None:
    assert rule("Known brain metastases", "exclusion") == {"any_of": ["brain"]}


@pytest.mark.parametrize(
    ("vaccine", "but_not"),
    [
        ("live virus vaccine", {"none_of": ["bcg_vaccine", "oral_typhoid_vaccine"]}),
        ("live-virus vaccination", {"none_of": ["bcg_vaccine", "oral_typhoid_vaccine"]}),
        ("live vaccine", {}),
    ],
)
def test_a_live_vaccine_of_a_bacterium_is_no_live_virus_vaccine(vaccine: str, but_not: Json) -> None:
    assert rule(f"Has received a {vaccine} within 30 days of the first dose", "exclusion") == {
        "source": "medications",
        "select": {"any_of": ["live_vaccine"], **but_not},
        "within": {"days": 30},
    }


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Hematologic malignancies (e.g., AML)", "exclusion"),
        ("Patients with known prostate carcinoma", "exclusion"),
        ("Histologically confirmed melanoma with measurable metastases in the brain", "inclusion"),
        ("Histologically confirmed Stage III (unresectable)/Stage IV melanoma", "inclusion"),
        ("GROUP A: Patients must have an ECOG of 0-1", "inclusion"),
    ],
)
def test_what_a_rule_would_say_more_widely_or_of_others_is_left_to_a_person(text: str, kind: str) -> None:
    assert rule(text, kind) is None
