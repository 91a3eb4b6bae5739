"""Every kind of rule that looks at time, one line each: what it says from the as-of date on, worked out by hand.

A course reads "no to 2026-11-28, yes": the day named is the last one of that answer. As of Saturday 21 November 2026.
"""

from __future__ import annotations

from datetime import date
from typing import Final, get_args

import pytest

from criteria.dates import Duration, Washout
from criteria.rules import Rule
from tests.matcher.courses import (
    ANSWERS,
    DAY,
    LONG_AFTER,
    Row,
    aged,
    attack,
    drawn_on,
    found,
    fresh,
    given,
    quiet,
    runs,
    same_dose,
    scanned,
    spread,
    steps_of,
    washed,
    worse,
)
from tests.matcher.made import TODAY, exclusion, inclusion, match, says, trial

LONGER: Final = {"longer_of": [{"days": 28}, {"half_lives": 5}]}
SHORTER: Final = {"shorter_of": [{"days": 28}, {"half_lives": 5}]}
FIVE: Final = {"half_lives": 5}

COURSES: Final = [
    # Time since the diagnosis
    found("2026-10-24", {"within": {"days": 28}}, "yes to 2026-11-21, no"),
    found("2026-10-23", {"within": {"days": 28}}, "no"),
    found("2026-08-31", {"within": {"months": 6}}, "yes to 2027-02-28, no"),
    found("2024-02-29", {"within": {"years": 3}}, "yes to 2027-02-28, no"),
    found("2024-02-29", {"within": {"years": 4}}, "yes to 2028-02-29, no"),
    found("2026-08", {"within": {"months": 6}}, "yes to 2027-02-01, unknown to 2027-02-28, no"),
    found("2026-11-01", {"at_least_ago": {"weeks": 4}}, "no to 2026-11-28, yes"),
    found("2026-10-31", {"at_least_ago": {"months": 1}}, "no to 2026-11-29, yes"),
    found("2025", {"at_least_ago": {"years": 2}}, "no to 2026-12-31, unknown to 2027-12-30, yes"),
    found(None, {"within": {"months": 6}}, "unknown"),
    # Progression: the last one counts within a window, every one since a time
    worse(["2025-11-30"], {"within": {"months": 12}}, "yes to 2026-11-30, no"),
    worse(["2026-07-31", "2026-09-30"], {"within": {"months": 3}}, "yes to 2026-12-30, no"),
    worse(["2026-06"], {"within": {"months": 6}}, "yes to 2026-12-01, unknown to 2026-12-30, no"),
    worse(["2026-10-31"], {"within": {"months": 3}, "basis": ["RECIST 1.1"]}, "unknown to 2027-01-31, no"),
    worse(["2026-12-01"], {"within": {"months": 3}}, "unknown"),
    worse([], {"within": {"months": 3}}, "no"),
    worse(["2026-05-31", "2026-08-31"], {"at_least_ago": {"months": 6}}, "no to 2027-02-27, yes"),
    worse(["2026-08"], {"at_least_ago": {"months": 6}}, "no to 2027-01-31, unknown to 2027-02-27, yes"),
    worse(["2026-08-31"], {"at_least_ago": {"months": 6}}, "no to 2027-02-27, unknown", complete=False),
    # A treatment within a window
    given("had", {"end": "2026-10-31"}, {"within": {"months": 1}}, "yes to 2026-11-30, no"),
    given("had", {"end": "2026-12-31"}, {"within": {"days": 28}}, "yes to 2027-01-28, no"),
    given("had", {"end": "2026-10"}, {"within": {"days": 28}}, "unknown to 2026-11-28, no"),
    given("had", {"ongoing": True}, {"within": {"days": 28}}, "yes"),
    given("had", {"start": "2026-01-01"}, {"within": {"days": 28}}, "unknown"),
    # A treatment that runs: up to the day before its end
    runs({"ongoing": True}, "yes"),
    runs({"end": "2026-11-21"}, "no"),
    runs({"end": "2026-11-22"}, "yes to 2026-11-21, no"),
    runs({"end": "2026-12"}, "yes to 2026-11-30, unknown to 2026-12-30, no"),
    runs({}, "unknown"),
    # A washout in days, weeks, months and years
    washed({"end": "2026-10-24"}, {"days": 28}, "yes"),
    washed({"end": "2026-10-25"}, {"days": 28}, "no to 2026-11-21, yes"),
    washed({"end": "2026-11-01"}, {"weeks": 4}, "no to 2026-11-28, yes"),
    washed({"end": "2026-10-31"}, {"months": 1}, "no to 2026-11-29, yes"),
    washed({"end": "2026-08-31"}, {"months": 6}, "no to 2027-02-27, yes"),
    washed({"end": "2024-02-29"}, {"years": 3}, "no to 2027-02-27, yes"),
    washed({"end": "2024-02-29"}, {"years": 4}, "no to 2028-02-28, yes"),
    washed({"end": "2026-11"}, {"days": 28}, "no to 2026-11-28, unknown to 2026-12-27, yes"),
    washed({"end": "2025"}, {"years": 1}, "unknown to 2026-12-30, yes"),
    washed({"end": "2026-12-01"}, {"days": 28}, "no to 2026-12-28, yes"),
    washed({"ongoing": True}, {"days": 28}, "no"),
    washed({}, {"days": 28}, "unknown"),
    # In half-lives, rounded up to whole days: cabozantinib 110 hours, five are 22.9 days; everolimus 26 to 38 hours,
    # five are 5.4 to 7.9 days; lanreotide depot 23 to 30 days, five are 115 to 150; vapreotide has no known figure.
    washed({"end": "2026-11-01"}, FIVE, "no to 2026-11-23, yes", "cabozantinib"),
    washed({"end": "2026-11-20"}, FIVE, "no to 2026-11-25, unknown to 2026-11-27, yes"),
    washed({"end": "2020-01-01"}, FIVE, "unknown", "vapreotide"),
    washed({"end": "2026-11-01"}, LONGER, "no to 2026-11-28, yes", "cabozantinib"),
    washed({"end": "2026-11-01"}, SHORTER, "no to 2026-11-23, yes", "cabozantinib"),
    washed({"end": "2026-11-01"}, LONGER, "no to 2027-02-23, unknown to 2027-03-30, yes", "lanreotide"),
    washed({"end": "2026-11-01"}, SHORTER, "no to 2026-11-28, yes", "lanreotide"),
    washed({"end": "2026-11-01"}, LONGER, "no to 2026-11-28, unknown", "vapreotide"),
    washed({"end": "2026-11-01"}, SHORTER, "unknown to 2026-11-28, yes", "vapreotide"),
    # A dose that has been the same for three months
    same_dose({"ongoing": True, "stable_since": "2026-08-31"}, "no to 2026-11-29, yes"),
    same_dose({"ongoing": True, "stable_since": "2026-08"}, "unknown to 2026-11-29, yes"),
    same_dose({"end": "2026-12-31", "stable_since": "2026-08-31"}, "no to 2026-11-29, yes to 2026-12-30, no"),
    same_dose({"ongoing": True}, "unknown"),
    same_dose({"ongoing": False, "stable_since": "2020-01-01"}, "no"),
    # Conditions, and metastases, whose state alone decides
    attack({"date": "2026-08-31"}, {"within": {"months": 6}}, "yes to 2027-02-28, no"),
    attack({"date": "2024-02-29"}, {"within": {"years": 4}}, "yes to 2028-02-29, no"),
    attack({"date": "2026"}, {"within": {"months": 6}}, "unknown to 2027-06-30, no"),
    attack({}, {"within": {"months": 6}}, "unknown"),
    attack({"date": "2026-08-31"}, {"at_least_ago": {"months": 6}}, "no to 2027-02-27, yes"),
    attack({"date": "2026-12-01"}, {"within": {"months": 6}}, "unknown"),
    quiet({"stable_since": "2026-11-01"}, "no to 2026-11-28, yes"),
    quiet({"stable_since": "2026-10"}, "unknown to 2026-11-27, yes"),
    quiet({}, "unknown"),
    spread("active", "yes"),
    spread("past", "no"),
    # Age
    aged({"birth_date": "2008-11-30"}, {"at_least": 18}, "no to 2026-11-29, yes"),
    aged({"birth_date": "2008-12"}, {"at_least": 18}, "no to 2026-11-30, unknown to 2026-12-30, yes"),
    aged({"birth_date": "2012-02-29"}, {"at_least": 18}, "no to 2030-02-27, yes"),
    aged({"birth_date": "1951-03-01"}, {"at_most": 75}, "yes to 2027-02-28, no"),
    aged({"birth_date": "1952-02-29"}, {"below": 75}, "yes to 2027-02-27, no"),
    aged({"age": 75}, {"at_most": 75}, "yes to 2026-11-21, unknown to 2027-11-20, no"),
    # Composites turn where a part that decides turns
    Row({"rule": "not", "of": {"rule": "age", "at_least": 18}}, {"birth_date": "2008-11-30"}, "yes to 2026-11-29, no"),
]


