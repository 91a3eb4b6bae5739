"""The sites of a trial by their distance from the patient; what is not known comes last and is counted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from criteria.trial import RECRUITING
from matcher.countries import country_code
from matcher.great_circle import Distance, distance_to_any
from matcher.places import Certainty, Whereabouts, whereabouts
from matcher.truth import Truth

if TYPE_CHECKING:
    from criteria.profile import Location
    from criteria.trial import Site, Trial

KEPT: Final = 1 << 15  # sites whose places are remembered


class Opening(Enum):
    """Whether a site takes patients, as far as the record says."""

    OPEN = auto()
    NOT_STATED = auto()  # the trial does; of this site the record says nothing
    CLOSED = auto()


@dataclass(frozen=True, slots=True)
class SiteDistance:
    """One site: how far it is, None where that is not known, and whether it takes patients."""

    site: Site
    place: Whereabouts
    distance: Distance | None
    opening: Opening


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest site that takes patients: how far it is at least and at most.

    `unplaced` sites that take patients may be nearer still: it is not known where they are. So may `guessed` ones,
    which are taken to be in the largest town of their name.
    """

    site: SiteDistance
    distance: Distance
    unplaced: int = 0
    guessed: int = 0

    def within(self, kilometres: float) -> Truth:
        """Whether some site that takes patients is at most so far away."""
        found = self.distance.within(kilometres)
        return Truth.UNKNOWN if found is Truth.FALSE and (self.unplaced or self.guessed) else found


@dataclass(frozen=True, slots=True)
class SiteList:
    """All sites of a trial: first those that take patients, each part nearest first, then those of unknown place."""

    sites: tuple[SiteDistance, ...]

    @property
    def taking(self) -> tuple[SiteDistance, ...]:
        """Those that take patients, or may."""
        return tuple(one for one in self.sites if one.opening is not Opening.CLOSED)

    @property
    def unplaced(self) -> int:
        """How many have no distance."""
        return sum(one.distance is None for one in self.sites)

    @property
    def nearest(self) -> Nearest | None:
        """The nearest site that takes patients; None where none does or none has a distance."""
        known = [(one, one.distance) for one in self.taking if one.distance is not None]
        if not known:
            return None
        distance = Distance(min(far.low for _, far in known), min(far.high for _, far in known))
        guessed = sum(one.place.certainty is Certainty.LARGEST for one, _ in known)
        return Nearest(known[0][0], distance, len(self.taking) - len(known), guessed)


def sites_by_distance(trial: Trial, home: Location | None, country: str | None = None) -> SiteList:
    """Return the sites of a trial by their distance from home.

    Where home is not known there are no distances, and the sites of the patient's country come first.
    """
    found = [_measured(site, trial, home) for site in trial.sites]
    return SiteList(tuple(sorted(found, key=lambda one: _order(one, country))))


def nearest_site(trial: Trial, home: Location | None) -> Nearest | None:
    """Return the nearest site that takes patients; None where that is not known."""
    return sites_by_distance(trial, home).nearest if home is not None else None


def opening_of(site: Site, trial: Trial) -> Opening:
    """Return whether a site takes patients: never where the trial as a whole does not."""
    if not trial.is_recruiting or (site.status is not None and site.status not in RECRUITING):
        return Opening.CLOSED
    return Opening.NOT_STATED if site.status is None else Opening.OPEN


def _measured(site: Site, trial: Trial, home: Location | None) -> SiteDistance:
    place = _place(site) if home is not None else Whereabouts(Certainty.UNKNOWN)
    distance = distance_to_any(home, place.points) if home is not None and place.points else None
    return SiteDistance(site, place, distance, opening_of(site, trial))


_place = lru_cache(maxsize=KEPT)(whereabouts)


def _order(one: SiteDistance, country: str | None) -> tuple[bool, bool, float, float, bool]:
    """Return the key to sort by; where two are alike, the record's order stays."""
    is_elsewhere = country is not None and one.distance is None and country_code(one.site.country) != country
    low, high = (one.distance.low, one.distance.high) if one.distance else (0.0, 0.0)
    return (one.opening is Opening.CLOSED, one.distance is None, low, high, is_elsewhere)
