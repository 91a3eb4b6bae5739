"""The nurse's task as keys: which are data, and which are the price of entering them.

Both the window without a screen (`test_task_script.py`) and one on a real display (`tests/desktop`) are driven by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MOST: Final = 40
LABS: Final = """Collected 2026-11-16
Neutrophils 3.6 G/L
Platelets 212 G/L
Haemoglobin 11.8 g/dL
Creatinine 0.9 mg/dL (0.5-1.1)
Bilirubin 0.7 mg/dL (0.1-1.2)
AST 48 U/L (5-35)
ALT 52 U/L (5-40)
"""


@dataclass(frozen=True, slots=True)
class Data:
    """Characters of the facts themselves; they cost nothing."""

    text: str


@dataclass(frozen=True, slots=True)
class Key:
    """One keystroke beyond the data, written as shortcuts are."""

    keys: str


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters typed to find something; each is a keystroke."""

    text: str


@dataclass(frozen=True, slots=True)
class Until:
    """Nothing to press: a point at which a person looks at the screen, and waits for what it names."""

    what: str


Step = Data | Key | Letters | Until
ENTER, TAB, NEXT_PAGE, LAST_PAGE = Key("Return"), Key("Tab"), Key("Ctrl+PgDown"), Key("Ctrl+PgUp")


def _answers(*texts: str) -> tuple[Step, ...]:
    """Return the steps of questions answered one after another, each ended with Enter."""
    return tuple(step for text in texts for step in (Data(text), ENTER))


def _across(*texts: str) -> tuple[Step, ...]:
    """Return the steps of the fields of one entry, parted by Tab."""
    return tuple(step for text in texts for step in (TAB, Data(text)))[1:]


NEW: Final[tuple[Step, ...]] = (Key("Ctrl+N"),)
BIRTH: Final[tuple[Step, ...]] = (LAST_PAGE, ENTER, Data("1966-03-08"), NEXT_PAGE)
TUMOUR: Final[tuple[Step, ...]] = (
    *_answers("pancreas", "NET", "w", "G2"),
    *_across("12", "2026-05-19"),
    ENTER,
    ENTER,
    *_answers("m", "n", "y"),
    Data("n"),
)
STATUS: Final[tuple[Step, ...]] = (NEXT_PAGE, NEXT_PAGE, Data("1"))
TREATMENTS: Final[tuple[Step, ...]] = (
    NEXT_PAGE,
    NEXT_PAGE,
    Data("y"),
    ENTER,
    *_across("lanreotide", "2022-07-11", "2026-10-05", "p"),
    ENTER,
    *_across("everolimus", "2024-09-16", "2026-10-30", "p"),
)
PASTED: Final[tuple[Step, ...]] = (
    Key("Ctrl+Shift+V"),
    Until("paste dialog"),
    Key("Ctrl+V"),
    Key("Ctrl+Return"),
)
WHY: Final[tuple[Step, ...]] = (Key("Ctrl+F"), Letters("nip"), Until("NIPINEC"))
REPORT: Final[tuple[Step, ...]] = (
    Key("Ctrl+P"),
    Until("report dialog"),
    Key("Alt+O"),
    TAB,
    *_across("A. Patient", "12345"),
    ENTER,
    Until("print dialog"),
    ENTER,
    Until("printed"),
)
SCRIPT: Final[tuple[Step, ...]] = (*NEW, *BIRTH, *TUMOUR, *STATUS, *TREATMENTS, *PASTED, *WHY, *REPORT)


def cost(steps: tuple[Step, ...]) -> int:
    """Return how many keystrokes steps take beyond the data."""
    return sum(len(step.text) if isinstance(step, Letters) else isinstance(step, Key) for step in steps)
