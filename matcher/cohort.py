"""Many patients against many trials: patients are read one at a time, and none is ever dropped."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from criteria.atomic import is_same_file
from criteria.marks import is_marks_file
from criteria.patient_file import parse_patient, read_patient
from criteria.problems import InputError, Problem
from criteria.strict_json import MAX_BYTES, parse_json
from matcher.engine import as_of_date
from matcher.wording.signs import visible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date
    from pathlib import Path
    from typing import BinaryIO

    from criteria.profile import PatientProfile
    from matcher.compiled import CompiledLibrary
    from matcher.engine import MatchEngine
    from matcher.result import MatchResult, Verdict, Window

LINES: Final = ".jsonl"
_NOT_YET: Final = (".csv", ".parquet")
_ACCEPTED: Final = "give a folder of patient files, or a .jsonl file with one patient a line"


@dataclass(frozen=True, slots=True)
class Patient:
    """One patient of a cohort: what they are called in it, and what could be read, or why nothing could."""

    name: str
    profile: PatientProfile | None
    problems: tuple[Problem, ...] = ()
    file: Path | None = None  # their own; a line of a .jsonl has none


@dataclass(frozen=True, slots=True)
class Cohort:
    """The patients of a folder, or of a .jsonl file; going through it reads one after the other.

    `files` are the folder's, in order; None where the patients are lines, whose number nobody knows beforehand.
    """

    path: Path
    files: tuple[Path, ...] | None = None

    @property
    def size(self) -> int | None:
        """How many patients there are, where that is known."""
        return None if self.files is None else len(self.files)

    def __iter__(self) -> Iterator[Patient]:
        """Read one patient after the other."""
        return _of_lines(self.path) if self.files is None else _of_files(self.files)

    def holds(self, path: Path) -> bool:
        """Whether a path is one of the files that the patients are read from."""
        return any(is_same_file(path, one) for one in self.files or (self.path,))


@dataclass(frozen=True, slots=True)
class Row:
    """One patient and one trial; or a patient who could not be read, with what is wrong."""

    patient: str
    trial: str = ""
    verdict: Verdict | None = None
    blockers: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    confirm: tuple[str, ...] = ()
    windows: tuple[Window, ...] = ()
    problems: tuple[Problem, ...] = ()
    file: Path | None = None  # the patient's own


def cohort_at(path: Path) -> Cohort:
    """Return the cohort at a path: the patient files of a folder (not of folders in it), or a .jsonl file.

    Raises:
        InputError: when it is neither, or cannot be looked into.
    """
    name = str(path)
    try:
        if path.is_dir():
            return Cohort(path, _patient_files(path))
        if not path.exists():
            raise InputError(Problem(name, "", "there is no such file or folder", _ACCEPTED))
    except OSError as error:
        reason = error.strerror or "the system refused"
        raise InputError(Problem(name, "", f"cannot be read ({reason})", "check the permissions")) from None
    except ValueError:
        raise InputError(Problem(name, "", "this is not a file name", _ACCEPTED)) from None
    suffix = path.suffix.lower()
    if suffix in _NOT_YET:
        raise InputError(Problem(name, "", f"patients cannot be read from {suffix} files yet", _ACCEPTED))
    if suffix != LINES:
        raise InputError(Problem(name, "", "this is not a cohort", _ACCEPTED))
    if not path.is_file():
        raise InputError(Problem(name, "", "this is not an ordinary file", _ACCEPTED))
    return Cohort(path)


def screen(
    cohort: Iterable[Patient],
    engine: MatchEngine,
    today: date,
    as_of: date | None = None,
    only: Collection[str] = (),
) -> Iterator[Row]:
    """Judge each patient against all trials, or those whose ids `only` names: a row a pair, in the ranking's order.

    The day is `as_of`, else the patient file's own screening date, else `today`.
    """
    for patient in cohort:
        if patient.profile is None:
            yield Row(patient.name, problems=patient.problems, file=patient.file)
        else:
            day = as_of_date(patient.profile, today, as_of)
            yield from rows_of(patient, engine.match(patient.profile, day, only))


def screen_compiled(
    cohort: Iterable[Patient],
    library: CompiledLibrary,
    today: date,
    as_of: date | None = None,
    only: Collection[str] = (),
) -> Iterator[Row]:
    """Return the very rows of `screen`, without making the reasons that no row tells."""
    from matcher.compiled.details import Details

    for patient in cohort:
        if patient.profile is None:
            yield Row(patient.name, problems=patient.problems, file=patient.file)
            continue
        day = as_of_date(patient.profile, today, as_of)
        for one in Details(library.judge(patient.profile, day)).tell(only):
            found = (one.trial, one.verdict, one.blockers, one.missing, one.confirm, one.windows)
            yield Row(patient.name, *found, file=patient.file)


def rows_of(patient: Patient, result: MatchResult) -> Iterator[Row]:
    """Return the rows of one patient, who could be read."""
    for match in result.matches:
        yield Row(
            patient.name,
            match.trial.id,
            match.verdict,
            match.blockers,
            match.missing,
            match.confirm,
            match.windows,
            file=patient.file,
        )


def _patient_files(folder: Path) -> tuple[Path, ...]:
    """Return the .json files of a folder by name.

    Hidden ones are the system's and other programs', and what is marked beside a patient is no patient.
    """
    found = (path for path in folder.iterdir() if path.suffix.lower() == ".json" and not path.name.startswith("."))
    return tuple(sorted((path for path in found if not is_marks_file(path)), key=lambda path: path.name))


def _of_files(files: tuple[Path, ...]) -> Iterator[Patient]:
    stems = Counter(visible(path.stem) for path in files)
    taken: set[str] = set()
    for path in files:
        stem, whole = visible(path.stem), visible(path.name)
        name = _apart(whole if stems[stem] > 1 else stem, whole, taken)
        try:
            yield Patient(name, read_patient(path), file=path)
        except InputError as error:
            yield Patient(name, None, error.problems, path)


def _of_lines(path: Path) -> Iterator[Patient]:
    taken: set[str] = set()
    for number, raw in _lines(path):
        place = f"line {number}"
        try:
            profile = _patient_on(raw, path, number)
        except InputError as error:
            yield Patient(_apart(place, place, taken), None, error.problems)
        else:
            label = visible(profile.label or "").strip()
            yield Patient(_apart(label or place, place, taken), profile)


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that hold something, with their numbers; of one that is far too long only the beginning.

    Raises:
        InputError: when the file cannot be read.
    """
    try:
        with path.open("rb") as stream:
            number = 0
            while raw := stream.readline(MAX_BYTES + 1):
                number += 1
                _skip_rest(stream, raw)
                if raw.strip():
                    yield number, raw
    except OSError as error:
        reason = error.strerror or "the system refused"
        raise InputError(Problem(str(path), "", f"cannot be read ({reason})", "check the file")) from None


