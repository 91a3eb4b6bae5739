"""`zebramatch sheet`: the paper that a patient takes to the next appointment."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from tests.cli.conftest import PATIENT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def text_of(path: Path) -> str:
    pages = PdfReader(io.BytesIO(path.read_bytes())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_sheet_is_a_short_pdf_in_plain_words_with_both_identifiers(
    zebramatch: Run, patient: Path, library: Path
) -> None:
    out = patient.with_name("sheet.pdf")
    options = ("--identifier", "Case 7", "--identifier", "4711")
    ran = zebramatch("sheet", patient, "--library", library, "-o", out, *options)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(out.read_bytes())).pages]
    assert len(pages) <= 2
    assert all("Case 7" in page and "4711" in page for page in pages)
    said = text_of(out)
    assert "May fit - ask your team NCT90000001" in said
    assert "Perhaps from 9 December 2026 - ask your team" in said
    assert "1 does not seem to fit - your team can tell you why" in said
    assert "a made-up case" not in said


def test_the_sheet_is_counted_from_the_day_asked_for_and_on_the_trials_asked_for(
    zebramatch: Run, patient: Path, library: Path
) -> None:
    out = patient.with_name("sheet.pdf")
    options = ("--trial", "nct90000003", "--as-of", "2028-02-29")
    assert zebramatch("sheet", patient, "--library", library, "-o", out, *options).code == 0
    said = text_of(out)
    assert "As of 29 February 2028" in said
    assert "NCT90000003" in said
    assert "NCT90000001" not in said
    assert "others were not ruled out" in said
    assert zebramatch("sheet", patient, "--library", library, "-o", out, "--trial", "NCT90000002").code == 0
    assert "Does not seem to fit - your team can tell you why NCT90000002" in text_of(out)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--trial", "NCT90000009"), "not in the library"),
        (("--identifier", "one"), "given once only"),
        (("--as-of", "2026-12"), "lacks its day"),
    ],
)
def test_what_is_asked_wrongly_is_one_sentence_and_nothing_is_written(
    zebramatch: Run, patient: Path, library: Path, options: tuple[str, ...], words: str
) -> None:
    out = patient.with_name("sheet.pdf")
    assert words in zebramatch("sheet", patient, "--library", library, "-o", out, *options).refused()
    assert not out.exists()


def test_the_patient_file_is_never_written_over(zebramatch: Run, patient: Path, library: Path) -> None:
    assert "the patient file itself" in zebramatch("sheet", patient, "--library", library, "-o", patient).refused()
    assert json.loads(patient.read_text("utf-8")) == PATIENT
