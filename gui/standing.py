"""Where the window stands on the screen, how its panes share it, and in which room: remembered from time to time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QGuiApplication

from gui.rooms import Room

if TYPE_CHECKING:
    from gui.main_window import MainWindow
    from gui.preferences import Preferences

SIZE: Final = QSize(1366, 720)
WIDTHS: Final = (544, 402, 388)
HANDLE: Final = 48  # so much of the window's head must be on a screen for a person to get hold of it


def restore(window: MainWindow, preferences: Preferences) -> None:
    """Show the window where it stood last; where that is on no screen any more, inside the first one."""
    inside = window.screen().availableGeometry()
    window.resize(SIZE.boundedTo(inside.size()))
    window.restoreGeometry(preferences.geometry)
    if not is_in_reach(window.geometry(), [screen.availableGeometry() for screen in QGuiApplication.screens()]):
        window.resize(window.size().boundedTo(inside.size()))
        window.move(inside.topLeft())
    widths = preferences.widths
    window.panes.set_widths(widths if len(widths) == len(WIDTHS) and all(widths) else WIDTHS)


def is_in_reach(window: QRect, screens: list[QRect]) -> bool:
    """Whether enough of a window's head is on one of the screens for it to be moved by."""
    head = QRect(window.left(), window.top(), window.width(), HANDLE)
    shown = (head.intersected(screen) for screen in screens)
    return any(part.width() >= min(HANDLE, head.width()) and part.height() >= HANDLE // 2 for part in shown)


def remember(window: MainWindow, preferences: Preferences) -> None:
    """Keep how the window stands now; the start page is no room to come back to, nor is a pane put away a width."""
    preferences.geometry = window.saveGeometry()
    if all(window.panes.widths):
        preferences.widths = window.panes.widths
    if window.rooms.room is not Room.START:
        preferences.room = window.rooms.room.name
