"""Near misses in words and on paper: for both readers, without advice, and nothing where there is none."""

from __future__ import annotations

from datetime import date
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import pytest

from criteria.library import load_library
from criteria.patient_file import read_patient
from matcher.engine import MatchEngine
from matcher.explain import Register
from matcher.lifting import Kind
from matcher.near_miss_words import near_miss_line, near_miss_rows
from matcher.near_misses import near_misses
from matcher.report import build_report, render_pdf
from matcher.wording import near_misses as phrases
from matcher.wording.voice import Voice
from tests.matcher.made import WASHOUT_28, Json, exclusion, inclusion, patient, result, trial
from tests.report.reading import page_texts

if TYPE_CHECKING:
    from matcher.report.document import ReportDocument

ONGOING = exclusion({"rule": "ongoing", "select": {"any_of": ["ssa"]}})
RUNNING: Json = {"therapies": [{"agent": "lanreotide", "ongoing": True}]}


def example_report(audience: Register, *only: str) -> ReportDocument:
    with as_file(files("resources").joinpath("examples", "planet.json")) as path:
        profile = read_patient(path)
    found = MatchEngine(load_library()).match(profile, date(2026, 11, 21))
    return build_report(profile, found, audience, only)


@pytest.mark.parametrize("audience", [*Register])
def test_the_report_lists_the_near_misses_for_both_readers(audience: Register) -> None:
    table = example_report(audience).near_misses
    voice = Voice(audience)
    assert table.title == voice.say(phrases.TITLE)
    assert table.above == (voice.say(phrases.LEAD),)
    assert "NCT01824875" in table.rows[0][0]
    assert "2026" in table.rows[0][2]


def test_the_section_is_printed_and_every_trial_in_it_says_so_too() -> None:
    document = example_report(Register.CLINICIAN, "NCT01824875")
    assert len(document.near_misses.rows) == 1
    printed = " ".join(" ".join(page_texts(render_pdf(document))).split())
    assert "Near misses: one thing stands in the way" in printed
    assert "One thing stands in the way: I08 - time alone lifts it" in printed


def test_without_a_near_miss_nothing_is_printed_of_them() -> None:
    document = build_report(patient(), result([trial(inclusion(WASHOUT_28))]), Register.CLINICIAN)
    assert not document.near_misses.title
    assert "Near misses" not in " ".join(page_texts(render_pdf(document)))


def test_a_treatment_is_always_for_the_team() -> None:
    found = result([trial(ONGOING)], **RUNNING)
    assert [one.blocker.kind for one in near_misses(found)] == [Kind.TREATMENT_DECISION]
    for register, words in ((Register.CLINICIAN, "ask the team"), (Register.PLAIN, "ask your team")):
        assert words in near_miss_rows(found, register)[0].change
        assert words in near_miss_line(found.matches[0], Voice(register))


def test_every_kind_has_words_for_both_readers_and_none_promises_or_advises() -> None:
    assert set(phrases.CHANGES) == {*Kind}
    for phrase in (*phrases.CHANGES.values(), phrases.LEAD, phrases.TISSUE, phrases.LINE, phrases.FROM):
        for words in (phrase.clinician, phrase.plain):
            assert words
            assert not any(said in words.lower() for said in ("will fit", "should stop", "should start", "recommend"))
