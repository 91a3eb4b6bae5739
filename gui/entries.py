"""What the menus hold: every action with its words, what it does with a window, and its keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gui.theme import Scheme
from gui.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from gui.main_window import MainWindow

    Run: TypeAlias = Callable[[MainWindow], object]


@dataclass(frozen=True, slots=True)
class Entry:
    """One action; None in its place is a line between actions."""

    name: str
    words: Words
    run: Run
    keys: str = ""
    checkable: bool = False
    at_once: bool = False  # it needs nothing but the window's frame


def _example(name: str) -> Run:
    return lambda window: window.files.open_example(name)


def _colours(scheme: Scheme) -> Run:
    return lambda window: window.choose_colours(scheme)


def _letters(steps: int) -> Run:
    return lambda window: window.resize_letters(steps)


FILE: Final = (
    Entry("new", Words("&New patient", "&New"), lambda window: window.files.new(), "Ctrl+N"),
    Entry("open", Words("&Open ..."), lambda window: window.files.choose(), "Ctrl+O"),
    Entry("save", Words("&Save"), lambda window: window.files.save(), "Ctrl+S"),
    Entry("save as", Words("Save &as ..."), lambda window: window.files.save_as(), "Ctrl+Shift+S"),
    Entry("centre", Words("&My centre ..."), lambda window: window.files.choose_centre()),
    Entry("worklist", Words("&Worklist ..."), lambda window: window.worklist.show(), "Ctrl+Shift+W"),
    None,
    Entry("preview", Words("Pre&view"), lambda window: window.preview(), "Ctrl+Shift+P"),
    Entry("export", Words("&Export PDF"), lambda window: window.export(), "Ctrl+E"),
    Entry("print", Words("&Print"), lambda window: window.print_out(), "Ctrl+P"),
    Entry(
        "sheet",
        Words("&Take-along sheet for the patient ...", "&Take-along sheet for my appointment ..."),
        lambda window: window.sheet_desk.ask(window.results.match),
        "Ctrl+Shift+T",
    ),
    None,
    Entry("quit", Words("&Quit"), lambda window: window.close(), "Ctrl+Q", at_once=True),
)
EXAMPLES: Final = tuple(
    Entry(f"example {name}", words, _example(name))
    for name, words in (
        ("planet", Words("Pancreatic NET, growing again after everolimus", "A NET of the pancreas that grows again")),
        ("nec", Words("Carcinoma of the colon after first-line chemotherapy", "A fast-growing cancer of the bowel")),
        ("sparse", Words("What a patient knows: a few answers only", "A person who knows a few answers only")),
    )
)
EDIT: Final = (
    Entry("undo", Words("&Undo", "&Take back"), lambda window: window.session.undo(), "Ctrl+Z"),
    Entry("redo", Words("&Redo", "&Do again"), lambda window: window.session.redo(), "Ctrl+Shift+Z"),
    None,
    Entry(
        "paste",
        Words("&Paste lab results ...", "&Paste test results ..."),
        lambda window: window.form.paste_labs(),
        "Ctrl+Shift+V",
    ),
)
VIEW: Final = (
    Entry("walk", Words("&Questions one by one"), lambda window: window.walk.enter(), "Ctrl+G"),
    Entry("plain", Words("&Plain words"), lambda window: window.switch_words(), "Ctrl+T", checkable=True),
    Entry(
        "show all",
        Words("Show &all trials (no look-up, no filter)", "Show &all trials again"),
        lambda window: window.results.show_all(),
        "Ctrl+Shift+F",
    ),
    Entry("calendar", Words("Ca&lendar"), lambda window: window.switch_calendar(), "Ctrl+K", checkable=True),
    Entry("form", Words("Patient &form", "&Questions about you"), lambda window: window.switch_form(), "F9", True),
    Entry("beside", Words("Compare &trials"), lambda window: window.beside.show(), "Ctrl+Shift+B"),
    Entry(
        "compare",
        Words("&Compare published results", "&Compare results that were published"),
        lambda window: window.side_windows.compare_results(),
        "Ctrl+R",
    ),
    None,
    Entry("larger", Words("&Larger letters"), _letters(1), "Ctrl++", at_once=True),
    Entry("smaller", Words("S&maller letters"), _letters(-1), "Ctrl+-", at_once=True),
    Entry("usual letters", Words("&Usual letters"), _letters(0), "Ctrl+0", at_once=True),
    None,
)
COLOURS: Final = tuple(
    Entry(f"colours {scheme.value}", words, _colours(scheme), checkable=True, at_once=True)
    for scheme, words in (
        (Scheme.SYSTEM, Words("As the system")),
        (Scheme.LIGHT, Words("Light")),
        (Scheme.DARK, Words("Dark")),
    )
)
TRIAL: Final = (
    Entry(
        "checklist",
        Words("Eligibility &checklist ...", "&Checklist for your team ..."),
        lambda window: window.trial_desk.ask_checklist(),
        "Ctrl+Shift+C",
    ),
    Entry(
        "referral",
        Words("&Referral text ...", "&Text to the study team ..."),
        lambda window: window.trial_desk.show_referral(),
        "Ctrl+Shift+R",
    ),
    None,
    # Their keys hold in the list alone, which gives them: elsewhere letters are text.
    Entry("pin", Words("&Pin to the top", "&Keep at the top"), lambda window: window.marks.pin()),
    Entry("aside", Words("&Set aside"), lambda window: window.marks.set_aside()),
    Entry("note", Words("&Note ...", "&My note ..."), lambda window: window.marks.note()),
    Entry("unfold", Words("Show what is set &aside"), lambda window: window.marks.unfold()),
)
GO: Final = (
    Entry("home", Words("&Home"), lambda window: window.start.go_home(), "Alt+Home"),
    None,
    Entry("next pane", Words("Next pane", "Next part of the window"), lambda window: window.panes.step(1), "F6"),
    Entry(
        "previous pane",
        Words("Previous pane", "Part of the window before"),
        lambda window: window.panes.step(-1),
        "Shift+F6",
    ),
    None,
    Entry("list", Words("List of trials"), lambda window: window.results.take_focus(), "Ctrl+L"),
    Entry("look up", Words("Look up a trial"), lambda window: window.go_to_look_up(), "Ctrl+F"),
    None,
    Entry("what if", Words("&What if ..."), lambda window: window.side_windows.what_if(), "Ctrl+I"),
    Entry(
        "answer", Words("Answer the next best question"), lambda window: window.form.next_question.answer(), "Ctrl+J"
    ),
    Entry(
        "skip", Words("Skip the next best question"), lambda window: window.form.next_question.skip(), "Ctrl+Shift+J"
    ),
    None,
    Entry(
        "next page",
        Words("Next section of the form", "Next page of questions"),
        lambda window: window.form.turn(1),
        "Ctrl+PgDown",
    ),
    Entry(
        "previous page",
        Words("Previous section of the form", "Page of questions before"),
        lambda window: window.form.turn(-1),
        "Ctrl+PgUp",
    ),
)
HELP: Final = (
    Entry("manual", Words("&Manual"), lambda window: window.side_windows.show_manual(), "Shift+F1"),
    Entry("glossary", Words("&Words explained"), lambda window: window.side_windows.explain_words(), "F1"),
    Entry("about", Words("&About ZebraMatch"), lambda window: window.side_windows.about()),
)
