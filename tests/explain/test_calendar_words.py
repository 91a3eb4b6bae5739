"""Spans, tests to repeat and key dates in words, in both registers."""

from __future__ import annotations

from typing import Any

import pytest

from matcher.calendar import Span, trial_calendar
from matcher.calendar_words import dates_words, name_of_test, repeats_words, span_words, whole_words
from matcher.explain import Register
from matcher.result import Outcome, Verdict
from tests.matcher.made import PROGRESSED_IN_12_MONTHS, TODAY, WASHOUT_28, Json, everolimus, inclusion, result, trial

CLINICIAN, PLAIN = Register.CLINICIAN, Register.PLAIN
FOURTEEN: Json = {"unit": "10*9/L", "at_least": 1, "max_age": {"days": 14}}
TESTS = [inclusion({"rule": "lab", "test": test} | FOURTEEN, n) for n, test in enumerate(("platelets", "neutrophils"))]
WASHOUT, PROGRESSION = inclusion(WASHOUT_28, 8), inclusion(PROGRESSED_IN_12_MONTHS, 9)
WAITS = everolimus(end="2026-11-16")
PROGRESSED = [{"date": "2025-12-20"}]


def labs(dated: str | None) -> list[Json]:
    when = {"date": dated} if dated else {}
    return [{"test": test, "value": 150, "unit": "10*9/L"} | when for test in ("platelets", "neutrophils")]


def lines(*criteria: Json, register: Register = CLINICIAN, status: str = "RECRUITING", **facts: Any) -> list[str]:  # noqa: ANN401
    found = result([trial(*criteria, status=status)], **facts)
    tests = [one.line for one in repeats_words(found, register)]
    return tests + [one.line for one in dates_words(found, register)]


def test_tests_with_the_same_dates_are_told_together() -> None:
    assert lines(*TESTS, labs=labs("2026-11-20")) == [
        (
            "Neutrophils (ANC) and platelets: last 2026-11-20, fresh enough until 2026-12-04; "
            "repeat to enrol after 2026-12-04 (NCT00000001)"
        ),
        "2026-12-04: last day on which these results are fresh enough: neutrophils (ANC) and platelets",
    ]


def test_in_plain_words_nothing_is_advised_or_promised() -> None:
    assert lines(TESTS[0], PROGRESSION, register=PLAIN, labs=labs("2026-11-20"), progression=PROGRESSED) == [
        (
            "Blood platelets: last done 20 November 2026; new enough until 4 December 2026. "
            "A new one may be needed to join after 4 December 2026, at the latest by 20 December 2026. "
            "Asked by NCT00000001."
        ),
        "4 December 2026: the last day on which these results are new enough: blood platelets",
        "20 December 2026: the last day on which the dates fit: NCT00000001",
    ]


@pytest.mark.parametrize(
    ("dated", "words"),
    [
        ("2026-10-20", "Platelets: last 2026-10-20, too old; repeat to enrol now (NCT00000001)"),
        ("2026-11", "Platelets: last 2026-11, too old, or not dated exactly enough; repeat to enrol now (NCT00000001)"),
        (None, "Platelets: not dated, so not surely fresh; add the date, or repeat to enrol now (NCT00000001)"),
    ],
)
def test_what_is_due_says_why(dated: str | None, words: str) -> None:
    assert lines(TESTS[0], labs=labs(dated)) == [words]


def test_what_only_some_trials_find_too_old_names_them() -> None:
    lenient = trial(TESTS[0], id="NCT00000001")
    strict = trial(inclusion(TESTS[0]["rule"] | {"max_age": {"days": 7}}), id="NCT00000002")
    (one,) = repeats_words(result([lenient, strict], labs=labs("2026-11-10")), CLINICIAN)
    assert one.cells[2] == "too old for NCT00000002"
    assert one.line == (
        "Platelets: last 2026-11-10, too old for NCT00000002; repeat to enrol now (NCT00000001 and NCT00000002)"
    )


def test_before_a_window_opens_the_first_useful_day_is_told() -> None:
    facts: Json = {"labs": labs("2026-10-20"), "therapies": WAITS, "progression": PROGRESSED}
    assert lines(TESTS[0], WASHOUT, PROGRESSION, **facts) == [
        (
            "Platelets: last 2026-10-20, too old; repeat from 2026-11-30 on and by 2026-12-20: "
            "an earlier one would be too old when a study opens (NCT00000001)"
        ),
        "2026-12-14: a window opens: NCT00000001",
        "2026-12-20: last day of a window: NCT00000001",
        "2026-12-20: last day to repeat in time: platelets",
    ]


def test_a_trial_that_takes_nobody_is_told_as_such() -> None:
    told = lines(TESTS[0], PROGRESSION, status="COMPLETED", labs=labs("2026-10-20"), progression=PROGRESSED)
    assert told[0].endswith("by 2026-12-20 to enrol (NCT00000001; not recruiting by the record)")
    assert told[1] == "2026-12-20: last day of a window: NCT00000001; not recruiting by the record"


def test_of_many_trials_the_first_four_are_named() -> None:
    trials = [trial(TESTS[0], id=f"NCT0000000{n}") for n in range(1, 8)]
    (one,) = repeats_words(result(trials, labs=labs("2026-10-20")), CLINICIAN)
    assert one.cells == (
        "Platelets",
        "2026-10-20",
        "too old",
        "To enrol now",
        "NCT00000001, NCT00000002, NCT00000003, NCT00000004 and 3 more",
    )


def test_a_scan_is_called_a_scan_and_not_by_its_date() -> None:
    assert name_of_test("sstr_imaging.date", CLINICIAN) == "SSTR imaging"
    assert name_of_test("sstr_imaging.date", PLAIN).startswith("receptor scan")
    assert name_of_test("labs.platelets", CLINICIAN) == "platelets"


@pytest.mark.parametrize(
    ("register", "words"),
    [
        (CLINICIAN, "2026-11-21 to 2026-12-13: Against - everolimus ended 2026-11-16; 28 days are asked"),
        (PLAIN, "From 21 November 2026 to 13 December 2026: Does not seem to fit. Everolimus (ended 16 November"),
    ],
)
def test_a_span_of_a_criterion_tells_its_days_how_it_stands_and_why(register: Register, words: str) -> None:
    found = result([trial(WASHOUT)], therapies=WAITS)
    (lane,) = trial_calendar(found.matches[0], TODAY).lanes
    before, after = (span_words(found.matches[0], lane, span, register, found) for span in lane.spans)
    assert before.startswith(words)
    assert "14 December 2026" in before or "2026-12-14" in before
    assert after.startswith(("From 2026-12-14 on: In favour - ", "From 14 December 2026 on: Fits. "))


def test_spans_of_a_trial_name_one_day_several_days_and_no_end() -> None:
    one = Span(TODAY, TODAY, Verdict.POSSIBLE)
    assert whole_words(one, CLINICIAN) == "On 2026-11-21 alone: open, needs answers"
    assert whole_words(Span(TODAY, None, Verdict.LATER), PLAIN) == "From 21 November 2026 on: not yet"
    with pytest.raises(TypeError):
        whole_words(Span(TODAY, None, Outcome.VIOLATED), CLINICIAN)
