"""A picture with its title, a table of the same data behind it, and a way to save it; the same for every picture."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from criteria.problems import InputError
from gui import dialogs
from gui.picture_export import save_picture
from gui.plain_text import plain_tooltip, wrapped_label
from gui.views.word_table import WordTable
from gui.words import Words
from matcher.explain import Register, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QShowEvent

    from gui.picture_export import Picture

AS_TABLE, SAVE = Words("As table"), Words("Save ...")
AS_TABLE_NAME = Words("{title}: show as table")
SAVE_NAME = Words("{title}: save picture")
TABLE_NAME = Words("{title}, as a table")
SAVED = Words("The picture was saved.")


class PictureFrame(QWidget):
    """Shows a picture, or in its place a table of what it shows; which of the two is remembered nowhere."""

    def __init__(
        self, picture: QWidget, shares: tuple[int, ...], parent: QWidget | None = None, *, scrolls: bool = False
    ) -> None:
        """Frame `picture`; `shares` is how the columns of its table part the width.

        Where nothing around the frame scrolls, it `scrolls` its table itself.
        """
        super().__init__(parent)
        self.picture = picture
        self.export: Callable[[], Picture] | None = None
        self.file_name = "picture.svg"
        self._register = Register.CLINICIAN
        self.title, self.told = wrapped_label("heading", self), wrapped_label("caption", self)
        self.table = WordTable(shares, self)
        self.as_table, self.save = QPushButton(self), QPushButton(self)
        self.as_table.setCheckable(True)
        self.as_table.setProperty("role", "swap")
        self._behind = self._scrolled() if scrolls else self.table
        self.head = QHBoxLayout()
        self.head.setSpacing(0)
        self.head.addWidget(self.title, 1)
        for button in (self.as_table, self.save):
            button.setFlat(True)
            self.head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        self.column.addLayout(self.head)
        for widget in (self.picture, self._behind, self.told):
            self.column.addWidget(widget)
        self._behind.hide()
        self.told.hide()
        self.as_table.toggled.connect(self._swap)
        self.save.clicked.connect(self.ask_where)
        self._actions = (QAction(self), QAction(self))
        self._actions[0].triggered.connect(self.as_table.toggle)
        self._actions[1].triggered.connect(self.ask_where)
        for shown in (picture, self.table):
            shown.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
            shown.addActions(self._actions)

    def _scrolled(self) -> QScrollArea:
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.table)
        return area

    def show_table(self, headings: Sequence[str], rows: Sequence[tuple[str, ...]]) -> None:
        """Put these words behind the picture: what it shows, and nothing else."""
        self.table.words.show(headings, rows)

    def reword(self, title: str, register: Register, line: str = "") -> None:
        """Change title, buttons and names; where a `line` is given it stands in the title's place."""
        self._register = register
        self.title.setText(line or title)
        self.told.hide()
        buttons = ((self.as_table, AS_TABLE, AS_TABLE_NAME), (self.save, SAVE, SAVE_NAME))
        for action, (button, words, name) in zip(self._actions, buttons, strict=True):
            full = name.of(register).format(title=title)
            button.setText(words.of(register))
            button.setAccessibleName(full)
            button.setToolTip(plain_tooltip(full))
            action.setText(full)
        self.table.setAccessibleName(TABLE_NAME.of(register).format(title=title))

    def showEvent(self, event: QShowEvent) -> None:
        """Let Tab go as it is read; Qt takes no order from widgets that are only being put together."""
        super().showEvent(event)
        for before, after in pairwise(
            (self.as_table, self.save, self.picture.focusProxy() or self.picture, self.table)
        ):
            QWidget.setTabOrder(before, after)

    def ask_where(self) -> None:
        """Ask where to put the picture, and write it."""
        path = dialogs.choose_where_to_put_picture(self, Path.home() / self.file_name)
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Write the picture, whether it or its table is in sight, and say what became of it."""
        if self.export is None:
            return
        try:
            save_picture(self.export(), path)
        except InputError as error:
            self.told.setText("\n".join(visible(str(problem)) for problem in error.problems))
        else:
            self.told.setText(SAVED.of(self._register))
        self.told.show()

    def _swap(self, as_table: bool) -> None:
        now = QApplication.focusWidget()
        had_focus = now is not None and any(one is now or one.isAncestorOf(now) for one in (self.picture, self.table))
        self.picture.setVisible(not as_table)
        self._behind.setVisible(as_table)
        if had_focus:
            (self.table if as_table else self.picture).setFocus()
