"""Where the sheet that a patient takes along is asked for: then seen, printed or written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from gui import dialogs
from gui.reporting import PRINT_PPI, Pages, Reporter
from gui.views.preview import PREVIEW_PPI, PreviewDialog
from gui.views.sheet_dialog import SheetChoice, SheetDialog
from gui.words import Words, said
from matcher.report import build_sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from gui.session import Question, Session
    from matcher.report import Printed, SheetDocument
    from matcher.result import Match

MAKING, READY = Words("Making the take-along sheet ..."), Words("The take-along sheet is ready")
WRITTEN, PRINTED = Words("The take-along sheet was written"), Words("The take-along sheet was sent to the printer")
CANCELLED = Words("No take-along sheet was made")


def sheet_of(question: Question, choice: SheetChoice) -> SheetDocument:
    """Return the sheet for a patient and a day."""
    return build_sheet(question.profile, question.result(), choice.only, choice.identifiers)


class SheetDesk(QObject):
    """Asks what the sheet is about and hands it out; `told` carries what the person at the window should know."""

    busy_changed = Signal()
    told = Signal(object)
    refused = Signal(object)
    broke = Signal(object)

    def __init__(self, session: Session, window: QWidget) -> None:
        """Serve the session's patient in dialogs over `window`."""
        super().__init__(window)
        self._session, self._window = session, window
        self._use: Callable[[Pages], None] = self._show_preview
        self._reporter = Reporter(session, self)
        self._reporter.exported.connect(lambda _path: self.told.emit(WRITTEN))
        self._reporter.printed.connect(lambda: self.told.emit(PRINTED))
        self._reporter.pages_ready.connect(self._use_pages)
        self._reporter.busy_changed.connect(self.busy_changed)
        self._reporter.refused.connect(self.refused)
        self._reporter.broke.connect(self.broke)
        session.document_changed.connect(self._leave_patient)

    @property
    def is_busy(self) -> bool:
        """Whether a sheet is being made."""
        return self._reporter.is_busy

    def ask(self, match: Match | None) -> None:
        """Ask what the sheet is about; `match` is the one chosen in the list, if any."""
        if not self.is_busy:
            trial = match.trial.id if match is not None and match.trial.kind == "trial" else ""
            SheetDialog(self._window, trial, self.preview, self.save).open()

    def preview(self, choice: SheetChoice) -> None:
        """Show the pages on exactly what has been entered so far."""
        question = self._session.question()
        self.told.emit(MAKING)
        self._use = self._show_preview
        self._reporter.draw(lambda: sheet_of(question, choice), PREVIEW_PPI * self._window.devicePixelRatioF())

    def save(self, choice: SheetChoice) -> None:
        """Ask where, and write the sheet on exactly what has been entered so far."""
        question = self._session.question()
        self._write(lambda: sheet_of(question, choice))

    def cancel(self) -> None:
        """Make no sheet after all."""
        if self.is_busy:
            self._reporter.cancel()
            self.told.emit(CANCELLED)

    def close(self) -> None:
        """End the thread."""
        self._reporter.close()

    @Slot()
    def _leave_patient(self) -> None:
        """Show no page about a patient beside another."""
        if self._use == self._show_preview:
            self.cancel()

    def _write(self, make: Callable[[], Printed]) -> None:
        path = dialogs.choose_where_to_put_sheet(self._window, self._session.file)
        if path is not None:
            self.told.emit(MAKING)
            self._use = self._print
            self._reporter.write(make, path)

    @Slot(object)
    def _use_pages(self, pages: Pages) -> None:
        self.told.emit(READY)
        self._use(pages)

    def _show_preview(self, pages: Pages) -> None:
        preview = PreviewDialog(pages.pictures, self._window, said("Preview of the take-along sheet"))
        preview.export.connect(partial(self._write, lambda: pages.document))
        preview.print_out.connect(partial(self._print_shown, pages.document))
        preview.open()

    def _print_shown(self, document: Printed) -> None:
        self.told.emit(MAKING)
        self._use = self._print
        self._reporter.draw_document(document, PRINT_PPI)

    def _print(self, pages: Pages) -> None:
        printer = dialogs.choose_printer(self._window)
        if printer is not None:
            self._reporter.print_out(pages, printer)
