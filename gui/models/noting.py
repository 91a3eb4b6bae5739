"""What a reader marked of a trial, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.words import Words
from matcher.explain import visible
from matcher.wording import values
from matcher.wording.voice import Voice

if TYPE_CHECKING:
    from criteria.marks import Marks
    from matcher.explain import Register

NOTE = Words("✎ Note of {day}: {text}", "✎ My note of {day}: {text}")
PLACES = {
    "top": Words("Pinned to the top of this patient's list", "You keep this one at the top"),
    "aside": Words("Set aside for this patient; the trial is still matched", "You set this one aside"),
}


def note_words(marks: Marks, trial: str, register: Register) -> str:
    """Return a reader's own note on a trial in one line, with its day; nothing where there is none."""
    note = marks.mark(trial).note
    if note is None:
        return ""
    return NOTE.of(register).format(day=values.day(note.date, Voice(register)), text=visible(note.text))


def mark_words(marks: Marks, trial: str, register: Register) -> str:
    """Return all that is marked of a trial: where it stands, and below it the note in its own lines."""
    mark = marks.mark(trial)
    lines = [PLACES[mark.place].of(register)] if mark.place else []
    if mark.note is not None:
        day, text = values.day(mark.note.date, Voice(register)), mark.note.text.strip()
        lines.append(NOTE.of(register).format(day=day, text=text))
    return "\n".join(lines)
