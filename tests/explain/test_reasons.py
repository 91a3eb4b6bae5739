"""Reasons: value, date, unit and limit; the turning day; what is implied; what is missing and why."""

from __future__ import annotations

import itertools
import re

import pytest

from criteria.patient_file import parse_patient
from matcher.case import Case
from matcher.clock import Clock
from matcher.explain import Register, reason
from matcher.outcomes import judge
from tests.explain.making import Made, clinician, criterion, in_whole, judged, plain
from tests.properties.strategies import seeded_cases

HOLE = re.compile(r"[{}]|\b[a-z0-9]+_[a-z_]+\b|\[[0-9]|\bNone\b(?! of these)|  |\.\.|\(\)| [,;]|: ;|;;|: *$")
KI67: Made = {"rule": "number", "fact": "diagnosis.ki67", "at_most": 20}


def ki67(value: object, **more: object) -> Made:
    return {"diagnosis": {"ki67": {**(value if isinstance(value, dict) else {"value": value}), **more}}}


def therapies(*items: Made, complete: bool = True) -> Made:
    return {"therapies": {"complete": complete, "items": [*items]}}


def labs(*items: Made) -> Made:
    return {"labs": [*items]}


AST: Made = {"test": "ast", "value": 160, "unit": "U/L", "date": "2026-11-18", "uln": 40}
OCTREOTIDE: Made = {"agent": "octreotide LAR", "end": "2026-10-24"}
SSA: Made = {"select": {"any_of": ["ssa"]}}
WASHOUT: Made = {"rule": "washout", **SSA, "at_least": {"days": 28}, "anchor": "registration"}
LIVER: Made = {"rule": "metastasis", "any_of": ["liver"]}


def test_a_value_is_told_with_its_date_its_unit_and_the_limit() -> None:
    assert clinician(ki67(12, date="2025-10-02"), KI67) == "Ki-67 is 12 % (2025-10-02); at most 20 % is asked"
    assert plain(ki67(12, date="2025-10-02"), KI67) == (
        "Ki-67 (how fast the tumour cells divide): 12 % (2 October 2025). Asked for: at most 20 %."
    )


def test_an_exclusion_says_excluded_and_not_asked() -> None:
    rule = {"rule": "number", "fact": "diagnosis.ki67", "above": 55}
    assert clinician(ki67(60), rule, "exclusion") == "Ki-67 is 60 %; above 55 % is excluded"
    assert plain(ki67(60), rule, "exclusion").endswith("Not allowed: more than 55 %.")


def test_under_not_what_is_excluded_is_asked() -> None:
    rule = {"rule": "not", "of": {"rule": "number", "fact": "diagnosis.ki67", "above": 55}}
    assert clinician(ki67(60), rule) == "Ki-67 is 60 %, above 55 % is excluded".replace(",", ";")
    assert clinician(ki67(60), rule, "exclusion") == "Ki-67 is 60 %; above 55 % is asked"


def test_a_range_across_the_limit_lies_on_both_sides_of_it() -> None:
    rule = {"rule": "number", "fact": "diagnosis.ki67", "at_most": 12}
    words = clinician(ki67({"low": 10, "high": 15}), rule)
    assert words == "Ki-67 10-15 % lies on both sides of 12 %; at most 12 % is asked"


def test_of_two_limits_only_the_one_that_is_crossed_is_named() -> None:
    rule = {"rule": "number", "fact": "diagnosis.ki67", "at_least": 10, "at_most": 55}
    assert "on both sides of 10 %;" in clinician(ki67({"low": 5, "high": 15}), rule)


def test_what_is_not_recorded_is_said_so() -> None:
    assert clinician({}, KI67) == "not recorded: Ki-67; at most 20 % is asked"
    assert plain({}, KI67).startswith("Not known: Ki-67 (how fast the tumour cells divide).")


