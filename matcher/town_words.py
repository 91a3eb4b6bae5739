"""Towns as a person tells them apart: by region or country, where that is not enough by the city they are near."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from matcher.countries import country_names
from matcher.gazetteer import gazetteer
from matcher.great_circle import great_circle_km
from matcher.wording.sites import AT, NEAR, PEOPLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matcher.gazetteer import Town


def town_words(town: Town) -> str:
    """Return a town with its region, where that has a name, and its country."""
    country = country_names().get(town.country, town.country)
    return ", ".join(part for part in (town.name, town.region, country) if part)


def labels_of(towns: Sequence[Town]) -> tuple[str, ...]:
    """Return a label for each town, no two alike: by the nearest city, then by the people, then by the place itself."""
    labels = [town_words(town) for town in towns]
    for tell in (_near, _of_size, _at):
        count = Counter(labels)
        labels = [tell(label, town) if count[label] > 1 else label for label, town in zip(labels, towns, strict=True)]
    return tuple(labels)


def _near(label: str, town: Town) -> str:
    return NEAR.clinician.format(town=label, city=_city_near(town))


def _of_size(label: str, town: Town) -> str:
    people = f"{town.population:_}".replace("_", "\N{NARROW NO-BREAK SPACE}")
    return PEOPLE.clinician.format(town=label, people=people)


def _at(label: str, town: Town) -> str:
    return AT.clinician.format(town=label, latitude=town.latitude, longitude=town.longitude)


def _city_near(town: Town) -> str:
    cities = (city for city in gazetteer().cities if city != town)
    return min(cities, key=lambda city: great_circle_km(town, city)).name
