"""What a rule asks about: a fact, or an aspect of some treatments. Two criteria that share one can be read together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Final

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
    ElapsedRule,
    FlagRule,
    HadRule,
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
    StableDoseRule,
    WashoutRule,
    WhenRule,
)
from criteria.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from criteria.rules import Rule
    from criteria.vocabulary import Kind

SITES: Final = "diagnosis.metastatic_sites"
_FACTS: Final = {"age": "age", "clearance": "labs.creatinine_clearance", "progression": "progression"}
_KINDS: Final[dict[str, Kind]] = {
    "therapies": "therapy",
    "medications": "medication",
    "conditions": "condition",
    SITES: "site",
}


class Aspect(Enum):
    """What of a fact is asked; treatments are asked for in several ways that must not be mixed up."""

    VALUE = "value"
    GIVEN = "given"
    RUNNING = "running"
    WASHOUT = "washout"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Subject:
    """What is asked about: the path of a fact, and what of it."""

    aspect: Aspect
    path: str

    @property
    def base(self) -> str:
        """The list that a named entry belongs to; the path itself where it names no entry."""
        return next((base for base in _KINDS if self.path.startswith(f"{base}.")), self.path)

    @property
    def term(self) -> str:
        """The named entry of the list, or nothing."""
        return self.path.removeprefix(f"{self.base}.") if self.base != self.path else ""

    @property
    def kind(self) -> Kind | None:
        """The vocabulary of the named entry."""
        return _KINDS.get(self.base)


def leaves_of(rule: Rule) -> Iterator[Rule]:
    """Yield the rules that look at data as they are written; what makes a case one comes after what is asked in it."""
    match rule:
        case AllRule() | AnyRule() | AtLeastRule():
            for part in rule.of:
                yield from leaves_of(part)
        case NotRule():
            yield from leaves_of(rule.of)
        case WhenRule():
            for branch in (rule.then, rule.otherwise, rule.condition):
                if branch is not None:
                    yield from leaves_of(branch)
        case _:
            yield rule


def subjects_of(leaf: Rule) -> tuple[Subject, ...]:  # noqa: PLR0911 - one line a rule kind
    """Return what one leaf asks about; nothing where only a person can judge."""
    match leaf:
        case NumberRule() | ScaleRule() | OneOfRule() | FlagRule() | ElapsedRule():
            return (Subject(Aspect.VALUE, leaf.fact),)
        case LabRule() | LabMultipleRule():
            return (Subject(Aspect.VALUE, f"labs.{leaf.test}"),)
        case BiomarkerRule():
            return (Subject(Aspect.VALUE, f"biomarkers.{leaf.name}"),)
        case AgeRule() | ClearanceRule() | ProgressionRule():
            return (Subject(Aspect.VALUE, _FACTS[leaf.rule]),)
        case ConditionRule():
            return _named(Aspect.VALUE, "conditions", leaf.any_of)
        case MetastasisRule():
            return _named(Aspect.VALUE, SITES, leaf.any_of)
        case LinesRule():
            return (Subject(Aspect.LINES, "therapies"),)
        case _:
            return _of_treatments(leaf)


def _of_treatments(leaf: Rule) -> tuple[Subject, ...]:
    match leaf:
        case CyclesRule():
            return _named(Aspect.GIVEN, "therapies", leaf.select.any_of)
        case HadRule() | CountRule():
            return _named(Aspect.GIVEN, leaf.source, leaf.select.any_of)
        case OngoingRule() | StableDoseRule():
            return _named(Aspect.RUNNING, leaf.source, leaf.select.any_of)
        case WashoutRule():
            return _named(Aspect.WASHOUT, leaf.source, leaf.select.any_of)
        case _:
            return ()


@cache
def broader(subject: Subject) -> tuple[tuple[Subject, ...], ...]:
    """Return what a subject is a part of, level by level: its classes, then all treatments in the same aspect.

    A site of spread has no class of treatments above it, and an illness is never thrown together with all others.
    """
    known = vocabulary(subject.kind) if subject.kind and subject.term else None
    term = known.find(subject.term) if known else None
    above = sorted(known.ancestors(term.id)) if known and term else []
    classes = tuple(Subject(subject.aspect, f"{subject.base}.{name}") for name in above)
    whole = (Subject(subject.aspect, subject.base),) if subject.base in ("therapies", "medications") else ()
    return classes, whole


def _named(aspect: Aspect, base: str, terms: tuple[str, ...]) -> tuple[Subject, ...]:
    if not terms:
        return (Subject(aspect, base),)
    kind = vocabulary(_KINDS[base])
    found = ((kind.find(term), term) for term in terms)
    return tuple(Subject(aspect, f"{base}.{term.id if term else name}") for term, name in found)
