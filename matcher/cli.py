"""The subcommands without a screen: what was asked is done, or one plain sentence says why not."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, Final

from criteria.problems import InputError
from matcher.commands.arguments import parser
from matcher.commands.common import complain

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence

DONE: Final = 0
MEND_INPUT: Final = 2
PROGRAM_FAULT: Final = 70
INTERRUPTED: Final = 130


def main(argv: Sequence[str]) -> int:
    """Run one subcommand and return the exit code; nothing escapes as a traceback."""
    _speak_utf8()
    try:
        return _run(parser().parse_args([*argv]))
    except InputError as error:
        complain(error.problems)
        return MEND_INPUT
    except SystemExit as leaving:  # argparse, after --help and --version
        return int(leaving.code or DONE)
    except BrokenPipeError:
        # Whoever read the output has gone; what is left in the buffer must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as fault:  # noqa: BLE001 - the boundary: a person sees one sentence, never a traceback
        print(_fault(fault), file=sys.stderr)  # noqa: T201
        return PROGRAM_FAULT


def _run(options: Namespace) -> int:
    from matcher.commands import cohorts, listing, matching, patients, records, single, trials

    jobs: dict[str, Callable[[Namespace], int]] = {
        "match": matching.match,
        "report": matching.report,
        "sheet": matching.sheet,
        "calendar": matching.calendar,
        "checklist": single.checklist,
        "referral": single.referral,
        "screen": cohorts.screening,
        "worklist": cohorts.worklist,
        "patient check": patients.check,
        "trials list": listing.listing,
        "trials show": trials.show,
        "trials validate": trials.validate,
        "trials import": records.import_trials,
        "parse": records.parse,
    }
    return jobs[" ".join(filter(None, (options.command, getattr(options, "action", None))))](options)


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _fault(fault: Exception) -> str:
    """Return where the program failed; never the exception's own words, which may hold patient data."""
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" in {trace.tb_frame.f_globals.get('__name__', '?')}, line {trace.tb_lineno}" if trace else ""
    return (
        f"This is a fault of the program ({type(fault).__name__}{place}), and nothing was written. "
        "Please report it with what you did, without any patient data."
    )
