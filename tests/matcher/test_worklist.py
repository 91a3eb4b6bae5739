"""The worklist: what opened since, closes soon, opens soon, and which tests to repeat; each boundary by hand."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from criteria.library import Library
from criteria.problems import InputError, Problem
from matcher.cohort import Patient
from matcher.engine import MatchEngine
from matcher.result import Verdict
from matcher.worklist import Days, standings_for, worklist_of
from matcher.worklist_lines import standings_table, table_of
from tests.matcher.made import (
    JUDGED,
    KI67_UP_TO_20,
    PROGRESSED_IN_12_MONTHS,
    TODAY,
    TRIAL,
    WASHOUT_28,
    Json,
    everolimus,
    inclusion,
    patient,
    trial,
)

if TYPE_CHECKING:
    from criteria.trial import Trial
    from matcher.worklist import Worklist

WEEK_AGO = TODAY - timedelta(days=7)
FRESH_AST = {"rule": "lab", "test": "ast", "at_most": 100, "unit": "U/L", "max_age": {"days": 14}}
ADULT = {"rule": "age", "at_least": 18}


def somebody(name: str = "A", **facts: Any) -> Patient:  # noqa: ANN401 - any facts of the patient file
    return Patient(name, patient(**facts))


def due(
    *asked: Trial, people: list[Patient], on: date = TODAY, since: date | None = None, within: int = 30
) -> Worklist:
    return worklist_of(people, MatchEngine(Library(asked, (), None)), Days.of(on, since, within))


def ended(day: date) -> Json:
    return {"therapies": everolimus(end=day.isoformat())}


WASHOUT = trial(inclusion(WASHOUT_28))
PROGRESSED = trial(inclusion(PROGRESSED_IN_12_MONTHS))


@pytest.mark.parametrize(
    ("days_since_end", "opened"),
    [
        (27, None),  # not yet open
        (28, TODAY),  # day 28 of 28 is today
        (29, TODAY - timedelta(days=1)),
        (34, TODAY - timedelta(days=6)),  # the day after the earlier one
        (35, None),  # open on the earlier day already
    ],
)
def test_became_possible_between_the_earlier_day_and_today(days_since_end: int, opened: date | None) -> None:
    found = due(WASHOUT, people=[somebody(**ended(TODAY - timedelta(days=days_since_end)))]).became
    assert [item.opened for item in found] == ([opened] if opened else [])


def test_what_became_possible_names_both_verdicts() -> None:
    (item,) = due(WASHOUT, people=[somebody(**ended(TODAY - timedelta(days=28)))]).became
    assert (item.before.verdict, item.match.verdict) == (Verdict.LATER, Verdict.ELIGIBLE)
    assert item.before.blockers == ("I01",)


def test_a_result_dated_after_the_earlier_day_was_not_known_then() -> None:
    values = (("2026-11-01", 300), ("2026-11-16", 20))
    better: Json = {"labs": [{"test": "ast", "value": value, "unit": "U/L", "date": day} for day, value in values]}
    asked = trial(inclusion({**FRESH_AST, "max_age": None}))
    (item,) = due(asked, people=[somebody(**better)]).became
    assert (item.before.verdict, item.match.verdict) == (Verdict.INELIGIBLE, Verdict.ELIGIBLE)
    assert item.opened is None
    assert due(asked, people=[somebody(**better)], since=date(2026, 11, 16)).became == ()


def test_an_event_left_out_of_the_earlier_day_leaves_it_open_there() -> None:
    grown: Json = {"progression": [{"date": "2026-11-16", "criteria": "RECIST 1.1"}]}
    assert due(PROGRESSED, people=[somebody(**grown)]).became == ()


def test_what_was_unknown_before_was_possible_before() -> None:
    result: Json = {"labs": [{"test": "ast", "value": 20, "unit": "U/L", "date": "2026-11-20"}]}
    assert due(trial(inclusion(FRESH_AST)), people=[somebody(**result)]).became == ()


def test_an_eighteenth_birthday_opens_a_trial_on_the_day_itself() -> None:
    (item,) = due(trial(inclusion(ADULT)), people=[somebody(birth_date="2008-11-21")]).became
    assert item.opened == TODAY
    assert due(trial(inclusion(ADULT)), people=[somebody(birth_date="2008-11-22")]).became == ()


def test_an_age_without_a_birth_date_may_have_turned_since_it_was_written_down() -> None:
    minor = somebody(age=17, screening_date="2026-11-14")
    (item,) = due(trial(inclusion(ADULT)), people=[minor]).became
    assert (item.before.verdict, item.match.verdict) == (Verdict.LATER, Verdict.POSSIBLE)
    assert item.opened == date(2026, 11, 15)


def progressed_until(last: date) -> Json:
    """A progression of twelve months ago, so that the window's last day is `last`."""
    return {"progression": [{"date": last.replace(year=last.year - 1).isoformat(), "criteria": "RECIST 1.1"}]}


