"""Scenes of what time changes: the chosen trial, and the coming months of all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matcher.calendar import trial_calendar
from matcher.result import Verdict

if TYPE_CHECKING:
    from gui.screens.studio import Studio


def a_trial_over_time(studio: Studio) -> None:
    """Shoot the trial with the most turns."""
    matches = studio.matches
    courses = [trial_calendar(match, studio.session.on) for match in matches]
    turning = max(courses, key=lambda course: sum(len(lane.spans) > 1 for lane in course.lanes), default=None)
    if turning is not None:
        studio.window.results.choose(turning.match.trial.id)
    studio.shot("timeline", studio.window.detail)


def the_coming_months(studio: Studio) -> None:
    """Shoot the calendar with a trial chosen that begins later."""
    window = studio.window
    match = next((match for match in studio.matches if match.verdict is Verdict.LATER), None)
    if match is not None:
        window.results.choose(match.trial.id)
    window.results.switch.choose(calendar=True)
    window.results.take_focus()
    studio.shot("calendar")


SCENES: Final = (a_trial_over_time, the_coming_months)
