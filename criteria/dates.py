"""Dates that may be known only to the month or the year, and calendar lengths of time.

Months and years are calendar ones, counted forward from the event; a week is seven days. Counting forward from
29 February by whole years ends on 28 February where the year has no 29th (dateutil's `relativedelta`).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Literal, Self

from dateutil.relativedelta import relativedelta
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError, core_schema

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue

FIRST_YEAR, LAST_YEAR = 1880, 2200
_SHAPE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as it was written: a day, a month or a year, standing for every day from `first` to `last`."""

    text: str
    first: date
    last: date

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, in ASCII digits.

        Raises:
            ValueError: with the reason in words, when the text is something else or no such day exists.
        """
        match = _SHAPE.fullmatch(text)
        if match is None:
            message = "a date is written 2026-11-21, 2026-11 or 2026"
            raise ValueError(message)
        year, month, day = (int(part) if part else None for part in match.groups())
        if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
            message = f"the year is not between {FIRST_YEAR} and {LAST_YEAR}"
            raise ValueError(message)
        if month is not None and not 1 <= month <= 12:  # noqa: PLR2004 - the months of a year
            message = "there is no such month"
            raise ValueError(message)
        if month is None:
            return cls(text, date(year, 1, 1), date(year, 12, 31))
        length = calendar.monthrange(year, month)[1]
        if day is None:
            return cls(text, date(year, month, 1), date(year, month, length))
        if not 1 <= day <= length:
            message = "there is no such day in that month"
            raise ValueError(message)
        return cls(text, date(year, month, day), date(year, month, day))

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the date that is exactly `day`."""
        return cls(day.isoformat(), day, day)

    @property
    def is_exact(self) -> bool:
        """Whether the day itself is known."""
        return self.first == self.last

    def __str__(self) -> str:
        """Return the date as it was written."""
        return self.text

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Validate from the written form and serialise back to it."""

        def validate(value: object) -> PartialDate:
            if isinstance(value, PartialDate):
                return value
            if not isinstance(value, str):
                kind, message = "date_shape", "a date is written 2026-11-21, 2026-11 or 2026, in quotation marks"
                raise PydanticCustomError(kind, message)
            try:
                return cls.parse(value)
            except ValueError as error:
                kind = "date_shape"
                raise PydanticCustomError(kind, "not a date: {reason}", {"reason": str(error)}) from None

        return core_schema.no_info_plain_validator_function(
            validate,
            serialization=core_schema.plain_serializer_function_ser_schema(str, return_schema=core_schema.str_schema()),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _schema: core_schema.CoreSchema, _handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe the written form."""
        return {"type": "string", "pattern": r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}


def _day(value: object) -> object:
    if isinstance(value, str):
        try:
            parsed = PartialDate.parse(value)
        except ValueError as error:
            kind = "date_shape"
            raise PydanticCustomError(kind, "not a date: {reason}", {"reason": str(error)}) from None
        if not parsed.is_exact:
            kind = "date_shape"
            raise PydanticCustomError(kind, "this date needs its day: 2026-11-21")
        return parsed.first
    return value


Day = Annotated[date, BeforeValidator(_day)]
"""A date whose day is known; read as strictly as a partial one."""


def years_after(day: date, years: int) -> date:
    """Return the day `years` calendar years after `day`; 29 February becomes 28 February."""
    return day + relativedelta(years=years)


def born_between(age: int, on: date) -> tuple[date, date]:
    """Return the first and the last day of birth of a person who is `age` whole years old on the day `on`."""
    return _last_birth(age + 1, on) + timedelta(days=1), _last_birth(age, on)


def _last_birth(age: int, on: date) -> date:
    """Return the latest day of birth whose `age`th birthday is not after `on`."""
    day = on - relativedelta(years=age)
    while years_after(day + timedelta(days=1), age) <= on:
        day += timedelta(days=1)
    return day


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)


Count = Annotated[int, Field(ge=0, le=36_500)]


class Duration(_Frozen):
    """A calendar length of time in exactly one unit: `{"days": 28}`, `{"months": 12}`."""

    days: Count | None = None
    weeks: Count | None = None
    months: Count | None = None
    years: Annotated[int, Field(ge=0, le=150)] | None = None

    @model_validator(mode="after")
    def _one_unit(self) -> Self:
        if len(self.model_fields_set) != 1 or self.amount is None:
            kind = "one_unit"
            raise PydanticCustomError(kind, "a duration has exactly one of days, weeks, months or years")
        return self

    @property
    def unit(self) -> Literal["days", "weeks", "months", "years"]:
        """The unit it is written in."""
        if self.days is not None:
            return "days"
        if self.weeks is not None:
            return "weeks"
        return "months" if self.months is not None else "years"

    @property
    def amount(self) -> int | None:
        """How many of that unit."""
        return next((n for n in (self.days, self.weeks, self.months, self.years) if n is not None), None)

    def after(self, day: date) -> date:
        """Return the day that lies this long after `day`, counted forward."""
        return day + relativedelta(
            days=self.days or 0, weeks=self.weeks or 0, months=self.months or 0, years=self.years or 0
        )


class HalfLives(_Frozen):
    """A washout in elimination half-lives of the drug in question."""

    half_lives: Annotated[int, Field(ge=1, le=20)]


class LongerOf(_Frozen):
    """Whichever of the parts ends later."""

    longer_of: Annotated[tuple[Duration | HalfLives, ...], Field(min_length=2)]


class ShorterOf(_Frozen):
    """Whichever of the parts ends earlier."""

    shorter_of: Annotated[tuple[Duration | HalfLives, ...], Field(min_length=2)]


Washout = Duration | HalfLives | LongerOf | ShorterOf
