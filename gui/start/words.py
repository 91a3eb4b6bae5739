"""What the start page and the list of the last files say, in two registers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gui.views.empty_words import NO_TRIALS
from gui.words import Words
from matcher.wording import values
from matcher.wording.voice import Voice

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from gui.models.library_state import LibraryState
    from matcher.explain import Register

TITLE: Final = Words("Start page")
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
HOLDS: Final = Words(
    "{trials} trials, {recruiting} of them open to new patients, and {uses} approved uses.",
    "It knows {trials} trials. By its records, {recruiting} of them take new patients. It also knows {uses} "
    "approved treatments to talk about.",
)
DATES: Final = Words("Records dated {oldest} to {newest}.", "Its records are from {oldest} to {newest}.")
AGEING: Final = Words(
    "{n} of its records are 31 to 90 days old today: check criteria and status at the source.",
    "{n} of its records are more than a month old. Ask your team if they still hold.",
)
OUTDATED: Final = Words(
    "{n} of its records are more than 90 days old today: treat their criteria and status as outdated.",
    "{n} of its records are more than 90 days old. They may be out of date. Ask your team if they still hold.",
)
UNDATED: Final = Words(
    "{n} of its records have no date: check criteria and status at the source.",
    "Of {n} of its records the date is not known. Ask your team if they still hold.",
)
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


def library_words(state: LibraryState, register: Register) -> tuple[str, ...]:
    """Return what the library holds and from when it is."""
    if not state.trials + state.uses:
        return (NO_TRIALS.of(register),)
    voice = Voice(register)
    counted = HOLDS.of(register).format(trials=state.trials, recruiting=state.recruiting, uses=state.uses)
    if state.oldest is None or state.newest is None:
        return (counted,)
    return counted, DATES.of(register).format(oldest=_day(state.oldest, voice), newest=_day(state.newest, voice))


def warnings(state: LibraryState, register: Register) -> tuple[str, ...]:
    """Return the warnings that the age of the library asks for, the gravest first."""
    counted = ((OUTDATED, state.outdated), (AGEING, state.ageing), (UNDATED, state.undated))
    return tuple(words.of(register).format(n=n) for words, n in counted if n)


def _day(day: date, voice: Voice) -> str:
    return values.day(day, voice)


def gone(path: Path, register: Register) -> str:
    """Return the sentence about a file of the list that is not there any more."""
    return GONE.of(register).format(name=path.name)
