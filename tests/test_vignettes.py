"""Patients with the verdicts that a correct match must give, written from the trials' texts before the program was.

Read from the folder that ZEBRAMATCH_VIGNETTES names; trials that the built-in library lacks are left out.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from criteria.library import Library, load_library
from criteria.patient_file import read_patient
from matcher.engine import MatchEngine, as_of_date
from matcher.result import Outcome, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from matcher.result import Match, MatchResult, Window

Expectation = dict[str, Any]


@cache
def _library() -> Library:
    return load_library()


def _folder() -> Path | None:
    named = os.environ.get("ZEBRAMATCH_VIGNETTES")
    return Path(named) if named else None


def _entries() -> list[Any]:
    folder = _folder()
    if folder is None:
        reason = "ZEBRAMATCH_VIGNETTES names no folder of patients with expected verdicts"
        return [pytest.param("", {}, marks=pytest.mark.skip(reason=reason), id="no vignettes")]
    entries = []
    for path in sorted(folder.glob("*.expect.json")):
        expected = json.loads(path.read_text(encoding="utf-8"))
        for entry in expected["expect"]:
            name = f"{path.name.partition('.')[0]}-{entry['trial']}"
            if _library().trial(entry["trial"]) is not None:
                entries.append(pytest.param(expected["patient"], entry, id=name))
    return entries


@cache
def _matched(patient: str) -> MatchResult:
    folder = _folder()
    assert folder is not None
    profile = read_patient(folder / patient)
    assert profile.screening_date is not None
    return MatchEngine(_library()).match(profile, as_of_date(profile, profile.screening_date))


def _match(patient: str, trial: str) -> tuple[Match, date]:
    result = _matched(patient)
    return next(match for match in result.matches if match.trial.id == trial), result.screening_date


def _names(path: str, expected: str) -> bool:
    """Whether a path is the expected fact or names a part of it; case does not matter."""
    path, expected = path.casefold(), expected.casefold()
    return path == expected or path.startswith((f"{expected}.", f"{expected}["))


def _cited(match: Match) -> list[str]:
    return [path for result in match.of(Outcome.VIOLATED) for path in result.facts]


def _cites(paths: Iterable[str], expected: Iterable[str]) -> bool:
    return any(_names(path, fact) for path in paths for fact in expected)


def _window(match: Match, as_of: date) -> Window | None:
    """Return the window that holds the as-of date, or the first after it."""
    return next((window for window in match.windows if window.end is None or window.end >= as_of), None)


def _dates(accepted: str | list[str] | None) -> list[str]:
    return [accepted] if isinstance(accepted, str) else accepted or []


def _problems(match: Match, as_of: date, entry: Expectation) -> list[str]:
    """Return every way in which a match is not as expected."""
    problems = []
    if match.verdict.value not in entry["allowed_verdicts"]:
        problems.append(f"{match.verdict.value}, not one of {entry['allowed_verdicts']}")
    cited = _cited(match)
    is_blocked = match.verdict in (Verdict.LATER, Verdict.INELIGIBLE) and entry["blocking_facts"]
    if is_blocked and not _cites(cited, entry["blocking_facts"]):
        problems.append(f"blocked by {cited}, not by {entry['blocking_facts']}")
    if _cites(cited, entry["not_blocking_facts"]):
        problems.append(f"blocked by {cited}, among them one of {entry['not_blocking_facts']}")
    for name, end in (("eligible_from", "start"), ("eligible_until", "end")):
        accepted = _dates(entry[name])
        window = _window(match, as_of)
        found = str(getattr(window, end)) if window else "no window"
        if accepted and found not in accepted:
            problems.append(f"{name} {found}, not {accepted}")
    lacking = [choice for choice in entry["missing_includes"] if not _cites(match.missing, choice.split("|"))]
    return [*problems, *(f"missing {match.missing}, without {choice}" for choice in lacking)]


@pytest.mark.parametrize(("patient", "entry"), _entries())
def test_a_match_is_as_the_vignette_expects(patient: str, entry: Expectation) -> None:
    match, as_of = _match(patient, entry["trial"])
    blockers = "\n".join(f"  {one.criterion.id} {one.facts} {one.criterion.text}" for one in match.of(Outcome.VIOLATED))
    problems = _problems(match, as_of, entry)
    assert not problems, "\n".join([*problems, f"{entry['source']} - {entry['why']}", "violated:", blockers])


def test_a_part_of_a_fact_counts_as_the_fact_and_case_does_not_matter() -> None:
    assert _names("therapies[1].end", "therapies")
    assert _names("biomarkers.tmb", "biomarkers.TMB")
    assert not _names("labs.astral", "labs.ast")
    assert not _names("labs", "labs.ast")
