"""What the start page says of the trial library, in two registers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gui.views.empty_words import NO_TRIALS
from gui.words import Words
from matcher.wording import values
from matcher.wording.voice import Voice

if TYPE_CHECKING:
    from gui.models.library_state import LibraryState
    from matcher.explain import Register

HOLDS: Final = Words(
    "{trials} trials, {recruiting} of them open to new patients, and {uses} approved uses.",
    "It knows {trials} trials. By its records, {recruiting} of them take new patients. It also knows {uses} "
    "approved treatments to talk about.",
)
DATES: Final = Words("Records dated {oldest} to {newest}.", "Its records are from {oldest} to {newest}.")
AGEING: Final = Words(
    "{n} of its records are 31 to 90 days old today: check criteria and status at the source.",
    "{n} of its records are more than a month old. Ask your team if they still hold.",
)
OUTDATED: Final = Words(
    "{n} of its records are more than 90 days old today: treat their criteria and status as outdated.",
    "{n} of its records are more than 90 days old. They may be out of date. Ask your team if they still hold.",
)
UNDATED: Final = Words(
    "{n} of its records have no date: check criteria and status at the source.",
    "Of {n} of its records the date is not known. Ask your team if they still hold.",
)


def library_words(state: LibraryState, register: Register) -> tuple[str, ...]:
    """Return what the library holds and from when it is."""
    if not state.trials + state.uses:
        return (NO_TRIALS.of(register),)
    voice = Voice(register)
    counted = HOLDS.of(register).format(trials=state.trials, recruiting=state.recruiting, uses=state.uses)
    if state.oldest is None or state.newest is None:
        return (counted,)
    return counted, DATES.of(register).format(
        oldest=values.day(state.oldest, voice), newest=values.day(state.newest, voice)
    )


def warnings(state: LibraryState, register: Register) -> tuple[str, ...]:
    """Return the warnings that the age of the library asks for, the gravest first."""
    counted = ((OUTDATED, state.outdated), (AGEING, state.ageing), (UNDATED, state.undated))
    return tuple(words.of(register).format(n=n) for words, n in counted if n)
