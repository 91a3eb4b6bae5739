"""A centre's own list of the trials it runs, `zebramatch.centre/1`: small, local, and read strictly."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import Field

from criteria.dates import Day
from criteria.parts import Frozen, Name, Text
from criteria.problems import InputError, Problem
from criteria.shape import check_format, validated
from criteria.strict_json import read_json
from criteria.trial import Contact, TrialId

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from criteria.library import Library
    from criteria.strict_json import Json

FORMAT: Final = "zebramatch.centre/1"
MOST_SLOTS: Final = 10_000


class CentreTrial(Frozen):
    """What a centre says of one trial: whether it takes patients there, and whom to call.

    `slots` are the places that are free; left out, their number is not known. `updated` is the day it was said.
    """

    open: bool
    slots: Annotated[int, Field(ge=0, le=MOST_SLOTS)] | None = None
    contact: Contact | None = None
    note: Text | None = None
    updated: Day


class Centre(Frozen):
    """A centre with its trials; a trial that is not listed is one the centre says nothing about."""

    format: Literal["zebramatch.centre/1"] = FORMAT
    name: Name
    trials: Annotated[
        Mapping[TrialId, CentreTrial],
        Field(default_factory=dict, json_schema_extra={"additionalProperties": False}),
    ]

    def entry(self, trial_id: str) -> CentreTrial | None:
        """Return what the centre says of a trial, or None where it says nothing."""
        return self.trials.get(trial_id)

    def is_open(self, trial_id: str) -> bool:
        """Whether the centre says that the trial takes patients there."""
        entry = self.trials.get(trial_id)
        return entry is not None and entry.open


def read_centre(path: Path, library: Library) -> Centre:
    """Read a centre's file; every trial in it is one of the library's.

    Raises:
        InputError: with every problem of the file.
    """
    return parse_centre(read_json(path), str(path), library)


def parse_centre(data: Json, name: str, library: Library) -> Centre:
    """Return the centre that the data of a file describes; `name` is the file's, for the sentences.

    Raises:
        InputError: with every problem: of the format first, then of the shape, then of the sense.
    """
    check_format(data, FORMAT, name)
    centre = validated(Centre, data, name)
    problems = tuple(_problems(centre, name, library))
    if problems:
        raise InputError(*problems)
    return centre


def _problems(centre: Centre, file: str, library: Library) -> Iterator[Problem]:
    if not centre.name.strip():
        yield Problem(file, "name", "is empty", "write the centre's name")
    known = dict.fromkeys(library.trial_ids)
    for trial_id, entry in centre.trials.items():
        where = f"trials.{trial_id}"
        if trial_id.startswith("LABEL-"):
            yield Problem(file, where, "an approved use is not a trial that a centre runs", "take it out")
        elif trial_id not in known:
            close = difflib.get_close_matches(trial_id, known, n=3, cutoff=0.7)
            hint = f"did you mean {' or '.join(close)}?" if close else "zebramatch trials list shows all"
            yield Problem(file, where, "this trial is not in the library", hint)
        if not entry.open and entry.slots:
            yield Problem(file, f"{where}.slots", "has free places though the trial is not open", "mend one of them")
