"""Scenes of the walk: a question, the drawings, a list to tick, and what could fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gui.rooms import Room

if TYPE_CHECKING:
    from gui.screens.studio import Studio


def one_question_a_screen(studio: Studio) -> None:
    """Shoot questions of a person who begins with nothing, and what could fit by then."""
    window, room = studio.window, studio.window.walk.room
    studio.session.new()
    window.walk.enter()
    for wanted, name in (
        ("diagnosis.grade", "walk-question"),
        ("performance.ecog", "walk-drawings"),
        ("therapies", "walk-ticks"),
    ):
        while room.question != wanted:
            room.do_not_know()
        studio.shot(name)
    room.show_so_far()
    studio.shot("walk-result")
    window.rooms.enter(Room.DESK)


SCENES: Final = (one_question_a_screen,)
