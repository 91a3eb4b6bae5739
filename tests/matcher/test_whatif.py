"""A patient with facts assumed is the patient that a file with those facts describes; the one given stays as it is."""

from __future__ import annotations

import copy
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from criteria.library import Library
from criteria.patient_file import patient_json
from criteria.problems import InputError
from matcher.assumption import read_assumption
from matcher.engine import MatchEngine
from matcher.result import Verdict
from matcher.whatif import assumed, compared
from tests.matcher.made import KI67_UP_TO_20, NO_PRRT, TODAY, exclusion, inclusion, patient, trial

if TYPE_CHECKING:
    from criteria.profile import PatientProfile

Json = dict[str, Any]
DAY = TODAY.isoformat()
LABS = [
    {"test": "platelets", "value": 60, "unit": "10*9/L", "date": "2026-11-01", "uln": 400},
    {"test": "AST", "value": 50, "unit": "U/L", "date": "2026-11-01", "uln": 40},
    {"test": "PLT", "value": 70, "unit": "10*9/L", "date": "2026-11-10", "uln": 450, "lln": 150},
]
TREATMENTS = {
    "complete": False,
    "items": [{"agent": "everolimus", "ongoing": True, "start": "2026-01-01"}, {"class": "prrt", "end": "2025-05-05"}],
}


def what_if(file: Json, *given: str) -> Json:
    """Return the file that the assumptions make of a file."""
    made = assumed(patient(**file), [read_assumption(one) for one in given], TODAY)
    data = dict(patient_json(made))
    del data["format"]
    return data


