"""The page on the command line shows commands that exist, all options, and a reason as the program gives it."""

from __future__ import annotations

import re
import shlex
from argparse import ArgumentParser, _SubParsersAction
from pathlib import Path
from typing import TYPE_CHECKING

from matcher.commands.arguments import parser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Run

PAGE = (Path(__file__).parents[2] / "docs" / "command-line.md").read_text("utf-8")


def options(command: ArgumentParser) -> Iterator[str]:
    for action in command._actions:
        if isinstance(action, _SubParsersAction):
            for inner in action.choices.values():
                yield from options(inner)
        elif action.dest not in ("help", "version"):
            yield from action.option_strings


def test_every_command_of_the_page_is_one_of_the_programs() -> None:
    lines = re.findall(r"^zebramatch (.+)$", PAGE, re.MULTILINE)
    assert len(lines) > 8
    for line in lines:
        assert parser().parse_args(shlex.split(line.partition("|")[0])).command


def test_every_option_stands_on_the_page() -> None:
    for option in set(options(parser())) - {"--output"}:
        assert f"{option} " in PAGE or f"{option}`" in PAGE, option


def test_the_pages_reason_is_what_the_program_says(zebramatch: Run, patient: Path, library: Path) -> None:
    text = zebramatch("match", patient, "--library", library, "--trial", "NCT90000003").out
    shown = re.search(r"```\nAgainst \(1\)\n(.*?)```", PAGE, re.DOTALL)
    assert shown
    assert " ".join(shown[1].split()) in " ".join(text.split())
