"""Key dates as an iCalendar file (RFC 5545) that tells nobody anything about the patient's health.

A calendar is shared, synchronised and shown on locked screens. So an event holds a day, a neutral sentence and at most
the number of a study: no name, disease, treatment, test or value, and nothing from the patient file.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid5

from icalendar import Calendar, Event, Timezone, TimezoneStandard

from matcher.calendar import KeyDateKind, key_dates

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from matcher.calendar import KeyDate
    from matcher.result import MatchResult

PRODUCT: Final = "-//ZebraMatch//Key dates//EN"
NAMESPACE: Final = UUID("6f0d7c0e-8f0b-5c43-9d1e-3a5b8a3c2f41")
SUMMARIES: Final[Mapping[KeyDateKind, str]] = {
    KeyDateKind.OPENS: "ZebraMatch: a study window opens",
    KeyDateKind.CLOSES: "ZebraMatch: last day of a study window",
    KeyDateKind.REPEAT: "ZebraMatch: a test to repeat by this day",
}
DESCRIPTION: Final = "Worked out from dates alone. Ask the study team before you plan anything."
UNREVIEWED: Final = "A computer read this study's conditions, and nobody has checked that yet."


def exported_dates(result: MatchResult) -> tuple[KeyDate, ...]:
    """Return the key dates that a calendar file holds: those of trials, of the reader's centre where it is given.

    Approved uses are no studies, and their ids name the treatment.
    """
    trials = (match for match in result.matches if match.trial.kind == "trial")
    centre = result.centre
    kept = tuple(match for match in trials if centre is None or centre.is_open(match.trial.id))
    return key_dates(replace(result, matches=kept))


def calendar_file(dates: tuple[KeyDate, ...], as_of: date, unreviewed: Collection[str] = ()) -> bytes:
    """Return an iCalendar file with an all-day event for each date; the same dates give the same bytes.

    The events of `unreviewed` trials say that a machine read them.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    stamp = datetime.combine(as_of, time(), UTC)
    for one in dates:
        calendar.add_component(_event(one, stamp, is_unreviewed=one.trial in unreviewed))
    if not dates:
        calendar.add_component(_utc())
    content: bytes = calendar.to_ical()
    return content


def _event(one: KeyDate, stamp: datetime, *, is_unreviewed: bool) -> Event:
    event = Event()
    name = f"{one.trial or ''} {one.kind.value} {one.day.isoformat()}"
    event.add("uid", f"{uuid5(NAMESPACE, name)}@zebramatch")
    event.add("dtstamp", stamp)
    event.add("dtstart", one.day)
    event.add("dtend", one.day + timedelta(days=1))
    event.add("summary", f"{SUMMARIES[one.kind]} ({one.trial})" if one.trial else SUMMARIES[one.kind])
    event.add("description", f"{DESCRIPTION} {UNREVIEWED}" if is_unreviewed else DESCRIPTION)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event


def _utc() -> Timezone:
    """Return what a calendar without events holds instead: the format asks for at least one component."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "UTC")
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 - local time, as the format asks here
    standard.add("tzoffsetfrom", timedelta())
    standard.add("tzoffsetto", timedelta())
    zone.add_component(standard)
    return zone
