"""The arrays at their edges: more criteria than packed counts hold, keys too wide for one number, small portions."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from random import Random

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from criteria.measures import Interval
from criteria.rules import LabMultipleRule
from matcher.compiled import CompiledLibrary, courses
from matcher.compiled.asked import Asked
from matcher.compiled.graph import Graph, Op, in_blocks
from matcher.compiled.sharing import Sharing
from matcher.compiled.standings import Fixed, Standings, Unranked, ranked
from matcher.compiled.states import BY_PERSON, CODES, FALSE, LACKING, OPPOSITE, TRUE
from matcher.compiled.texts import Texts
from matcher.leaf import compare
from matcher.result import Verdict
from tests.properties.drawing import Draw
from tests.properties.libraries import random_library
from tests.properties.patients import random_patient
from tests.properties.program import profile_of
from tests.properties.test_compiled import differences

STATES = (FALSE, LACKING, BY_PERSON, TRUE)


def _asked(groups: list[list[int]]) -> Asked:
    starts = np.cumsum([0, *map(len, groups)])
    literals = np.array([literal for group in groups for literal in group], np.int64)
    trials = np.arange(len(groups) + 1)
    return Asked(literals, np.zeros(len(literals), np.int32), starts, trials, np.zeros(len(groups), np.bool_))


@pytest.mark.parametrize("most", [65_535, 65_536, 70_000])
def test_criteria_are_counted_right_however_many_a_trial_has(most: int) -> None:
    literals = np.array([FALSE, LACKING, BY_PERSON, TRUE], np.int8)
    asked = _asked([[0] * most, [1] * 5 + [2] * 3, [3], [0, 1, 1, 2, 2, 2, 3]])
    for moving, stuck in ((np.array([True, False]), [0, 0, 0, 0]), (np.array([False, True]), [most, 0, 0, 1])):
        tally = asked.tally(literals, moving)
        assert tally.violated.tolist() == [most, 0, 0, 1]
        assert tally.unknown.tolist() == [0, 5, 0, 2]
        assert tally.confirm.tolist() == [0, 3, 0, 3]
        assert tally.stuck.tolist() == stuck


@pytest.mark.parametrize("widest", [3, 2**15, 2**30])
def test_the_order_is_that_of_the_keys_whether_or_not_they_fit_into_one_number(widest: int) -> None:
    random, size = Random(widest), 300  # noqa: S311 - chance for tests
    by_id = np.array(random.sample(range(size), size), np.int32)
    is_label, is_recruiting = (np.array([random.random() < 0.5 for _ in range(size)]) for _ in range(2))
    fixed = Fixed(is_label, is_recruiting, by_id)
    counts = [np.array([random.choice((0, 1, 2, widest)) for _ in range(size)], np.int32) for _ in range(3)]
    verdicts = np.array([random.randrange(4) for _ in range(size)], np.int8)
    nothing = np.zeros(size, np.int32)
    order = ranked(Unranked(verdicts, nothing, nothing, *counts), fixed)
    later = Verdict.LATER.order

    def key(row: int) -> tuple[bool, int, bool, int, int, int, int]:
        opens = int(counts[2][row]) if verdicts[row] == later else 0
        shown = (bool(fixed.is_label[row]), int(verdicts[row]), not fixed.is_recruiting[row])
        return (*shown, int(counts[0][row]), int(counts[1][row]), opens, int(by_id[row]))

    assert order.tolist() == sorted(range(size), key=key)


def test_courses_followed_a_few_trials_at_a_time_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(courses, "_CELLS", 1)
    random, later = Random(11), 0  # noqa: S311 - chance for tests
    for _ in range(40):
        draw = Draw(random, date(2026, 3, 1))
        library, profile = random_library(draw, 12), profile_of(random_patient(draw))
        compiled = CompiledLibrary.of(library.trials)
        assert not differences(library, compiled, profile, draw)
        later += compiled.standings(profile, draw.as_of).counts[Verdict.LATER]
    assert later > 10


def _graph(op: Op, height: int) -> Graph:
    """Return a graph of all combinations of `height` leaves with each state."""
    every = np.array(np.meshgrid(*[np.arange(len(STATES))] * height)).reshape(height, -1)
    counts = np.full(every.shape[1], 2, np.int32) if op is Op.AT_LEAST else None
    return in_blocks(len(STATES), [(op, (every << 1).astype(np.int64), counts)])


@pytest.mark.parametrize("op", [Op.ALL, Op.AT_LEAST, Op.WHEN, Op.AGREED])
def test_rows_of_days_are_judged_as_single_days_are(op: Op) -> None:
    graph = _graph(op, 3)
    one = graph.literals(np.array(STATES, np.int8))
    days = graph.literals(np.array([STATES, STATES[::-1], STATES], np.int8).T.copy())
    assert days[:, 0].tolist() == days[:, 2].tolist() == one.tolist()
    assert one[1::2].tolist() == OPPOSITE[one[0::2]].tolist()


def test_unknown_for_want_of_data_outweighs_unknown_for_a_person_in_all_and_in_any() -> None:
    pair = [[2 * LACKING, 2 * LACKING + 1], [2 * BY_PERSON, 2 * BY_PERSON + 1]]
    graph = in_blocks(4, [(Op.ALL, np.array(pair, np.int64), None)])
    literals = graph.literals(np.array(STATES, np.int8))
    assert literals[8] == LACKING  # all
    assert literals[11] == LACKING  # any: the opposite of all of the opposites


def test_texts_are_found_by_place_in_any_script() -> None:
    texts = Texts.of(["", "Ki-67 ≤ 20 %", "α", "", "小細胞"])
    assert [texts[place] for place in range(len(texts))] == list(texts) == ["", "Ki-67 ≤ 20 %", "α", "", "小細胞"]
    with pytest.raises(IndexError):
        texts[-1]


def test_ranks_count_from_one_and_opening_days_from_the_as_of_date() -> None:
    whole = np.array([3, 2, 0], np.int8)
    nothing = np.zeros(3, np.int32)
    opens, order = np.array([-1, 31, 0], np.int32), np.array([2, 1, 0], np.int32)
    standings = Standings(date(2026, 11, 21), whole, nothing, nothing, nothing, nothing, opens, order)
    assert standings.ranks.tolist() == [3, 2, 1]
    assert [standings.opens_on(row) for row in range(3)] == [None, date(2026, 12, 22), date(2026, 11, 21)]
    assert standings.verdict(1) is Verdict.LATER


LIMITS = (-1e15, -3, -0.1, 0, 0.1, 0.3, 1 / 3, 20, 20.000000000000004, 1e15)
ENDS = st.none() | st.sampled_from([Fraction(str(limit)) for limit in LIMITS]) | st.fractions(-25, 25)


@given(st.builds(Interval, ENDS, ENDS, st.booleans(), st.booleans()))
@example(Interval(Fraction(10) ** 400, None))
@example(Interval(None, -(Fraction(10) ** 400)))
@example(Interval(Fraction(1, 3), Fraction(1, 3)))
def test_whole_chains_say_of_any_span_what_the_reference_says_of_each_limit(span: Interval) -> None:
    """Even of a span whose ends stand the wrong way round: all that counts is that both say the same."""
    names = ("at_least", "above", "at_most", "below")
    rules = [LabMultipleRule.model_validate({"test": "ast", name: limit}) for name in names for limit in LIMITS]
    sharing = Sharing()
    literals = [sharing.literal(rule) for rule in rules]
    _, leaves, numbers = sharing.finished()
    states = np.full(leaves.size, TRUE, np.int8)
    for chain in leaves.chains:
        chain.held_against(span, states)
    found = [int(states[numbers[literal] >> 1]) for literal in literals]
    assert found == [CODES[compare(span, rule.interval)] for rule in rules]
