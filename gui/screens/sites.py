"""Scenes of places: where the patient lives, and the sites of a trial by their distance from there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gui.form.home import HomeEditor
from gui.form.pages import PAGES
from matcher.explain import Register
from matcher.gazetteer import gazetteer

if TYPE_CHECKING:
    from gui.screens.studio import Studio

TOWN: Final = "Heidelberg"
HEIDELBERG: Final = "Heidelberg, Germany"
MANY_SITES: Final = "NCT03049189"  # COMPETE, in several countries
GENERAL: Final = next(number for number, page in enumerate(PAGES) if page.section == "general")


def a_home_town(studio: Studio) -> None:
    """Shoot a town that is chosen, and the sites of a trial from there, for clinicians and in plain words."""
    window = studio.window
    window.form.show_page(GENERAL)
    home = window.form.field("location").editor
    if not isinstance(home, HomeEditor):
        return
    gazetteer()  # read here, so that no picture is taken too early
    home.town.setFocus()
    home.town.setText(TOWN)
    studio.wait(lambda: home.offered is not None and HEIDELBERG in home.offered.towns)
    home.choose(HEIDELBERG)
    studio.settle()
    studio.wait(lambda: not studio.session.journeys.is_busy)
    window.results.choose(MANY_SITES)
    studio.settle()
    studio.shot("home-town")
    window.detail.finish()
    window.detail.sites.more.click()
    studio.settle()
    window.detail.show_sites()
    studio.shot("sites")
    studio.say(Register.PLAIN)
    studio.settle()
    window.detail.show_sites()
    studio.shot("sites-plain")


SCENES: Final = (a_home_town,)
