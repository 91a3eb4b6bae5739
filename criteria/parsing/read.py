"""The whole way from eligibility text to criteria."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from criteria.parsing.ages import ambiguity_of, holds_either_way
from criteria.parsing.alternatives import is_one_of_several
from criteria.parsing.items import split
from criteria.parsing.reading import Reading, asserted, read
from criteria.trial import Criterion, SourceSpan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from criteria.ambiguity import Ambiguity
    from criteria.parsing.items import Item
    from criteria.rules import Rule


def readings(raw: str) -> Iterator[tuple[Item, Reading]]:
    """Yield each point of the text with what was understood of it."""
    items = split(raw)
    for place, item in enumerate(items):
        reading = read(item)
        alone = reading.rule is None or not is_one_of_several(items, place, reading)
        yield item, reading if alone else replace(reading, rule=None, is_full=False)


def criteria_of(raw: str) -> tuple[Criterion, ...]:
    """Return the criteria of an eligibility text, in its own words and in its order."""
    counts = {"inclusion": 0, "exclusion": 0}
    found = []
    items = split(raw)
    for place, item in enumerate(items):
        reading = asserted(item)
        if reading.rule is not None and is_one_of_several(items, place, reading):
            reading = Reading()
        counts[item.kind] += 1
        rule, ambiguity = _meant(item, reading)
        found.append(
            Criterion(
                id=f"{item.kind[0].upper()}{counts[item.kind]:02d}",
                kind=item.kind,
                text=raw[item.start : item.end],
                rule=rule,
                ambiguity=ambiguity,
                reading="partial" if rule is not None and not reading.is_full else "full",
                place=" > ".join(" ".join(words.split()) for words in item.under) or None,
                source_span=SourceSpan(start=item.start, end=item.end),
            )
        )
    return tuple(found)


def _meant(item: Item, reading: Reading) -> tuple[Rule | None, Ambiguity | None]:
    """Return the rule of a point, or both of its meanings; of a partial reading, what holds in either."""
    if reading.rule is None or item.kind == "exclusion":
        return reading.rule, None
    if not reading.is_full:
        return holds_either_way(reading.rule), None
    ambiguity = ambiguity_of(reading.rule)
    return (None if ambiguity else reading.rule), ambiguity
