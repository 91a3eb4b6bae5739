"""Given facts that cannot both be so are told by their places; what only looks odd is not."""

from __future__ import annotations

from typing import Any

import pytest

from matcher.case import Case
from matcher.contradictions import contradictions
from tests.matcher.made import TODAY, patient

Facts = dict[str, Any]


def _told(facts: Facts) -> list[tuple[str, ...]]:
    return list(contradictions(Case(patient(**facts), TODAY)))


@pytest.mark.parametrize(
    ("facts", "paths"),
    [
        (
            {"therapies": [{"class": "prrt", "never": True}, {"agent": "Lutathera"}]},
            ("therapies[1]", "therapies[0]"),
        ),
        (
            {"conditions": [{"name": "hiv", "status": "absent"}, {"name": "HIV", "status": "active"}]},
            ("conditions[1]", "conditions[0]"),
        ),
        (
            {"diagnosis": {"metastatic_sites": ["liver", {"name": "liver", "status": "absent"}]}},
            ("diagnosis.metastatic_sites[0]", "diagnosis.metastatic_sites[1]"),
        ),
        (
            {
                "diagnosis": {"metastatic_sites": ["brain"]},
                "conditions": [{"name": "brain metastases", "status": "absent"}],
            },
            ("diagnosis.metastatic_sites[0]", "conditions[0]"),
        ),
        ({"sstr_imaging": {"positive": False, "krenning": 4}}, ("sstr_imaging.positive", "sstr_imaging.krenning")),
        ({"sstr_imaging": {"positive": True, "krenning": 0}}, ("sstr_imaging.positive", "sstr_imaging.krenning")),
        (
            {"sstr_imaging": {"positive": False, "all_lesions": True}},
            ("sstr_imaging.positive", "sstr_imaging.all_lesions"),
        ),
        ({"diagnosis": {"tumor_type": "NEC", "grade": "G2"}}, ("diagnosis.grade", "diagnosis.tumor_type")),
        ({"diagnosis": {"tumor_type": "NEC", "ki67": 20}}, ("diagnosis.ki67", "diagnosis.tumor_type")),
        (
            {"diagnosis": {"functioning": False, "syndrome": "carcinoid syndrome"}},
            ("diagnosis.functioning", "diagnosis.syndrome"),
        ),
        ({"birth_date": "1970", "diagnosis": {"date": "1969-12"}}, ("birth_date", "diagnosis.date")),
        ({"pregnant": True, "childbearing_potential": False}, ("pregnant", "childbearing_potential")),
        ({"pregnant": True, "sex": "male"}, ("pregnant", "sex")),
        ({"diagnosis": {"tumor_type": "NET", "cell_size": "large"}}, ("diagnosis.cell_size", "diagnosis.tumor_type")),
        ({"diagnosis": {"differentiation": "poor", "grade": "G2"}}, ("diagnosis.grade", "diagnosis.differentiation")),
        (
            {"diagnosis": {"extent": "metastatic", "metastatic_sites": {"complete": True, "items": []}}},
            ("diagnosis.extent", "diagnosis.metastatic_sites"),
        ),
        (
            {"diagnosis": {"ki67": 5, "specimens": [{"ki67": 12}, {"ki67": {"low": 6, "high": 8}}]}},
            ("diagnosis.ki67", "diagnosis.specimens[0].ki67", "diagnosis.specimens[1].ki67"),
        ),
        (
            {
                "diagnosis": {
                    "mitotic_count": {"value": 2, "unit": "/2mm2"},
                    "specimens": [{"mitotic_count": {"value": 12, "unit": "/10HPF"}}],
                }
            },
            ("diagnosis.mitotic_count", "diagnosis.specimens[0].mitotic_count"),
        ),
        (
            {"diagnosis": {"grade": "G1", "specimens": [{"grade": "G2"}]}},
            ("diagnosis.grade", "diagnosis.specimens[0].grade"),
        ),
        (
            {"diagnosis": {"specimens": [{"grade": "G2", "ki67": 21}]}},
            ("diagnosis.specimens[0].grade", "diagnosis.specimens[0].ki67"),
        ),
        (
            {"diagnosis": {"specimens": [{"grade": "G2", "differentiation": "poor"}]}},
            ("diagnosis.specimens[0].grade", "diagnosis.specimens[0].differentiation"),
        ),
        (
            {"therapies": [{"agent": "everolimus", "ongoing": True, "outcome": "completed"}]},
            ("therapies[0].ongoing", "therapies[0].outcome"),
        ),
        (
            {"therapies": [{"agent": "everolimus", "outcome": "progression"}], "progression": []},
            ("therapies[0].outcome", "progression"),
        ),
        (
            {
                "therapies": [{"agent": "everolimus", "end": "2026-03", "outcome": "stable"}],
                "progression": [{"date": "2026-03", "on": "Afinitor"}],
            },
            ("therapies[0].outcome", "progression[0]"),
        ),
        (
            {
                "labs": [
                    {"test": "creatinine", "value": 1, "unit": "mg/dL", "date": "2026-11-20"},
                    {"test": "creatinine", "value": 180, "unit": "umol/L", "date": "2026-11-20"},
                ]
            },
            ("labs[0]", "labs[1]"),
        ),
    ],
)
def test_two_facts_that_cannot_both_be_so_are_told(facts: Facts, paths: tuple[str, ...]) -> None:
    assert _told(facts) == [paths]


