"""From a finding to the words of its reason: one leaf, or the leaves that decide a composite rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from criteria.half_lives import half_life
from criteria.rules import (
    AgeRule,
    AllRule,
    AnyRule,
    AtLeastRule,
    BiomarkerRule,
    ClearanceRule,
    ConditionRule,
    CountRule,
    CyclesRule,
    FlagRule,
    HadRule,
    JudgementRule,
    LabMultipleRule,
    LabRule,
    LinesRule,
    MetastasisRule,
    NotRule,
    NumberRule,
    OneOfRule,
    OngoingRule,
    ProgressionRule,
    ScaleRule,
    WashoutRule,
    WhenRule,
)
from criteria.vocabulary import vocabulary
from matcher.finding import Why
from matcher.phrases import ANY, ASKED, ASKED_MANY, SEEN, TURNS, WISHES
from matcher.truth import Truth
from matcher.wording import values
from matcher.wording.evidence import implied_words
from matcher.wording.frames import FRAMES
from matcher.wording.lists import sought_together
from matcher.wording.names import word
from matcher.wording.rules import rule_in_words
from matcher.wording.slots import SLOTS, fill

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matcher.finding import Evidence, Finding
    from matcher.phrases import Course, Stance
    from matcher.wording.voice import Phrase, Voice

UNWISHED: Final = frozenset({Why.NEVER, Why.OPEN_LIST, Why.JUDGEMENT, Why.ANSWERED, Why.COMPOSED})
"""Where what is asked would only repeat what was seen."""
NAMED_BY_WISH: Final = (ConditionRule, MetastasisRule, HadRule, OngoingRule, ProgressionRule)
"""Rules that ask for the very thing they look at: where nothing is recorded, it need not be said twice."""
MERGED: Final = frozenset({Why.NEVER, Why.OPEN_LIST, Why.ABSENT})
"""Where several parts of a rule that say the same of different things become one sentence."""
LIMITED: Final = (LabRule, LabMultipleRule, NumberRule, ScaleRule, ClearanceRule, AgeRule)
"""Rules on a value of which an exception changes the limit."""
COUNTING: Final = (CountRule, CyclesRule, LinesRule)
RANGE: Final = "range of half-lives"
NO_HALF_LIFE: Final = "no half-life, surely"


def finding_words(finding: Finding, stance: Stance | None, voice: Voice, *, is_part: bool = False) -> str:
    """Return a finding's reason without a full stop at its end.

    `stance` says whether the rule is asked for or excluded; with None only what was seen is told.
    """
    match finding.rule:
        case NotRule():
            return finding_words(finding.parts[0], _opposite(stance), voice, is_part=is_part)
        case AllRule() | AnyRule() | AtLeastRule():
            return _composite(finding, stance, voice, is_part=is_part)
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
        kind = RANGE if all(map(_has_half_life, finding.evidence)) else NO_HALF_LIFE
    for key in ((kind, why, truth), (kind, why, None), (ANY, why, truth), (ANY, why, None)):
        if key in SEEN:
            return SEEN[key]
    raise KeyError(why)


def _has_half_life(item: Evidence) -> bool:
    term = vocabulary("therapy").find(item.name)
    return term is not None and half_life(term.id) is not None


def _seen(finding: Finding, voice: Voice) -> str:
    words = fill(seen_phrase(finding), finding, voice)
    source = implied_words(finding, voice)
    return voice.say(FRAMES["implied"], seen=words, facts=source) if source else words


def _leaf(finding: Finding, stance: Stance | None, voice: Voice, *, is_part: bool) -> str:
    seen = _seen(finding, voice)
    turn = _turn(finding, stance, voice)
    names_itself = finding.why is Why.ABSENT and isinstance(finding.rule, NAMED_BY_WISH)
    if finding.why is Why.NEVER and stance == "asked" and finding.truth is Truth.FALSE and not _is_counted(finding):
        return voice.say(FRAMES["but asked"], seen=seen)
    if finding.why is Why.ONGOING and stance == "excluded":
        seen = voice.say(FRAMES["decision"], seen=seen)
    is_told = finding.why in UNWISHED and not _is_counted(finding)
    if stance is None or is_told or names_itself or isinstance(finding.rule, JudgementRule):
        return seen
    asked, wish = _asked(finding, stance, voice)
    if _repeats(finding, stance, wish, voice):
        return seen
    frame = ("part" if is_part else "alone") + (" turning" if turn else "")
    return voice.say(FRAMES[frame], seen=seen, asked=asked, turn=turn)


def _is_counted(finding: Finding) -> bool:
    return isinstance(finding.rule, COUNTING)


def _asked(finding: Finding, stance: Stance, voice: Voice) -> tuple[str, str]:
    """Return the sentence of what is asked or excluded, and what that is; of yes and no the one that is asked."""
    if isinstance(finding.rule, FlagRule):
        wish = word(str(finding.rule.value is (stance == "asked")), voice)
        return voice.say(FRAMES["answer asked"], wish=wish), wish
    wish = fill(WISHES[finding.rule.rule], finding, voice).strip()
    many = isinstance(finding.rule, WashoutRule)
    return voice.say((ASKED_MANY if many else ASKED)[stance], wish=wish), wish


def _repeats(finding: Finding, stance: Stance, wish: str, voice: Voice) -> bool:
    """Whether what is asked is word for word what was seen, as in "metastatic; metastatic is asked".

    That the very thing seen is excluded is the reason itself, and always told.
    """
    if finding.why is not Why.VALUE:
        return False
    if isinstance(finding.rule, FlagRule):
        return (finding.truth is Truth.TRUE) == (stance == "asked")
    is_named = stance == "asked" and isinstance(finding.rule, OneOfRule | BiomarkerRule)
    return is_named and SLOTS["found"](finding, voice).startswith(wish)


def _turn(finding: Finding, stance: Stance | None, voice: Voice) -> str:
    if finding.turns is None or stance is None:
        return ""
    course: Course = "within" if getattr(finding.rule, "within", None) is not None else "since"
    why = finding.why
    if isinstance(finding.rule, AgeRule) and finding.truth is Truth.FALSE:
        why = Why.TOO_EARLY
    phrase = TURNS.get((course, why, stance))
    return voice.say(phrase, turns=values.day(finding.turns, voice)) if phrase else ""


def _composite(finding: Finding, stance: Stance | None, voice: Voice, *, is_part: bool) -> str:
    parts = tuple(part for part in finding.parts if part.truth is finding.truth) or finding.parts
    if len(parts) == 1 and not isinstance(finding.rule, AtLeastRule):
        return finding_words(parts[0], stance, voice, is_part=is_part)
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
        can_merge = leaf.why in MERGED and not (leaf.why is not Why.ABSENT and _is_counted(leaf))
        alike = (leaf.rule.rule, leaf.why, leaf.truth, side) if can_merge else id(leaf)
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
        return voice.say(FRAMES["group"], parts=_sentence(words, voice)) if several else words
    subjects = sought_together([one for one, _ in group], voice)
    words = fill(seen_phrase(leaf), leaf, voice, what=subjects, sought=subjects)
    is_lacking = leaf.why is Why.NEVER and side == "asked" and leaf.truth is Truth.FALSE
    return voice.say(FRAMES["but asked"], seen=words) if is_lacking else words


def sentences_joined(sentences: Iterable[str], voice: Voice) -> str:
    """Return the sentences one after another, each once."""
    words = ""
    for sentence in dict.fromkeys(sentences):
        opened = _sentence(sentence, voice)
        words = voice.say(FRAMES["between parts"], first=words, second=opened) if words else opened
    return words


def _sentence(words: str, voice: Voice) -> str:
    """Return words that follow a full stop: in plain language with a capital."""
    return capitalised(words) if voice.is_plain else words


def capitalised(sentence: str) -> str:
    """Return a sentence with a capital at its start, unless its first word has a spelling of its own (mTOR)."""
    return sentence[0].upper() + sentence[1:] if sentence[:1].islower() and not sentence[1:2].isupper() else sentence


def _exception(finding: Finding, stance: Stance | None, voice: Voice) -> str:
    condition, *branches = finding.parts
    if condition.truth is Truth.UNKNOWN:
        return _open_exception(finding, stance, voice)
    if condition.truth is Truth.FALSE and len(branches) == 1:
        return voice.say(FRAMES["does not apply"], cause=_sentence(_cause(condition, voice), voice))
    branch = branches[0] if condition.truth is Truth.TRUE else branches[1]
    words, cause = finding_words(branch, stance, voice), _cause(condition, voice)
    if words.startswith(cause):
        return words
    is_state = isinstance(condition.rule, ConditionRule | MetastasisRule) and condition.truth is Truth.TRUE
    is_state = is_state and not isinstance(branch.rule, JudgementRule)
    return voice.say(FRAMES["because of" if is_state else "since"], branch=words, cause=cause)


def _open_exception(finding: Finding, stance: Stance | None, voice: Voice) -> str:
    """Tell both branches of an exception of which it is open whether it holds, and which is which."""
    condition, then, *rest = finding.parts
    cause = _cause(condition, voice)
    if not rest:
        words = finding_words(then, stance, voice)
        # Where the branch is met anyway it does not matter whether it applies.
        is_open = finding.truth is Truth.UNKNOWN
        return _said("unsure whether", voice, branch=words, cause=cause) if is_open else words
    otherwise = rest[0]
    named = rule_in_words(condition.rule, voice)
    seen = _seen(then, voice) if isinstance(then.rule, LIMITED) else ""
    if stance is None or not seen or then.rule.rule != otherwise.rule.rule or seen != _seen(otherwise, voice):
        one, other = (_merged([(branch, stance)], voice) for branch in (then, otherwise))
        return _said("unsure which", voice, cause=cause, condition=named, branch=one, otherwise=other)
    frame = "or with" if isinstance(condition.rule, ConditionRule | MetastasisRule) else "or if"
    open_because = voice.say(FRAMES["not known"] if condition.why is Why.ABSENT else FRAMES["not clear"], cause=cause)
    exception, usual = (fill(WISHES[one.rule.rule], one, voice).strip() for one in (then, otherwise))
    wish = voice.say(FRAMES[frame], wish=usual, exception=exception, condition=named, cause=open_because)
    return voice.say(FRAMES["alone"], seen=seen, asked=voice.say(ASKED[stance], wish=wish), turn="")


def _said(frame: str, voice: Voice, **slots: str) -> str:
    """Fill a frame; in plain words the branch that follows a full stop begins with a capital."""
    if frame == "unsure whether":
        slots["branch"] = _sentence(slots["branch"], voice)
    return voice.say(FRAMES[frame], **slots)


def _cause(condition: Finding, voice: Voice) -> str:
    return finding_words(condition, None, voice, is_part=True)
