"""The bar with the actions used most, and with the day that everything is worked out for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QToolBar, QToolButton, QWidget

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QAction

    from gui.day_edit import DayEdit

LEFT: Final = ("new", "open", "save")
RIGHT: Final = ("plain", "preview", "export", "print")


class ToolBar(QToolBar):
    """Buttons to the left and to the right, and between them the day."""

    def __init__(self, actions: Mapping[str, QAction], day: DayEdit, parent: QWidget | None = None) -> None:
        """Show a button for each of its actions."""
        super().__init__(parent)
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._buttons: list[QToolButton] = []
        for name in LEFT:
            self._add_button(actions[name])
        self.addWidget(day)
        spacer = QWidget(self)
        spacer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(spacer)
        for name in RIGHT:
            self._add_button(actions[name])

    def reword(self) -> None:
        """Name every button after its action."""
        for button in self._buttons:
            button.setAccessibleName(button.defaultAction().text().replace("&", ""))

    def _add_button(self, action: QAction) -> None:
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.addWidget(button)
        self._buttons.append(button)
