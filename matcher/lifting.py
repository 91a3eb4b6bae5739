"""What could take a leaf rule off the truth it has: nothing, time, a test, a document, treatment, or a person's answer.

The table in words, with the reasons for each choice, is `docs/near-misses.md`. Time is not judged here where it has a
date: the course of the criterion tells that. Nothing in here is advice; it says who or what could settle the point.
"""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, Final, TypeAlias, assert_never

from criteria.measures import Quantity
from criteria.rules import (
    AgeRule,
    BiomarkerRule,
    ClearanceRule,
    ConditionRule,
    CountRule,
    CyclesRule,
    ElapsedRule,
    FlagRule,
    HadRule,
    JudgementRule,
    LabMultipleRule,
    LabRule,
    LinesRule,
    MetastasisRule,
    NumberRule,
    OneOfRule,
    OngoingRule,
    ProgressionRule,
    ScaleRule,
    StableDoseRule,
    WashoutRule,
)
from criteria.vocabulary import vocabulary
from matcher.finding import Why
from matcher.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Mapping

    from criteria.rules import Limits
    from matcher.finding import Evidence, Finding


class Kind(Enum):
    """What would lift a blocker; the order is from the easiest to the hardest."""

    TIME = "time"
    DOCUMENT = "document"
    REPEAT_TEST = "repeat_test"
    JUDGEMENT = "judgement"
    TREATMENT_DECISION = "treatment_decision"
    FIXED = "fixed"

    @property
    def order(self) -> int:
        """Its place in the order, 0 the easiest."""
        return list(Kind).index(self)


Leaf: TypeAlias = (
    NumberRule
    | ScaleRule
    | OneOfRule
    | FlagRule
    | ElapsedRule
    | ProgressionRule
    | LabRule
    | LabMultipleRule
    | HadRule
    | CountRule
    | OngoingRule
    | WashoutRule
    | StableDoseRule
    | CyclesRule
    | LinesRule
    | ConditionRule
    | MetastasisRule
    | BiomarkerRule
    | AgeRule
    | ClearanceRule
    | JudgementRule
)

# What lifts a single fact of the profile, whichever value is asked of it. Of a few the value matters: see `lifted_by`.
FACTS: Final[Mapping[str, Kind]] = {
    "sex": Kind.FIXED,
    "country": Kind.FIXED,
    "height": Kind.FIXED,
    "weight": Kind.REPEAT_TEST,
    "childbearing_potential": Kind.FIXED,
    "agrees_to_contraception": Kind.JUDGEMENT,
    "life_expectancy_months": Kind.JUDGEMENT,
    "diagnosis.primary_site": Kind.FIXED,
    "diagnosis.tumor_type": Kind.FIXED,
    "diagnosis.differentiation": Kind.FIXED,
    "diagnosis.cell_size": Kind.FIXED,
    "diagnosis.grade": Kind.REPEAT_TEST,
    "diagnosis.ki67": Kind.REPEAT_TEST,
    "diagnosis.mitotic_count": Kind.REPEAT_TEST,
    "diagnosis.syndrome": Kind.FIXED,
    "diagnosis.resectable": Kind.JUDGEMENT,
    "diagnosis.measurable_disease": Kind.REPEAT_TEST,
    "diagnosis.confirmed_by": Kind.DOCUMENT,
    "performance.ecog": Kind.REPEAT_TEST,
    "performance.karnofsky": Kind.REPEAT_TEST,
    "sstr_imaging.tracer": Kind.REPEAT_TEST,
    "sstr_imaging.positive": Kind.REPEAT_TEST,
    "sstr_imaging.krenning": Kind.REPEAT_TEST,
    "sstr_imaging.all_lesions": Kind.REPEAT_TEST,
    "sstr_imaging.fdg_discordant": Kind.REPEAT_TEST,
}
EXTENTS: Final = ("localized", "locally_advanced", "metastatic")
# Conditions that stay, even under good control; with what lies below them in the vocabulary.
LIFELONG: Final = (
    "autoimmune_disease", "cardiomyopathy", "cirrhosis", "congenital_heart_disease", "copd", "dementia", "diabetes",
    "dialysis_dependence", "dpd_deficiency", "gilbert_syndrome", "hearing_loss", "hereditary_syndrome", "hiv",
    "hypersensitivity", "immunodeficiency", "interstitial_lung_disease", "organ_transplant", "parkinson_disease",
    "porphyria", "pulmonary_hypertension", "single_kidney", "stem_cell_transplant", "valvular_disease",
)  # fmt: skip
PASSING: Final = ("pregnancy", "breastfeeding")
NERVOUS_SYSTEM: Final = "cns"


