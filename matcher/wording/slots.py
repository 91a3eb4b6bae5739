"""What fills the placeholders of a leaf's sentences: one function a slot, found by the slot's name."""

from __future__ import annotations

from fractions import Fraction
from string import Formatter
from typing import TYPE_CHECKING, Final

from criteria.facts import find_fact
from criteria.measures import Quantity, exact
from criteria.rules import (
    AgeRule,
    BiomarkerRule,
    ClearanceRule,
    FlagRule,
    JudgementRule,
    LabMultipleRule,
    LabRule,
    Limits,
    NumberRule,
    OneOfRule,
    ScaleRule,
)
from matcher.wording import evidence, lists, times, values
from matcher.wording.flags import FLAG_WORDS
from matcher.wording.names import choice_words, facts_words, terms_words, word
from matcher.wording.signs import visible
from matcher.wording.subjects import what
from matcher.wording.voice import N_, Phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from criteria.rules import Rule
    from matcher.finding import Finding
    from matcher.wording.voice import Voice

_GRADE: Final = Phrase(N_("G"), N_("grade "))
_FORMS: Final[Mapping[bool, Phrase]] = {
    True: Phrase(N_("in words"), N_("in words")),
    False: Phrase(N_("as a number"), N_("as a number")),
}
_ULN: Final = Phrase(N_("ULN"), N_("upper limit of normal"))
_LLN: Final = Phrase(N_("LLN"), N_("lower limit of normal"))
_SPECIMENS: Final[Mapping[str, Phrase]] = {
    "stated": Phrase("", ""),
    "latest": Phrase(N_(" in the latest specimen"), ""),
    "highest": Phrase(N_(" in the highest specimen"), ""),
    "any": Phrase(N_(" in any specimen"), ""),
}


def unit(finding: Finding, voice: Voice) -> str:
    """Return the unit that a rule asks in, for people."""
    return values.unit_words(asked_unit(finding.rule), voice)


def asked_unit(rule: Rule) -> str:
    """Return the unit that a rule's limits are in."""
    match rule:
        case LabRule():
            return rule.unit
        case NumberRule():
            entry = find_fact(rule.fact)
            return rule.unit or (entry.unit if entry else "")
        case BiomarkerRule():
            return rule.unit or ""
        case ClearanceRule():
            return "mL/min/{1.73_m2}" if rule.method == "ckd_epi_2021" else "mL/min"
        case AgeRule():
            return "years"
        case _:
            return ""


def limits(finding: Finding, voice: Voice) -> str:
    """Return a rule's limits with their unit."""
    rule = finding.rule
    if isinstance(rule, ScaleRule):
        return _steps(rule, voice)
    return values.limits_words(rule, asked_unit(rule), voice) if isinstance(rule, Limits) else ""


def _steps(rule: ScaleRule, voice: Voice) -> str:
    prefix = voice.say(_GRADE) if rule.fact == "diagnosis.grade" else ""
    return values.limits_words(Limits(at_least=rule.at_least, at_most=rule.at_most), "", voice, prefix)


def bound(finding: Finding, voice: Voice) -> str:
    """Return the limits that a value lies on both sides of."""
    rule, shown = finding.rule, asked_unit(finding.rule)
    if not isinstance(rule, Limits):
        return limits(finding, voice)
    ends = [end for end in (rule.at_least, rule.above, rule.at_most, rule.below) if end is not None]
    spans = [item.value.interval for item in finding.evidence if isinstance(item.value, Quantity)]
    units = {item.unit for item in finding.evidence}
    if len(ends) > 1 and units == {shown}:
        ends = [
            end
            for end in ends
            if any(
                (span.low is None or span.low <= exact(end)) and (span.high is None or span.high >= exact(end))
                for span in spans
            )
        ] or ends
    tail = f" × {norm(finding, voice)}" if isinstance(rule, LabMultipleRule) else ""
    return values.joined([values.with_unit(values.number(end), shown, voice) + tail for end in ends], voice)


