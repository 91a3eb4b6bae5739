"""Where reports are asked for: for whom, then seen, written or printed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from gui import dialogs
from gui.models.part import choice_words
from gui.reporting import PRINT_PPI, Pages, Reporter
from gui.views.preview import PREVIEW_PPI, PreviewDialog
from gui.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from gui.dialogs import ReportChoice
    from gui.preferences import Preferences
    from gui.session import Session
    from matcher.report import Printed

EXPORTED, READY = Words("The report was written"), Words("The report is ready")
PRINTED, CANCELLED = Words("The report was sent to the printer"), Words("No report was made")
MAKING = Words("Making the report ...")


class ReportDesk(QObject):
    """Asks for whom a report is and hands it out; `told` carries what the person at the window should know."""

    busy_changed = Signal()
    told = Signal(object)
    refused = Signal(object)
    broke = Signal(object)

    def __init__(self, session: Session, preferences: Preferences, window: QWidget) -> None:
        """Serve the session's patient in dialogs over `window`."""
        super().__init__(window)
        self._session, self._preferences, self._window = session, preferences, window
        self._reporter = Reporter(session, self)
        self._use: Callable[[Pages], None] = self._show_preview
        self._reporter.exported.connect(lambda _path: self.told.emit(EXPORTED))
        self._reporter.printed.connect(lambda: self.told.emit(PRINTED))
        self._reporter.pages_ready.connect(self._use_pages)
        self._reporter.busy_changed.connect(self.busy_changed)
        self._reporter.refused.connect(self.refused)
        self._reporter.broke.connect(self.broke)

    @property
    def is_busy(self) -> bool:
        """Whether a report is being made."""
        return self._reporter.is_busy

    def ask(self, then: Callable[[ReportChoice], None], trial: str) -> None:
        """Ask for whom the report is, as the last one was; `trial` is the one chosen in the list, if any."""
        proposed = self._preferences.audience or self._session.register

        def chosen(choice: ReportChoice) -> None:
            self._preferences.audience = choice.audience
            then(choice)

        dialog = dialogs.ReportDialog(self._window, proposed, trial, chosen)
        dialog.call_all(choice_words(self._session.result))
        dialog.open()

    def export(self, choice: ReportChoice) -> None:
        """Ask where, and write the PDF."""
        path = self._choose_file()
        if path is not None:
            self.told.emit(MAKING)
            self._reporter.export(choice, path)

    def preview(self, choice: ReportChoice) -> None:
        """Show the pages as they will be printed."""
        self.told.emit(MAKING)
        self._use = self._show_preview
        self._reporter.make_pages(choice, PREVIEW_PPI * self._window.devicePixelRatioF())

    def print_out(self, choice: ReportChoice) -> None:
        """Make the pages, ask which printer, and print them."""
        self.told.emit(MAKING)
        self._use = self._print
        self._reporter.make_pages(choice, PRINT_PPI)

    def cancel(self) -> None:
        """Make no report after all."""
        if self.is_busy:
            self._reporter.cancel()
            self.told.emit(CANCELLED)

    def close(self) -> None:
        """End the thread."""
        self._reporter.close()

    def _choose_file(self) -> Path | None:
        folder = self._session.file.parent if self._session.file else Path.home()
        return dialogs.choose_where_to_export(self._window, str(folder))

    @Slot(object)
    def _use_pages(self, pages: Pages) -> None:
        self.told.emit(READY)
        self._use(pages)

    def _show_preview(self, pages: Pages) -> None:
        preview = PreviewDialog(pages.pictures, self._window)
        preview.export.connect(partial(self._export_shown, pages.document))
        preview.print_out.connect(partial(self._print_shown, pages.document))
        preview.open()

    def _export_shown(self, document: Printed) -> None:
        path = self._choose_file()
        if path is not None:
            self.told.emit(MAKING)
            self._reporter.export_document(document, path)

    def _print_shown(self, document: Printed) -> None:
        self.told.emit(MAKING)
        self._use = self._print
        self._reporter.draw_document(document, PRINT_PPI)

    def _print(self, pages: Pages) -> None:
        printer = dialogs.choose_printer(self._window)
        if printer is not None:
            self._reporter.print_out(pages, printer)
