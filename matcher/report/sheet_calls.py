"""Whom to call: the sites of the trials on the take-along sheet that may take patients, the patient's country first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from criteria.countries import country_name, is_in, is_known
from criteria.trial import RECRUITING
from matcher.report.document import Table
from matcher.report.sheet_document import Calls, TrialCalls
from matcher.report.sheet_names import VOICE
from matcher.report.sheet_room import brief
from matcher.report.sites import distance_km
from matcher.wording import general
from matcher.wording import sheet as words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from criteria.profile import PatientProfile
    from criteria.trial import Contact, Site, Trial
    from matcher.report.sheet_room import Room
    from matcher.report.sheet_trials import Scope

CELL_LENGTH, PAGE_LENGTH, TITLE_LENGTH = 90, 120, 60


def calls(scope: Scope, room: Room) -> Calls:
    """Return whom to call about the trials on the sheet; sites of trials that take nobody are not printed."""
    title, first = VOICE.say(words.CALLS), VOICE.say(words.CALL_FIRST)
    trials = [one.trial for one in scope.listed(room) if scope.state(one) != words.CLOSED]
    told = tuple(_of_trial(trial, scope.profile, room) for trial in trials if _taking(trial))
    pages = tuple((trial.id, _page(trial)) for trial in trials if not _taking(trial))
    lead = VOICE.say(words.PAGES) if pages else ""
    return Calls(title, first, told, lead, pages, "" if trials else VOICE.say(words.NO_CALLS))


def _taking(trial: Trial) -> list[Site]:
    return [site for site in trial.sites if site.status is None or site.status in RECRUITING]


def _page(trial: Trial) -> str:
    return brief(trial.source.url or VOICE.say(words.NO_PAGE), PAGE_LENGTH)


def _of_trial(trial: Trial, profile: PatientProfile, room: Room) -> TrialCalls:
    taking = _taking(trial)
    shown = sorted(taking, key=lambda site: _nearness(site, profile))[: room.sites]
    columns = tuple(VOICE.say(column) for column in words.SITE_COLUMNS)
    table = Table("", columns, tuple(_row(site) for site in shown))
    notes = tuple(_notes(trial, taking, len(taking) - len(shown), profile))
    return TrialCalls(trial.id, brief(trial.title, TITLE_LENGTH), table, notes, _page(trial))


def _nearness(site: Site, profile: PatientProfile) -> tuple[bool, float]:
    """Put the patient's country first, then what is near; where neither is known, the record's order stays."""
    distance = distance_km(site, profile.location)
    return not is_in(site.country, profile.country), float("inf") if distance is None else distance


def _row(site: Site) -> tuple[str, str, str]:
    place = ", ".join(part for part in (site.city, site.region, site.country) if part)
    phrase = general.STATUSES.get(site.status or "")
    state = VOICE.say(phrase) if phrase else VOICE.say(words.SITE_STATUS_UNKNOWN)
    contact = _contact(site.contact) or VOICE.say(words.NO_CONTACT)
    return brief(site.facility or "", CELL_LENGTH), brief(place, CELL_LENGTH), f"{state}; {contact}"


def _contact(contact: Contact | None) -> str:
    parts = (contact.name, contact.phone, contact.email) if contact else ()
    return ", ".join(brief(part, CELL_LENGTH) for part in parts if part and part.strip())


def _notes(trial: Trial, taking: Sequence[Site], left: int, profile: PatientProfile) -> Iterator[str]:
    if profile.country is None:
        yield VOICE.say(words.HOME_UNKNOWN)
    else:
        at_home = any(is_in(site.country, profile.country) for site in taking)
        all_known = all(is_known(site.country) for site in taking)
        phrase = words.HOME_FIRST if at_home else words.HOME_NONE if all_known else words.HOME_UNSURE
        yield VOICE.say(phrase, country=country_name(profile.country))
    if left > 0:
        yield VOICE.say(words.MORE_SITES, n=left)
    if len(trial.sites) > len(taking):
        yield VOICE.say(words.CLOSED_SITES, n=len(trial.sites) - len(taking))
    yield VOICE.say(words.ITS_PAGE)
