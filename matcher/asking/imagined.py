"""Answers made up to weigh questions with: ordinary test results, spreads, courses of treatment.

They are nobody's data, are never shown, and are no part of any verdict.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from criteria.dates import PartialDate
from criteria.entries import Therapy
from criteria.measures import Number

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT: Final = "zebramatch.imagined/1"
Family = Literal["net", "nec", "other"]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Ordinary(_Strict):
    """An unremarkable result of a test in the test's own unit, and limits of normal as a report might give them."""

    test: str
    value: Number
    lln: Number | None = None
    uln: Number | None = None


class Course(_Strict):
    """One treatment; `started` and `ended` are days before the as-of date, and without an end it is running."""

    agent: str
    started: int
    ended: int | None = None
    intent: Literal["systemic", "local", "symptom_control"]
    outcome: Literal["progression", "intolerance", "response", "stable", "completed"] | None = None
    line: int | None = None
    cycles: int | None = None
    isotope: str | None = None
    setting: str | None = None
    formulation: Literal["long_acting", "short_acting"] | None = None

    def before(self, day: date) -> Therapy:
        """Return the treatment with its dates."""
        details = self.model_dump(exclude={"started", "ended"}, exclude_none=True)
        end = None if self.ended is None else _dated(day, self.ended)
        running = True if end is None else None
        return Therapy(**details, start=_dated(day, self.started), end=end, ongoing=running)


def _dated(day: date, back: int) -> PartialDate:
    return PartialDate.of(day - timedelta(days=back))


class History(_Strict):
    """All treatments of a patient with a tumour of one family."""

    of: Family
    therapies: Annotated[tuple[Course, ...], Field(strict=False)]


class Imagined(_Strict):
    """Everything that is made up."""

    format: Literal["zebramatch.imagined/1"]
    note: str
    results: Annotated[tuple[Ordinary, ...], Field(strict=False)]
    spreads: Annotated[tuple[Annotated[tuple[str, ...], Field(strict=False)], ...], Field(strict=False)]
    histories: Annotated[tuple[History, ...], Field(strict=False)]

    @classmethod
    def read(cls, text: str) -> Self:
        """Read the file's text."""
        return cls.model_validate_json(text)


@cache
def imagined() -> Imagined:
    """Return what comes with the program."""
    return Imagined.read(files("resources").joinpath("imagined.json").read_text(encoding="utf-8"))


@cache
def ordinary_results() -> Mapping[str, Ordinary]:
    """Return the unremarkable results by test."""
    return {result.test: result for result in imagined().results}
