"""How far the sites of all trials are from the patient's home: worked out off the GUI thread once home is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from gui.jobs import LatestJob
from matcher.sites import SiteList, sites_by_distance

if TYPE_CHECKING:
    from collections.abc import Callable

    from criteria.profile import Location
    from criteria.trial import Trial
    from matcher.result import MatchResult
    from matcher.sites import Nearest

PAUSE_MS = 300  # the result and the first picture of the window come first


class Journeys(QObject):
    """The sites of each trial by distance; without a home there are none, and nothing is read from the disk."""

    changed = Signal()
    broke = Signal(object)  # an exception of the thread

    def __init__(self, parent: QObject | None = None) -> None:
        """Know no home yet."""
        super().__init__(parent)
        self._trials: tuple[Trial, ...] = ()
        self._home: Location | None = None
        self._lists: dict[str, SiteList] = {}
        self._job = LatestJob(self)
        self._job.finished.connect(self._take)
        self._job.failed.connect(self.broke)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._start)

    @property
    def is_busy(self) -> bool:
        """Whether distances from the present home are still to come."""
        return self._home is not None and not self._lists

    def sites(self, trial: Trial) -> SiteList | None:
        """Return a trial's sites by distance; None while that is not known.

        Of a large library only the best trials are measured beforehand, any other where it is looked at.
        """
        if self._home is not None and self._lists and trial.id not in self._lists:
            self._lists[trial.id] = sites_by_distance(trial, self._home)
        return self._lists.get(trial.id)

    def nearest(self, trial: Trial) -> Nearest | None:
        """Return the nearest site of a trial that takes patients; None while or where that is not known."""
        sites = self.sites(trial)
        return sites.nearest if sites else None

    def follow(self, home: Location | None, result: MatchResult | None = None) -> None:
        """Measure from this home to the trials of a result; distances from another one are taken away at once."""
        self._trials = tuple(match.trial for match in result.matches) if result else ()
        if home == self._home:
            return
        self._home = home
        self._job.forget()
        self._pause.stop()
        if home is not None:
            self._pause.start()
        if self._lists:
            self._take({})

    def close(self) -> None:
        """End the thread."""
        self._pause.stop()
        self._job.close()

    @Slot()
    def _start(self) -> None:
        if self._home is not None:
            self._job.start(_measuring(self._trials, self._home))

    @Slot(object)
    def _take(self, lists: dict[str, SiteList]) -> None:
        self._lists = lists
        self.changed.emit()


def _measuring(trials: tuple[Trial, ...], home: Location) -> Callable[[], dict[str, SiteList]]:
    return lambda: {trial.id: sites_by_distance(trial, home) for trial in trials}
