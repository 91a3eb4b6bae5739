"""Shape faults: each is told once, by a place in the data and never by a branch that pydantic tried."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.library import parse_trial
from criteria.problems import InputError, Problem
from criteria.profile import PatientProfile
from criteria.shape import MAX_PROBLEMS, meant, place, validated
from criteria.trial import Trial
from tests.criteria.trials import trial_data

AGE = {"rule": "age", "at_least": 18}
SELECT: dict[str, Any] = {"any_of": ["prrt"]}


def said(rule: Any, **changes: Any) -> list[str]:  # noqa: ANN401 - any JSON
    with pytest.raises(InputError) as caught:
        parse_trial(trial_data(rule, **changes), "t.json")
    return [str(problem).removeprefix("t.json: ") for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (5, "criteria[0].rule: needs an object in braces, not a number"),
        ({}, 'criteria[0].rule: "rule" is missing; it names the kind of rule'),
        ({"rule": "agee"}, 'criteria[0].rule: there is no such rule; "rule" is one of: number, scale, '),
        ({"rule": 5}, "criteria[0].rule: there is no such rule"),
        ({"rule": "age"}, "criteria[0].rule: a limit is missing: at_least, at_most, above or below"),
        ({"rule": "age", "at_least": "18"}, "criteria[0].rule.at_least: needs a number, not text"),
        ({"rule": "age", "at_leest": 1}, 'criteria[0].rule.at_leest: unknown key; did you mean "at_least"?'),
        ({"rule": "not", "of": {"rule": "age"}}, "criteria[0].rule.of: a limit is missing"),
        ({"rule": "all", "of": []}, "criteria[0].rule.of: the list is empty; it needs at least one item"),
        (
            {"rule": "all", "of": [AGE, {"rule": "lab", "unit": "U/L", "above": 1}]},
            "criteria[0].rule.of[1].test: is missing",
        ),
        (
            {"rule": "any", "of": [{"rule": "all", "of": [AGE, {"rule": "age", "at_most": True}]}]},
            "criteria[0].rule.of[0].of[1].at_most: needs a number, not true or false",
        ),
        (
            {"rule": "at_least", "count": 2, "of": [AGE], "at_least": 2},
            "criteria[0].rule.at_least: unknown key; known here: rule, count, of",
        ),
        (
            {"rule": "count", "count": 1, "select": SELECT, "at_least": 1},
            "criteria[0].rule.count: unknown key",
        ),
        (
            {"rule": "condition", "any_of": ["hiv"], "condition": 1},
            "criteria[0].rule.condition: unknown key",
        ),
        (
            {"rule": "when", "condition": AGE, "then": {"rule": "age", "above": 5, "below": 4}},
            "criteria[0].rule.then: no number can meet both limits",
        ),
        (
            {"rule": "washout", "select": SELECT, "at_least": 28},
            'criteria[0].rule.at_least: needs a length of time such as {"days": 28}, not a number',
        ),
        (
            {"rule": "washout", "select": SELECT, "at_least": {"dayz": 28}},
            'criteria[0].rule.at_least.dayz: unknown key; did you mean "days"?',
        ),
        (
            {"rule": "washout", "select": SELECT, "at_least": {"half_lives": "5"}},
            "criteria[0].rule.at_least.half_lives: needs a whole number, not text",
        ),
        (
            {"rule": "washout", "select": SELECT, "at_least": {"days": 1, "weeks": 1}},
            "criteria[0].rule.at_least: a duration has exactly one of days, weeks, months or years",
        ),
        (
            {"rule": "washout", "select": SELECT, "at_least": {"longer_of": [{"days": 28}]}},
            "criteria[0].rule.at_least.longer_of: needs at least 2 items",
        ),
        (
            {"rule": "washout", "select": SELECT, "at_least": {"longer_of": [{"days": 28}, {"half_lives": 0}]}},
            "criteria[0].rule.at_least.longer_of[1].half_lives: must be at least 1",
        ),
        (
            {"rule": "condition", "any_of": ["hiv"], "status": ["absent"]},
            "criteria[0].rule.status[0]: is none of: active, controlled, past",
        ),
        ({"rule": "one_of", "fact": "sex", "values": []}, "criteria[0].rule.values: the list is empty"),
    ],
)
def test_a_fault_in_a_rule_is_told_once_and_by_its_place_in_the_file(rule: object, sentence: str) -> None:
    sentences = said(rule)
    assert len(sentences) == 1
    assert sentences[0].startswith(sentence)


def test_faults_outside_the_rules_are_told_by_place() -> None:
    assert said(None, id="1") == [
        "id: is neither an NCT number such as NCT01234567 nor a label's id such as LABEL-EVEROLIMUS"
    ]
    result = {"measure": "PFS", "reference": "Paper", "interval": [1]}
    assert said(None, results=[result]) == ["results[0].interval[1]: is missing; two numbers are needed"]
    assert said(None, results=[result | {"interval": [1, 2, 3]}]) == ["results[0].interval: holds more than 2"]
    assert said(None, conditions=["NET", 5]) == ["conditions[1]: needs text in quotation marks, not a number"]
    assert said(None, cohorts=[{"id": "A b", "name": "A"}])[0].startswith("cohorts[0].id: is not an id such as I01")


def test_every_fault_has_a_problem_of_its_own_and_no_more() -> None:
    rule = {"rule": "all", "of": [{"rule": "lab"}, {"rule": "age", "at_least": "x", "at_most": "y"}]}
    assert [sentence.partition(":")[0] for sentence in said(rule, title=5)] == [
        "title",
        "criteria[0].rule.of[0].test",
        "criteria[0].rule.of[0].unit",
        "criteria[0].rule.of[1].at_least",
        "criteria[0].rule.of[1].at_most",
    ]


def test_a_rules_tag_is_no_key_of_the_data_even_where_the_data_has_such_a_key() -> None:
    rule = {"rule": "at_least", "count": "2", "of": [AGE], "at_least": {"count": 1}}
    for outer, where in ((rule, "criteria[0].rule"), ({"rule": "not", "of": rule}, "criteria[0].rule.of")):
        assert said(outer) == [
            f"{where}.count: needs a whole number, not text",
            f"{where}.at_least: unknown key; known here: rule, count, of",
        ]


def test_after_fifty_faults_only_their_number_is_told() -> None:
    with pytest.raises(InputError) as caught:
        validated(PatientProfile, {"labs": [5] * (MAX_PROBLEMS + 7)}, "p.json")
    assert len(caught.value.problems) == MAX_PROBLEMS + 1
    assert str(caught.value.problems[-1]) == "p.json: and 7 more problems; mend these first"


def test_data_that_no_file_can_hold_is_refused_in_the_same_way() -> None:
    for value in (float("nan"), float("inf"), "\ud800"):
        with pytest.raises(InputError, match=r"p\.json: holds"):
            validated(PatientProfile, {"label": value}, "p.json")


@pytest.mark.parametrize(
    ("steps", "written"),
    [
        ((), ""),
        (("labs", 3, "unit"), "labs[3].unit"),
        (("answers", "NCT03043664", "I-01"), "answers.NCT03043664.I-01"),
        (("a b",), '["a b"]'),
        (("a", "x.y", 0), 'a["x.y"][0]'),
        (("tab\there",), r'["tab\there"]'),
        (("x" * 100,), f'["{"x" * 59}…"]'),
    ],
)
def test_a_place_is_written_as_people_write_it(steps: tuple[str | int, ...], written: str) -> None:
    assert place(steps) == written


def test_a_misspelt_word_gets_the_nearest_known_or_all_of_a_few() -> None:
    assert meant("Sexx", ["age", "sex"]) == 'did you mean "sex"?'
    assert meant("zzz", ["age", "sex"]) == "known here: age, sex"
    assert meant("zzz", [str(number) * 9 for number in range(20)]) == ""
    assert meant("zzz", []) == ""


def test_a_problem_leaves_out_what_it_does_not_have() -> None:
    assert str(Problem("", "", "it is raining")) == "it is raining"
    assert str(Problem("f", "", "it is raining", "take a coat")) == "f: it is raining; take a coat"
    error = InputError(Problem("f", "a", "x"), Problem("f", "b", "y"))
    assert str(error).splitlines() == ["f: a: x", "f: b: y"]


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.floats(-3, 3) | st.sampled_from(("age", "all", "x", "")),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                (
                    "rule",
                    "of",
                    "at_least",
                    "select",
                    "any_of",
                    "fact",
                    "count",
                    "condition",
                    "then",
                    "days",
                    "longer_of",
                )
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(JUNK)
def test_any_junk_for_a_rule_ends_in_problems_that_lie_inside_the_rule(junk: object) -> None:
    """Whatever stands where a rule belongs: no other exception, and each place can be found in the data."""
    try:
        validated(Trial, trial_data(junk), "t.json")
    except InputError as error:
        for problem in error.problems:
            assert problem.where.startswith("criteria[0].rule")
            assert problem.message
            assert _is_found(trial_data(junk), problem)


def _is_found(data: Any, problem: Problem) -> bool:  # noqa: ANN401 - any JSON
    here = data
    steps = problem.where.replace("[", ".[").split(".")
    for index, step in enumerate(steps):
        if step.startswith("["):
            here = here[int(step[1:-1])]
        elif index == len(steps) - 1 and problem.message.startswith("is missing"):
            return step not in here
        else:
            here = here[step]
    return True
