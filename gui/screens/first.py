"""Scenes of the first minute: the start page, and what stands where there is nothing to show yet."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from criteria.library import Library
from gui.main_window import MainWindow
from gui.manual.window import ManualWindow
from gui.preferences import Preferences
from gui.rooms import Room
from gui.screens.dialogs import shoot_dialog
from gui.session import Session
from gui.views.what_if import SIZE as WHAT_IF
from gui.views.what_if import WhatIfWindow
from matcher.explain import Register

if TYPE_CHECKING:
    from gui.screens.studio import Studio


def the_start_page(studio: Studio) -> None:
    """Shoot the start page as it first opens, in both registers, and with a patient to go back to."""
    window = studio.window
    window.start.go_home()
    studio.shot("start-back")
    studio.session.new()
    window.start.go_home()
    studio.shot("start")
    studio.say(Register.PLAIN)
    studio.shot("start-plain")
    window.rooms.enter(Room.DESK)


def before_the_program_is_read(studio: Studio) -> None:
    """Shoot the window as it stands while the program is read, without and with a patient who was asked for."""
    for name, opens_patient in (("opening", False), ("opening-patient", True)):
        with tempfile.TemporaryDirectory() as private:
            window = MainWindow(studio.theme, Preferences(Path(private) / "window.ini"))
            window.resize(studio.window.size())
            window.start.greet(opens_patient=opens_patient)
            window.show()
            studio.shot(name, window)
            window.close()
            window.deleteLater()


def the_manual(studio: Studio) -> None:
    """Shoot a page of the manual, and words looked up."""
    studio.window.side_windows.show_manual()
    shown = studio.window.findChildren(ManualWindow)[0]
    studio.shot("manual", shown)
    shown.look_up.setText("washout")
    studio.shot("manual-search", shown)
    shown.close()


def nothing_to_show(studio: Studio) -> None:
    """Shoot what stands where no trial is known, and where nothing stands in the way of one."""
    studio.session.new()
    shown = WhatIfWindow(studio.session, studio.window)
    shown.resize(WHAT_IF)
    shoot_dialog(studio, "what-if-empty", shown)
    with tempfile.TemporaryDirectory() as private:
        session = Session(Library())
        window = MainWindow.furnished(session, studio.theme, Preferences(Path(private) / "window.ini"))
        window.resize(studio.window.size())
        window.show()
        session.settle()
        studio.wait(lambda: session.is_settled)
        studio.shot("no-trials", window)
        window.close()
        window.deleteLater()


SCENES: Final = (the_start_page, before_the_program_is_read, the_manual, nothing_to_show)
