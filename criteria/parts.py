"""What the parts of a profile are made of."""

from __future__ import annotations

from typing import Annotated, Final, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

Item = TypeVar("Item")
Name = Annotated[str, Field(min_length=1, max_length=200)]
Text = Annotated[str, Field(max_length=4000)]
# Far above any patient's; without them a hostile file could keep the program busy for hours.
MOST_ENTRIES: Final = 2_000
MOST_RESULTS: Final = 20_000
PATHOLOGY: Final = "pathology report"
IMAGING_REPORT: Final = "imaging report"
LETTER: Final = "clinic letter"

Status = Literal["active", "controlled", "past", "absent"]


class Frozen(BaseModel):
    """A part of a profile: frozen, and refusing keys it does not know."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, hide_input_in_errors=True, populate_by_name=True
    )


class Listing(Frozen, Generic[Item]):
    """A list that says whether it is complete: only a complete list says that what is not on it is absent."""

    complete: bool = False
    items: Annotated[tuple[Item, ...], Field(strict=False, max_length=MOST_ENTRIES)] = ()

    @model_validator(mode="before")
    @classmethod
    def _bare_list(cls, value: object) -> object:
        return {"complete": False, "items": value} if isinstance(value, list) else value
