"""The window's menus: every action with its words, its keys and what it does."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from gui.mark_desk import WORDS
from gui.plain_text import plain_tooltip
from gui.rooms import Room
from gui.theme import Scheme
from gui.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.main_window import MainWindow
    from matcher.explain import Register

# What works on the panes of the desk, and on nothing that is in sight elsewhere.
AT_THE_DESK = frozenset(
    {"paste", "show all", "calendar", "form", "beside", "compare", "list", "look up", "answer", "skip"}
    | {"next pane", "previous pane", "next page", "previous page"}
)
FROM_THE_START = AT_THE_DESK | {"undo", "redo", "what if", "checklist", "referral"}  # these go to the desk first


@dataclass(frozen=True, slots=True)
class Entry:
    """One action: its words, what it does, its keys; None in its place is a line between actions."""

    name: str
    words: Words
    run: Callable[[], object]
    keys: str = ""
    checkable: bool = False


class Actions:
    """All actions of the window, by name."""

    def __init__(self, window: MainWindow) -> None:
        """Fill the window's menu bar."""
        self._window = window
        self._menus: list[tuple[QMenu, Words]] = []
        self._entries: dict[str, Entry] = {}
        self.by_name: dict[str, QAction] = {}
        self._menu(Words("&File"), file_entries(window))
        self._add_examples(self._menus[-1][0])
        self._menus[-2][0].insertMenu(self.by_name["save"], window.start.menu)
        self._menu(Words("&Edit"), edit_entries(window))
        self._menu(Words("&View"), view_entries(window))
        self._add_colours(self._menus[-1][0])
        self._menu(Words("&Trial"), trial_entries(window))
        self._menu(Words("&Go"), go_entries(window))
        self._menu(Words("&Help"), help_entries(window))

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

    def _menu(self, title: Words, entries: tuple[Entry | None, ...]) -> None:
        menu = QMenu(self._window)
        self._window.menuBar().addMenu(menu)
        self._menus.append((menu, title))
        for entry in entries:
            if entry is None:
                menu.addSeparator()
            else:
                menu.addAction(self._action(entry))

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
        if entry.name in FROM_THE_START and self._window.rooms.room is Room.START:
            self._window.rooms.enter(Room.DESK)
        entry.run()

    def _add_examples(self, file: QMenu) -> None:
        """Put the made-up patients below "Open"."""
        menu = QMenu(file)
        file.insertMenu(self.by_name["save"], menu)
        self._menus.append((menu, Words("E&xamples")))
        for entry in example_entries(self._window):
            menu.addAction(self._action(entry))

    def _add_colours(self, view: QMenu) -> None:
        menu = QMenu(view)
        view.addMenu(menu)
        self._menus.append((menu, Words("Colours")))
        group = QActionGroup(menu)
        names = {
            Scheme.SYSTEM: Words("As the system"),
            Scheme.LIGHT: Words("Light"),
            Scheme.DARK: Words("Dark"),
        }
        for scheme, words in names.items():
            entry = Entry(f"colours {scheme.value}", words, _chooser(self._window, scheme), checkable=True)
            action = self._action(entry)
            group.addAction(action)
            menu.addAction(action)


def _chooser(window: MainWindow, scheme: Scheme) -> Callable[[], object]:
    return lambda: window.choose_colours(scheme)


def file_entries(window: MainWindow) -> tuple[Entry | None, ...]:
    """Return what the File menu holds."""
    return (
        Entry("new", Words("&New patient", "&New"), window.files.new, "Ctrl+N"),
        Entry("open", Words("&Open ..."), window.files.choose, "Ctrl+O"),
        Entry("save", Words("&Save"), window.files.save, "Ctrl+S"),
        Entry("save as", Words("Save &as ..."), window.files.save_as, "Ctrl+Shift+S"),
        Entry("centre", Words("&My centre ..."), window.files.choose_centre),
        Entry("worklist", Words("&Worklist ..."), window.worklist.show, "Ctrl+Shift+W"),
        None,
        Entry("preview", Words("Pre&view"), window.preview, "Ctrl+Shift+P"),
        Entry("export", Words("&Export PDF"), window.export, "Ctrl+E"),
        Entry("print", Words("&Print"), window.print_out, "Ctrl+P"),
        Entry(
            "sheet",
            Words("&Take-along sheet for the patient ...", "&Take-along sheet for my appointment ..."),
            lambda: window.sheet_desk.ask(window.results.match),
            "Ctrl+Shift+T",
        ),
        None,
        Entry("quit", Words("&Quit"), window.close, "Ctrl+Q"),
    )


