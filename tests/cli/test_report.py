"""`zebramatch report`: the PDF, for whom it is worded, and the two identifiers."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("audience", "words"), [("clinician", "Not before 2026-12-09"), ("patient", "Perhaps from 9 December 2026")]
)
def test_the_report_is_a_pdf_worded_for_its_readers(
    zebramatch: Run, patient: Path, library: Path, audience: str, words: str
) -> None:
    out = patient.with_name("report.pdf")
    options = ("--audience", audience, "--identifier", "Case 7", "--identifier", "4711")
    ran = zebramatch("report", patient, "--library", library, "-o", out, *options)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(out.read_bytes())).pages]
    assert words in " ".join(" ".join(pages).split())
    assert all("Case 7" in page and "4711" in page for page in pages)