@pytest.mark.parametrize(("ahead", "closes"), [(-1, False), (0, True), (1, True), (29, True), (30, True), (31, False)])
def test_a_window_closes_soon_from_today_to_the_last_day_looked_ahead_to(ahead: int, closes: bool) -> None:
    last = TODAY + timedelta(days=ahead)
    found = due(PROGRESSED, people=[somebody(**progressed_until(last))]).closing
    assert [item.last for item in found] == ([last] if closes else [])


def test_looking_ahead_no_day_tells_of_today_alone() -> None:
    people = [somebody(name, **progressed_until(TODAY + timedelta(days=n))) for name, n in (("A", 0), ("B", 1))]
    assert [item.patient.name for item in due(PROGRESSED, people=people, within=0).closing] == ["A"]


@pytest.mark.parametrize(("ahead", "opens"), [(0, False), (1, True), (30, True), (31, False)])
def test_a_trial_opens_soon_from_tomorrow_to_the_last_day_looked_ahead_to(ahead: int, opens: bool) -> None:
    first = TODAY + timedelta(days=ahead)
    found = due(WASHOUT, people=[somebody(**ended(first - timedelta(days=28)))]).opening
    assert [item.first for item in found] == ([first] if opens else [])


def test_a_window_that_opens_and_closes_soon_has_both_days() -> None:
    both = trial(inclusion(WASHOUT_28), inclusion(PROGRESSED_IN_12_MONTHS, 2))
    facts = {**ended(date(2026, 11, 1)), **progressed_until(date(2026, 12, 10))}
    (item,) = due(both, people=[somebody(**facts)]).opening
    assert (item.first, item.last) == (date(2026, 11, 29), date(2026, 12, 10))


def test_twelve_months_after_29_february_end_on_28_february() -> None:
    grown: Json = {"progression": [{"date": "2024-02-29", "criteria": "RECIST 1.1"}]}
    (item,) = due(PROGRESSED, people=[somebody(**grown)], on=date(2025, 2, 1), within=27).closing
    assert item.last == date(2025, 2, 28)
    assert due(PROGRESSED, people=[somebody(**grown)], on=date(2025, 2, 1), within=26).closing == ()


def test_a_day_compared_with_29_february_works() -> None:
    stopped = somebody(**ended(date(2028, 2, 2)))
    (item,) = due(WASHOUT, people=[stopped], on=date(2028, 3, 1), since=date(2028, 2, 29)).became
    assert item.opened == date(2028, 3, 1)


def ast_of(day: date) -> Json:
    return {"labs": [{"test": "ast", "value": 20, "unit": "U/L", "date": day.isoformat()}]}


