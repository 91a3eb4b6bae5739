"""Which trials of the ranking stand where: pinned ones first, then the groups, then what is set aside.

Each group keeps the engine's order. A trial is always in one of four counts: shown, hidden by the filters, without the
words that are looked for, set aside.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from criteria.marks import Marks
from gui.words import Words
from matcher.explain import visible
from matcher.filters import Narrowing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from criteria.centre import Centre
    from matcher.compiled.states import Flags, Longs
    from matcher.explain import Register
    from matcher.rankings import Ranking

PINNED = Words("Pinned: {count:,}", "Kept at the top: {count:,}")
OPEN_HERE = Words("Open at {centre}: {count:,}")
OPEN = Words("Open to new patients: {count:,}", "Trials that take new patients: {count:,}")
CLOSED = Words("Closed to new patients: {count:,}", "Trials that take no new patients now: {count:,}")
LABELS = Words("Approved uses to discuss: {count:,}", "Approved treatments to talk about: {count:,}")
ASIDE = Words("Set aside: {count:,}")
ASIDE_FREE = Words(
    "Set aside: {count:,}, {free:,} without a conflict", "Set aside: {count:,}, {free:,} may or could fit"
)
SOME = Words("{title} (showing {shown:,})")
FOLDED, UNFOLDED = Words("▸ {title} (A opens)"), Words("▾ {title} (A folds)", "▾ {title} (A closes)")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants to see: words looked for, filters, marks, and whether what is set aside is open."""

    wanted: str = ""
    narrowing: Narrowing = field(default_factory=Narrowing)
    marks: Marks = field(default_factory=lambda: Marks(trials={}))
    is_open: bool = False

    @property
    def is_narrow(self) -> bool:
        """Whether it can hide a trial that is not set aside."""
        return bool(self.wanted or self.narrowing.active)


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """One heading, and the places in the ranking of the trials below it."""

    title: str
    places: Longs
    opens: bool = False  # whether a click on the heading opens or folds it


@dataclass(frozen=True, slots=True)
class Tally:
    """Where the trials are; the four add up to all of them."""

    shown: int = 0
    filtered: int = 0
    without_words: int = 0
    aside: int = 0
    found_but_filtered: int = 0  # of those filtered, how many have the words

    @property
    def all(self) -> int:
        """How many there are."""
        return self.shown + self.filtered + self.without_words + self.aside


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The groups in their order, and the count of what they show and hide."""

    groups: tuple[Group, ...]
    tally: Tally


class Arranger:
    """Arranges a ranking as a person wishes; `found` tells by place which trials have what is looked up."""

    def __init__(self, ranking: Ranking, wish: Wish, found: Flags, centre: Centre | None, register: Register) -> None:
        """Work out what the wish shows of the ranking."""
        self._ranking, self._wish, self._centre, self._register = ranking, wish, centre, register
        size = len(ranking)
        self._found = found
        self._seen = np.ones(size, np.bool_)
        for one in wish.narrowing.active:
            self._seen &= ranking.shown(one, wish.narrowing.choice(one.name))
        self._shown = self._seen & found
        marked = wish.marks.trials.items()
        self._top = self._flags(trial for trial, mark in marked if mark.place == "top")
        self._aside = self._flags(trial for trial, mark in marked if mark.place == "aside")

    def arrange(self) -> Arrangement:
        """Return the groups of all trials."""
        groups = [self._group(PINNED.of(self._register), self._top)] if self._top.any() else []
        ranked = self._ranked(~(self._top | self._aside))
        groups += [group for group in ranked if group.places.size or not self._wish.is_narrow]
        if self._aside.any():
            groups.append(self._put_aside())
        return Arrangement(tuple(groups), self._tally())

    def _flags(self, trials: Iterable[str]) -> Flags:
        """Return which places are those of these trials."""
        flags = np.zeros(len(self._ranking), np.bool_)
        flags[[place for place in map(self._ranking.place, trials) if place is not None]] = True
        return flags

    def _group(self, title: str, members: Flags) -> Group:
        shown, count = np.flatnonzero(members & self._shown), int(members.sum())
        title = title.format(count=count)
        if len(shown) < count:
            title = SOME.of(self._register).format(title=title, shown=len(shown))
        return Group(title, shown)

    def _put_aside(self) -> Group:
        """Return what is set aside; what is looked up there is shown even where it is folded.

        The heading tells of trials without a conflict: what was set aside for one may have none by now.
        """
        free = int((self._aside & self._ranking.is_free).sum())
        title = (ASIDE_FREE if free else ASIDE).of(self._register).format(count=int(self._aside.sum()), free=free)
        if self._wish.is_open or (self._wish.wanted and (self._aside & self._shown).any()):
            group = self._group(title, self._aside)
            return Group(UNFOLDED.of(self._register).format(title=group.title), group.places, opens=True)
        return Group(FOLDED.of(self._register).format(title=title), np.empty(0, np.int64), opens=True)

    def _ranked(self, members: Flags) -> Iterable[Group]:
        """Return the groups of what is neither pinned nor set aside; the centre's is there even if nothing is open."""
        trials = members & ~self._ranking.is_label
        if self._centre is not None:
            here = trials & self._flags(trial for trial in self._centre.trials if self._centre.is_open(trial))
            trials = trials & ~here
            centre = visible(self._centre.name).replace("{", "{{").replace("}", "}}")
            yield self._group(OPEN_HERE.of(self._register).replace("{centre}", centre), here)
        others = (
            (OPEN, trials & self._ranking.is_recruiting),
            (CLOSED, trials & ~self._ranking.is_recruiting),
            (LABELS, members & self._ranking.is_label),
        )
        for words, some in others:
            if some.any():
                yield self._group(words.of(self._register), some)

    def _tally(self) -> Tally:
        standing = ~self._aside
        seen, shown, found = (int((standing & one).sum()) for one in (self._seen, self._shown, self._found))
        return Tally(shown, int(standing.sum()) - seen, seen - shown, int(self._aside.sum()), found - shown)
