"""Towns to choose from while one types: looked up off the GUI thread, where the list is also read the first time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from gui.jobs import LatestJob
from matcher.gazetteer import gazetteer
from matcher.town_words import labels_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.gazetteer import Town

MOST = 30
LEAST_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Found:
    """What was typed, and the towns that may be meant, by their labels."""

    text: str
    towns: Mapping[str, Town]


class TownSearch(QObject):
    """Answers the newest question alone."""

    found = Signal(object)
    broke = Signal(object)  # an exception of the thread

    def __init__(self, parent: QObject | None = None) -> None:
        """Have read nothing yet."""
        super().__init__(parent)
        self._job = LatestJob(self)
        self._job.finished.connect(self.found)
        self._job.failed.connect(self.broke)

    @Slot(str)
    def look_up(self, text: str) -> None:
        """Look for towns whose name begins so."""
        if len(text) >= LEAST_LETTERS:
            self._job.start(lambda: _towns(text))
        else:
            self._job.forget()

    def close(self) -> None:
        """End the thread."""
        self._job.close()


def _towns(text: str) -> Found:
    towns = gazetteer().suggestions(text, None, MOST)
    return Found(text, dict(zip(labels_of(towns), towns, strict=True)))
