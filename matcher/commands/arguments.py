"""The command line's grammar."""

from __future__ import annotations

import argparse
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from criteria.dates import PartialDate
from criteria.problems import InputError, Problem
from matcher.explain import Register, visible

if TYPE_CHECKING:
    from datetime import date

_PATIENT = "a patient file (zebramatch.patient/1)"
_COHORT = "a folder of patient files, or a .jsonl file with one patient a line"
_MOST_DAYS = 3650
_JUDGED_ON = "the day to judge on; otherwise the file's screening_date, otherwise today"
_EXITS = (
    "Exit codes: 0 done, also when nothing matches; 1 done, but some patients of many could not be read; 2 something "
    "given needs mending, and nothing was written; 70 a fault of the program."
)


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one sentence for a person instead of a usage dump."""

    def error(self, message: str) -> NoReturn:
        """Refuse the command line.

        Raises:
            InputError: always, with argparse's reason.
        """
        raise InputError(Problem("", "", visible(message), f"see {self.prog} --help"))


def day(text: str) -> date:
    """Read the day of `--as-of`."""
    try:
        found = PartialDate.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is not a date ({error})") from None
    if not found.is_exact:
        raise argparse.ArgumentTypeError(f"'{text}' lacks its day; write it like 2026-11-21")
    return found.first


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole program."""
    whole = _Parser(
        prog="zebramatch",
        description="Matches a patient with a neuroendocrine tumour or carcinoma to clinical trials. "
        "Without a command the window opens: zebramatch [PATIENT], or with --grab DIR the pictures of every screen "
        "are written to DIR.",
        epilog=_EXITS,
        allow_abbrev=False,
    )
    whole.add_argument("--version", action="version", version=f"zebramatch {program_version()}")
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_Parser)
    _match(commands)
    _report(commands)
    _sheet(commands)
    _calendar(commands)
    _checklist(commands)
    _referral(commands)
    _screen(commands)
    _worklist(commands)
    _patient(commands)
    _trials(commands)
    _parse(commands)
    return whole


def program_version() -> str:
    """Return the installed version, or that this is a source copy."""
    try:
        return version("zebramatch")
    except PackageNotFoundError:
        return "(source copy)"


_Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse names this type in no public way


def _added(commands: _Commands[_Parser], name: str, words: str) -> argparse.ArgumentParser:
    return commands.add_parser(name, help=words, description=f"{words[0].upper()}{words[1:]}.", allow_abbrev=False)


def _match(commands: _Commands[_Parser]) -> None:
    command = _added(commands, "match", "rank the trials of the library for one patient, with reasons")
    _matching(command)
    command.add_argument(
        "--if",
        dest="assumptions",
        action="append",
        default=[],
        metavar="FACT=VALUE",
        help="match as if this were so, such as performance.ecog=1; may be repeated, and the file stays as it is",
    )
    command.add_argument("--format", choices=("text", "json", "csv"), default="text", help="form of the result")
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help="write to FILE instead of the terminal")


def _report(commands: _Commands[_Parser]) -> None:
    command = _added(commands, "report", "write the printable report as PDF")
    _matching(command)
    command.add_argument("-o", "--output", type=Path, metavar="FILE.pdf", required=True, help="the PDF file to write")
    command.add_argument(
        "--audience", choices=("clinician", "patient"), default="clinician", help="for whom it is worded"
    )
    _identifier(command)


def _sheet(commands: _Commands[_Parser]) -> None:
    command = _added(commands, "sheet", "write the sheet that a patient takes to the next appointment, as PDF")
    _matching(command)
    command.add_argument("-o", "--output", type=Path, metavar="FILE.pdf", required=True, help="the PDF file to write")
    _identifier(command)


def _identifier(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--identifier",
        action="append",
        default=[],
        metavar="TEXT",
        help="printed on every page; give it twice, for the name and for a number of the patient",
    )


def _calendar(commands: _Commands[_Parser]) -> None:
    command = _added(commands, "calendar", "write the key dates for a calendar program, without health details")
    _matching(command, "only what is open there gets dates")
    command.add_argument("-o", "--output", type=Path, metavar="FILE.ics", required=True, help="the file to write")


def _checklist(commands: _Commands[_Parser]) -> None:
    command = _added(commands, "checklist", "write the eligibility checklist of one trial as PDF, to tick and to sign")
    command.add_argument("patient", type=Path, metavar="PATIENT", nargs="?", help=f"{_PATIENT}; not for --blank")
    command.add_argument("-o", "--output", type=Path, metavar="FILE.pdf", required=True, help="the PDF file to write")
    command.add_argument("--blank", action="store_true", help="a form without any patient's data")
    _identifier(command)
    _one_trial(command)


def _referral(commands: _Commands[_Parser]) -> None:
    command = _added(commands, "referral", "write a short text to a trial's site, without what names the patient")
    command.add_argument("patient", type=Path, metavar="PATIENT", help=_PATIENT)
    command.add_argument("-o", "--output", type=Path, metavar="FILE.txt", help="write to FILE instead of the terminal")
    _one_trial(command)


