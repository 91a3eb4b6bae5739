"""Where sites are, how sure that is, and in which order they are given."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from criteria.library import Library, load_library
from criteria.profile import Location, PatientProfile
from criteria.trial import Contact, Site
from matcher.engine import MatchEngine
from matcher.explain import Register
from matcher.filters.distance import distance_filter
from matcher.great_circle import Distance
from matcher.places import Certainty, whereabouts
from matcher.site_words import distance_words, nearest_words, openings_words, site_rows
from matcher.sites import Nearest, Opening, nearest_site, sites_by_distance
from matcher.truth import Truth
from tests.matcher.made import trial

if TYPE_CHECKING:
    from criteria.trial import Trial
    from matcher.result import Match

HEIDELBERG = Location(latitude=49.41, longitude=8.69)
COLUMBUS_OHIO = Location(latitude=39.96, longitude=-83.0)
CLINICIAN, PLAIN = Register.CLINICIAN, Register.PLAIN


def site(city: str | None = None, country: str | None = "Germany", **parts: object) -> dict[str, object]:
    return {"city": city, "country": country, **parts}


@pytest.mark.parametrize(
    ("of", "certainty"),
    [
        (Site(city="Nowhere at all", country="Germany", latitude=50.0, longitude=8.0), Certainty.GIVEN),
        (Site(city="Heidelberg", country="Germany"), Certainty.TOWN),
        (Site(city="Villejuif Cedex", country="France"), Certainty.TOWN),
        (Site(city="Toulouse Cedex 4", country="France"), Certainty.TOWN),
        (Site(city="Hospitalet de Llobregat (Barcelona)", country="Spain"), Certainty.TOWN),
        (Site(city="New York", country="United States"), Certainty.TOWN),
        (Site(city="Columbus", country="United States", region="Georgia"), Certainty.REGION),
        (Site(facility="Mayo Clinic in Florida", city="Jacksonville", country="United States"), Certainty.REGION),
        (Site(city="Boston", country="United States"), Certainty.LARGEST),
        (Site(city="Springfield", country="United States"), Certainty.SEVERAL),
        (Site(city="Frankfurt", country="Germany"), Certainty.SEVERAL),
        (Site(city="Nowhere at all", country="Germany"), Certainty.UNKNOWN),
        (Site(city="Springfield", country="United States", region="Hawaii"), Certainty.UNKNOWN),
        (Site(city="Springfield", country="Atlantis"), Certainty.UNKNOWN),
        (Site(city="Springfield"), Certainty.UNKNOWN),
        (Site(country="Germany"), Certainty.UNKNOWN),
        (Site(), Certainty.UNKNOWN),
    ],
    ids=lambda value: value.name if isinstance(value, Certainty) else "",
)
def test_a_place_is_as_certain_as_the_record_makes_it(of: Site, certainty: Certainty) -> None:
    assert whereabouts(of).certainty is certainty


def test_a_state_in_the_town_s_own_name_says_nothing() -> None:
    found = whereabouts(Site(facility="A Hospital, Kansas City", city="Kansas City", country="United States"))
    assert found.certainty is not Certainty.REGION


def test_west_virginia_is_not_virginia() -> None:
    found = whereabouts(Site(facility="West Virginia University Clinic", city="Charleston", country="United States"))
    assert found.town is not None
    assert found.town.region == "West Virginia"


def test_an_ambiguous_town_gives_an_interval_over_all_of_its_name() -> None:
    one = sites_by_distance(trial(sites=[site("Columbus", "United States")]), COLUMBUS_OHIO).sites[0]
    assert one.distance is not None
    assert one.distance.low < 10
    assert one.distance.high > 1000
    assert distance_words(one.distance, CLINICIAN).startswith("5 to ")


def test_sites_come_nearest_first_and_those_of_unknown_place_last() -> None:
    made = trial(sites=[site("Atlantis"), site("Berlin"), site("Munich"), site("Mannheim"), site(None)])
    found = sites_by_distance(made, HEIDELBERG)
    assert [one.site.city for one in found.sites] == ["Mannheim", "Munich", "Berlin", "Atlantis", None]
    assert found.unplaced == 2
    known = [one.distance for one in found.sites if one.distance]
    assert all(one <= two for one, two in pairwise(known))


def test_a_site_that_takes_patients_goes_before_a_nearer_one_that_does_not() -> None:
    made = trial(sites=[site("Mannheim", status="COMPLETED"), site("Berlin", status="RECRUITING"), site("Munich")])
    found = sites_by_distance(made, HEIDELBERG)
    assert [one.opening for one in found.sites] == [Opening.NOT_STATED, Opening.OPEN, Opening.CLOSED]
    assert found.nearest is not None
    assert found.nearest.site.site.city == "Munich"


def test_no_site_of_a_closed_trial_is_the_nearest_that_takes_patients() -> None:
    made = trial(sites=[site("Mannheim", status="RECRUITING")], status="COMPLETED")
    found = sites_by_distance(made, HEIDELBERG)
    assert found.nearest is None
    assert nearest_words(found, CLINICIAN) == ""
    assert found.sites[0].distance is not None


def test_without_a_home_there_is_no_distance_and_the_own_country_comes_first() -> None:
    made = trial(sites=[site("Paris", "France"), site("Berlin"), site("Lyon", "France"), site("Munich")])
    found = sites_by_distance(made, None, "DE")
    assert [one.site.city for one in found.sites] == ["Berlin", "Munich", "Paris", "Lyon"]
    assert all(one.distance is None for one in found.sites)
    assert nearest_site(made, None) is None
    assert [one.site.city for one in sites_by_distance(made, None).sites] == ["Paris", "Berlin", "Lyon", "Munich"]


def test_the_nearest_distance_is_an_interval_over_all_sites() -> None:
    made = trial(sites=[site("Columbus", "United States"), site("Cincinnati", "United States")])
    nearest = nearest_site(made, COLUMBUS_OHIO)
    assert nearest is not None
    assert nearest.site.site.city == "Columbus"
    assert nearest.distance.low < 10
    assert 150 < nearest.distance.high < 170
    assert nearest.within(50) is Truth.UNKNOWN
    assert nearest.within(200) is Truth.TRUE
    assert nearest.within(0.1) is Truth.FALSE


def test_a_site_of_unknown_place_keeps_a_far_trial_from_being_too_far() -> None:
    far = nearest_site(trial(sites=[site("Berlin")]), HEIDELBERG)
    maybe = nearest_site(trial(sites=[site("Berlin"), site("Atlantis")]), HEIDELBERG)
    assert far is not None
    assert maybe is not None
    assert far.within(100) is Truth.FALSE
    assert maybe.within(100) is Truth.UNKNOWN
    assert "(not known for 1 more)" in nearest_words(
        sites_by_distance(trial(sites=[site("Berlin"), site("Atlantis")]), HEIDELBERG), CLINICIAN
    )


def test_a_site_taken_to_be_in_the_largest_town_of_its_name_says_so_and_is_never_surely_too_far() -> None:
    found = sites_by_distance(trial(sites=[site("Boston", "United States")]), HEIDELBERG)
    assert found.nearest is not None
    assert found.nearest.within(100) is Truth.UNKNOWN
    assert found.nearest.within(10_000) is Truth.TRUE
    told = nearest_words(found, CLINICIAN)
    assert "Boston (taken to be Boston, Massachusetts, much the largest of" in told


def test_a_trial_whose_sites_are_all_of_unknown_place_says_so() -> None:
    found = sites_by_distance(trial(sites=[site("Atlantis")]), HEIDELBERG)
    assert nearest_words(found, CLINICIAN) == "distance of the nearest site not known"
    assert site_rows(found, 5, CLINICIAN)[0].place == "distance not known · Atlantis, Germany"


def test_a_trial_without_sites_has_no_nearest() -> None:
    assert sites_by_distance(trial(), HEIDELBERG).sites == ()
    assert nearest_site(trial(), HEIDELBERG) is None


def test_the_nearest_site_is_called_open_only_where_its_own_record_says_so() -> None:
    stated = sites_by_distance(trial(sites=[site("Mannheim", status="RECRUITING")]), HEIDELBERG)
    silent = sites_by_distance(trial(sites=[site("Mannheim")]), HEIDELBERG)
    assert nearest_words(stated, CLINICIAN) == "nearest open site: about 20 km, Mannheim"
    assert nearest_words(silent, CLINICIAN) == "nearest site: about 20 km, Mannheim"
    assert "does not say" in openings_words(silent, CLINICIAN)
    assert openings_words(stated, CLINICIAN) == ""
    assert site_rows(stated, 5, CLINICIAN)[0].opening == "recruiting"


def test_a_contact_is_told_and_hostile_text_made_visible() -> None:
    contact = Contact(name="A\u202eB", phone="+49 1").model_dump()
    made = trial(sites=[site("Mannheim", facility="X\u202eY", contact=contact, status="RECRUITING")])
    row = site_rows(sites_by_distance(made, HEIDELBERG), 5, PLAIN)[0]
    assert "\u202e" not in row.text
    assert "+49 1" in row.contact


@pytest.mark.parametrize(
    ("distance", "words"),
    [
        (Distance(0, 0), "5 km or less"),
        (Distance(7.4, 7.4), "5 km or less"),
        (Distance(7.6, 7.6), "about 10 km"),
        (Distance(41, 44), "about 40 km"),
        (Distance(41, 51), "40 to 50 km"),
        (Distance(6368, 6368), "about 6370 km"),
        (None, "distance not known"),
    ],
)
def test_distances_are_told_honestly(distance: Distance | None, words: str) -> None:
    assert distance_words(distance, CLINICIAN) == words


def test_nearly_every_site_of_the_library_is_located() -> None:
    sites = [one for trial_ in load_library().trials for one in trial_.sites]
    lost = (Certainty.SEVERAL, Certainty.UNKNOWN)
    located = sum(whereabouts(one).certainty not in lost for one in sites)
    assert len(sites) > 3000
    assert located / len(sites) >= 0.95


def test_states_of_each_record_of_the_library_stand_in_the_registry_s_order() -> None:
    for trial_ in load_library().trials:
        states = [one.region for one in trial_.sites if one.region]
        assert states == sorted(states), trial_.id


@pytest.mark.parametrize(
    ("distance", "unplaced", "under", "is_complete"),
    [
        (Distance(54.9, 54.9), 0, {"50", "100", "200", "500", "1000"}, True),
        (Distance(55.1, 55.1), 0, {"100", "200", "500", "1000"}, True),
        (Distance(1006, 1006), 0, {"farther"}, True),
        (Distance(10, 300), 0, {"500", "1000"}, False),
        (Distance(1006, 1006), 1, set(), False),
    ],
)
def test_a_trial_stands_under_each_limit_that_it_is_surely_within(
    distance: Distance, unplaced: int, under: set[str], is_complete: bool
) -> None:
    match = match_of(trial(sites=[site("Mannheim")]))
    one = sites_by_distance(match.trial, HEIDELBERG).sites[0]
    standing = distance_filter(lambda _trial: Nearest(one, distance, unplaced)).standing(match)
    assert standing.choices == under
    assert standing.is_complete is is_complete


def test_a_trial_of_unknown_distance_stands_under_nothing_and_may_stand_under_all() -> None:
    standing = distance_filter(lambda _trial: None).standing(match_of(trial()))
    assert standing.choices == set()
    assert not standing.is_complete


def match_of(made: Trial) -> Match:
    return MatchEngine(Library.of([made])).match(PatientProfile(), date(2026, 11, 21)).matches[0]