@pytest.mark.parametrize(
    ("age", "within", "told"),
    [(15, 0, True), (14, 0, True), (13, 0, False), (13, 1, True), (0, 13, False), (0, 14, True)],
)
def test_a_test_is_to_be_repeated_when_its_last_fresh_day_is_past_or_near(age: int, within: int, told: bool) -> None:
    tested = somebody(**ast_of(TODAY - timedelta(days=age)))
    found = due(trial(inclusion(FRESH_AST)), people=[tested], within=within).repeats
    assert [item.test.fact for item in found] == (["labs.ast"] if told else [])


def test_no_test_is_repeated_for_a_trial_that_is_not_to_be_had() -> None:
    excluded = trial(inclusion(FRESH_AST), inclusion(KI67_UP_TO_20, 2))
    tested = somebody(**ast_of(date(2026, 10, 1)), diagnosis={"ki67": 50})
    assert due(excluded, people=[tested]).repeats == ()


def test_no_test_is_repeated_for_a_trial_that_opens_later_than_is_looked_ahead_to() -> None:
    both = trial(inclusion(FRESH_AST), inclusion(WASHOUT_28, 2))
    tested = somebody(**ast_of(date(2026, 10, 1)), **ended(TODAY + timedelta(days=60)))
    assert due(both, people=[tested]).repeats == ()
    assert len(due(both, people=[tested], within=88).repeats) == 1


def test_trials_that_take_new_patients_come_first_then_the_nearest_day() -> None:
    closed = trial(inclusion(PROGRESSED_IN_12_MONTHS), id="NCT00000002", status="COMPLETED")
    people = [somebody(name, **progressed_until(TODAY + timedelta(days=n))) for name, n in (("A", 5), ("B", 2))]
    found = [(item.patient.name, item.match.trial.id) for item in due(closed, PROGRESSED, people=people).closing]
    assert found == [("B", TRIAL), ("A", TRIAL), ("B", "NCT00000002"), ("A", "NCT00000002")]


def test_one_trial_ranks_its_patients_best_first() -> None:
    asked = trial(inclusion(KI67_UP_TO_20), inclusion(WASHOUT_28, 2), inclusion(JUDGED, 3))
    never = {"therapies": {"complete": True, "items": []}}
    people = [
        somebody("conflict", diagnosis={"ki67": 50}, **never),
        somebody("later", diagnosis={"ki67": 5}, **ended(TODAY)),
        somebody("sooner", diagnosis={"ki67": 5}, **ended(TODAY - timedelta(days=3))),
        somebody("open twice"),
        somebody("open once", **never),
        somebody("fits", diagnosis={"ki67": 5}, **never),
    ]
    found = due(asked, people=people)
    ranked = [(row.patient, row.verdict) for row in standings_for(found, TRIAL)]
    assert ranked == [
        ("fits", Verdict.ELIGIBLE),
        ("open once", Verdict.POSSIBLE),
        ("open twice", Verdict.POSSIBLE),
        ("sooner", Verdict.LATER),
        ("later", Verdict.LATER),
        ("conflict", Verdict.INELIGIBLE),
    ]
    assert standings_for(found, "NCT00000009") == ()


def test_who_could_not_be_read_is_told_and_stops_nobody() -> None:
    broken = Patient("X", None, (Problem("x.json", "", "the file is empty"),))
    found = due(WASHOUT, people=[broken, somebody(**ended(TODAY - timedelta(days=28)))])
    assert [one.name for one in found.unread] == ["X"]
    assert found.patients == 2
    assert len(found.became) == 1


def test_no_patients_and_no_trials_make_an_empty_worklist() -> None:
    assert due(WASHOUT, people=[]).patients == 0
    assert due(people=[somebody()]).standings == ()


def test_the_files_own_screening_dates_do_not_count() -> None:
    stopped = somebody(**ended(TODAY - timedelta(days=28)), screening_date="2025-01-01")
    assert len(due(WASHOUT, people=[stopped]).became) == 1


