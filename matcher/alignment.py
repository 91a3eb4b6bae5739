"""Criteria of several trials side by side, row by row as they ask about the same thing. None is left out.

Two criteria stand in one row because their rules look at the same fact, not because their texts sound alike. A
criterion that asks about several things stands in one row alone; the other rows name it, so that no gap looks like
"not asked".
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from matcher.asking.domains import form_order
from matcher.subjects import Aspect, broader, leaves_of, subjects_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matcher.result import CriterionResult, Match
    from matcher.subjects import Subject

FEWEST: Final = 2
LEVELS: Final = 4  # what is asked first, what else is asked, the classes of the first, all treatments alike


@dataclass(frozen=True, slots=True)
class AlignedRow:
    """Criteria about one subject, for each trial those that stand here; without a subject they stand beside nothing.

    `elsewhere` names, for each trial that has none here, its criteria that also ask about it but stand in another row.
    """

    subject: Subject | None
    cells: tuple[tuple[CriterionResult, ...], ...]
    elsewhere: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """All criteria of the trials: `shared` rows in the form's order, then those `alone`, trial by trial."""

    shared: tuple[AlignedRow, ...]
    alone: tuple[AlignedRow, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """One criterion of one trial: what it is taken to be about, level by level, all that it asks about, and its reach.

    What it asks first is what it is chiefly about; its reach has the classes too that what it asks about belongs to.
    """

    trial: int
    result: CriterionResult
    levels: tuple[frozenset[Subject], ...]
    every: frozenset[Subject]
    reach: frozenset[Subject]


def align(matches: Sequence[Match]) -> Alignment:
    """Return the criteria of these matches side by side; each stands exactly once."""
    left = [_asked(trial, result) for trial, match in enumerate(matches) for result in match.criteria]
    everything = tuple(left)
    rows: list[tuple[Subject, list[_Asked]]] = []
    for level in range(LEVELS):
        while (found := _best(left, level)) is not None:
            subject, members = found
            rows.append((subject, members))
            taken = {id(asked) for asked in members}
            left = [asked for asked in left if id(asked) not in taken]
    rows.sort(key=lambda row: _order(row[0]))
    shared = tuple(_row(subject, members, everything, len(matches)) for subject, members in rows)
    return Alignment(shared, tuple(_alone(asked, everything, len(matches)) for asked in left))


def _asked(trial: int, result: CriterionResult) -> _Asked:
    each = [subjects_of(leaf) for rule in result.criterion.rules for leaf in leaves_of(rule)]
    first = frozenset(next(filter(None, each), ()))
    every = first.union(*each)
    levels = (first, every, _above(first, 0), _above(first, 1))
    return _Asked(trial, result, levels, every, every | _above(every, 0) | _above(every, 1))


def _above(subjects: frozenset[Subject], level: int) -> frozenset[Subject]:
    return frozenset(found for subject in subjects for found in broader(subject)[level]) | subjects


def _best(left: Iterable[_Asked], level: int) -> tuple[Subject, list[_Asked]] | None:
    """Return the subject that most trials still ask about, with the criteria that do; None where none is shared."""
    about: dict[Subject, list[_Asked]] = defaultdict(list)
    for asked in left:
        for subject in asked.levels[level]:
            about[subject].append(asked)
    shared = {subject: members for subject, members in about.items() if _trials(members) >= FEWEST}
    if not shared:
        return None
    best = min(shared, key=lambda subject: (-_trials(shared[subject]), -_depth(subject), _order(subject)))
    return best, shared[best]


def _trials(members: Iterable[_Asked]) -> int:
    return len({asked.trial for asked in members})


def _depth(subject: Subject) -> int:
    """Return how many classes stand above a subject: of subjects alike shared, the narrowest says most."""
    classes, _ = broader(subject)
    return len(classes)


def _order(subject: Subject) -> tuple[tuple[int, int, str], int, str]:
    return form_order(subject.path), list(Aspect).index(subject.aspect), subject.path


def _row(subject: Subject, members: Sequence[_Asked], everything: Sequence[_Asked], trials: int) -> AlignedRow:
    cells = tuple(tuple(one.result for one in members if one.trial == trial) for trial in range(trials))
    others = [one for one in everything if subject in one.reach]
    return AlignedRow(subject, cells, _elsewhere(cells, others))


def _alone(asked: _Asked, everything: Sequence[_Asked], trials: int) -> AlignedRow:
    cells = tuple((asked.result,) if trial == asked.trial else () for trial in range(trials))
    others = [one for one in everything if asked.every & one.reach or asked.reach & one.every]
    return AlignedRow(None, cells, _elsewhere(cells, others))


def _elsewhere(cells: tuple[tuple[CriterionResult, ...], ...], others: Iterable[_Asked]) -> tuple[tuple[str, ...], ...]:
    found = list(others)
    return tuple(
        () if cell else tuple(one.result.criterion.id for one in found if one.trial == trial)
        for trial, cell in enumerate(cells)
    )
