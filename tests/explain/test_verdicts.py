"""Words about whole trials: verdicts, why in one line, windows, notices, the age of records, advice."""

from __future__ import annotations

import re
from datetime import date

import pytest

from criteria.trial import RECRUITING
from matcher import explain
from matcher.explain import Register
from matcher.notices import Notice, NoticeKind
from matcher.result import Outcome, Verdict, Window
from tests.explain.making import a_match, judged, trial

CLINICIAN, PLAIN = Register.CLINICIAN, Register.PLAIN
KI67 = {"rule": "number", "fact": "diagnosis.ki67", "at_most": 20}
DECEMBER = Window(date(2026, 12, 14), None)


@pytest.mark.parametrize(
    ("verdict", "clinician", "plain"),
    [
        (Verdict.ELIGIBLE, "No conflict found - the study team decides", "May fit - ask your team"),
        (Verdict.POSSIBLE, "Open: needs answers", "Could fit - some answers are missing"),
        (Verdict.LATER, "Not before 2026-12-14", "Perhaps from 14 December 2026 - ask your team"),
        (Verdict.INELIGIBLE, "Conflict found", "Does not seem to fit - your team can tell you why"),
    ],
)
def test_the_verdicts_words_are_those_of_the_public_contract(verdict: Verdict, clinician: str, plain: str) -> None:
    match = a_match(verdict, windows=(DECEMBER,))
    assert explain.verdict_words(match, CLINICIAN) == clinician
    assert explain.verdict_words(match, PLAIN) == plain


def test_the_four_verdicts_differ_in_shape() -> None:
    assert len({explain.verdict_symbol(verdict) for verdict in Verdict}) == len(Verdict)


def test_the_one_line_gives_the_first_blocker_with_its_reason() -> None:
    against = judged({"diagnosis": {"ki67": 30}}, KI67)
    match = a_match(Verdict.INELIGIBLE, criteria=(judged({}, KI67), against, against))
    line = explain.one_line_why(match, CLINICIAN)
    assert line == "I01: Ki-67 is 30 %; at most 20 % is asked (and 1 more against)"
    assert "I01" not in explain.one_line_why(match, PLAIN)


def test_the_one_line_names_the_first_missing_facts_when_nothing_is_against() -> None:
    open_points = tuple(
        judged({}, {"rule": "lab", "test": test, "unit": "10*9/L", "at_least": 1})
        for test in ("platelets", "neutrophils", "leukocytes", "lymphocytes")
    )
    line = explain.one_line_why(a_match(criteria=open_points), CLINICIAN)
    assert line == "4 open; missing: platelets, neutrophils (ANC), leukocytes (WBC) and 1 more"
    assert (
        explain.one_line_why(a_match(criteria=open_points[:1]), PLAIN)
        == "1 point not known yet. Missing: blood platelets"
    )


def test_the_one_line_names_what_is_to_confirm_when_all_else_is_known() -> None:
    line = explain.one_line_why(a_match(Verdict.ELIGIBLE, criteria=(judged({}, None),)), CLINICIAN)
    assert line == "1 to confirm: the criterion's text"


def test_the_one_line_says_why_a_trial_with_all_points_met_is_open() -> None:
    met = judged({"diagnosis": {"ki67": 3}}, KI67)
    line = explain.one_line_why(a_match(criteria=(met,), flags=("partly_known",)), CLINICIAN)
    assert line == "every criterion that is known here is met"  # that not all are known is the flag's to say, once
    assert explain.one_line_why(a_match(Verdict.ELIGIBLE, criteria=(met,)), PLAIN) == "All known points fit"


@pytest.mark.parametrize(("days", "warns"), [(0, False), (30, False), (31, True), (91, True)])
def test_a_record_warns_from_day_31(days: int, warns: bool) -> None:
    record = trial(source={"registry": "r", "curated_by": "hand", "record_date": "2026-08-01"})
    on = date.fromordinal(date(2026, 8, 1).toordinal() + days)
    for register in Register:
        words = explain.stale_record_words(record, on, register)
        assert bool(words) == warns
        assert "current" not in words


def test_the_warning_sharpens_from_day_91() -> None:
    record = trial(source={"registry": "r", "curated_by": "hand", "record_date": "2026-08-01"})
    assert "outdated" not in explain.stale_record_words(record, date(2026, 10, 30), CLINICIAN)
    assert "outdated" in explain.stale_record_words(record, date(2026, 10, 31), CLINICIAN)


def test_an_undated_record_warns_and_a_fetched_one_counts_from_that_day() -> None:
    undated = trial(source={"registry": "r", "curated_by": "hand"})
    assert "not known" in explain.stale_record_words(undated, date(2026, 11, 21), CLINICIAN)
    fetched = trial(source={"registry": "r", "curated_by": "hand", "retrieved": "2026-11-20"})
    assert explain.stale_record_words(fetched, date(2026, 11, 21), CLINICIAN) == ""


