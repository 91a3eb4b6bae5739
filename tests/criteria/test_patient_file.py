from __future__ import annotations

import json
import os
import stat
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from pydantic import ValidationError

from criteria.entries import Therapy
from criteria.parts import Listing
from criteria.patient_file import parse_patient, patient_json, read_patient, write_patient
from criteria.problems import InputError
from criteria.profile import FORMAT, PatientProfile
from tests.criteria.strategies import Data, patient_data

if TYPE_CHECKING:
    from pathlib import Path

    from criteria.strict_json import Json

LARGE = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def patient(**facts: Any) -> PatientProfile:  # noqa: ANN401 - any JSON
    return parse_patient({"format": FORMAT, **facts}, "p.json")


@LARGE
@given(patient_data())
def test_a_patient_reads_back_exactly_as_written(data: Data) -> None:
    profile = parse_patient(data, "p.json")
    written = patient_json(profile)
    again = parse_patient(json.loads(json.dumps(written)), "p.json")
    assert again == profile
    assert patient_json(again) == written


@LARGE
@given(patient_data())
def test_nothing_that_was_given_is_lost_in_the_file(data: Data) -> None:
    """Beside the forms a list or a name may take, the file says what was said, digit for digit."""
    assert _plain(patient_json(parse_patient(data, "p.json"))) == _plain(data)


def _plain(value: Any, key: str = "") -> Any:  # noqa: ANN401 - any JSON
    """Bring the short forms into their long ones, and leave out what is null or an empty section."""
    if key in ("therapies", "medications", "conditions", "metastatic_sites", "progression") and isinstance(value, list):
        value = {"complete": key == "progression", "items": value}
    if isinstance(value, dict):
        full = {inner: _plain(item, inner) for inner, item in value.items() if item is not None}
        if key == "metastatic_sites":
            full["items"] = [{"name": site} if isinstance(site, str) else site for site in full.get("items", [])]
        sections = ("diagnosis", "performance", "sstr_imaging")
        return {inner: item for inner, item in full.items() if item != {} or inner not in sections}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return {"value": value} if _is_bare_measure(key, value) else value


def _is_bare_measure(key: str, value: object) -> bool:
    measured = ("ki67", "mitotic_count", "weight", "height", "ecog", "karnofsky", "life_expectancy_months")
    return key in measured and isinstance(value, int | float)


def test_the_file_starts_with_its_format_and_says_nothing_of_what_is_not_known() -> None:
    assert patient_json(patient()) == {"format": FORMAT}
    assert list(patient_json(patient(sex="female"))) == ["format", "sex"]


@pytest.mark.parametrize("is_complete", [True, False])
def test_an_empty_list_keeps_whether_it_is_complete(is_complete: bool) -> None:
    listed = patient_json(patient(therapies={"complete": is_complete, "items": []}))["therapies"]
    assert listed == {"complete": is_complete, "items": []}


def test_a_bare_list_is_incomplete_but_the_bare_course_is_complete() -> None:
    profile = patient(therapies=[], progression=[])
    assert profile.therapies == Listing[Therapy](complete=False, items=())
    assert profile.progression is not None
    assert profile.progression.complete


def test_a_list_that_is_absent_stays_apart_from_an_empty_one() -> None:
    assert patient().conditions is None
    assert patient(conditions=[]).conditions is not None


def test_class_is_written_as_class_and_read_by_no_other_name() -> None:
    written = patient_json(patient(therapies=[{"class": "prrt", "never": True}]))
    assert written["therapies"] == {"complete": False, "items": [{"class": "prrt", "never": True}]}
    with pytest.raises(InputError, match=r"therapies\[0\]\.of_class: unknown key; did you mean \"class\"\?"):
        patient(therapies=[{"of_class": "prrt"}])


def test_a_number_keeps_its_digits() -> None:
    assert patient_json(patient(diagnosis={"ki67": 0.1}))["diagnosis"] == {"ki67": 0.1}
    assert patient_json(patient(diagnosis={"ki67": {"below": 3}}))["diagnosis"] == {"ki67": {"below": 3}}


