"""Pictures of every screen, also kept for the manual when ZEBRAMATCH_SCREENS names a folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from gui.app import Options
from gui.form.pages import PAGES
from gui.screens import grab_all
from gui.screens.studio import HEIGHT, WIDTH

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from criteria.library import Library

WINDOWS = {"empty", "filled", "detail", "plain", "look-up", "ambiguity", "specimens", "ambiguity-plain", "calendar"}
WINDOWS |= {"filters", "filters-plain", "marks", "marks-plain", "search"}
WINDOWS |= {"home-town", "sites", "sites-plain"}
WINDOWS |= {"picture-tables"}
WINDOWS |= {f"form-{page.section}" for page in PAGES}
WINDOWS |= {"walk-question", "walk-drawings", "walk-ticks", "walk-result"}
PARTS = {"timeline", "what-if", "preview", "report-dialog", "checklist-dialog", "referral"}
PARTS |= {"comparison", "glossary", "fault", "worklist"}
PARTS |= {"side-by-side", "side-by-side-plain"}
WINDOWS |= {"start", "start-plain", "start-back", "no-trials"}
PARTS |= {"filter-choices", "note", "set-aside"}
PARTS |= {"manual", "manual-search", "what-if-empty", "sheet-dialog"}
PAPER = {"report", "checklist", "sheet"}
MANUAL = Path(__file__).parents[2] / "docs" / "screenshots"


def colours_of(image: QImage) -> int:
    """How many colours a coarse grid of points has: an empty picture has one."""
    points = ((x, y) for x in range(4, image.width(), 37) for y in range(4, image.height(), 29))
    return len({image.pixel(x, y) for x, y in points})


def test_every_screen_is_drawn_in_light_and_dark(qapp: QApplication, library: Library, tmp_path: Path) -> None:
    folder = Path(os.environ.get("ZEBRAMATCH_SCREENS") or tmp_path / "screens")
    assert grab_all(qapp, library, Options(grab=folder)) == 0
    names = {path.stem for path in folder.glob("*.png")}
    assert names == PAPER | {f"{name}{scheme}" for name in WINDOWS | PARTS for scheme in ("", "-dark")}
    for name in WINDOWS:
        light, dark = (QImage(str(folder / f"{name}{scheme}.png")) for scheme in ("", "-dark"))
        for image in (light, dark):
            assert (image.width(), image.height()) in {(WIDTH * n, HEIGHT * n) for n in (1, 2)}
            assert colours_of(image) > 8
        assert light.pixelColor(3, 60).lightness() > 200
        assert dark.pixelColor(3, 60).lightness() < 60
    manual = {path.stem for path in MANUAL.glob("*.png")}
    assert manual
    assert manual <= names, "a picture of the manual that nothing draws any more"
