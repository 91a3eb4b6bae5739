"""What the subcommands share: the library, the ids asked for, where output goes."""

from __future__ import annotations

import difflib
import json
import os
import sys
from typing import TYPE_CHECKING

from criteria.atomic import is_folder, is_same_file, write_atomically
from criteria.library import load_library
from criteria.problems import InputError, Problem
from matcher.explain import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from criteria.library import Library
    from criteria.strict_json import Json
    from matcher.compiled import CompiledLibrary


def library_of(folders: Sequence[Path]) -> Library:
    """Load the library, warning about files that had to be left out.

    Raises:
        InputError: when one of the folders is none.
    """
    _refuse_missing(folders)
    library = load_library(folders)
    complain(library.problems)
    return library


def compiled_library_of(folders: Sequence[Path]) -> CompiledLibrary:
    """Open the library for many patients, warning about files that had to be left out.

    Raises:
        InputError: when one of the folders is none.
    """
    from matcher.library_cache import cache_folder, open_library

    _refuse_missing(folders)
    opened = open_library(folders, cache_folder())
    complain(opened.problems)
    return opened.compiled


def _refuse_missing(folders: Sequence[Path]) -> None:
    missing = [
        Problem(str(folder), "", "there is no such folder", "check what --library names")
        for folder in folders
        if not is_folder(folder)
    ]
    if missing:
        raise InputError(*missing)


def complain(problems: Iterable[Problem]) -> None:
    """Print problems to standard error, one sentence a line."""
    for problem in problems:
        print(visible(str(problem)), file=sys.stderr)  # noqa: T201 - the command line's own voice


def known_ids(asked: Sequence[str], library: Library) -> tuple[str, ...]:
    """Return the ids asked for as the library writes them, each once.

    Raises:
        InputError: for every id that the library lacks, with close ones.
    """
    return known_among(asked, (trial.id for trial in library.trials))


def known_among(asked: Sequence[str], ids: Iterable[str]) -> tuple[str, ...]:
    """Return the ids asked for as they are written among those of a library, each once.

    Raises:
        InputError: for every id that the library lacks, with close ones.
    """
    by_upper = {trial.upper(): trial for trial in ids}
    problems = []
    for name in asked:
        if name.strip().upper() in by_upper:
            continue
        close = difflib.get_close_matches(name.strip().upper(), by_upper, n=3, cutoff=0.7)
        hint = f"did you mean {' or '.join(by_upper[one] for one in close)}?" if close else ""
        kind = "NCT number" if name.strip().upper().startswith("NCT") else "trial"
        message = f"this {kind} is not in the library"
        problems.append(Problem("", name, message, hint or "zebramatch trials list shows all"))
    if problems:
        raise InputError(*problems)
    return tuple(dict.fromkeys(by_upper[name.strip().upper()] for name in asked))


def emit(text: str, output: Path | None = None, spared: Path | None = None) -> None:
    """Write text to a file, whole or not at all, or to the terminal.

    Raises:
        InputError: when it cannot be written, or when the file is the `spared` one, which was read.
    """
    if output is None:
        _print(text)
    else:
        write(output, text.encode("utf-8"), spared)


def _print(text: str) -> None:
    hint = "give a file with -o, or look where the output goes"
    if sys.stdout is None:
        raise InputError(Problem("", "", "there is no terminal to write to", hint))
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        # What is left in the buffer must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        reason = error.strerror or "the system refused"
        raise InputError(Problem("", "", f"the result cannot be written ({reason})", hint)) from None


def write(output: Path, content: bytes, spared: Path | None) -> None:
    """Write bytes to a file, whole or not at all.

    Raises:
        InputError: when that cannot be, or when the file is the `spared` one, which was read.
    """
    if spared is not None and is_same_file(output, spared):
        raise InputError(Problem(str(output), "", "this is the patient file itself", "give another name to -o"))
    write_atomically(output, content)


def as_json(content: Json) -> str:
    """Return JSON text as the program writes it."""
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
