"""Where a trial's site is, by what its record says; several towns of one name are never guessed between."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from matcher.countries import country_code, folded
from matcher.gazetteer import UNITED_STATES, gazetteer
from matcher.great_circle import great_circle_km

if TYPE_CHECKING:
    from collections.abc import Iterator

    from criteria.trial import Site
    from matcher.gazetteer import Gazetteer, Town
    from matcher.great_circle import Point

ONE_PLACE_KM: Final = 25.0  # towns of one name that lie so near each other are one place for a journey
MUCH_LARGER: Final = 30  # docs/places.md says how often this was right
LEAST_PEOPLE: Final = 50_000

# Names that records use, by the name of the list, in a country.
TOWN_NAMES: Final = {
    ("US", "new york"): "New York City",
    ("US", "moon"): "Moon Township",
}
_LEFT_OUT: Final = re.compile(r"\s*\([^)]*\)|,.*|\s+(cedex(\s+\d+)?|city|township|[nsew])$", re.IGNORECASE)
_DIRECTION: Final = re.compile(r"^([NSEW])\.? ")
_DIRECTIONS: Final = {"N": "North ", "S": "South ", "E": "East ", "W": "West "}


class Certainty(Enum):
    """How it is known where a site is."""

    GIVEN = auto()  # the record has the point
    TOWN = auto()  # one town has this name
    REGION = auto()  # the record, or the site's own name, says which of several
    LARGEST = auto()  # one of several is so much larger that the name alone stands for it
    SEVERAL = auto()  # several towns have this name, and nothing says which
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The places a site may be at; the town where it is one, and how many towns of the country share its name."""

    certainty: Certainty
    points: tuple[Point, ...] = ()
    town: Town | None = None
    namesakes: int = 0


def whereabouts(site: Site) -> Whereabouts:
    """Return where a site is: by its own coordinates, else by its town, whose middle stands for it.

    The list of towns is read on the first call for a site without coordinates, which takes some seconds.
    """
    if site.latitude is not None and site.longitude is not None:
        return Whereabouts(Certainty.GIVEN, (_Given(site.latitude, site.longitude),))
    country = country_code(site.country)
    if country is None or not site.city:
        return Whereabouts(Certainty.UNKNOWN)
    known = gazetteer()
    towns = _towns(site.city, country, known)
    region = _region(site, country, known)
    of_region = tuple(town for town in towns if town.region == region)
    if region and (of_region or site.region):
        return _decided(of_region, len(towns), Certainty.REGION if len(towns) > 1 else Certainty.TOWN)
    return _decided(towns, len(towns), Certainty.TOWN)


def _decided(towns: tuple[Town, ...], namesakes: int, certainty: Certainty) -> Whereabouts:
    """Return the place of the towns that a site may be in, the most populous first."""
    if not towns:
        return Whereabouts(Certainty.UNKNOWN, namesakes=namesakes)
    largest, *others = towns
    if all(great_circle_km(one, two) <= ONE_PLACE_KM for one in towns for two in others):
        return Whereabouts(certainty, (largest,), largest, namesakes)
    if largest.population >= max(LEAST_PEOPLE, MUCH_LARGER * others[0].population):
        return Whereabouts(Certainty.LARGEST, (largest,), largest, namesakes)
    return Whereabouts(Certainty.SEVERAL, towns, None, len(towns))


def _towns(city: str, country: str, known: Gazetteer) -> tuple[Town, ...]:
    """Return the towns of a name, as written or else without what is no part of it; the most populous first."""
    for name in _spellings(city, country):
        found = known.towns_named(name, country)
        if found:
            return found
    return ()


def _spellings(city: str, country: str) -> Iterator[str]:
    yield TOWN_NAMES.get((country, folded(city)), city)
    yield _LEFT_OUT.sub("", city)
    yield _DIRECTION.sub(lambda found: _DIRECTIONS[found[1]], city)


def _region(site: Site, country: str, known: Gazetteer) -> str:
    """Return the state that a site's record names, or the only one that its own name does: "Mayo Clinic in Florida".

    Only states of the United States are known by name.
    """
    if country != UNITED_STATES:
        return ""
    wanted = folded(site.region or "")
    text = folded(site.facility or "").replace(folded(site.city or ""), "")  # Kansas City is in Missouri, too
    if wanted:
        return next((region for region in known.regions if folded(region) == wanted), "")
    named = {region for region in known.regions if re.search(rf"\b{folded(region)}\b", text)}
    longest = {one for one in named if not any(one != other and one in other for other in named)}  # West Virginia
    return longest.pop() if len(longest) == 1 else ""


@dataclass(frozen=True, slots=True)
class _Given:
    latitude: float
    longitude: float
