"""Where reports are asked for: for whom, then seen, written or printed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from gui import dialogs
from gui.reporting import PRINT_PPI, Reporter, print_pages
from gui.views.preview import PREVIEW_PPI, PreviewDialog
from gui.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from gui.dialogs import ReportChoice
    from gui.session import Session

EXPORTED, READY = Words("The report was written"), Words("The report is ready")
MAKING = Words("Making the report ...")


class ReportDesk(QObject):
    """Asks for whom a report is and hands it out; `told` carries what the person at the window should know."""

    told = Signal(object)
    refused = Signal(object)
    broke = Signal(object)

    def __init__(self, session: Session, window: QWidget) -> None:
        """Serve the session's patient in dialogs over `window`."""
        super().__init__(window)
        self._session, self._window = session, window
        self._reporter = Reporter(session, self)
        self._after_pages: Callable[[Sequence[bytes]], None] | None = None
        self._reporter.exported.connect(lambda _path: self.told.emit(EXPORTED))
        self._reporter.pages_ready.connect(self._use_pages)
        self._reporter.refused.connect(self.refused)
        self._reporter.broke.connect(self.broke)

    def ask(self, then: Callable[[ReportChoice], None], trial: str) -> None:
        """Ask for whom the report is; `trial` is the one chosen in the list, if any."""
        dialogs.ReportDialog(self._window, self._session.register, trial, then).open()

    def export(self, choice: ReportChoice) -> None:
        """Ask where, and write the PDF."""
        folder = self._session.file.parent if self._session.file else Path.home()
        path = dialogs.choose_where_to_export(self._window, str(folder))
        if path is not None:
            self.told.emit(MAKING)
            self._reporter.export(choice, path)

    def preview(self, choice: ReportChoice) -> None:
        """Show the pages as they will be printed."""
        self._make_pages(choice, PREVIEW_PPI * self._window.devicePixelRatioF(), self._show_preview)

    def print_out(self, choice: ReportChoice) -> None:
        """Ask which printer, and print the pages."""
        self._make_pages(choice, PRINT_PPI, self._print)

    def close(self) -> None:
        """End the thread."""
        self._reporter.close()

    def _make_pages(
        self, choice: ReportChoice, ppi: float, then: Callable[[ReportChoice, Sequence[bytes]], None]
    ) -> None:
        self.told.emit(MAKING)
        self._after_pages = partial(then, choice)
        self._reporter.make_pages(choice, ppi)

    @Slot(object)
    def _use_pages(self, pages: Sequence[bytes]) -> None:
        self.told.emit(READY)
        if self._after_pages is not None:
            self._after_pages(pages)

    def _show_preview(self, choice: ReportChoice, pages: Sequence[bytes]) -> None:
        preview = PreviewDialog(pages, self._window)
        preview.export.connect(partial(self.export, choice))
        preview.print_out.connect(partial(self.print_out, choice))
        preview.open()

    def _print(self, _choice: ReportChoice, pages: Sequence[bytes]) -> None:
        printer = dialogs.choose_printer(self._window)
        if printer is not None:
            print_pages(pages, printer)
