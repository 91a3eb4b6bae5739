"""The whole way from eligibility text to criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING

from criteria.parsing.items import split
from criteria.parsing.reading import asserted, read
from criteria.trial import Criterion, SourceSpan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from criteria.parsing.items import Item
    from criteria.parsing.reading import Reading


def readings(raw: str) -> Iterator[tuple[Item, Reading]]:
    """Yield each point of the text with what was understood of it."""
    for item in split(raw):
        yield item, read(item)


def criteria_of(raw: str) -> tuple[Criterion, ...]:
    """Return the criteria of an eligibility text, in its own words and in its order."""
    counts = {"inclusion": 0, "exclusion": 0}
    found = []
    for item in split(raw):
        reading = asserted(item)
        counts[item.kind] += 1
        found.append(
            Criterion(
                id=f"{item.kind[0].upper()}{counts[item.kind]:02d}",
                kind=item.kind,
                text=raw[item.start : item.end],
                rule=reading.rule,
                reading="partial" if reading.rule is not None and not reading.is_full else "full",
                source_span=SourceSpan(start=item.start, end=item.end),
            )
        )
    return tuple(found)
