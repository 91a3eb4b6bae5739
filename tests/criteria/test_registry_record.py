"""A registry record into a trial: what it states outside its text, and that a machine read it."""

from __future__ import annotations

import copy
import json
import os
from pathlib import Path
from typing import Any

import pytest

from criteria.problems import InputError
from criteria.registry.record import studies, trial_of
from criteria.trial import Contact
from criteria.trial_checks import check_trial

RECORD: dict[str, Any] = {
    "protocolSection": {
        "identificationModule": {"nctId": "NCT01234567", "briefTitle": "A trial", "acronym": "AT"},
        "statusModule": {
            "overallStatus": "RECRUITING",
            "startDateStruct": {"date": "2026-01"},
            "lastUpdatePostDateStruct": {"date": "2026-07-17"},
        },
        "conditionsModule": {"conditions": ["Neuroendocrine Tumors"]},
        "designModule": {"phases": ["PHASE2", "PHASE3"]},
        "armsInterventionsModule": {
            "armGroups": [{"label": "Arm A"}],
            "interventions": [{"name": "Lanreotide"}, {"name": "Lanreotide"}],
        },
        "eligibilityModule": {
            "eligibilityCriteria": "Inclusion Criteria:\n\n* Age ≥ 18 years",
            "sex": "FEMALE",
            "minimumAge": "18 Years",
            "maximumAge": "N/A",
        },
        "contactsLocationsModule": {
            "locations": [
                {
                    "facility": "Clinic",
                    "city": "Lyon",
                    "country": "France",
                    "status": "RECRUITING",
                    "geoPoint": {"lat": 45.7, "lon": 4.8},
                    "contacts": [{"name": "Desk", "phone": "1"}],
                }
            ]
        },
    }
}


def changed(*path: str, to: object) -> dict[str, Any]:
    record = copy.deepcopy(RECORD)
    inner = record["protocolSection"]
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = to
    return record


def test_a_record_becomes_a_trial_that_a_machine_read() -> None:
    trial = trial_of(RECORD, "x")
    assert (trial.id, trial.acronym, trial.phase, trial.status) == ("NCT01234567", "AT", "Phase 2/3", "RECRUITING")
    assert trial.interventions == ("Lanreotide",)
    assert trial.needs_review
    assert str(trial.source.record_date) == "2026-07-17"
    assert "Arm A" in (trial.source.note or "")
    assert (trial.sites[0].latitude, trial.sites[0].status) == (45.7, "RECRUITING")
    assert not list(check_trial(trial, "x"))


def test_ages_and_sex_are_criteria_and_no_bound_is_none() -> None:
    found = [one for one in trial_of(RECORD, "x").criteria if one.source_span is None]
    assert [one.text for one in found] == ["Minimum age: 18 Years", "Sex: FEMALE"]
    months = trial_of(changed("eligibilityModule", "minimumAge", to="6 Months"), "x").criteria[0]
    assert months.rule is None


@pytest.mark.parametrize("point", [{"lat": 91, "lon": 0}, {"lat": "45", "lon": 4}, {"lat": True, "lon": 4}, None, []])
def test_a_place_that_is_not_on_earth_has_no_coordinates(point: object) -> None:
    places = [{"facility": "Clinic", "geoPoint": point}]
    assert trial_of(changed("contactsLocationsModule", "locations", to=places), "x").sites[0].latitude is None


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        (("identificationModule", "nctId"), "NCT1", "nctId"),
        (("identificationModule", "briefTitle"), "  ", "briefTitle"),
        (("statusModule", "overallStatus"), None, "overallStatus"),
    ],
)
def test_a_record_without_what_a_trial_needs_is_refused_by_name(
    path: tuple[str, ...], value: object, named: str
) -> None:
    with pytest.raises(InputError, match=named):
        trial_of(changed(*path, to=value), "x")


@pytest.mark.parametrize(
    "module", ["designModule", "contactsLocationsModule", "armsInterventionsModule", "eligibilityModule"]
)
@pytest.mark.parametrize(
    "value", [None, [], "x", 3, {"locations": "x", "phases": [1], "interventions": [None], "sex": 1}]
)
def test_a_record_of_another_shape_lacks_facts_and_never_crashes(module: str, value: object) -> None:
    assert trial_of(changed(module, to=value), "x").id == "NCT01234567"


@pytest.mark.parametrize("data", [{}, [], {"studies": []}, "x", None])
def test_what_holds_no_study_is_refused(data: Any) -> None:  # noqa: ANN401 - anything a file may hold
    with pytest.raises(InputError, match="no registry record"):
        studies(data, "x")


def test_every_sample_record_is_read_without_loss() -> None:
    folder = os.environ.get("ZEBRAMATCH_REGISTRY_SAMPLES")
    if not folder:
        pytest.skip("no registry samples (ZEBRAMATCH_REGISTRY_SAMPLES)")
    for path in sorted(Path(folder).glob("net/*.json"))[::8]:
        study = json.loads(path.read_text(encoding="utf-8"))
        assert not list(check_trial(trial_of(study, path.name), path.name))


def contact_of(*contacts: dict[str, str]) -> object:
    place = {"facility": "Clinic", "contacts": list(contacts)}
    trial = trial_of(changed("contactsLocationsModule", "locations", to=[place]), "record")
    return trial.sites[0].contact


def test_an_investigator_without_a_number_does_not_hide_the_desk_that_has_one() -> None:
    investigator = {"name": "Investigator", "role": "PRINCIPAL_INVESTIGATOR"}
    found = contact_of(investigator, {"name": "Desk", "role": "CONTACT", "phone": "1", "email": "a@b.org"})
    assert found == Contact(name="Desk", phone="1", email="a@b.org")
    assert contact_of(investigator) == Contact(name="Investigator")


def test_the_contact_of_a_site_is_asked_before_its_investigator() -> None:
    investigator = {"name": "Investigator", "role": "PRINCIPAL_INVESTIGATOR", "phone": "2"}
    assert contact_of(investigator, {"name": "Desk", "role": "CONTACT", "phone": "1"}) == Contact(
        name="Desk", phone="1"
    )


def test_an_extension_stays_with_its_number() -> None:
    assert contact_of({"name": "Desk", "phone": "1", "phoneExt": "42"}) == Contact(name="Desk", phone="1 ext. 42")
    assert contact_of({"name": "Desk", "phoneExt": "42"}) == Contact(name="Desk")


def test_a_contact_for_the_whole_study_and_the_state_of_a_site_are_kept() -> None:
    record = changed(
        "contactsLocationsModule", "centralContacts", to=[{"name": "Line", "phone": "9", "email": "l@b.org"}]
    )
    record["protocolSection"]["contactsLocationsModule"]["locations"][0]["state"] = "Rhône"
    trial = trial_of(record, "record")
    assert "contact: Line, 9, l@b.org" in (trial.source.note or "")
    assert trial.sites[0].region == "Rhône"