@pytest.mark.parametrize(
    "facts",
    [
        {"therapies": [{"agent": "Lutathera", "never": True}, {"class": "prrt"}]},
        {"therapies": [{"class": "prrt", "never": True}, {"agent": "everolimus"}]},
        {"conditions": [{"name": "hepatitis b", "status": "absent"}, {"name": "hepatitis b", "status": "past"}]},
        {
            "diagnosis": {"metastatic_sites": {"complete": True, "items": ["liver"]}},
            "conditions": [{"name": "brain metastases", "status": "active"}],
        },
        {"sstr_imaging": {"positive": True, "krenning": 1, "all_lesions": False, "fdg_discordant": True}},
        {"sstr_imaging": {"positive": False, "krenning": 4, "date": "2027-01-01"}},
        {"diagnosis": {"tumor_type": "NEC", "grade": "G3", "ki67": {"low": 20, "high": 30}}},
        {"diagnosis": {"tumor_type": "NET", "differentiation": "moderate", "grade": "G3", "ki67": 30}},
        {"diagnosis": {"grade": "G2", "ki67": {"value": 80, "date": "2027-01-01"}}},
        {"diagnosis": {"functioning": True, "syndrome": "carcinoid syndrome"}},
        {"performance": {"ecog": 1, "karnofsky": 70}},
        {"diagnosis": {"ki67": 12, "specimens": [{"ki67": 12}, {"ki67": 30}]}},
        {"diagnosis": {"ki67": 12, "specimens": [{"ki67": 30, "date": "2027-01-01"}]}},
        {"diagnosis": {"mitotic_count": {"value": 2}, "specimens": [{"mitotic_count": {"value": 12}}]}},
        {"diagnosis": {"specimens": [{"grade": "G2", "ki67": 20, "differentiation": "moderate"}]}},
        {"diagnosis": {"extent": "metastatic", "metastatic_sites": []}},
        {"diagnosis": {"tumor_type": "NEC", "cell_size": "large"}},
        {"therapies": [{"agent": "everolimus", "outcome": "progression"}]},
        {
            "therapies": [{"agent": "everolimus", "end": "2026-03-01", "outcome": "response"}],
            "progression": [{"date": "2026-03-02", "on": "everolimus"}],
        },
        {
            "therapies": [{"agent": "everolimus", "outcome": "response"}, {"agent": "everolimus"}],
            "progression": [{"on": "everolimus"}],
        },
        {
            "labs": [
                {"test": "creatinine", "value": 1, "unit": "mg/dL", "date": "2026-11-20"},
                {"test": "creatinine", "value": 2, "unit": "mg/dL", "date": "2026-11-20"},
                {"test": "creatinine", "value": 9, "unit": "mg/dL", "date": "2026-11"},
                {"test": "creatinine", "value": 9, "date": "2026-11-20"},
            ]
        },
    ],
)
def test_what_may_both_be_so_is_not_told(facts: Facts) -> None:
    assert _told(facts) == []
