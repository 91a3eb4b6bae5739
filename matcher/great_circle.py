"""The length of the shortest way over the globe, as an interval where it is not known between which places."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING, Final, Protocol

from matcher.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterable

# Mean radius R1 = (2a + b) / 3 of the Geodetic Reference System 1980, adopted by the International Union of Geodesy
# and Geophysics: H. Moritz, Journal of Geodesy 74 (2000) 128-133. The globe is no sphere: up to 0.6 % are lost.
EARTH_RADIUS_KM: Final = 6371.0088
FAR_KM: Final = 20.0
NEAR_KM: Final = 5


class Point(Protocol):
    """A place in degrees (WGS 84)."""

    @property
    def latitude(self) -> float:
        """Degrees north of the equator."""

    @property
    def longitude(self) -> float:
        """Degrees east of Greenwich."""


@dataclass(frozen=True, slots=True, order=True)
class Distance:
    """Kilometres in a straight line: at least `low`, at most `high`; both are the same between two known places."""

    low: float
    high: float

    @property
    def is_span(self) -> bool:
        """Whether the two ends still differ once they are rounded."""
        return rounded_km(self.low) != rounded_km(self.high)

    def within(self, kilometres: float) -> Truth:
        """Whether it is at most so far, as it is told; unknown where that depends on which place is meant."""
        if rounded_km(self.high) <= kilometres:
            return Truth.TRUE
        return Truth.FALSE if rounded_km(self.low) > kilometres else Truth.UNKNOWN


def great_circle_km(here: Point, there: Point) -> float:
    """Return the distance on a sphere by the haversine formula, which stays exact for places close together."""
    south, north = radians(here.latitude), radians(there.latitude)
    east = radians(there.longitude - here.longitude)
    chord = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(chord)))


def distance_to_any(here: Point, places: Iterable[Point]) -> Distance:
    """Return the distance to one of these places, whichever of them is meant; there is at least one."""
    lengths = [great_circle_km(here, place) for place in places]
    return Distance(min(lengths), max(lengths))


def rounded_km(kilometres: float) -> int:
    """Round to what a distance between the middles of two towns can mean: fives, from 20 km on tens.

    The least that is told is 5, "5 km or less": nobody knows where in the town a person lives.
    """
    step = NEAR_KM if kilometres < FAR_KM else 2 * NEAR_KM
    return max(NEAR_KM, step * int(kilometres / step + 0.5))
