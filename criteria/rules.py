"""The closed union of rule objects: what a criterion may say, as data.

What a rule *means* is in `matcher.evaluate`; a new kind is a class here, and the type checker then names each place
that must learn it. A leaf looks at one fact; everything else composes. Names of terms are the vocabulary's ids.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from criteria.dates import Duration, Washout
from criteria.entries import Intent, Outcome, ProgressionBasis
from criteria.measures import Interval, Number, exact
from criteria.parts import Frozen

Term = Annotated[str, Field(min_length=1, max_length=100)]
Terms = Annotated[tuple[Term, ...], Field(min_length=1)]
Anchor = Literal["consent", "screening", "enrolment", "registration", "randomisation", "first_dose"]
Unit = Annotated[str, Field(min_length=1, max_length=40)]
Present = Literal["active", "controlled", "past"]


class Limits(Frozen):
    """Numeric limits; `at_least` and `at_most` include the limit, `above` and `below` do not."""

    at_least: Number | None = None
    at_most: Number | None = None
    above: Number | None = None
    below: Number | None = None

    @model_validator(mode="after")
    def _one_limit_an_end(self) -> Self:
        kind = "bounds"
        lows = [bound for bound in (self.at_least, self.above) if bound is not None]
        highs = [bound for bound in (self.at_most, self.below) if bound is not None]
        if len(lows) > 1 or len(highs) > 1:
            raise PydanticCustomError(kind, "one end has two limits; keep one of them")
        strict = self.above is not None or self.below is not None
        if lows and highs and (lows[0] > highs[0] or (strict and lows[0] == highs[0])):
            raise PydanticCustomError(kind, "no number can meet both limits")
        return self

    @property
    def interval(self) -> Interval:
        """The numbers that meet the rule."""
        low = self.at_least if self.at_least is not None else self.above
        high = self.at_most if self.at_most is not None else self.below
        return Interval(
            None if low is None else exact(low),
            None if high is None else exact(high),
            self.above is not None,
            self.below is not None,
        )


class Bounded(Limits):
    """A rule that has at least one limit."""

    @model_validator(mode="after")
    def _some_limit(self) -> Self:
        if self.interval == Interval():
            kind = "bounds"
            raise PydanticCustomError(kind, "a limit is missing: at_least, at_most, above or below")
        return self


class NumberRule(Bounded):
    """A numeric fact of the profile lies within bounds, in the fact's own unit or the one named."""

    rule: Literal["number"] = "number"
    fact: Term
    unit: Unit | None = None
    max_age: Duration | None = None
    specimen: Literal["stated", "latest", "highest", "any"] = "stated"


class ScaleRule(Frozen):
    """A step on an ordered scale: ECOG performance status, WHO grade or Krenning score; both ends inclusive."""

    rule: Literal["scale"] = "scale"
    fact: Literal["performance.ecog", "diagnosis.grade", "sstr_imaging.krenning"]
    at_least: Annotated[int, Field(ge=0, le=5)] | None = None
    at_most: Annotated[int, Field(ge=0, le=5)] | None = None
    max_age: Duration | None = None

    @model_validator(mode="after")
    def _sense(self) -> Self:
        kind = "bounds"
        if self.at_least is None and self.at_most is None:
            raise PydanticCustomError(kind, "a limit is missing: at_least or at_most")
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            raise PydanticCustomError(kind, "no step can meet both limits")
        return self


class OneOfRule(Frozen):
    """A named fact is one of these terms or lies below one of them in the vocabulary."""

    rule: Literal["one_of"] = "one_of"
    fact: Term
    values: Terms
    max_age: Duration | None = None


class FlagRule(Frozen):
    """A yes/no fact has this value."""

    rule: Literal["flag"] = "flag"
    fact: Term
    value: bool = True
    max_age: Duration | None = None


class Timed(Frozen):
    """A rule on the time since a date: `within` n of it (that day included), or `at_least_ago` n since it."""

    within: Duration | None = None
    at_least_ago: Duration | None = None
    anchor: Anchor | None = None


class ElapsedRule(Timed):
    """The time since the date of diagnosis."""

    rule: Literal["elapsed"] = "elapsed"
    fact: Literal["diagnosis.date"]

    @model_validator(mode="after")
    def _sense(self) -> Self:
        if (self.within is None) == (self.at_least_ago is None):
            kind = "bounds"
            raise PydanticCustomError(kind, "give exactly one of within and at_least_ago")
        return self


class ProgressionRule(Timed):
    """The disease progressed: on this basis, on this treatment, in this window; without a window, ever.

    `basis` empty accepts any; RECIST 1.1 counts as radiological. With `at_least_ago` every such progression is meant.
    """

    rule: Literal["progression"] = "progression"
    basis: tuple[ProgressionBasis, ...] = ()
    on: tuple[Term, ...] = ()


class LabRule(Bounded):
    """A laboratory result lies within bounds in this unit; `max_age` is the freshness asked."""

    rule: Literal["lab"] = "lab"
    test: Term
    unit: Unit
    max_age: Duration | None = None
    anchor: Anchor | None = None


class LabMultipleRule(Bounded):
    """A laboratory result as a multiple of the report's own upper (ULN) or lower (LLN) limit of normal."""

    rule: Literal["lab_multiple"] = "lab_multiple"
    test: Term
    of: Literal["uln", "lln"] = "uln"
    max_age: Duration | None = None
    anchor: Anchor | None = None


