"""Scenes of the main window: form, ranking and reasons side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QScrollArea

from gui.form.pages import PAGES
from gui.views.readings import ReadingsBox
from gui.views.specimens import SpecimenGrid
from matcher.explain import Register
from matcher.result import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from gui.screens.studio import Studio

TWO_READINGS: Final = "NCT03972488"  # inoperable: metastatic disease as well, or locally advanced disease alone


def nothing_entered(studio: Studio) -> None:
    """Shoot a patient of whom nothing is known."""
    studio.session.new()
    studio.window.form.take_focus()
    studio.shot("empty")


def the_form(studio: Studio) -> None:
    """Shoot each page of the form."""
    studio.shot("filled")
    for number, page in enumerate(PAGES):
        studio.window.form.show_page(number)
        studio.shot(f"form-{page.section}")


def one_trial(studio: Studio) -> None:
    """Shoot a trial with a conflict, for clinicians and in plain words."""
    match = next((match for match in studio.matches if match.verdict is Verdict.INELIGIBLE), None)
    if match is not None:
        studio.window.results.choose(match.trial.id)
    studio.window.detail.take_focus()
    studio.shot("detail")
    studio.say(Register.PLAIN)
    studio.shot("plain")


def a_look_up(studio: Studio) -> None:
    """Shoot a number that the library does not have."""
    studio.window.results.look_up.setText("NCT01234567")
    studio.shot("look-up")


def two_readings(studio: Studio) -> None:
    """Shoot a text of two readings that differ for the patient, and the specimens side by side."""
    window = studio.window
    studio.session.edit("diagnosis.resectable", value=True)
    window.form.field("diagnosis.resectable").editor.show_value(True)
    studio.session.settle()
    studio.settle()
    window.results.choose(TWO_READINGS)
    studio.settle()
    _scroll_to(window, [one for one in window.detail.findChildren(ReadingsBox) if one.copy_button.isVisible()])
    studio.shot("ambiguity")
    _scroll_to(window, window.detail.findChildren(SpecimenGrid))
    studio.shot("specimens")
    studio.say(Register.PLAIN)
    studio.shot("ambiguity-plain")


def _scroll_to(window: QWidget, found: Sequence[QWidget]) -> None:
    for place in found[:1]:
        around = next(area for area in window.findChildren(QScrollArea) if area.isAncestorOf(place) and area.widget())
        inner = [area for area in around.findChildren(QScrollArea) if area.isAncestorOf(place)]
        (inner[-1] if inner else around).ensureWidgetVisible(place, 0, place.height())


SCENES: Final = (nothing_entered, the_form, one_trial, a_look_up, two_readings)
