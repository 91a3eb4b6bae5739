"""What composites and whole trials make of the kinds of their parts; which trials count as near misses."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from matcher.near_misses import blockers_of, near_miss, near_misses, near_misses_json
from matcher.result import Verdict
from tests.matcher.made import JUDGED, KI67_UP_TO_20, NO_PRRT, WASHOUT_28, exclusion, inclusion, match, result, trial
from tests.matcher.made import Json as Rule
from tests.matcher.test_lifting import (
    ECOG_UP_TO_1,
    FIXED,
    LOW_PLATELETS,
    PLATELETS,
    PROGRESSED,
    SSA,
    TEST,
    TIME,
    blocker,
    treated,
)

if TYPE_CHECKING:
    from matcher.lifting import Kind


def test_the_day_on_which_a_washout_of_28_days_is_over_is_given() -> None:
    found = blocker(inclusion(WASHOUT_28), **treated({"agent": "everolimus", "end": "2026-11-01"}))
    assert found.since == date(2026, 11, 29)


def test_a_planned_stop_is_a_matter_of_time() -> None:
    rule = exclusion({"rule": "ongoing", "select": SSA})
    found = blocker(rule, **treated({"class": "ssa", "end": "2026-12-24"}))
    assert (found.kind, found.since) == (TIME, date(2026, 12, 24))


def test_pregnancy_passes_with_time_but_has_no_date() -> None:
    assert blocker(exclusion({"rule": "flag", "fact": "pregnant"}), pregnant=True).since is None


ECOG_2_LOW_PLATELETS: Rule = LOW_PLATELETS | {
    "performance": {"ecog": 2},
    "therapies": treated({"class": "prrt"})["therapies"],
}
PRRT_GIVEN_ASKS_NONE = {"rule": "not", "of": NO_PRRT}


@pytest.mark.parametrize(
    ("rule", "kind"),
    [
        ({"rule": "all", "of": [ECOG_UP_TO_1, PLATELETS]}, TEST),
        ({"rule": "all", "of": [ECOG_UP_TO_1, PRRT_GIVEN_ASKS_NONE]}, FIXED),
        ({"rule": "any", "of": [ECOG_UP_TO_1, PRRT_GIVEN_ASKS_NONE]}, TEST),
        ({"rule": "any", "of": [JUDGED, PRRT_GIVEN_ASKS_NONE]}, None),
        ({"rule": "not", "of": NO_PRRT}, FIXED),
        ({"rule": "at_least", "count": 2, "of": [ECOG_UP_TO_1, PLATELETS, PRRT_GIVEN_ASKS_NONE]}, TEST),
        ({"rule": "at_least", "count": 3, "of": [ECOG_UP_TO_1, PLATELETS, PRRT_GIVEN_ASKS_NONE]}, FIXED),
        ({"rule": "at_least", "count": 2, "of": [NO_PRRT, ECOG_UP_TO_1, PRRT_GIVEN_ASKS_NONE]}, TEST),
        ({"rule": "when", "condition": NO_PRRT, "then": ECOG_UP_TO_1}, TEST),
        ({"rule": "when", "condition": PLATELETS, "then": NO_PRRT, "otherwise": PRRT_GIVEN_ASKS_NONE}, TEST),
        ({"rule": "when", "condition": NO_PRRT, "then": PRRT_GIVEN_ASKS_NONE, "otherwise": ECOG_UP_TO_1}, FIXED),
        ({"rule": "when", "condition": JUDGED, "then": PRRT_GIVEN_ASKS_NONE, "otherwise": ECOG_UP_TO_1}, TEST),
    ],
)
def test_composites_are_as_hard_as_what_has_to_be_lifted(rule: Rule, kind: Kind | None) -> None:
    found = blockers_of(match(trial(inclusion(rule)), **ECOG_2_LOW_PLATELETS))
    assert [one.kind for one in found] == ([] if kind is None else [kind])
    if rule["rule"] != "when" or "otherwise" in rule:
        mirrored = blockers_of(match(trial(exclusion({"rule": "not", "of": rule})), **ECOG_2_LOW_PLATELETS))
        assert [one.kind for one in mirrored] == [one.kind for one in found]


def test_an_exclusion_that_asks_for_all_its_parts_is_lifted_by_the_easiest() -> None:
    poor = {"rule": "scale", "fact": "performance.ecog", "at_least": 2}
    assert blocker(exclusion({"rule": "all", "of": [poor, NO_PRRT]}), **ECOG_2_LOW_PLATELETS).kind is TEST
    assert blocker(exclusion({"rule": "any", "of": [poor, NO_PRRT]}), **ECOG_2_LOW_PLATELETS).kind is FIXED
    two = {"rule": "at_least", "count": 1, "of": [poor, NO_PRRT]}
    assert blocker(exclusion(two), **ECOG_2_LOW_PLATELETS).kind is FIXED


def test_days_that_never_meet_are_no_matter_of_time() -> None:
    rule = {
        "rule": "all",
        "of": [
            {"rule": "elapsed", "fact": "diagnosis.date", "at_least_ago": {"days": 30}},
            {"rule": "not", "of": {"rule": "age", "at_least": 18}},
            {"rule": "age", "at_least": 18},
        ],
    }
    found = blocker(inclusion(rule), birth_date="2008-11-30", diagnosis={"date": "2026-11-20"})
    assert found.kind is FIXED


def test_a_part_that_needs_time_and_one_that_needs_a_test_need_the_test() -> None:
    rule = {"rule": "all", "of": [WASHOUT_28, ECOG_UP_TO_1]}
    facts = treated({"agent": "everolimus", "end": "2026-11-01"}) | {"performance": {"ecog": 2}}
    found = blocker(inclusion(rule), **facts)
    assert (found.kind, found.since) == (TEST, None)


def test_one_blocker_is_a_near_miss_and_two_are_none() -> None:
    facts: Rule = {"performance": {"ecog": 2}, "diagnosis": {"ki67": 30}}
    assert near_miss(match(trial(inclusion(ECOG_UP_TO_1)), **facts)) is not None
    assert near_miss(match(trial(inclusion(ECOG_UP_TO_1), inclusion(KI67_UP_TO_20, 2)), **facts)) is None


def test_what_is_open_or_fits_is_no_near_miss() -> None:
    assert near_miss(match(trial(inclusion(ECOG_UP_TO_1)))) is None
    assert near_miss(match(trial(inclusion(ECOG_UP_TO_1)), performance={"ecog": 1})) is None


def test_what_nothing_lifts_is_no_near_miss() -> None:
    assert near_miss(match(trial(exclusion(NO_PRRT)), **treated({"class": "prrt"}))) is None


def test_an_approved_use_is_no_near_miss() -> None:
    label = trial(inclusion(ECOG_UP_TO_1), kind="label")
    assert near_misses(result([label], performance={"ecog": 2})) == ()


def test_a_trial_that_opens_by_time_is_listed_with_its_day() -> None:
    asked = trial(inclusion(WASHOUT_28))
    found = result([asked], **treated({"agent": "everolimus", "end": "2026-11-01"}))
    assert found.matches[0].verdict is Verdict.LATER
    assert near_misses_json(found) == [
        {"trial": asked.id, "blockers": [{"criterion": "I01", "kind": "time", "from": "2026-11-29"}]}
    ]


def test_time_that_lifts_one_point_but_closes_another_is_no_near_miss() -> None:
    asked = trial(inclusion(WASHOUT_28), inclusion(PROGRESSED, 2))
    facts = treated({"agent": "everolimus", "end": "2026-11-01"}) | {"progression": [{"date": "2025-11-25"}]}
    found = match(asked, **facts)
    assert (found.verdict, found.blockers) == (Verdict.INELIGIBLE, ("I01",))
    assert near_miss(found) is None
