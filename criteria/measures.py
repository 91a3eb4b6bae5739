"""Values that may be one number, a range or a bound, compared exactly as they were written.

Numbers are compared as the decimal fractions that a person typed (`Fraction`), never as binary floats, so that a
Ki-67 of exactly 20 % sits on a limit of 20 % and a change of unit cannot move it off.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer, model_validator
from pydantic_core import PydanticCustomError

from criteria.dates import PartialDate

Number = Annotated[int | float, Field(allow_inf_nan=False, ge=-1e15, le=1e15)]


@lru_cache(maxsize=8192)
def exact(number: float) -> Fraction:
    """Return the decimal fraction that was written, not its nearest binary float."""
    return Fraction(str(number))


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers between two ends; an absent end is open-ended, an open end is not itself included."""

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def point(cls, value: Fraction) -> Self:
        """Return the interval that holds one number."""
        return cls(value, value)

    def scaled(self, factor: Fraction) -> Interval:
        """Return the interval with both ends multiplied by a factor above nought."""
        low = None if self.low is None else self.low * factor
        high = None if self.high is None else self.high * factor
        return Interval(low, high, self.low_open, self.high_open)

    def clipped(self, low: Fraction | None, high: Fraction | None) -> Interval:
        """Return the interval with its open ends closed by the catalogue's bounds."""
        return Interval(
            low if self.low is None else self.low,
            high if self.high is None else self.high,
            self.low_open and self.low is not None,
            self.high_open and self.high is not None,
        )

    def is_inside(self, other: Interval) -> bool:
        """Whether every number of this interval lies in `other`."""
        return not _starts_before(self, other) and not _ends_after(self, other)

    def is_disjoint(self, other: Interval) -> bool:
        """Whether no number lies in both."""
        return _ends_before_start(self, other) or _ends_before_start(other, self)

    def hull(self, other: Interval) -> Interval:
        """Return the smallest interval that holds both: the span of several results of one day."""
        low = self if _starts_before(self, other) else other
        high = self if _ends_after(self, other) else other
        return Interval(low.low, high.high, low.low_open, high.high_open)

    def upper(self, other: Interval) -> Interval:
        """Return the interval of the greater of two numbers, one from each."""
        low = other if self.low is None or _starts_before(self, other) else self
        high = self if _ends_after(self, other) or self.high is None else other
        return Interval(low.low, high.high, low.low_open, high.high_open)

    @property
    def is_point(self) -> bool:
        """Whether it holds one number only."""
        return self.low is not None and self.low == self.high


def _starts_before(one: Interval, other: Interval) -> bool:
    if other.low is None:
        return False
    if one.low is None or one.low < other.low:
        return True
    return one.low == other.low and other.low_open and not one.low_open


def _ends_after(one: Interval, other: Interval) -> bool:
    if other.high is None:
        return False
    if one.high is None or one.high > other.high:
        return True
    return one.high == other.high and other.high_open and not one.high_open


def _ends_before_start(one: Interval, other: Interval) -> bool:
    if one.high is None or other.low is None:
        return False
    return one.high < other.low or (one.high == other.low and (one.high_open or other.low_open))


class Quantity(BaseModel):
    """The number part that measures, laboratory results and biomarkers share.

    Exactly one of: `value`; a range `low` and/or `high` (inclusive); a bound `below` or `above` (exclusive).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)

    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    below: Number | None = None
    above: Number | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        lows = [end for end in (self.low, self.above) if end is not None]
        highs = [end for end in (self.high, self.below) if end is not None]
        kind = "quantity_form"
        if self.value is not None and (lows or highs):
            raise PydanticCustomError(kind, "give either a value or a range, not both")
        if len(lows) > 1 or len(highs) > 1:
            raise PydanticCustomError(kind, "one end of the range is given twice")
        if lows and highs and (lows[0] > highs[0] or (lows[0] == highs[0] and self.is_bound)):
            raise PydanticCustomError(kind, "the range is empty: its low end is above its high end")
        return self

    @property
    def is_bound(self) -> bool:
        """Whether an end is exclusive, as in "below 5"."""
        return self.below is not None or self.above is not None

    @property
    def is_given(self) -> bool:
        """Whether any number was given at all."""
        return any(end is not None for end in (self.value, self.low, self.high, self.below, self.above))

    @property
    def interval(self) -> Interval:
        """The numbers it stands for, before the catalogue closes an open end."""
        if self.value is not None:
            return Interval.point(exact(self.value))
        low = self.low if self.low is not None else self.above
        high = self.high if self.high is not None else self.below
        return Interval(
            None if low is None else exact(low),
            None if high is None else exact(high),
            self.above is not None,
            self.below is not None,
        )


class Measure(Quantity):
    """A number with, where it is known, its unit and the date it was taken; a bare number is a measure too."""

    unit: Annotated[str, Field(max_length=40)] | None = None
    date: PartialDate | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_number(cls, value: object) -> object:
        return {"value": value} if isinstance(value, int | float) and not isinstance(value, bool) else value

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.is_given:
            kind = "quantity_form"
            raise PydanticCustomError(kind, "no number is given; leave it out when it is not known")
        return self

    @model_serializer(mode="wrap")
    def _as_written(self, handler: SerializerFunctionWrapHandler) -> object:
        return self.value if self.model_fields_set == {"value"} else handler(self)


class MitoticCount(Measure):
    """Mitoses per 2 mm2 or per 10 high-power fields, with the area of one field where the report gives it."""

    field_mm2: Annotated[float, Field(ge=0.05, le=1.0)] | None = None
