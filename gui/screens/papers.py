"""Scenes of the take-along sheet: its first page, and the dialog that asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gui.screens.dialogs import PAPERS_ON, shoot_dialog
from gui.sheet_desk import sheet_of
from gui.views.preview import PREVIEW_PPI
from gui.views.sheet_dialog import SheetChoice, SheetDialog
from matcher.report import render_pages

if TYPE_CHECKING:
    from gui.screens.studio import Studio


def take_along_sheet(studio: Studio) -> None:
    """Keep the first page of the sheet, and shoot the dialog that asks for it."""
    pages = render_pages(sheet_of(studio.session.question(), SheetChoice()), PREVIEW_PPI)
    studio.keep("sheet", pages[0])
    dialog = SheetDialog(studio.window, PAPERS_ON, lambda _choice: None, lambda _choice: None)
    shoot_dialog(studio, "sheet-dialog", dialog)


SCENES: Final = (take_along_sheet,)