def _one_trial(command: argparse.ArgumentParser) -> None:
    command.add_argument("--trial", action="append", required=True, metavar="ID", help="the trial")
    _as_of(command)
    _library(command)


def _screen(commands: _Commands[_Parser]) -> None:
    command = _added(commands, "screen", "judge many patients against many trials: a row for each pair")
    command.add_argument("cohort", type=Path, metavar="COHORT", help=_COHORT)
    command.add_argument(
        "-o", "--output", type=Path, metavar="FILE", required=True, help="the file to write, .csv or .jsonl"
    )
    _as_of(command, "the day to judge on; otherwise each file's own screening_date, otherwise today")
    _library(command)
    _only(command, "only this trial; may be repeated")


def _worklist(commands: _Commands[_Parser]) -> None:
    command = _added(commands, "worklist", "say what is due for one's patients: what opened, closes, opens, ages")
    command.add_argument("cohort", type=Path, metavar="COHORT", help=_COHORT)
    _as_of(command, "the day of the worklist; otherwise today")
    command.add_argument(
        "--since", type=day, metavar="DATE", help="the day to compare with; otherwise 7 days before the worklist's"
    )
    command.add_argument(
        "--within", type=_days, default=30, metavar="DAYS", help="how many days to look ahead; otherwise 30"
    )
    command.add_argument("--recruiting", action="store_true", help="only trials that take new patients")
    _library(command)
    _only(command, "only this trial, with every patient's verdict for it; may be repeated")
    command.add_argument("--format", choices=("text", "json", "csv"), default="text", help="form of the worklist")
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help="write to FILE instead of the terminal")


def _days(text: str) -> int:
    """Read the number of days of `--within`."""
    if not text.isascii() or not text.isdigit() or int(text) > _MOST_DAYS:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number of days; write a whole number up to {_MOST_DAYS}")
    return int(text)


def _as_of(command: argparse.ArgumentParser, words: str = _JUDGED_ON) -> None:
    command.add_argument("--as-of", type=day, metavar="DATE", help=words)


def _only(command: argparse.ArgumentParser, words: str) -> None:
    command.add_argument("--trial", action="append", default=[], metavar="ID", help=words)


def _matching(command: argparse.ArgumentParser, of_centre: str = "what is open there is shown first") -> None:
    command.add_argument("patient", type=Path, metavar="PATIENT", help=_PATIENT)
    command.add_argument(
        "--centre",
        type=Path,
        metavar="FILE",
        help=f"your own centre's list (zebramatch.centre/1): {of_centre}",
    )
    _as_of(command)
    _library(command)
    _only(command, "only this trial, in detail; may be repeated")


def _library(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--library",
        action="append",
        default=[],
        type=Path,
        metavar="DIR",
        help="add a folder of trial files; may be repeated, and the same id replaces",
    )


def _patient(commands: _Commands[_Parser]) -> None:
    command = _added(commands, "patient", "work on patient files")
    inner = command.add_subparsers(dest="action", required=True, metavar="ACTION", parser_class=_Parser)
    check = _added(inner, "check", "check a patient file and say what the program noticed in it")
    check.add_argument("patient", type=Path, metavar="FILE", help=_PATIENT)


def _trials(commands: _Commands[_Parser]) -> None:
    command = _added(commands, "trials", "look at the trial library")
    inner = command.add_subparsers(dest="action", required=True, metavar="ACTION", parser_class=_Parser)
    listing = _added(inner, "list", "list the trials of the library")
    show = _added(inner, "show", "show one trial with its criteria")
    show.add_argument("trial", metavar="ID", help="NCT number or label id")
    for one in (listing, show):
        _library(one)
        one.add_argument("--format", choices=("text", "json"), default="text", help="form of the output")
    validate = _added(inner, "validate", "check trial files: those of the library, and of the folders given")
    validate.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="a folder of trial files")
    _library(validate)
    importing = _added(inner, "import", "write a trial file for each registry record of a file, a folder or a ZIP")
    importing.add_argument("source", type=Path, metavar="SOURCE", help="records of ClinicalTrials.gov (API v2)")
    importing.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FOLDER",
        default=Path("imported-trials"),
        help="the folder for the trial files, made where it lacks; otherwise imported-trials",
    )


def _parse(commands: _Commands[_Parser]) -> None:
    command = _added(commands, "parse", "read the criteria of a registry record, as far as they are understood")
    command.add_argument(
        "record", type=Path, metavar="RECORD", help="a study or a page of studies (.json), or bare criteria text (.txt)"
    )
    command.add_argument(
        "--format",
        choices=("json", "atoms", "text"),
        default="json",
        help="draft trial file, measurable lines, or words",
    )


def audience(name: str) -> Register:
    """Return the register for the name of an audience."""
    return Register.PLAIN if name == "patient" else Register.CLINICIAN
