"""Whom to call: the recruiting sites of a trial, nearest first, a bounded number of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from criteria.profile import Location
from criteria.trial import RECRUITING
from matcher.great_circle import great_circle_km
from matcher.report import words
from matcher.report.document import Table

if TYPE_CHECKING:
    from criteria.trial import Contact, Site, Trial
    from matcher.wording.voice import Voice

SITES_SHOWN: Final = 10
FAR_KM: Final = 100.0


def sites_table(trial: Trial, home: Location | None, voice: Voice) -> Table | None:
    """Return where the trial takes patients and whom to call there; nothing for an approved use."""
    if trial.kind == "label":
        return None
    title = voice.say(words.SITES)
    if not trial.is_recruiting:
        return Table(title, above=(voice.say(words.SITES_CLOSED),))
    found = [site for site in trial.sites if site.status is None or site.status in RECRUITING]
    if not found:
        return Table(title, above=(voice.say(words.SITES_NONE),))
    ordered = sorted(found, key=lambda site: _far(distance_km(site, home)))
    above = [voice.say(words.SITES_CALL)]
    if distance_km(ordered[0], home) is not None:
        above.append(voice.say(words.SITES_NEAREST))
    more = len(found) - SITES_SHOWN
    return Table(
        title,
        tuple(voice.say(column) for column in words.SITE_COLUMNS),
        tuple(_row(site, home, voice) for site in ordered[:SITES_SHOWN]),
        tuple(above),
        voice.say(words.SITES_MORE, number=more) if more > 0 else "",
    )


def distance_km(site: Site, home: Location | None) -> float | None:
    """Return the length of the shortest way over the globe, or None where a place is not known."""
    if home is None or site.latitude is None or site.longitude is None:
        return None
    return great_circle_km(home, Location(latitude=site.latitude, longitude=site.longitude))


def _far(distance: float | None) -> float:
    """Put sites whose distance is not known last, in the record's order."""
    return float("inf") if distance is None else distance


def _row(site: Site, home: Location | None, voice: Voice) -> tuple[str, str, str]:
    place = ", ".join(part for part in (site.city, site.country) if part)
    distance = distance_km(site, home)
    if distance is not None:
        place = voice.say(words.DISTANCE, place=place, km=_rounded(distance))
    return site.facility or "", place, _contact(site.contact)


def _rounded(distance: float) -> int:
    """Round to what such a distance can mean: whole kilometres nearby, tens farther away."""
    return max(1, int(round(distance, 0 if distance < FAR_KM else -1)))


def _contact(contact: Contact | None) -> str:
    if contact is None:
        return ""
    return "\n".join(part for part in (contact.name, contact.phone, contact.email) if part)
