"""The rows of the ranking, in words; each is made when it is looked at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias, overload

import numpy as np

from matcher.explain import Register, flag_words, one_line_why, verdict_symbol, verdict_words, visible
from matcher.report.trial_section import trial_facts
from matcher.site_words import nearest_words
from matcher.wording.voice import Voice

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.models.arranging import Group
    from matcher.result import Match, MatchResult
    from matcher.sites import SiteList

KEPT: Final = 2_048  # rows


@dataclass(frozen=True, slots=True)
class GroupRow:
    """The heading of a group, or a remark."""

    text: str
    is_remark: bool = False
    opens: bool = False  # whether a click opens or folds what stands below it


@dataclass(frozen=True, slots=True)
class MatchRow:
    """One trial in words."""

    match: Match
    verdict: str
    title: str
    facts: str
    why: str
    near: str = ""  # the nearest open site
    extra: tuple[str, ...] = ()  # the reader's own note; where looked up words stand

    @property
    def text(self) -> str:
        """The whole row as one text, as it is read out."""
        return ". ".join(filter(None, (self.verdict, self.title, self.facts, self.near, self.why, *self.extra)))


Row: TypeAlias = GroupRow | MatchRow


def match_row(
    match: Match, register: Register, whole: MatchResult | None = None, sites: SiteList | None = None
) -> MatchRow:
    """Return the words of one trial's row; `whole` is the result that it is part of, `sites` are by distance."""
    trial = match.trial
    facts = [*(flag_words(flag, register) for flag in match.flags), trial_facts(trial, Voice(register))]
    verdict = f"{verdict_symbol(match.verdict)} {verdict_words(match, register)}"
    why = one_line_why(match, register, whole)
    near = nearest_words(sites, register) if sites else ""
    shown = visible(" · ".join(fact for fact in facts if fact))
    return MatchRow(match, verdict, visible(trial.title), shown, why, near)


class Listed(Sequence["Row"]):
    """The rows of the list, each made when it is looked at; the newest that were made are kept."""

    def __init__(
        self, heads: Sequence[GroupRow] = (), groups: Sequence[Group] = (), make: Callable[[int], Row] | None = None
    ) -> None:
        self.heads, self.groups = tuple(heads), tuple(groups)
        self.starts = np.cumsum([len(self.heads), *(1 + len(group.places) for group in self.groups)]).tolist()
        self._make = lru_cache(KEPT)(make) if make else None

    def __len__(self) -> int:
        return int(self.starts[-1])

    @overload
    def __getitem__(self, number: int) -> Row: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Row]: ...
    def __getitem__(self, number: int | slice) -> Row | Sequence[Row]:
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        number = range(len(self))[number]
        if number < len(self.heads):
            return self.heads[number]
        group, below = self._group(number)
        if not below or self._make is None:
            return GroupRow(group.title, opens=group.opens)
        return self._make(int(group.places[below - 1]))

    def is_like(self, other: Listed) -> bool:
        """Whether headings stand where they do there, and call themselves so, and the same places below them."""
        return (
            self.heads == other.heads
            and [group.title for group in self.groups] == [group.title for group in other.groups]
            and all(np.array_equal(a.places, b.places) for a, b in zip(self.groups, other.groups, strict=True))
        )

    def place(self, number: int) -> int | None:
        """Return the place in the ranking of the trial of a row; None where it is none."""
        if not len(self.heads) <= number < len(self):
            return None
        group, below = self._group(number)
        return int(group.places[below - 1]) if below else None

    def number(self, place: int | None) -> int:
        """Return the row of the trial with this place in the ranking, -1 where it is not listed."""
        for start, group in zip(self.starts, self.groups, strict=False):
            below = int(np.searchsorted(group.places, place)) if place is not None else len(group.places)
            if below < len(group.places) and group.places[below] == place:
                return int(start) + 1 + below
        return -1

    def _group(self, number: int) -> tuple[Group, int]:
        place = bisect_right(self.starts, number) - 1
        return self.groups[place], number - self.starts[place]
