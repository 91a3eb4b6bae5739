"""Where the window stands on the screen, how its panes share it, and in which room: remembered from time to time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize

from gui.rooms import Room

if TYPE_CHECKING:
    from gui.main_window import MainWindow
    from gui.preferences import Preferences
    from gui.views.panes import Panes

SIZE: Final = QSize(1366, 720)
WIDTHS: Final = (544, 402, 388)


def restore(window: MainWindow, preferences: Preferences) -> None:
    """Show the window where it stood last; Qt itself brings it back where that is on no screen any more."""
    inside = window.screen().availableGeometry()
    window.resize(SIZE.boundedTo(inside.size()))
    window.restoreGeometry(preferences.geometry)


def share(panes: Panes, preferences: Preferences) -> None:
    """Give the panes the widths that they had last."""
    widths = preferences.widths
    panes.set_widths(widths if len(widths) == len(WIDTHS) and all(widths) else WIDTHS)


def remember(window: MainWindow, preferences: Preferences) -> None:
    """Keep how the window stands now; the start page is no room to come back to, nor is a pane put away a width."""
    preferences.geometry = window.saveGeometry()
    if all(window.panes.widths):
        preferences.widths = window.panes.widths
    if window.rooms.room is not Room.START:
        preferences.room = window.rooms.room.name
