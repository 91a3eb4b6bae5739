"""Preview, export and print: the same pages, for the right reader, with the right identifiers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter

from gui import dialogs
from gui.dialogs import ReportChoice, ReportDialog
from gui.reporting import Pages, Reporter, document_of, print_pages
from gui.views.preview import PreviewDialog
from matcher.explain import Register
from matcher.report import Identifiers, render_pages, render_pdf

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from gui.main_window import MainWindow

ONE = ReportChoice(Register.CLINICIAN, Identifiers("A. Patient", "12345"), ("NCT03043664",))


def test_the_preview_shows_the_pages_that_the_pdf_has(filled: MainWindow, qtbot: QtBot) -> None:
    filled.preview()
    dialog = filled.findChild(ReportDialog)
    assert isinstance(dialog, ReportDialog)
    dialog.accept()
    qtbot.waitUntil(lambda: filled.findChild(PreviewDialog) is not None, timeout=60_000)
    preview = filled.findChild(PreviewDialog)
    assert isinstance(preview, PreviewDialog)
    pages = preview.pages
    document = document_of(filled.session.question(), ReportChoice(Register.CLINICIAN))
    assert len(pages) == len(render_pages(document, 20))
    assert pages[0].accessibleName() == f"Page 1 of {len(pages)}"
    preview.close()


def test_the_export_holds_both_identifiers_on_every_page(filled: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    reporter = Reporter(filled.session)
    target = tmp_path / "report.pdf"
    with qtbot.waitSignal(reporter.exported, timeout=60_000):
        reporter.export(ONE, target)
    reporter.close()
    reader = PdfReader(target)
    for page in reader.pages:
        text = page.extract_text()
        assert "A. Patient" in text
        assert "12345" in text
    assert "A. Patient" not in str(reader.metadata)
    assert target.read_bytes() == render_pdf(document_of(filled.session.question(), ONE))


def test_a_report_follows_the_last_keystroke(filled: MainWindow) -> None:
    filled.session.edit("diagnosis.ki67", 63)
    document = document_of(filled.session.question(), ONE)
    assert '"fact":"Ki-67","is_entry":false,"value":"63 %"' in document.canonical


def test_half_an_identification_is_refused_beside_its_field(window: MainWindow) -> None:
    chosen: list[ReportChoice] = []
    dialog = ReportDialog(window, Register.PLAIN, "NCT03043664", chosen.append)
    dialog.first.setText("A. Patient")
    dialog.accept()
    assert chosen == []
    dialog.second.setText("12345")
    dialog.one.setChecked(True)
    dialog.accept()
    assert chosen == [ReportChoice(Register.PLAIN, Identifiers("A. Patient", "12345"), ("NCT03043664",))]


def test_without_identifiers_the_report_says_that_it_is_unidentified(filled: MainWindow) -> None:
    document = document_of(filled.session.question(), ReportChoice(Register.CLINICIAN))
    assert document.owner == ("Unidentified copy",)


def test_the_printer_gets_every_page(filled: MainWindow, qapp: object, tmp_path: Path) -> None:
    document = document_of(filled.session.question(), ONE)
    pages = render_pages(document, 40)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    print_pages(Pages(document, pages), printer)
    printed = PdfReader(tmp_path / "printed.pdf")
    assert len(printed.pages) == len(pages)
    assert [round(float(side)) for side in printed.pages[0].mediabox[2:]] == [595, 842]


def test_a_report_that_cannot_be_written_is_explained(
    filled: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "choose_where_to_export", lambda *_: tmp_path / "none" / "r.pdf")
    filled.export()
    dialog = filled.findChild(ReportDialog)
    assert isinstance(dialog, ReportDialog)
    dialog.accept()
    qtbot.waitUntil(filled.banner.isVisible, timeout=60_000)
    assert "r.pdf" in filled.banner.text


def test_nothing_is_printed_when_no_printer_is_chosen(
    filled: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def no_printer(parent: object) -> None:
        asked.append(parent)

    monkeypatch.setattr(dialogs, "choose_printer", no_printer)
    filled.print_out()
    dialog = filled.findChild(ReportDialog)
    assert isinstance(dialog, ReportDialog)
    dialog.accept()
    qtbot.waitUntil(lambda: bool(asked), timeout=60_000)
