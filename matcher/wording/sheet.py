"""What stands on the take-along sheet: a paper of the patient's own, so in plain words alone.

It promises nothing and refuses nothing: verdicts are worded by `matcher.wording.general`, everything else asks.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from matcher.lifting import Kind
from matcher.result import Verdict
from matcher.wording.voice import N_, Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping


def _plain(words: str) -> Phrase:
    return Phrase(words, words)


TITLE: Final = _plain(N_("Take-along sheet"))
SUBTITLE: Final = _plain(N_("Clinical trials: for my next appointment"))
FINGERPRINT: Final = _plain(N_("Sheet {fingerprint}"))
PATIENT_LINES: Final = (_plain(N_("Name")), _plain(N_("Date of birth")))
LEAD: Final = _plain(
    N_("Take this sheet with you and talk it over. It decides nothing: only the team of a trial can say who can join.")
)
NOTHING_ENTERED: Final = _plain(
    N_("Nothing has been entered about you yet, so nearly every trial could fit. The first answers help most.")
)
NOTICED: Final = _plain(N_("Please check this first"))

MORE_NOTICES: Final = _plain(N_("More notes, which ZebraMatch shows below its list: {n}."))

TRIALS: Final = _plain(N_("Trials that could fit"))
TALLY: Final = _plain(N_("Trials looked at, with those that take no new patients now: {size}. Of these, {counts}."))
PART: Final = _plain(
    N_(
        "The whole list is long: {size} trials and treatments. This sheet is about the {shown} that come first. "
        "The others are not ruled out."
    )
)
COUNTED: Final[Mapping[Verdict, Phrase]] = MappingProxyType(
    {
        Verdict.ELIGIBLE: _plain(N_("{n} may fit")),
        Verdict.POSSIBLE: _plain(N_("{n} could fit")),
        Verdict.LATER: _plain(N_("{n} perhaps later")),
        Verdict.INELIGIBLE: _plain(N_("{n} do not seem to fit - your team can tell you why")),
    }
)
ONE_UNFIT: Final = _plain(N_("{n} does not seem to fit - your team can tell you why"))
NONE_TAKING: Final = _plain(
    N_("None of them is known to take new patients now. Ask your team if one of them, or one like it, is open.")
)
TAKING, UNSURE, CLOSED, CHOSEN = "taking", "unsure", "closed", "chosen"
GROUPS: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        TAKING: _plain(N_("Take new patients now or soon, by the record ({number})")),
        UNSURE: _plain(N_("Not known if they take new patients ({number})")),
        CLOSED: _plain(N_("Take no new patients now, by the record ({number})")),
        CHOSEN: _plain(N_("Others that were chosen for this sheet ({number})")),
    }
)
MORE_TRIALS: Final = _plain(N_("And {n} more, which you find in ZebraMatch and in its report for patients."))
PHASES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "1": N_("looks for a safe dose"),
        "2": N_("looks at whether it helps"),
        "3": N_("compares treatments in many people"),
        "4": N_("follows people after approval"),
    }
)
PHASE: Final = _plain(N_("phase {number}: {meaning}"))
EARLY_PHASE: Final = _plain(N_("very early phase: first steps with small doses"))
THEN: Final = _plain(N_("{first}, then {second}"))
RECORD: Final = _plain(N_("This information is from {day}."))
MISSING: Final = _plain(N_("Still missing: {facts}."))
AND_MORE: Final = _plain(N_("{facts} and {n} more"))
NOT_MISSING: Final = _plain(N_("All points that are known here are answered."))
TO_CHECK: Final = _plain(N_("{n} points are for the team to check."))
TO_CHECK_ONE: Final = _plain(N_("1 point is for the team to check."))
APPROVED_BY: Final = _plain(N_("Approved by: {agency}"))
HERE: Final = _plain(N_("{title}: {state}"))

QUESTIONS: Final = _plain(N_("Questions for my team"))
QUESTIONS_LEAD: Final = _plain(N_("The first ones help most. What stays open never counts as a no."))
WHERE: Final = _plain(N_("Look in: {paper}"))
MORE_QUESTIONS: Final = _plain(N_("More questions, which ZebraMatch lists: {n}."))
MYSELF: Final = _plain(N_("What I can fill in myself"))
CHECKS: Final = _plain(N_("Points to look at with my team"))
CHECKS_LEAD: Final = _plain(N_("Only people can judge these. Is that so for me?"))
KINDS: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "inclusion": _plain(N_("Needed: “{text}”")),
        "exclusion": _plain(N_("Must not be so: “{text}”")),
    }
)
MORE_CHECKS: Final = _plain(N_("More points, which ZebraMatch lists with each trial: {n}."))
ONE_THING: Final = _plain(N_("One thing stands in the way of {trial}. {point}. {change} What do you think?"))
CHANGES: Final[Mapping[Kind, Phrase]] = MappingProxyType(
    {
        Kind.TREATMENT_DECISION: _plain(N_("It has to do with my treatment.")),
        Kind.JUDGEMENT: _plain(N_("Somebody has said so. Does it still hold?")),
        Kind.REPEAT_TEST: _plain(N_("It rests on a test, and a newer one may say the same or not.")),
        Kind.DOCUMENT: _plain(N_("It rests on a report, and a newer one may say the same or not.")),
        Kind.TIME: _plain(N_("It has to do with time.")),
    }
)
SITE_QUESTIONS: Final = _plain(N_("Questions for the team of the trial"))

PAPERS: Final = _plain(N_("Papers to ask for"))
PAPERS_LEAD: Final = _plain(N_("What the trials on this sheet still need to know stands in these. Ask for copies."))
LOOK_FOR: Final = _plain(N_("{fact} ({line})"))
MORE_LOOKS: Final = _plain(N_("and {n} more, which ZebraMatch lists"))
ABOVE_ALL: Final = _plain(N_("{list}, above all: {names}"))

CALLS: Final = _plain(N_("Whom to call"))
CALL_FIRST: Final = _plain(
    N_("Verify before you travel: call the site first. Ask if the trial is open, and if there is a place for you.")
)
SITE_COLUMNS: Final = (_plain(N_("Place")), _plain(N_("Town and country")), _plain(N_("State and contact")))
SITE_STATUS_UNKNOWN: Final = _plain(N_("not known if it is open"))
NO_CONTACT: Final = _plain(N_("no contact known here"))
HOME_FIRST: Final = _plain(N_("Sites in your country ({country}) come first."))
HOME_NONE: Final = _plain(N_("No site in your country ({country}) is known here."))
HOME_UNSURE: Final = _plain(N_("It is not clear from the record if a site is in your country ({country})."))
HOME_UNKNOWN: Final = _plain(N_("Your country was not given, so the order is that of the record."))
MORE_SITES: Final = _plain(N_("More sites of this trial: {n}."))
CLOSED_SITES: Final = _plain(N_("Not shown, since they take no patients now: {n}."))
ITS_PAGE: Final = _plain(N_("The trial's page in the registry has all sites and contacts:"))
PAGES: Final = _plain(
    N_("No open site of these trials is known here. Their pages in the registry list sites and contacts:")
)
NO_PAGE: Final = _plain(N_("address not known; your team can ask for the trial by its number"))
NO_CALLS: Final = _plain(
    N_(
        "No site is printed, since no trial that could fit is known to take new patients. "
        "Each trial has a page in the registry clinicaltrials.gov, under its number."
    )
)

UNFIT_LABELS: Final = _plain(
    N_("Approved treatments that do not seem to fit, and are not named here: {n}. Your team can tell you why.")
)
LABELS_LEAD: Final = _plain(
    N_("These are not trials. To name them is no advice: your team can tell you if one is right for you.")
)
MORE_LABELS: Final = _plain(N_("And {n} more, which ZebraMatch lists."))

NOTHING: Final = _plain(N_("No trial looked at seems to fit today"))
NOTHING_ITEMS: Final = (
    _plain(N_("This speaks of a short list of trials and of what is known today. It says nothing about your care.")),
    _plain(
        N_("There are many more trials than these. Your team can search clinicaltrials.gov and euclinicaltrials.eu.")
    ),
    _plain(N_("It may change: new test results, time, another treatment or new trials can all make a difference.")),
    _plain(N_("It is a computer's view. Your team can see it in another way, and can tell you why.")),
)
NOTHING_QUESTIONS: Final = (
    _plain(N_("Do you know of other trials that I could ask about?")),
    _plain(N_("Is there a centre for my kind of tumour that could look at this with us?")),
    _plain(N_("Is there a test result that should be looked at again?")),
    _plain(N_("When should we talk about trials again?")),
)

ABOUT: Final = _plain(N_("What this sheet is, and what it is not"))
ABOUT_ITEMS: Final = (
    _plain(N_("A computer compared what was entered about you with a list of trials. What is not known is no “no”.")),
    _plain(
        N_("It is no promise that you can join, and no advice for or against a treatment. Stop no medicine for it.")
    ),
    _plain(N_("The list does not hold every trial, and what it says may be old. Check it before you plan anything.")),
    _plain(
        N_("Whether you join a trial is your own choice. Talk it over with your doctors and with those close to you.")
    ),
)
