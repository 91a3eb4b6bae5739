"""The files that were opened or saved last: remembered only where a person has turned that on."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from matcher.wording.signs import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.preferences import Preferences

MOST: Final = 8


def labels_of(paths: Sequence[Path]) -> tuple[str, ...]:
    """Return how files are told apart: by their names, those of one name by their folders too."""
    names = Counter(path.name for path in paths)
    short = Counter((path.name, path.parent.name) for path in paths)

    def label(path: Path) -> str:
        if names[path.name] == 1:
            return visible(path.name)
        folder = path.parent.name if short[path.name, path.parent.name] == 1 else str(path.parent)
        return visible(f"{path.name} ({folder})")

    return tuple(map(label, paths))


class RecentFiles(QObject):
    """A short list, the newest first. A patient's file name may be a name: turned off, it is erased from the disk."""

    changed = Signal()
    turned = Signal(bool)  # on or off, by a person

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        """Keep the list in the preferences."""
        super().__init__(parent)
        self._preferences = preferences

    @property
    def is_on(self) -> bool:
        """Whether files are remembered."""
        return self._preferences.remembers_files

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files, the newest first."""
        return tuple(map(Path, self._preferences.recent_files[:MOST]))

    def turn(self, on: bool) -> None:
        """Remember files from now on, or forget them all and remember none."""
        if on != self.is_on:
            self._preferences.remembers_files = on
            self.forget()
            self.turned.emit(on)

    def add(self, path: Path) -> None:
        """Put a file first, where files are remembered."""
        if self.is_on:
            whole = path.absolute()
            self._keep([whole, *(other for other in self.paths if other != whole)])

    def drop(self, path: Path) -> None:
        """Take a file off the list."""
        self._keep([other for other in self.paths if other != path])

    def forget(self) -> None:
        """Take every file off the list."""
        self._keep([])

    def _keep(self, paths: list[Path]) -> None:
        self._preferences.recent_files = [str(path) for path in paths[:MOST]]
        self.changed.emit()
