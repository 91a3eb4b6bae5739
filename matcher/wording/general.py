"""Sentences about whole trials, verdicts, notices and the age of records."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from matcher.notices import NoticeKind
from matcher.result import Outcome, Verdict
from matcher.wording.voice import N_, Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

VERDICTS: Final[Mapping[Verdict, Phrase]] = MappingProxyType(
    {
        Verdict.ELIGIBLE: Phrase(N_("No conflict found - the study team decides"), N_("May fit - ask your team")),
        Verdict.POSSIBLE: Phrase(N_("Open: needs answers"), N_("Could fit - some answers are missing")),
        Verdict.LATER: Phrase(N_("Not before {date}"), N_("Perhaps from {date} - ask your team")),
        Verdict.INELIGIBLE: Phrase(N_("Conflict found"), N_("Does not seem to fit - your team can tell you why")),
    }
)
COUNTED: Final[Mapping[Verdict, Phrase]] = MappingProxyType(
    {
        Verdict.ELIGIBLE: Phrase(N_("No conflict found"), N_("May fit")),
        Verdict.POSSIBLE: Phrase(N_("Open"), N_("Could fit")),
        Verdict.LATER: Phrase(N_("Not before a date"), N_("Perhaps later")),
        Verdict.INELIGIBLE: Phrase(N_("Conflict found"), N_("Does not seem to fit")),
    }
)
SYMBOLS: Final[Mapping[Verdict, str]] = MappingProxyType(
    {Verdict.ELIGIBLE: "✓", Verdict.POSSIBLE: "?", Verdict.LATER: "◷", Verdict.INELIGIBLE: "✗"}
)
GROUPS: Final[Mapping[Outcome, Phrase]] = MappingProxyType(
    {
        Outcome.VIOLATED: Phrase(N_("Against"), N_("Does not seem to fit")),
        Outcome.UNKNOWN: Phrase(N_("Not known"), N_("Not known yet")),
        Outcome.CONFIRM: Phrase(N_("To confirm"), N_("For your team to check")),
        Outcome.SATISFIED: Phrase(N_("In favour"), N_("Fits")),
    }
)
STATUSES: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "RECRUITING": Phrase(N_("Recruiting"), N_("Takes new patients")),
        "NOT_YET_RECRUITING": Phrase(N_("Not yet recruiting"), N_("Does not take patients yet")),
        "ENROLLING_BY_INVITATION": Phrase(N_("Enrolling by invitation"), N_("Takes patients by invitation only")),
        "ACTIVE_NOT_RECRUITING": Phrase(N_("Active, not recruiting"), N_("Running, but takes no new patients")),
        "COMPLETED": Phrase(N_("Completed"), N_("Finished, takes no new patients")),
        "TERMINATED": Phrase(N_("Terminated"), N_("Stopped early, takes no new patients")),
        "SUSPENDED": Phrase(N_("Suspended"), N_("Paused, takes no new patients for now")),
        "WITHDRAWN": Phrase(N_("Withdrawn"), N_("Withdrawn before it began")),
        "AVAILABLE": Phrase(N_("Expanded access available"), N_("The treatment can be asked for outside a trial")),
        "NO_LONGER_AVAILABLE": Phrase(
            N_("Expanded access no longer available"), N_("The treatment cannot be asked for any more")
        ),
        "TEMPORARILY_NOT_AVAILABLE": Phrase(
            N_("Expanded access temporarily not available"), N_("The treatment cannot be asked for at the moment")
        ),
        "APPROVED_FOR_MARKETING": Phrase(N_("Approved for marketing"), N_("Approved")),
        "APPROVED": Phrase(N_("Approved use"), N_("Approved treatment")),
        "APPROVAL_WITHDRAWN": Phrase(N_("Approval withdrawn"), N_("No longer an approved treatment")),
        "WITHHELD": Phrase(N_("Withheld by the registry"), N_("Not shown by the registry")),
        "UNKNOWN": Phrase(N_("Status not known"), N_("Not known whether it takes patients")),
    }
)
FLAGS: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "machine_read": Phrase(
            N_("Read by a machine and not yet reviewed by a person: at best open"),
            N_("A computer read this trial and nobody has checked that yet"),
        ),
        "partly_known": Phrase(
            N_("Not all criteria of this trial are known here: at best open"),
            N_("Not all conditions of this trial are known to this program"),
        ),
    }
)
NOTICES: Final[Mapping[NoticeKind, Phrase]] = MappingProxyType(
    {
        NoticeKind.AFTER_AS_OF: Phrase(
            N_("{where} is dated after the screening date and was left out"),
            N_("{label}: dated after the day this was worked out for, so it was left out"),
        ),
        NoticeKind.UNMAPPED: Phrase(
            N_("{where}: {words} is not in the vocabulary, so what depends on it stays open"),
            N_("{label}: this program does not know {words}, so your team has to look at it"),
        ),
        NoticeKind.CONTRADICTION: Phrase(
            N_("{where}: the record contradicts itself ({words}); neither is overruled, check both"),
            N_("{label}: your data do not fit together ({words}); ask your team to check"),
        ),
        NoticeKind.UNKNOWN_TRIAL_ANSWER: Phrase(
            N_("{where}: an answer is given for {words}, which the library does not hold"),
            N_("There is an answer to a point ({words}) that this program does not have"),
        ),
        NoticeKind.IMPLAUSIBLE: Phrase(
            N_("{where}: {words} is outside the plausible range; check value and unit"),
            N_("{label}: {words} is an unusual value; ask your team to check it"),
        ),
        NoticeKind.ANSWER_CONFLICT: Phrase(
            N_("{where}: the answer speaks against the record; the record decides, check both"),
            N_("An answer ({where}) does not fit your data; ask your team to check"),
        ),
    }
)
STALE: Final = Phrase(
    N_("This record is dated {date}, {days} days before {on}: check criteria and status at the source"),
    N_("This information is from {date}. Ask whether it still holds."),
)
VERY_STALE: Final = Phrase(
    N_("This record is dated {date}, {days} days before {on}: treat criteria and status as outdated"),
    N_("This information is from {date} and may be out of date. Ask whether it still holds."),
)
UNDATED: Final = Phrase(
    N_("The date of this record is not known: check criteria and status at the source"),
    N_("It is not known how old this information is. Ask whether it still holds."),
)
WINDOWS: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "never": Phrase(N_("no window that time alone would open"), N_("waiting alone would not change this")),
        "always": Phrase(N_("from {start} on (no date ends it)"), N_("from {start} on")),
        "until": Phrase(N_("{start} to {end}"), N_("from {start} to {end}")),
        "and": Phrase(N_("{first}; {second}"), N_("{first}, and {second}")),
        "eligible": Phrase(N_("{windows} (without open points: {eligible})"), N_("{windows}")),
    }
)
ONE_LINE: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "inclusion": Phrase(N_("{id}: {reason}"), N_('Needed: "{text}". {reason}')),
        "exclusion": Phrase(N_("{id}: {reason}"), N_('Not allowed: "{text}". {reason}')),
        "more": Phrase(N_("{line} (and {n} more against)"), N_("{line} ({n} more points do not seem to fit)")),
        "unknown": Phrase(N_("{n} open; missing: {facts}"), N_("{n} points not known yet. Missing: {facts}")),
        "one unknown": Phrase(N_("1 open; missing: {facts}"), N_("1 point not known yet. Missing: {facts}")),
        "and more": Phrase(N_("{facts} and {n} more"), N_("{facts} and {n} more")),
        "confirm": Phrase(N_("{n} to confirm: {points}"), N_("{n} points for your team to check: {points}")),
        "one confirm": Phrase(N_("1 to confirm: {points}"), N_("1 point for your team to check: {points}")),
        "nothing": Phrase(N_("every criterion that is known here is met"), N_("All known points fit")),
    }
)
CONFIRM_NOTE: Final = Phrase(
    N_("Only a person can settle these points; the study team decides."),
    N_("These points only a doctor or the study team can judge."),
)
ADVICE: Final = (
    Phrase(
        N_("Whether to join a study is a personal decision, and the patient's own."),
        N_("Whether you join a study is your own personal decision."),
    ),
    Phrase(
        N_("Encourage the patient to talk it over with doctors, family and friends."),
        N_("Talk it over with your doctors, and with your family and friends."),
    ),
    Phrase(
        N_("Read the trial's inclusion and exclusion criteria at the source before anybody is contacted."),
        N_("Check the trial's conditions for taking part, with your doctor, before you contact anybody."),
    ),
    Phrase(
        N_("For questions about a study, contact its staff through the contacts that the record gives."),
        N_("You or your doctor can ask the study's own staff; their contacts stand in the study's record."),
    ),
    Phrase(
        N_("That a trial or a treatment is listed here is no recommendation of it."),
        N_("That a study or a treatment is listed here does not mean that it is recommended to you."),
    ),
)
