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
    ],
)
def test_what_may_both_be_so_is_not_told(facts: Facts) -> None:
    assert _told(facts) == []
