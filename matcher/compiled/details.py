"""What a list of many patients tells of each trial: the criteria by name, the facts that lack, the windows of time."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from matcher.compiled.asked import NAMELESS
from matcher.compiled.courses import Courses, moving_groups
from matcher.compiled.graph import Op
from matcher.compiled.states import BY_PERSON, FALSE, LACKING, TRUE
from matcher.result import Verdict, Window
from matcher.windows import OPEN_VERDICTS, union, windows_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from matcher.compiled.library import Judgement
    from matcher.compiled.states import Flags
    from matcher.result import Match

Windows = tuple[Window, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """How one trial stands, without reasons."""

    trial: str
    verdict: Verdict
    blockers: tuple[str, ...]
    missing: tuple[str, ...]
    confirm: tuple[str, ...]
    windows: Windows

    @classmethod
    def of(cls, match: Match) -> Detail:
        """Return the same of a match of the reference."""
        return cls(match.trial.id, match.verdict, match.blockers, match.missing, match.confirm, match.windows)


class Details:
    """All trials of one judgement, best first."""

    def __init__(self, judgement: Judgement) -> None:
        """Tell of this judgement."""
        self._judgement = judgement
        self._rules = judgement.library.rules
        self._missing: dict[int, tuple[str, ...]] = {}

    def tell(self, only: Collection[str] = ()) -> Iterator[Detail]:
        """Yield the trials in the order of the ranking, or those whose ids `only` names."""
        judgement = self._judgement
        standings, ids = judgement.standings, list(judgement.library.names.trials)
        for row in standings.order.tolist():
            if only and ids[row] not in only:
                continue
            answered = judgement.answered.get(row)
            yield Detail.of(answered) if answered else self._detail(row, ids[row], standings.verdict(row))

    def _detail(self, row: int, trial: str, verdict: Verdict) -> Detail:
        named: dict[int, list[str]] = {FALSE: [], LACKING: [], BY_PERSON: [], TRUE: []}
        asked = self._rules.asked
        group = int(self._judgement.best[row])
        place = slice(int(asked.groups[group]), int(asked.groups[group + 1]))
        literals = asked.literals[place]
        lacking: list[tuple[str, ...]] = []
        states = self._judgement.literals[literals].tolist()
        for literal, name, state in zip(literals.tolist(), asked.names[place].tolist(), states, strict=True):
            if name != NAMELESS:
                named[state].append(self._names[name])
            if state == LACKING:
                lacking.append(self.missing(literal >> 1))
        return Detail(
            trial, verdict, tuple(named[FALSE]), _once(lacking), tuple(named[BY_PERSON]), self._windows_of(row)
        )

    @cached_property
    def _names(self) -> Sequence[str]:
        return list(self._judgement.library.names.criteria)

    def missing(self, node: int) -> tuple[str, ...]:
        """Return the paths of the facts that leave a node unknown, in the reference's order."""
        if self._judgement.literals[2 * node] != LACKING:
            return ()
        known = self._missing.get(node)
        if known is None:
            known = self._missing[node] = self._lacking(node)
        return known

    def _lacking(self, node: int) -> tuple[str, ...]:
        graph = self._rules.graph
        if node < graph.leaves:
            return self._rules.leaves.finding(node, self._judgement.case).missing
        block = graph.blocks[bisect_right(graph.blocks, node, key=lambda block: block.nodes.start) - 1]
        parts: list[int] = block.parts[:, node - block.nodes.start].tolist()
        if block.op is Op.WHEN:
            condition = self._judgement.literals[parts[0]]
            if condition in (TRUE, FALSE):
                parts = parts[1:2] if condition == TRUE else parts[2:]
        return _once(self.missing(part >> 1) for part in parts)

    def _windows_of(self, row: int) -> Windows:
        trials = self._rules.asked.trials
        groups = range(int(trials[row]), int(trials[row + 1]))
        windows = [self._moving_windows.get(group, self._lasting(group)) for group in groups]
        return windows[0] if len(windows) == 1 else union(windows)

    def _lasting(self, group: int) -> Windows:
        """Return the windows of a group in which time moves nothing."""
        is_open = self._judgement.tally.violated[group] == 0
        return (Window(self._judgement.case.as_of, None),) if is_open else ()

    @cached_property
    def _moving_windows(self) -> Mapping[int, Windows]:
        """The windows of the groups that time alone may open or close."""
        judgement, rules = self._judgement, self._rules
        if judgement.moving is None:
            return {}
        free = np.flatnonzero(judgement.tally.stuck == 0)
        groups, wanted = moving_groups(rules.asked, free, judgement.moving)
        courses = Courses.of(rules.graph, judgement.judged, judgement.literals, judgement.moving, wanted)
        found: dict[int, Windows] = {}
        for some, violated in courses.violations(rules.asked, groups):
            today = judgement.tally.violated[some] > 0
            found |= zip(some.tolist(), self._windows(courses, np.column_stack((today, violated))), strict=True)
        return found

    def _windows(self, courses: Courses, violated: Flags) -> Iterator[Windows]:
        days = (self._judgement.case.as_of, *courses.days)
        for row in violated.tolist():
            verdicts = [Verdict.INELIGIBLE if one else Verdict.POSSIBLE for one in row]
            yield windows_of(list(zip(days, verdicts, strict=True)), lambda verdict: verdict in OPEN_VERDICTS)


def _once(paths: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(paths)))
