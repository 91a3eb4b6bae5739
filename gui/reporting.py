"""Reports off the GUI thread: the same document becomes the PDF, the preview and the printed pages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QRectF, Signal, Slot
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from criteria.atomic import write_atomically
from criteria.problems import InputError
from gui.jobs import LatestJob
from matcher.report import build_report, render_pages, render_pdf

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtPrintSupport import QPrinter

    from gui.dialogs import ReportChoice
    from gui.session import Session
    from matcher.report import ReportDocument

PRINT_PPI = 200.0


class Reporter(QObject):
    """Makes reports of the session's patient."""

    exported = Signal(object)  # the path
    pages_ready = Signal(object)  # the pages, as PNG
    refused = Signal(object)  # an InputError
    broke = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """Wait for work."""
        super().__init__(parent)
        self._session = session
        self._told: Callable[[object], None] | None = None
        self._job = LatestJob(self)
        self._job.finished.connect(self._finished)
        self._job.failed.connect(self._failed)

    @property
    def is_busy(self) -> bool:
        """Whether a report is being made."""
        return self._job.is_busy

    def document(self, choice: ReportChoice) -> ReportDocument:
        """Return the report on exactly what has been entered so far."""
        result = self._session.fresh_result()
        return build_report(self._session.profile, result, choice.audience, choice.only, choice.identifiers)

    def export(self, choice: ReportChoice, path: Path) -> None:
        """Write the PDF, whole or not at all."""
        document = self.document(choice)
        self._start(lambda: write_atomically(path, render_pdf(document)), lambda _none: self.exported.emit(path))

    def make_pages(self, choice: ReportChoice, ppi: float) -> None:
        """Make the pages as pictures."""
        self._start(partial(render_pages, self.document(choice), ppi), self.pages_ready.emit)

    def close(self) -> None:
        """End the thread."""
        self._job.close()

    def _start(self, work: Callable[[], object], told: Callable[[object], None]) -> None:
        self._told = told
        self._job.start(work)

    @Slot(object)
    def _finished(self, outcome: object) -> None:
        if self._told is not None:
            self._told(outcome)

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        (self.refused if isinstance(error, InputError) else self.broke).emit(error)


def print_pages(pages: Sequence[bytes], printer: QPrinter) -> None:
    """Print the pages' pictures, each filling its sheet."""
    printer.setFullPage(True)
    printer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    )
    painter = QPainter(printer)
    for number, page in enumerate(pages):
        if number:
            printer.newPage()
        image = QImage.fromData(page)
        whole = QRectF(painter.viewport())
        scale = min(whole.width() / image.width(), whole.height() / image.height())
        target = QRectF(0, 0, image.width() * scale, image.height() * scale)
        target.moveCenter(whole.center())
        painter.drawImage(target, image)
    painter.end()
