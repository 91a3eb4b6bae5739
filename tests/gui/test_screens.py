"""Pictures of every screen, also kept for the manual when ZEBRAMATCH_SCREENS names a folder."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage

from gui.app import Options
from gui.form.pages import PAGES
from gui.screens.studio import HEIGHT, WIDTH, Studio
from tests.gui.conftest import OFFSCREEN

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from gui.main_window import MainWindow
    from gui.theme import Theme

WINDOWS = {"empty", "filled", "detail", "plain", "look-up", "ambiguity", "specimens", "ambiguity-plain", "calendar"}
WINDOWS |= {"filters", "filters-plain", "marks", "marks-plain", "search"}
WINDOWS |= {"home-town", "sites", "sites-plain"}
WINDOWS |= {"picture-tables"}
WINDOWS |= {f"form-{page.section}" for page in PAGES}
WINDOWS |= {"walk-question", "walk-drawings", "walk-ticks", "walk-result"}
PARTS = {"timeline", "what-if", "preview", "report-dialog", "checklist-dialog", "referral"}
PARTS |= {"comparison", "glossary", "fault", "worklist"}
PARTS |= {"side-by-side", "side-by-side-plain"}
WINDOWS |= {"start", "start-plain", "start-back", "opening", "opening-patient", "no-trials"}
PARTS |= {"filter-choices", "note", "set-aside"}
PARTS |= {"manual", "manual-search", "what-if-empty", "sheet-dialog"}
PAPER = {"report", "checklist", "sheet"}
ROOT = Path(__file__).parents[2]
MANUAL = ROOT / "docs" / "screenshots"


def colours_of(image: QImage) -> int:
    """How many colours a coarse grid of points has: an empty picture has one."""
    points = ((x, y) for x in range(4, image.width(), 37) for y in range(4, image.height(), 29))
    return len({image.pixel(x, y) for x, y in points})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of all pictures, made by the program itself where there is no display."""
    made = Path(os.environ.get("ZEBRAMATCH_SCREENS") or tmp_path_factory.mktemp("screens"))
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [sys.executable, "-m", "gui", "--grab", str(made)],
        cwd=ROOT,
        env={**kept, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    said = [line for line in done.stderr.splitlines() if not re.fullmatch(OFFSCREEN, line.removesuffix("()"))]
    assert (done.returncode, said) == (0, [])
    return made


def test_every_screen_is_drawn_in_light_and_dark_without_a_display(folder: Path) -> None:
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


def test_pictures_show_the_patient_and_the_day_that_are_named(
    qapp: QApplication, window: MainWindow, theme: Theme, tmp_path: Path
) -> None:
    patient = ROOT / "resources" / "examples" / "nec.json"
    options = Options(patient=patient, as_of=date(2027, 1, 5))
    studio = Studio(qapp, window, theme, tmp_path, options)
    studio.begin()
    assert studio.matches
    assert studio.session.value("label") == json.loads(patient.read_text("utf-8"))["label"]
    assert studio.session.on == date(2027, 1, 5)
