"""A text of two readings: what all readings say is so; where they differ only the study team can say."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from matcher.explain import Register, reading_words_of, reason
from matcher.output import result_json, result_text
from matcher.result import Outcome, Verdict
from tests.matcher.made import (
    JUDGED,
    KI67_UP_TO_20,
    TODAY,
    exclusion,
    inclusion,
    match,
    outcome,
    patient,
    result,
    trial,
    windows,
)

Json = dict[str, Any]
MITOSES = {"rule": "number", "fact": "diagnosis.mitotic_count", "at_most": 20, "unit": "/2mm2"}
SIRT = {"rule": "had", "select": {"any_of": ["sirt"]}}
QUESTION = "Must both counts be low, or is one enough?"


def read(*rules: Json) -> Json:
    words = ("one is enough", "both are needed", "neither is needed")
    readings = [
        {"meaning": words[index], "plain": f"plain: {words[index]}", "rule": rule} for index, rule in enumerate(rules)
    ]
    return {"ambiguity": {"question": QUESTION, "plain": "Are both needed?", "readings": readings}}


EITHER = {"rule": "any", "of": [KI67_UP_TO_20, MITOSES]}
BOTH = {"rule": "all", "of": [KI67_UP_TO_20, MITOSES]}
COUNTS = inclusion(None, **read(EITHER, BOTH))


def counts(ki67: float | None = None, mitoses: float | None = None) -> Json:
    facts: Json = {} if ki67 is None else {"ki67": ki67}
    return {"diagnosis": facts | ({} if mitoses is None else {"mitotic_count": {"value": mitoses, "unit": "/2mm2"}})}


@pytest.mark.parametrize(
    ("facts", "expected", "readings"),
    [
        (counts(20, 20), Outcome.SATISFIED, ("satisfied", "satisfied")),
        (counts(21, 21), Outcome.VIOLATED, ("violated", "violated")),
        (counts(20, 21), Outcome.CONFIRM, ("satisfied", "violated")),
        (counts(20), Outcome.UNKNOWN, ("satisfied", "unknown")),
        (counts(21), Outcome.UNKNOWN, ("unknown", "violated")),
        (counts(), Outcome.UNKNOWN, ("unknown", "unknown")),
    ],
)
def test_readings_that_agree_settle_it_and_readings_that_differ_are_for_the_study_team(
    facts: Json, expected: Outcome, readings: tuple[str, ...]
) -> None:
    found = outcome(COUNTS, **facts)
    assert found.outcome is expected
    assert tuple(one.outcome.value for one in found.readings) == readings


def test_a_reading_that_lacks_data_says_which() -> None:
    assert outcome(COUNTS, **counts(20)).missing == ("diagnosis.mitotic_count",)


def test_what_is_missing_no_longer_matters_once_two_readings_differ() -> None:
    third = inclusion(None, **read(EITHER, BOTH, {"rule": "scale", "fact": "performance.ecog", "at_most": 1}))
    found = outcome(third, **counts(20, 21))
    assert found.outcome is Outcome.CONFIRM
    assert found.missing == ()


def test_an_exclusion_of_two_readings_is_violated_only_where_both_hold() -> None:
    ever = exclusion(None, **read(SIRT | {"within": {"days": 90}}, SIRT))
    for end, expected in (("2026-08-23", Outcome.VIOLATED), ("2026-08-22", Outcome.CONFIRM)):
        facts = {"therapies": {"complete": True, "items": [{"class": "sirt", "end": end}]}}
        assert outcome(ever, **facts).outcome is expected
    assert outcome(ever, therapies={"complete": True, "items": []}).outcome is Outcome.SATISFIED


@pytest.mark.parametrize(
    ("said", "expected"), [("yes", Outcome.SATISFIED), ("no", Outcome.VIOLATED), (None, Outcome.CONFIRM)]
)
def test_the_site_s_answer_settles_readings_that_differ(said: str | None, expected: Outcome) -> None:
    answers = {} if said is None else {"answers": {"NCT00000001": {"I01": said}}}
    found = outcome(COUNTS, **counts(20, 21), **answers)
    assert (found.outcome, found.conflict) == (expected, False)


def test_an_answer_against_all_readings_is_a_conflict_and_does_not_win() -> None:
    found = outcome(COUNTS, **counts(21, 21), answers={"NCT00000001": {"I01": "yes"}})
    assert (found.outcome, found.conflict) == (Outcome.VIOLATED, True)


def test_a_judgement_within_a_reading_is_answered_as_everywhere() -> None:
    judged = inclusion(None, **read(KI67_UP_TO_20, {"rule": "all", "of": [KI67_UP_TO_20, JUDGED]}))
    assert outcome(judged, **counts(20)).outcome is Outcome.CONFIRM
    said = {"answers": {"NCT00000001": {"I01": "yes"}}}
    assert outcome(judged, **counts(20), **said).outcome is Outcome.SATISFIED


def test_a_reading_that_turns_with_time_makes_the_criterion_turn() -> None:
    within = {"rule": "progression", "within": {"months": 12}}
    both = exclusion(None, **read(within, {"rule": "progression", "within": {"months": 6}}))
    found = match(trial(both), progression=[{"date": "2026-11-01", "criteria": "clinical"}])
    assert found.verdict is Verdict.LATER
    assert windows(found) == [["2027-05-02", None]]
    steps = [(day, one.outcome) for day, one in found.timelines[0].steps]
    assert steps == [
        (TODAY, Outcome.VIOLATED),
        (date(2027, 5, 2), Outcome.CONFIRM),
        (date(2027, 11, 2), Outcome.SATISFIED),
    ]


def test_the_trial_s_verdict_is_told_under_each_reading_until_the_site_has_answered() -> None:
    found = match(trial(COUNTS), **counts(20, 21))
    assert found.verdict is Verdict.ELIGIBLE
    told = [(one.criterion, one.reading, one.verdict) for one in found.verdicts_by_reading]
    assert told == [("I01", 0, Verdict.ELIGIBLE), ("I01", 1, Verdict.INELIGIBLE)]
    answered = match(trial(COUNTS), **counts(20, 21), answers={"NCT00000001": {"I01": "yes"}})
    assert answered.verdicts_by_reading == ()


def test_a_reading_within_a_cohort_may_make_that_cohort_the_best() -> None:
    cohorts = [
        {"id": "A", "name": "first", "criteria": [inclusion(KI67_UP_TO_20, 2)]},
        {"id": "B", "name": "second", "criteria": [COUNTS | {"id": "I03"}]},
    ]
    found = match(trial(cohorts=cohorts), **counts(21, 20))
    verdicts = [one.verdict for one in found.verdicts_by_reading]
    assert verdicts == [Verdict.ELIGIBLE, Verdict.INELIGIBLE]


def test_json_holds_each_reading_the_question_and_the_verdicts() -> None:
    found: Any = result_json(result([trial(COUNTS)], **counts(20, 21)))
    told = found["matches"][0]
    criterion = told["criteria"][0]
    assert [one["outcome"] for one in criterion["readings"]] == ["satisfied", "violated"]
    assert criterion["question"] == QUESTION
    assert [one["verdict"] for one in told["verdicts_by_reading"]] == ["eligible", "ineligible"]


def test_json_of_an_ordinary_criterion_has_no_word_of_readings() -> None:
    told = str(result_json(result([trial(inclusion(KI67_UP_TO_20))], **counts(20))))
    assert "reading" not in told
    assert "question" not in told


def test_text_shows_each_reading_on_its_own_line_and_what_to_ask() -> None:
    found = result([trial(COUNTS)], **counts(20, 21))
    text = result_text(found, Register.CLINICIAN, ["NCT00000001"])
    assert "- (a) one is enough → fits: Ki-67 is 20 %" in text
    assert "- (b) both are needed → conflict: Mitotic count is 21 per 2 mm²" in text
    assert f'- ask the site: "{QUESTION}"' in text
    plain = result_text(found, Register.PLAIN, ["NCT00000001"])
    assert "(b) plain: both are needed → does not seem to fit." in plain
    assert 'Ask the study team: "Are both needed?"' in plain
    assert '?".' not in plain


def test_the_verdict_under_a_reading_is_told_only_where_it_makes_a_difference() -> None:
    whole = result([trial(COUNTS, exclusion(SIRT))], **counts(20, 21), therapies=[{"class": "sirt"}])
    found = whole.matches[0]
    said = reading_words_of(found.criteria[0], Register.CLINICIAN, whole, found.verdicts_by_reading)
    assert said is not None
    assert not any("read so" in line for line in said.lines)
    whole = result([trial(COUNTS)], **counts(20, 21))
    found = whole.matches[0]
    said = reading_words_of(found.criteria[0], Register.CLINICIAN, whole, found.verdicts_by_reading)
    assert said is not None
    assert said.lines[1].endswith("[read so, the trial: Conflict found]")


def test_readings_that_agree_ask_nothing() -> None:
    found = outcome(COUNTS, **counts(20, 20))
    assert "come to the same" in reason(found, Register.CLINICIAN)
    assert QUESTION not in reason(found, Register.CLINICIAN)


def test_of_a_patient_of_whom_nothing_is_known_no_reading_is_settled() -> None:
    assert patient().diagnosis.ki67 is None
    assert {one.outcome for one in outcome(COUNTS).readings} == {Outcome.UNKNOWN}