def test_a_multiple_names_the_value_the_uln_used_and_the_cause_of_the_limit() -> None:
    rule = {
        "rule": "when",
        "condition": LIVER,
        "then": {"rule": "lab_multiple", "test": "ast", "at_most": 5},
        "otherwise": {"rule": "lab_multiple", "test": "ast", "at_most": 3},
    }
    spread = {"diagnosis": {"metastatic_sites": {"complete": True, "items": ["liver"]}}}
    none = {"diagnosis": {"metastatic_sites": {"complete": True, "items": []}}}
    seen = "AST 160 U/L (2026-11-18) is 4.0 × the report's ULN of 40 U/L"
    assert clinician({**labs(AST), **spread}, rule) == (
        f"{seen}; at most 5 × ULN is asked, because of liver metastases"
    )
    assert clinician({**labs(AST), **none}, rule) == f"{seen}; at most 3 × ULN is asked (liver metastases: none known)"
    assert clinician(labs(AST), rule) == (
        f"{seen}; at most 3 × ULN, or at most 5 × ULN with liver metastases (not known) is asked"
    )


def test_a_result_without_the_reports_uln_says_so() -> None:
    without = {key: value for key, value in AST.items() if key != "uln"}
    words = clinician(labs(without), {"rule": "lab_multiple", "test": "ast", "at_most": 3})
    assert words == "AST 160 U/L (2026-11-18) comes without the report's ULN; at most 3 × ULN is asked"


def test_a_stale_result_is_a_test_to_repeat() -> None:
    rule = {"rule": "lab_multiple", "test": "ast", "at_most": 3, "max_age": {"days": 2}}
    assert "is older than 2 days: repeat the test" in clinician(labs(AST), rule)
    assert "has to be repeated" in plain(labs(AST), rule)


def test_a_result_without_unit_names_the_unit_that_is_needed() -> None:
    rule = {"rule": "lab", "test": "platelets", "unit": "10*9/L", "at_least": 100}
    words = clinician(labs({"test": "platelets", "value": 220}), rule)
    assert words.startswith("platelets 220 has no unit that can be compared with 10⁹/L")


def test_a_converted_result_shows_both_units() -> None:
    rule = {"rule": "lab", "test": "hemoglobin", "unit": "g/L", "at_least": 90}
    words = clinician(labs({"test": "hemoglobin", "value": 8.9, "unit": "g/dL", "date": "2026-11-18"}), rule)
    assert words == "haemoglobin 8.9 g/dL (= 89 g/L) (2026-11-18); at least 90 g/L is asked"


@pytest.mark.parametrize(
    ("end", "turn"),
    [("2026-10-24", "met since 2026-11-21"), ("2026-10-25", "not before 2026-11-22")],
)
def test_a_washout_names_the_anchor_and_the_day_it_turns(end: str, turn: str) -> None:
    words = in_whole(therapies({**OCTREOTIDE, "end": end}), WASHOUT)
    assert words == f"octreotide LAR ended {end}; 28 days before registration are asked: {turn}"


def test_the_plain_washout_spells_the_day_out() -> None:
    words = plain(therapies({**OCTREOTIDE, "end": "2026-11-03"}), WASHOUT)
    assert words.endswith("Not before 1 December 2026.")


def test_a_window_names_its_last_day() -> None:
    rule = {"rule": "progression", "within": {"months": 12}, "anchor": "registration"}
    since = {"progression": [{"date": "2026-10-05", "criteria": "RECIST 1.1"}]}
    assert clinician(since, rule).endswith("is asked: window closes after 2027-10-05")
    gone = {"progression": [{"date": "2025-10-05", "criteria": "RECIST 1.1"}]}
    assert clinician(gone, rule).endswith("is asked: window closed after 2026-10-05")


def test_a_running_treatment_is_a_decision_for_the_team() -> None:
    words = clinician(therapies({"agent": "octreotide LAR", "ongoing": True}), WASHOUT)
    assert "still running: whether to stop it is a treatment decision and no refusal, ask the team" in words
    assert "your team to decide" in plain(therapies({"agent": "octreotide LAR", "ongoing": True}), WASHOUT)


def test_a_treatment_without_end_says_what_is_missing() -> None:
    assert "neither an end nor that it is ongoing is recorded" in clinician(
        therapies({"agent": "octreotide LAR"}), WASHOUT
    )


