"""The filter by how far the nearest site is; whoever knows that makes it, once home is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matcher.filters.model import Filter, Standing
from matcher.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Callable

    from criteria.trial import Trial
    from matcher.result import Match
    from matcher.sites import Nearest

NAME: Final = "distance"
FARTHER: Final = "farther"
LIMITS: Final = (50, 100, 200, 500, 1000)


def distance_filter(nearest: Callable[[Trial], Nearest | None]) -> Filter:
    """Return the filter: a trial stands under each limit that its nearest site is surely within.

    A trial whose nearest site is not known is not known here either, also where it takes no patients at all.
    """

    def standing(match: Match) -> Standing:
        found = nearest(match.trial)
        if found is None:
            return Standing(frozenset(), is_complete=False)
        within = {limit: found.within(limit) for limit in LIMITS}
        surely = {str(limit) for limit, truth in within.items() if truth is Truth.TRUE}
        if all(truth is Truth.FALSE for truth in within.values()):
            surely.add(FARTHER)
        return Standing(frozenset(surely), Truth.UNKNOWN not in within.values())

    return Filter(NAME, standing, (*map(str, LIMITS), FARTHER))
