"""The centre file: read strictly, every trial in it known, each fault with its place and its cure."""

from __future__ import annotations

import json
import re
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from criteria.centre import Centre, parse_centre, read_centre
from criteria.library import Library, load_library, parse_trial
from criteria.problems import InputError
from tests.criteria.trials import trial_data

LIBRARY = Library.of(
    [
        parse_trial(trial_data(id="NCT00000001"), "one.json"),
        parse_trial(trial_data(id="LABEL-A-DRUG", kind="label"), "label.json"),
    ]
)
OPEN = {"open": True, "updated": "2026-11-01"}
PAGE = Path(__file__).parents[2] / "docs" / "centre-file.md"


def data(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    return {"format": "zebramatch.centre/1", "name": "Centre North", "trials": {"NCT00000001": OPEN}} | changes


def entry(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    return data(trials={"NCT00000001": OPEN | changes})


def said(content: Any) -> list[str]:  # noqa: ANN401 - any JSON
    with pytest.raises(InputError) as refused:
        parse_centre(content, "c.json", LIBRARY)
    return [str(problem) for problem in refused.value.problems]


def test_a_centre_says_what_is_open_and_nothing_of_what_it_does_not_list() -> None:
    centre = parse_centre(data(), "c.json", LIBRARY)
    assert centre.is_open("NCT00000001")
    assert not centre.is_open("NCT00000002")
    assert centre.entry("NCT00000002") is None
    found = centre.entry("NCT00000001")
    assert found is not None
    assert (found.slots, found.contact, found.updated) == (None, None, date(2026, 11, 1))


FAULTS: list[tuple[Any, str]] = [
    (entry(open="yes"), "c.json: trials.NCT00000001.open: needs true or false"),
    (entry(slots=-1), "c.json: trials.NCT00000001.slots: must be at least 0"),
    (entry(slots=1.5), "c.json: trials.NCT00000001.slots: needs a whole number"),
    (entry(updated="2026-11"), "c.json: trials.NCT00000001.updated: this date needs its day"),
    (entry(contcat={}), "c.json: trials.NCT00000001.contcat: unknown key; did you mean"),
    (entry(contact={"fax": "1"}), "c.json: trials.NCT00000001.contact.fax: unknown key"),
    (entry(open=False, slots=2), "c.json: trials.NCT00000001.slots: has free places though the trial is not open"),
    (data(trials={"NCT00000001": {"open": True}}), "c.json: trials.NCT00000001.updated: is missing"),
    (data(trials={"NCT00000002": OPEN}), "c.json: trials.NCT00000002: this trial is not in the library; did you mean"),
    (data(trials={"LABEL-A-DRUG": OPEN}), "c.json: trials.LABEL-A-DRUG: an approved use is not a trial"),
    (data(trials={"nct1": OPEN}), "c.json: trials.nct1: is neither an NCT number"),
    (data(trials=[]), "c.json: trials: needs an object in braces"),
    (data(name=" "), "c.json: name: is empty"),
    (data(format="zebramatch.centre/2"), "c.json: format: the file was written by a newer version"),
    (data(format="zebramatch.patient/1"), "c.json: format: this is a patient file, not a centre file"),
]


@pytest.mark.parametrize(("content", "sentence"), FAULTS, ids=[sentence for _, sentence in FAULTS])
def test_a_fault_is_told_with_its_place(content: Any, sentence: str) -> None:  # noqa: ANN401 - any JSON
    (found,) = said(content)
    assert found.startswith(sentence)


def test_a_closed_trial_may_have_no_places() -> None:
    assert parse_centre(entry(open=False, slots=0), "c.json", LIBRARY).entry("NCT00000001")


def test_every_fault_of_the_sense_is_told_at_once() -> None:
    assert len(said(data(name=" ", trials={"NCT00000002": OPEN, "LABEL-A-DRUG": OPEN}))) == 3


def test_the_same_trial_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    one = json.dumps(OPEN)
    trials = f'{{"NCT00000001": {one}, "NCT00000001": {one}}}'
    path.write_text(f'{{"format": "zebramatch.centre/1", "name": "C", "trials": {trials}}}', "utf-8")
    with pytest.raises(InputError, match="stands twice"):
        read_centre(path, LIBRARY)


def test_the_page_s_example_is_a_centre_file_and_conforms_to_the_schema() -> None:
    block = re.search(r"```json\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert block
    example = json.loads(block[1])
    assert isinstance(parse_centre(example, "page", load_library()), Centre)
    schema = json.loads(files("resources").joinpath("schema", "centre-1.schema.json").read_text("utf-8"))
    validator = Draft202012Validator(schema)
    validator.validate(example)
    assert not validator.is_valid(example | {"trials": {"nct1": OPEN}})
    assert not validator.is_valid(example | {"place": "x"})
