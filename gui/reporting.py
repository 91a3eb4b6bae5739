"""Reports off the GUI thread: the same document becomes the PDF, the preview and the printed pages."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QRectF, Signal, Slot
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from criteria.atomic import write_atomically
from criteria.problems import InputError
from gui.jobs import LatestJob
from matcher.report import build_report, render_pages, render_pdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtPrintSupport import QPrinter

    from gui.dialogs import ReportChoice
    from gui.session import Question, Session
    from matcher.report import Printed, ReportDocument

PRINT_PPI = 200.0


@dataclass(frozen=True, slots=True)
class Pages:
    """A report with its pages as PNG pictures."""

    document: Printed
    pictures: tuple[bytes, ...]


def document_of(question: Question, choice: ReportChoice) -> ReportDocument:
    """Return the report on a patient and a day."""
    return build_report(question.profile, question.result(), choice.audience, choice.only, choice.identifiers)


class Reporter(QObject):
    """Makes reports of the session's patient, one at a time, on a thread of its own."""

    busy_changed = Signal()
    exported = Signal(object)  # the path
    pages_ready = Signal(object)  # `Pages`
    printed = Signal()
    refused = Signal(object)  # an InputError
    broke = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """Wait for work."""
        super().__init__(parent)
        self._session = session
        self._told: Callable[[object], None] | None = None
        self._unwanted = Event()
        self._job = LatestJob(self)
        self._job.finished.connect(self._finished)
        self._job.failed.connect(self._failed)

    @property
    def is_busy(self) -> bool:
        """Whether a report is wanted and not there yet."""
        return self._told is not None

    def export(self, choice: ReportChoice, path: Path) -> None:
        """Write the PDF on exactly what has been entered so far, whole or not at all."""
        question = self._session.question()
        self.write(lambda: document_of(question, choice), path)

    def export_document(self, document: Printed, path: Path) -> None:
        """Write the PDF of a report whose pages were shown."""
        self.write(lambda: document, path)

    def make_pages(self, choice: ReportChoice, ppi: float) -> None:
        """Make the pages on exactly what has been entered so far."""
        question = self._session.question()
        self.draw(lambda: document_of(question, choice), ppi)

    def draw_document(self, document: Printed, ppi: float) -> None:
        """Make the pages of a report again, finer or coarser."""
        self.draw(lambda: document, ppi)

    def write(self, make: Callable[[], Printed], path: Path) -> None:
        """Make a document and write its PDF, whole or not at all."""
        unwanted = self._unwanted = Event()

        def work() -> None:
            content = render_pdf(make())
            if not unwanted.is_set():
                write_atomically(path, content)

        self.start(work, lambda _none: self.exported.emit(path))

    def start(self, work: Callable[[], object], told: Callable[[object], None]) -> None:
        """Do `work` on the thread, and tell its outcome unless it is cancelled first."""
        self._job.start(work)
        self._want(told)

    def print_out(self, pages: Pages, printer: QPrinter) -> None:
        """Print pages that are ready."""
        self.start(lambda: print_pages(pages, printer), lambda _none: self.printed.emit())

    def cancel(self) -> None:
        """Want the report no more: nothing is told of it, and nothing is written."""
        self._unwanted.set()
        self._job.forget()
        self._want(None)

    def close(self) -> None:
        """End the thread."""
        self.cancel()
        self._job.close()

    def draw(self, make: Callable[[], Printed], ppi: float) -> None:
        """Make a document and its pages."""

        def work() -> Pages:
            document = make()
            return Pages(document, render_pages(document, ppi))

        self.start(work, self.pages_ready.emit)

    def _want(self, told: Callable[[object], None] | None) -> None:
        self._told = told
        self.busy_changed.emit()

    @Slot(object)
    def _finished(self, outcome: object) -> None:
        told = self._told
        self._want(None)
        if told is not None:
            told(outcome)

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        self._want(None)
        (self.refused if isinstance(error, InputError) else self.broke).emit(error)


def print_pages(pages: Pages, printer: QPrinter) -> None:
    """Print the pages' pictures, each filling its sheet."""
    printer.setFullPage(True)
    printer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    )
    painter = QPainter(printer)
    for number, page in enumerate(pages.pictures):
        if number:
            printer.newPage()
        image = QImage.fromData(page)
        whole = QRectF(painter.viewport())
        scale = min(whole.width() / image.width(), whole.height() / image.height())
        target = QRectF(0, 0, image.width() * scale, image.height() * scale)
        target.moveCenter(whole.center())
        painter.drawImage(target, image)
    painter.end()