def _name(row: Row) -> str:
    return f"{row.rule['rule']}: {row.course}"


each_course = pytest.mark.parametrize("row", COURSES, ids=_name)


@each_course
def test_the_answer_holds_from_its_first_to_its_last_day(row: Row) -> None:
    for step in steps_of(row.course, TODAY):
        for day in (step.first, step.last or step.first + LONG_AFTER):
            assert says(row.rule, day, TODAY, **row.facts) is ANSWERS[step.answer], day


def _windows(row: Row, answers: tuple[str, ...]) -> list[tuple[date, date | None]]:
    """Return the days that have one of these answers; what touches is one window."""
    days: list[tuple[date, date | None]] = []
    for step in steps_of(row.course, TODAY):
        if step.answer not in answers:
            continue
        start = days.pop()[0] if days and days[-1][1] == step.first - DAY else step.first
        days.append((start, step.last))
    return days


@each_course
def test_the_windows_of_a_trial_that_asks_or_forbids_it_are_the_same_days(row: Row) -> None:
    for made, wanted in ((inclusion, "yes"), (exclusion, "no")):
        judged = match(trial(made(row.rule)), **row.facts)
        assert [(one.start, one.end) for one in judged.windows] == _windows(row, (wanted, "unknown"))
        assert [(one.start, one.end) for one in judged.eligible_windows] == _windows(row, (wanted,))


