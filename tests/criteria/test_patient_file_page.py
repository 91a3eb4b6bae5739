"""The page on the patient file is true: its examples are read, its sentences are said, its program runs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from criteria.patient_file import parse_patient, patient_json
from criteria.problems import InputError
from criteria.profile import PatientProfile
from criteria.schema import schema_text
from criteria.strict_json import parse_json
from criteria.vocabulary import Kind, vocabulary

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "patient-file.md").read_text(encoding="utf-8")


def _blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, flags=re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("text", _blocks("json"))
def test_each_example_is_a_patient_file(text: str) -> None:
    data = json.loads(text)
    profile = parse_patient(data, "example")
    assert parse_patient(patient_json(profile), "example") == profile
    Draft202012Validator(json.loads(schema_text("patient-1.schema.json"))).validate(data)


@pytest.mark.parametrize("text", _blocks("json"))
def test_the_names_in_the_examples_are_known(text: str) -> None:
    profile = parse_patient(json.loads(text), "example")
    diagnosis = profile.diagnosis
    listed: dict[Kind, list[str | None]] = {
        "site": [site.name for site in (diagnosis.metastatic_sites.items if diagnosis.metastatic_sites else ())],
        "therapy": [therapy.name for therapy in (profile.therapies.items if profile.therapies else ())],
        "medication": [medicine.title for medicine in (profile.medications.items if profile.medications else ())],
        "condition": [condition.name for condition in (profile.conditions.items if profile.conditions else ())],
        "lab_test": [lab.test for lab in profile.labs or ()],
        "biomarker": [marker.name for marker in profile.biomarkers or ()],
        "biomarker_result": [marker.result for marker in profile.biomarkers or ()],
        "histology": [diagnosis.tumor_type],
        "tracer": [profile.sstr_imaging.tracer],
    }
    listed["site"].append(diagnosis.primary_site)
    unknown = [
        (kind, name) for kind, names in listed.items() for name in names if name and not vocabulary(kind).find(name)
    ]
    assert unknown == []


def test_the_refusals_on_the_page_are_what_the_program_says() -> None:
    labs = [{"test": "ast", "value": 1}] * 3 + [{"test": "creatinine", "value": 1, "unit": "mg"}]
    head = {"format": "zebramatch.patient/1"}
    said = []
    for text in (
        json.dumps(head | {"labs": labs}),
        json.dumps(head | {"therapies": [{"agnet": "everolimus", "class": "prrt"}]}),
        "\n" * 12 + '{"age": 1,\n"age": 2}',
    ):
        with pytest.raises(InputError) as caught:
            parse_patient(parse_json(text, "case-12.json"), "case-12.json")
        said.append(str(caught.value))
    assert said == [line for line in PAGE.splitlines() if line.startswith("case-12.json: ")]


def test_the_program_on_the_page_runs(tmp_path: Path) -> None:
    (tmp_path / "case-12.json").write_text(_blocks("json")[1], encoding="utf-8")
    (program,) = _blocks("python")
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{program}"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True)
    assert run.stdout == ""
    copied = json.loads((tmp_path / "copy.json").read_text(encoding="utf-8"))
    assert parse_patient(copied, "copy.json") == parse_patient(json.loads(_blocks("json")[1]), "case-12.json")


def test_every_field_of_the_file_is_spoken_of_on_the_page() -> None:
    shown = {key for text in _blocks("json") for key in json.loads(text)}
    in_words = {name for name in PatientProfile.model_fields if f"`{name}`" in PAGE or f'"{name}"' in PAGE}
    assert set(PatientProfile.model_fields) - shown - in_words == set()
