"""The patient file, `zebramatch.patient/1`: read strictly, written whole, the same in as out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from criteria.atomic import write_atomically
from criteria.checks import check_patient
from criteria.problems import InputError
from criteria.profile import FORMAT, PatientProfile
from criteria.shape import check_format, validated
from criteria.strict_json import read_json

if TYPE_CHECKING:
    from pathlib import Path

    from criteria.strict_json import Json

_SECTIONS = ("diagnosis", "performance", "sstr_imaging")


def read_patient(path: Path) -> PatientProfile:
    """Read one patient file.

    Raises:
        InputError: with every problem of the file.
    """
    return parse_patient(read_json(path), str(path))


def parse_patient(data: Json, name: str) -> PatientProfile:
    """Return the patient that the data of a patient file describes; `name` is the file's, for the sentences.

    Raises:
        InputError: with every problem: of the format first, then of the shape, then of the sense.
    """
    check_format(data, FORMAT, name)
    profile = validated(PatientProfile, data, name)
    problems = check_patient(profile, name)
    if problems:
        raise InputError(*problems)
    return profile


def patient_json(profile: PatientProfile) -> dict[str, Json]:
    """Return the file's form of a patient, ready for `json.dumps`: what is not known is left out."""
    data: dict[str, Json] = profile.model_dump(mode="json", by_alias=True, exclude_none=True)
    return {key: value for key, value in data.items() if key not in _SECTIONS or value}


def write_patient(profile: PatientProfile, path: Path) -> None:
    """Write a patient file, whole or not at all.

    Raises:
        InputError: when the folder cannot be written to, or when the file could not be read back.
    """
    data = patient_json(profile)
    parse_patient(data, str(path))
    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)
    write_atomically(path, f"{text}\n".encode())
