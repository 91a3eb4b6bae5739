"""Sentences about days: what stands from when to when, which tests to repeat, what falls on a day."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from matcher.calendar import KeyDateKind
from matcher.result import Verdict
from matcher.wording.voice import N_, Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

DAYS: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "on": Phrase(N_("From {start} on"), N_("From {start} on")),
        "to": Phrase(N_("{start} to {end}"), N_("From {start} to {end}")),
        "one": Phrase(N_("On {start} alone"), N_("On {start} alone")),
    }
)
CRITERION: Final = Phrase(N_("{days}: {state} - {reason}"), N_("{days}: {state}. {reason}"))
TRIAL: Final = Phrase(N_("{days}: {state}"), N_("{days}: {state}"))
STATES: Final[Mapping[Verdict, Phrase]] = MappingProxyType(
    {
        Verdict.ELIGIBLE: Phrase(N_("no conflict found"), N_("may fit")),
        Verdict.POSSIBLE: Phrase(N_("open, needs answers"), N_("could fit, some answers are missing")),
        Verdict.LATER: Phrase(N_("not yet"), N_("not yet")),
        Verdict.INELIGIBLE: Phrase(N_("conflict found"), N_("does not seem to fit")),
    }
)

HEADING: Final = Phrase(N_("Dates and tests to repeat"), N_("Dates, and tests that may be needed again"))
LEAD: Final = Phrase(
    N_("Worked out from the dates on record alone; the study team decides."),
    N_("These days come from the dates on record alone. Your team can tell you what they mean for you."),
)
TESTS: Final = Phrase(N_("Tests to repeat"), N_("Tests that may be needed again"))
TESTS_LEAD: Final = Phrase(
    N_("A result exactly as old as a study allows is still fresh enough; with several studies the strictest counts."),
    N_("Studies ask for results that are not too old. Your team decides which tests are needed, and when."),
)
COLUMNS: Final = (
    Phrase(N_("Test"), N_("Test")),
    Phrase(N_("Last result"), N_("Last test")),
    Phrase(N_("Fresh enough until"), N_("New enough until")),
    Phrase(N_("Repeat"), N_("A new one may be needed")),
    Phrase(N_("Asked for by"), N_("Studies that ask for it")),
)
SCAN: Final = Phrase(N_("SSTR imaging"), N_("receptor scan (such as a DOTATATE scan)"))
UNDATED: Final = Phrase(N_("not dated"), N_("day not known"))
TOO_OLD: Final = Phrase(N_("too old"), N_("too long ago"))
NOT_SURE: Final = Phrase(N_("too old, or not dated exactly enough"), N_("too long ago, or the exact day is needed"))
NO_DATE: Final = Phrase(N_("add the date"), N_("the day is needed to tell"))
FOR_SOME: Final = Phrase(N_("{fault} for {trials}"), N_("{fault} for {trials}"))
REPEAT: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "now": Phrase(N_("to enrol now"), N_("to join now")),
        "by": Phrase(N_("by {by} to enrol"), N_("by {by} to join")),
        "later": Phrase(N_("to enrol after {until}"), N_("to join after {until}")),
        "later by": Phrase(
            N_("to enrol after {until}, at the latest by {by}"), N_("to join after {until}, at the latest by {by}")
        ),
        "from": Phrase(
            N_("from {first} on: an earlier one would be too old when a study opens"),
            N_("from {first} on: an earlier one would be too old when a study could begin"),
        ),
        "from by": Phrase(
            N_("from {first} on and by {by}: an earlier one would be too old when a study opens"),
            N_("from {first} on and by {by}: an earlier one would be too old when a study could begin"),
        ),
    }
)
TEST_LINE: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "fresh": Phrase(
            N_("{tests}: last {last}, fresh enough until {until}; repeat {when} ({trials})"),
            N_(
                "{tests}: last done {last}; new enough until {until}. A new one may be needed {when}. "
                "Asked by {trials}."
            ),
        ),
        "due": Phrase(
            N_("{tests}: last {last}, {fault}; repeat {when} ({trials})"),
            N_("{tests}: last done {last}; {fault}. A new one may be needed {when}. Asked by {trials}."),
        ),
        "undated": Phrase(
            N_("{tests}: not dated, so not surely fresh; add the date, or repeat {when} ({trials})"),
            N_("{tests}: the day of the last one is not known. A new one may be needed {when}. Asked by {trials}."),
        ),
    }
)

DATES: Final = Phrase(N_("Next dates"), N_("Days to know of"))
DATE_COLUMNS: Final = (Phrase(N_("Day"), N_("Day")), Phrase(N_("What falls on it"), N_("What it means")))
EVENTS: Final[Mapping[KeyDateKind, Phrase]] = MappingProxyType(
    {
        KeyDateKind.OPENS: Phrase(N_("a window opens: {names}"), N_("from this day the dates may fit: {names}")),
        KeyDateKind.CLOSES: Phrase(
            N_("last day of a window: {names}"), N_("the last day on which the dates fit: {names}")
        ),
        KeyDateKind.REPEAT: Phrase(
            N_("last day to repeat in time: {names}"), N_("a new test may be needed by this day: {names}")
        ),
    }
)
RUNS_OUT: Final = Phrase(
    N_("last day on which these results are fresh enough: {names}"),
    N_("the last day on which these results are new enough: {names}"),
)
UNREVIEWED: Final = Phrase(
    N_("{words}; criteria read by a machine, not reviewed"),
    N_("{words}. A computer read this study, nobody has checked"),
)
CLOSED: Final = Phrase(
    N_("{words}; not recruiting by the record"), N_("{words}; by the record no new patients are taken")
)
LINE: Final = Phrase(N_("{day}: {event}"), N_("{day}: {event}"))
AND_MORE: Final = Phrase(N_("{names} and {n} more"), N_("{names} and {n} more"))
