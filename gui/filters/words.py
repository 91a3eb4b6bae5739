"""What filters and their choices are called, in two registers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gui.words import Words
from matcher.explain import Register, verdict_symbol, visible
from matcher.filters import NOT_KNOWN
from matcher.filters.distance import FARTHER, LIMITS
from matcher.result import Verdict
from matcher.wording import general
from matcher.wording.names import term_words
from matcher.wording.voice import Voice

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FILTERS_WORDS: Final = Words("Filters")
TITLES: Final[Mapping[str, Words]] = {
    "status": Words("Status", "Open or closed"),
    "country": Words("Country"),
    "phase": Words("Phase", "Study phase"),
    "treatment": Words("Treatment"),
    "verdict": Words("Verdict", "Fit"),
    "kind": Words("Kind"),
    "distance": Words("Nearest site", "Nearest place"),
}
UNKNOWN: Final[Mapping[str, Words]] = {
    "status": Words("Status not known", "Not known if open"),
    "country": Words("Country not known"),
    "phase": Words("Phase not stated", "Phase not told"),
    "treatment": Words("Other or not known", "Another one, or not known"),
    "distance": Words("Distance not known", "Not known how far"),
}
ANY_UNKNOWN: Final = Words("Not known")
PHASE, EARLY = Words("Phase {number}"), Words("Early phase {number}")
KINDS: Final[Mapping[str, Words]] = {
    "trial": Words("Trial", "Study"),
    "label": Words("Approved use", "Approved treatment"),
}
VERDICTS: Final[Mapping[str, Words]] = {
    "eligible": Words("No conflict found", "May fit"),
    "possible": Words("Open: needs answers", "Could fit: answers missing"),
    "later": Words("Not before a date", "Perhaps later"),
    "ineligible": Words("Conflict found", "Does not seem to fit"),
}
WITHIN, FARTHER_THAN = Words("Within {km} km"), Words("Farther than {km} km")
CHIP: Final = "{title}: {choices}"
KNOWN_ONLY: Final = Words("without “{unknown}”")
OR: Final = Words("{choices} or {last}")
MORE: Final = Words("{choices} and {n} more")
FEW: Final = 3  # choices that a chip names


def title_of(name: str, register: Register) -> str:
    """Return what a filter is called."""
    words = TITLES.get(name)
    return words.of(register) if words else visible(name)


def choice_words(name: str, choice: str, register: Register) -> str:
    """Return what one choice of a filter is called."""
    if choice == NOT_KNOWN:
        return UNKNOWN.get(name, ANY_UNKNOWN).of(register)
    say = _CHOICES.get(name)
    return say(choice, register) if say else visible(choice)


def chip_words(name: str, wanted: tuple[str, ...], register: Register, *, with_unknown: bool) -> str:
    """Return what a filter shows, in short: the choices wanted, and whether those not known are among them."""
    labels = [choice_words(name, choice, register) for choice in wanted]
    unknown = choice_words(name, NOT_KNOWN, register)
    text = ", ".join(labels[:FEW])
    if len(labels) > FEW:
        text = MORE.of(register).format(choices=text, n=len(labels) - FEW)
    if not labels:
        text = KNOWN_ONLY.of(register).format(unknown=unknown)
    elif with_unknown:
        text = OR.of(register).format(choices=text, last=unknown[:1].lower() + unknown[1:])
    return CHIP.format(title=title_of(name, register), choices=text)


def _status(choice: str, register: Register) -> str:
    phrase = general.STATUSES.get(choice)
    return Voice(register).say(phrase) if phrase else visible(choice)


def _phase(choice: str, register: Register) -> str:
    number = choice.removeprefix("EARLY")
    return (PHASE if number == choice else EARLY).of(register).format(number=number)


def _treatment(choice: str, register: Register) -> str:
    words = term_words("therapy", choice, Voice(register))
    return words[:1].upper() + words[1:]


def _verdict(choice: str, register: Register) -> str:
    return f"{verdict_symbol(Verdict(choice))} {VERDICTS[choice].of(register)}"


def _kind(choice: str, register: Register) -> str:
    return KINDS[choice].of(register)


def _distance(choice: str, register: Register) -> str:
    words, km = (FARTHER_THAN, LIMITS[-1]) if choice == FARTHER else (WITHIN, choice)
    return words.of(register).format(km=km)


_CHOICES: Final[Mapping[str, Callable[[str, Register], str]]] = {
    "status": _status,
    "phase": _phase,
    "treatment": _treatment,
    "verdict": _verdict,
    "kind": _kind,
    "distance": _distance,
}
