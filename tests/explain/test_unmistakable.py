"""Sentences that could be misread: planned ends, open lists, missing results, exceptions, yes and no."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from matcher import explain, output
from matcher.explain import Register
from matcher.notices import Notice, NoticeKind
from matcher.result import Match, MatchResult, Outcome
from tests.explain.making import AS_OF, a_match, clinician, in_whole, judged, plain, trial

if TYPE_CHECKING:
    from tests.explain.making import Made

EVEROLIMUS: Made = {"select": {"any_of": ["everolimus"]}}
WASHOUT: Made = {"rule": "washout", **EVEROLIMUS, "at_least": {"days": 28}}
HEART_ATTACK: Made = {
    "rule": "condition", "any_of": ["myocardial_infarction"], "status": ["active", "controlled", "past"],
    "within": {"months": 6},
}  # fmt: skip
LIVER: Made = {"rule": "metastasis", "any_of": ["liver"]}
KI67: Made = {"rule": "number", "fact": "diagnosis.ki67", "at_most": 20}
LOW: Made = {"diagnosis": {"ki67": {"value": 12}}}


def therapies(*items: Made, complete: bool = True) -> Made:
    return {"therapies": {"complete": complete, "items": [*items]}}


def conditions(*items: Made, complete: bool = True) -> Made:
    return {"conditions": {"complete": complete, "items": [*items]}}


def a_result(match: Match) -> MatchResult:
    return MatchResult(AS_OF, 1, None, (), (match,))


def test_a_stop_after_the_as_of_date_is_planned_and_not_past() -> None:
    planned = therapies({"agent": "everolimus", "end": "2026-12-05"})
    assert in_whole(planned, WASHOUT).startswith(
        "everolimus is planned to end 2026-12-05; 28 days are asked: not before"
    )
    assert in_whole(planned, WASHOUT, register=Register.PLAIN).startswith(
        "Everolimus (planned to end 5 December 2026)."
    )
    assert in_whole(therapies({"agent": "everolimus", "end": "2026-11-21"}), WASHOUT).startswith(
        "everolimus ended 2026"
    )


def test_without_the_as_of_date_an_end_is_told_as_neither_past_nor_planned() -> None:
    planned = therapies({"agent": "everolimus", "end": "2026-12-05"})
    assert clinician(planned, WASHOUT).startswith("everolimus, end 2026-12-05; ")
    assert " end " not in clinician(therapies({"agent": "everolimus", "end": "2026-01-05"}), WASHOUT)


def test_a_running_treatment_with_a_planned_stop_names_both() -> None:
    planned = therapies({"agent": "everolimus", "end": "2026-12-05"})
    words = clinician(planned, {"rule": "ongoing", **EVEROLIMUS}, "exclusion")
    assert words.startswith("everolimus (planned to end 2026-12-05) is still running: ")


def test_a_complete_list_with_an_entry_that_is_not_known_names_the_entry() -> None:
    rule = {**HEART_ATTACK, "status": ["active"]}
    patient = conditions({"name": "odd illness", "status": "past"})
    assert in_whole(patient, rule, "exclusion").endswith(
        "none on the list of conditions, and 'odd illness' on it is not in the vocabulary"
    )
    assert "this program does not know 'odd illness'" in in_whole(patient, rule, "exclusion", Register.PLAIN)


def test_a_complete_list_with_an_entry_that_was_left_out_names_the_entry() -> None:
    patient = conditions({"name": "hiv", "date": "2027-01-01"})
    words = in_whole(patient, HEART_ATTACK, "exclusion")
    assert words.endswith("and condition 1 on it is dated later and was left out")
    assert "not marked complete" not in clinician(patient, HEART_ATTACK, "exclusion")


def test_an_incomplete_list_is_said_to_be_incomplete() -> None:
    words = in_whole(conditions(complete=False), HEART_ATTACK, "exclusion")
    assert words.endswith("none on the list of conditions, and the list is not marked complete")


def test_a_condition_outside_its_window_is_not_said_to_be_missing_from_the_list() -> None:
    patient = conditions({"name": "myocardial infarction", "date": "2020-01-01", "status": "past"}, complete=False)
    assert in_whole(patient, HEART_ATTACK, "exclusion").startswith(
        "myocardial infarction (active, controlled or past) within 6 months: none on the list of conditions"
    )
    assert (
        "heart attack (now or in the past) within 6 months: none"
        in in_whole(patient, HEART_ATTACK, "exclusion", Register.PLAIN).lower()
    )


@pytest.mark.parametrize("asked", [{"results": ["msi_h"]}, {"results": ["msi_h"], "max_age": {"days": 28}}])
def test_a_biomarker_without_a_result_says_that_the_result_is_missing(asked: Made) -> None:
    rule = {"rule": "biomarker", "name": "msi", **asked}
    patient = {"biomarkers": [{"name": "MSI"}]}
    assert clinician(patient, rule).startswith("microsatellite instability (MSI): no result recorded, ")
    assert "no result in your data. " in plain(patient, rule)


def test_a_biomarker_with_a_word_where_a_number_is_needed_says_so() -> None:
    rule = {"rule": "biomarker", "name": "tmb", "unit": "mut/Mb", "at_least": 10}
    assert ": high, and the result is needed as a number; " in clinician(
        {"biomarkers": [{"name": "TMB", "result": "high"}]}, rule
    )


def test_a_partial_reading_begins_its_plain_sentences_with_a_capital() -> None:
    words = plain({"age": 58}, {"rule": "age", "at_least": 18}, reading="partial")
    assert "speaks for you. Your age: 58 years." in words


def test_an_answered_partial_reading_is_not_to_be_checked_by_hand_again() -> None:
    said = {"answer": "yes"}
    words = clinician(LOW, KI67, reading="partial", answer=said)
    assert words.startswith('answered "yes"; the readable part speaks for: Ki-67 is 12 %')
    assert "Your team has to check" not in plain(LOW, KI67, reading="partial", answer=said)


def test_an_exception_that_changes_no_limit_speaks_of_none() -> None:
    flag = {"rule": "flag", "fact": "sstr_imaging.all_lesions"}
    rule = {
        "rule": "when",
        "condition": {"rule": "one_of", "fact": "sstr_imaging.tracer", "values": ["in111_pentetreotide"]},
        "then": flag,
        "otherwise": {"rule": "judgement", "question": "Fit?"},
    }
    words = clinician({}, rule)
    assert "limit" not in words
    assert words.endswith("otherwise: check by hand: Fit?")


def test_a_half_life_that_is_not_in_the_table_is_not_said_to_be_disputed() -> None:
    length = {"shorter_of": [{"days": 28}, {"half_lives": 5}]}
    rule = {"rule": "washout", "select": {"any_of": ["vapreotide"]}, "at_least": length}
    words = clinician(therapies({"agent": "vapreotide", "end": "2026-11-10"}), rule)
    assert "its half-life is not in the program's table" in words
    assert "differ" not in words


PREGNANT: Made = {"rule": "flag", "fact": "pregnant"}


@pytest.mark.parametrize(
    ("patient", "words"),
    [
        ({}, "We do not know whether you are pregnant. The answer has to be: no."),
        ({"pregnant": True}, "Pregnancy: yes. The answer has to be: no."),
        ({"pregnant": False}, "Pregnancy: no."),
        ({"sex": "male"}, "Pregnancy: no (this follows from: Sex)."),
    ],
)
def test_yes_and_no_are_answers_in_plain_words(patient: Made, words: str) -> None:
    assert plain(patient, PREGNANT, "exclusion") == words
    assert plain(patient, {"rule": "not", "of": PREGNANT}) == words
    assert plain(patient, {**PREGNANT, "value": False}) == words


def test_brain_among_the_sites_is_spread_to_the_brain_for_a_rule_on_conditions() -> None:
    rule = {"rule": "condition", "any_of": ["brain_metastases"]}
    patient = {"diagnosis": {"metastatic_sites": {"complete": True, "items": ["brain"]}}}
    assert clinician(patient, rule, "exclusion").startswith("brain metastases; ")
    assert plain(patient, rule, "exclusion").startswith("Spread to brain. ")


def test_a_treatment_without_an_end_that_does_not_run_is_a_whole_sentence() -> None:
    words = clinician(therapies({"agent": "octreotide LAR", "ongoing": False}), {"rule": "ongoing", "select": {}})
    assert words.startswith("octreotide LAR: not running; ")


def test_a_progression_without_a_basis_says_so_after_its_name() -> None:
    patient = {"progression": [{"date": "2026-10-05"}]}
    rule = {"rule": "progression", "within": {"months": 12}}
    assert clinician(patient, rule).startswith("progression (basis not recorded) (2026-10-05); ")
    words = plain(patient, {**rule, "basis": ["RECIST 1.1"]})
    assert "entry 1: how it was shown" in words
    assert "time the tumour grew" not in words


def test_lines_of_therapy_are_a_number_of_treatments_in_plain_words() -> None:
    assert plain({}, {"rule": "lines", "at_most": 2}).startswith("Not known: number of treatments against the tumour.")


@pytest.mark.parametrize("method", ["cockcroft_gault", "measured", "any_clearance"])
def test_a_reported_clearance_without_method_is_never_told_as_one_by_the_method_asked(method: str) -> None:
    lab = {"test": "creatinine clearance", "value": 46, "unit": "mL/min", "date": "2026-11-18"}
    rule = {"rule": "clearance", "method": method, "at_least": 50}
    assert clinician({"labs": [lab]}, rule).startswith(
        "creatinine clearance (method not stated) 46 mL/min (2026-11-18)"
    )
    assert plain({"labs": [lab]}, rule).startswith("Kidney function (method not stated): 46 mL/min")
    told = {**lab, "method": "measured"}
    assert clinician({"labs": [told]}, {**rule, "method": "any_clearance"}).startswith(
        "measured creatinine clearance 46"
    )


def test_a_creatinine_that_cannot_be_used_is_not_told_as_a_clearance() -> None:
    lab = {"test": "creatinine", "value": 1.1, "unit": "mg/dL", "date": "2026-01-18"}
    rule = {"rule": "clearance", "method": "cockcroft_gault", "at_least": 50, "max_age": {"days": 28}}
    assert clinician({"labs": [lab]}, rule).startswith(
        "creatinine (serum) for the creatinine clearance (Cockcroft-Gault) 1.1 mg/dL (2026-01-18) is older"
    )


def test_the_notice_of_an_implausible_result_shows_the_value_with_its_unit() -> None:
    notice = Notice(NoticeKind.IMPLAUSIBLE, "labs[0]", ("labs.platelets", "220000", "10*9/L"))
    assert "platelets 220000 × 10⁹/L is outside" in explain.notice_text(notice, Register.CLINICIAN)
    assert "220000 × 10⁹/L is an unusual value" in explain.notice_text(notice, Register.PLAIN)


def test_with_an_open_exception_each_limit_is_told_with_its_case() -> None:
    rule = {
        "rule": "when",
        "condition": LIVER,
        "then": {"rule": "lab_multiple", "test": "ast", "at_most": 5},
        "otherwise": {"rule": "lab_multiple", "test": "ast", "at_most": 3},
    }
    for value in (80, 160, 400):
        lab = {"test": "ast", "value": value, "unit": "U/L", "uln": 40}
        assert clinician({"labs": [lab]}, rule).endswith(
            "; at most 3 × ULN, or at most 5 × ULN with liver metastases (not known) is asked"
        )
        assert plain({"labs": [lab]}, rule).endswith("with spread to liver (not known yet).")


def test_long_criterion_ids_do_not_run_into_the_text() -> None:
    one = judged(LOW, KI67, id="X-I01")
    match = a_match(criteria=(one,))
    lines = output.result_text(a_result(match), Register.CLINICIAN, [match.trial.id])
    assert "X-I01 the criterion's text" in lines
    assert "             - Ki-67 is 12 %" in lines


def test_a_name_that_two_parts_share_is_told_once() -> None:
    parts = [
        {"rule": "condition", "any_of": ["unstable_angina"]},
        {"rule": "condition", "any_of": ["unstable_angina", "myocardial_infarction"]},
    ]
    words = clinician(conditions(), {"rule": "any", "of": parts}, "exclusion")
    assert words == "unstable angina and myocardial infarction: known to be absent"


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        ("inclusion", WASHOUT),
        ("exclusion", {"rule": "ongoing", **EVEROLIMUS}),
        ("exclusion", {"rule": "had", **EVEROLIMUS, "within": {"days": 28}}),
    ],
)
def test_a_running_treatment_is_a_decision_and_no_refusal(kind: str, rule: Made) -> None:
    running = therapies({"agent": "everolimus", "ongoing": True})
    assert judged(running, rule, kind).outcome is Outcome.VIOLATED
    assert "a treatment decision and no refusal, ask the team" in clinician(running, rule, kind)
    assert "no refusal: whether it can stop is for your team to decide" in plain(running, rule, kind)


def test_what_was_never_given_but_is_asked_says_so() -> None:
    assert clinician(therapies(), {"rule": "had", **EVEROLIMUS}) == "everolimus: none was given, but it is asked"
    assert clinician(therapies(), {"rule": "had", **EVEROLIMUS}, "exclusion") == "everolimus: none was given"


def test_the_plain_line_quotes_what_the_trial_says_before_the_patients_own_data() -> None:
    against = judged({"diagnosis": {"ki67": {"value": 30}}}, KI67)
    line = explain.one_line_why(a_match(criteria=(against,)), Register.PLAIN)
    assert line.startswith('Needed: "the criterion\'s text". Ki-67')


def test_the_whole_result_hands_its_day_to_text_and_json() -> None:
    planned = therapies({"agent": "everolimus", "end": "2026-12-05"})
    match = a_match(criteria=(judged(planned, WASHOUT),), trial=trial())
    assert "everolimus is planned to end 2026-12-05" in output.result_text(
        a_result(match), Register.CLINICIAN, [match.trial.id]
    )
    assert "everolimus is planned to end 2026-12-05" in str(output.result_json(a_result(match)))


def test_a_label_whose_approval_was_withdrawn_does_not_read_like_a_trial_that_never_began() -> None:
    label = trial(status="WITHDRAWN", kind="label")
    assert explain.status_words(label, Register.CLINICIAN) == "Approval withdrawn"
    assert explain.status_words(label, Register.PLAIN) == "No longer an approved treatment"
