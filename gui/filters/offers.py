"""What the filters offer for one result: every choice in words with its count of trials, and whether it is on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gui.filters.words import chip_words, choice_words, title_of
from matcher.filters import NOT_KNOWN

if TYPE_CHECKING:
    from matcher.explain import Register
    from matcher.filters import Filter, Narrowing
    from matcher.rankings import Ranking


@dataclass(frozen=True, slots=True)
class Item:
    """One choice: what it is called, how many trials stand under it, whether it is ticked."""

    choice: str
    label: str
    count: int
    is_on: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """One filter: what it is called, its choices, and in short what it shows where it can hide anything."""

    name: str
    title: str
    items: tuple[Item, ...]
    chip: str = ""


def offers(narrowing: Narrowing, ranking: Ranking, register: Register) -> tuple[Offer, ...]:
    """Return what each filter offers; the counts are those of all trials, whatever is hidden."""
    return tuple(_offer(one, narrowing, ranking, register) for one in narrowing.filters)


def _offer(one: Filter, narrowing: Narrowing, ranking: Ranking, register: Register) -> Offer:
    choice = narrowing.choice(one.name)
    counts = ranking.counts(one)
    missing = sorted(choice.wanted - counts.keys())
    names = [name for name in (*counts, *missing) if name != NOT_KNOWN]
    items = [
        Item(name, choice_words(one.name, name, register), counts.get(name, 0), name in choice.wanted) for name in names
    ]
    if NOT_KNOWN in counts or not choice.with_unknown:
        label = choice_words(one.name, NOT_KNOWN, register)
        # First, so that it is in sight however many others there are.
        items.insert(0, Item(NOT_KNOWN, label, counts.get(NOT_KNOWN, 0), choice.with_unknown))
    chip = ""
    if choice.is_active:
        wanted = tuple(name for name in names if name in choice.wanted)
        with_unknown = choice.with_unknown and NOT_KNOWN in counts
        chip = chip_words(one.name, wanted, register, with_unknown=with_unknown)
    return Offer(one.name, title_of(one.name, register), tuple(items), chip)
