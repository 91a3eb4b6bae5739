"""A trial that a machine read is marked as such wherever it is shown: in the models, the letter and the calendar."""

from __future__ import annotations

import pytest

from criteria.library import Library
from gui.models.overview import overview_row
from gui.models.rows import match_row
from gui.models.side_by_side import sheet_of
from matcher.calendar import key_dates, trial_calendar, unreviewed_trials
from matcher.calendar_words import dates_words
from matcher.engine import MatchEngine
from matcher.explain import Register, flag_words
from matcher.ics import UNREVIEWED, calendar_file
from matcher.output import result_csv, result_json, result_text
from matcher.referral import referral_of
from matcher.result import MatchResult, Verdict
from matcher.screening import screen
from matcher.wording.referral import referral_text
from tests.matcher.made import TODAY, WASHOUT_28, everolimus, inclusion, patient, result, trial

REGISTERS = [Register.CLINICIAN, Register.PLAIN]


def judged(curated_by: str, reviewed: str | None = None) -> MatchResult:
    """Return the result of one trial whose window opens in a few weeks."""
    source = {"registry": "none", "curated_by": curated_by, "reviewed": reviewed}
    return result([trial(inclusion(WASHOUT_28), source=source)], therapies=everolimus(end="2026-11-10"))


@pytest.mark.parametrize("register", REGISTERS)
def test_a_trial_that_a_machine_read_is_marked_wherever_it_is_shown(register: Register) -> None:
    found = judged("parser")
    (match,) = found.matches
    mark = flag_words("machine_read", register)
    assert match.verdict is Verdict.LATER
    assert not match.eligible_windows
    assert mark in match_row(match, register).facts
    assert mark in overview_row(trial_calendar(match, TODAY), register).text
    assert any(cell.text == mark for row in sheet_of([match], register).facts for cell in row.cells)
    (opens,) = [line for line in dates_words(found, register) if match.trial.id in line.line]
    assert "machine" in opens.line or "computer" in opens.line
    assert "machine_read" in str(result_json(found))
    assert "machine_read" in result_csv(found)
    assert mark.split()[0] in result_text(found, register)
    assert UNREVIEWED.encode() in unfolded(calendar_file(key_dates(found), TODAY, unreviewed_trials(found)))


def unfolded(content: bytes) -> bytes:
    return content.replace(b"\r\n ", b"").replace(b"\\,", b",")


def test_the_letter_to_a_site_says_that_nobody_checked_the_reading() -> None:
    facts = patient(therapies=everolimus(end="2026-11-10"))
    for reader, is_told in (("parser", True), ("hand", False)):
        asked = trial(inclusion(WASHOUT_28), source={"registry": "none", "curated_by": reader})
        screening = screen(facts, TODAY, MatchEngine(Library.of([asked])), asked.id)
        assert ("nobody here has checked" in referral_text(referral_of(facts, screening))) is is_told


@pytest.mark.parametrize("found", [judged("hand"), judged("parser", "2026-11-01")])
def test_a_trial_that_a_person_read_or_reviewed_bears_no_mark(found: MatchResult) -> None:
    (match,) = found.matches
    mark = flag_words("machine_read", Register.CLINICIAN)
    assert match.flags == ()
    assert mark not in match_row(match, Register.CLINICIAN).text
    assert mark not in overview_row(trial_calendar(match, TODAY), Register.CLINICIAN).text
    assert mark not in result_text(found, Register.CLINICIAN)
    assert unreviewed_trials(found) == frozenset()
