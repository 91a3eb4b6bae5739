"""The reader's own centre beside a match: which trials are open there, and what it says of each, in words.

A centre's list changes no verdict and no rank. It only decides in which group a trial is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from matcher.wording import centre as phrases
from matcher.wording import values
from matcher.wording.voice import Voice

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from criteria.centre import Centre, CentreTrial
    from criteria.strict_json import Json
    from criteria.trial import Contact, Trial
    from matcher.result import Match, MatchResult
    from matcher.wording.voice import Register

STALE_DAYS: Final = 30


@dataclass(frozen=True, slots=True)
class Grouped:
    """Trials, each group in the ranking's order; nothing is in both or in neither."""

    open_here: tuple[Match, ...]
    others: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What a centre says of one trial: the state in one line, then contact and note; and what to beware of."""

    title: str
    state: str
    details: tuple[str, ...]
    warnings: tuple[str, ...]


def grouped(matches: Iterable[Match], centre: Centre) -> Grouped:
    """Return the trials that are open at the centre, and the others; approved uses are no trials."""
    trials = [match for match in matches if match.trial.kind == "trial"]
    return Grouped(
        tuple(match for match in trials if centre.is_open(match.trial.id)),
        tuple(match for match in trials if not centre.is_open(match.trial.id)),
    )


def said_of(trial: Trial, centre: Centre | None, on: date, register: Register) -> Said | None:
    """Return what a centre says of a trial on a day, or None where there is no centre or it says nothing."""
    entry = centre.entry(trial.id) if centre else None
    if centre is None or entry is None:
        return None
    voice, name = Voice(register), centre.name
    contact = _contact(entry.contact)
    details = [voice.say(phrases.CONTACT, contact=contact)] if contact else []
    note = " ".join((entry.note or "").split())
    details += [voice.say(phrases.NOTE, note=note)] if note else []
    return Said(
        voice.say(phrases.AT, centre=name),
        _state(entry, voice),
        tuple(details),
        tuple(_warnings(trial, entry, on, name, voice)),
    )


def stale_count_words(matches: Iterable[Match], result: MatchResult, register: Register) -> str:
    """Return how many of the matches the centre's list is too old for; nothing where it is for none."""
    if result.centre is None:
        return ""
    entries = (result.centre.entry(match.trial.id) for match in matches)
    old = sum(is_stale(entry, result.screening_date) for entry in entries if entry is not None)
    if not old:
        return ""
    return Voice(register).say(phrases.STALE_COUNT, centre=result.centre.name, days=STALE_DAYS, n=old)


def is_stale(entry: CentreTrial, on: date) -> bool:
    """Whether what the centre says is more than 30 days old on a day; day 30 is not."""
    return (on - entry.updated).days > STALE_DAYS


def centre_json(trial: Trial, result: MatchResult) -> dict[str, Json]:
    """Return the `centre` object of a match, under its key; nothing where the centre says nothing of the trial."""
    entry = result.centre.entry(trial.id) if result.centre else None
    if result.centre is None or entry is None:
        return {}
    contact = entry.contact.model_dump(mode="json", exclude_none=True) if entry.contact else None
    return {
        "centre": {
            "name": result.centre.name,
            "open": entry.open,
            "slots": entry.slots,
            "contact": contact,
            "note": entry.note,
            "updated": entry.updated.isoformat(),
            "stale": is_stale(entry, result.screening_date),
        }
    }


def _state(entry: CentreTrial, voice: Voice) -> str:
    parts = [voice.say(phrases.OPEN if entry.open else phrases.CLOSED)]
    if entry.open and entry.slots is not None:
        parts.append(voice.say(phrases.SLOTS, n=entry.slots) if entry.slots else voice.say(phrases.NO_SLOTS))
    parts.append(voice.say(phrases.UPDATED, day=values.day(entry.updated, voice)))
    return ", ".join(parts)


def _contact(contact: Contact | None) -> str:
    parts = (contact.name, contact.phone, contact.email) if contact else ()
    return ", ".join(part.strip() for part in parts if part and part.strip())


def _warnings(trial: Trial, entry: CentreTrial, on: date, name: str, voice: Voice) -> Iterable[str]:
    day, shown = values.day(entry.updated, voice), values.day(on, voice)
    if is_stale(entry, on):
        yield voice.say(phrases.STALE, centre=name, day=day, days=(on - entry.updated).days, on=shown)
    elif entry.updated > on:
        yield voice.say(phrases.AHEAD, centre=name, day=day, on=shown)
    if entry.open and not trial.is_recruiting:
        yield voice.say(phrases.CONFLICT, centre=name)
