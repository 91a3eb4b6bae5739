"""What the walk says of a result: no trial is called closed that may be open, and no warning stays behind."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from criteria.centre import Centre
from gui.walk.outcome import could_fit, groups_of, noticed_words, trial_words
from matcher.result import Verdict
from tests.gui.test_walk import patient  # noqa: F401
from tests.report import cases
from tests.report.test_sheet import made_match

if TYPE_CHECKING:
    from matcher.result import MatchResult
    from tests.gui.test_walk import Patient


def group_of(result: MatchResult) -> str:
    """Return the title over the first trial."""
    (title,) = (group.title for group in groups_of(result) if result.matches[0] in group.matches)
    return title


@pytest.mark.parametrize(
    ("status", "verdict", "title"),
    [
        ("RECRUITING", Verdict.POSSIBLE, "Could fit, some answers are missing: 1"),
        ("UNKNOWN", Verdict.ELIGIBLE, "Not known if they take new people: 1"),
        ("WITHHELD", Verdict.LATER, "Not known if they take new people: 1"),
        ("UNKNOWN", Verdict.INELIGIBLE, "Do not seem to fit: 1. Your team can tell you why."),
        ("COMPLETED", Verdict.ELIGIBLE, "Trials that take no new people now: 1"),
    ],
)
def test_a_status_that_nobody_knows_is_not_taken_for_closed(status: str, verdict: Verdict, title: str) -> None:
    assert group_of(cases.result(made_match(1, verdict, status))) == title


def test_a_trial_that_is_open_at_the_readers_own_centre_is_not_called_closed() -> None:
    result = cases.result(made_match(1, Verdict.POSSIBLE, "COMPLETED"))
    said = {"NCT00000001": {"open": True, "contact": {"phone": "+31 20 555 0199"}, "updated": "2026-11-20"}}
    centre = Centre.model_validate({"name": "Example Hospital", "trials": said}, strict=False)
    here = replace(result, centre=centre)
    assert (could_fit(result), could_fit(here)) == (False, True)
    assert group_of(here) == "Could fit, some answers are missing: 1"
    warning = trial_words(here.matches[0], here).warning
    assert "Example Hospital" in warning
    assert "+31 20 555 0199" in warning


@pytest.mark.parametrize(
    ("flag", "said"),
    [("partly_known", "Not all conditions of this trial are known"), ("machine_read", "A computer read this trial")],
)
def test_a_trial_that_is_partly_known_or_read_by_a_machine_says_so(flag: str, said: str) -> None:
    match = replace(made_match(1, Verdict.POSSIBLE, "RECRUITING"), flags=(flag,))
    assert said in trial_words(match, cases.result(match)).warning


def test_what_was_noticed_in_the_data_stands_above_the_trials(patient: Patient) -> None:  # noqa: F811
    session = patient.window.session
    session.edit("labs", [{"test": "ast", "value": 50, "unit": "U/L", "date": "2027-11-15"}])
    session.settle()
    patient.so_far()
    result = session.result
    assert result is not None
    assert "so it was left out" in noticed_words(result)
    shown = [label.text() for label in patient.room.result.findChildren(QLabel) if label.isVisible()]
    assert f"Please check this first:\n{noticed_words(result)}" in shown


def test_an_answer_that_cannot_be_read_is_not_passed_over_in_the_result(patient: Patient) -> None:  # noqa: F811
    patient.type("fifty")
    patient.so_far()
    shown = " ".join(label.text() for label in patient.room.result.findChildren(QLabel) if label.isVisible())
    assert "An answer cannot be read yet, and counts as not known: write your age as a number" in shown


@pytest.mark.parametrize("text", ["2030", "2026-12", "22 November 2026"])
def test_a_date_of_birth_that_is_still_to_come_is_asked_again(patient: Patient, text: str) -> None:  # noqa: F811
    patient.type(text)
    patient.next()
    assert patient.room.question == "age"
    assert patient.room.page.note.isVisible()
    assert patient.window.session.profile.birth_date is None
