"""Where papers about the trial chosen in the list are asked for: the checklist to sign, the text to its site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from gui import dialogs
from gui.reporting import Reporter
from gui.views.checklist_dialog import ChecklistChoice, ChecklistDialog
from gui.views.referral import ReferralDialog
from gui.words import Words
from matcher.referral import referral_of
from matcher.report import blank_checklist, build_checklist
from matcher.screening import screen, trial_of
from matcher.wording.referral import referral_text

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from gui.session import Question, Session
    from matcher.report import ChecklistDocument
    from matcher.result import Match

MAKING, WRITTEN = Words("Making the checklist ..."), Words("The checklist was written")
READY, CANCELLED = Words("The text is ready to be copied"), Words("Nothing was made")


def checklist_of(question: Question, choice: ChecklistChoice) -> ChecklistDocument:
    """Return the checklist of one trial, for a patient and a day or blank."""
    engine = question.engine
    if choice.is_blank:
        return blank_checklist(trial_of(engine.library, choice.trial), question.on, engine.library)
    return build_checklist(screen(question.profile, question.on, engine, choice.trial), choice.identifiers)


def site_text_of(question: Question, trial: str) -> str:
    """Return the text to a trial's site."""
    return referral_text(referral_of(question.profile, screen(question.profile, question.on, question.engine, trial)))


class TrialDesk(QObject):
    """Hands out papers about one trial; `told` carries what the person at the window should know."""

    changed = Signal()  # whether it is busy, or ready for work
    told = Signal(object)
    refused = Signal(object)
    broke = Signal(object)

    def __init__(self, session: Session, window: QWidget) -> None:
        """Serve the session's patient in dialogs over `window`."""
        super().__init__(window)
        self._session, self._window = session, window
        self._trial = ""
        self._is_text = False  # whether what is made last is shown here, and not written into a file
        self._reporter = Reporter(session, self)
        self._reporter.exported.connect(lambda _path: self.told.emit(WRITTEN))
        self._reporter.busy_changed.connect(self.changed)
        self._reporter.refused.connect(self.refused)
        self._reporter.broke.connect(self.broke)
        session.document_changed.connect(self._leave_patient)

    @property
    def is_busy(self) -> bool:
        """Whether something is being made."""
        return self._reporter.is_busy

    @property
    def is_ready(self) -> bool:
        """Whether a trial is chosen, and nothing else is being made; nobody is screened for an approved use."""
        return bool(self._trial) and not self.is_busy

    @Slot(object)
    def choose(self, match: Match | None) -> None:
        """Work on another trial from now on."""
        self._trial = match.trial.id if match is not None and match.trial.kind == "trial" else ""
        self.changed.emit()

    def ask_checklist(self) -> None:
        """Ask for whom the checklist is, and where to put it."""
        if self.is_ready:
            ChecklistDialog(self._window, self._trial, self.write_checklist).open()

    def write_checklist(self, choice: ChecklistChoice) -> None:
        """Ask where, and write the checklist on exactly what has been entered so far."""
        path = self._choose_file()
        if path is not None:
            question = self._session.question()
            self.told.emit(MAKING)
            self._is_text = False
            self._reporter.write(lambda: checklist_of(question, choice), path)

    def show_referral(self) -> None:
        """Make the text to the site and show it."""
        if self.is_ready:
            question, trial = self._session.question(), self._trial
            self._is_text = True
            self._reporter.start(lambda: site_text_of(question, trial), self._show)

    def cancel(self) -> None:
        """Make nothing after all."""
        if self.is_busy:
            self._reporter.cancel()
            self.told.emit(CANCELLED)

    @Slot()
    def _leave_patient(self) -> None:
        """Show no text about a patient beside another; a file that a place was chosen for is still written."""
        if self._is_text:
            self.cancel()

    def close(self) -> None:
        """End the thread."""
        self._reporter.close()

    def _choose_file(self) -> Path | None:
        return dialogs.choose_where_to_put_checklist(self._window, self._session.file)

    def _show(self, text: object) -> None:
        self.told.emit(READY)
        ReferralDialog(str(text), self._window).open()
