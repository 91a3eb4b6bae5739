"""The last files in the File menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QMenu

from gui.plain_text import plain_tooltip
from gui.recent import labels_of
from gui.start.words import FORGET, IN_FOLDER, RECENT, REMEMBER, REMEMBER_WHY
from matcher.wording.signs import visible
from matcher.wording.voice import Register

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from gui.recent import RecentFiles


class RecentMenu(QMenu):
    """The files by their names, the folder in the tooltip; below them the switch, and how to forget them."""

    wanted = Signal(object)  # a path

    def __init__(self, recent: RecentFiles, parent: QWidget | None = None) -> None:
        """Show the list."""
        super().__init__(parent)
        self._recent = recent
        self._register = Register.CLINICIAN
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self.show_list)  # not while an action of it is at work: that would be deleted

    def reword(self, register: Register) -> None:
        """Change the words to a register."""
        self._register = register
        self.setTitle(RECENT.of(register))
        self.show_list()

    @Slot()
    def show_list(self) -> None:
        """Show the files of now."""
        self.clear()
        paths = self._recent.paths
        for number, (path, label) in enumerate(zip(paths, labels_of(paths), strict=True), start=1):
            self._add_file(f"&{number}  {label.replace('&', '&&')}", path)
        if paths:
            self.addSeparator()
        switch = self.addAction(REMEMBER.of(self._register))
        switch.setCheckable(True)
        switch.setChecked(self._recent.is_on)
        switch.setToolTip(plain_tooltip(REMEMBER_WHY.of(self._register)))
        switch.toggled.connect(self._recent.turn)
        forget = self.addAction(FORGET.of(self._register))
        forget.setEnabled(bool(paths))
        forget.triggered.connect(self._recent.forget)

    def _add_file(self, text: str, path: Path) -> None:
        action = self.addAction(text)
        action.setToolTip(plain_tooltip(IN_FOLDER.of(self._register).format(folder=visible(str(path.parent)))))
        action.triggered.connect(lambda: self.wanted.emit(path))