TABLE: list[tuple[Json, str, Json]] = [
    ({}, "performance.ecog=1", {"performance": {"ecog": {"value": 1, "date": DAY}}}),
    (
        {"performance": {"ecog": {"value": 2, "date": "2020-01-01"}}},
        "performance.ecog=0-1",
        {"performance": {"ecog": {"low": 0, "high": 1, "date": DAY}}},
    ),
    (
        {"diagnosis": {"ki67": 30}},
        "Diagnosis.Ki67=<3 %",
        {"diagnosis": {"ki67": {"below": 3, "unit": "%", "date": DAY}}},
    ),
    (
        {"diagnosis": {"ki67": 30}},
        "diagnosis.ki67.date=2024-05",
        {"diagnosis": {"ki67": {"value": 30, "date": "2024-05"}}},
    ),
    ({"weight": 60}, "weight=154.3 [lb_av]", {"weight": {"value": 154.3, "unit": "[lb_av]", "date": DAY}}),
    (
        {},
        "diagnosis.mitotic_count=2 /2mm2",
        {"diagnosis": {"mitotic_count": {"value": 2, "unit": "/2mm2", "date": DAY}}},
    ),
    ({"age": 50}, "age=51", {"age": 51}),
    ({"age": 50}, "birth_date=1990-02", {"birth_date": "1990-02"}),
    ({"pregnant": True}, "pregnant=No", {"pregnant": False}),
    ({"diagnosis": {"grade": "G3"}}, "diagnosis.grade=2", {"diagnosis": {"grade": "G2"}}),
    ({}, "sstr_imaging.krenning=4", {"sstr_imaging": {"krenning": 4}}),
    ({}, "diagnosis.extent=Metastatic", {"diagnosis": {"extent": "metastatic"}}),
    ({}, "diagnosis.primary_site=Ileum", {"diagnosis": {"primary_site": "Ileum"}}),
    ({}, "country=NL", {"country": "NL"}),
    (
        {"labs": LABS[:1]},
        "labs.PLT=120 10*9/L",
        {"labs": [{"value": 120, "test": "platelets", "unit": "10*9/L", "date": DAY, "uln": 400}]},
    ),
    (
        {"labs": LABS},
        "labs.platelets=120 10*9/L",
        {
            "labs": [
                {"value": 120, "test": "platelets", "unit": "10*9/L", "date": DAY, "uln": 450, "lln": 150},
                {"value": 50, "test": "AST", "unit": "U/L", "date": "2026-11-01", "uln": 40},
            ]
        },
    ),
    (
        {"labs": LABS[1:2]},
        "labs.ast.uln=35",
        {"labs": [{"value": 50, "test": "AST", "unit": "U/L", "date": "2026-11-01", "uln": 35}]},
    ),
    ({}, "labs.inr=1.1", {"labs": [{"value": 1.1, "test": "inr", "unit": "{INR}", "date": DAY}]}),
    (
        {"biomarkers": [{"name": "MSI", "result": "MSS"}]},
        "biomarkers.MSI=MSI-H",
        {"biomarkers": [{"name": "msi", "result": "MSI-H", "date": DAY}]},
    ),
    (
        {},
        "biomarkers.TMB=>10 mut/Mb",
        {"biomarkers": [{"above": 10, "name": "tmb", "unit": "mut/Mb", "date": DAY}]},
    ),
    (
        {"therapies": TREATMENTS},
        "therapies[0].end=2026-10-01",
        {
            "therapies": {
                "complete": False,
                "items": [
                    {"start": "2026-01-01", "end": "2026-10-01", "agent": "everolimus"},
                    {"end": "2025-05-05", "class": "prrt"},
                ],
            }
        },
    ),
    (
        {"therapies": TREATMENTS},
        "therapies.prrt=never",
        {
            "therapies": {
                "complete": False,
                "items": [
                    {"start": "2026-01-01", "ongoing": True, "agent": "everolimus"},
                    {"class": "prrt", "never": True},
                ],
            }
        },
    ),
    (
        {"therapies": [{"class": "prrt", "never": True}]},
        "therapies.lu177_dotatate=yes",
        {"therapies": {"complete": False, "items": [{"agent": "lu177_dotatate"}]}},
    ),
    (
        {"medications": [{"name": "prednisone", "ongoing": True}]},
        "medications.steroid=no",
        {"medications": {"complete": False, "items": [{"end": DAY, "name": "prednisone"}]}},
    ),
    (
        {},
        "medications.steroid=yes",
        {"medications": {"complete": False, "items": [{"ongoing": True, "class": "steroid"}]}},
    ),
    (
        {"conditions": [{"name": "pneumonia", "status": "active"}]},
        "conditions.infection=absent",
        {"conditions": {"complete": False, "items": [{"name": "infection", "status": "absent"}]}},
    ),
    (
        {"conditions": [{"name": "HIV", "status": "active", "date": "2020"}]},
        "conditions.hiv=controlled",
        {"conditions": {"complete": False, "items": [{"name": "HIV", "status": "controlled", "date": "2020"}]}},
    ),
    (
        {"diagnosis": {"metastatic_sites": ["liver"]}},
        "diagnosis.metastatic_sites.bone=active",
        {
            "diagnosis": {
                "metastatic_sites": {
                    "complete": False,
                    "items": [{"name": "liver"}, {"name": "bone", "status": "active"}],
                }
            }
        },
    ),
    (
        {"diagnosis": {"metastatic_sites": ["brain"]}},
        "conditions.brain_metastases=absent",
        {
            "diagnosis": {"metastatic_sites": {"complete": False, "items": []}},
            "conditions": {"complete": False, "items": [{"name": "brain_metastases", "status": "absent"}]},
        },
    ),
    ({}, "progression[0].date=2026-10", {"progression": {"complete": True, "items": [{"date": "2026-10"}]}}),
    (
        {"diagnosis": {"specimens": [{"date": "2026-01-01", "ki67": 30}]}},
        "diagnosis.specimens[0].ki67=15",
        {"diagnosis": {"specimens": [{"date": "2026-01-01", "ki67": {"value": 15, "date": DAY}}]}},
    ),
    (
        {"diagnosis": {"specimens": [{"date": "2026-01-01", "ki67": 30, "grade": "G3"}, {"site": "liver", "ki67": 4}]}},
        "diagnosis.ki67=15",
        {
            "diagnosis": {
                "ki67": {"value": 15, "date": DAY},
                "specimens": [{"date": "2026-01-01", "grade": "G3"}, {"site": "liver"}],
            }
        },
    ),
]


@pytest.mark.parametrize(("file", "given", "wanted"), TABLE, ids=[row[1] for row in TABLE])
def test_an_assumption_is_what_a_file_with_it_would_say(file: Json, given: str, wanted: Json) -> None:
    assert what_if(file, given) == wanted
    made = assumed(patient(**file), [read_assumption(given)], TODAY)
    assert made == patient(**wanted)