def test_writing_makes_a_file_that_reads_back(tmp_path: Path) -> None:
    profile = patient(label="Zoë 😀", diagnosis={"ki67": 12})
    write_patient(profile, tmp_path / "p.json")
    assert read_patient(tmp_path / "p.json") == profile
    assert [path.name for path in tmp_path.iterdir()] == ["p.json"]


def test_a_new_file_is_its_owners_alone_and_an_old_one_keeps_its_permissions(tmp_path: Path) -> None:
    new, old = tmp_path / "new.json", tmp_path / "old.json"
    old.write_text("{}", encoding="utf-8")
    old.chmod(0o640)
    for path in (new, old):
        write_patient(patient(), path)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (new, old)] == [0o600, 0o640]


def test_writing_through_a_link_keeps_the_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target.json", tmp_path / "link.json"
    link.symlink_to(target)
    write_patient(patient(age=60), link)
    assert link.is_symlink()
    assert read_patient(target).age == 60


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failing_disk_leaves_the_old_file_and_nothing_beside_it(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "p.json"
    path.write_text("what was there", encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(f"{'os' if step == 'fsync' else 'pathlib.Path'}.{step}", fail)
    with pytest.raises(InputError, match=r"p\.json: cannot be written \(No space left on device\)"):
        write_patient(patient(), path)
    assert path.read_text(encoding="utf-8") == "what was there"
    assert list(tmp_path.iterdir()) == [path]


def test_places_that_cannot_hold_a_file_are_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, sentence in {
        ".": "this is a folder",
        "pipe": "this is not an ordinary file",
        "no/where.json": "there is no such folder",
        "a\0b": "this is not a file name",
        "x" * 300: "cannot be written",
    }.items():
        with pytest.raises(InputError, match=sentence):
            write_patient(patient(), tmp_path / name)


def test_what_could_not_be_read_back_is_not_written(tmp_path: Path) -> None:
    broken = patient().model_copy(update={"country": "nowhere"})
    with pytest.raises(InputError, match="country: is not a country code"):
        write_patient(broken, tmp_path / "p.json")
    assert not list(tmp_path.iterdir())


def test_the_vignettes_read_and_read_back(vignettes: Path) -> None:
    paths = [path for path in sorted(vignettes.glob("*.json")) if not path.name.endswith(".expect.json")]
    assert paths
    for path in paths:
        profile = read_patient(path)
        assert parse_patient(patient_json(profile), path.name) == profile


def test_the_format_must_be_there_and_of_this_version() -> None:
    cases: tuple[tuple[Json, str], ...] = (
        ([], "this is not a patient file"),
        ({}, 'the format is missing; write "format": "zebramatch.patient/1"'),
        ({"format": "zebramatch.patient/2"}, "written by a newer version of this program .* left untouched"),
        ({"format": "zebramatch.trial/1"}, "this is a trial file, not a patient file"),
        ({"format": 1}, "not a format of this program"),
        ({"format": "zebramatch.patient/\u0661"}, "not a format of this program"),
    )
    for data, sentence in cases:
        with pytest.raises(InputError, match=sentence):
            parse_patient(data, "p.json")


def test_a_newer_file_is_refused_before_its_new_keys_are() -> None:
    with pytest.raises(InputError) as caught:
        parse_patient({"format": "zebramatch.patient/2", "novelty": 1, "age": "x"}, "p.json")
    assert len(caught.value.problems) == 1


def test_every_fault_of_a_file_is_told_at_once() -> None:
    with pytest.raises(InputError) as caught:
        patient(age="20", sexx="female", diagnosis={"grade": "G4"})
    assert [problem.where for problem in caught.value.problems] == ["age", "diagnosis.grade", "sexx"]


def test_no_sentence_repeats_a_patients_values() -> None:
    secret = "Xanthippe-1957"
    with pytest.raises(InputError) as caught:
        patient(
            age=secret, sex=secret, birth_date=secret, labs=[{"test": 5, "date": secret}], answers={"N": {"I": secret}}
        )
    assert len(caught.value.problems) == 6
    assert secret not in str(caught.value)
    with pytest.raises(ValidationError) as raw:
        PatientProfile.model_validate({"age": secret})
    assert secret not in str(raw.value)
