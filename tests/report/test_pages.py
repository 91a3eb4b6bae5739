from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from matcher.explain import Register
from matcher.report import Identifiers, ReportDocument, build_report, render_pages, render_pdf
from tests.report import cases
from tests.report.reading import body, foot, page_texts, printed_texts, reader, squeezed

OWNER = Identifiers("Example, Person", "MRN 0012345")
ROOT = Path(__file__).parents[2]


def document(register: Register = Register.CLINICIAN, owner: Identifiers | None = OWNER) -> ReportDocument:
    return build_report(cases.PATIENT, cases.result(), register, identifiers=owner)


@pytest.mark.parametrize("register", Register)
def test_everything_the_document_says_can_be_found_in_the_pdf(register: Register) -> None:
    report = document(register)
    printed = body(report, render_pdf(report))
    assert [text for text in printed_texts(report) if squeezed(text) not in printed] == []


def test_a_less_than_sign_in_a_criterion_loses_nothing() -> None:
    report = document()
    assert "ANC<1.5×10⁹/L&platelets<100" in body(report, render_pdf(report))


@pytest.mark.parametrize("owner", [OWNER, None])
def test_every_page_carries_owner_day_fingerprint_and_its_number(owner: Identifiers | None) -> None:
    report = document(owner=owner)
    texts = page_texts(render_pdf(report))
    assert len(texts) > 1
    for number, text in enumerate(texts, start=1):
        assert foot(report, number, len(texts)) in squeezed(text)


def test_a_copy_without_identifiers_says_so_on_every_page() -> None:
    assert all("Unidentified copy" in text for text in page_texts(render_pdf(document(owner=None))))
    assert not any("Unidentified copy" in text for text in page_texts(render_pdf(document())))


def test_the_pdf_is_tagged_and_names_its_language_title_and_standard() -> None:
    pdf = reader(render_pdf(document()))
    root = root_of(render_pdf(document()))
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Clinical trial report"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_the_pdf_is_dated_on_the_as_of_day_and_not_by_the_clock() -> None:
    metadata = reader(render_pdf(replace(document(), on=date(2031, 2, 3)))).metadata
    assert metadata is not None
    assert str(metadata["/CreationDate"]).startswith("D:20310203")
    assert str(metadata["/ModDate"]).startswith("D:20310203")


def test_only_the_bundled_fonts_are_used() -> None:
    found: set[str] = set()
    for page in reader(render_pdf(document())).pages:
        resources: Any = page["/Resources"]
        found |= {str(font.get_object()["/BaseFont"]).partition("+")[2] for font in resources["/Font"].values()}
    assert {name.removesuffix("-Identity-H") for name in found} == {"Inter-Regular", "Inter-Bold", "DejaVuSans"}


def root_of(pdf: bytes) -> Any:  # noqa: ANN401 - the reader's objects are typed no further
    return reader(pdf).root_object


def structure(pdf: bytes) -> list[str]:
    found = []
    waiting = [root_of(pdf)["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop()
        node = node.get_object()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            found.append(str(node.get("/S", "")))
            waiting += [node["/K"]] if "/K" in node else []
    return found


def test_headings_are_headings_and_tables_have_header_cells() -> None:
    kinds = structure(render_pdf(document()))
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/L", "/LI", "/Link"} <= set(kinds)
    assert kinds.count("/H2") == 6


@pytest.mark.parametrize("register", Register)
def test_neither_metadata_nor_bookmarks_hold_anything_about_the_patient(register: Register) -> None:
    pdf = reader(render_pdf(document(register)))
    root = root_of(render_pdf(document(register)))
    told = [str(pdf.metadata), root["/Metadata"].get_data().decode(), str(pdf.outline)]
    for secret in ("Example", "0012345", "LABEL-THAT", "1968", "lanreotide", "everolimus 2"):
        assert not any(secret in text for text in told), secret


def test_the_user_s_own_label_of_the_case_is_not_printed() -> None:
    report = document(owner=None)
    assert "LABEL-THAT" not in report.canonical
    assert "LABEL-THAT" not in body(report, render_pdf(report))


def test_rendering_writes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    render_pdf(document())
    render_pages(document(), 40)
    assert list(tmp_path.iterdir()) == []


def test_equal_reports_are_equal_byte_for_byte_in_another_process_too() -> None:
    script = (
        "import hashlib; from tests.report.test_pages import document; from matcher.report import render_pdf;"
        "print(hashlib.sha256(render_pdf(document())).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)}
    other = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT, env=environment
    )
    assert other.stdout.strip() == hashlib.sha256(render_pdf(document())).hexdigest()


def test_the_preview_has_the_pages_of_the_pdf() -> None:
    report = document()
    pictures = [QImage.fromData(page) for page in render_pages(report, 72)]
    assert len(pictures) == len(reader(render_pdf(report)).pages)
    assert {(picture.width(), picture.height()) for picture in pictures} == {(595, 842)}


def test_a_report_of_one_page_is_previewed_as_one_picture() -> None:
    short = build_report(cases.patient({}), cases.result(), Register.PLAIN, only=["LABEL-EXAMPLE-US"])
    assert len(render_pages(short, 30)) == len(reader(render_pdf(short)).pages)


def test_several_threads_may_print_at_once() -> None:
    report = document()
    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(render_pdf, [report] * 12))) == 1