def test_several_assumptions_hold_together() -> None:
    found = what_if(
        {"therapies": TREATMENTS, "labs": LABS},
        "labs.platelets.date=2026-10-01",
        "labs.platelets=120 10*9/L",
        "therapies[2].agent=sunitinib",
        "therapies[2].end=2026-06-01",
        "therapies.prrt=never",
    )
    assert found["labs"][0]["date"] == "2026-10-01"
    assert [item.get("agent") or item["class"] for item in found["therapies"]["items"]] == [
        "everolimus",
        "sunitinib",
        "prrt",
    ]


def test_the_patient_given_is_never_touched() -> None:
    file = {"therapies": TREATMENTS, "labs": LABS, "performance": {"ecog": 2}, "conditions": [{"name": "hiv"}]}
    given = patient(**file)
    before = copy.deepcopy(patient_json(given))
    for text in ("therapies[0].end=2026-10-01", "labs.ast=30 U/L", "performance.ecog=1", "conditions.hiv=absent"):
        assert assumed(given, [read_assumption(text)], TODAY) != given
    assert patient_json(given) == before
    assert given == patient(**file)


def test_an_assumption_can_be_used_again_and_again() -> None:
    one = read_assumption("labs.platelets=120 10*9/L")
    first, second = (assumed(patient(), [one], on) for on in (TODAY, date(2020, 1, 1)))
    assert first.labs
    assert second.labs
    assert [str(lab.date.text) for lab in (*first.labs, *second.labs) if lab.date] == [DAY, "2020-01-01"]


def _verdicts(profile: PatientProfile, *given: str) -> tuple[Verdict, Verdict, int]:
    asked = trial(inclusion(KI67_UP_TO_20), exclusion(NO_PRRT, 2))
    engine = MatchEngine(Library((asked,), (), None))
    found = compared(engine, profile, [read_assumption(one) for one in given], TODAY)
    assert found.recorded(asked.id) is found.before.matches[0]
    return found.before.matches[0].verdict, found.after.matches[0].verdict, len(found.changed)


def test_a_comparison_tells_the_verdicts_before_and_after() -> None:
    profile = patient(diagnosis={"ki67": 30}, therapies=[])
    assert _verdicts(profile, "diagnosis.ki67=15") == (Verdict.INELIGIBLE, Verdict.POSSIBLE, 1)
    assert _verdicts(profile, "diagnosis.ki67=15", "therapies.prrt=never") == (
        Verdict.INELIGIBLE,
        Verdict.ELIGIBLE,
        1,
    )
    assert _verdicts(profile, "diagnosis.ki67=25") == (Verdict.INELIGIBLE, Verdict.INELIGIBLE, 0)


