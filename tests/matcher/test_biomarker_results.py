"""A result in words: what says yes, what says no, and what says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from matcher.notices import NoticeKind
from tests.matcher.made import FALSE, TRUE, UNKNOWN, inclusion, result, says, trial

if TYPE_CHECKING:
    from matcher.truth import Truth

RESULTS = {"msi": ["msi_h"], "mmr": ["deficient"], "dll3": ["positive"], "rb1": ["loss"]}


def _told(marker: str, word: str) -> Truth:
    rule = {"rule": "biomarker", "name": marker, "results": RESULTS[marker]}
    return says(rule, biomarkers=[{"name": marker, "result": word}])


@pytest.mark.parametrize(
    ("marker", "result"), [("msi", "MSI-H"), ("mmr", "dMMR"), ("dll3", "positive"), ("rb1", "deletion")]
)
def test_the_asked_result_under_any_of_its_names_is_met(marker: str, result: str) -> None:
    assert _told(marker, result) is TRUE


@pytest.mark.parametrize(
    ("marker", "result"),
    [("msi", "MSS"), ("msi", "MSI-L"), ("msi", "not MSI-H"), ("mmr", "pMMR"), ("dll3", "neg"), ("rb1", "wild type")],
)
def test_the_opposite_result_is_not_met(marker: str, result: str) -> None:
    assert _told(marker, result) is FALSE


@pytest.mark.parametrize(
    ("marker", "result"),
    [
        ("dll3", "equivocal"),
        ("msi", "not evaluable"),
        ("msi", "high"),
        ("msi", "positive"),
        ("mmr", "loss"),
        ("mmr", "negative"),
        ("dll3", "strong"),
        ("rb1", "mutated"),
        ("rb1", "negative"),
        ("dll3", "see report"),
    ],
)
def test_an_equivocal_result_or_a_word_of_another_scale_is_no_no(marker: str, result: str) -> None:
    assert _told(marker, result) is UNKNOWN


def test_a_negative_result_denies_a_list_of_words_for_the_same_finding() -> None:
    rule = {"rule": "biomarker", "name": "pdl1_amplification", "results": ["positive", "amplified"]}
    assert says(rule, biomarkers=[{"name": "pdl1_amplification", "result": "negative"}]) is FALSE


def test_a_result_that_the_vocabulary_lacks_is_noticed() -> None:
    noticed = result([trial(inclusion(None))], biomarkers=[{"name": "msi", "result": "see report"}]).notices
    assert [(notice.kind, notice.where) for notice in noticed] == [(NoticeKind.UNMAPPED, "biomarkers[0].result")]
