"""`screen` and `worklist`: many patients at once, none of them dropped silently."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from criteria.problems import InputError, Problem
from matcher.cohort import cohort_at, screen_compiled
from matcher.cohort_output import rows_csv, rows_jsonl
from matcher.commands.common import as_json, compiled_library_of, complain, emit, known_among, known_ids, library_of
from matcher.commands.matching import today
from matcher.engine import MatchEngine
from matcher.worklist import Days, worklist_of
from matcher.worklist_output import worklist_csv, worklist_json, worklist_text

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Collection, Iterable, Iterator

    from criteria.library import Library
    from matcher.cohort import Cohort, Patient, Row

DONE: Final = 0
SOME_UNREAD: Final = 1
_FORMS: Final[dict[str, Callable[[Iterable[Row]], Iterator[str]]]] = {".csv": rows_csv, ".jsonl": rows_jsonl}
_ACCEPTED: Final = "give -o a name that ends in .csv or .jsonl"


@dataclass
class _Roll:
    """Counts who was read while the patients pass by."""

    patients: Cohort
    read: int = 0
    unread: int = 0
    first: Problem | None = None

    def __iter__(self) -> Iterator[Patient]:
        for patient in self.patients:
            if patient.profile is None:
                self.unread += 1
                self.first = self.first or patient.problems[0]
            else:
                self.read += 1
            yield patient

    def refuse_if_none_read(self) -> None:
        """Refuse a cohort of which nobody could be read.

        Raises:
            InputError: saying so, with the first fault.
        """
        name = str(self.patients.path)
        if self.first is None and not self.read:
            hint = "it needs patient files (.json), or a patient a line (.jsonl)"
            raise InputError(Problem(name, "", "there are no patients in it", hint))
        if not self.read:
            raise InputError(
                Problem(name, "", f"none of its patients could be read ({self.unread})", f"the first: {self.first}")
            )

    def exit_code(self) -> int:
        """Return the exit code, telling how many patients could not be read."""
        if not self.unread:
            return DONE
        message = f"could not be read: {self.unread} of {self.read + self.unread} patients"
        complain([Problem(str(self.patients.path), "", message, "the output says which, and why")])
        return SOME_UNREAD


def screening(options: Namespace) -> int:
    """Judge every patient of a cohort against the trials of the library."""
    form = _FORMS.get(options.output.suffix.lower())
    if form is None:
        suffix = options.output.suffix
        message = f"{suffix} files cannot be written yet" if suffix else "the name does not say in which form"
        raise InputError(Problem(str(options.output), "", message, _ACCEPTED))
    roll = _Roll(_cohort(options))
    library = compiled_library_of(options.library)
    only = known_among(options.trial, library.names.trials)
    text = "".join(form(screen_compiled(roll, library, today(), options.as_of, only)))
    roll.refuse_if_none_read()
    emit(text, options.output)
    return roll.exit_code()


def worklist(options: Namespace) -> int:
    """Say what is due for the patients of a cohort; their files' own screening dates do not count here."""
    days = Days.of(options.as_of or today(), options.since, options.within)
    roll = _Roll(_cohort(options))
    library = library_of(options.library)
    named = known_ids(options.trial, library)
    only = _recruiting(named, library) if options.recruiting else named
    found = worklist_of(roll, MatchEngine(library), days, only)
    roll.refuse_if_none_read()
    if options.format == "json":
        text = as_json(worklist_json(found, named))
    elif options.format == "csv":
        text = worklist_csv(found, named)
    else:
        text = worklist_text(found, named)
    emit(text, options.output)
    return roll.exit_code()


def _recruiting(named: Collection[str], library: Library) -> tuple[str, ...]:
    """Return the ids of the trials that take new patients, among those that were named, if any were.

    Raises:
        InputError: when there are none.
    """
    found = tuple(trial.id for trial in library.trials if trial.is_recruiting and (not named or trial.id in named))
    if not found:
        message = "none of the trials asked for takes new patients" if named else "no trial takes new patients"
        raise InputError(Problem("", "--recruiting", message, "leave it out, or add trials with --library"))
    return found


def _cohort(options: Namespace) -> Cohort:
    """Return the cohort, none of whose files is going to be written over."""
    cohort, output = cohort_at(options.cohort), options.output
    if output is not None and cohort.holds(output):
        raise InputError(Problem(str(output), "", "this is one of the patients' own files", "give another name to -o"))
    return cohort
