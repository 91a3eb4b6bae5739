"""The next best question of the window: worked out off the GUI thread after each result, walked by answer and skip."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from gui.jobs import LatestJob
from matcher.questions import Asker, worth_asking

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from criteria.profile import PatientProfile
    from criteria.trial import Trial
    from matcher.questions import NextQuestion
    from matcher.result import MatchResult

PAUSE_MS = 300  # while somebody types, the results come first


class Asking(QObject):
    """Which question comes next, and which were skipped; a skipped one comes back when no other is left."""

    changed = Signal()
    broke = Signal(object)  # an exception of the ranking thread

    def __init__(self, parent: QObject | None = None) -> None:
        """Know nothing yet."""
        super().__init__(parent)
        self._asker = Asker(())
        self._trials: tuple[Trial, ...] = ()
        self._ranked: tuple[NextQuestion, ...] | None = None
        self._skipped: list[str] = []
        self._last: tuple[PatientProfile, date] | None = None
        self._stop = Event()
        self._job = LatestJob(self)
        self._job.finished.connect(self._take)
        self._job.failed.connect(self.broke)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._start)

    @property
    def question(self) -> NextQuestion | None:
        """The best question that was not skipped; None where none is left or none is known yet."""
        ranked = self._ranked or ()
        fresh = worth_asking(ranked, self._skipped) or worth_asking(ranked)
        return fresh[0] if fresh else None

    @property
    def ranked(self) -> tuple[NextQuestion, ...]:
        """Every question, the best first, whether or not it was skipped; none while they are not known yet."""
        return self._ranked or ()

    @property
    def is_known(self) -> bool:
        """Whether the questions about this patient have been worked out."""
        return self._ranked is not None

    @property
    def is_busy(self) -> bool:
        """Whether a newer ranking is still to come."""
        return self._pause.isActive() or self._job.is_busy

    def follow(self, profile: PatientProfile, result: MatchResult | None) -> None:
        """Rank anew for a result; until that is done the questions of before stay."""
        now = (profile, result.screening_date) if result is not None else None
        if now == self._last:
            return
        self._last = now
        if result is not None:
            self._weigh(tuple(match.trial for match in result.matches))
        self._stop.set()
        self._job.forget()
        if now is None:
            self._pause.stop()
        else:
            self._pause.start()

    def _weigh(self, trials: tuple[Trial, ...]) -> None:
        """Weigh questions by these trials; what was worked out of the same ones before is used again."""
        if {trial.id for trial in trials} != {trial.id for trial in self._trials}:
            self._trials, self._asker = trials, Asker(sorted(trials, key=lambda trial: trial.id))

    @Slot()
    def _start(self) -> None:
        if self._last is not None:
            self._stop = Event()
            self._job.start(_ranking(self._asker, *self._last, self._stop))

    def forget(self) -> None:
        """Begin with another patient."""
        self._stop.set()
        self._pause.stop()
        self._job.forget()
        self._last = None
        self._skipped.clear()
        self._ranked = None
        self.changed.emit()

    def skip(self) -> None:
        """Leave the question for later."""
        question = self.question
        if question is None:
            return
        ranked = self._ranked or ()
        if not worth_asking(ranked, self._skipped):
            self._skipped.clear()
        self._skipped.append(question.fact)
        self.changed.emit()

    def close(self) -> None:
        """End the ranking thread."""
        self._stop.set()
        self._pause.stop()
        self._job.close()

    @Slot(object)
    def _take(self, ranked: tuple[NextQuestion, ...]) -> None:
        self._ranked = ranked
        self.changed.emit()


def _ranking(asker: Asker, profile: PatientProfile, on: date, stop: Event) -> Callable[[], tuple[NextQuestion, ...]]:
    return lambda: asker.rank(profile, on, is_wanted=lambda: not stop.is_set())
