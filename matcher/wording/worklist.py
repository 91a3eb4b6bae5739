"""Words of the worklist, for the people who screen; patients have no worklist."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from matcher.wording.voice import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

HEADING: Final = N_("Worklist of {on}: {patients} patients, compared with {since}, looking ahead to {until}")
HEADING_ONE: Final = N_("Worklist of {on}: 1 patient, compared with {since}, looking ahead to {until}")
TITLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "became": N_("Became possible"),
        "closing": N_("Closes soon"),
        "opening": N_("Opens soon"),
        "repeat": N_("Tests to repeat"),
        "standings": N_("One trial"),
        "unread": N_("Not read"),
    }
)
HEADS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "became": (N_("Patient"), N_("Trial"), N_("Status"), N_("Verdict"), N_("Since"), N_("Before")),
        "closing": (N_("Patient"), N_("Trial"), N_("Status"), N_("Verdict"), N_("Last day"), N_("Still to do")),
        "opening": (N_("Patient"), N_("Trial"), N_("Status"), N_("From"), N_("Until"), N_("Against it today")),
        "repeat": (N_("Patient"), N_("Tests"), N_("Last result"), N_("Fresh until"), N_("Repeat"), N_("For trials")),
        "standings": (N_("Patient"), N_("Verdict"), N_("Window"), N_("Not known"), N_("To confirm")),
        "unread": (N_("Patient"), N_("What is wrong")),
    }
)
EMPTY: Final[Mapping[str, str]] = MappingProxyType(
    {
        "became": N_("Nobody: no trial that was closed to a patient on {since} is open to them on {on}."),
        "closing": N_("None: no open window has its last day by {until}."),
        "opening": N_("None: no trial opens by time alone by {until}."),
        "repeat": N_("None: no test that an open trial asks for is too old, or will be by {until}."),
        "standings": N_(
            "Nobody was judged for this trial. If only trials that take new patients were asked for, clear that."
        ),
        "unread": N_("None: every patient file was read."),
    }
)
BY_RECORD: Final = N_("new or changed entries")
NO_END: Final = N_("no end")
NO_WINDOW: Final = N_("none")
IN_SPAN: Final = N_("{start} to {end}")
FROM: Final = N_("from {start}")
COUNTED: Final = N_("{n}: {names}")
NOTHING: Final = "0"
NOW: Final = N_("now")
NOW_BY: Final = N_("now, by {by}")
NOT_BEFORE: Final = N_("not before {day}")
NOT_BEFORE_BY: Final = N_("not before {day}, by {by}")
BY: Final = N_("by {by}")
