"""A trial is found by any word of it, however it is written; and it is told where the word stands."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.library import Library, load_library, parse_trial
from matcher.search import SearchIndex, Where, folded, has, words_of
from tests.criteria.trials import trial_data

ID = "NCT00000001"
COHORT_CRITERION = {
    "id": "B01",
    "kind": "inclusion",
    "text": "Thymus.",
    "plain": "Behind the breastbone.",
    "place": "B 1",
}


@cache
def index() -> SearchIndex:
    trial = trial_data(
        title="Élan of α-interferon in the pancreas",
        acronym="ELAN-2",
        conditions=["Insulinoma"],
        interventions=["177Lu-dotatate"],
        sites=[
            {"facility": "Universitätsklinikum Köln", "city": "Köln", "country": "Germany"},
            {"facility": "Clínica", "city": "Madrid", "country": "Spain"},
        ],
        cohorts=[{"id": "B", "name": "Ki 67 above 20", "criteria": [COHORT_CRITERION]}],
    )
    return SearchIndex.of(Library.of([parse_trial(trial, "t.json")]))


def places(wanted: str, near: str = "") -> list[tuple[Where, str]] | None:
    found = index().places(ID, words_of(wanted), folded(near))
    return None if found is None else [(one.where, one.name) for one in found]


@pytest.mark.parametrize(
    ("wanted", "where"),
    [
        ("nct00000001", Where.ID),
        ("00000001", Where.ID),
        ("elan2", Where.NAME),
        ("élan", Where.NAME),
        ("elan", Where.NAME),
        ("ALPHA-interferon", Where.NAME),
        ("alpha interferon", Where.NAME),
        ("\N{GREEK CAPITAL LETTER ALPHA}\N{NON-BREAKING HYPHEN}Interferon", Where.NAME),
        ("insulinoma", Where.CONDITION),
        ("Lutathera", Where.INTERVENTION),
        ("lu-177", Where.INTERVENTION),
        ("oxodotreotide", Where.INTERVENTION),
        ("ki-67", Where.COHORT),
        ("ki67", Where.COHORT),
        ("I04", Where.CRITERION),
        ("breastbone", Where.CRITERION),
        ("koln", Where.SITE),
        ("KÖLN", Where.SITE),
        ("spain", Where.SITE),
        ("universitatsklinikum", Where.SITE),
        ("clinicaltrials.gov", Where.SOURCE),
    ],
)
def test_a_word_is_found_however_it_is_written(wanted: str, where: Where) -> None:
    found = places(wanted)
    assert found is not None
    assert [one for one, _name in found] == [where]


def test_every_word_must_be_found_somewhere() -> None:
    assert places("madrid insulinoma") == [(Where.SITE, "Clínica, Madrid, Spain"), (Where.CONDITION, "Insulinoma")]
    assert places("madrid insulinoma ghost") is None


def test_one_place_with_all_the_words_is_told_before_several() -> None:
    assert places("clinica spain") == [(Where.SITE, "Clínica, Madrid, Spain")]


def test_a_word_that_is_in_sight_is_not_told_of() -> None:
    assert places("insulinoma madrid", near="Insulinoma of the pancreas") == [(Where.SITE, "Clínica, Madrid, Spain")]
    assert places("insulinoma", near="Insulinoma") == []


def test_a_short_word_is_found_where_a_word_begins_only() -> None:
    assert has(folded("NETs of the gut"), "net")
    assert not has(folded("magnetic resonance"), "net")
    assert has(folded("magnetic resonance"), "gnet")


def test_nothing_but_signs_is_no_word() -> None:
    assert words_of(" - ( ) ") == ()


def test_a_trial_that_the_library_lacks_is_found_by_what_is_in_sight_alone() -> None:
    assert index().places("NCT00000009", ("liver",), folded("Liver")) == ()
    assert index().places("NCT00000009", ("liver",)) is None


@pytest.mark.parametrize("trial", ["NCT01578239", "NCT03972488", "NCT04665739", "NCT05247905", "NCT06784752"])
def test_a_brand_name_finds_every_trial_that_gives_the_drug_by_another_name(trial: str) -> None:
    assert library_index().places(trial, words_of("Lutathera")) is not None


@cache
def library_index() -> SearchIndex:
    return SearchIndex.of(load_library())


def test_every_text_of_every_trial_can_be_found() -> None:
    for trial in load_library().trials:
        texts = [trial.id, trial.title, *trial.conditions, *trial.interventions]
        texts += [text for one in trial.criteria for text in (one.text, one.plain) if text]
        texts += [text for site in trial.sites[:40] for text in (site.facility, site.city, site.country) if text]
        for text in texts:
            assert library_index().places(trial.id, words_of(text)) is not None, (trial.id, text)


@given(st.text(max_size=40))
def test_a_text_has_each_of_its_own_words(text: str) -> None:
    assert all(has(folded(text), word) for word in words_of(text))
