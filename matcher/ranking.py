"""The order of the list."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from matcher.result import Match, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable


def rank_key(match: Match) -> tuple[bool, int, bool, int, int, date, str]:
    """Return the sort key: the policy of the ranking.

    Trials come before labels. Within each: by verdict (eligible, possible, later, ineligible), so that a trial with a
    violation never stands above one without; then trials that take patients before closed ones; then fewer unknown
    criteria, fewer to confirm, the earlier window, and the id, which makes the order total.
    """
    start = match.windows[0].start if match.windows else date.max
    return (
        match.trial.kind == "label",
        match.verdict.order,
        not match.trial.is_recruiting,
        len(match.of(Outcome.UNKNOWN)),
        len(match.of(Outcome.CONFIRM)),
        start,
        match.trial.id,
    )


def ranked(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Return the matches in order, numbered from 1, with a score that only orders within a verdict."""
    ordered = sorted(matches, key=rank_key)
    sizes = Counter((match.trial.kind, match.verdict) for match in ordered)
    seen: Counter[tuple[str, object]] = Counter()
    result: list[Match] = []
    for rank, match in enumerate(ordered, start=1):
        group = (match.trial.kind, match.verdict)
        score = round((sizes[group] - seen[group]) / sizes[group], 4)
        seen[group] += 1
        result.append(replace(match, rank=rank, score=score))
    return tuple(result)
