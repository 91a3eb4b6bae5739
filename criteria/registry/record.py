"""A ClinicalTrials.gov study record (API v2) into a trial whose criteria a machine read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from criteria.parsing.read import criteria_of
from criteria.problems import InputError, Problem
from criteria.registry.fields import degrees, part, rows, text, texts
from criteria.rules import AgeRule, OneOfRule
from criteria.trial import Contact, Criterion, Site, Source, Trial

if TYPE_CHECKING:
    from datetime import date

    from criteria.strict_json import Json

REGISTRY: Final = "ClinicalTrials.gov"
_NCT: Final = re.compile(r"NCT[0-9]{8}", re.ASCII)
_AGE: Final = re.compile(r"([0-9]{1,3}) Years?", re.ASCII)
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_DESK: Final = "CONTACT"
_LONGEST_TITLE: Final = 2000
_OLDEST: Final = 130
_PHASES: Final = {
    "EARLY_PHASE1": "Early phase 1",
    "PHASE1": "Phase 1",
    "PHASE2": "Phase 2",
    "PHASE3": "Phase 3",
    "PHASE4": "Phase 4",
}


def studies(data: Json, name: str) -> list[Json]:
    """Return the study records that a file holds: one, a page of them, or a list.

    Raises:
        InputError: when it holds none.
    """
    found = data if isinstance(data, list) else rows(data, "studies")
    if not found and part(data, "protocolSection") is not None:
        found = [data]
    if not found:
        hint = "give a study of ClinicalTrials.gov (API v2), or a page of studies"
        raise InputError(Problem(name, "", "this is no registry record", hint))
    return found


def eligibility_of(study: Json) -> str:
    """Return the eligibility text as the registry sent it."""
    found = part(study, "protocolSection", "eligibilityModule", "eligibilityCriteria")
    return found if isinstance(found, str) else ""


def id_of(study: Json) -> str | None:
    """Return the record's NCT number."""
    found = text(study, "protocolSection", "identificationModule", "nctId")
    return found if found and _NCT.fullmatch(found) else None


def trial_of(study: Json, name: str, retrieved: date | None = None) -> Trial:
    """Return the trial that a study record describes, marked as read by a machine.

    Raises:
        InputError: when it has no NCT number, title or status.
    """
    protocol = part(study, "protocolSection")
    trial_id = id_of(study)
    if trial_id is None:
        hint = "a study of ClinicalTrials.gov has one, like NCT01234567"
        raise InputError(Problem(name, "identificationModule.nctId", "is missing or no NCT number", hint))
    title = text(protocol, "identificationModule", "briefTitle") or text(
        protocol, "identificationModule", "officialTitle"
    )
    status = text(protocol, "statusModule", "overallStatus")
    if title is None or status is None:
        where = "identificationModule.briefTitle" if title is None else "statusModule.overallStatus"
        raise InputError(Problem(name, f"{trial_id}.{where}", "is missing", "fetch the record again"))
    criteria = (*_from_fields(protocol), *criteria_of(eligibility_of(study)))
    return Trial(
        id=trial_id,
        title=title[:_LONGEST_TITLE],
        acronym=text(protocol, "identificationModule", "acronym"),
        coverage="full" if eligibility_of(study).strip() else "partial",
        phase=_phase(protocol),
        status=status,
        conditions=texts(protocol, "conditionsModule", "conditions"),
        interventions=_interventions(protocol),
        sites=tuple(_site(one) for one in rows(protocol, "contactsLocationsModule", "locations")),
        source=Source(
            registry=REGISTRY,
            url=f"https://clinicaltrials.gov/study/{trial_id}",
            record_date=_record_date(protocol),
            retrieved=retrieved,
            curated_by="parser",
            note=_note(protocol),
        ),
        criteria=criteria,
    )


def _phase(protocol: Json) -> str | None:
    named = [_PHASES[one] for one in texts(protocol, "designModule", "phases") if one in _PHASES]
    return "/".join(named).replace("/Phase ", "/") or None


