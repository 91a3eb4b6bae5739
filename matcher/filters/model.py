"""What a filter is: a name, the choices that trials stand under, and a predicate of three values.

Data can be missing. A trial without known countries may run in any of them, so no choice of countries is false of it:
it is unknown, and "not known" is a choice of its own, which is on until a person takes it off.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from matcher.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from matcher.result import Match

NOT_KNOWN: Final = ""  # the choice of trials that may stand under others than are known


@dataclass(frozen=True, slots=True)
class Standing:
    """The choices that a trial stands under, and whether these are all."""

    choices: frozenset[str]
    is_complete: bool = True


@dataclass(frozen=True, slots=True)
class Choice:
    """What is wanted of one filter: some of its choices, or any where none is named; and those not known, or not."""

    wanted: frozenset[str] = frozenset()
    with_unknown: bool = True

    @property
    def is_active(self) -> bool:
        """Whether it can hide anything."""
        return bool(self.wanted) or not self.with_unknown

    def toggled(self, choice: str) -> Choice:
        """Return it with one choice taken on or off."""
        if choice == NOT_KNOWN:
            return Choice(self.wanted, not self.with_unknown)
        return Choice(self.wanted ^ {choice}, self.with_unknown)


@dataclass(frozen=True, slots=True)
class Filter:
    """One way to narrow the list. `order` are choices in the order in which they are offered; others follow by name."""

    name: str
    standing: Callable[[Match], Standing]
    order: tuple[str, ...] = ()

    def counts(self, matches: Iterable[Match]) -> Mapping[str, int]:
        """Return each choice that a trial stands under, in the order to offer them, with its count of trials."""
        found: Counter[str] = Counter()
        for match in matches:
            standing = self.standing(match)
            found.update(standing.choices)
            found[NOT_KNOWN] += not standing.is_complete
        return self.offered(found)

    def offered(self, found: Mapping[str, int]) -> Mapping[str, int]:
        """Return counts by choice in the order in which choices are offered; those not known last, where any are."""
        places = {choice: place for place, choice in enumerate(self.order)}
        known = sorted(found.keys() - {NOT_KNOWN}, key=lambda choice: (places.get(choice, len(places)), choice))
        last = (NOT_KNOWN,) if found.get(NOT_KNOWN) else ()
        return {choice: found[choice] for choice in (*known, *last)}

    def admits(self, match: Match, wanted: frozenset[str]) -> Truth:
        """Say whether a trial stands under one of these choices, or under any known one where none is named."""
        standing = self.standing(match)
        if standing.choices & wanted if wanted else standing.choices:
            return Truth.TRUE
        return Truth.FALSE if standing.is_complete else Truth.UNKNOWN

    def shows(self, match: Match, choice: Choice) -> bool:
        """Whether a trial stays in sight."""
        admitted = self.admits(match, choice.wanted)
        return admitted is Truth.TRUE or (admitted is Truth.UNKNOWN and choice.with_unknown)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What is wanted of every filter, by name; one that is not named hides nothing."""

    filters: tuple[Filter, ...] = ()
    choices: Mapping[str, Choice] = field(default_factory=dict)

    @property
    def active(self) -> tuple[Filter, ...]:
        """The filters that can hide anything, in their order."""
        return tuple(one for one in self.filters if self.choice(one.name).is_active)

    def choice(self, name: str) -> Choice:
        """Return what is wanted of one filter."""
        return self.choices.get(name, Choice())

    def toggled(self, name: str, choice: str) -> Narrowing:
        """Return it with one choice of one filter taken on or off."""
        changed = {**self.choices, name: self.choice(name).toggled(choice)}
        return Narrowing(self.filters, {key: value for key, value in changed.items() if value.is_active})

    def without(self, name: str) -> Narrowing:
        """Return it with one filter hiding nothing."""
        return Narrowing(self.filters, {key: value for key, value in self.choices.items() if key != name})

    def offering(self, one: Filter) -> Narrowing:
        """Return it with a filter more, in the place of one of the same name; what is wanted stays."""
        names = [other.name for other in self.filters]
        if one.name not in names:
            return Narrowing((*self.filters, one), self.choices)
        return Narrowing(
            tuple(one if name == one.name else other for name, other in zip(names, self.filters, strict=True)),
            self.choices,
        )

    def cleared(self) -> Narrowing:
        """Return it hiding nothing."""
        return Narrowing(self.filters)

    def shows(self, match: Match) -> bool:
        """Whether a trial stays in sight of all filters."""
        return all(one.shows(match, self.choice(one.name)) for one in self.active)
