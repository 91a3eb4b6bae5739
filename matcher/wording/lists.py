"""Slots on lists: which list, what is sought on it, and why it does not prove that something is absent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from criteria.rules import ConditionRule, Listed, MetastasisRule, ProgressionRule
from matcher.finding import Why
from matcher.wording import values
from matcher.wording.names import LISTS, fact_words, word
from matcher.wording.signs import visible
from matcher.wording.subjects import together, what
from matcher.wording.times import window
from matcher.wording.voice import N_, Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from criteria.rules import Rule
    from matcher.finding import Finding
    from matcher.wording.voice import Voice

_EVER: Final = Phrase(N_(" (active, controlled or past)"), N_(" (now or in the past)"))
_IN_STATE: Final = Phrase(N_(" ({states})"), N_(" ({states})"))
_INCOMPLETE: Final = Phrase(N_("the list is not marked complete"), N_("the list of {list} may not be complete"))
_INCOMPLETE_OR_UNUSABLE: Final = Phrase(
    N_("the list is not complete, or holds an entry that cannot be judged"),
    N_("the list of {list} may not be complete, or something on it cannot be read"),
)
_UNMAPPED: Final = Phrase(
    N_("'{name}' on it is not in the vocabulary"), N_("this program does not know '{name}', which is on the list")
)
_LEFT_OUT: Final = Phrase(
    N_("{entry} on it is dated later and was left out"), N_("{entry} has a later date and was left out")
)


def list_name(finding: Finding, voice: Voice) -> str:
    """Return what the list is called that a rule looks at."""
    return voice.say(LISTS[_list_path(finding.rule)])


def _list_path(rule: Rule) -> str:
    match rule:
        case ConditionRule():
            return "conditions"
        case MetastasisRule():
            return "diagnosis.metastatic_sites"
        case ProgressionRule():
            return "progression"
        case _:
            return rule.source if isinstance(rule, Listed) else "therapies"


def status(finding: Finding, voice: Voice) -> str:
    """Return the states of a condition that count, where they are not the usual ones."""
    asked = getattr(finding.rule, "status", ())
    if set(asked) == {"active", "controlled"}:
        return ""
    if voice.is_plain and set(asked) == {"active", "controlled", "past"}:
        return voice.say(_EVER)
    return voice.say(_IN_STATE, states=values.joined([word(one, voice) for one in asked], voice, last="or"))


def sought(finding: Finding, voice: Voice) -> str:
    """Return what a rule looks for on a list, with the state and the window that it asks."""
    return what(finding, voice) + _scope(finding, voice)


def sought_together(findings: Sequence[Finding], voice: Voice) -> str:
    """Return what several rules look for, each term once; those of another state or window on their own."""
    scopes: dict[str, list[Finding]] = {}
    for finding in findings:
        scopes.setdefault(_scope(finding, voice), []).append(finding)
    return "; ".join(together(group, voice) + scope for scope, group in scopes.items())


def _scope(finding: Finding, voice: Voice) -> str:
    if finding.why is not Why.OPEN_LIST:
        return ""
    state = status(finding, voice) if isinstance(finding.rule, ConditionRule | MetastasisRule) else ""
    return state + window(finding, voice)


def doubt(finding: Finding, voice: Voice) -> str:
    """Return why a list does not prove that what is not on it is absent."""
    path = _list_path(finding.rule)
    background = voice.background
    if background is None:
        return voice.say(_INCOMPLETE_OR_UNUSABLE, list=list_name(finding, voice))
    unmapped = [visible(name) for where, name in background.unmapped if _stands_on(where, path)]
    left_out = [fact_words(where, voice) for where in background.left_out if _stands_on(where, path)]
    parts = [voice.say(_UNMAPPED, name=name) for name in unmapped]
    parts += [voice.say(_LEFT_OUT, entry=entry) for entry in left_out]
    return values.joined(parts, voice) or voice.say(_INCOMPLETE, list=list_name(finding, voice))


def _stands_on(where: str, path: str) -> bool:
    return where.startswith(f"{path}[") and where.endswith("]")
