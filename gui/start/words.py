"""What the start page and the list of the last files say, in two registers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gui.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from matcher.explain import Register

TITLE: Final = Words("Start page")
OPENING: Final = Words("Opening the patient file ...", "Opening your answers ...")
WELCOME: Final = Words("What would you like to do?")
BACK: Final = Words("Back to the patient", "Back to my answers")
BACK_HINT: Final = Words(
    "What is in the window stays as it is. Esc does the same.", "Your answers are still there. Esc does the same."
)
NEW: Final = Words("New patient", "Begin with an empty form")
NEW_HINT: Final = Words(
    "Enter what the file says. The ranking follows while you type.",
    "Fill in what you know, page by page. The list of trials changes as you type.",
)
WALK: Final = Words("Answer questions about myself")
WALK_HINT: Final = Words("For patients: one question at a time, in plain words.", "One question at a time.")
OPEN: Final = Words("Open ...")
OPEN_HINT: Final = Words("A patient file that was saved before.", "A file that you saved before.")
EXAMPLES: Final = Words("Examples: patients that were made up")
ABOUT: Final = Words("What it does, and what it does not do")
SENTENCES: Final = (
    Words(
        "It compares a patient with the criteria of each trial and says what fits, what does not, and from when.",
        "It compares your answers with each trial. It says what fits, what does not, and from when.",
    ),
    Words(
        "It is not a medical device and decides nothing: the study team does.",
        "It is not a medical device. It does not decide for you: ask your team.",
    ),
    Words("No trial is left out. What is not known never counts as a no."),
    Words(
        "Nothing is sent anywhere. What you enter stays in the files that you save.",
        "Nothing is sent to anyone. Your answers stay in the files that you save.",
    ),
)
LIBRARY: Final = Words("The trial library", "The trials it knows")
READING: Final = Words("Reading the trials ...")
READING_LONG: Final = Words("Reading the trials. With very many of them the first time takes some minutes.")
RECENT: Final = Words("&Recent", "&Last files")
RECENT_TITLE: Final = Words("Recent files", "Your last files")
REMEMBER: Final = Words("Remember recent files", "Keep a list of my last files")
REMEMBER_WHY: Final = Words(
    "Off, unless you turn it on: a file name may be a patient's name, and others who use this computer could read it.",
    "Off, unless you turn it on. A file name may hold your name, and others who use this computer could read it.",
)
NO_RECENT: Final = Words("No file yet. The next one that you open or save is listed here.")
FORGET: Final = Words("Forget all")
GONE: Final = Words(
    "{name} is not in its folder any more, so it was taken off the list. “Open ...” finds it elsewhere.",
    "{name} is not in its folder any more, so it was taken off the list. Use “Open ...” to look for it.",
)
IN_FOLDER: Final = Words("In the folder {folder}")


def gone(path: Path, register: Register) -> str:
    """Return the sentence about a file of the list that is not there any more."""
    return GONE.of(register).format(name=path.name)
