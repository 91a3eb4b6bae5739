"""The text to a trial's site: what it says, and above all what it never says."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings

from criteria.dates import PartialDate
from criteria.library import Library, load_library
from criteria.patient_file import parse_patient
from criteria.profile import PatientProfile
from criteria.trial import Trial
from matcher.engine import MatchEngine
from matcher.referral import Ages, ages_on, referral_of
from matcher.screening import screen
from matcher.wording.referral import referral_text
from tests.criteria.strategies import patient_data

ON = date(2026, 11, 21)
ID = "NCT90000001"
MARK = "Quixotic"
KI67 = {"rule": "number", "fact": "diagnosis.ki67", "at_most": 20}
WASHOUT = {
    "rule": "washout", "select": {"any_of": ["everolimus"]}, "at_least": {"days": 28}, "anchor": "first_dose",
}  # fmt: skip
CRITERIA = [
    {"id": "I01", "kind": "inclusion", "text": "Ki-67 at most 20 %", "rule": KI67},
    {"id": "I02", "kind": "inclusion", "text": "Willing to come.", "rule": None},
    {"id": "I03", "kind": "inclusion", "text": "No everolimus in the 28 days before", "rule": WASHOUT},
]
PATIENT: dict[str, Any] = {
    "screening_date": "2026-11-21",
    "birth_date": "1968-04-13",
    "sex": "female",
    "performance": {"ecog": {"value": 1, "date": "2026-11-18"}},
    "diagnosis": {
        "primary_site": "ileum",
        "tumor_type": "NET",
        "grade": "G2",
        "ki67": {"low": 15, "high": 20, "date": "2026-10-12"},
        "extent": "metastatic",
        "metastatic_sites": ["liver", {"name": "brain", "status": "absent"}],
    },
    "sstr_imaging": {"positive": True, "date": "2026-09-13"},
    "therapies": [
        {"agent": "lanreotide", "start": "2022-06-13", "ongoing": True, "line": 1},
        {"agent": "everolimus", "end": "2026-11-13", "outcome": "progression", "line": 2},
    ],
}


@cache
def built_in() -> MatchEngine:
    return MatchEngine(load_library())


def trial(**more: object) -> Trial:
    source = {"registry": "ClinicalTrials.gov", "curated_by": "hand", "record_date": "2026-11-01"}
    whole = {"id": ID, "title": "A made-up trial", "coverage": "full", "status": "RECRUITING", "source": source}
    return Trial.model_validate_json(json.dumps({**whole, "criteria": CRITERIA, **more}))


def profile(**facts: object) -> PatientProfile:
    return PatientProfile.model_validate_json(json.dumps(facts))


def text_of(facts: dict[str, Any] = PATIENT, one: Trial | None = None) -> str:
    of = one or trial()
    patient = profile(**facts)
    return referral_text(referral_of(patient, screen(patient, ON, MatchEngine(Library.of([of])), of.id)))


def test_the_patient_is_told_in_short_without_a_name_or_a_day() -> None:
    lines = text_of().splitlines()
    assert "Patient: female, 58 years, ECOG 1 (November 2026)." in lines
    tumour = next(line for line in lines if line.startswith("Tumour:"))
    assert "of the ileum, G2 (intermediate grade), Ki-67 15-20 % (October 2026), metastatic" in tumour
    assert "metastases: liver, SSTR imaging positive (September 2026)." in tumour
    assert "brain" not in tumour
    treatment = next(line for line in lines if line.startswith("Treatment"))
    assert (
        "lanreotide (ongoing); everolimus (until November 2026, progression on it); lines of therapy: 2." in treatment
    )


def test_metastases_that_are_gone_are_not_told_as_there() -> None:
    spread = ["liver", {"name": "bone", "status": "past"}]
    text = text_of({**PATIENT, "diagnosis": {**PATIENT["diagnosis"], "metastatic_sites": spread}})
    assert "metastases: liver, earlier metastases: bone, SSTR imaging positive" in text


def test_what_fits_what_is_in_the_way_and_what_to_ask_stand_in_it() -> None:
    text = text_of()
    assert "In order by our data of November 2026, inclusion met or exclusion absent (1): I01." in text
    assert "In the way (1), by the dates alone until about December 2026:\n- I03 No everolimus" in text
    assert "“I02 Willing to come”" in text
    assert "?" in text


def test_an_exclusion_that_does_not_hold_is_never_said_to_be_met() -> None:
    ruled_out = {"id": "E01", "kind": "exclusion", "text": "Ki-67 above 20 %", "rule": {**KI67, "at_most": 5}}
    text = text_of(one=trial(criteria=[*CRITERIA, ruled_out]))
    assert "inclusion met or exclusion absent (2): I01, E01." in text
    assert "Met by our data" not in text


def test_what_is_not_known_is_named_as_such_and_never_as_in_the_way() -> None:
    text = text_of({})
    assert "Not known to us (2):\n- I01 Ki-67 at most 20 %" in text
    assert "In the way" not in text
    assert "Treatment so far: not recorded." in text
    assert "Patient: not recorded." in text


def test_no_day_of_the_patient_stands_in_it() -> None:
    assert not re.search(r"-13\b|\b13\b|2026-11-2|2026-11-18|2026-12|1968|2022", text_of())


FREE = {
    "label": MARK,
    "screening_date": "2026-11-21",
    "birth_date": "1961-04-17",
    "country": "NL",
    "location": {"latitude": 52.0977, "longitude": 5.1277},
    "diagnosis": {
        "primary_site": f"{MARK} site",
        "tumor_type": f"{MARK} type",
        "syndrome": f"{MARK} syndrome",
        "metastatic_sites": [f"{MARK} place", "liver"],
        "specimens": [{"site": f"{MARK} specimen", "ki67": 5}],
    },
    "progression": [{"date": "2026-10-05", "on": f"{MARK} agent"}],
    "sstr_imaging": {"tracer": f"{MARK} tracer", "positive": True},
    "performance": {"ecog": {"value": 1, "unit": f"{MARK} unit"}},
    "therapies": [
        {"agent": f"{MARK} agent", "setting": f"{MARK} setting", "isotope": MARK, "dose": 1, "dose_unit": MARK},
        {"class": f"{MARK} class"},
        {"agent": "everolimus", "end": "2026-11-16", "setting": f"{MARK} setting"},
        {"agent": f"{MARK} never", "never": True},
    ],
    "medications": [{"name": f"{MARK} pill", "dose": 1, "dose_unit": MARK}, {"class": f"{MARK} pills"}],
    "conditions": [{"name": f"{MARK} illness", "detail": MARK}, {"name": "asthma", "detail": MARK}],
    "labs": [{"test": f"{MARK} test", "value": 1, "unit": MARK}, {"test": "neutrophils", "value": 1, "unit": MARK}],
    "biomarkers": [{"name": f"{MARK} marker", "result": MARK}, {"name": "MSI", "result": f"{MARK} result"}],
}


@pytest.mark.parametrize("trial_id", [one.id for one in load_library().trials if one.kind == "trial"])
def test_no_free_text_of_the_patient_file_stands_in_any_text_to_a_site(trial_id: str) -> None:
    one = built_in().library.trial(trial_id)
    assert one is not None
    said = {"answer": "yes", "by": MARK, "date": "2026-11-20", "document": MARK, "note": MARK}
    every = [*one.criteria, *(each for cohort in one.cohorts for each in cohort.criteria)]
    answers = {trial_id: {each.id: said for each in every}, MARK: {"I01": said}}
    patient = profile(**FREE, answers=answers)
    text = referral_text(referral_of(patient, screen(patient, ON, built_in(), trial_id)))
    assert MARK not in text
    assert not re.search(r"1961|\b17 April|Netherlands|52\.0|2026-11-16|2026-11-20", text)
    filled = [line for line in text.splitlines() if line]
    assert 10 <= len(filled) <= 20, len(filled)


@given(data=patient_data())
@settings(max_examples=60, deadline=None)
def test_no_patient_whatever_has_a_label_a_birth_date_or_a_place_in_the_text(data: dict[str, Any]) -> None:
    patient = parse_patient({**data, "label": MARK}, "made up")
    text = referral_text(referral_of(patient, screen(patient, ON, MatchEngine(Library.of([trial()])), ID)))
    assert MARK not in text
    dates = [value for value in json.dumps(data).split('"') if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value)]
    assert [day for day in dates if day in text.replace("2026-11-01", "")] == []


def test_a_name_that_the_vocabulary_lacks_is_counted_and_not_repeated() -> None:
    text = text_of(FREE)
    assert "tumour of a type named in our record, primary site named in our record" in text
    assert "another treatment" in text
    assert "elsewhere" in text


@pytest.mark.parametrize(
    ("birth", "ages"),
    [
        ("1937-11-21", Ages(89, 89)),  # 89 today
        ("1936-11-22", Ages(89, 89)),  # 90 tomorrow
        ("1936-11-21", Ages(90, None)),  # 90 today
        ("1900", Ages(90, None)),
        ("1936", Ages(89, None)),  # 89 or 90
        ("1968-11-21", Ages(58, 58)),
        ("1968-11-22", Ages(57, 57)),
        ("1968", Ages(57, 58)),
        ("2026-11", Ages(0, 0)),
        ("2026-11-22", None),
    ],
)
def test_an_age_above_89_is_only_told_as_90_or_older(birth: str, ages: Ages | None) -> None:
    assert ages_on(PartialDate.parse(birth), ON) == ages
    text = text_of({"birth_date": birth})
    assert ("90 or older" in text) == (ages == Ages(90, None))
    assert not re.search(r"\b(9[1-9]|1[0-9][0-9]) years", text)


def test_one_born_on_29_february_is_a_year_older_on_28_february() -> None:
    born = PartialDate.parse("2000-02-29")
    assert ages_on(born, date(2027, 2, 27)) == Ages(26, 26)
    assert ages_on(born, date(2027, 2, 28)) == Ages(27, 27)


def test_what_is_dated_after_the_as_of_day_is_left_out() -> None:
    later = {
        "diagnosis": {"ki67": {"value": 12, "date": "2027-01"}},
        "sstr_imaging": {"positive": True, "date": "2027-01"},
        "performance": {"ecog": {"value": 1, "date": "2027-01-01"}},
        "therapies": [{"agent": "everolimus", "start": "2027-01"}],
    }
    text = text_of(later)
    assert not re.search(r"Ki-67 12|SSTR|ECOG|everolimus \(|2027", text)


def test_the_contacts_of_sites_that_take_patients_are_named_and_those_of_closed_ones_are_not() -> None:
    sites = [
        {
            "facility": "Institute One",
            "city": "Utrecht",
            "status": "RECRUITING",
            "contact": {"phone": "+31 20 555 0100"},
        },
        {"facility": "Closed Clinic", "status": "COMPLETED", "contact": {"phone": "+31 20 555 0199"}},
        {"facility": "Institute Two", "contact": {"email": "trial@institute.example"}},
        {"facility": "Institute Three", "contact": {"email": "third@institute.example"}},
    ]
    text = text_of(one=trial(sites=sites))
    assert "Institute One, Utrecht, +31 20 555 0100; Institute Two, trial@institute.example; and 1 more." in text
    assert "Closed Clinic" not in text
    assert "Contacts" not in text_of(one=trial(sites=sites, status="COMPLETED"))


def test_invisible_signs_of_a_trial_file_are_shown_as_codes() -> None:
    assert "before[U+202E]after" in text_of(one=trial(title="before\u202eafter"))


def test_the_cohort_that_the_data_favour_is_named() -> None:
    cohorts = [
        {"id": "A", "name": "Pancreas", "criteria": [
            {"id": "A1", "kind": "inclusion", "text": "Pancreas",
             "rule": {"rule": "one_of", "fact": "diagnosis.primary_site", "values": ["pancreas"]}}]},
        {"id": "B", "name": "Ileum", "criteria": [
            {"id": "B1", "kind": "inclusion", "text": "Ileum",
             "rule": {"rule": "one_of", "fact": "diagnosis.primary_site", "values": ["ileum"]}}]},
    ]  # fmt: skip
    assert "for the cohort “Ileum”" in text_of(one=trial(cohorts=cohorts))
