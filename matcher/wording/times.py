"""Slots on time: windows, the events they are counted from, lengths and turning days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from criteria.rules import StableDoseRule, WashoutRule
from matcher.wording import values
from matcher.wording.voice import N_, Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.finding import Finding
    from matcher.wording.voice import Voice

_ANCHORS: Final[Mapping[str, Phrase]] = {
    "consent": Phrase(N_(" before consent"), N_(" before you sign the consent")),
    "screening": Phrase(N_(" before screening"), N_(" before the first checks")),
    "enrolment": Phrase(N_(" before enrolment"), N_(" before you join")),
    "registration": Phrase(N_(" before registration"), N_(" before you are registered")),
    "randomisation": Phrase(N_(" before randomisation"), N_(" before the draw of the treatment group")),
    "first_dose": Phrase(N_(" before the first dose"), N_(" before the first dose")),
}
_WITHIN: Final = Phrase(N_(" within {time}{anchor}"), N_(" within {time}{anchor}"))
_SINCE: Final = Phrase(N_(" at least {time} ago{anchor}"), N_(" at least {time} ago{anchor}"))
_AT_LEAST: Final = Phrase(N_(" at least {time}{anchor}"), N_(" at least {time}{anchor}"))
_STABLE: Final = Phrase(N_(", stable for {time}"), N_(", unchanged for {time}"))


def window(finding: Finding, voice: Voice) -> str:
    """Return the window of time that a rule asks, with a leading space, or nothing."""
    rule = finding.rule
    within, ago = getattr(rule, "within", None), getattr(rule, "at_least_ago", None)
    stable = getattr(rule, "stable_for", None)
    shown = ""
    if within is not None:
        shown += voice.say(_WITHIN, time=values.length(within, voice), anchor=anchor(finding, voice))
    if ago is not None:
        before = anchor(finding, voice)
        shown += voice.say(_AT_LEAST if before else _SINCE, time=values.length(ago, voice), anchor=before)
    if stable is not None:
        shown += voice.say(_STABLE, time=values.length(stable, voice))
    return shown


def anchor(finding: Finding, voice: Voice) -> str:
    """Return the event that a rule counts back from, with a leading space, or nothing."""
    name = getattr(finding.rule, "anchor", None)
    return voice.say(_ANCHORS[name]) if name else ""


def time(finding: Finding, voice: Voice) -> str:
    """Return the length of time that a washout or a stable dose asks."""
    rule = finding.rule
    return values.length(rule.at_least, voice) if isinstance(rule, WashoutRule | StableDoseRule) else ""


def freshness(finding: Finding, voice: Voice) -> str:
    """Return how old a test may be."""
    asked = getattr(finding.rule, "max_age", None)
    return values.length(asked, voice) if asked else ""


def turns(finding: Finding, voice: Voice) -> str:
    """Return the day on which time changes the answer."""
    return "" if finding.turns is None else values.day(finding.turns, voice)
