"""Scenes of the take-along sheet: its first page, and the dialog that asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gui.screens.dialogs import PAPERS_ON, shoot_dialog
from gui.sheet_desk import sheet_of
from gui.views.sheet_dialog import SheetChoice, SheetDialog

if TYPE_CHECKING:
    from gui.screens.studio import Studio


def take_along_sheet(studio: Studio) -> None:
    """Keep the first page of the sheet, and shoot the dialog that asks for it."""
    studio.keep("sheet", sheet_of(studio.session.question(), SheetChoice()))
    dialog = SheetDialog(studio.window, PAPERS_ON, lambda _choice: None, lambda _choice: None)
    shoot_dialog(studio, "sheet-dialog", dialog)


SCENES: Final = (take_along_sheet,)