REFUSED: list[tuple[str, str]] = [
    ("ecog=1", "--if ecog: there is no such fact; did you mean performance.ecog?"),
    ("performance.ecog", "--if performance.ecog: this is no assumption; write FACT=VALUE, such as performance.ecog=1"),
    (
        "performance.ecog=",
        "--if performance.ecog: the value is missing; to leave a fact open, leave it out of the file",
    ),
    ("=1", "--if =1: this is no assumption; write FACT=VALUE, such as performance.ecog=1"),
    ("performance.ecog=7", "--if performance.ecog: ECOG performance status is from 0 to 5; check the value"),
    (
        "diagnosis.ki67=1,500",
        "--if diagnosis.ki67: '1,500' cannot be read; 1,500 can be 1.500 or 1500; write it without the comma",
    ),
    (
        "labs.neutrophils=1 500 /uL",
        "--if labs.neutrophils: '1 500 /uL' cannot be read; '1 500' can be 1500; write it without the blank",
    ),
    (
        "labs.neutrophils=1.500 /uL",
        "--if labs.neutrophils: '1.500 /uL' cannot be read; 1.500 can be 1,500 or 1500; write it without the point",
    ),
    (
        "labs.neutrophils=>1 500 /uL",
        "--if labs.neutrophils: '>1 500 /uL' cannot be read; '1 500' can be 1500; write it without the blank",
    ),
    (
        "diagnosis.ki67=20-15",
        "--if diagnosis.ki67: '20-15' cannot be read; the range begins above its end; write the smaller number first",
    ),
    ("diagnosis.ki67=12 mg", "--if diagnosis.ki67: 'mg' is not a unit of Ki-67; use %"),
    ("age=51", "--if age: the file gives a birth_date, and that decides; assume a birth_date instead"),
    (
        "diagnosis.mitotic_count=30",
        '--if diagnosis.mitotic_count: the unit is missing; write it behind the number: "30 /2mm2" or "30 /10HPF"',
    ),
    (
        "biomarkers.tmb=20",
        '--if biomarkers.tmb: the unit is missing; write it behind the number: "20 mut/Mb"',
    ),
    ("labs.platelets=120", '--if labs.platelets: the unit is missing; write it behind the number: "120 10*9/L"'),
    ("labs.platelets=120 mg/dL", "--if labs.platelets: 'mg/dL' is not a unit of platelets; use 10*9/L or 10*3/uL"),
    ("labs.platlets=1", "--if labs.platlets: there is no such fact; did you mean labs.platelets?"),
    ("labs.ast.uln=40", "--if labs.ast.uln: there is no such entry to assume this of; assume labs.ast as well"),
    ("conditions.hiv=abscent", "--if conditions.hiv: 'abscent' is none of its values; did you mean \"absent\"?"),
    (
        "conditions.appendicitus=absent",
        "--if conditions.appendicitus: there is no such fact; did you mean conditions.appendicitis?",
    ),
    ("pregnant=maybe", "--if pregnant: 'maybe' is no answer; write yes or no"),
    ("therapies.prrt=once", "--if therapies.prrt: 'once' is no answer; write yes or no or never"),
    (
        "therapies[9].end=2026",
        "--if therapies[9].end: there is no such entry: the list has 2; therapies[2] would be a new one",
    ),
    ("therapies[0].end=2001", "--if therapies[0].end: the end lies before the start; check both dates"),
    (
        "therapies[0].end=soon",
        (
            "--if therapies[0].end: 'soon' is not a date (a date is written 2026-11-21, 2026-11 or 2026); "
            "write it like 2026-11-21"
        ),
    ),
    ("therapies[0].ends=2026", '--if therapies[0].ends: there is no such fact; did you mean "end"?'),
    ("therapies[0].cycles=2-3", "--if therapies[0].cycles: '2-3' is not one number; write one number alone, such as 4"),
    (
        "therapies[2].agent=evrolimus",
        (
            "--if therapies[2].agent: 'evrolimus' is no name that is known here; "
            "did you mean everolimus or ridaforolimus or sirolimus?"
        ),
    ),
    (
        "therapies=none",
        (
            "--if therapies: this is a whole list or entry; assume one thing of it; "
            "such as therapies.prrt=never or therapies[0].end=2026-10-01"
        ),
    ),
    (
        "diagnosis.primary_site=ilem",
        "--if diagnosis.primary_site: 'ilem' is no name that is known here; did you mean ileum?",
    ),
    ("diagnosis.grade=G4", "--if diagnosis.grade: 'G4' is none of its steps; use G1, G2, G3"),
    ("country=nl", "--if country: is not a country code; it has two capital letters such as DE"),
    (
        "medications.steroid=no",
        (
            "--if medications.steroid: the file lists no such medicine that could be stopped; "
            "that it is not taken, only a complete list of medication can say"
        ),
    ),
]


@pytest.mark.parametrize(("given", "sentence"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_cannot_be_assumed_is_refused_in_one_sentence(given: str, sentence: str) -> None:
    whole = patient(birth_date="1970-01-01", therapies=TREATMENTS)
    with pytest.raises(InputError) as refused:
        assumed(whole, [read_assumption(given)], TODAY)
    assert str(refused.value) == sentence


def test_the_same_fact_twice_is_refused() -> None:
    both = [read_assumption("performance.ecog=1"), read_assumption("performance.ECOG=2")]
    with pytest.raises(InputError, match="this is assumed twice; keep one of them"):
        assumed(patient(), both, TODAY)


def test_age_and_birth_date_together_are_refused() -> None:
    both = [read_assumption("age=40"), read_assumption("birth_date=1980")]
    with pytest.raises(InputError, match="keep the birth date"):
        assumed(patient(), both, TODAY)


def test_a_detail_that_several_entries_could_have_asks_which() -> None:
    twice = [{"class": "prrt", "end": "2024"}, {"agent": "lutetium-177 dotatate", "end": "2025"}]
    with pytest.raises(InputError) as refused:
        assumed(patient(therapies=twice), [read_assumption("therapies.prrt.end=2026-01-01")], TODAY)
    assert str(refused.value).endswith("say which: therapies[0].end or therapies[1].end")
