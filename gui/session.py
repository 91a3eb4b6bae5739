"""The one object that changes: the patient being edited, the day, and what follows from both. No widgets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from criteria.library import Library
from criteria.patient_file import patient_json, read_patient, write_patient
from gui.asking import Asking
from gui.draft import JsonObject, empty_draft, soundest, value_at, with_value
from gui.history import History, State
from gui.jobs import LatestJob
from gui.journeys import Journeys
from gui.marking import MARKED, Marking
from gui.town_search import TownSearch
from matcher.engine import as_of_date
from matcher.explain import Register
from matcher.kept_library import engine_for

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from criteria.centre import Centre
    from criteria.marks import Marks
    from criteria.profile import PatientProfile
    from criteria.strict_json import Json
    from matcher.engine import MatchEngine
    from matcher.result import MatchResult

PAUSE_MS = 120


@dataclass(frozen=True, slots=True)
class Question:
    """A patient and a day, with the engine that answers for them on any thread."""

    profile: PatientProfile
    on: date
    engine: MatchEngine
    centre: Centre | None = None

    def result(self) -> MatchResult:
        """Return what follows."""
        return replace(self.engine.match(self.profile, self.on), centre=self.centre)


class Session(QObject):
    """A patient at work: edits come in as paths and values, a frozen profile and a frozen result come out."""

    profile_changed = Signal()
    problems_changed = Signal()
    result_changed = Signal()
    settled_changed = Signal()
    register_changed = Signal()
    library_changed = Signal()  # it has been read, or could not be
    document_changed = Signal()  # another patient: every editor shows its value anew
    stepped = Signal(str)  # a change of this fact was taken back or made again
    saved_changed = Signal()
    broke = Signal(object)  # an exception of the matching thread

    def __init__(
        self, library: Library | None = None, today: Callable[[], date] = date.today, parent: QObject | None = None
    ) -> None:
        """Begin with a patient of whom nothing is known; `today` tells the day when nothing else does.

        Without a library everything can be entered and saved, and nothing is matched before there is one.
        """
        super().__init__(parent)
        self.has_library = library is not None
        self.is_reading = library is None  # the trials are still to come
        self.library = library or Library()
        self._engine = engine_for(self.library)
        self._today = today
        self._draft = self._saved_draft = empty_draft()
        self._unread: dict[str, Mapping[str, str]] = {}
        self.history = History()
        self.marking = Marking(self)
        sound = soundest(self._draft)
        self.profile: PatientProfile = sound.profile
        self.problems: Mapping[str, str] = {}
        self.result: MatchResult | None = None
        self.register = Register.CLINICIAN
        self.centre: Centre | None = None
        self.file: Path | None = None
        self.is_saved = True
        self._chosen_day: date | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.settle)
        self.asking = Asking(self)
        self.asking.broke.connect(self.broke)
        self.journeys = Journeys(self)
        self.journeys.broke.connect(self.broke)
        self.towns = TownSearch(self)
        self.towns.broke.connect(self.broke)
        self._job = LatestJob(self)
        self._job.finished.connect(self._take)
        self._job.failed.connect(self._fail)

    @property
    def on(self) -> date:
        """The as-of date: the one chosen in the window, else the patient file's, else today."""
        return as_of_date(self.profile, self._today(), self._chosen_day)

    @property
    def today(self) -> date:
        """The day where the program runs."""
        return self._today()

    @property
    def has_chosen_day(self) -> bool:
        """Whether the as-of date is one that was chosen in the window."""
        return self._chosen_day is not None

    @property
    def is_settled(self) -> bool:
        """Whether the result belongs to what has been entered."""
        return not self._timer.isActive() and not self._job.is_busy and self.result is not None

    @property
    def is_blank(self) -> bool:
        """Whether nothing is entered."""
        return self._draft == empty_draft()

    @property
    def draft(self) -> JsonObject:
        """The working copy, as the public patient file would hold it."""
        return self._draft

    def value(self, path: str) -> Json:
        """Return what has been entered at a path of the profile."""
        return value_at(self._draft, path)

    def edit(self, path: str, value: Json, unread: Mapping[str, str] | None = None) -> None:
        """Enter a value; None means not known.

        `unread` holds a sentence for each part that could not be read, by its path below `path`.
        """
        before = self._state(path)
        self._draft = with_value(self._draft, path, value)
        self._unread.pop(path, None)
        if unread:
            self._unread[path] = unread
        self.history.record(before, self._draft)
        self._set_saved(False)
        self._wait()

    def undo(self) -> None:
        """Take back the last change, if there is one."""
        self._step_to(self.history.undo(self._state()))

    def redo(self) -> None:
        """Make the change again that was last taken back, if there is one."""
        self._step_to(self.history.redo(self._state()))

    def _state(self, path: str = "") -> State:
        return State(self._draft, dict(self._unread), path, self.marking.marks)

    def _step_to(self, state: State | None) -> None:
        if state is None:
            return
        self._draft, self._unread = state.draft, dict(state.unread)
        self.marking.take(state.marks)
        self._set_saved(self._draft == self._saved_draft and self.marking.is_saved)
        self._wait()
        self.stepped.emit(state.path)

    def mark(self, marks: Marks) -> None:
        """Mark trials for this patient; that decides nothing, and the ranking stays as it is."""
        before = self._state(MARKED)
        if self.marking.take(marks):
            self.history.record(before, self._draft)
            self._set_saved(self._draft == self._saved_draft and self.marking.is_saved)
            self.settled_changed.emit()

    def answer(self, trial: str, criterion: str, answer: Json) -> None:
        """Record a person's answer to a criterion that no data can settle; None means not asked."""
        answers = self._draft.get("answers")
        of_trial = answers.get(trial) if isinstance(answers, dict) else None
        kept = dict(of_trial) if isinstance(of_trial, dict) else {}
        if answer is None:
            kept.pop(criterion, None)
        else:
            kept[criterion] = answer
        changed = dict(answers) if isinstance(answers, dict) else {}
        if kept:
            changed[trial] = kept
        else:
            changed.pop(trial, None)
        self.edit("answers", changed or None)

    def set_day(self, day: date | None) -> None:
        """Choose the as-of date; None returns to the patient file's own or today."""
        if day != self._chosen_day:
            self._chosen_day = day
            self._wait()

    def set_register(self, register: Register) -> None:
        """Choose the words: a clinician's or plain ones."""
        if register is not self.register:
            self.register = register
            self.register_changed.emit()

    def set_centre(self, centre: Centre | None) -> None:
        """Lay the list of the reader's own centre beside every result from now on; it decides nothing."""
        self.centre = centre
        self._take(self.result)

    def take_library(self, library: Library) -> None:
        """Match what has been entered against these trials from now on."""
        self.library, self._engine = library, engine_for(library)
        self.has_library, self.is_reading = True, False
        self.library_changed.emit()
        self.settle()

    def miss_library(self) -> None:
        """Know that there will be no trials; what has been entered can still be saved."""
        self.is_reading = False
        self.library_changed.emit()
        self.settle()

    def new(self) -> None:
        """Begin with a patient of whom nothing is known."""
        self._show(empty_draft(), None)

    def open(self, path: Path) -> None:
        """Open a patient file; on `InputError` everything stays as it was."""
        self._show(dict(patient_json(read_patient(path))), path)

    def open_copy(self, path: Path) -> None:
        """Open a patient file as a new patient, so that saving asks where to; on `InputError` everything stays."""
        self._show(dict(patient_json(read_patient(path))), None)

    def save(self, path: Path) -> None:
        """Write the profile without what cannot be read, and the marks; on `InputError` what failed was not written."""
        self._refresh_profile()
        write_patient(self.profile, path)
        self.file = path
        self._saved_draft = {} if self.problems else self._draft
        try:
            self.marking.save(path)
        finally:
            self._set_saved(not self.problems and self.marking.is_saved)

    def discard_changes(self) -> None:
        """Let what has been entered go without being asked about it."""
        self._set_saved(True)

    @Slot()
    def settle(self) -> None:
        """Take what has been entered into the profile now, and match it as soon as there is a library."""
        self._timer.stop()
        if self.has_library:
            self._job.start(self.question().result)
        else:
            self._refresh_profile()
        self.settled_changed.emit()

    def question(self) -> Question:
        """Return all that a result follows from, exactly as entered so far, to be worked out on another thread."""
        self._refresh_profile()
        return Question(self.profile, self.on, self._engine, self.centre)

    def close(self) -> None:
        """End the matching thread."""
        self._timer.stop()
        self._job.close()
        self.asking.close()
        self.journeys.close()
        self.towns.close()

    def _refresh_profile(self) -> None:
        sound = soundest(self._draft)
        problems = dict(sound.problems)
        for path, parts in self._unread.items():
            for part, sentence in parts.items():
                place = path + part
                for told in [other for other in problems if other == place or other.startswith(f"{place}.")]:
                    del problems[told]  # one sentence is enough, and the editor's knows what was typed
                problems[place] = sentence
        changed = sound.profile != self.profile
        self.profile = sound.profile
        if problems != self.problems:
            self.problems = problems
            self.problems_changed.emit()
        if changed:
            self.profile_changed.emit()

    def _show(self, draft: JsonObject, file: Path | None) -> None:
        self._draft = self._saved_draft = draft
        self._unread.clear()
        self.history.forget()
        self._chosen_day = None
        self.file = file
        self._job.forget()
        self.asking.forget()
        self._take(None)  # what was found for another patient is never in sight beside this one
        self.marking.open(file)
        self._refresh_profile()
        self.document_changed.emit()
        self._set_saved(True)
        self.settle()

    def _wait(self) -> None:
        self._timer.start()
        self.settled_changed.emit()

    def _set_saved(self, saved: bool) -> None:
        if saved != self.is_saved:
            self.is_saved = saved
            self.saved_changed.emit()

    @Slot(object)
    def _take(self, result: MatchResult | None) -> None:
        # The centre of now, also where the question was asked before it was chosen.
        self.result = replace(result, centre=self.centre) if result else None
        self.asking.follow(self.profile, result)
        self.journeys.follow(self.profile.location if result else None, result)
        self.result_changed.emit()
        self.settled_changed.emit()

    @Slot(object)
    def _fail(self, error: BaseException) -> None:
        self._take(None)  # an older result would stand beside answers that it does not belong to
        self.broke.emit(error)
