"""Pictures of every screen, also kept for the manual when ZEBRAMATCH_SCREENS names a folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from gui.app import Options
from gui.form.pages import PAGES
from gui.screens import HEIGHT, WIDTH, grab_all

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from criteria.library import Library

SCREENS = {"empty", "filled", "detail", "plain", "dark", "look-up", "report", "preview", "report-dialog", "fault"}
SCREENS |= {"checklist", "checklist-dialog", "referral", "worklist"}
SCREENS |= {f"{name}{scheme}" for name in ("timeline", "calendar") for scheme in ("", "-dark")}


def colours_of(image: QImage) -> int:
    """How many colours a coarse grid of points has: an empty picture has one."""
    points = ((x, y) for x in range(4, image.width(), 37) for y in range(4, image.height(), 29))
    return len({image.pixel(x, y) for x, y in points})


def test_every_screen_is_drawn(qapp: QApplication, library: Library, tmp_path: Path) -> None:
    folder = Path(os.environ.get("ZEBRAMATCH_SCREENS") or tmp_path / "screens")
    assert grab_all(qapp, library, Options(grab=folder)) == 0
    names = {path.stem for path in folder.glob("*.png")}
    assert names >= SCREENS | {f"form-{page.section}" for page in PAGES}
    for name in ("empty", "filled", "detail", "plain", "dark"):
        image = QImage(str(folder / f"{name}.png"))
        scale = image.devicePixelRatio()
        assert (image.width(), image.height()) in {(WIDTH * n, HEIGHT * n) for n in (1, 2)}, scale
        assert colours_of(image) > 8


def test_light_and_dark_differ(qapp: QApplication, library: Library, tmp_path: Path) -> None:
    grab_all(qapp, library, Options(grab=tmp_path))
    light, dark = (QImage(str(tmp_path / f"{name}.png")).pixelColor(3, 60) for name in ("filled", "dark"))
    assert light.lightness() > 200
    assert dark.lightness() < 60
