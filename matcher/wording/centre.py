"""Sentences about the reader's own centre: what it runs, who answers there, how old its list is."""

from __future__ import annotations

from typing import Final

from matcher.wording.voice import N_, Phrase

OPEN_AT: Final = Phrase(N_("Open at {centre}"), N_("Open at {centre}"))
OPEN_AT_DETAILS: Final = Phrase(N_("Open at {centre}, in detail"), N_("Open at {centre}, in detail"))
OTHERS: Final = Phrase(N_("Other trials"), N_("Other trials"))
OTHERS_DETAILS: Final = Phrase(N_("Other trials in detail"), N_("Each of the other trials in detail"))
LEAD: Final = Phrase(
    N_("By the centre's own list; it changes no verdict. All other trials follow."),
    N_("This is what the centre's own list says. All other trials follow."),
)
NONE_OPEN: Final = Phrase(
    N_("By its own list, none of the trials shown is open there."),
    N_("By its own list, none of the trials shown is open there."),
)
AT: Final = Phrase(N_("At {centre}"), N_("At {centre}"))
OPEN: Final = Phrase(N_("open"), N_("takes patients"))
CLOSED: Final = Phrase(N_("not open"), N_("takes no patients now"))
SLOTS: Final = Phrase(N_("free places: {n}"), N_("free places: {n}"))
NO_SLOTS: Final = Phrase(N_("no free place now"), N_("no free place now"))
UPDATED: Final = Phrase(N_("as of {day}"), N_("as of {day}"))
CONTACT: Final = Phrase(N_("Contact: {contact}"), N_("Whom to call: {contact}"))
NOTE: Final = Phrase(N_("Note: {note}"), N_("Note: {note}"))
LINE: Final = Phrase(N_("{head}: {words}"), N_("{head}: {words}"))
STALE: Final = Phrase(
    N_("What {centre} says of this trial is of {day}, {days} days before {on}: ask whether it still holds"),
    N_("What {centre} says of this trial is of {day}. Ask whether it still holds."),
)
AHEAD: Final = Phrase(
    N_("What {centre} says of this trial is dated {day}, after {on}: check the date in the centre's list"),
    N_("What {centre} says of this trial is dated {day}. Ask whether that is right."),
)
CONFLICT: Final = Phrase(
    N_("{centre} lists it as open, but by its record the trial takes no new patients: ask before anything is arranged"),
    N_("{centre} lists it as open, but by its record the study takes no new patients. Ask first."),
)
STALE_COUNT: Final = Phrase(
    N_("The list of {centre} is more than {days} days old for {n} of the trials shown. Ask before you act."),
    N_("The list of {centre} may be out of date for {n} of the trials shown. Ask before you plan anything."),
)
