"""Scenes of the first minute: the start page, and what stands where there is nothing to show yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gui.manual.window import ManualWindow
from gui.rooms import Room
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


def the_manual(studio: Studio) -> None:
    """Shoot a page of the manual, and words looked up."""
    studio.window.show_manual()
    shown = studio.window.findChildren(ManualWindow)[0]
    studio.shot("manual", shown)
    shown.look_up.setText("washout")
    studio.shot("manual-search", shown)
    shown.close()


SCENES: Final = (the_start_page, the_manual)
