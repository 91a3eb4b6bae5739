"""Every window and dialog that is ever pictured is audited for access; a new scene comes under it by itself."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from gui.app import Options
from gui.main_window import MainWindow
from gui.preferences import Preferences
from gui.screens import SCENES
from gui.screens.studio import Studio
from gui.session import Session
from gui.theme import Scheme, Theme
from tests.gui import audit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QWidget

    from criteria.library import Library


SETTLING_TURNS = 8


class Auditor(Studio):
    """A studio that looks at each window closely instead of taking its picture."""

    def examine(self, checks: Mapping[str, Callable[[QWidget], Iterator[str]]]) -> None:
        """Use these checks from now on."""
        self.checks = checks
        self.seen: set[str] = set()
        self.found: dict[str, dict[str, list[str]]] = defaultdict(dict)

    def shot(self, name: str, widget: QWidget | None = None) -> None:
        """Look at the window that the picture would have been taken of."""
        self.settle()
        top = (widget or self.window).window()
        self.seen.add(name)
        for check, look in self.checks.items():
            found = list(dict.fromkeys(look(top)))
            if found:
                self.found[check][name] = found

    def settle(self) -> None:
        """Let everything find its place, however many turns that takes."""
        super().settle()
        for _ in range(SETTLING_TURNS):
            self.app.processEvents()

    def keep(self, name: str, picture: bytes) -> None:
        """Printed pages are no windows."""


def audited(
    qapp: QApplication,
    library: Library,
    folder: Path,
    look: tuple[Scheme, float],
    checks: Mapping[str, Callable[[QWidget], Iterator[str]]],
) -> Auditor:
    """Play every scene, and return what was found."""
    theme = Theme(qapp, look[0])
    theme.enlarge(look[1])
    session = Session(library)
    window = MainWindow(session, theme, Preferences(folder / "window.ini"))
    auditor = Auditor(qapp, window, theme, folder, Options())
    auditor.examine(checks)
    try:
        for scene in SCENES:
            auditor.begin()
            scene(auditor)
    finally:
        session.discard_changes()
        window.close()
        theme.enlarge(1.0)
    return auditor


@pytest.fixture(scope="module")
def usual(qapp: QApplication, library: Library, tmp_path_factory: pytest.TempPathFactory) -> Auditor:
    focus: set[tuple[str, ...]] = set()
    checks = {
        "name": audit.nameless,
        "role": audit.odd_roles,
        "neighbours": audit.same_neighbours,
        "order": audit.out_of_order,
        "panes": audit.panes_out_of_order,
        "targets": audit.small_targets,
        "cut": audit.cut_texts,
        "focus": lambda top: audit.unseen_focus(top, focus),
    }
    return audited(qapp, library, tmp_path_factory.mktemp("usual"), (Scheme.LIGHT, 1.0), checks)


@pytest.fixture(scope="module")
def dark(qapp: QApplication, library: Library, tmp_path_factory: pytest.TempPathFactory) -> Auditor:
    focus: set[tuple[str, ...]] = set()
    checks = {"focus": lambda top: audit.unseen_focus(top, focus)}
    return audited(qapp, library, tmp_path_factory.mktemp("dark"), (Scheme.DARK, 1.0), checks)


@pytest.fixture(scope="module")
def large(qapp: QApplication, library: Library, tmp_path_factory: pytest.TempPathFactory) -> Auditor:
    return audited(qapp, library, tmp_path_factory.mktemp("large"), (Scheme.LIGHT, 2.0), {"cut": audit.cut_texts})


@pytest.mark.parametrize("check", ["name", "role", "neighbours", "order", "panes", "targets", "cut", "focus"])
def test_every_window_and_dialog_passes(usual: Auditor, check: str) -> None:
    assert usual.found.get(check, {}) == {}


def test_the_focus_is_seen_in_dark_too(dark: Auditor) -> None:
    assert dark.found.get("focus", {}) == {}


def test_no_text_is_cut_with_letters_of_twice_the_size(large: Auditor) -> None:
    assert large.found.get("cut", {}) == {}


def test_every_scene_was_looked_at(usual: Auditor) -> None:
    assert len(usual.seen) > len(SCENES)
