"""Which question comes first, counted by hand on small libraries, and how a walk through them ends."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from benchmarks.made_patients import ON, made_patients, sparse
from benchmarks.questions import ORDERS, walks
from criteria.library import load_library
from matcher.asking.cells import Scene
from matcher.asking.domains import domain_of
from matcher.asking.thresholds import thresholds_of
from matcher.case import Case
from matcher.clock import Clock
from matcher.outcomes import judge
from matcher.question_words import question_lines, questions_json, worded
from matcher.questions import Asker, LeafJudge, open_questions, waiting_trials, worth_asking
from matcher.result import Outcome
from matcher.wording.voice import Register, Voice
from tests.matcher.made import TODAY, Json, exclusion, inclusion, patient, trial

if TYPE_CHECKING:
    from criteria.trial import Trial
    from matcher.questions import NextQuestion

KI67 = {"rule": "number", "fact": "diagnosis.ki67", "at_most": 20}
MEASURABLE = {"rule": "flag", "fact": "diagnosis.measurable_disease"}
RESECTABLE = {"rule": "flag", "fact": "diagnosis.resectable"}


def named(name: str, *criteria: Json, **parts: Any) -> Trial:  # noqa: ANN401
    return trial(*criteria, id=name, **parts)


def ranked(*trials: Trial, **facts: Any) -> dict[str, NextQuestion]:  # noqa: ANN401
    return {one.fact: one for one in Asker(trials).rank(patient(**facts), TODAY)}


def test_the_expected_number_settled_is_the_one_counted_by_hand() -> None:
    # Not resectable (one half): settles 1 by meeting it, and 2 by a violation. Resectable: settles 1 by a violation,
    # and leaves 2 waiting for the functioning. On average 3/2 of 2.
    one = named("NCT00000001", exclusion(RESECTABLE))
    two = named("NCT00000002", inclusion(RESECTABLE), inclusion({"rule": "flag", "fact": "diagnosis.functioning"}, 2))
    found = Asker((one, two)).rank(patient(), TODAY)
    assert (found[0].fact, found[0].settles) == ("diagnosis.resectable", 1.5)
    assert (found[0].trials, found[0].waiting, found[0].cells) == (2, 2, 2)


def test_a_question_that_settles_nothing_alone_still_counts_what_it_clears() -> None:
    found = ranked(named("NCT00000001", inclusion({"rule": "any", "of": [KI67, RESECTABLE]}), inclusion(MEASURABLE, 2)))
    assert found["diagnosis.resectable"].settles == 0
    assert found["diagnosis.resectable"].clears == 0.5


def test_a_violation_of_every_cohort_settles_and_one_known_cohort_is_enough() -> None:
    cohorts = [
        {"id": "A", "name": "A", "criteria": [inclusion(RESECTABLE, 11)]},
        {"id": "B", "name": "B", "criteria": [inclusion(RESECTABLE, 12), inclusion(MEASURABLE, 13)]},
    ]
    found = ranked(named("NCT00000001", cohorts=cohorts))
    assert found["diagnosis.resectable"].settles == 1
    assert found["diagnosis.measurable_disease"].settles == 0


def test_a_fact_that_no_open_criterion_needs_is_never_asked() -> None:
    settled = named("NCT00000001", inclusion(KI67), inclusion(MEASURABLE, 2))
    found = ranked(settled, diagnosis={"measurable_disease": False})
    assert found == {}
    assert "labs.ast" not in ranked(settled)


def test_everything_known_leaves_no_question() -> None:
    known = {"ki67": 12, "measurable_disease": True}
    assert ranked(named("NCT00000001", inclusion(KI67), inclusion(MEASURABLE, 2)), diagnosis=known) == {}


def test_a_judgement_is_no_question_about_data() -> None:
    rule = {"rule": "judgement", "question": "Is it so?"}
    assert ranked(named("NCT00000001", inclusion(rule), inclusion({"rule": "all", "of": [rule, KI67]}, 2))).keys() == {
        "diagnosis.ki67"
    }


def test_a_partial_trial_is_settled_when_nothing_is_unknown() -> None:
    assert ranked(named("NCT00000001", inclusion(RESECTABLE), coverage="partial"))["diagnosis.resectable"].settles == 1


def test_equal_questions_stand_in_the_order_of_the_form() -> None:
    rules = {"rule": "all", "of": [{"rule": "flag", "fact": "diagnosis.functioning"}, RESECTABLE]}
    found = Asker([named("NCT00000001", inclusion(rules))]).rank(patient(), TODAY)
    assert [question.fact for question in found] == ["diagnosis.functioning", "diagnosis.resectable"]


def test_a_named_illness_is_left_out_while_its_whole_list_stands_above_it_and_comes_back_when_that_is_skipped() -> None:
    rules = [exclusion({"rule": "condition", "any_of": [name]}, n) for n, name in enumerate(("hiv", "hepatitis_b"), 1)]
    found = Asker([named("NCT00000001", *rules)]).rank(patient(), TODAY)
    assert [question.fact for question in worth_asking(found)] == ["conditions"]
    skipped = {question.fact for question in worth_asking(found, {"conditions"})}
    assert skipped == {"conditions.hiv", "conditions.hepatitis_b"}


def test_an_unwanted_ranking_ends_at_once() -> None:
    asker = Asker([named("NCT00000001", inclusion(KI67))])
    assert asker.rank(patient(), TODAY, is_wanted=lambda: False) == ()


def test_the_words_say_what_is_asked_where_it_stands_and_what_it_helps() -> None:
    question = ranked(named("NCT00000001", exclusion({"rule": "condition", "any_of": ["hiv"]})))["conditions.hiv"]
    told = worded(question, Voice(Register.CLINICIAN))
    assert told.question == "Is or was there HIV infection, and what is its state?"
    assert told.where == "Found in: clinic letter."
    assert told.why == "Settles 1.0 of 1 open trials on average."
    plain = worded(question, Voice(Register.PLAIN))
    assert plain.question == "Do you have, or did you have: HIV?"
    assert "1 of the 1" in plain.why
    assert question_lines([question], Register.CLINICIAN) == (told.line,)


def test_json_holds_the_fact_the_question_its_document_and_the_number() -> None:
    found = Asker([named("NCT00000001", inclusion(KI67))]).rank(patient(), TODAY)
    assert questions_json(found) == {
        "next_questions": [
            {
                "fact": "diagnosis.ki67",
                "question": "What is the Ki-67 index?",
                "found_in": "pathology report, the line Ki-67 or MIB-1",
                "settles": 1.0,
                "trials": 1,
                "open_trials": 1,
                "answers": 3,
                "prior": "published",
            }
        ]
    }


def test_the_best_order_settles_more_than_the_forms_order_within_six_questions() -> None:
    best, form, _chance = walks(0, count=1, seed=7, questions=6)
    assert (best.order, form.order) == ORDERS[:2]
    assert best.open_after[6] < form.open_after[6]
    assert best.open_at_end <= best.open_after[-1]


def test_no_answer_ever_opens_a_settled_trial_again() -> None:
    trials = load_library().trials[:12]
    profile = sparse(made_patients(1, 3)[0])
    waiting = waiting_trials(trials, Case(profile, ON))
    closed = [one for one in trials if one not in {open_.trial for open_ in waiting}]
    scene = Scene(profile, ON, thresholds_of(trials))
    missed = [
        path for one in waiting for criterion in one.unknown for leaf in criterion.leaves for path in leaf.missing
    ]
    assert closed
    for question in open_questions(waiting):
        for cell in domain_of(question, scene, missed).cells:
            reopened = waiting_trials(closed, Case(cell.profile, ON))
            assert not reopened, (question, cell.value, [one.trial.id for one in reopened])


def test_judging_what_is_left_of_a_criterion_never_says_other_than_judging_it_whole() -> None:
    trials = load_library().trials[7:12]
    profile = patient(age=58)
    waiting = waiting_trials(trials, Case(profile, ON))
    scene = Scene(profile, ON, thresholds_of(trials))
    judged: Counter[bool] = Counter()
    for question in open_questions(waiting):
        touched = [one for trial_ in waiting for one in trial_.unknown if question in one.questions]
        missed = [path for one in touched for leaf in one.leaves if question in leaf.questions for path in leaf.missing]
        judge_leaves = LeafJudge(question, ON)
        for cell in domain_of(question, scene, missed).cells:
            case = Case(cell.profile, ON)
            for one in touched:
                whole = judge(one.criterion, case, Clock(ON)).outcome
                found = one.outcome(judge_leaves.of(cell))
                # An answer about an illness also tells of the kinds below it, which are questions of their own.
                assert found in (whole, Outcome.UNKNOWN), (question, cell.value, one.criterion.id)
                judged[found is whole] += 1
    assert judged[True] > 100 * judged[False]
