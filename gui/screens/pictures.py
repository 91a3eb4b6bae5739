"""Scenes of trials side by side, of a trial's criteria at a glance, and of the tables behind pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gui.screens.dialogs import shoot_dialog
from gui.views.side_by_side import SIZE, SideBySideDialog
from matcher.explain import Register
from matcher.result import Verdict

if TYPE_CHECKING:
    from gui.screens.studio import Studio

BESIDE: Final = ("NCT05247905", "NCT04919226", "NCT02834013")
ROW: Final = 12  # low enough for the first criteria to be in sight


def trials_side_by_side(studio: Studio) -> None:
    """Shoot three trials beside each other, all rows and those that differ, and in plain words."""
    matches = [match for match in studio.matches if match.trial.id in BESIDE]
    for name, register in (("side-by-side", Register.CLINICIAN), ("side-by-side-plain", Register.PLAIN)):
        dialog = SideBySideDialog(matches, studio.theme, (register, studio.session.result), studio.window)
        dialog.only.setChecked(register is Register.PLAIN)
        dialog.resize(SIZE)
        studio.settle()
        dialog.table.setCurrentIndex(dialog.model.index(ROW, 2))
        shoot_dialog(studio, name, dialog)


def tables_behind_pictures(studio: Studio) -> None:
    """Shoot the tables behind strip and timeline, and behind the calendar."""
    window = studio.window
    match = next((match for match in studio.matches if match.verdict is Verdict.LATER), None)
    if match is not None:
        window.results.choose(match.trial.id)
    window.results.switch.choose(calendar=True)
    studio.settle()
    frames = (window.detail.timeline.frame, window.results.calendar.frame)
    for frame in frames:
        frame.as_table.setChecked(True)
    window.detail.strip.strip.setFocus()
    studio.shot("picture-tables")
    for frame in frames:
        frame.as_table.setChecked(False)


SCENES: Final = (trials_side_by_side, tables_behind_pictures)
