"""Scenes of the list: filtered, with trials pinned, set aside and noted, and searched in everything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from criteria.marks import Note
from matcher.explain import Register

if TYPE_CHECKING:
    from gui.screens.studio import Studio

BRAND: Final = "Lutathera"


def filtered(studio: Studio) -> None:
    """Shoot the list with two filters on, in plain words too, and the choices of one."""
    bar = studio.window.results.filters
    bar.switch.setChecked(True)
    for name, choice in (("phase", "3"), ("country", "France"), ("country", "Spain")):
        bar.popup.ticked.emit(name, choice)
    studio.shot("filters")
    studio.say(Register.PLAIN)
    studio.shot("filters-plain")
    bar.open_choices("country")
    studio.shot("filter-choices", bar.popup)
    bar.popup.hide()
    bar.switch.setChecked(False)


def marked(studio: Studio) -> None:
    """Shoot two trials pinned, one of them with a note, and two set aside."""
    trials = [match.trial.id for match in studio.matches]
    marks = studio.session.marking.marks.placed(tuple(trials[3:5]), "top").placed(tuple(trials[5:7]), "aside")
    note = Note(text="Asked the study office about a place in January", date=studio.session.on)
    studio.session.mark(marks.noted(trials[3], note).noted(trials[5], Note(text="Too far to travel", date=note.date)))
    studio.window.results.unfold()
    studio.window.results.choose(trials[3])
    studio.window.results.list.scrollToTop()
    studio.shot("marks")
    studio.say(Register.PLAIN)
    studio.shot("marks-plain")
    studio.window.marks.note()
    dialog = studio.window.marks.dialog
    if dialog is not None:
        studio.shot("note", dialog)
        dialog.close()
    studio.window.results.unfold(is_open=False)
    studio.window.results.list.scrollToBottom()
    studio.shot("set-aside", studio.window.results)


def searched(studio: Studio) -> None:
    """Shoot what a brand name finds, and where."""
    studio.window.results.look_up.setText(BRAND)
    studio.shot("search")


SCENES: Final = (filtered, marked, searched)