def test_what_an_open_list_lacks_is_not_called_absent() -> None:
    had = {"rule": "had", **SSA}
    words = clinician(therapies(complete=False), had, "exclusion")
    assert words.startswith("somatostatin analogue (SSA): none on the list of treatments, and the list is not complete")
    assert clinician(therapies(), had, "exclusion") == "somatostatin analogue (SSA): none was given"


def test_a_name_that_the_vocabulary_lacks_is_shown_as_written() -> None:
    words = clinician(therapies({"agent": "XY\u202e-17", "end": "2020"}), {"rule": "had", **SSA})
    assert words.startswith("'XY[U+202E]-17' is not in the vocabulary, so it cannot be judged")


def test_what_is_implied_names_what_it_follows_from() -> None:
    words = clinician({"sex": "male"}, {"rule": "flag", "fact": "pregnant"}, "exclusion")
    assert words.startswith("Pregnant: no (implied by Sex)")
    ecog = clinician({"performance": {"karnofsky": 80}}, {"rule": "scale", "fact": "performance.ecog", "at_most": 1})
    assert ecog == "ECOG performance status is 1 (implied by Karnofsky performance status 80); at most 1 is asked"


def test_a_judgement_and_a_missing_rule_are_checked_by_hand() -> None:
    assert clinician({}, {"rule": "judgement", "question": "Fit?"}) == "check by hand: Fit?"
    assert plain({}, {"rule": "judgement", "question": "Fit?"}) == "Your team has to judge: Fit?"
    assert clinician({}, None) == "check by hand"
    assert plain({}, None) == "Your team has to check this."


def test_a_partial_reading_says_which_way_it_leans() -> None:
    assert clinician(ki67(12), KI67, reading="partial").startswith(
        "check by hand; the readable part speaks for: Ki-67 is 12 %"
    )
    assert "speaks against: Ki-67 is 30 %" in clinician(ki67(30), KI67, reading="partial")


def test_an_answer_names_who_gave_it_and_when() -> None:
    said: Made = {"answer": "yes", "by": "ward 3", "date": "2026-11-20", "note": "phone"}
    assert clinician({}, None, answer=said) == 'answered "yes" by ward 3, 2026-11-20 (phone)'
    assert plain({}, None, answer=said) == 'Answered "yes" by ward 3, 20 November 2026 (phone).'


def test_an_answer_names_the_document_it_was_read_from() -> None:
    said: Made = {"answer": "no", "by": "ward 3", "date": "2026-11", "document": "clinic letter of 2026-10-02"}
    assert clinician({}, None, answer=said) == 'answered "no" by ward 3, 2026-11, document: clinic letter of 2026-10-02'
    assert plain({}, None, answer=said).endswith(", seen in: clinic letter of 2026-10-02.")
    hidden = clinician({}, None, answer={"answer": "no", "document": "letter\u202e"})
    assert hidden == 'answered "no", document: letter[U+202E]'


def test_an_answer_against_the_record_is_a_conflict_and_both_are_shown() -> None:
    words = clinician(ki67(30), KI67, answer={"answer": "yes"})
    assert words.startswith('Ki-67 is 30 %; at most 20 % is asked; but answered "yes"')
    assert "contradict" in words


def test_the_one_value_that_is_excluded_is_said_to_be_excluded() -> None:
    site: Made = {"rule": "one_of", "fact": "diagnosis.primary_site"}
    outside: Made = {"rule": "not", "of": {**site, "values": ["pancreas"]}}
    of_unknown: Made = {"rule": "when", "condition": {**site, "values": ["unknown_primary"]}, "then": KI67}
    patient = {"diagnosis": {"primary_site": "pancreas"}}
    assert clinician(patient, outside) == "Primary site: pancreas; pancreas is excluded"
    assert clinician(patient, {**of_unknown, "otherwise": outside}) == "Primary site: pancreas; pancreas is excluded"
    assert plain(patient, outside) == "Where the tumour started: pancreas. Not allowed: pancreas."


