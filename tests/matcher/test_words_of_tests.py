"""What the words of the formats mean: test results, exceptions, treatments. One sentence, one test."""

from __future__ import annotations

import pytest

from matcher.finding import Why
from matcher.result import Verdict
from tests.matcher.made import (
    FALSE,
    TRUE,
    UNKNOWN,
    WASHOUT_28,
    Json,
    everolimus,
    finding,
    inclusion,
    match,
    result,
    says,
    trial,
    windows,
)

LOW, HIGH = {"ki67": 12}, {"ki67": 55}
PREGNANT = {"rule": "flag", "fact": "pregnant"}


# Tests and results

HB_9 = {"rule": "lab", "test": "hemoglobin", "at_least": 9, "unit": "g/dL"}
AST_3 = {"rule": "lab_multiple", "test": "ast", "at_most": 3}


def _hb(value: float, **parts: str) -> Json:
    return {"test": "hemoglobin", "value": value, "unit": "g/dL"} | parts


def test_a_test_older_than_its_rule_allows_is_unknown_and_to_repeat_not_a_failure() -> None:
    found = finding(HB_9 | {"max_age": {"days": 14}}, labs=[_hb(7, date="2026-10-01")])
    assert (found.truth, found.why, found.missing) == (UNKNOWN, Why.STALE, ("labs.hemoglobin",))


def test_an_undated_test_is_unknown_where_freshness_is_asked_and_usable_where_it_is_not() -> None:
    assert finding(HB_9 | {"max_age": {"days": 14}}, labs=[_hb(12)]).why is Why.UNDATED
    assert says(HB_9, labs=[_hb(12)]) is TRUE


def test_a_multiple_without_a_reported_limit_of_normal_is_unknown() -> None:
    found = finding(AST_3, labs=[{"test": "ast", "value": 30, "unit": "U/L", "date": "2026-11-20"}])
    assert (found.truth, found.missing) == (UNKNOWN, ("labs.ast.uln",))


def test_a_value_without_a_unit_is_unknown() -> None:
    found = finding(HB_9, labs=[{"test": "hemoglobin", "value": 12, "date": "2026-11-20"}])
    assert (found.truth, found.why) == (UNKNOWN, Why.NO_UNIT)


def test_a_multiple_of_a_value_without_a_unit_is_unknown() -> None:
    assert says(AST_3, labs=[{"test": "ast", "value": 30, "uln": 40, "date": "2026-11-20"}]) is UNKNOWN


def test_the_latest_result_decides() -> None:
    assert says(HB_9, labs=[_hb(8, date="2026-11-01"), _hb(12, date="2026-11-20")]) is TRUE
    assert says(HB_9, labs=[_hb(12, date="2026-11-01"), _hb(8, date="2026-11-20")]) is FALSE


def test_the_latest_result_decides_even_if_it_is_unusable() -> None:
    latest = {"test": "hemoglobin", "value": 12, "date": "2026-11-20"}
    assert says(HB_9, labs=[_hb(12, date="2026-11-01"), latest]) is UNKNOWN


def test_several_results_of_one_day_count_as_the_span_of_their_values() -> None:
    assert says(HB_9, labs=[_hb(8.5, date="2026-11-20"), _hb(9.5, date="2026-11-20")]) is UNKNOWN
    assert says(HB_9, labs=[_hb(9, date="2026-11-20"), _hb(9.5, date="2026-11-20")]) is TRUE
    assert says(HB_9, labs=[_hb(8, date="2026-11-20"), _hb(8.5, date="2026-11-20")]) is FALSE


def test_two_results_of_one_day_on_either_side_of_a_range_are_unknown() -> None:
    between = {"rule": "lab", "test": "hemoglobin", "at_least": 9, "at_most": 10, "unit": "g/dL"}
    assert says(between, labs=[_hb(8, date="2026-11-20"), _hb(11, date="2026-11-20")]) is UNKNOWN


def test_undated_results_count_only_where_none_is_dated() -> None:
    assert says(HB_9, labs=[_hb(8), _hb(12, date="2020-01-01")]) is TRUE
    assert says(HB_9, labs=[_hb(8), _hb(12)]) is UNKNOWN


def test_results_whose_partial_dates_overlap_with_the_latest_count_with_it() -> None:
    assert says(HB_9, labs=[_hb(8, date="2026-11"), _hb(12, date="2026-11-20")]) is UNKNOWN
    assert says(HB_9, labs=[_hb(8, date="2026-10"), _hb(12, date="2026-11-20")]) is TRUE


def test_a_lab_failure_is_never_cured_by_a_date() -> None:
    found = match(trial(inclusion(HB_9 | {"max_age": {"days": 14}})), labs=[_hb(7, date="2026-11-20")])
    assert (found.verdict, windows(found)) == (Verdict.INELIGIBLE, [])


def test_an_ecog_failure_is_never_cured_by_a_date() -> None:
    rule = {"rule": "scale", "fact": "performance.ecog", "at_most": 1}
    found = match(trial(inclusion(rule)), performance={"ecog": {"value": 2, "date": "2026-11-18"}})
    assert found.verdict is Verdict.INELIGIBLE


def test_a_result_dated_after_the_as_of_date_is_left_out_with_a_notice() -> None:
    labs = [_hb(7, date="2026-11-22"), _hb(12, date="2026-11-20")]
    found = result([trial(inclusion(HB_9))], labs=labs)
    assert found.matches[0].verdict is Verdict.ELIGIBLE
    assert [notice.where for notice in found.notices] == ["labs[0]"]


# Exceptions

