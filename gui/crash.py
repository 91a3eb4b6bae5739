"""What is said when the program itself fails: where, never with which values."""

from __future__ import annotations

import platform
import traceback
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion

if TYPE_CHECKING:
    from types import TracebackType

ROOT = Path(__file__).resolve().parent.parent
OURS = ("gui", "matcher", "criteria", "resources")


def crash_report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return the type of an exception and the lines of this program that it passed, without any value."""
    lines = [
        f"ZebraMatch {_version()}, Python {platform.python_version()}, Qt {qVersion()}, {platform.system()}",
        f"{kind.__module__}.{kind.__qualname__}",
    ]
    for frame in traceback.extract_tb(trace):
        path = Path(frame.filename)
        if path.is_relative_to(ROOT) and path.relative_to(ROOT).parts[0] in OURS:
            lines.append(f"  {path.relative_to(ROOT).as_posix()}:{frame.lineno} {frame.name}")
    return "\n".join(lines)


def _version() -> str:
    try:
        return version("zebramatch")
    except PackageNotFoundError:
        return "(source copy)"
