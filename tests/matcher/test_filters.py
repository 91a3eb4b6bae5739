"""Filters: choices with counts, three values where data can be unknown, and nothing lost between them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.library import load_library, parse_trial
from criteria.vocabulary import vocabulary
from matcher.filters import FILTERS, NOT_KNOWN, Choice, Filter, Narrowing, Standing
from matcher.filters.kinds import COUNTRY, KIND, PHASE, STATUS, TREATMENT, VERDICT
from matcher.filters.treatments import CLASSES, terms_in, treatment_standing
from matcher.result import Match, Verdict
from matcher.truth import Truth
from tests.criteria.trials import trial_data

EMPTY: frozenset[str] = frozenset()


def match(verdict: Verdict = Verdict.POSSIBLE, **changes: Any) -> Match:  # noqa: ANN401 - any JSON
    trial = parse_trial(trial_data(**changes), "t.json")
    return Match(trial, 1, verdict, 1.0, (), (), ())


def in_countries(*countries: str | None) -> Match:
    return match(sites=[{"facility": "Site", **({"country": one} if one else {})} for one in countries])


def test_a_trial_without_known_countries_is_in_none_and_out_of_none() -> None:
    for unknown in (in_countries(), in_countries(None), in_countries("  ")):
        assert COUNTRY.standing(unknown) == Standing(EMPTY, is_complete=False)
        assert COUNTRY.admits(unknown, frozenset({"Germany"})) is Truth.UNKNOWN
        assert COUNTRY.shows(unknown, Choice(frozenset({"Germany"})))
        assert not COUNTRY.shows(unknown, Choice(frozenset({"Germany"}), with_unknown=False))


def test_a_trial_with_one_site_of_unknown_country_may_be_anywhere() -> None:
    partly = in_countries("Germany", None)
    assert COUNTRY.admits(partly, frozenset({"Germany"})) is Truth.TRUE
    assert COUNTRY.admits(partly, frozenset({"Spain"})) is Truth.UNKNOWN
    assert COUNTRY.shows(partly, Choice(EMPTY, with_unknown=False))


def test_a_trial_whose_countries_are_all_known_is_out_of_the_others() -> None:
    assert COUNTRY.admits(in_countries("Germany", "Spain"), frozenset({"France"})) is Truth.FALSE


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Turkey (Türkiye)", "Turkey"),
        ("Türkiye", "Turkey"),
        ("USA", "United States"),
        ("Korea,  Republic of", "South Korea"),
        ("netherlands", "Netherlands"),
    ],
)
def test_a_country_is_one_choice_however_records_write_it(written: str, name: str) -> None:
    assert COUNTRY.standing(in_countries(written)) == Standing(frozenset({name}))


def test_a_country_that_is_not_understood_may_be_any() -> None:
    foreign = in_countries("Deutschland")
    assert COUNTRY.standing(foreign) == Standing(frozenset({"Deutschland"}), is_complete=False)
    assert COUNTRY.admits(foreign, frozenset({"Germany"})) is Truth.UNKNOWN


def test_the_status_unknown_of_a_registry_is_not_known() -> None:
    assert STATUS.admits(match(status="UNKNOWN"), frozenset({"RECRUITING"})) is Truth.UNKNOWN
    assert STATUS.admits(match(status="COMPLETED"), frozenset({"RECRUITING"})) is Truth.FALSE
    assert STATUS.standing(match(status="SOMETHING_NEW")).choices == {"SOMETHING_NEW"}


@pytest.mark.parametrize(
    ("phase", "choices", "is_complete"),
    [
        ("Phase 1/2", {"1", "2"}, True),
        ("PHASE2/PHASE3", {"2", "3"}, True),
        ("PHASE1, PHASE2", {"1", "2"}, True),
        ("EARLY_PHASE1", {"EARLY1"}, True),
        ("Phase 2b", {"2"}, True),
        ("Phase III", {"3"}, True),
        ("NA", set(), False),
        ("Phase 2/what", {"2"}, False),
        (None, set(), False),
        ("", set(), False),
    ],
)
def test_a_trial_stands_under_each_of_its_phases(phase: str | None, choices: set[str], is_complete: bool) -> None:
    assert PHASE.standing(match(phase=phase)) == Standing(frozenset(choices), is_complete)


@pytest.mark.parametrize(
    ("interventions", "among", "is_complete"),
    [
        (["Lutathera"], {"prrt", "radionuclide_therapy"}, True),
        (["Pembrolizumab 200 mg intravenously every 3 weeks"], {"checkpoint_inhibitor", "immunotherapy"}, True),
        (["Everolimus", "Computed Tomography", "Placebo"], {"mtor_inhibitor", "targeted_therapy"}, True),
        (["Everolimus", "XYZ-123"], {"mtor_inhibitor"}, False),
        (["Everolimus plus XYZ-123"], {"mtor_inhibitor"}, False),
        (["Everolimus", "XYZ-123 with amino acid infusion"], {"mtor_inhibitor"}, False),
        (["Everolimus + capecitabine"], {"mtor_inhibitor", "chemotherapy"}, True),
        (["XYZ-123"], set(), False),
        (["Placebo", "Quality-of-Life Assessment"], set(), False),
        ([], set(), False),
    ],
)
def test_classes_of_treatment_follow_the_vocabulary_and_what_it_lacks_is_not_known(
    interventions: list[str], among: set[str], is_complete: bool
) -> None:
    standing = treatment_standing(tuple(interventions))
    assert among <= standing.choices
    assert standing.is_complete is is_complete
    assert bool(standing.choices) is bool(among)


def test_every_name_of_a_treatment_is_found_as_itself() -> None:
    for term in vocabulary("therapy").terms.values():
        assert all(terms_in(name) == (term.id,) for name in term.names)


def test_every_class_offered_is_one_of_the_vocabulary_s() -> None:
    assert all(vocabulary("therapy").terms[name].is_class for name in CLASSES)


def test_every_trial_of_the_library_stands_somewhere_in_every_filter() -> None:
    for trial in load_library().trials:
        one = Match(trial, 1, Verdict.LATER, 1.0, (), (), ())
        for each in FILTERS:
            assert sum(each.counts([one]).values()) > 0, (trial.id, each.name)


def test_choices_are_counted_in_their_order_with_the_not_known_last() -> None:
    matches = [match(phase="Phase 3"), match(phase="Phase 1/3"), match(phase=None)]
    assert list(PHASE.counts(matches).items()) == [("1", 1), ("3", 2), (NOT_KNOWN, 1)]
    assert list(VERDICT.counts([match(Verdict.LATER), match(Verdict.ELIGIBLE)])) == ["eligible", "later"]
    assert KIND.counts([match()]) == {"trial": 1}


def test_a_choice_taken_on_and_off_again_hides_nothing() -> None:
    narrowing = Narrowing(FILTERS).toggled("phase", "3")
    assert [one.name for one in narrowing.active] == ["phase"]
    assert narrowing.toggled("phase", "3") == narrowing.without("phase") == narrowing.cleared() == Narrowing(FILTERS)
    assert Narrowing(FILTERS).toggled("phase", NOT_KNOWN).active == (PHASE,)


def test_a_further_filter_is_offered_beside_the_others_or_in_the_place_of_its_namesake() -> None:
    near = Filter("distance", lambda _match: Standing(EMPTY, is_complete=False))
    narrowing = Narrowing(FILTERS).toggled("phase", "3").offering(near)
    assert narrowing.filters == (*FILTERS, near)
    nearer = Filter("distance", lambda _match: Standing(frozenset({"50"})))
    assert narrowing.offering(nearer).filters == (*FILTERS, nearer)
    assert narrowing.offering(nearer).active == (PHASE,)


countries = st.lists(st.sampled_from(["Germany", "Spain", "France", None]), max_size=3)
made = st.builds(
    lambda status, phase, where, drugs, verdict: match(
        verdict,
        status=status,
        phase=phase,
        interventions=drugs,
        sites=[{"city": "X", **({"country": one} if one else {})} for one in where],
    ),
    st.sampled_from(["RECRUITING", "COMPLETED", "UNKNOWN"]),
    st.sampled_from(["Phase 1/2", "Phase 3", "NA", None]),
    countries,
    st.lists(st.sampled_from(["Everolimus", "Lutathera", "XYZ-123", "Placebo"]), max_size=2),
    st.sampled_from(Verdict),
)
ticks = st.lists(
    st.sampled_from(
        [
            (one.name, choice)
            for one, choices in (
                (STATUS, ("RECRUITING", "COMPLETED")),
                (COUNTRY, ("Germany", "Spain")),
                (PHASE, ("1", "3")),
                (TREATMENT, ("prrt", "mtor_inhibitor")),
                (VERDICT, ("possible", "ineligible")),
            )
            for choice in (*choices, NOT_KNOWN)
        ]
    ),
    max_size=6,
)


@given(made, ticks)
def test_a_hidden_trial_is_known_to_be_outside_or_the_not_known_were_taken_off(
    one: Match, chosen: list[tuple[str, str]]
) -> None:
    narrowing = Narrowing(FILTERS)
    for name, choice in chosen:
        narrowing = narrowing.toggled(name, choice)
    reasons = [each.admits(one, narrowing.choice(each.name).wanted) for each in FILTERS]
    unknowns_off = [not narrowing.choice(each.name).with_unknown for each in FILTERS]
    is_out = any(
        truth is Truth.FALSE or (truth is Truth.UNKNOWN and off)
        for truth, off in zip(reasons, unknowns_off, strict=True)
    )
    assert narrowing.shows(one) is not is_out
    assert narrowing.cleared().shows(one)


@given(st.lists(made, max_size=4), st.sampled_from(FILTERS))
def test_every_trial_is_counted_under_at_least_one_choice_of_every_filter(some: list[Match], one: Filter) -> None:
    assert sum(one.counts(some).values()) >= len(some)
    for each in some:
        standing = one.standing(each)
        assert standing.choices or not standing.is_complete


@given(made)
def test_to_learn_a_country_never_shows_a_trial_that_was_out_before(known: Match) -> None:
    wanted = frozenset({"Germany"})
    less = in_countries(*[site.country for site in known.trial.sites], None)
    if COUNTRY.admits(known, wanted) is Truth.TRUE:
        assert COUNTRY.admits(less, wanted) is Truth.TRUE
    else:
        assert COUNTRY.admits(less, wanted) is Truth.UNKNOWN


def test_where_there_is_no_trial_nothing_is_offered() -> None:
    assert all(dict(one.counts(())) == {} for one in FILTERS)
