from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from criteria.library import load_library
from criteria.profile import FORMAT
from criteria.schema import FILES, schema_text
from tests.criteria.strategies import Data, patient_data
from tests.criteria.trials import trial_data


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(_stored(name)))


def _stored(name: str) -> str:
    return files("resources").joinpath("schema", name).read_text(encoding="utf-8")


def is_patient(**facts: Any) -> bool:  # noqa: ANN401 - any JSON
    return validator("patient-1.schema.json").is_valid({"format": FORMAT, **facts})


def is_trial(rule: Any, **changes: Any) -> bool:  # noqa: ANN401 - any JSON
    return validator("trial-1.schema.json").is_valid(trial_data(rule, **changes))


@pytest.mark.parametrize("name", FILES)
def test_the_stored_schema_is_the_models(name: str) -> None:
    assert _stored(name) == schema_text(name), "run: python -m criteria.schema"
    Draft202012Validator.check_schema(json.loads(_stored(name)))


@pytest.mark.parametrize("name", FILES)
def test_a_schema_names_no_place_on_the_network_but_its_dialect(name: str) -> None:
    schema = json.loads(_stored(name))
    assert "$id" not in schema
    assert _stored(name).count("://") == 1


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(patient_data())
def test_every_valid_patient_file_conforms(data: Data) -> None:
    assert [fault.message for fault in validator("patient-1.schema.json").iter_errors(data)] == []


def test_every_built_in_trial_conforms() -> None:
    trials = [one for one in files("resources").joinpath("trials").iterdir() if one.name.endswith(".json")]
    assert len(trials) == len(load_library().trials)
    for entry in trials:
        found = validator("trial-1.schema.json").iter_errors(json.loads(entry.read_text(encoding="utf-8")))
        assert (entry.name, [fault.message for fault in found]) == (entry.name, [])


def test_the_short_forms_conform_and_others_do_not() -> None:
    assert is_patient(weight=70)
    assert is_patient(diagnosis={"mitotic_count": 2, "metastatic_sites": ["liver", {"name": "bone"}]})
    assert is_patient(therapies=[], progression=[{"on": None}])
    assert is_patient(therapies={"complete": True, "items": []})
    assert not is_patient(weight="70")
    assert not is_patient(weight=True)
    assert not is_patient(therapies={"complete": 1})
    assert not is_patient(labs={"items": []})
    assert not is_patient(diagnosis={"metastatic_sites": [5]})
    assert not is_patient(sexx="female")
    assert not is_patient(diagnosis={"ki67": {"value": 1e16}})
    assert not is_patient(birth_date="2026-W09-4")


def test_a_patient_file_without_format_does_not_conform() -> None:
    assert not validator("patient-1.schema.json").is_valid({})


def test_rules_conform_by_their_tag() -> None:
    age = {"rule": "age", "at_least": 18}
    assert is_trial(None)
    assert is_trial({"rule": "all", "of": [age, {"rule": "not", "of": age}]})
    assert is_trial({"rule": "washout", "select": {}, "at_least": {"longer_of": [{"days": 28}, {"half_lives": 5}]}})
    assert not is_trial({"rule": "all", "of": []})
    assert not is_trial({"rule": "nonsense", "of": [age]})
    assert not is_trial({"of": [age]})
    assert not is_trial(age, coverage="half")


def test_facts_carry_the_catalogues_words() -> None:
    schema = json.loads(_stored("patient-1.schema.json"))
    ki67 = schema["$defs"]["Diagnosis"]["properties"]["ki67"]
    assert ki67["title"] == "Ki-67"
    assert ki67["description"] == "What is the Ki-67 index? (0 to 100 %)"