def lifted_by(rule: Leaf, finding: Finding) -> Kind:  # noqa: C901, PLR0911, PLR0912 - one table
    """Return what could take a leaf off its truth, time with a date left aside."""
    match rule:
        case NumberRule():
            return _number(rule, finding)
        case OneOfRule(fact="diagnosis.extent"):
            return _extent(rule, finding)
        case FlagRule(fact="pregnant" | "breastfeeding"):
            return Kind.TIME if _is_yes(rule, finding) else Kind.FIXED
        case FlagRule(fact="diagnosis.functioning"):
            return Kind.FIXED if _is_yes(rule, finding) else Kind.REPEAT_TEST
        case ScaleRule() | OneOfRule() | FlagRule():
            return FACTS[rule.fact]
        case ElapsedRule() | AgeRule():
            return Kind.FIXED
        case ProgressionRule():
            return _progression(rule, finding)
        case LabRule() | LabMultipleRule() | ClearanceRule() | BiomarkerRule():
            return Kind.REPEAT_TEST
        case HadRule():
            return _had(finding)
        case CountRule() | CyclesRule() | LinesRule():
            return Kind.TREATMENT_DECISION if _more_would_lift(rule, finding) else Kind.FIXED
        case OngoingRule() | WashoutRule() | StableDoseRule():
            return Kind.TREATMENT_DECISION
        case ConditionRule():
            return _condition(rule, finding)
        case MetastasisRule():
            return _metastasis(rule, finding)
        case JudgementRule():
            return Kind.JUDGEMENT
        case _:
            assert_never(rule)


def _number(rule: NumberRule, finding: Finding) -> Kind:
    """Another sample may read otherwise; it cannot take back the highest, or the one of any, that there was."""
    kind = FACTS[rule.fact]
    if rule.specimen == "any" and finding.truth is Truth.TRUE:
        return Kind.FIXED
    if rule.specimen == "highest":
        lows = [item.value.interval.low for item in finding.evidence if isinstance(item.value, Quantity)]
        known = [low for low in lows if low is not None]
        return kind if _rising_lifts(rule, finding.truth, max(known, default=None)) else Kind.FIXED
    return kind


def _rising_lifts(limits: Limits, truth: Truth, low: Fraction | None) -> bool:
    """Whether a value that can only rise may leave its truth; where the limits do not tell, `low` is the value."""
    interval = limits.interval
    if truth is Truth.TRUE:
        return interval.high is not None
    if interval.low is None:
        return False
    return interval.high is None or low is None or low < interval.low or (low == interval.low and interval.low_open)


def _more_would_lift(rule: CountRule | CyclesRule | LinesRule, finding: Finding) -> bool:
    counted = next((item.value for item in finding.evidence if item.status == "count"), None)
    first = counted.partition(" ")[0].partition("-")[0] if isinstance(counted, str) else ""
    return _rising_lifts(rule, finding.truth, Fraction(first) if first else None)


def _is_yes(rule: FlagRule, finding: Finding) -> bool:
    """Whether the yes/no fact that stands in the way is a yes."""
    return rule.value is (finding.truth is Truth.TRUE)


def _extent(rule: OneOfRule, finding: Finding) -> Kind:
    """A report may show that the tumour has spread further than was recorded, never that it has spread less."""
    recorded = next((item.value for item in finding.evidence if isinstance(item.value, str)), "")
    place = EXTENTS.index(recorded) if recorded in EXTENTS else 0
    leaves_truth = finding.truth is Truth.FALSE
    return Kind.DOCUMENT if any((one in rule.values) is leaves_truth for one in EXTENTS[place + 1 :]) else Kind.FIXED


def _progression(rule: ProgressionRule, finding: Finding) -> Kind:
    """A newer progression can be documented; one that was cannot be taken back."""
    if finding.truth is Truth.FALSE:
        return Kind.DOCUMENT
    return Kind.FIXED if rule.at_least_ago is None else Kind.DOCUMENT


def _had(finding: Finding) -> Kind:
    """What was given stays given; what runs, or was not given, is for the team to talk about."""
    if finding.truth is Truth.FALSE or finding.why is Why.ONGOING:
        return Kind.TREATMENT_DECISION
    return Kind.FIXED


def _condition(rule: ConditionRule, finding: Finding) -> Kind:
    if finding.truth is Truth.FALSE:
        return Kind.TREATMENT_DECISION if _may_be_controlled(rule, finding) else Kind.FIXED
    kinds = [_present(rule, item) for item in finding.evidence] or [Kind.FIXED]
    return max(kinds, key=lambda kind: kind.order)


def _present(rule: ConditionRule, evidence: Evidence) -> Kind:
    """What lifts a condition that is there: a history stays, and so does what is lifelong unless control is enough."""
    if "past" in rule.status:
        return Kind.FIXED
    terms = vocabulary("condition")
    term = terms.find(evidence.name)
    if term is not None and term.id in PASSING:
        return Kind.TIME
    if term is None or "controlled" not in rule.status:
        return Kind.TREATMENT_DECISION
    return Kind.FIXED if any(terms.is_a(term.id, one) for one in LIFELONG) else Kind.TREATMENT_DECISION


def _metastasis(rule: MetastasisRule, finding: Finding) -> Kind:
    """A newer scan may show a site; one that is there stays, but it may come under control.

    Spread to the nervous system opens trials only as an exception, and nobody looks out for it.
    """
    if finding.truth is Truth.TRUE:
        return Kind.TREATMENT_DECISION if rule.status == ("active",) else Kind.FIXED
    if _may_be_controlled(rule, finding):
        return Kind.TREATMENT_DECISION
    sites = vocabulary("site")
    return Kind.FIXED if all(sites.is_a(site, NERVOUS_SYSTEM) for site in rule.any_of) else Kind.DOCUMENT


def _may_be_controlled(rule: ConditionRule | MetastasisRule, finding: Finding) -> bool:
    """Whether what is asked to be under control is there and active."""
    return "controlled" in rule.status and any(item.status == "active" for item in finding.evidence)
