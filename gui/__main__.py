"""The program's entry point: a subcommand runs without a screen, anything else opens the window."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from datetime import date

COMMANDS = frozenset(
    {
        "match",
        "report",
        "sheet",
        "calendar",
        "checklist",
        "referral",
        "screen",
        "worklist",
        "patient",
        "trials",
        "parse",
    }
    | {"-h", "--help", "--version"}
)
UNREACHABLE = (
    "The display {display} does not answer, so the window cannot open; check DISPLAY, or try: zebramatch match PATIENT"
)
NO_DISPLAY = "There is no display here, so the window cannot open; try: zebramatch match PATIENT"
QT_PACKAGES = (
    "libegl1 libgl1 libdbus-1-3 libfontconfig1 libglib2.0-0 libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0 "
    "libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 "
    "libxcb-xkb1"
)
MISSING_LIBRARY = (
    "Qt, which draws the window, cannot load a system library ({library}); on Debian: apt-get install -y {packages}"
)
CANNOT_OPEN = 2


def main() -> int:
    """Run what the command line asks for and return the exit code."""
    arguments = sys.argv[1:]
    if arguments and arguments[0] in COMMANDS:
        from matcher.cli import main as run_command

        return run_command(arguments)
    from criteria.problems import InputError

    try:
        return _open_window(_parse(arguments))
    except InputError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)  # noqa: T201
        return CANNOT_OPEN


def _parse(arguments: Sequence[str]) -> Namespace:
    from argparse import ArgumentParser

    from criteria.problems import InputError, Problem

    def day(text: str) -> date:
        from matcher.commands.arguments import day as read

        return read(text)

    class Parser(ArgumentParser):
        def error(self, message: str) -> None:  # type: ignore[override]
            raise InputError(Problem("", "", message, "see zebramatch --help"))

    parser = Parser(prog="zebramatch", add_help=False, allow_abbrev=False)
    parser.add_argument("patient", nargs="?", type=Path)
    parser.add_argument("--grab", type=Path, metavar="DIR")
    parser.add_argument("--as-of", type=day, metavar="DATE")
    parser.add_argument("--library", type=Path, action="append", default=[], metavar="DIR")
    parser.add_argument("--centre", type=Path, metavar="FILE")
    return parser.parse_args(arguments)


def _open_window(asked: Namespace) -> int:
    if asked.grab is not None and not _has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if not _has_display():
        print(NO_DISPLAY, file=sys.stderr)  # noqa: T201
        return CANNOT_OPEN
    try:
        import PySide6.QtWidgets  # noqa: F401

        _load_platform()
    except (ImportError, OSError) as error:
        library = str(error).partition(":")[0]
        print(MISSING_LIBRARY.format(library=library, packages=QT_PACKAGES), file=sys.stderr)  # noqa: T201
        return CANNOT_OPEN
    display = _unreachable_display()
    if display:
        print(UNREACHABLE.format(display=display), file=sys.stderr)  # noqa: T201
        return CANNOT_OPEN
    from gui.app import Options, run

    return run(Options(asked.patient, asked.grab, asked.as_of, asked.library, asked.centre))


def _has_display() -> bool:
    """Whether a window can be shown; only Linux and its kin can be without a screen to show it on."""
    if os.name == "nt" or sys.platform == "darwin":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _unreachable_display() -> str:
    """Return the name of an X display that cannot be used: Qt itself would abort the whole program there."""
    if not _uses_x():
        return ""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return ""  # then Qt has an X library of another kind, and its own word
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    fault = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return os.environ.get("DISPLAY", "") if fault else ""


def _uses_x() -> bool:
    chosen = os.environ.get("QT_QPA_PLATFORM", "xcb")
    is_wayland = bool(os.environ.get("WAYLAND_DISPLAY")) and "QT_QPA_PLATFORM" not in os.environ
    return sys.platform.startswith("linux") and chosen.startswith("xcb") and not is_wayland


def _load_platform() -> None:
    """Load what Qt needs for an X display: Qt itself would abort the whole program where a part is missing.

    Raises:
        OSError: naming the library that is missing.
    """
    if not _uses_x():
        return
    import PySide6

    plugin = Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    if plugin.exists():
        ctypes.CDLL(str(plugin))


if __name__ == "__main__":
    sys.exit(main())
