"""Which rows of the ranking stand where: pinned ones first, then the groups, then what is set aside.

Each group keeps the engine's order. A trial is always in one of four counts: shown, hidden by the filters, without the
words that are looked for, set aside.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from criteria.marks import Marks
from gui.words import Words
from matcher.explain import visible
from matcher.filters import Narrowing
from matcher.result import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from criteria.centre import Centre
    from gui.models.results import MatchRow
    from matcher.explain import Register

PINNED = Words("Pinned: {count}", "Kept at the top: {count}")
OPEN_HERE = Words("Open at {centre}: {count}")
OPEN = Words("Open to new patients: {count}", "Trials that take new patients: {count}")
CLOSED = Words("Closed to new patients: {count}", "Trials that take no new patients now: {count}")
LABELS = Words("Approved uses to discuss: {count}", "Approved treatments to talk about: {count}")
ASIDE = Words("Set aside: {count}")
ASIDE_FREE = Words("Set aside: {count}, {free} without a conflict", "Set aside: {count}, {free} may or could fit")
SOME = Words("{title} (showing {shown})")
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


@dataclass(frozen=True, slots=True)
class Group:
    """One heading and the rows below it."""

    title: str
    rows: tuple[MatchRow, ...]
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


@dataclass(frozen=True, slots=True)
class Arranger:
    """Arranges rows as a person wishes; `has_words` tells whether a row is found by what is looked up."""

    wish: Wish
    has_words: Callable[[MatchRow], bool]
    centre: Centre | None
    register: Register

    def arrange(self, rows: Sequence[MatchRow]) -> Arrangement:
        """Return the groups of all rows."""
        places = {row.match.trial.id: self.wish.marks.place(row.match.trial.id) for row in rows}
        top = [row for row in rows if places[row.match.trial.id] == "top"]
        aside = [row for row in rows if places[row.match.trial.id] == "aside"]
        ranked = [row for row in rows if places[row.match.trial.id] is None]
        groups = [self._group(PINNED.of(self.register), top)] if top else []
        groups += [group for group in self._ranked(ranked) if group.rows or not self.wish.is_narrow]
        if aside:
            groups.append(self._aside(aside))
        return Arrangement(tuple(groups), self._tally(rows, len(aside)))

    def _seen(self, row: MatchRow) -> bool:
        return self.wish.narrowing.shows(row.match)

    def _shown(self, rows: Iterable[MatchRow]) -> tuple[MatchRow, ...]:
        return tuple(row for row in rows if self._seen(row) and self.has_words(row))

    def _group(self, title: str, rows: list[MatchRow]) -> Group:
        shown = self._shown(rows)
        title = title.format(count=len(rows))
        if len(shown) < len(rows):
            title = SOME.of(self.register).format(title=title, shown=len(shown))
        return Group(title, shown)

    def _aside(self, rows: list[MatchRow]) -> Group:
        """Return what is set aside; what is looked up there is shown even where it is folded.

        The heading tells of trials without a conflict: what was set aside for one may have none by now.
        """
        free = sum(row.match.verdict in (Verdict.ELIGIBLE, Verdict.POSSIBLE) for row in rows)
        title = (ASIDE_FREE if free else ASIDE).of(self.register).format(count=len(rows), free=free)
        if self.wish.is_open or (self.wish.wanted and self._shown(rows)):
            group = self._group(title, rows)
            return Group(UNFOLDED.of(self.register).format(title=group.title), group.rows, opens=True)
        return Group(FOLDED.of(self.register).format(title=title), (), opens=True)

    def _ranked(self, rows: list[MatchRow]) -> Iterable[Group]:
        """Return the groups of what is neither pinned nor set aside; the centre's is there even if nothing is open."""
        trials = [row for row in rows if row.match.trial.kind == "trial"]
        if self.centre is not None:
            here = [row for row in trials if self.centre.is_open(row.match.trial.id)]
            trials = [row for row in trials if not self.centre.is_open(row.match.trial.id)]
            centre = visible(self.centre.name).replace("{", "{{").replace("}", "}}")
            yield self._group(OPEN_HERE.of(self.register).replace("{centre}", centre), here)
        others = (
            (OPEN, [row for row in trials if row.match.trial.is_recruiting]),
            (CLOSED, [row for row in trials if not row.match.trial.is_recruiting]),
            (LABELS, [row for row in rows if row.match.trial.kind == "label"]),
        )
        for words, members in others:
            if members:
                yield self._group(words.of(self.register), members)

    def _tally(self, rows: Sequence[MatchRow], aside: int) -> Tally:
        standing = [row for row in rows if self.wish.marks.place(row.match.trial.id) != "aside"]
        seen = [row for row in standing if self._seen(row)]
        shown = sum(self.has_words(row) for row in seen)
        found = sum(self.has_words(row) for row in standing)
        return Tally(shown, len(standing) - len(seen), len(seen) - shown, aside, found - shown)
