"""How often an answer is given, where that is published: `resources/priors.json`, read strictly."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from criteria.facts import find_fact
from criteria.measures import Number, exact
from criteria.parts import Status, Text
from criteria.problems import InputError, Problem
from criteria.strict_json import parse_json

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT: Final = "zebramatch.priors/1"
NAME: Final = "resources/priors.json"
WHOLE: Final = Fraction(1)
TOLERANCE: Final = Fraction(1, 100)  # published shares are rounded

Sentence = Annotated[Text, Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class PriorCell(_Strict):
    """A share of the population: of one value or status, of the numbers from `low` to below `high`, or of the rest."""

    value: str | bool | None = None
    status: Status | None = None
    low: Number | None = None
    high: Number | None = None
    other: Literal[True] | None = None
    share: Annotated[float, Field(ge=0, le=1)]

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        is_range = self.low is not None or self.high is not None
        if sum((self.value is not None, self.status is not None, is_range, self.other is not None)) != 1:
            kind = "prior_cell"
            raise PydanticCustomError(kind, "a cell has exactly one of value, status, low and high, other")
        return self

    @property
    def part(self) -> Fraction:
        """The share, exactly as written."""
        return exact(self.share)

    def holds(self, number: Fraction) -> bool:
        """Whether a number lies in the cell's range."""
        low, high = (None if end is None else exact(end) for end in (self.low, self.high))
        return (low is None or number >= low) and (high is None or number < high)

    @property
    def is_range(self) -> bool:
        """Whether it is about numbers."""
        return self.low is not None or self.high is not None


class Prior(_Strict):
    """How the answers to one question are spread in a population that somebody counted."""

    fact: str
    population: Sentence
    cells: Annotated[tuple[PriorCell, ...], Field(strict=False, min_length=1)]
    source: Sentence
    note: Text | None = None

    @model_validator(mode="after")
    def _sense(self) -> Self:
        kind = "prior"
        if find_fact(self.fact) is None:
            raise PydanticCustomError(kind, "there is no such fact: {fact}", {"fact": self.fact})
        if abs(sum((cell.part for cell in self.cells), Fraction(0)) - WHOLE) > TOLERANCE:
            raise PydanticCustomError(kind, "the shares of {fact} do not add up to 1", {"fact": self.fact})
        return self


class _File(_Strict):
    format: Literal["zebramatch.priors/1"]
    priors: Annotated[tuple[Prior, ...], Field(strict=False)]

    @model_validator(mode="after")
    def _once(self) -> Self:
        facts = [prior.fact for prior in self.priors]
        twice = next((fact for fact in facts if facts.count(fact) > 1), None)
        if twice is not None:
            kind = "prior"
            raise PydanticCustomError(kind, "{fact} is listed twice; keep one", {"fact": twice})
        return self


def read_priors(text: str, name: str) -> Mapping[str, Prior]:
    """Read the published distributions, by fact.

    Raises:
        InputError: when the text is not such a file, or a distribution makes no sense.
    """
    data = parse_json(text, name)
    try:
        content = _File.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_input=False, include_url=False)
        raise InputError(
            *(Problem(name, ".".join(map(str, one["loc"])), one["msg"], "compare docs/questions.md") for one in details)
        ) from None
    return MappingProxyType({prior.fact: prior for prior in content.priors})


@cache
def published() -> Mapping[str, Prior]:
    """Return the distributions that come with the program."""
    return read_priors(files("resources").joinpath("priors.json").read_text(encoding="utf-8"), NAME)
