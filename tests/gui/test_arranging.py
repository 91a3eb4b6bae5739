"""Whatever is filtered, looked up, pinned and set aside: the counts add up, and the order is the engine's."""

from __future__ import annotations

from functools import cache

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from criteria.library import parse_trial
from criteria.marks import Marks
from gui.filters.headline import headline
from gui.models.arranging import Arrangement, Arranger, Group, Wish
from matcher.explain import Register
from matcher.filters import FILTERS, NOT_KNOWN, Narrowing
from matcher.rankings import RankedMatches
from matcher.result import Match, Verdict
from tests.criteria.trials import trial_data

SIZE = 14
NUMBERS = range(SIZE)


@cache
def match(number: int) -> Match:
    is_label = number % 5 == 4
    countries: list[dict[str, str]] = [{"country": ("Germany", "Spain")[number % 2]}] if number % 3 else []
    trial = parse_trial(
        trial_data(
            id=f"LABEL-{number:02}" if is_label else f"NCT{number:08}",
            kind="label" if is_label else "trial",
            status=("RECRUITING", "COMPLETED", "UNKNOWN")[number % 3],
            phase=(None, "Phase 2", "Phase 3")[number % 3],
            sites=countries,
        ),
        "t.json",
    )
    return Match(trial, number + 1, list(Verdict)[number * 4 // SIZE], 1.0, (), (), ())


RANKING = RankedMatches(tuple(match(number) for number in NUMBERS))
IDS = tuple(one.trial.id for one in RANKING.matches)
subsets = st.sets(st.sampled_from(IDS))
ticks = st.lists(
    st.sampled_from(
        [
            ("country", "Germany"),
            ("country", "Spain"),
            ("country", NOT_KNOWN),
            ("status", "RECRUITING"),
            ("status", NOT_KNOWN),
            ("phase", "2"),
            ("phase", NOT_KNOWN),
            ("verdict", "later"),
            ("kind", "label"),
        ]
    ),
    max_size=4,
)
wishes = st.builds(
    lambda chosen, top, aside, is_open, wanted: Wish(
        wanted, narrowed(chosen), Marks(trials={}).placed(tuple(top), "top").placed(tuple(aside), "aside"), is_open
    ),
    ticks,
    subsets,
    subsets,
    st.booleans(),
    st.sampled_from(["", "word"]),
)


def narrowed(chosen: list[tuple[str, str]]) -> Narrowing:
    narrowing = Narrowing(FILTERS)
    for name, choice in chosen:
        narrowing = narrowing.toggled(name, choice)
    return narrowing


def arranged(wish: Wish, found: set[str]) -> Arrangement:
    has_words = np.array([not wish.wanted or trial in found for trial in IDS])
    return Arranger(RANKING, wish, has_words, None, Register.CLINICIAN).arrange()


def ids(group: Group) -> list[str]:
    return [IDS[place] for place in group.places.tolist()]


@given(wishes, subsets)
def test_what_is_shown_hidden_and_set_aside_is_everything(wish: Wish, found: set[str]) -> None:
    arrangement = arranged(wish, found)
    tally = arrangement.tally
    assert tally.all == SIZE
    assert tally.aside == sum(wish.marks.place(one) == "aside" for one in IDS)
    listed = [one for group in arrangement.groups for one in ids(group)]
    assert len(listed) == len(set(listed))
    assert sum(wish.marks.place(one) != "aside" for one in listed) == tally.shown
    hidden = [one for one in IDS if one not in listed and wish.marks.place(one) != "aside"]
    assert len(hidden) == tally.filtered + tally.without_words


@given(wishes, subsets)
def test_every_group_keeps_the_order_of_the_ranking(wish: Wish, found: set[str]) -> None:
    for group in arranged(wish, found).groups:
        assert group.places.tolist() == sorted(group.places.tolist())


@given(wishes, subsets)
def test_pinned_trials_stand_first_and_set_aside_ones_last_with_a_count(wish: Wish, found: set[str]) -> None:
    groups = arranged(wish, found).groups
    top = [one for one in IDS if wish.marks.place(one) == "top"]
    aside = [one for one in IDS if wish.marks.place(one) == "aside"]
    if top:
        assert groups[0].title.startswith(f"Pinned: {len(top)}")
        assert set(ids(groups[0])) <= set(top)
    if aside:
        assert f"Set aside: {len(aside)}" in groups[-1].title
        assert groups[-1].opens
    assert [group.opens for group in groups].count(True) == bool(aside)


@given(wishes, subsets)
def test_nothing_is_hidden_that_no_filter_word_or_mark_hides(wish: Wish, found: set[str]) -> None:
    shown = {one for group in arranged(wish, found).groups for one in ids(group)}
    for one in RANKING.matches:
        trial = one.trial.id
        is_hidden = not wish.narrowing.shows(one) or (wish.wanted != "" and trial not in found)
        if not is_hidden and (wish.marks.place(trial) != "aside" or wish.is_open):
            assert trial in shown


@given(wishes)
def test_without_filters_and_words_all_but_what_is_set_aside_is_shown(wish: Wish) -> None:
    again = arranged(Wish("", wish.narrowing.cleared(), wish.marks), set())
    assert again.tally.shown + again.tally.aside == SIZE


@given(wishes, subsets)
def test_the_headline_names_every_count_and_the_key_that_brings_all_back(wish: Wish, found: set[str]) -> None:
    tally = arranged(wish, found).tally
    text = headline(tally, Register.CLINICIAN)
    if tally.shown == SIZE:
        assert text == f"{SIZE} in the library, none left out"
        return
    assert text.startswith(f"{tally.shown} of {SIZE} shown; ")
    assert (f"{tally.filtered} hidden by filters" in text) is bool(tally.filtered)
    assert (f"{tally.without_words} without these words" in text) is bool(tally.without_words)
    assert (f"{tally.aside} set aside" in text) is bool(tally.aside)
    assert text.endswith("Esc shows all") is bool(tally.filtered or tally.without_words)