LIVER = {"rule": "metastasis", "any_of": ["liver"]}
WITH_EXCEPTION = {
    "rule": "when",
    "condition": LIVER,
    "then": {"rule": "lab_multiple", "test": "ast", "at_most": 5},
    "otherwise": {"rule": "lab_multiple", "test": "ast", "at_most": 2.5},
}
GILBERT = {
    "rule": "when",
    "condition": {"rule": "condition", "any_of": ["gilbert_syndrome"]},
    "then": {"rule": "lab_multiple", "test": "bilirubin", "at_most": 3},
    "otherwise": {"rule": "lab_multiple", "test": "bilirubin", "at_most": 1.5},
}


@pytest.mark.parametrize(("ast", "expected"), [(100, TRUE), (100.1, UNKNOWN), (200, UNKNOWN), (200.1, FALSE)])
def test_an_exception_whose_condition_is_unknown_is_open_only_between_its_two_limits(
    ast: float, expected: object
) -> None:
    labs = [{"test": "ast", "value": ast, "unit": "U/L", "date": "2026-11-20", "uln": 40}]
    assert says(WITH_EXCEPTION, labs=labs) is expected


@pytest.mark.parametrize(("sites", "expected"), [(["liver"], TRUE), ([], FALSE)])
def test_between_its_limits_an_exception_is_settled_by_its_condition(sites: list[str], expected: object) -> None:
    labs = [{"test": "ast", "value": 160, "unit": "U/L", "date": "2026-11-20", "uln": 40}]
    spread = {"metastatic_sites": {"complete": True, "items": sites}}
    found = finding(WITH_EXCEPTION, labs=labs, diagnosis=spread)
    assert found.truth is expected
    assert any(path.startswith("diagnosis.metastatic_sites") for path in found.facts)


def test_an_exception_in_the_open_names_both_its_condition_and_the_value() -> None:
    labs = [{"test": "ast", "value": 160, "unit": "U/L", "date": "2026-11-20", "uln": 40}]
    assert "diagnosis.metastatic_sites" in finding(WITH_EXCEPTION, labs=labs).missing


@pytest.mark.parametrize(
    ("conditions", "multiple", "expected"),
    [
        (None, 1.5, TRUE),
        (None, 2, UNKNOWN),
        (None, 3.5, FALSE),
        ([{"name": "Gilbert syndrome"}], 3, TRUE),
        ([{"name": "gilbert_syndrome", "status": "absent"}], 2, FALSE),
        ({"complete": True, "items": []}, 2, FALSE),
    ],
)
def test_gilberts_syndrome_widens_the_limit_of_bilirubin(conditions: object, multiple: float, expected: object) -> None:
    labs = [{"test": "bilirubin", "value": multiple, "unit": "mg/dL", "date": "2026-11-20", "uln": 1}]
    facts: Json = {"labs": labs} | ({} if conditions is None else {"conditions": conditions})
    assert says(GILBERT, **facts) is expected


# Treatments


def test_an_ongoing_therapy_has_no_washout_date_and_is_not_cured_by_time() -> None:
    found = match(trial(inclusion(WASHOUT_28)), therapies=everolimus(ongoing=True))
    assert (found.verdict, windows(found)) == (Verdict.INELIGIBLE, [])
    assert found.criteria[0].finding is not None
    assert found.criteria[0].finding.why is Why.ONGOING


def test_a_planned_stop_gives_an_ongoing_therapy_a_washout_date() -> None:
    found = match(trial(inclusion(WASHOUT_28)), therapies=everolimus(end="2026-12-01"))
    assert (found.verdict, windows(found)) == (Verdict.LATER, [["2026-12-29", None]])


def test_a_therapy_with_neither_end_nor_ongoing_leaves_its_washout_unknown() -> None:
    found = finding(WASHOUT_28, therapies=everolimus(start="2026-11-20"))
    assert (found.truth, found.why, found.missing) == (UNKNOWN, Why.NO_END, ("therapies[0].end",))


LINES_UP_TO_2 = {"rule": "lines", "at_most": 2}


def test_lines_are_the_highest_stated_line() -> None:
    items = [{"agent": "everolimus", "line": 3}, {"agent": "lanreotide", "line": 1}]
    assert says(LINES_UP_TO_2, therapies=items) is FALSE
    assert says(LINES_UP_TO_2, therapies=[{"agent": "lanreotide", "line": 1}]) is TRUE


def test_lines_without_a_stated_line_are_the_systemic_entries_of_a_complete_list() -> None:
    items = [{"agent": "everolimus", "intent": "systemic"}, {"agent": "lanreotide", "intent": "symptom_control"}]
    one = {"rule": "lines", "at_least": 1, "at_most": 1}
    assert says(one, therapies={"complete": True, "items": items}) is TRUE
    assert says(one, therapies={"complete": False, "items": items}) is UNKNOWN


def test_the_systemic_entries_of_an_incomplete_list_are_a_lower_bound() -> None:
    items = [{"agent": agent, "intent": "systemic"} for agent in ("everolimus", "sunitinib", "lanreotide")]
    assert says(LINES_UP_TO_2, therapies=items) is FALSE
    assert says({"rule": "lines", "at_least": 3}, therapies=items) is TRUE
    assert says({"rule": "lines", "at_most": 3}, therapies=items) is UNKNOWN


def test_a_clearance_computed_from_an_upper_bound_alone_is_told_as_a_least_value() -> None:
    rule = {"rule": "clearance", "method": "ckd_epi_2021", "at_least": 50}
    creatinine = {"test": "creatinine", "below": 0.8, "unit": "mg/dL", "date": "2026-11-20"}
    found = finding(rule, labs=[creatinine], sex="female", birth_date="1960-01-01")
    assert (found.truth, found.evidence[0].value) == (TRUE, "≥ 81")
