"""A patient, a folder of trials and a way to run the command line, for the tests of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from matcher.cli import main

if TYPE_CHECKING:
    from pathlib import Path

PATIENT = {
    "format": "zebramatch.patient/1",
    "label": "a made-up case",
    "screening_date": "2026-11-21",
    "diagnosis": {"ki67": {"value": 12, "date": "2025-10-02"}},
    "therapies": {"complete": True, "items": [{"agent": "octreotide LAR", "end": "2026-11-10"}]},
}
SOURCE = {"registry": "ClinicalTrials.gov", "curated_by": "hand", "record_date": "2026-11-01"}


def a_trial(trial_id: str, *criteria: dict[str, Any], **more: Any) -> dict[str, Any]:  # noqa: ANN401 - as in a file
    return {
        "format": "zebramatch.trial/1",
        "id": trial_id,
        "title": f"Title of {trial_id}",
        "coverage": "full",
        "status": "RECRUITING",
        "source": SOURCE,
        "criteria": [{"plain": "In plain words.", "place": "Point 1", **one} for one in criteria],
        **more,
    }


def ki67(at_most: int) -> dict[str, Any]:
    rule = {"rule": "number", "fact": "diagnosis.ki67", "at_most": at_most}
    return {"id": "I01", "kind": "inclusion", "text": f"Ki-67 at most {at_most} %", "rule": rule}


WASHOUT = {
    "id": "E01",
    "kind": "exclusion",
    "text": "Somatostatin analogue in the past 28 days",
    "plain": "You had a hormone injection in the past 28 days.",
    "rule": {"rule": "had", "select": {"any_of": ["ssa"]}, "within": {"days": 28}, "anchor": "registration"},
}
BY_HAND = {"id": "I02", "kind": "inclusion", "text": "Fit enough", "rule": None}
TRIALS = (
    a_trial("NCT90000001", ki67(20), BY_HAND),
    a_trial("NCT90000002", ki67(5)),
    a_trial("NCT90000003", ki67(20), WASHOUT, title="=cmd()", coverage="partial"),
    a_trial("LABEL-MADE-UP", ki67(20), kind="label", status="APPROVED"),
)


@dataclass(frozen=True)
class Ran:
    """What one run of the command line gave."""

    code: int
    out: str
    err: str

    def refused(self) -> str:
        """Return the one sentence of a refusal."""
        assert self.code == 2, (self.code, self.err)
        assert self.out == ""
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1, self.err
        assert "Traceback" not in self.err
        return self.err.strip()


class Run(Protocol):
    """Runs the command line."""

    def __call__(self, *arguments: object) -> Ran: ...


@pytest.fixture
def zebramatch(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: object) -> Ran:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return run


@pytest.fixture
def patient(tmp_path: Path) -> Path:
    path = tmp_path / "patient.json"
    path.write_text(json.dumps(PATIENT), "utf-8")
    return path


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of made-up trials, which stand alone: the built-in ones change too often to be counted."""
    monkeypatch.setattr("criteria.library._built_in", lambda: iter(()))
    folder = tmp_path / "library"
    folder.mkdir()
    for content in TRIALS:
        (folder / f"{content['id']}.json").write_text(json.dumps(content), "utf-8")
    return folder