def _skip_rest(stream: BinaryIO, raw: bytes) -> None:
    while raw and not raw.endswith(b"\n"):
        raw = stream.readline(MAX_BYTES)


def _patient_on(raw: bytes, path: Path, number: int) -> PatientProfile:
    """Read the patient on one line.

    Raises:
        InputError: naming the line.
    """
    name, place = str(path), f"line {number}"
    if len(raw) > MAX_BYTES:
        limit = MAX_BYTES // 1024 // 1024
        raise InputError(Problem(name, place, f"larger than {limit} MB", "write one patient a line"))
    try:
        text = raw.rstrip(b"\r\n").decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError:
        raise InputError(Problem(name, place, "not UTF-8 text", "save the file as UTF-8")) from None
    try:
        return parse_patient(parse_json(text, name), name)
    except InputError as error:
        raise InputError(*(_on_line(problem, place) for problem in error.problems)) from None


def _on_line(problem: Problem, place: str) -> Problem:
    """Return a fault of one line with that line's number instead of its own first."""
    inner = problem.where.removeprefix("line 1").removeprefix(", ")
    return replace(problem, where=f"{place}, {inner}" if inner else place)


def _apart(name: str, mark: str, taken: set[str]) -> str:
    """Return a name that no other patient of the cohort has: with its mark where another has it already."""
    while name in taken:
        name = f"{name} ({mark})"
    taken.add(name)
    return name
