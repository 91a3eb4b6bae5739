"""What a reader marked beside the trials of one patient, `zebramatch.marks/1`: kept at the top, set aside, noted.

Marks lie in a file of their own beside the patient's, `NAME.marks.json` beside `NAME.json`: they say what somebody
thinks of a trial, and nothing about the patient. They decide nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import Field

from criteria.atomic import is_there, write_atomically
from criteria.dates import Day
from criteria.parts import MOST_ENTRIES, Frozen
from criteria.problems import InputError, Problem
from criteria.shape import check_format, validated
from criteria.strict_json import read_json
from criteria.trial import TrialId

if TYPE_CHECKING:
    from pathlib import Path

    from criteria.strict_json import Json

FORMAT: Final = "zebramatch.marks/1"
SUFFIX: Final = ".marks.json"
LONGEST_NOTE: Final = 2000
Place = Literal["top", "aside"]


class Note(Frozen):
    """What a reader wrote about a trial, and on which day."""

    text: Annotated[str, Field(min_length=1, max_length=LONGEST_NOTE)]
    date: Day


class Mark(Frozen):
    """One trial: where it stands in the list, where not as ranked, and what was written about it."""

    place: Place | None = None
    note: Note | None = None


class Marks(Frozen):
    """All marks beside one patient, by trial; a trial that is not there is not marked.

    Trials that a library lacks may be there: another library may have them, and their marks are kept.
    """

    format: Literal["zebramatch.marks/1"] = FORMAT
    trials: Annotated[
        Mapping[TrialId, Mark],
        Field(default_factory=dict, max_length=MOST_ENTRIES, json_schema_extra={"additionalProperties": False}),
    ]

    def mark(self, trial: str) -> Mark:
        """Return what is marked of a trial."""
        return self.trials.get(trial) or Mark()

    def place(self, trial: str) -> Place | None:
        """Return where a trial stands, or None where as ranked."""
        return self.mark(trial).place

    def placed(self, trials: tuple[str, ...], place: Place | None) -> Marks:
        """Return them with trials put at the top or aside, or back to where they are ranked."""
        return self._changed({trial: Mark(place=place, note=self.mark(trial).note) for trial in trials})

    def noted(self, trial: str, note: Note | None) -> Marks:
        """Return them with another note on a trial, or none."""
        return self._changed({trial: Mark(place=self.place(trial), note=note)})

    def over(self, others: Marks, since: Marks) -> Marks:
        """Return others' marks with what was changed in these since both were alike."""
        trials = {*self.trials, *since.trials}
        return others._changed({trial: self.mark(trial) for trial in trials if self.mark(trial) != since.mark(trial)})

    def _changed(self, changed: Mapping[str, Mark]) -> Marks:
        trials = {trial: mark for trial, mark in {**self.trials, **changed}.items() if mark != Mark()}
        return Marks(trials=trials)


def marks_beside(patient: Path) -> Path:
    """Return the file for the marks beside a patient's file."""
    name = patient.stem if patient.suffix.lower() == ".json" else patient.name
    return patient.with_name(f"{name}{SUFFIX}")


def is_marks_file(path: Path) -> bool:
    """Whether a file, by its name and by what it says of itself, holds marks and no patient."""
    if not path.name.lower().endswith(SUFFIX):
        return False
    try:
        data = read_json(path)
    except InputError:
        return False
    tag = data.get("format") if isinstance(data, dict) else None
    return isinstance(tag, str) and tag.startswith(FORMAT.partition("/")[0])


def read_marks(path: Path) -> Marks:
    """Read a file of marks; where there is none, nothing is marked.

    Raises:
        InputError: with every problem of the file.
    """
    return parse_marks(read_json(path), str(path)) if is_there(path) else Marks(trials={})


def parse_marks(data: Json, name: str) -> Marks:
    """Return the marks that the data of a file holds; `name` is the file's, for the sentences.

    Raises:
        InputError: with every problem: of the format first, then of the shape, then of the sense.
    """
    check_format(data, FORMAT, name)
    marks = validated(Marks, data, name)
    empty = [trial for trial, mark in marks.trials.items() if mark.note is not None and not mark.note.text.strip()]
    if empty:
        message, cure = "is empty", "write a text, or leave the note out"
        raise InputError(*(Problem(name, f"trials.{trial}.note.text", message, cure) for trial in empty))
    return marks


def write_marks(marks: Marks, path: Path) -> None:
    """Write a file of marks, whole or not at all; where nothing is marked, take it away.

    What is not a readable file of marks is never replaced and never taken away: it may hold what somebody wrote.

    Raises:
        InputError: when it cannot be written, or when something else stands there.
    """
    read_marks(path)
    if not marks.trials:
        _take_away(path)
        return
    text = json.dumps(marks.model_dump(mode="json", exclude_none=True), ensure_ascii=False, indent=2, allow_nan=False)
    write_atomically(path, f"{text}\n".encode())


def _take_away(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or "the system refused"
        hint = "check the folder's permissions"
        raise InputError(Problem(str(path), "", f"cannot be taken away ({reason})", hint)) from None
