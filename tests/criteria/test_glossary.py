"""The terms of the field: each told in two registers, found where it is used."""

from __future__ import annotations

import pytest

from criteria.facts import find_fact
from criteria.glossary import glossary, term_of_fact, terms_in


def test_every_term_is_told_in_both_registers_and_no_name_is_used_twice() -> None:
    names = [name.casefold() for term in glossary() for name in term.names]
    assert len(names) == len(set(names))
    for term in glossary():
        assert term.clinician.endswith(".")
        assert term.plain.endswith(".")
        assert term.clinician != term.plain


def test_every_fact_that_a_term_names_is_one_of_the_catalogue() -> None:
    facts = [path for term in glossary() for path in term.facts]
    assert len(facts) == len(set(facts))
    assert [path for path in facts if find_fact(path) is None] == []


@pytest.mark.parametrize("term", ["ki67", "ecog", "sstr", "recist"])
def test_the_words_that_everybody_asks_about_are_there(term: str) -> None:
    assert term in {one.id for one in glossary()}


def test_a_fact_finds_its_term() -> None:
    found = term_of_fact("diagnosis.ki67")
    assert found is not None
    assert found.name == "Ki-67"
    assert term_of_fact("weight") is None


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Ki-67 at most 20 %, ECOG 0 or 1", ["ki67", "ecog"]),
        ("progression by RECIST 1.1 within 12 months", ["progression", "recist"]),
        ("MIB-1 index", ["ki67"]),
        ("AST at most 3 x ULN", ["liver_tests", "uln"]),
        ("a safety net for the least able", []),  # neither NET nor AST
        ("prognet", []),
        ("", []),
    ],
)
def test_terms_are_found_as_whole_words(text: str, ids: list[str]) -> None:
    assert [term.id for term in terms_in(text)] == ids
