"""`zebramatch checklist` and `zebramatch referral`: one trial, a form to sign and a text to its site."""

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

TRIAL = "NCT90000003"


def texts(path: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(path.read_bytes())).pages]


def test_the_checklist_is_a_pdf_of_one_trial_with_two_identifiers(
    zebramatch: Run, patient: Path, library: Path
) -> None:
    out = patient.with_name("form.pdf")
    options = ("--identifier", "Case 7", "--identifier", "4711", "--as-of", "2026-12-14")
    ran = zebramatch("checklist", patient, "--trial", TRIAL.lower(), "--library", library, "-o", out, *options)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    pages = texts(out)
    assert all("Case 7" in page and "4711" in page and "2026-12-14" in page for page in pages)
    assert "Suggests: not met, does not exclude" in " ".join(" ".join(pages).split())


def test_a_blank_checklist_needs_no_patient(zebramatch: Run, tmp_path: Path, library: Path) -> None:
    out = tmp_path / "form.pdf"
    ran = zebramatch("checklist", "--blank", "--trial", TRIAL, "--library", library, "--as-of", "2026-11-21", "-o", out)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert all("Blank form" in page for page in texts(out))


def test_a_blank_checklist_does_not_even_read_the_patient_file(zebramatch: Run, patient: Path, library: Path) -> None:
    patient.write_text("no patient file at all", "utf-8")
    out = patient.with_name("form.pdf")
    ran = zebramatch("checklist", patient, "--blank", "--trial", TRIAL, "--library", library, "-o", out)
    assert ran.code == 0
    assert "12 %" not in " ".join(texts(out))


def test_the_referral_is_printed_to_the_terminal_or_written_to_a_file(
    zebramatch: Run, patient: Path, library: Path
) -> None:
    ran = zebramatch("referral", patient, "--trial", TRIAL, "--library", library)
    assert (ran.code, ran.err) == (0, "")
    assert f"To the study team of {TRIAL}" in ran.out
    assert "a made-up case" not in ran.out
    out = patient.with_name("letter.txt")
    written = zebramatch("referral", patient, "--trial", TRIAL, "--library", library, "-o", out)
    assert (written.code, written.out) == (0, "")
    assert out.read_text("utf-8") == ran.out


@pytest.fixture
def paths(patient: Path, library: Path) -> tuple[Path, Path]:
    return patient, library


@pytest.mark.parametrize("command", ["checklist", "referral"])
@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((), "--trial"),
        (("--trial", "NCT90000009"), "not in the library"),
        (("--trial", "LABEL-MADE-UP"), "approved use"),
        (("--trial", TRIAL, "--trial", "NCT90000001"), "more than one trial"),
        (("--trial", TRIAL, "--as-of", "2026-12"), "lacks its day"),
        (("--trial", TRIAL, "--library", "no-such-folder"), "no such folder"),
    ],
)
def test_what_is_asked_wrongly_is_one_sentence_and_nothing_is_written(
    zebramatch: Run, paths: tuple[Path, Path], command: str, options: tuple[str, ...], words: str
) -> None:
    patient, library = paths
    out = patient.with_name("out")
    ran = zebramatch(command, patient, "--library", library, "-o", out, *options)
    assert words in ran.refused()
    assert not out.exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--identifier", "one"), "given once only"),
        (("--blank", "--identifier", "one", "--identifier", "two"), "blank form"),
        (("--identifier", "one", "--identifier", " "), "second identifier"),
    ],
)
def test_half_an_identification_or_one_on_a_blank_form_is_refused(
    zebramatch: Run, patient: Path, library: Path, options: tuple[str, ...], words: str
) -> None:
    out = patient.with_name("form.pdf")
    ran = zebramatch("checklist", patient, "--library", library, "--trial", TRIAL, "-o", out, *options)
    assert words in ran.refused()
    assert not out.exists()


def test_without_a_patient_only_a_blank_checklist_can_be_made(zebramatch: Run, tmp_path: Path, library: Path) -> None:
    ran = zebramatch("checklist", "--library", library, "--trial", TRIAL, "-o", tmp_path / "form.pdf")
    assert "no patient file" in ran.refused()


@pytest.mark.parametrize("command", ["checklist", "referral"])
def test_the_patient_file_is_never_written_over(zebramatch: Run, patient: Path, library: Path, command: str) -> None:
    ran = zebramatch(command, patient, "--library", library, "--trial", TRIAL, "-o", patient)
    assert "the patient file itself" in ran.refused()
    assert json.loads(patient.read_text("utf-8")) == PATIENT
    if command == "checklist":
        blank = zebramatch(command, patient, "--blank", "--library", library, "--trial", TRIAL, "-o", patient)
        assert "the patient file itself" in blank.refused()
        assert json.loads(patient.read_text("utf-8")) == PATIENT