# Freshness is judged on the as-of date: here that date moves, from the day named first

AST: Final = {"test": "ast", "at_most": 40, "unit": "U/L"}
ONE_ULN: Final = {"test": "ast", "at_most": 1}
KI67: Final = {"fact": "diagnosis.ki67", "at_most": 20, "max_age": {"months": 12}}
ECOG: Final = {"fact": "performance.ecog", "at_most": 1, "max_age": {"days": 7}}
KRENNING: Final = {"fact": "sstr_imaging.krenning", "at_least": 2, "max_age": {"months": 6}}
TRACER: Final = {"fact": "sstr_imaging.tracer", "values": ["sstr_pet"], "max_age": {"years": 1}}
POSITIVE: Final = {"fact": "sstr_imaging.positive", "max_age": {"months": 3}}
MSI: Final = {"name": "msi", "results": ["msi_h"], "max_age": {"years": 2}}
CLEARANCE: Final = {"method": "cockcroft_gault", "at_least": 50, "max_age": {"weeks": 4}}
PERSON: Final = {"sex": "female", "weight": 60, "birth_date": "1966-01-01"}
DRAWN: Final = {"test": "creatinine", "value": 0.8, "unit": "mg/dL", "date": "2026-10-31"}
TWO_WEEKS: Final = {"max_age": {"days": 14}}
THIRTY: Final = {"max_age": {"days": 30}}
OLD_MSI: Final = {"biomarkers": [{"name": "MSI", "result": "MSI-H", "date": "2024-02-29"}]}
OLD_KI67: Final = {"diagnosis": {"ki67": {"value": 5, "date": "2025-11-30"}}}
OLD_ECOG: Final = {"performance": {"ecog": {"value": 1, "date": "2026-11-14"}}}

