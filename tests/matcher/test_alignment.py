"""Criteria of several trials side by side: what stands in one row, and that none is lost or told twice."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from criteria.facts import find_fact
from criteria.library import load_library
from criteria.rules import AllRule, AnyRule, AtLeastRule, JudgementRule, NotRule, Rule, WhenRule
from matcher.alignment import align
from matcher.alignment_words import patient_words, row_words
from matcher.explain import Register
from matcher.subjects import Aspect, leaves_of, subjects_of
from tests.matcher.made import (
    JUDGED,
    KI67_UP_TO_20,
    NO_PRRT,
    WASHOUT_28,
    everolimus,
    exclusion,
    inclusion,
    result,
    trial,
)

if TYPE_CHECKING:
    from matcher.alignment import Alignment
    from matcher.result import Match
    from tests.matcher.made import Json

KI67_UP_TO_55 = KI67_UP_TO_20 | {"at_most": 55}
AST = {"rule": "lab_multiple", "test": "ast", "at_most": 3}
ALT = {"rule": "lab_multiple", "test": "alt", "at_most": 3}
AST_OR_LUNG = {"rule": "any", "of": [AST, {"rule": "one_of", "fact": "diagnosis.primary_site", "values": ["lung"]}]}
PANCREAS = {"rule": "one_of", "fact": "diagnosis.primary_site", "values": ["pancreas"]}
HAD_SUNITINIB = {"rule": "had", "select": {"any_of": ["sunitinib"]}}
HAD_TKI = {"rule": "had", "select": {"any_of": ["tki"]}}
RUNNING_EVEROLIMUS = {"rule": "ongoing", "select": {"any_of": ["everolimus"]}}


def matches(*criteria: tuple[Json, ...], **facts: Any) -> tuple[Match, ...]:  # noqa: ANN401 - any facts
    trials = [trial(*asked, id=f"NCT0000000{n}") for n, asked in enumerate(criteria, start=1)]
    return tuple(sorted(result(trials, **facts).matches, key=lambda match: match.trial.id))


def ids(aligned: Alignment) -> dict[str, list[tuple[str, ...]]]:
    """What stands in each shared row, by what the row is about."""
    return {
        f"{row.subject.aspect.value} {row.subject.path}": [
            tuple(one.criterion.id for one in cell) for cell in row.cells
        ]
        for row in aligned.shared
        if row.subject
    }


def alone(aligned: Alignment) -> list[str]:
    return [one.criterion.id for row in aligned.alone for cell in row.cells for one in cell]


def test_criteria_about_one_fact_stand_in_one_row_whatever_their_limits_and_texts() -> None:
    aligned = align(matches((inclusion(KI67_UP_TO_20, 1, text="Slow"),), (exclusion(KI67_UP_TO_55, 4, text="Fast"),)))
    assert ids(aligned) == {"value diagnosis.ki67": [("I01",), ("E04",)]}
    assert aligned.alone == ()


def test_a_criterion_that_no_other_trial_asks_stands_alone_at_the_end() -> None:
    aligned = align(matches((inclusion(KI67_UP_TO_20, 1), inclusion(PANCREAS, 2)), (inclusion(KI67_UP_TO_55, 1),)))
    assert alone(aligned) == ["I02"]
    assert aligned.alone[0].subject is None


def test_two_criteria_of_one_trial_about_the_same_do_not_make_a_row_by_themselves() -> None:
    aligned = align(matches((inclusion(AST, 1), inclusion(AST, 2)), (inclusion(PANCREAS, 3),)))
    assert aligned.shared == ()
    assert alone(aligned) == ["I01", "I02", "I03"]


def test_a_treatment_given_running_or_ended_are_three_things() -> None:
    had = {"rule": "had", "select": {"any_of": ["everolimus"]}}
    aligned = align(matches((inclusion(had, 1), inclusion(WASHOUT_28, 2)), (inclusion(RUNNING_EVEROLIMUS, 3),)))
    assert aligned.shared == ()


def test_a_treatment_stands_beside_its_class_where_nothing_nearer_is_shared() -> None:
    aligned = align(matches((exclusion(HAD_SUNITINIB, 1),), (exclusion(HAD_TKI, 2),)))
    assert ids(aligned) == {"given therapies.tki": [("E01",), ("E02",)]}


def test_what_a_criterion_asks_first_goes_before_what_it_only_mentions() -> None:
    asked = ((inclusion(AST_OR_LUNG, 1), inclusion(PANCREAS, 2)), (inclusion(PANCREAS, 3),))
    aligned = align(matches(*asked))
    assert ids(aligned) == {"value diagnosis.primary_site": [("I02",), ("I03",)]}
    assert alone(aligned) == ["I01"]


def test_a_gap_names_the_criterion_of_that_trial_which_asks_the_same_in_another_row() -> None:
    both = {"rule": "all", "of": [AST, ALT]}
    aligned = align(matches((inclusion(both, 1),), (inclusion(AST, 2), inclusion(ALT, 3))))
    assert ids(aligned) == {"value labs.ast": [("I01",), ("I02",)]}
    row = aligned.alone[0]
    assert [tuple(one.criterion.id for one in cell) for cell in row.cells] == [(), ("I03",)]
    assert row.elsewhere == (("I01",), ())


def test_what_a_person_judges_has_no_like_and_is_kept() -> None:
    aligned = align(matches((inclusion(JUDGED, 1),), (inclusion(JUDGED, 2), inclusion(None, 3))))
    assert aligned.shared == ()
    assert alone(aligned) == ["I01", "I02", "I03"]


def test_every_rule_that_looks_at_data_says_what_it_asks_about() -> None:
    composed = (AllRule, AnyRule, AtLeastRule, NotRule, WhenRule, JudgementRule)
    kinds = {kind for kind in get_args(get_args(Rule)[0]) if kind not in composed}
    seen = set()
    for one in load_library().trials:
        criteria = (*one.criteria, *(own for cohort in one.cohorts for own in cohort.criteria))
        for leaf in (leaf for criterion in criteria for rule in criterion.rules for leaf in leaves_of(rule)):
            found = subjects_of(leaf)
            assert bool(found) is not isinstance(leaf, JudgementRule)
            assert all(find_fact(subject.path) for subject in found), found
            seen.add(type(leaf))
    assert kinds - seen <= {kind for kind in kinds if kind.__name__ == "CountRule"}


@pytest.fixture(scope="module")
def ranked() -> tuple[Match, ...]:
    return result(list(load_library().trials)).matches


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_every_criterion_of_every_trial_stands_exactly_once(ranked: tuple[Match, ...], data: st.DataObject) -> None:
    chosen = data.draw(
        st.lists(st.sampled_from(ranked), min_size=2, max_size=4, unique_by=lambda match: match.trial.id)
    )
    aligned = align(chosen)
    for place, match in enumerate(chosen):
        told = Counter(one.criterion.id for row in (*aligned.shared, *aligned.alone) for one in row.cells[place])
        assert told == Counter(one.criterion.id for one in match.criteria)
    assert all(sum(map(bool, row.cells)) > 1 for row in aligned.shared)
    assert all(sum(map(bool, row.cells)) == 1 for row in aligned.alone)


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_the_order_in_which_trials_are_chosen_changes_no_row(ranked: tuple[Match, ...], data: st.DataObject) -> None:
    chosen = data.draw(
        st.lists(st.sampled_from(ranked), min_size=2, max_size=3, unique_by=lambda match: match.trial.id)
    )
    turned = chosen[::-1]
    forth, back = ids(align(chosen)), ids(align(turned))
    assert forth == {about: cells[::-1] for about, cells in back.items()}


@pytest.mark.parametrize("register", list(Register))
def test_a_row_tells_the_patient_s_own_value_once(register: Register) -> None:
    found = matches((inclusion(KI67_UP_TO_20, 1),), (inclusion(KI67_UP_TO_55, 1),), diagnosis={"ki67": 12})
    assert patient_words(align(found).shared[0], register) == "12 %"


def test_a_value_that_is_missing_is_not_known_and_never_none() -> None:
    found = matches((inclusion(KI67_UP_TO_20, 1), exclusion(NO_PRRT, 2)), (inclusion(KI67_UP_TO_55, 1),))
    aligned = align(found)
    assert patient_words(aligned.shared[0], Register.CLINICIAN) == "not known"
    assert patient_words(aligned.alone[0], Register.CLINICIAN) == "not known"


def test_a_list_without_such_an_entry_says_so_and_claims_no_more() -> None:
    facts = {"therapies": everolimus()}
    found = matches((exclusion(NO_PRRT, 2),), (exclusion(NO_PRRT, 3),), **facts)
    assert patient_words(align(found).shared[0], Register.CLINICIAN) == "no entry that matches"


def test_the_row_of_one_treatment_does_not_tell_another() -> None:
    mixed = {"rule": "any", "of": [NO_PRRT, {"rule": "had", "select": {"any_of": ["everolimus"]}}]}
    found = matches((exclusion(mixed, 1),), (exclusion(NO_PRRT, 2),), therapies=everolimus())
    assert patient_words(align(found).shared[0], Register.CLINICIAN) == "no entry that matches"


def test_aspects_are_told_in_words_that_differ() -> None:
    found = matches((inclusion(WASHOUT_28, 1), inclusion(RUNNING_EVEROLIMUS, 2), inclusion(HAD_TKI, 3)), ())
    words = {row_words(row, Register.CLINICIAN) for row in align(found).alone}
    assert words == {
        "Everolimus: time since the end",
        "Everolimus: running",
        "Tyrosine kinase inhibitor (TKI): given before",
    }
    assert len(set(Aspect)) == 5


def test_what_only_a_person_can_judge_is_named_so() -> None:
    row = align(matches((inclusion(JUDGED, 1),), (inclusion(KI67_UP_TO_20, 1),))).alone[0]
    assert row_words(row, Register.CLINICIAN) == "For a person to judge"
    assert patient_words(row, Register.CLINICIAN) == "for a person to judge"