def test_seven_days_back_and_thirty_ahead_are_usual() -> None:
    days = Days.of(TODAY)
    assert (days.since, days.until) == (WEEK_AGO, date(2026, 12, 21))


@pytest.mark.parametrize("since", [TODAY, TODAY + timedelta(days=1)])
def test_a_day_to_compare_with_that_is_not_earlier_is_refused(since: date) -> None:
    with pytest.raises(InputError, match="is not before the day of the worklist"):
        Days.of(TODAY, since)


def test_a_worklist_cannot_be_changed() -> None:
    found = due(WASHOUT, people=[somebody()])
    with pytest.raises(FrozenInstanceError):
        found.patients = 7  # type: ignore[misc]


def lines(found: Worklist, section: str) -> list[tuple[str, ...]]:
    return [line.cells for line in table_of(found, section).lines]


def test_tests_of_one_patient_that_share_their_dates_share_a_line() -> None:
    rules = [{**FRESH_AST, "test": test} for test in ("ast", "alt", "alp")]
    days = {"ast": "2026-11-20", "alt": "2026-11-20", "alp": "2026-10-01"}
    results = [{"test": test, "value": 20, "unit": "U/L", "date": day} for test, day in days.items()]
    found = due(trial(*(inclusion(rule, n) for n, rule in enumerate(rules, 1))), people=[somebody(labs=results)])
    assert lines(found, "repeat") == [
        ("A", "alkaline phosphatase", "2026-10-01", "too old", "now", TRIAL),
        ("A", "ALT, AST", "2026-11-20", "2026-12-04", "by 2026-12-04", TRIAL),
    ]


def test_windows_that_end_on_other_days_do_not_part_tests_of_which_the_same_is_told() -> None:
    alt = {**FRESH_AST, "test": "alt"}
    ending = trial(inclusion(FRESH_AST), inclusion(PROGRESSED_IN_12_MONTHS, 2))
    endless = trial(inclusion(alt), id="NCT00000002")
    results = [{"test": test, "value": 20, "unit": "U/L", "date": "2026-11-20"} for test in ("ast", "alt")]
    tested = somebody(labs=results, **progressed_until(date(2027, 3, 1)))
    assert [line[1] for line in lines(due(ending, endless, people=[tested]), "repeat")] == ["ALT, AST"]


def test_an_undated_test_is_told_as_one_that_lacks_its_date() -> None:
    undated = somebody(labs=[{"test": "ast", "value": 20, "unit": "U/L"}])
    assert lines(due(trial(inclusion(FRESH_AST)), people=[undated]), "repeat") == [
        ("A", "AST", "not dated", "add the date", "now", TRIAL)
    ]


def test_a_test_for_a_trial_that_opens_soon_says_from_when_and_by_when() -> None:
    both = trial(inclusion({**FRESH_AST, "max_age": {"days": 7}}), inclusion(WASHOUT_28, 2))
    tested = somebody(**ast_of(date(2026, 11, 1)), **ended(TODAY - timedelta(days=8)))
    (line,) = lines(due(both, people=[tested]), "repeat")
    assert line[4] == "not before 2026-12-04"


def test_the_lines_name_verdicts_days_and_reasons() -> None:
    found = due(WASHOUT, people=[somebody(**ended(TODAY - timedelta(days=28)))])
    (line,) = lines(found, "became")
    assert line[:5] == ("A", TRIAL, "Recruiting", "✓ No conflict found - the study team decides", "2026-11-21")
    assert line[5].startswith("◷ Not before 2026-11-21. I01: everolimus, end 2026-10-24")
    (standing,) = standings_table(found, TRIAL).lines
    assert standing.cells == ("A", line[3], "from 2026-11-21", "0", "0")


def test_an_empty_list_says_what_was_looked_for() -> None:
    table = table_of(due(WASHOUT, people=[]), "opening")
    assert (table.lines, table.empty) == ((), "None: no trial opens by time alone by 2026-12-21.")
