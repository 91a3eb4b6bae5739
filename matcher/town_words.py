"""Towns as a person tells them apart: by region or country, and where that is not enough by the city they are near."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from matcher.countries import country_names
from matcher.gazetteer import gazetteer
from matcher.great_circle import great_circle_km
from matcher.wording.sites import NEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matcher.gazetteer import Town


def town_words(town: Town) -> str:
    """Return a town with its region, where that has a name, and its country."""
    country = country_names().get(town.country, town.country)
    return ", ".join(part for part in (town.name, town.region, country) if part)


def labels_of(towns: Sequence[Town]) -> tuple[str, ...]:
    """Return a label for each town; those that would read alike name the nearest city as well."""
    words = [town_words(town) for town in towns]
    count = Counter(words)
    return tuple(
        NEAR.clinician.format(town=text, city=_city_near(town)) if count[text] > 1 else text
        for town, text in zip(towns, words, strict=True)
    )


def _city_near(town: Town) -> str:
    cities = (city for city in gazetteer().cities if city != town)
    return min(cities, key=lambda city: great_circle_km(town, city)).name
