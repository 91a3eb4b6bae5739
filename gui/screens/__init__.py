"""Pictures of every screen in light and dark, for the manual and for a look after each change."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gui.main_window import MainWindow
from gui.preferences import Preferences
from gui.screens import days, desk, dialogs, first, papers, pictures, ranking, sites, walk
from gui.screens.studio import SCHEMES, Studio
from gui.session import Session
from gui.theme import Scheme, Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from criteria.library import Library
    from gui.app import Options

__all__ = ["SCENES", "grab_all"]

PARTS: Final = (first, walk, desk, ranking, days, sites, pictures, dialogs, papers)
SCENES: Final = tuple(scene for part in PARTS for scene in part.SCENES)


def grab_all(app: QApplication, library: Library, options: Options) -> int:
    """Write every screen as a PNG file into the folder of the options, the dark ones as ``NAME-dark.png``."""
    folder = options.grab or Path()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as private:
        theme = Theme(app, Scheme.LIGHT)
        session = Session(library)
        window = MainWindow.furnished(session, theme, Preferences(Path(private) / "window.ini"))
        studio = Studio(app, window, theme, folder, options)
        for scheme in SCHEMES:
            studio.choose(scheme)
            for scene in SCENES:
                studio.begin()
                scene(studio)
        session.discard_changes()
        window.close()
        session.close()
    return 0
