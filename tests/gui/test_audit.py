"""Every window and dialog that is ever pictured is audited for access; a new scene comes under it by itself."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from gui.app import Options
from gui.main_window import MainWindow
from gui.preferences import Preferences
from gui.screens import SCENES
from gui.screens.studio import Studio
from gui.session import Session
from gui.theme import Scheme
from tests.gui import audit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from criteria.library import Library
    from gui.theme import Theme
    from matcher.report import Printed

    Check = Callable[[QWidget], Iterator[str]]


SETTLING_TURNS = 8


class Auditor(Studio):
    """A studio that looks at each window closely instead of taking its picture."""

    def examine(self, checks: Mapping[str, Check]) -> None:
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

    def keep(self, name: str, document: Printed) -> None:
        """Printed pages are no windows."""


class Rounds:
    """Plays every scene as often as asked, and leaves the application as it was."""

    def __init__(self, app: QApplication, library: Library, theme: Theme, settings: Path) -> None:
        self.app, self.library, self.theme, self.settings = app, library, theme, settings

    def audited(self, letters: float, checks: Mapping[str, Check]) -> Auditor:
        """Play every scene, and return what was found."""
        self.theme.choose(Scheme.LIGHT)
        self.theme.enlarge(letters)
        session = Session(self.library)
        window = MainWindow.furnished(session, self.theme, Preferences(self.settings))
        auditor = Auditor(self.app, window, self.theme, self.settings.parent, Options())
        auditor.examine(checks)
        try:
            for scene in SCENES:
                auditor.begin()
                scene(auditor)
        finally:
            session.discard_changes()
            window.close()
            session.close()
            window.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            self.theme.enlarge(1.0)
        return auditor

    def focus_in(self, scheme: Scheme) -> Check:
        """Return the check that the focus can be seen in these colours, of widgets not looked at before."""
        seen: set[tuple[str, ...]] = set()

        def look(top: QWidget) -> Iterator[str]:
            if any(audit.of_new_kinds(top, seen)):
                self.theme.choose(scheme)
                yield from audit.unseen_focus(top, seen)
                self.theme.choose(Scheme.LIGHT)

        return look


@pytest.fixture(scope="module")
def rounds(qapp: QApplication, library: Library, one_theme: Theme, tmp_path_factory: pytest.TempPathFactory) -> Rounds:
    return Rounds(qapp, library, one_theme, tmp_path_factory.mktemp("audit") / "window.ini")


@pytest.fixture(scope="module")
def usual(rounds: Rounds) -> Auditor:
    checks: dict[str, Check] = {
        "name": audit.nameless,
        "role": audit.odd_roles,
        "neighbours": audit.same_neighbours,
        "order": audit.out_of_order,
        "panes": audit.panes_out_of_order,
        "targets": audit.small_targets,
        "cut": audit.cut_texts,
        "focus": rounds.focus_in(Scheme.LIGHT),
        "focus in dark": rounds.focus_in(Scheme.DARK),
    }
    return rounds.audited(1.0, checks)


@pytest.fixture(scope="module")
def large(rounds: Rounds) -> Auditor:
    return rounds.audited(2.0, {"cut": audit.cut_texts})


@pytest.mark.parametrize(
    "check", ["name", "role", "neighbours", "order", "panes", "targets", "cut", "focus", "focus in dark"]
)
def test_every_window_and_dialog_passes(usual: Auditor, check: str) -> None:
    assert check in usual.checks
    assert usual.found.get(check, {}) == {}


def test_no_text_is_cut_with_letters_of_twice_the_size(large: Auditor) -> None:
    assert large.found.get("cut", {}) == {}


def test_every_scene_was_looked_at(usual: Auditor) -> None:
    assert len(usual.seen) > len(SCENES)