def test_every_status_of_the_registry_has_words_and_another_is_shown_as_it_is() -> None:
    known = [
        *RECRUITING,
        "ACTIVE_NOT_RECRUITING",
        "COMPLETED",
        "TERMINATED",
        "WITHDRAWN",
        "SUSPENDED",
        "UNKNOWN",
        "APPROVED",
    ]
    for status in known:
        for register in Register:
            assert "_" not in explain.status_words(trial(status=status), register)
            assert explain.status_words(trial(status=status), register) != status
    assert explain.status_words(trial(status="PAUSED\u202e"), PLAIN) == "PAUSED[U+202E]"


def test_windows_name_their_days() -> None:
    november = Window(date(2026, 11, 21), date(2026, 11, 30))
    match = a_match(windows=(november, DECEMBER), eligible_windows=(DECEMBER,))
    assert explain.windows_words(match, CLINICIAN) == (
        "2026-11-21 to 2026-11-30; from 2026-12-14 on (no date ends it) "
        "(without open points: from 2026-12-14 on (no date ends it))"
    )
    assert (
        explain.windows_words(match, PLAIN) == "from 21 November 2026 to 30 November 2026, and from 14 December 2026 on"
    )
    assert "time alone" in explain.windows_words(a_match(Verdict.INELIGIBLE), CLINICIAN)


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_every_notice_is_a_sentence_in_both_registers(kind: NoticeKind) -> None:
    notice = Notice(kind, "labs[4]", ("XY\u202e", "diagnosis.ki67"))
    for register in Register:
        words = explain.notice_text(notice, register)
        assert words
        assert not re.search(r"[{}\u202e]", words)
    assert "labs[4]" not in explain.notice_text(Notice(NoticeKind.AFTER_AS_OF, "labs[4]"), PLAIN)


def test_the_notice_of_what_was_left_out_is_the_contracts_sentence() -> None:
    words = explain.notice_text(Notice(NoticeKind.AFTER_AS_OF, "labs[4]"), CLINICIAN)
    assert words == "labs[4] is dated after the screening date and was left out"


def test_contradicting_facts_are_named_by_their_labels() -> None:
    words = explain.notice_text(
        Notice(NoticeKind.CONTRADICTION, "diagnosis.grade", ("diagnosis.grade", "diagnosis.ki67")), CLINICIAN
    )
    assert "Grade (WHO) and Ki-67" in words


def test_the_advice_holds_every_point_of_the_founding_words() -> None:
    for register in Register:
        advice = " ".join(explain.advice(register))
        for point in ("personal decision", "doctor", "family", "friends", "staff", "contacts", "recommend"):
            assert point in advice, point


def test_the_patients_wording_of_a_criterion_is_used_where_there_is_one() -> None:
    worded = judged({}, None, plain="Your tumour has spread.")
    assert explain.criterion_text(worded, PLAIN) == "Your tumour has spread."
    assert explain.criterion_text(worded, CLINICIAN) == "the criterion's text"
    assert explain.criterion_text(judged({}, None), PLAIN) == "the criterion's text"


def test_groups_have_a_title_in_each_register() -> None:
    assert explain.group_title(Outcome.CONFIRM, CLINICIAN) == "To confirm"
    assert len({explain.group_title(outcome, PLAIN) for outcome in Outcome}) == len(Outcome)


def test_a_fact_is_called_by_its_label_and_never_by_its_path() -> None:
    assert explain.fact_label("diagnosis.ki67", CLINICIAN) == "Ki-67"
    assert explain.fact_label("labs.ast.uln", CLINICIAN).startswith("AST")
    assert explain.fact_label("therapies[1].end", PLAIN) == "treatment 2: when it ended"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (KI67, "Ki-67: at most 20 %"),
        ({"rule": "not", "of": KI67}, "not: Ki-67: at most 20 %"),
        (
            {"rule": "any", "of": [KI67, {"rule": "all", "of": [KI67]}]},
            "any of: Ki-67: at most 20 %; (all of: Ki-67: at most 20 %)",
        ),
        ({"rule": "had", "select": {"any_of": ["everolimus"]}}, "everolimus"),
        (
            {"rule": "lab", "test": "inr", "unit": "{INR}", "at_most": 1.5, "max_age": {"days": 14}},
            "INR: at most 1.5, at most 14 days old",
        ),
        (
            {"rule": "when", "condition": {"rule": "metastasis", "any_of": ["liver"]}, "then": KI67, "otherwise": KI67},
            "if liver metastases: Ki-67: at most 20 %, otherwise: Ki-67: at most 20 %",
        ),
    ],
)
def test_a_rule_can_be_read_without_a_patient(rule: dict[str, object], words: str) -> None:
    found = judged({}, rule).criterion.rule
    assert found is not None
    assert explain.rule_words(found, CLINICIAN) == words
