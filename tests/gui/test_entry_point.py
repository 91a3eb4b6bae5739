"""The program's start: subcommands without Qt, the window, and one sentence where none can open."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gui import __main__ as entry

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(entry.__file__).resolve().parent.parent


def started(*arguments: str, **surroundings: str) -> subprocess.CompletedProcess[str]:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    kept: Mapping[str, str] = {name: value for name, value in os.environ.items() if name not in hidden}
    return subprocess.run(
        [sys.executable, "-m", "gui", *arguments],
        cwd=ROOT,
        env={**kept, "PYTHONPATH": str(ROOT), **surroundings},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
def test_without_a_display_one_sentence_says_so() -> None:
    done = started()
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "no display" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has X displays that may be gone")
def test_a_display_that_does_not_answer_is_one_sentence() -> None:
    done = started(DISPLAY=":987")
    assert done.returncode == 2, done.stderr
    assert done.stderr.count("\n") == 1
    assert ":987" in done.stderr or "apt-get" in done.stderr


def test_subcommands_never_load_qt() -> None:
    code = (
        "import sys; from gui.__main__ import main; sys.argv = ['zebramatch', 'trials', 'list'];"
        "code = main(); loaded = [name for name in sys.modules if name.startswith('PySide6')];"
        "print(loaded, file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.strip() == "[]"
    assert "NCT03043664" in done.stdout


@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_help_and_version_need_no_display(argument: str) -> None:
    done = started(argument)
    assert done.returncode == 0
    assert "zebramatch" in done.stdout


def test_an_option_that_does_not_exist_is_one_sentence() -> None:
    done = started("--colour")
    assert done.returncode == 2
    assert "--colour" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_library_folder_that_does_not_exist_is_one_sentence() -> None:
    done = started("--library", "no-such-folder", QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 2
    assert "no-such-folder" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_system_library_is_named_with_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails() -> None:
        raise OSError("libxcb-cursor.so.0: cannot open shared object file: No such file or directory")

    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setattr(entry, "_load_platform", fails)
    monkeypatch.setattr(sys, "argv", ["zebramatch"])
    assert entry.main() == 2
    said = capsys.readouterr().err
    assert "libxcb-cursor.so.0" in said
    assert "apt-get install" in said
    assert said.count("\n") == 1


def test_every_command_of_the_command_line_is_known_here() -> None:
    from matcher.commands.arguments import parser

    commands = [name for action in parser()._actions for name in action.choices or ()]
    assert commands
    assert set(commands) <= entry.COMMANDS
