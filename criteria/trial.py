"""A clinical trial or an approved use, with its criteria as rules and the place each was read."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from criteria.ambiguity import Ambiguity
from criteria.dates import Day
from criteria.measures import Number
from criteria.parts import Frozen
from criteria.rules import Rule

FORMAT: Final = "zebramatch.trial/1"
Id = Annotated[str, Field(pattern=r"^[A-Z0-9][A-Za-z0-9_.-]{0,39}$")]
TrialId = Annotated[str, Field(pattern=r"^(NCT[0-9]{8}|LABEL-[A-Z0-9-]{2,60})$")]
Words = Annotated[str, Field(min_length=1, max_length=20_000)]
RECRUITING = ("RECRUITING", "ENROLLING_BY_INVITATION", "NOT_YET_RECRUITING", "AVAILABLE")


class Contact(Frozen):
    """Whom to call or write."""

    name: str | None = None
    phone: str | None = None
    email: str | None = None


class Site(Frozen):
    """A place that runs the trial; `region` is its state or province, coordinates are in degrees (WGS 84)."""

    facility: str | None = None
    city: str | None = None
    region: str | None = None
    country: str | None = None
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None
    status: str | None = None
    contact: Contact | None = None


class Source(Frozen):
    """Where the criteria were read, when, and who checked them."""

    registry: str
    url: str | None = None
    record_date: Day | None = None
    retrieved: Day | None = None
    curated_by: Literal["hand", "parser"]
    reviewed: Day | None = None
    agency: str | None = None
    country: str | None = None
    note: str | None = None


class PublishedResult(Frozen):
    """One published outcome, with its reference."""

    population: str | None = None
    n: Annotated[int, Field(ge=0)] | None = None
    measure: str
    value: Number | None = None
    unit: str | None = None
    interval: Annotated[tuple[Number, Number], Field(strict=False)] | None = None
    note: str | None = None
    reference: str


class SourceSpan(Frozen):
    """Offsets into the record's eligibility text as the registry sent it, end exclusive."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]


class Criterion(Frozen):
    """One criterion; an exclusion's rule states the excluded situation; no rule means: check by hand.

    Where the text can be read in several ways, `ambiguity` holds a rule for each of them in the place of `rule`.
    """

    id: Id
    kind: Literal["inclusion", "exclusion"]
    text: Words
    plain: Words | None = None
    rule: Rule | None = None
    ambiguity: Ambiguity | None = None
    reading: Literal["full", "partial"] = "full"
    place: str | None = None
    note: str | None = None
    source_span: SourceSpan | None = None

    @model_validator(mode="after")
    def _sense(self) -> Self:
        kind = "reading"
        if self.ambiguity is not None and self.rule is not None:
            raise PydanticCustomError(kind, 'has both "rule" and "ambiguity"; write the rule as one of the readings')
        if self.ambiguity is not None and self.reading == "partial":
            raise PydanticCustomError(kind, 'an ambiguity is never a partial reading; leave "reading" out')
        if self.rule is None and self.reading == "partial":
            raise PydanticCustomError(kind, 'a partial reading needs a rule; leave "reading" out to check by hand')
        return self

    @property
    def rules(self) -> tuple[Rule, ...]:
        """What it asks: its rule, or one rule a reading; nothing where a person checks by hand."""
        if self.ambiguity is not None:
            return tuple(reading.rule for reading in self.ambiguity.readings)
        return () if self.rule is None else (self.rule,)

    def as_read(self, rule: Rule) -> Self:
        """Return the criterion as if it had only this one of its readings."""
        return self.model_copy(update={"rule": rule, "ambiguity": None})


class Cohort(Frozen):
    """A part of a trial with criteria of its own beside the common ones."""

    id: Id
    name: Words
    status: str | None = None
    criteria: tuple[Criterion, ...] = ()


class Trial(Frozen):
    """A trial of the library, or an approved use (`kind` is `label`).

    `collection` tells the trials that the library was founded on from the landmarks added beside them; it is for
    the library's own list and means nothing to a verdict.
    """

    format: Literal["zebramatch.trial/1"] = FORMAT
    id: TrialId
    title: Words
    acronym: str | None = None
    kind: Literal["trial", "label"] = "trial"
    collection: Literal["founding", "landmark"] | None = None
    coverage: Literal["full", "partial"]
    phase: str | None = None
    status: str
    conditions: tuple[str, ...] = ()
    interventions: tuple[str, ...] = ()
    sites: tuple[Site, ...] = ()
    source: Source
    results: tuple[PublishedResult, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    cohorts: tuple[Cohort, ...] = ()

    @model_validator(mode="after")
    def _unique_ids(self) -> Self:
        common = [criterion.id for criterion in self.criteria]
        own = [criterion.id for cohort in self.cohorts for criterion in cohort.criteria]
        cohorts = [cohort.id for cohort in self.cohorts]
        for ids in (common + own, cohorts):
            twice = sorted(name for name, count in Counter(ids).items() if count > 1)
            if twice:
                kind = "unique"
                raise PydanticCustomError(kind, "the id {name} is used twice", {"name": twice[0]})
        return self

    @property
    def is_recruiting(self) -> bool:
        """Whether the record says that new patients are, or soon will be, taken."""
        return self.status in RECRUITING

    @property
    def needs_review(self) -> bool:
        """Whether a machine read it and no person has reviewed it."""
        return self.source.curated_by == "parser" and self.source.reviewed is None
