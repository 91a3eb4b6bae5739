"""What a rule looks at, in words: a fact, a test, a condition, a choice of treatments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from criteria.entries import Lab
from criteria.rules import (
    AgeRule,
    BiomarkerRule,
    ClearanceRule,
    ConditionRule,
    CyclesRule,
    ElapsedRule,
    FlagRule,
    LabMultipleRule,
    LabRule,
    LinesRule,
    Listed,
    MetastasisRule,
    NumberRule,
    OneOfRule,
    ProgressionRule,
    ScaleRule,
)
from matcher.finding import Why
from matcher.wording import values
from matcher.wording.names import LIST_KINDS, METASTASES, fact_words, selection_words, term_words, terms_words, word
from matcher.wording.voice import N_, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from criteria.rules import Rule
    from criteria.vocabulary import Kind
    from matcher.finding import Finding
    from matcher.wording.voice import Voice

_PROGRESSION: Final = Phrase(N_("{basis}progression"), N_("growth of the tumour{basis}"))
_ON: Final = Phrase(N_("{what} on {agents}"), N_("{what} during {agents}"))
_CYCLES: Final = Phrase(N_("cycles of {what}"), N_("cycles of {what}"))
_LINES: Final = Phrase(N_("lines of systemic therapy"), N_("number of treatments against the tumour"))
_LINES_OF: Final = Phrase(N_("lines with {what}"), N_("number of treatments with {what}"))
_AGE: Final = Phrase(N_("age"), N_("your age"))
_CLEARANCE: Final[Mapping[str, Phrase]] = {
    "cockcroft_gault": Phrase(N_("creatinine clearance (Cockcroft-Gault)"), N_("kidney function, calculated")),
    "measured": Phrase(N_("measured creatinine clearance"), N_("kidney function, measured")),
    "any_clearance": Phrase(N_("creatinine clearance"), N_("kidney function")),
    "ckd_epi_2021": Phrase(N_("eGFR (CKD-EPI 2021)"), N_("kidney function, calculated")),
}
_INPUT: Final = Phrase(N_("{input} for the {what}"), N_("{input} for the {what}"))
_UNSTATED: Final[Mapping[str, Phrase]] = {
    "creatinine_clearance": Phrase(
        N_("creatinine clearance (method not stated)"), N_("kidney function (method not stated)")
    ),
    "egfr": Phrase(N_("eGFR (method not stated)"), N_("kidney function (method not stated)")),
}


def what(finding: Finding, voice: Voice) -> str:  # noqa: PLR0911 - one line a rule kind
    """Return what a rule looks at."""
    match finding.rule:
        case NumberRule() | ScaleRule() | OneOfRule() | FlagRule() | ElapsedRule() as rule:
            return fact_words(rule.fact, voice)
        case LabRule() | LabMultipleRule() as rule:
            return term_words("lab_test", rule.test, voice)
        case BiomarkerRule() as rule:
            return term_words("biomarker", rule.name, voice)
        case ClearanceRule() as rule:
            return _clearance(finding, rule, voice)
        case AgeRule():
            return voice.say(_AGE)
        case ConditionRule() as rule:
            return terms_words("condition", rule.any_of, voice)
        case MetastasisRule() as rule:
            return voice.say(METASTASES, sites=terms_words("site", rule.any_of, voice))
        case ProgressionRule() as rule:
            return _progression(rule, voice)
        case _:
            return _treatments(finding.rule, voice)


def _clearance(finding: Finding, rule: ClearanceRule, voice: Voice) -> str:
    """Return the method by which the value was got, which need not be the one that is asked."""
    asked = voice.say(_CLEARANCE[rule.method])
    labs = [item.value for item in finding.evidence if isinstance(item.value, Lab)]
    if not labs or finding.why is Why.MISSING_INPUT or any(item.status == "computed" for item in finding.evidence):
        return asked
    if "labs.creatinine" in finding.missing:
        return voice.say(_INPUT, input=term_words("lab_test", "creatinine", voice), what=asked)
    method = labs[0].method
    if any(lab.method != method for lab in labs):
        return voice.say(_CLEARANCE["any_clearance"])
    if method is None:
        return voice.say(_UNSTATED["egfr" if rule.method == "ckd_epi_2021" else "creatinine_clearance"])
    return voice.say(_CLEARANCE[method])


def together(findings: Iterable[Finding], voice: Voice) -> str:
    """Return what several rules of one kind look at, each term once."""
    terms: dict[Kind, list[str]] = {}
    others: list[str] = []
    for finding in findings:
        match finding.rule:
            case ConditionRule() | MetastasisRule() as rule:
                kind: Kind = "condition" if isinstance(rule, ConditionRule) else "site"
                names = rule.any_of
            case Listed() as rule if rule.select.model_fields_set == {"any_of"}:
                kind, names = LIST_KINDS[rule.source], rule.select.any_of
            case _:
                others.append(what(finding, voice))
                continue
        terms.setdefault(kind, []).extend(term_words(kind, name, voice) for name in names)
    for kind, words in terms.items():
        listed = values.joined(words, voice)
        others.append(voice.say(METASTASES, sites=listed) if kind == "site" else listed)
    return values.joined(others, voice)


def _treatments(rule: Rule, voice: Voice) -> str:
    match rule:
        case CyclesRule():
            return voice.say(_CYCLES, what=selection_words(rule.select, "therapies", voice))
        case LinesRule() if not rule.select.model_fields_set:
            return voice.say(_LINES)
        case LinesRule():
            return voice.say(_LINES_OF, what=selection_words(rule.select, "therapies", voice))
        case Listed():
            return selection_words(rule.select, rule.source, voice)
        case _:
            return ""


def _progression(rule: ProgressionRule, voice: Voice) -> str:
    basis = values.joined([word(one, voice) for one in rule.basis], voice, last="or")
    if basis:
        basis = f" ({basis})" if voice.is_plain else f"{basis} "
    words = voice.say(_PROGRESSION, basis=basis)
    return voice.say(_ON, what=words, agents=terms_words("therapy", rule.on, voice)) if rule.on else words
