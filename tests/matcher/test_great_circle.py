"""Distances on the globe: laws that any distance keeps, and known ones."""

from __future__ import annotations

from math import pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.profile import Location
from matcher.great_circle import EARTH_RADIUS_KM, Distance, distance_to_any, great_circle_km, rounded_km
from matcher.truth import Truth

HALF_ROUND = pi * EARTH_RADIUS_KM
ROUNDING = 1e-6

places = st.builds(
    Location,
    latitude=st.floats(-90, 90, allow_nan=False),
    longitude=st.floats(-180, 180, allow_nan=False),
)


@given(places, places)
def test_the_way_there_is_as_long_as_the_way_back(here: Location, there: Location) -> None:
    assert great_circle_km(here, there) == pytest.approx(great_circle_km(there, here), abs=ROUNDING)


@given(places, places, places)
def test_no_detour_is_shorter(here: Location, over: Location, there: Location) -> None:
    assert great_circle_km(here, there) <= great_circle_km(here, over) + great_circle_km(over, there) + 1e-3


@given(places, places)
def test_nothing_is_farther_than_half_round_the_globe(here: Location, there: Location) -> None:
    assert 0 <= great_circle_km(here, there) <= HALF_ROUND + ROUNDING


@given(places)
def test_a_place_is_no_way_from_itself(here: Location) -> None:
    assert great_circle_km(here, here) == 0


@given(places)
def test_the_other_side_of_the_globe_is_half_way_round(here: Location) -> None:
    opposite = here.longitude - 180 if here.longitude > 0 else here.longitude + 180
    there = Location(latitude=-here.latitude, longitude=opposite)
    assert great_circle_km(here, there) == pytest.approx(HALF_ROUND, abs=1)


@given(st.floats(-180, 180), st.floats(-180, 180))
def test_a_pole_is_one_place_whatever_its_longitude(one: float, two: float) -> None:
    here, there = Location(latitude=90, longitude=one), Location(latitude=90, longitude=two)
    assert great_circle_km(here, there) == pytest.approx(0, abs=ROUNDING)


def test_the_date_line_is_no_wall() -> None:
    here, there = Location(latitude=0, longitude=179.5), Location(latitude=0, longitude=-179.5)
    assert great_circle_km(here, there) == pytest.approx(HALF_ROUND / 180, abs=ROUNDING)


def test_a_degree_of_a_meridian_is_111_km() -> None:
    here, there = Location(latitude=49, longitude=8), Location(latitude=50, longitude=8)
    assert great_circle_km(here, there) == pytest.approx(111.195, abs=0.001)


@pytest.mark.parametrize(
    ("exact", "told"),
    [(0, 5), (7.4, 5), (7.5, 10), (17.4, 15), (19.9, 20), (20, 20), (24.9, 20), (25, 30), (44.9, 40), (6371.0, 6370)],
)
def test_distances_are_rounded_to_what_town_centres_can_tell(exact: float, told: int) -> None:
    assert rounded_km(exact) == told


@given(places, st.lists(places, min_size=1, max_size=5))
def test_an_interval_holds_the_distance_to_each_place_that_may_be_meant(here: Location, any_of: list[Location]) -> None:
    distance = distance_to_any(here, any_of)
    assert all(distance.low <= great_circle_km(here, place) <= distance.high for place in any_of)


@pytest.mark.parametrize(
    ("limit", "expected"),
    [(9.9, Truth.FALSE), (10, Truth.UNKNOWN), (39.9, Truth.UNKNOWN), (40, Truth.TRUE)],
)
def test_whether_it_is_within_a_limit_is_unknown_inside_the_interval(limit: float, expected: Truth) -> None:
    assert Distance(10, 40).within(limit) is expected


def test_what_is_told_as_about_50_km_is_within_50_km() -> None:
    assert Distance(54.9, 54.9).within(50) is Truth.TRUE
    assert Distance(55.1, 55.1).within(50) is Truth.FALSE
    assert Distance(54.9, 900).within(50) is Truth.UNKNOWN
