"""From a finding to the words of its reason: one leaf, or the leaves that decide a composite rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from criteria.rules import (
    AgeRule,
    AllRule,
    AnyRule,
    AtLeastRule,
    BiomarkerRule,
    ConditionRule,
    FlagRule,
    HadRule,
    JudgementRule,
    MetastasisRule,
    NotRule,
    OneOfRule,
    OngoingRule,
    ProgressionRule,
    WashoutRule,
    WhenRule,
)
from matcher.finding import Why
from matcher.phrases import ANY, ASKED, ASKED_MANY, FRAMES, SEEN, TURNS, WISHES
from matcher.truth import Truth
from matcher.wording import values
from matcher.wording.evidence import implied_words
from matcher.wording.slots import SLOTS, fill

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matcher.finding import Finding
    from matcher.phrases import Course, Stance
    from matcher.wording.voice import Phrase, Voice

UNWISHED: Final = frozenset({Why.NEVER, Why.OPEN_LIST, Why.JUDGEMENT, Why.ANSWERED, Why.COMPOSED})
"""Where what is asked would only repeat what was seen."""
NAMED_BY_WISH: Final = (ConditionRule, MetastasisRule, HadRule, OngoingRule, ProgressionRule)
"""Rules that ask for the very thing they look at: where nothing is recorded, it need not be said twice."""
MERGED: Final = frozenset({Why.NEVER, Why.OPEN_LIST, Why.ABSENT})
"""Where several parts of a rule that say the same of different things become one sentence."""
RANGE: Final = "range of half-lives"


def finding_words(finding: Finding, stance: Stance | None, voice: Voice, *, is_part: bool = False) -> str:
    """Return a finding's reason without a full stop at its end.

    `stance` says whether the rule is asked for or excluded; with None only what was seen is told.
    """
    match finding.rule:
        case NotRule():
            return finding_words(finding.parts[0], _opposite(stance), voice, is_part=is_part)
        case AllRule() | AnyRule() | AtLeastRule():
            return _composite(finding, stance, voice)
        case WhenRule():
            return _exception(finding, stance, voice)
        case _:
            return _leaf(finding, stance, voice, is_part=is_part)


def _opposite(stance: Stance | None) -> Stance | None:
    return None if stance is None else "excluded" if stance == "asked" else "asked"


def seen_phrase(finding: Finding) -> Phrase:
    """Return the sentence that tells what the record says; every kind and why has one."""
    why, truth = finding.why, finding.truth
    kind: str = finding.rule.rule
    if why is Why.NO_HALF_LIFE and finding.turns is not None:
        kind = RANGE
    for key in ((kind, why, truth), (kind, why, None), (ANY, why, truth), (ANY, why, None)):
        if key in SEEN:
            return SEEN[key]
    raise KeyError(why)


def _seen(finding: Finding, voice: Voice) -> str:
    words = fill(seen_phrase(finding), finding, voice)
    source = implied_words(finding, voice)
    return voice.say(FRAMES["implied"], seen=words, facts=source) if source else words


def _leaf(finding: Finding, stance: Stance | None, voice: Voice, *, is_part: bool) -> str:
    seen = _seen(finding, voice)
    turn = _turn(finding, stance, voice)
    names_itself = finding.why is Why.ABSENT and isinstance(finding.rule, NAMED_BY_WISH)
    if stance is None or finding.why in UNWISHED or names_itself or isinstance(finding.rule, JudgementRule):
        return seen
    wish = fill(WISHES[finding.rule.rule], finding, voice).strip()
    if _repeats(finding, seen, wish):
        return seen
    many = isinstance(finding.rule, WashoutRule)
    asked = voice.say((ASKED_MANY if many else ASKED)[stance], wish=wish)
    frame = ("part" if is_part else "alone") + (" turning" if turn else "")
    return voice.say(FRAMES[frame], seen=seen, asked=asked, turn=turn)


def _repeats(finding: Finding, seen: str, wish: str) -> bool:
    """Whether what is asked is word for word what was seen, as in "metastatic; metastatic is asked"."""
    is_named = isinstance(finding.rule, FlagRule | OneOfRule | BiomarkerRule)
    return is_named and finding.why is Why.VALUE and seen.rpartition(": ")[2].startswith(wish)


def _turn(finding: Finding, stance: Stance | None, voice: Voice) -> str:
    if finding.turns is None or stance is None:
        return ""
    course: Course = "within" if getattr(finding.rule, "within", None) is not None else "since"
    why = finding.why
    if isinstance(finding.rule, AgeRule) and finding.truth is Truth.FALSE:
        why = Why.TOO_EARLY
    phrase = TURNS.get((course, why, stance))
    return voice.say(phrase, turns=values.day(finding.turns, voice)) if phrase else ""


def _composite(finding: Finding, stance: Stance | None, voice: Voice) -> str:
    parts = tuple(part for part in finding.parts if part.truth is finding.truth) or finding.parts
    if len(parts) == 1 and not isinstance(finding.rule, AtLeastRule):
        return finding_words(parts[0], stance, voice, is_part=True)
    words = _listed(parts, stance, voice)
    if isinstance(finding.rule, AtLeastRule):
        return _counted(finding, finding.rule.count, stance, words, voice)
    frame = _choice(finding, stance)
    return voice.say(FRAMES[frame], parts=words) if frame else words


def _counted(finding: Finding, count: int, stance: Stance | None, words: str, voice: Voice) -> str:
    held = sum(part.truth is Truth.TRUE for part in finding.parts)
    unsure = sum(part.truth is Truth.UNKNOWN for part in finding.parts)
    frame = f"count {stance or 'asked'}" + (" open" if unsure else "")
    total = len(finding.parts)
    return voice.say(FRAMES[frame], held=held, open=unsure, total=total, count=count, parts=words)


def _choice(finding: Finding, stance: Stance | None) -> str:
    """Return the frame for parts of which one is enough: any of what is asked, all of what is excluded."""
    if stance == "asked" and isinstance(finding.rule, AnyRule):
        return {Truth.FALSE: "no way is met", Truth.UNKNOWN: "a way is open"}.get(finding.truth, "")
    is_excluded = stance == "excluded" and isinstance(finding.rule, AllRule)
    return "a way out is open" if is_excluded and finding.truth is Truth.UNKNOWN else ""


def _listed(parts: Iterable[Finding], stance: Stance | None, voice: Voice) -> str:
    """Return the sentences of several parts, alike ones merged, composite ones in brackets."""
    merged: dict[object, list[tuple[Finding, Stance | None]]] = {}
    for part in parts:
        leaf, side = part, stance
        while isinstance(leaf.rule, NotRule):
            leaf, side = leaf.parts[0], _opposite(side)
        alike = (leaf.rule.rule, leaf.why, leaf.truth) if leaf.why in MERGED else id(leaf)
        merged.setdefault(alike, []).append((leaf, side))
    sentences = [_merged(group, voice) for group in merged.values()]
    return sentences_joined(sentences, voice)


def _merged(group: list[tuple[Finding, Stance | None]], voice: Voice) -> str:
    leaf, side = group[0]
    if len(group) == 1:
        words = finding_words(leaf, side, voice, is_part=True)
        several = (
            isinstance(leaf.rule, AllRule | AnyRule | AtLeastRule | WhenRule)
            and (". " if voice.is_plain else "; ") in words
        )
        return voice.say(FRAMES["group"], parts=words) if several else words
    subjects = values.joined([SLOTS["what"](one, voice) for one, _ in group], voice)
    return fill(seen_phrase(leaf), leaf, voice, what=subjects)


def sentences_joined(sentences: Iterable[str], voice: Voice) -> str:
    """Return the sentences one after another, each once."""
    words = ""
    for sentence in dict.fromkeys(sentences):
        opened = capitalised(sentence) if voice.is_plain else sentence
        words = voice.say(FRAMES["between parts"], first=words, second=opened) if words else opened
    return words


def capitalised(sentence: str) -> str:
    """Return a sentence with a capital at its start, unless its first word has a spelling of its own (mTOR)."""
    return sentence[0].upper() + sentence[1:] if sentence[:1].islower() and not sentence[1:2].isupper() else sentence


def _exception(finding: Finding, stance: Stance | None, voice: Voice) -> str:
    condition, *branches = finding.parts
    if condition.truth is Truth.UNKNOWN:
        words = _listed(branches, stance, voice)
        if finding.truth is not Truth.UNKNOWN:
            return words
        frame = "unsure which" if len(branches) > 1 else "unsure whether"
        return voice.say(FRAMES[frame], branch=words, cause=_cause(condition, voice))
    if condition.truth is Truth.FALSE and len(branches) == 1:
        return voice.say(FRAMES["does not apply"], cause=_cause(condition, voice))
    branch = branches[0] if condition.truth is Truth.TRUE else branches[1]
    words = finding_words(branch, stance, voice)
    is_state = isinstance(condition.rule, ConditionRule | MetastasisRule) and condition.truth is Truth.TRUE
    return voice.say(FRAMES["because of" if is_state else "since"], branch=words, cause=_cause(condition, voice))


def _cause(condition: Finding, voice: Voice) -> str:
    return finding_words(condition, None, voice, is_part=True)