FRESHNESS: Final = [
    ("2026-11-07", fresh("lab", AST | TWO_WEEKS, drawn_on("2026-11-07"), "yes to 2026-11-21, unknown")),
    ("2026-10-31", fresh("lab", AST | THIRTY, drawn_on("2026-10"), "yes to 2026-10-31, unknown")),
    (
        "2026-11-21",
        fresh("lab", AST | TWO_WEEKS, drawn_on("2026-11-30"), "unknown to 2026-11-29, yes to 2026-12-14, unknown"),
    ),
    ("2026-11-21", fresh("lab", AST | TWO_WEEKS, drawn_on(None), "unknown")),
    ("2026-11-21", fresh("lab", AST, drawn_on("2020-01-01"), "yes")),
    (
        "2026-11-14",
        fresh("lab_multiple", ONE_ULN | TWO_WEEKS, drawn_on("2026-11-14"), "yes to 2026-11-28, unknown"),
    ),
    ("2026-11-01", fresh("number", KI67, OLD_KI67, "yes to 2026-11-30, unknown")),
    ("2026-11-14", fresh("scale", ECOG, OLD_ECOG, "yes to 2026-11-21, unknown")),
    ("2026-05-31", fresh("scale", KRENNING, scanned("2026-05-31"), "yes to 2026-11-30, unknown")),
    ("2024-02-29", fresh("one_of", TRACER, scanned("2024-02-29"), "yes to 2025-02-28, unknown")),
    ("2026-08-31", fresh("flag", POSITIVE, scanned("2026-08-31"), "yes to 2026-11-30, unknown")),
    ("2024-02-29", fresh("biomarker", MSI, OLD_MSI, "yes to 2026-02-28, unknown")),
    ("2026-10-31", fresh("clearance", CLEARANCE, PERSON | {"labs": [DRAWN]}, "yes to 2026-11-28, unknown")),
]

each_test = pytest.mark.parametrize(("first", "row"), FRESHNESS, ids=[f"{at} {_name(row)}" for at, row in FRESHNESS])


@each_test
def test_a_result_is_fresh_up_to_the_last_day_of_its_age(first: str, row: Row) -> None:
    for step in steps_of(row.course, date.fromisoformat(first)):
        for day in (step.first, step.last or step.first + LONG_AFTER):
            assert says(row.rule, day, day, **row.facts) is ANSWERS[step.answer], day


@each_test
def test_what_is_fresh_or_stale_on_the_as_of_date_stays_so_on_every_later_day(first: str, row: Row) -> None:
    for step in steps_of(row.course, date.fromisoformat(first)):
        for as_of in (step.first, step.last or step.first):
            assert says(row.rule, as_of + LONG_AFTER, as_of, **row.facts) is ANSWERS[step.answer], as_of


def test_every_kind_of_rule_with_a_length_of_time_stands_in_a_table() -> None:
    lengths = {Duration, Washout}
    timed = {
        kind.model_fields["rule"].default
        for kind in get_args(get_args(Rule)[0])
        if any(lengths & {field.annotation, *get_args(field.annotation)} for field in kind.model_fields.values())
    }
    assert len(timed) > 12
    rows = [*COURSES, *(row for _, row in FRESHNESS)]
    assert timed | {"ongoing", "age", "metastasis"} <= {row.rule["rule"] for row in rows}
