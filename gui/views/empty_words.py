"""What is said where there is nothing to show yet: what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gui.words import Words

if TYPE_CHECKING:
    from gui.session import Session
    from matcher.explain import Register

BEGIN: Final = Words(
    "Enter what you know; the ranking follows.", "Enter what you know. This list then changes by itself."
)
READING: Final = Words(
    "Reading the trials ... Enter what you know meanwhile; the ranking follows.",
    "Reading the trials ... Enter what you know. The list follows.",
)
UNREAD: Final = Words(
    "The trials could not be read. Save what you have entered, then start the program again.",
    "The trials could not be read. Save your answers. Then start the program again.",
)
NO_TRIALS: Final = Words(
    "The library holds no trials, so there is nothing to rank. Install the program anew, or start it with --library "
    "and a folder of trial files.",
    "The program has no trials to compare with. Ask whoever set it up to install it again.",
)
NO_TRIAL: Final = Words("There is no trial to show.")
CHOOSE: Final = Words("Choose a trial in the list to see why.", "Choose a trial in the list to read more about it.")


def above_the_ranking(session: Session, counted: str) -> str:
    """Return the line above the ranking: what it counts, and what to do while nothing can follow from it."""
    if not session.has_library:
        return without_trials(session, session.register)
    if not session.library.trials:
        return NO_TRIALS.of(session.register)
    return f"{BEGIN.of(session.register)}\n{counted}" if session.is_blank else counted


def without_trials(session: Session, register: Register) -> str:
    """Return what stands where something would follow from the trials, while a session has no library."""
    return (READING if session.is_reading else UNREAD).of(register)


def instead_of_a_trial(session: Session) -> str:
    """Return what stands in the detail while no trial is chosen."""
    is_to_come = session.library.trials or session.is_reading
    return (CHOOSE if is_to_come else NO_TRIAL).of(session.register)
