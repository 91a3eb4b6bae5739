"""Which names are offered for the first letters of one, and in which order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.printed_units import printed_units, unit_offers
from criteria.typeahead import offers, offers_among, signs_of
from criteria.units import is_unit_of
from criteria.vocabulary import KINDS, lab_tests, vocabulary


def shown(kind: str, typed: str) -> list[str]:
    return [offer.shown for offer in offers(kind, typed)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "typed", "first"),
    [
        ("therapy", "luta", "Lutathera (177Lu-dotatate)"),
        ("therapy", "afin", "Afinitor (everolimus)"),
        ("therapy", "votu", "Votubia (everolimus)"),
        ("therapy", "evero", "everolimus"),
        ("therapy", "CAPT", "CAPTEM (capecitabine and temozolomide)"),
        ("therapy", "cap tem", "CAPTEM (capecitabine and temozolomide)"),
        ("therapy", "177lu dotatate", "177Lu-dotatate"),
        ("therapy", "177lu-dotatate", "177Lu-dotatate"),
        ("therapy", "dotatate lu", "dotatate lutetium (177Lu-dotatate)"),
        ("site", "pancr", "pancreas"),
        ("site", "páncr", "pancreas"),
        ("site", "PANCR", "pancreas"),
    ],
)
def test_letters_find_labels_brands_and_synonyms(kind: str, typed: str, first: str) -> None:
    assert shown(kind, typed)[0] == first


def test_a_term_is_offered_once_however_many_of_its_names_begin_so() -> None:
    assert sum("177Lu-dotatate" in offer for offer in shown("therapy", "lut")) == 1


def test_labels_stand_before_brands_before_later_words_before_the_inside() -> None:
    found = shown("therapy", "som")
    label = found.index("somatostatin analogue (SSA)")
    brand = found.index("Somatuline (lanreotide)")
    later = found.index("177Lu-labelled somatostatin analogue")
    assert label < brand < later
    assert shown("therapy", "lut")[-1] == "enzalutamide"


def test_one_letter_is_not_looked_for_inside_of_names() -> None:
    assert all(any(word.startswith("z") for word in signs_of(offer).split()) for offer in shown("therapy", "z"))


def test_nothing_typed_offers_every_label_and_signs_alone_offer_none() -> None:
    assert len(offers("site", "")) == len(vocabulary("site").terms)
    assert offers("site", "--") == ()


@given(st.sampled_from(KINDS), st.data())
def test_whatever_is_offered_is_found_under_its_own_name(kind: str, data: st.DataObject) -> None:
    terms = vocabulary(kind)
    term = data.draw(st.sampled_from(list(terms.terms.values())))
    name = data.draw(st.sampled_from((term.label, *term.synonyms)))
    typed = name[: data.draw(st.integers(1, len(name)))]
    for offer in offers(kind, typed):  # type: ignore[arg-type]
        found = terms.find(offer.name)
        assert found is not None
        assert offer.meaning in ("", found.label)


@given(st.text(max_size=40))
def test_whatever_is_typed_each_offer_is_a_name_of_the_vocabulary_and_comes_once(typed: str) -> None:
    names = [offer.name for offer in offers("therapy", typed)]
    assert len(names) == len(set(names))
    assert all(vocabulary("therapy").find(name) is not None for name in names)
    assert signs_of(signs_of(typed)) == signs_of(typed)


def test_countries_are_offered_by_their_beginning_first() -> None:
    among = offers_among(["Niger", "Nigeria", "Algeria", "United States"])
    assert [offer.shown for offer in among("ge")] == ["Algeria", "Niger", "Nigeria"]
    assert [offer.shown for offer in among("st")] == ["United States"]


@pytest.mark.parametrize("test", sorted(lab_tests()))
def test_the_units_offered_for_a_test_are_units_of_it_and_begin_with_its_usual_one(test: str) -> None:
    units = printed_units(test)
    assert units
    assert all(is_unit_of(unit, test) for unit in units)
    assert units[0] in printed_units(lab_tests()[test].label)
    assert len(units) >= len(lab_tests()[test].units) - 1


def test_units_stand_as_reports_print_them() -> None:
    assert {"10*9/L", "G/L", "/nL", "K/uL", "/µL"} <= set(printed_units("ANC"))
    assert printed_units("creatinine")[:2] == ("mg/dL", "µmol/L")
    assert printed_units("ast")[:2] == ("U/L", "IU/L")
    assert printed_units("a test nobody knows") == ()


@pytest.mark.parametrize(("typed", "first"), [("um", "µmol/L"), ("µm", "µmol/L"), ("MG", "mg/dL"), ("", "mg/dL")])
def test_a_unit_is_found_in_any_way_of_writing_its_signs(typed: str, first: str) -> None:
    assert unit_offers(printed_units("creatinine"), typed)[0].name == first


@pytest.mark.parametrize(
    ("printed", "test"),
    [
        ("mL/min/1.73", "egfr"),
        ("µg/100 mL", "cortisol"),
        ("sek", "aptt"),
        ("µmol/24 Std", "5hiaa"),
        ("mU/L", "insulin_level"),
        ("g/L", "urea"),
        ("mg/L", "phosphate"),
        ("Gpt/l", "platelets"),
        ("/nl", "platelets"),
    ],
)
def test_more_units_of_printed_reports_are_read(printed: str, test: str) -> None:
    assert is_unit_of(printed, test)


@pytest.mark.parametrize(("printed", "test"), [("pmol/L", "insulin_level"), ("nmol/L", "cga"), ("mL/min", "egfr")])
def test_units_without_an_exact_factor_are_not_taken(printed: str, test: str) -> None:
    assert not is_unit_of(printed, test)
