"""Sentences about sites: how far away they are, how sure that is, and whether they take patients."""

from __future__ import annotations

from typing import Final

from matcher.places import Certainty
from matcher.sites import Opening
from matcher.wording.voice import N_, Phrase


def _both(text: str) -> Phrase:
    return Phrase(text, text)


TITLE: Final = Phrase(N_("Sites: {n}"), N_("Where the trial takes place: {n}"))
NO_SITES: Final = _both(N_("The record names no site."))
LEAD: Final = Phrase(
    N_("Straight lines between the middles of towns. Verify before travel: ask the site whether a place is open."),
    N_("Straight lines from town to town, not the way by road. Verify before you travel: call first and ask."),
)
NO_HOME: Final = Phrase(
    N_("No distances: where the patient lives is not entered (page General)."),
    N_("We do not know how far these are: enter your town on the page About you."),
)
LOADING: Final = Phrase(N_("Working out the distances ..."), N_("Working out how far away these are ..."))
UNPLACED: Final = Phrase(
    N_("No distance for {n}: the record does not say where it is, or not clearly enough."),
    N_("For {n} we do not know how far away it is."),
)
ABOUT: Final = _both(N_("about {km} km"))
AT_MOST: Final = _both(N_("{km} km or less"))
SPAN: Final = _both(N_("{low} to {high} km"))
FIRST: Final = _both(N_("Show {n} of {left}"))
MORE: Final = _both(N_("Show {n} more of {left}"))
NOT_KNOWN: Final = _both(N_("distance not known"))
OPENINGS: Final = {
    Opening.OPEN: Phrase(N_("recruiting"), N_("takes patients")),
    Opening.NOT_STATED: Phrase(N_("status of this site not stated"), N_("ask whether this place takes patients")),
    Opening.CLOSED: Phrase(N_("not recruiting"), N_("takes no patients now")),
}
ALL_ALIKE: Final = {
    Opening.NOT_STATED: Phrase(
        N_("The trial recruits; its record does not say which sites do."),
        N_("The trial takes patients. Its record does not say which of these places do."),
    ),
    Opening.CLOSED: Phrase(
        N_("By its record no site is recruiting."), N_("By its record none of these places takes new patients now.")
    ),
}
CERTAINTIES: Final = {
    Certainty.SEVERAL: Phrase(
        N_("{count} towns of the country have this name"), N_("{count} towns have this name, ask which one is meant")
    ),
    Certainty.LARGEST: Phrase(
        N_("taken to be {town}, much the largest of {count} towns of this name"),
        N_("we think of {town}, the largest of {count} towns of this name"),
    ),
}
CONTACT: Final = _both(N_("Contact: {contact}"))
NEAREST: Final = {
    Opening.OPEN: Phrase(N_("nearest open site: {distance}, {place}"), N_("nearest place: {distance}, {place}")),
    Opening.NOT_STATED: Phrase(N_("nearest site: {distance}, {place}"), N_("nearest place: {distance}, {place}")),
}
NEAREST_UNKNOWN: Final = Phrase(
    N_("distance of the nearest site not known"), N_("we do not know how far away the nearest place is")
)
MAY_BE_NEARER: Final = _both(N_("{words} (not known for {n} more)"))
NEAR: Final = _both(N_("{town} (near {city})"))
PEOPLE: Final = _both(N_("{town}, {people} people"))
AT: Final = _both(N_("{town}, at {latitude}, {longitude}"))
