"""The sign before the window: painted before the program is read, and gone with what it waits for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from criteria.problems import InputError, Problem
from gui import __main__ as entry
from gui.opening import Opening

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ROOT = Path(entry.__file__).resolve().parent.parent
AFTER_FIRST_PAINT = """
import sys
import gui.opening
from gui import __main__ as entry

shown = gui.opening.Opening.shown

def told():
    sign = shown()
    assert sign.is_painted
    print(*sorted(set(sys.modules) & {"pydantic", "pydantic_core", "polars", "pint", "numpy", "typst"}), "none")
    raise SystemExit

gui.opening.Opening.shown = told
sys.argv = ["zebramatch"]
entry.main()
"""


def test_nothing_heavy_is_read_before_the_first_paint() -> None:
    done = subprocess.run(
        [sys.executable, "-c", AFTER_FIRST_PAINT],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", "HOME": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.stdout == "none\n", done.stderr


def test_the_sign_hands_on_what_it_waited_for(qtbot: QtBot) -> None:
    sign = Opening.shown()
    qtbot.addWidget(sign)
    assert sign.wait(lambda: 7) == 7


def test_the_sign_hands_on_why_there_is_nothing(qtbot: QtBot) -> None:
    sign = Opening.shown()
    qtbot.addWidget(sign)

    def refuse() -> int:
        raise InputError(Problem("folder", "", "there is no such folder", "check its name"))

    with pytest.raises(InputError):
        sign.wait(refuse)


def test_whoever_closes_the_sign_waits_no_longer(qtbot: QtBot) -> None:
    sign = Opening.shown()
    qtbot.addWidget(sign)
    sign.close()
    assert sign.wait(lambda: 7) is None
