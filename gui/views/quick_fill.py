"""What an answer can be filled in with at a press of a button, and never by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from datetime import date

    from gui.session import Session


class QuickFill(QObject):
    """The name that was used last, kept in memory alone and for as long as the window is open; and the as-of day."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """Know no name yet."""
        super().__init__(parent)
        self._session = session
        self.name = ""

    @property
    def day(self) -> date:
        """The as-of day."""
        return self._session.on

    @property
    def is_today(self) -> bool:
        """Whether the as-of day is the day where the program runs."""
        return self._session.on == self._session.today

    def remember(self, name: str) -> None:
        """Offer this name from now on."""
        if name and name != self.name:
            self.name = name
            self.changed.emit()
