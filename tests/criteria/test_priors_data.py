"""The published distributions: every fact and value is one the program knows, every share has a source."""

from __future__ import annotations

import json
from decimal import Decimal
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypedDict, cast

import pytest

from criteria.facts import fact, find_fact
from criteria.vocabulary import vocabulary

if TYPE_CHECKING:
    from criteria.facts import FactEntry

KINDS: Final = ({"value", "share"}, {"status", "share"}, {"low", "high", "share"}, {"low", "share"}, {"other", "share"})


class Cell(TypedDict, total=False):
    """One part of a distribution; which keys stand together is what the tests ask."""

    value: str | bool
    status: str
    low: Decimal
    high: Decimal
    other: bool
    share: Decimal


class Prior(TypedDict):
    """One fact's distribution in one population."""

    fact: str
    population: str
    cells: list[Cell]
    source: str
    note: str


def _content() -> dict[str, object]:
    text = files("resources").joinpath("priors.json").read_text(encoding="utf-8")
    content: dict[str, object] = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    return content


PRIORS: Final = cast("list[Prior]", _content()["priors"])
each = pytest.mark.parametrize("prior", PRIORS, ids=lambda prior: prior["fact"])


def _values(entry: FactEntry) -> set[object]:
    if entry.kind == "flag":
        return {True, False}
    if entry.choices:
        return {choice.value for choice in entry.choices}
    assert entry.vocabulary is not None
    return set(vocabulary(entry.vocabulary).terms)


def test_the_file_names_its_format() -> None:
    assert set(_content()) == {"format", "priors"}
    assert _content()["format"] == "zebramatch.priors/1"


def test_no_fact_stands_twice() -> None:
    assert len({prior["fact"] for prior in PRIORS}) == len(PRIORS)


@each
def test_an_entry_names_its_population_its_source_and_what_was_computed(prior: Prior) -> None:
    assert set(prior) == {"fact", "population", "cells", "source", "note"}
    assert all(prior[key].strip() for key in ("population", "source", "note"))


@each
def test_the_fact_exists_under_its_own_path(prior: Prior) -> None:
    entry = find_fact(prior["fact"])
    assert entry is not None
    assert entry.path == prior["fact"]


@each
def test_shares_are_between_nought_and_one_and_sum_to_one_exactly(prior: Prior) -> None:
    shares = [cell["share"] for cell in prior["cells"]]
    assert all(0 < share < 1 for share in shares)
    assert sum(shares) == 1


@each
def test_every_cell_is_of_one_known_form_and_the_remainder_stands_once_and_last(prior: Prior) -> None:
    assert all(set(cell) in KINDS for cell in prior["cells"])
    rest = [cell for cell in prior["cells"] if "other" in cell]
    assert rest in ([], prior["cells"][-1:])
    assert all(cell["other"] is True for cell in rest)


@each
def test_every_value_is_one_the_fact_can_take(prior: Prior) -> None:
    entry = fact(prior["fact"])
    values = [cell["value"] for cell in prior["cells"] if "value" in cell]
    statuses = [cell["status"] for cell in prior["cells"] if "status" in cell]
    assert len(set(values)) == len(values)
    assert len(set(statuses)) == len(statuses)
    for value in values:
        assert value in _values(entry)
    assert set(statuses) <= ({choice.value for choice in entry.choices} if statuses else set())


@each
def test_bands_are_whole_and_in_order_and_the_last_is_open(prior: Prior) -> None:
    bands = [cell for cell in prior["cells"] if "low" in cell]
    if not bands:
        return
    assert len(bands) == len(prior["cells"])
    assert bands[0]["low"] == 0
    assert "high" not in bands[-1]
    for before, after in pairwise(bands):
        assert before["low"] < before["high"] == after["low"]
