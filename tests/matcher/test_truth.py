"""Kleene's strong logic: every law on every combination of values."""

from __future__ import annotations

from itertools import permutations, product

import pytest

from matcher.truth import Truth, all_of, any_of, count_of, either, negate, truth

VALUES = tuple(Truth)
TRIPLES = tuple(product(VALUES, repeat=3))
# How much each value says: unknown less than either of the others.
REFINED = {Truth.UNKNOWN: VALUES, Truth.TRUE: (Truth.TRUE,), Truth.FALSE: (Truth.FALSE,)}


def test_a_truth_cannot_be_used_as_a_condition() -> None:
    with pytest.raises(TypeError, match="compare it"):
        bool(Truth.UNKNOWN)


def test_what_is_known_is_true_or_false() -> None:
    assert truth(holds=True) is Truth.TRUE
    assert truth(holds=False) is Truth.FALSE


def test_not_swaps_true_and_false_and_keeps_unknown() -> None:
    assert [negate(value) for value in (Truth.TRUE, Truth.FALSE, Truth.UNKNOWN)] == [
        Truth.FALSE,
        Truth.TRUE,
        Truth.UNKNOWN,
    ]
    assert all(negate(negate(value)) is value for value in VALUES)


@pytest.mark.parametrize("values", TRIPLES)
def test_all_is_false_if_a_part_is_false_else_unknown_if_one_is_unknown_else_true(values: tuple[Truth, ...]) -> None:
    expected = next((v for v in (Truth.FALSE, Truth.UNKNOWN) if v in values), Truth.TRUE)
    assert all_of(values) is expected


@pytest.mark.parametrize("values", TRIPLES)
def test_any_is_true_if_a_part_is_true_else_unknown_if_one_is_unknown_else_false(values: tuple[Truth, ...]) -> None:
    expected = next((v for v in (Truth.TRUE, Truth.UNKNOWN) if v in values), Truth.FALSE)
    assert any_of(values) is expected


@pytest.mark.parametrize("values", TRIPLES)
def test_de_morgan_holds(values: tuple[Truth, ...]) -> None:
    assert negate(all_of(values)) is any_of(negate(value) for value in values)
    assert negate(any_of(values)) is all_of(negate(value) for value in values)


@pytest.mark.parametrize("values", TRIPLES)
def test_and_and_or_are_associative_commutative_and_idempotent(values: tuple[Truth, ...]) -> None:
    one, two, three = values
    for combine in (all_of, any_of):
        assert combine((combine((one, two)), three)) is combine((one, combine((two, three)))) is combine(values)
        assert {combine(order) for order in permutations(values)} == {combine(values)}
        assert combine((one, one)) is one


@pytest.mark.parametrize("values", TRIPLES)
def test_each_distributes_over_the_other_and_absorbs_it(values: tuple[Truth, ...]) -> None:
    one, two, three = values
    assert all_of((one, any_of((two, three)))) is any_of((all_of((one, two)), all_of((one, three))))
    assert any_of((one, all_of((two, three)))) is all_of((any_of((one, two)), any_of((one, three))))
    assert all_of((one, any_of((one, two)))) is one is any_of((one, all_of((one, two))))


@pytest.mark.parametrize("values", TRIPLES)
def test_refining_an_unknown_never_flips_a_definite_result(values: tuple[Truth, ...]) -> None:
    for better in product(*(REFINED[value] for value in values)):
        for combine in (all_of, any_of, lambda v: count_of(2, v), either):
            before = combine(values)
            assert before is Truth.UNKNOWN or combine(better) is before


@pytest.mark.parametrize("values", TRIPLES)
def test_at_least_one_is_any_and_at_least_all_is_all(values: tuple[Truth, ...]) -> None:
    assert count_of(1, values) is any_of(values)
    assert count_of(len(values), values) is all_of(values)


@pytest.mark.parametrize("values", TRIPLES)
@pytest.mark.parametrize("count", [1, 2, 3])
def test_at_least_k_is_what_all_ways_of_settling_the_unknown_agree_on(count: int, values: tuple[Truth, ...]) -> None:
    settled = product(*((Truth.TRUE, Truth.FALSE) if v is Truth.UNKNOWN else (v,) for v in values))
    answers = {way.count(Truth.TRUE) >= count for way in settled}
    expected = truth(holds=answers.pop()) if len(answers) == 1 else Truth.UNKNOWN
    assert count_of(count, values) is expected


def test_nothing_to_combine_is_true_for_all_and_false_for_any() -> None:
    assert all_of(()) is Truth.TRUE
    assert any_of(()) is Truth.FALSE


@pytest.mark.parametrize("values", TRIPLES)
def test_either_is_the_value_that_all_share_else_unknown(values: tuple[Truth, ...]) -> None:
    assert either(values) is (values[0] if len(set(values)) == 1 else Truth.UNKNOWN)
