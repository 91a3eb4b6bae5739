"""What a topic found: statements, the tokens they were read from, and whether they may be asserted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from criteria.parsing.statements import Statement


@dataclass(frozen=True, slots=True)
class Found:
    """Statements read from the tokens `first` to `last`.

    `logic` joins the statements; `is_sure` is false where the words leave doubt, so that nothing may be asserted;
    `is_apart` where two limits of one thing leave a range between them, as in "below 3.5 or above 5".
    """

    statements: tuple[Statement, ...]
    first: int
    last: int
    logic: Literal["and", "or"] = "and"
    is_sure: bool = True
    is_apart: bool = False
