from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from criteria.measures import Interval, Measure, MitoticCount, exact

if TYPE_CHECKING:
    from collections.abc import Iterator

# Small whole ends, and every half between and beyond them as the numbers that an interval may hold.
ENDS = (None, Fraction(0), Fraction(1), Fraction(2))
PROBES = tuple(Fraction(half, 2) for half in range(-3, 8))


def _intervals() -> Iterator[Interval]:
    for low, high, low_open, high_open in product(ENDS, ENDS, (False, True), (False, True)):
        is_written = not (low is None and low_open) and not (high is None and high_open)
        interval = Interval(low, high, low_open, high_open)
        if is_written and _held(interval):
            yield interval


def _held(interval: Interval) -> frozenset[Fraction]:
    """Return the probes that an interval holds, told end by end."""

    def holds(number: Fraction) -> bool:
        low, high = interval.low, interval.high
        above = low is None or number > low or (number == low and not interval.low_open)
        return above and (high is None or number < high or (number == high and not interval.high_open))

    return frozenset(probe for probe in PROBES if holds(probe))


PAIRS = tuple(product(tuple(_intervals()), repeat=2))


def test_inside_means_that_every_number_is_in_the_other() -> None:
    for one, other in PAIRS:
        assert one.is_inside(other) == (_held(one) <= _held(other)), (one, other)


def test_disjoint_means_that_no_number_is_in_both() -> None:
    for one, other in PAIRS:
        assert one.is_disjoint(other) == (not _held(one) & _held(other)), (one, other)


def test_the_hull_is_the_smallest_interval_that_holds_both() -> None:
    for one, other in PAIRS:
        hull = one.hull(other)
        both = _held(one) | _held(other)
        between = frozenset(probe for probe in PROBES if min(both) <= probe <= max(both))
        assert _held(hull) == between, (one, other)


def test_scaling_moves_both_ends_and_keeps_what_is_open() -> None:
    half = Interval(Fraction(1), None, low_open=True).scaled(Fraction(1, 2))
    assert half == Interval(Fraction(1, 2), None, low_open=True)


def test_the_catalogues_bounds_close_only_open_ends() -> None:
    at_least, at_most = Fraction(0), Fraction(100)
    assert Measure(below=5).interval.clipped(at_least, at_most) == Interval(
        Fraction(0), Fraction(5), low_open=False, high_open=True
    )
    assert Measure(above=20).interval.clipped(at_least, at_most) == Interval(
        Fraction(20), Fraction(100), low_open=True, high_open=False
    )
    assert Measure(low=1).interval.clipped(None, None) == Interval(Fraction(1), None)


@pytest.mark.parametrize(
    ("number", "written"),
    [(0.1, "1/10"), (20, "20"), (20.0, "20"), (2.675, "107/40"), (1e-7, "1/10000000"), (-3.5, "-7/2")],
)
def test_a_number_is_exactly_what_was_written(number: float, written: str) -> None:
    assert exact(number) == Fraction(written)


def test_tenths_add_up() -> None:
    assert exact(0.1) + exact(0.2) == exact(0.3)


@given(st.decimals(-1000, 1000, places=3))
def test_every_decimal_keeps_its_value_through_a_float(decimal: Any) -> None:  # noqa: ANN401 - Hypothesis is untyped here
    assert exact(float(decimal)) == Fraction(decimal)


@pytest.mark.parametrize(
    ("written", "interval"),
    [
        (20, Interval(Fraction(20), Fraction(20))),
        ({"value": 20}, Interval(Fraction(20), Fraction(20))),
        ({"low": 15, "high": 20}, Interval(Fraction(15), Fraction(20))),
        ({"low": 15}, Interval(Fraction(15), None)),
        ({"high": 20}, Interval(None, Fraction(20))),
        ({"below": 5}, Interval(None, Fraction(5), high_open=True)),
        ({"above": 3, "high": 5}, Interval(Fraction(3), Fraction(5), low_open=True)),
        ({"low": 5, "high": 5}, Interval(Fraction(5), Fraction(5))),
    ],
)
def test_each_form_of_a_measure_is_an_interval(written: object, interval: Interval) -> None:
    assert Measure.model_validate(written).interval == interval


@pytest.mark.parametrize(
    "written",
    [
        {},
        {"unit": "%"},
        {"value": 1, "low": 0},
        {"value": 1, "above": 0},
        {"low": 1, "above": 1},
        {"high": 1, "below": 1},
        {"low": 2, "high": 1},
        {"above": 1, "high": 1},
        {"above": 1, "below": 1},
        {"value": float("nan")},
        {"value": float("inf")},
        {"value": True},
        {"value": "1"},
        True,
        "1",
        None,
    ],
)
def test_what_is_no_measure_is_refused(written: object) -> None:
    with pytest.raises(ValidationError):
        Measure.model_validate(written)


def test_a_bare_number_is_written_back_bare_and_nought_is_a_number() -> None:
    assert Measure.model_validate(0).model_dump_json() == "0"
    assert Measure.model_validate(0).is_given
    assert MitoticCount.model_validate(2).model_dump_json() == "2"
    dated = Measure.model_validate({"value": 2, "unit": "%"})
    assert dated.model_dump(mode="json", exclude_none=True) == {"value": 2, "unit": "%"}
