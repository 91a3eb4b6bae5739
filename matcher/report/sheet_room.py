"""How much stands on the take-along sheet: as much as two pages hold, and what is left out is counted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from matcher.explain import visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcher.report.sheet_document import SheetDocument

PAGES: Final = 2
COUNTING_PPI: Final = 6.0
_ELLIPSIS: Final = " …"


@dataclass(frozen=True, slots=True)
class Room:
    """How many of each are shown at most."""

    taking: int
    others: int
    questions: int
    checks: int
    looks: int
    sites: int
    labels: int
    notices: int


LEAST: Final = Room(taking=1, others=1, questions=2, checks=1, looks=2, sites=1, labels=1, notices=1)
"""It fits whatever the texts are, because each of them is brief."""
GROWTH: Final = (
    ("taking", 3), ("questions", 4), ("looks", 4), ("checks", 2), ("labels", 2), ("notices", 3), ("taking", 6),
    ("questions", 6), ("sites", 3), ("others", 3), ("checks", 4), ("looks", 8), ("taking", 12), ("labels", 4),
    ("questions", 8), ("checks", 6), ("others", 6), ("sites", 6), ("looks", 20), ("notices", 6),
)  # fmt: skip
"""What grows up to what while there is room, the most useful first."""


def roomiest(make: Callable[[Room], SheetDocument], pages: Callable[[SheetDocument], int]) -> SheetDocument:
    """Return the sheet with the most on it that still fits."""
    room, sheet = LEAST, make(LEAST)
    for name, most in GROWTH:
        while getattr(room, name) < most:
            larger = replace(room, **{name: getattr(room, name) + 1})
            fuller = make(larger)
            if fuller != sheet and pages(fuller) > PAGES:
                break
            room, sheet = larger, fuller
    return sheet


def brief(text: str, most: int) -> str:
    """Return text on one line, cut between words where it is long; what is cut off ends in an ellipsis."""
    whole = " ".join(visible(text).split())
    if len(whole) <= most:
        return whole
    start = whole[: most - len(_ELLIPSIS)]
    words = start.rpartition(" ")[0]
    return (words if len(words) > len(start) // 2 else start).rstrip(",;:. ") + _ELLIPSIS
