"""The entries of a profile's lists: progressions, treatments, conditions, test results."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from criteria.dates import PartialDate
from criteria.measures import Number, Quantity
from criteria.parts import Frozen, Listing, Name, Status, Text

ProgressionBasis = Literal["RECIST 1.1", "radiological", "clinical", "biochemical"]


class Progression(Frozen):
    """One documented progression of the disease."""

    date: PartialDate | None = None
    criteria: ProgressionBasis | None = None
    on: Name | None = None


class Course(Listing[Progression]):
    """The course of the disease as known; unlike the other lists a bare one is complete."""

    @model_validator(mode="before")
    @classmethod
    def _bare_list(cls, value: object) -> object:
        return {"complete": True, "items": value} if isinstance(value, list) else value


class Given(Frozen):
    """What therapies and medications have in common: which, from when, until when."""

    start: PartialDate | None = None
    end: PartialDate | None = None
    ongoing: bool | None = None
    dose: Number | None = None
    dose_unit: Annotated[str, Field(max_length=40)] | None = None

    @model_validator(mode="after")
    def _order(self) -> Self:
        kind = "period"
        if self.start is not None and self.end is not None and self.end.last < self.start.first:
            raise PydanticCustomError(kind, "the end lies before the start; check both dates")
        if self.end is not None and self.ongoing:
            raise PydanticCustomError(kind, "it has an end and is marked as ongoing; keep one of them")
        return self


Outcome = Literal["progression", "intolerance", "response", "stable", "completed"]
Intent = Literal["systemic", "local", "symptom_control"]


class Therapy(Given):
    """A treatment against the tumour or its symptoms, by agent or by class; or a class that was never given."""

    agent: Name | None = None
    of_class: Annotated[Name | None, Field(alias="class")] = None
    setting: Annotated[str, Field(max_length=100)] | None = None
    outcome: Outcome | None = None
    intent: Intent | None = None
    line: Annotated[int, Field(ge=1, le=50)] | None = None
    cycles: Annotated[int, Field(ge=0, le=500)] | None = None
    isotope: Annotated[str, Field(max_length=20)] | None = None
    formulation: Literal["long_acting", "short_acting"] | None = None
    stable_since: PartialDate | None = None
    never: bool | None = None

    @model_validator(mode="after")
    def _named(self) -> Self:
        kind = "named"
        if (self.agent is None) == (self.of_class is None):
            raise PydanticCustomError(kind, 'give exactly one of "agent" and "class"')
        if self.never and self.model_fields_set - {"agent", "of_class", "never"}:
            raise PydanticCustomError(kind, 'what was never given has no other details; take out "never" or the rest')
        return self

    @property
    def name(self) -> str:
        """The agent's or the class's name as written."""
        return self.agent or self.of_class or ""


class Medication(Given):
    """A medicine other than the treatment of the tumour."""

    name: Name | None = None
    of_class: Annotated[Name | None, Field(alias="class")] = None

    @model_validator(mode="after")
    def _named(self) -> Self:
        if (self.name is None) == (self.of_class is None):
            kind = "named"
            raise PydanticCustomError(kind, 'give exactly one of "name" and "class"')
        return self

    @property
    def title(self) -> str:
        """The medicine's or the class's name as written."""
        return self.name or self.of_class or ""


class Condition(Frozen):
    """An illness or state beside the tumour; `date` is that of the event or of the end of its treatment."""

    name: Name
    status: Status | None = None
    date: PartialDate | None = None
    stable_since: PartialDate | None = None
    detail: Text | None = None


class Lab(Quantity):
    """One laboratory or bedside result, with the limits of normal that the report itself gives."""

    test: Name
    unit: Annotated[str, Field(max_length=40)] | None = None
    date: PartialDate | None = None
    uln: Annotated[Number, Field(gt=0)] | None = None
    lln: Annotated[Number, Field(ge=0)] | None = None
    method: Literal["cockcroft_gault", "ckd_epi_2021", "measured"] | None = None

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.is_given:
            kind = "quantity_form"
            raise PydanticCustomError(kind, "no result is given; leave the test out when it is not known")
        return self


class Biomarker(Quantity):
    """One biomarker: a number, a result in words, or both."""

    name: Name
    unit: Annotated[str, Field(max_length=40)] | None = None
    result: Annotated[str, Field(max_length=100)] | None = None
    date: PartialDate | None = None
