"""What a rule asks, in words, without a patient."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from criteria.rules import (
    AllRule,
    AnyRule,
    AtLeastRule,
    ConditionRule,
    HadRule,
    JudgementRule,
    MetastasisRule,
    NotRule,
    OngoingRule,
    ProgressionRule,
    WhenRule,
)
from matcher.finding import Finding, Why
from matcher.phrases import WISHES
from matcher.truth import Truth
from matcher.wording.slots import SLOTS, fill
from matcher.wording.voice import N_, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from criteria.rules import Rule
    from matcher.wording.voice import Voice

_FRAMES: Final = {
    "all": Phrase(N_("all of: {parts}"), N_("all of these: {parts}")),
    "any": Phrase(N_("any of: {parts}"), N_("one of these: {parts}")),
    "not": Phrase(N_("not: {part}"), N_("not: {part}")),
    "at_least": Phrase(N_("at least {count} of: {parts}"), N_("at least {count} of these: {parts}")),
    "when": Phrase(N_("if {condition}: {then}"), N_("if {condition}: {then}")),
    "otherwise": Phrase(N_("{rule}, otherwise: {otherwise}"), N_("{rule}, otherwise: {otherwise}")),
    "named": Phrase(N_("{what}: {wish}"), N_("{what}: {wish}")),
    "fresh": Phrase(N_("{words}, at most {age} old"), N_("{words}, at most {age} old")),
    "group": Phrase(N_("({words})"), N_("({words})")),
}


def rule_in_words(rule: Rule, voice: Voice) -> str:
    """Return what a rule states."""
    match rule:
        case AllRule() | AnyRule():
            return voice.say(_FRAMES[rule.rule], parts=_parts(rule.of, voice))
        case AtLeastRule():
            return voice.say(_FRAMES["at_least"], count=rule.count, parts=_parts(rule.of, voice))
        case NotRule():
            return voice.say(_FRAMES["not"], part=_part(rule.of, voice))
        case WhenRule():
            words = voice.say(_FRAMES["when"], condition=_part(rule.condition, voice), then=_part(rule.then, voice))
            if rule.otherwise is None:
                return words
            return voice.say(_FRAMES["otherwise"], rule=words, otherwise=_part(rule.otherwise, voice))
        case _:
            return _leaf(rule, voice)


def _leaf(rule: Rule, voice: Voice) -> str:
    bare = Finding(rule, Truth.UNKNOWN, Why.ABSENT)
    if isinstance(rule, JudgementRule):
        return SLOTS["question"](bare, voice)
    wish = fill(WISHES[rule.rule], bare, voice).strip()
    names_itself = HadRule | OngoingRule | ConditionRule | MetastasisRule | ProgressionRule
    words = (
        wish
        if isinstance(rule, names_itself)
        else voice.say(_FRAMES["named"], what=SLOTS["what"](bare, voice), wish=wish)
    )
    age = SLOTS["freshness"](bare, voice)
    return voice.say(_FRAMES["fresh"], words=words, age=age) if age else words


def _parts(rules: Iterable[Rule], voice: Voice) -> str:
    return "; ".join(_part(rule, voice) for rule in rules)


def _part(rule: Rule, voice: Voice) -> str:
    words = rule_in_words(rule, voice)
    is_composite = isinstance(rule, AllRule | AnyRule | AtLeastRule | WhenRule)
    return voice.say(_FRAMES["group"], words=words) if is_composite else words