def _interventions(protocol: Json) -> tuple[str, ...]:
    named = (text(one, "name") for one in rows(protocol, "armsInterventionsModule", "interventions"))
    return tuple(dict.fromkeys(one for one in named if one))


def _note(protocol: Json) -> str | None:
    """Return the dates, the arms and the study's own contacts in one line: what the trial file has no field for."""
    arms = [text(one, "label") for one in rows(protocol, "armsInterventionsModule", "armGroups")]
    dates = {
        "starts": text(protocol, "statusModule", "startDateStruct", "date"),
        "primary completion": text(protocol, "statusModule", "primaryCompletionDateStruct", "date"),
        "completion": text(protocol, "statusModule", "completionDateStruct", "date"),
    }
    said = [f"{name} {day}" for name, day in dates.items() if day]
    named = [arm for arm in arms if arm]
    said += [f"arms: {'; '.join(named)}"] if named else []
    people = (_person(one) for one in rows(protocol, "contactsLocationsModule", "centralContacts"))
    asked = [", ".join(filter(None, (one.name, one.phone, one.email))) for one in people if one is not None]
    said += [f"contact: {'; '.join(asked)}"] if asked else []
    return ". ".join(said) or None


def _record_date(protocol: Json) -> date | None:
    from criteria.dates import PartialDate

    for struct in ("lastUpdatePostDateStruct", "lastUpdateSubmitDate", "studyFirstPostDateStruct"):
        found = text(protocol, "statusModule", struct, "date") or text(protocol, "statusModule", struct)
        if found and _DAY.fullmatch(found):
            try:
                return PartialDate.parse(found).first
            except ValueError:
                continue
    return None


def _site(place: Json) -> Site:
    point = part(place, "geoPoint")
    latitude, longitude = degrees(point, "lat", 90), degrees(point, "lon", 180)
    both = latitude is not None and longitude is not None
    return Site(
        facility=text(place, "facility"),
        city=text(place, "city"),
        region=text(place, "state"),
        country=text(place, "country"),
        latitude=latitude if both else None,
        longitude=longitude if both else None,
        status=text(place, "status"),
        contact=_contact(place),
    )


def _contact(place: Json) -> Contact | None:
    """Return whom to ask at a site: who can be reached before who cannot, and the desk before an investigator."""
    contacts = rows(place, "contacts")
    if not contacts:
        return None
    found = [(_person(one), text(one, "role") == _DESK) for one in contacts]
    known = [(person, desk) for person, desk in found if person is not None]
    ranked = sorted(known, key=lambda one: (not (one[0].phone or one[0].email), not one[1]))
    return ranked[0][0] if ranked else None


def _person(one: Json) -> Contact | None:
    name, phone, email = (text(one, key) for key in ("name", "phone", "email"))
    extension = text(one, "phoneExt")
    if phone and extension:
        phone = f"{phone} ext. {extension}"
    return Contact(name=name, phone=phone, email=email) if name or phone or email else None


def _from_fields(protocol: Json) -> tuple[Criterion, ...]:
    """Return what the record states outside its text: the ages and the sex."""
    module = part(protocol, "eligibilityModule")
    found: list[Criterion] = []
    for field, words, limit in (("minimumAge", "Minimum age", "at_least"), ("maximumAge", "Maximum age", "at_most")):
        asked = text(module, field)
        if asked is None or asked.upper() == "N/A":
            continue
        years = _AGE.fullmatch(asked)
        readable = years is not None and int(years[1]) <= _OLDEST
        rule = AgeRule.model_validate({limit: int(years[1])}) if years and readable else None
        found.append(Criterion(id=f"R{len(found) + 1:02d}", kind="inclusion", text=f"{words}: {asked}", rule=rule))
    sex = text(module, "sex")
    if sex and sex.upper() in ("FEMALE", "MALE"):
        rule_of_sex = OneOfRule(fact="sex", values=(sex.lower(),))
        found.append(Criterion(id=f"R{len(found) + 1:02d}", kind="inclusion", text=f"Sex: {sex}", rule=rule_of_sex))
    return tuple(found)