class Selection(Frozen):
    """Which entries of a list of treatments are meant; what is empty does not restrict.

    `any_of` and `none_of` name agents or classes and cover what lies below them.
    """

    any_of: tuple[Term, ...] = ()
    none_of: tuple[Term, ...] = ()
    intent: tuple[Intent, ...] = ()
    setting: tuple[Term, ...] = ()
    outcome: tuple[Outcome, ...] = ()
    isotope: tuple[Term, ...] = ()
    formulation: Literal["long_acting", "short_acting"] | None = None


Source = Literal["therapies", "medications"]


class Listed(Frozen):
    """A rule on the entries of one list."""

    source: Source = "therapies"
    select: Selection


class HadRule(Listed):
    """Such a treatment was given: ever, or within a window before the anchor (still running counts)."""

    rule: Literal["had"] = "had"
    within: Duration | None = None
    anchor: Anchor | None = None


class CountRule(Listed, Bounded):
    """The number of such treatments."""

    rule: Literal["count"] = "count"


class OngoingRule(Listed):
    """Such a treatment is running."""

    rule: Literal["ongoing"] = "ongoing"


class WashoutRule(Listed):
    """At least this long has passed since the end of every such treatment; met when none was ever given."""

    rule: Literal["washout"] = "washout"
    at_least: Washout
    anchor: Anchor | None = None


class StableDoseRule(Listed):
    """Such a treatment is running at a dose unchanged for at least this long."""

    rule: Literal["stable_dose"] = "stable_dose"
    at_least: Duration
    anchor: Anchor | None = None


class CyclesRule(Bounded):
    """The cycles of such treatments in all."""

    rule: Literal["cycles"] = "cycles"
    select: Selection


class LinesRule(Bounded):
    """Prior lines of systemic therapy: the highest stated line, else the count of systemic entries.

    `select` restricts what is counted; a line stated on an entry that is not selected does not count.
    """

    rule: Literal["lines"] = "lines"
    select: Selection = Selection()


class ConditionRule(Timed):
    """The patient has or had such a condition, in one of these states, in this window, stable for this long.

    `status` is active or controlled unless `past` is named too; the window is on the condition's date.
    """

    rule: Literal["condition"] = "condition"
    any_of: Terms
    status: Annotated[tuple[Present, ...], Field(min_length=1)] = ("active", "controlled")
    stable_for: Duration | None = None


class MetastasisRule(Frozen):
    """The tumour has spread to one of these sites."""

    rule: Literal["metastasis"] = "metastasis"
    any_of: Terms
    status: Annotated[tuple[Present, ...], Field(min_length=1)] = ("active", "controlled")


class BiomarkerRule(Limits):
    """A biomarker has one of these results, or a number within bounds in this unit."""

    rule: Literal["biomarker"] = "biomarker"
    name: Term
    results: tuple[Term, ...] = ()
    unit: Unit | None = None
    max_age: Duration | None = None

    @model_validator(mode="after")
    def _results_or_limit(self) -> Self:
        if (self.interval != Interval()) == bool(self.results):
            kind = "bounds"
            raise PydanticCustomError(kind, "give either results or a limit")
        return self


class AgeRule(Bounded):
    """Age in completed years."""

    rule: Literal["age"] = "age"


class ClearanceRule(Bounded):
    """Creatinine clearance or GFR by a named method: as reported, else computed from its inputs.

    Cockcroft-Gault is absolute (mL/min); CKD-EPI 2021 is per 1.73 m2 (mL/min/{1.73_m2}); methods are never swapped.
    """

    rule: Literal["clearance"] = "clearance"
    method: Literal["cockcroft_gault", "ckd_epi_2021", "measured", "any_clearance"]
    max_age: Duration | None = None
    anchor: Anchor | None = None


class JudgementRule(Frozen):
    """What only a person can judge; true or false only by a person's answer."""

    rule: Literal["judgement"] = "judgement"
    question: Annotated[str, Field(min_length=1, max_length=500)]


class AllRule(Frozen):
    """Every part holds."""

    rule: Literal["all"] = "all"
    of: Annotated[tuple[Rule, ...], Field(min_length=1)]


class AnyRule(Frozen):
    """At least one part holds."""

    rule: Literal["any"] = "any"
    of: Annotated[tuple[Rule, ...], Field(min_length=1)]


class NotRule(Frozen):
    """The part does not hold."""

    rule: Literal["not"] = "not"
    of: Rule


class AtLeastRule(Frozen):
    """At least `count` of the parts hold."""

    rule: Literal["at_least"] = "at_least"
    count: Annotated[int, Field(ge=1)]
    of: Annotated[tuple[Rule, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _sense(self) -> Self:
        if self.count > len(self.of):
            kind = "bounds"
            raise PydanticCustomError(kind, "the count is larger than the number of parts")
        return self


class WhenRule(Frozen):
    """Where the condition holds, `then` is asked, else `otherwise`; left out, `otherwise` is true."""

    rule: Literal["when"] = "when"
    condition: Rule
    then: Rule
    otherwise: Rule | None = None


Rule = Annotated[
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
    | AllRule
    | AnyRule
    | NotRule
    | AtLeastRule
    | WhenRule,
    Field(discriminator="rule"),
]

for _composite in (AllRule, AnyRule, NotRule, AtLeastRule, WhenRule):
    _composite.model_rebuild()
