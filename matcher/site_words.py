"""Sites and distances in words, in two registers: for the terminal and the window alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.great_circle import NEAR_KM, rounded_km
from matcher.places import Certainty
from matcher.sites import Opening
from matcher.wording import sites as phrases
from matcher.wording.signs import visible
from matcher.wording.voice import Voice

if TYPE_CHECKING:
    from criteria.trial import Contact, Site
    from matcher.great_circle import Distance
    from matcher.places import Whereabouts
    from matcher.sites import SiteDistance, SiteList
    from matcher.wording.voice import Register


@dataclass(frozen=True, slots=True)
class SiteRow:
    """One site in words: what it is called, where it is and how far, whether it takes patients, whom to call."""

    name: str
    place: str
    opening: str
    contact: str

    @property
    def text(self) -> str:
        """The whole row, a line for each part."""
        place = " · ".join(part for part in (self.place, self.opening) if part)
        return "\n".join(part for part in (self.name, place, self.contact) if part)


def site_rows(sites: SiteList, count: int, register: Register, *, with_distance: bool = True) -> tuple[SiteRow, ...]:
    """Return the first sites in words; what holds for all of a trial's sites is said by `openings_words` instead."""
    alike = _are_alike(sites)
    return tuple(
        _row(one, Voice(register), with_distance=with_distance, are_alike=alike) for one in sites.sites[:count]
    )


def openings_words(sites: SiteList, register: Register) -> str:
    """Return whether the sites take patients where the record says the same of all; else each row says it."""
    return Voice(register).say(phrases.ALL_ALIKE[sites.sites[0].opening]) if _are_alike(sites) else ""


def _are_alike(sites: SiteList) -> bool:
    openings = {one.opening for one in sites.sites}
    return len(openings) == 1 and Opening.OPEN not in openings


def _row(one: SiteDistance, voice: Voice, *, with_distance: bool, are_alike: bool) -> SiteRow:
    far = distance_words(one.distance, voice.register) if with_distance else ""
    parts = (far, place_words(one.site), _certainty(one.place, voice))
    name = visible(one.site.facility or "") or place_words(one.site)
    return SiteRow(
        name,
        " · ".join(part for part in parts if part),
        "" if are_alike else voice.say(phrases.OPENINGS[one.opening]),
        _contact(one.site.contact, voice),
    )


def distance_words(distance: Distance | None, register: Register) -> str:
    """Return a distance as it can honestly be told: "about 40 km", or from where to where."""
    voice = Voice(register)
    if distance is None:
        return voice.say(phrases.NOT_KNOWN)
    if distance.is_span:
        return voice.say(phrases.SPAN, low=rounded_km(distance.low), high=rounded_km(distance.high))
    words = phrases.AT_MOST if rounded_km(distance.low) == NEAR_KM else phrases.ABOUT
    return voice.say(words, km=rounded_km(distance.low))


def nearest_words(sites: SiteList, register: Register) -> str:
    """Return where the nearest site that takes patients is; nothing of a trial without such a site."""
    voice, nearest = Voice(register), sites.nearest
    if not sites.taking:
        return ""
    if nearest is None:
        return voice.say(phrases.NEAREST_UNKNOWN)
    site = nearest.site
    phrase = phrases.NEAREST[Opening.OPEN if site.opening is Opening.OPEN else Opening.NOT_STATED]
    place = visible(site.site.city or site.site.facility or "")
    if site.place.certainty is Certainty.LARGEST:
        place = f"{place} ({_certainty(site.place, voice)})"
    words = voice.say(phrase, distance=distance_words(nearest.distance, register), place=place)
    return voice.say(phrases.MAY_BE_NEARER, words=words, n=nearest.unplaced) if nearest.unplaced else words


def place_words(site: Site) -> str:
    """Return the town, region and country of a site, as far as its record has them."""
    return visible(", ".join(part for part in (site.city, site.region, site.country) if part))


def _certainty(place: Whereabouts, voice: Voice) -> str:
    phrase = phrases.CERTAINTIES.get(place.certainty)
    if phrase is None:
        return ""
    town = ", ".join(part for part in (place.town.name, place.town.region) if part) if place.town else ""
    return voice.say(phrase, count=place.namesakes, town=town)


def _contact(contact: Contact | None, voice: Voice) -> str:
    parts = [contact.name, contact.phone, contact.email] if contact else []
    said = ", ".join(visible(part) for part in parts if part)
    return voice.say(phrases.CONTACT, contact=said) if said else ""
