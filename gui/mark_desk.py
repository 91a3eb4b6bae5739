"""Where trials are kept at the top, set aside and noted: by keys in the list, and in the Trial menu."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence

from criteria.marks import Note
from gui.views.note_dialog import NoteDialog
from gui.words import Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from criteria.marks import Place
    from gui.actions import Actions
    from gui.session import Session
    from gui.views.result_pane import ResultPane

KEYS = {"pin": "P", "aside": "H", "note": "N", "unfold": "A"}
PINNED = Words("{n} pinned to the top; P takes it back", "{n} kept at the top; P takes it back")
ASIDE = Words("{n} set aside; A opens what is set aside, Ctrl+Z takes it back, N adds a note why")
BACK = Words("{n} back in its place in the ranking", "{n} back in its place")
TOLD: dict[Place | None, Words] = {"top": PINNED, "aside": ASIDE, None: BACK}


class MarkDesk(QObject):
    """Marks the trials that are chosen in the list."""

    told = Signal(object)  # `Words` that the person at the window should know

    def __init__(self, session: Session, results: ResultPane, window: QWidget) -> None:
        """Mark for the session's patient."""
        super().__init__(window)
        self._session, self._results, self._window = session, results, window
        self.dialog: NoteDialog | None = None
        session.document_changed.connect(self._leave_patient)

    def bind(self, actions: Actions) -> None:
        """Give the menu's entries their keys, which hold in the list alone: elsewhere letters are text."""
        for name, key in KEYS.items():
            action = actions.by_name[name]
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            self._results.list.addAction(action)

    def pin(self) -> None:
        """Keep the chosen trials at the top, or put them back."""
        self._place("top")

    def set_aside(self) -> None:
        """Set the chosen trials aside, or take them back; the next trial is chosen."""
        self._place("aside")

    def note(self) -> None:
        """Ask for a note on the chosen trial."""
        match = self._results.match
        if match is None:
            return
        trial = match.trial.id
        note = self._session.marking.marks.mark(trial).note
        self.dialog = dialog = NoteDialog(trial, note.text if note else "", self._session.register, self._window)
        dialog.written.connect(partial(self._write, trial))
        dialog.destroyed.connect(self._forget)
        dialog.open()

    def unfold(self) -> None:
        """Show what is set aside, or fold it away."""
        self._results.unfold(is_open=not self._results.model.wish.is_open)

    @property
    def _chosen(self) -> tuple[str, ...]:
        return self._results.selected_trials

    def _place(self, place: Place) -> None:
        trials, marks = self._chosen, self._session.marking.marks
        if not trials:
            return
        there: Place | None = None if all(marks.place(trial) == place for trial in trials) else place
        if there == "aside":
            self._step_past(trials)
        self._session.mark(marks.placed(trials, there))
        text = TOLD[there]
        n = ", ".join(trials) if len(trials) == 1 else str(len(trials))
        self.told.emit(Words(text.clinician.format(n=n), text.plain.format(n=n)))

    def _step_past(self, trials: tuple[str, ...]) -> None:
        """Choose the trial below those that go, so that one after the other can be looked at."""
        model = self._results.model
        last = max((model.find(trial).row() for trial in trials), default=-1)
        listed = map(model.trial, chain(range(last + 1, len(model.rows)), range(last, -1, -1)))
        after = next((trial for trial in listed if trial and trial not in trials), "")
        if after:
            self._results.prefer(after)

    def _write(self, trial: str, text: str) -> None:
        before = self._session.marking.marks
        note = Note(text=text, date=self._session.today) if text else None
        old = before.mark(trial).note
        if (old.text if old else "") != text:
            self._session.mark(before.noted(trial, note))

    @Slot()
    def _leave_patient(self) -> None:
        """Keep no note on one patient's trial in sight beside another."""
        if self.dialog is not None:
            self.dialog.reject()

    @Slot()
    def _forget(self) -> None:
        self.dialog = None