def multiple(finding: Finding, voice: Voice) -> str:
    """Return the result as a multiple of the report's own limit of normal."""
    ratios = []
    for item in finding.evidence:
        value = item.value
        if isinstance(value, Quantity) and item.limit and isinstance(finding.rule, Limits):
            span = value.interval.scaled(Fraction(1) / exact(item.limit))
            ends = [end for end in (span.low, span.high) if end is not None]
            ratios.append("-".join(dict.fromkeys(values.ratio(end, finding.rule) for end in ends)))
    return values.joined(ratios, voice)


def limit(finding: Finding, voice: Voice) -> str:
    """Return the report's own limit of normal with its unit."""
    shown = [
        values.with_unit(values.number(item.limit), item.unit, voice)
        for item in finding.evidence
        if item.limit is not None
    ]
    return values.joined(shown, voice)


def norm(finding: Finding, voice: Voice) -> str:
    """Return which limit of normal a rule counts in."""
    rule = finding.rule
    return voice.say(_LLN if isinstance(rule, LabMultipleRule) and rule.of == "lln" else _ULN)


def terms(finding: Finding, voice: Voice) -> str:
    """Return the terms or results that a rule asks for."""
    match finding.rule:
        case OneOfRule() as rule:
            return values.joined([choice_words(rule.fact, one, voice) for one in rule.values], voice, last="or")
        case BiomarkerRule() as rule if rule.results:
            return terms_words("biomarker_result", rule.results, voice)
        case BiomarkerRule():
            return limits(finding, voice)
        case _:
            return what(finding, voice)


def form(finding: Finding, voice: Voice) -> str:
    """Return how a biomarker's result is needed: in words or as a number."""
    return voice.say(_FORMS[isinstance(finding.rule, BiomarkerRule) and bool(finding.rule.results)])


def whether(finding: Finding, voice: Voice) -> str:
    """Return what may or may not be so, as a clause."""
    words = FLAG_WORDS.get(finding.rule.fact) if isinstance(finding.rule, FlagRule) else None
    return voice.translate(words.whether) if words else what(finding, voice)


def wish(finding: Finding, voice: Voice) -> str:
    """Return the yes or no that a rule asks for."""
    return word(str(finding.rule.value), voice) if isinstance(finding.rule, FlagRule) else ""


def specimen(finding: Finding, voice: Voice) -> str:
    """Return which specimen a rule looks at, with a leading space, or nothing."""
    return voice.say(_SPECIMENS[finding.rule.specimen]) if isinstance(finding.rule, NumberRule) else ""


def question(finding: Finding, _voice: Voice) -> str:
    """Return what a person is asked to judge."""
    return visible(finding.rule.question) if isinstance(finding.rule, JudgementRule) else ""


def lacking(finding: Finding, voice: Voice) -> str:
    """Return the details that are missing, in brackets with a leading space, or nothing."""
    return f" ({facts_words(finding.missing, voice)})" if finding.missing else ""


SLOTS: Final[Mapping[str, Callable[[Finding, Voice], str]]] = {
    "what": what,
    "found": evidence.found,
    "found_ended": evidence.found_ended,
    "found_stable": evidence.found_stable,
    "entries": evidence.entries,
    "tally": evidence.tally,
    "name": evidence.name,
    "missing": lambda finding, voice: facts_words(finding.missing, voice),
    "facts": lambda finding, voice: facts_words(finding.facts or finding.missing, voice),
    "unit": unit,
    "limits": limits,
    "bound": bound,
    "multiple": multiple,
    "limit": limit,
    "norm": norm,
    "terms": terms,
    "window": times.window,
    "anchor": times.anchor,
    "time": times.time,
    "freshness": times.freshness,
    "status": lists.status,
    "wish": wish,
    "specimen": specimen,
    "list": lists.list_name,
    "sought": lists.sought,
    "doubt": lists.doubt,
    "form": form,
    "whether": whether,
    "question": question,
    "turns": times.turns,
    "lacking": lacking,
}


def fill(phrase: Phrase, finding: Finding, voice: Voice, **more: str) -> str:
    """Return a phrase with its slots filled from a finding, or from what is given by name."""
    template = voice.template(phrase)
    names = {name for _, name, _, _ in Formatter().parse(template) if name}
    slots = {name: more[name] if name in more else SLOTS[name](finding, voice) for name in names}
    return template.format(**slots).replace("  ", " ")