def example_entries(window: MainWindow) -> tuple[Entry, ...]:
    """Return the made-up patients that come with the program."""
    names = {
        "planet": Words("Pancreatic NET, growing again after everolimus", "A NET of the pancreas that grows again"),
        "nec": Words("Carcinoma of the colon after first-line chemotherapy", "A fast-growing cancer of the bowel"),
        "sparse": Words("What a patient knows: a few answers only", "A person who knows a few answers only"),
    }
    return tuple(
        Entry(f"example {name}", words, partial(window.files.open_example, name)) for name, words in names.items()
    )


def edit_entries(window: MainWindow) -> tuple[Entry | None, ...]:
    """Return what the Edit menu holds."""
    return (
        Entry("undo", Words("&Undo", "&Take back"), window.session.undo, "Ctrl+Z"),
        Entry("redo", Words("&Redo", "&Do again"), window.session.redo, "Ctrl+Shift+Z"),
        None,
        Entry(
            "paste", Words("&Paste lab results ...", "&Paste test results ..."), window.form.paste_labs, "Ctrl+Shift+V"
        ),
    )


def view_entries(window: MainWindow) -> tuple[Entry | None, ...]:
    """Return what the View menu holds, but for the colours."""
    return (
        Entry("walk", Words("&Questions one by one"), window.walk.enter, "Ctrl+G"),
        Entry("plain", Words("&Plain words"), window.switch_words, "Ctrl+T", checkable=True),
        Entry(
            "show all",
            Words("Show &all trials (no look-up, no filter)", "Show &all trials again"),
            window.results.show_all,
            "Ctrl+Shift+F",
        ),
        Entry("calendar", Words("Ca&lendar"), window.switch_calendar, "Ctrl+K", checkable=True),
        Entry("form", Words("Patient &form", "&Questions about you"), window.switch_form, "F9", checkable=True),
        Entry("beside", Words("Compare &trials"), window.beside.show, "Ctrl+Shift+B"),
        Entry(
            "compare",
            Words("&Compare published results", "&Compare results that were published"),
            window.compare_results,
            "Ctrl+R",
        ),
        None,
        Entry("larger", Words("&Larger letters"), partial(window.resize_letters, 1), "Ctrl++"),
        Entry("smaller", Words("S&maller letters"), partial(window.resize_letters, -1), "Ctrl+-"),
        Entry("usual letters", Words("&Usual letters"), partial(window.resize_letters, 0), "Ctrl+0"),
        None,
    )


def trial_entries(window: MainWindow) -> tuple[Entry | None, ...]:
    """Return what the Trial menu holds: papers about the trial chosen in the list, and how it is marked."""
    desk = window.trial_desk
    return (
        Entry(
            "checklist",
            Words("Eligibility &checklist ...", "&Checklist for your team ..."),
            desk.ask_checklist,
            "Ctrl+Shift+C",
        ),
        Entry(
            "referral", Words("&Referral text ...", "&Text to the study team ..."), desk.show_referral, "Ctrl+Shift+R"
        ),
        None,
        *(Entry(name, WORDS[name], run) for name, run in window.marks.jobs.items()),
    )


def go_entries(window: MainWindow) -> tuple[Entry | None, ...]:
    """Return what the Go menu holds."""
    return (
        Entry("home", Words("&Home"), window.start.go_home, "Alt+Home"),
        None,
        Entry("next pane", Words("Next pane", "Next part of the window"), window.next_pane, "F6"),
        Entry("previous pane", Words("Previous pane", "Part of the window before"), window.previous_pane, "Shift+F6"),
        None,
        Entry("list", Words("List of trials"), window.go_to_list, "Ctrl+L"),
        Entry("look up", Words("Look up a trial"), window.go_to_look_up, "Ctrl+F"),
        None,
        Entry("what if", Words("&What if ..."), window.what_if, "Ctrl+I"),
        Entry("answer", Words("Answer the next best question"), window.form.next_question.answer, "Ctrl+J"),
        Entry("skip", Words("Skip the next best question"), window.form.next_question.skip, "Ctrl+Shift+J"),
        None,
        Entry(
            "next page", Words("Next section of the form", "Next page of questions"), window.next_page, "Ctrl+PgDown"
        ),
        Entry(
            "previous page",
            Words("Previous section of the form", "Page of questions before"),
            window.previous_page,
            "Ctrl+PgUp",
        ),
    )


def help_entries(window: MainWindow) -> tuple[Entry | None, ...]:
    """Return what the Help menu holds."""
    return (
        Entry("manual", Words("&Manual"), window.show_manual, "Shift+F1"),
        Entry("glossary", Words("&Words explained"), window.explain_words, "F1"),
        Entry("about", Words("&About ZebraMatch"), window.about),
    )