def test_an_exception_without_otherwise_says_whether_it_applies() -> None:
    rule = {"rule": "when", "condition": LIVER, "then": KI67}
    spread = {"complete": True, "items": []}
    assert clinician({}, rule).startswith("whether this applies is open (not recorded: liver metastases): ")
    assert clinician({"diagnosis": {"metastatic_sites": spread}}, rule) == (
        "does not apply (liver metastases: none known)"
    )


def test_what_is_neither_recorded_nor_limited_is_named_once() -> None:
    assert clinician({}, {"rule": "had", **SSA}, "exclusion") == "not recorded: somatostatin analogue (SSA)"


def test_parts_that_say_the_same_become_one_sentence() -> None:
    each = [{"rule": "condition", "any_of": [name]} for name in ("hiv", "pancreatitis")]
    none = {"conditions": {"complete": True, "items": []}}
    assert clinician(none, {"rule": "any", "of": each}, "exclusion") == (
        "HIV infection and pancreatitis: known to be absent"
    )


def test_only_the_deciding_parts_are_told() -> None:
    ecog: Made = {"rule": "scale", "fact": "performance.ecog", "at_most": 1}
    patient = {**ki67(30), "performance": {"ecog": 0}}
    assert clinician(patient, {"rule": "all", "of": [KI67, ecog]}) == "Ki-67 is 30 %; at most 20 % is asked"
    assert clinician(patient, {"rule": "any", "of": [KI67, ecog]}).startswith("ECOG performance status is 0")


def test_of_alternatives_none_of_which_is_met_all_are_told() -> None:
    low: Made = {"rule": "number", "fact": "diagnosis.ki67", "below": 3}
    high: Made = {"rule": "number", "fact": "diagnosis.ki67", "above": 55}
    words = clinician(ki67(30), {"rule": "any", "of": [low, high]})
    assert words == (
        "one of these is needed and none is met: Ki-67 is 30 %, where below 3 % is asked; "
        "Ki-67 is 30 %, where above 55 % is asked"
    )
    assert not clinician(ki67(30), {"rule": "all", "of": [low, high]}, "exclusion").startswith("one of")


def test_k_of_n_says_how_many_hold() -> None:
    parts = [KI67, {**KI67, "at_most": 5}, {**KI67, "at_most": 3}]
    words = clinician(ki67(10), {"rule": "at_least", "count": 2, "of": parts})
    assert words.startswith("1 of 3 hold, at least 2 are needed: ")


def test_a_count_names_what_was_counted() -> None:
    lines = therapies({"agent": "lanreotide", "line": 1}, {"agent": "everolimus", "line": 2})
    assert clinician(lines, {"rule": "lines", "at_most": 1}).startswith("lines of systemic therapy: 2 (everolimus)")


def test_braces_in_foreign_text_stay_as_they_are() -> None:
    words = clinician(therapies({"agent": "{what}", "end": "2020"}), {"rule": "had", **SSA})
    assert "'{what}'" in words


def test_the_reason_can_be_asked_for_in_another_language_than_the_json_has() -> None:
    english = reason(judged(ki67(12), KI67), Register.CLINICIAN)
    translated = reason(judged(ki67(12), KI67), Register.CLINICIAN, lambda text: f"<{text}>")
    assert translated.startswith("<<")
    assert translated.replace("<", "").replace(">", "") == english


def test_an_empty_piece_is_never_looked_up_in_a_catalogue() -> None:
    assert reason(judged(ki67(12), KI67), Register.CLINICIAN, refuse_empty)


def refuse_empty(text: str) -> str:
    assert text
    return text


def test_no_random_rule_and_patient_leave_a_hole_in_a_sentence() -> None:
    for case in seeded_cases(seed=11, number=250, depth=3):
        patient = parse_patient({"format": "zebramatch.patient/1", **case.patient}, "p.json")
        for kind, register in itertools.product(("inclusion", "exclusion"), Register):
            asked = criterion(case.rule, kind)
            words = reason(judge(asked, Case(patient, case.as_of), Clock(case.as_of)), register)
            assert not HOLE.search(words), words
