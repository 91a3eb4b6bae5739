"""The actions of a window in its menus: their words, what they wait for, and where they lead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from gui import entries
from gui.plain_text import plain_tooltip
from gui.rooms import Room
from gui.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gui.entries import Entry
    from gui.main_window import MainWindow
    from matcher.explain import Register

# What works on the panes of the desk, and on nothing that is in sight elsewhere.
AT_THE_DESK: Final = frozenset(
    {"paste", "show all", "calendar", "form", "beside", "compare", "list", "look up", "answer", "skip"}
    | {"next pane", "previous pane", "next page", "previous page"}
)
FROM_THE_START: Final = AT_THE_DESK | {"undo", "redo", "what if", "checklist", "referral"}  # these go to the desk first
WITH_TRIALS: Final = frozenset(
    {"centre", "preview", "export", "print", "sheet", "worklist", "beside", "compare", "what if"}
    | {"checklist", "referral"}
)


class Actions:
    """All actions of the window, by name."""

    def __init__(self, window: MainWindow) -> None:
        """Fill the window's menu bar."""
        self._window = window
        self._menus: list[tuple[QMenu, Words]] = []
        self._entries: dict[str, Entry] = {}
        self.by_name: dict[str, QAction] = {}
        file = self._menu(Words("&File"), entries.FILE)
        examples = self._menu_in(file, Words("E&xamples"), entries.EXAMPLES)
        for menu in (examples, window.start.menu):
            file.insertMenu(self.by_name["save"], menu)
        self._menu(Words("&Edit"), entries.EDIT)
        colours = self._menu_in(self._menu(Words("&View"), entries.VIEW), Words("Colours"), entries.COLOURS)
        group = QActionGroup(colours)
        for action in colours.actions():
            group.addAction(action)
        self._menu(Words("&Trial"), entries.TRIAL)
        self._menu(Words("&Go"), entries.GO)
        self._menu(Words("&Help"), entries.HELP)
        for name in ("undo", "redo", *WITH_TRIALS):  # there is nothing yet that they could work on
            self.by_name[name].setEnabled(False)

    def reword(self, register: Register) -> None:
        """Change every word to a register."""
        for menu, words in self._menus:
            menu.setTitle(words.of(register))
        for name, entry in self._entries.items():
            action = self.by_name[name]
            action.setText(entry.words.of(register))
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            text = entry.words.of(register).replace("&", "")
            action.setToolTip(plain_tooltip(f"{text} ({keys})" if keys else text))

    def _menu(self, title: Words, held: Iterable[Entry | None]) -> QMenu:
        menu = QMenu(self._window)
        self._window.menuBar().addMenu(menu)
        return self._filled(menu, title, held)

    def _menu_in(self, outer: QMenu, title: Words, held: Iterable[Entry | None]) -> QMenu:
        menu = QMenu(outer)
        outer.addMenu(menu)
        return self._filled(menu, title, held)

    def _filled(self, menu: QMenu, title: Words, held: Iterable[Entry | None]) -> QMenu:
        self._menus.append((menu, title))
        for entry in held:
            if entry is None:
                menu.addSeparator()
            else:
                menu.addAction(self._action(entry))
        return menu

    def _action(self, entry: Entry) -> QAction:
        action = QAction(self._window)
        action.setCheckable(entry.checkable)
        if entry.keys:
            action.setShortcut(QKeySequence(entry.keys))
        action.triggered.connect(lambda _checked: self._run(entry))
        self._entries[entry.name] = entry
        self.by_name[entry.name] = action
        return action

    def _run(self, entry: Entry) -> None:
        if entry.at_once:
            entry.run(self._window)
        else:
            self._window.when_furnished(lambda: self._go(entry))

    def _go(self, entry: Entry) -> None:
        if entry.name in FROM_THE_START and self._window.rooms.room is Room.START:
            self._window.rooms.enter(Room.DESK)
        entry.run(self._window)
