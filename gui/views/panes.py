"""Panes side by side; where the window is narrower than they are, they scroll sideways."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSplitter, QWidget

from gui.theme import enlarged

if TYPE_CHECKING:
    from collections.abc import Sequence


FONT_CHANGES: Final = (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange)


class Pane(QFrame):
    """A part of the window with a frame of its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Look like a pane."""
        super().__init__(parent)
        self.setProperty("role", "pane")

    def take_focus(self) -> None:
        """Put the focus where work in the pane begins."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)


class Panes(QScrollArea):
    """Widgets in a row, each with its least width, parted by handles."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hold no pane yet."""
        super().__init__(parent)
        self._panes: list[Pane] = []
        self._least: list[int] = []
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setHandleWidth(8)
        self._splitter.setChildrenCollapsible(False)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("role", "bare")
        self.setWidget(self._splitter)
        QApplication.instance().focusChanged.connect(self._bring_into_sight)  # type: ignore[union-attr]

    def add(self, pane: Pane, least: int, stretch: int) -> None:
        """Add a pane on the right: its least width in pixels, and its share of what room is left."""
        self._panes.append(pane)
        self._least.append(least)
        pane.setMinimumWidth(enlarged(least))
        self._splitter.addWidget(pane)
        self._splitter.setStretchFactor(self._splitter.count() - 1, stretch)

    def changeEvent(self, event: QEvent) -> None:
        """Give larger letters wider panes."""
        super().changeEvent(event)
        if event.type() in FONT_CHANGES:
            for pane, least in zip(self._panes, self._least, strict=True):
                pane.setMinimumWidth(enlarged(least))

    @property
    def widths(self) -> tuple[int, ...]:
        """How the room is parted, in pixels from left to right; a pane that is put away has none."""
        sizes = self._splitter.sizes()
        return tuple(0 if pane.isHidden() else size for pane, size in zip(self._panes, sizes, strict=True))

    def set_widths(self, widths: Sequence[int]) -> None:
        """Part the room anew, in pixels from left to right."""
        self._splitter.setSizes(list(widths))

    def take_focus(self) -> None:
        """Put the focus on the first pane in sight."""
        first = next((pane for pane in self._panes if not pane.isHidden()), None)
        if first is not None:
            first.take_focus()

    def step(self, count: int) -> None:
        """Put the focus on the pane so many places to the right; after the last comes the first."""
        shown = [pane for pane in self._panes if pane.isVisible()]
        now = QApplication.focusWidget()
        inside = [now is not None and (pane is now or pane.isAncestorOf(now)) for pane in shown]
        place = inside.index(True) + count if True in inside else 0
        if shown:
            shown[place % len(shown)].take_focus()

    @Slot(QWidget, QWidget)
    def _bring_into_sight(self, _old: QWidget | None, now: QWidget | None) -> None:
        for pane in self._panes:
            if now is not None and pane.isAncestorOf(now):
                self.ensureWidgetVisible(pane, 0, 0)
