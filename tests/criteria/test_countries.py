"""Countries: the two letters of a patient file find the names that registries write."""

from __future__ import annotations

import pytest

from criteria.countries import country_name, is_in, is_known
from criteria.library import load_library


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Netherlands", "NL"), ("the netherlands", "NL"), ("United States", "US"), ("USA", "us"),
        ("United Kingdom", "GB"),
        ("Korea, Republic of", "KR"), ("South Korea", "KR"), ("Czech Republic", "CZ"), ("Czechia", "CZ"),
        ("Turkey", "TR"), ("Türkiye", "TR"), ("Côte D'Ivoire", "CI"), ("Russian  Federation", "RU"), ("DE", "DE"),
    ],
)  # fmt: skip
def test_a_country_is_found_by_the_names_that_registries_write(written: str, code: str) -> None:
    assert is_in(written, code)
    assert not is_in(written, "AQ")


@pytest.mark.parametrize(("written", "code"), [(None, "NL"), ("Netherlands", None), ("", ""), ("Republic of", "KR")])
def test_what_is_not_known_is_in_no_country(written: str | None, code: str | None) -> None:
    assert not is_in(written, code)


def test_a_name_that_is_no_country_is_not_known() -> None:
    assert is_known("Netherlands")
    assert not any(is_known(name) for name in (None, "", "Republic of", "Nowhere"))


def test_letters_that_no_country_has_are_shown_as_they_are() -> None:
    assert country_name("FR") == "France"
    assert country_name("XX") == "XX"


def test_the_countries_of_the_library_are_known() -> None:
    written = {site.country for trial in load_library().trials for site in trial.sites if site.country}
    codes = ["US", "ES", "FR", "IT", "DE", "CN", "CA", "GB", "AU", "NL", "BE", "PL"]
    assert all(any(is_in(name, code) for name in written) for code in codes)
