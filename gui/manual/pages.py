"""The pages of the manual: where they lie, what they are called, which words they have, where their links lead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.resources.abc import Traversable

# In the order in which they are offered. A wheel holds the same ones; `pyproject.toml` says so page by page.
PAGES: Final = (
    "using",
    "questions",
    "near-misses",
    "calendar",
    "worklist",
    "checklist",
    "sheet",
    "report",
    "patient-file",
    "centre-file",
    "places",
    "marks-file",
    "command-line",
    "rules",
    "curating",
    "vocabulary",
    "parser",
    "access",
)
PICTURE: Final = re.compile(r"!\[[^\]]*\]\([^)]*\)")
HEADING: Final = re.compile(r"^# +(.+)$", re.MULTILINE)
NOT_IN_AN_ANCHOR: Final = re.compile(r"[^\w\- ]")


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its file's name without the ending, its title, its text in Markdown without pictures."""

    name: str
    title: str
    text: str

    def has(self, words: str) -> bool:
        """Whether every one of these words, or parts of words, stands on the page."""
        text = self.text.casefold()
        return all(word in text for word in words.casefold().split())


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link of a page leads: to a page of the manual and a heading on it, or out of the manual."""

    page: str = ""
    heading: str = ""
    outside: str = ""


@cache
def manual_pages() -> tuple[Page, ...]:
    """Return the pages that came with this copy of the program, in order."""
    folder = _folder()
    found = (folder.joinpath(f"{name}.md") for name in PAGES)
    return tuple(
        _page(name, file.read_text("utf-8")) for name, file in zip(PAGES, found, strict=True) if file.is_file()
    )


def _folder() -> Traversable:
    """Return where the pages lie: inside an installed package, else in the folder of a source copy."""
    packed = files("resources").joinpath("manual")
    return packed if packed.is_dir() else Path(__file__).resolve().parents[2] / "docs"


def _page(name: str, text: str) -> Page:
    heading = HEADING.search(text)
    return Page(name, heading[1] if heading else name, PICTURE.sub("", text))


def target_of(link: str, here: str, pages: Sequence[Page]) -> Target:
    """Return where a link leads that stands on the page `here`."""
    file, _, heading = link.partition("#")
    name = file.removesuffix(".md") if file else here
    if any(page.name == name for page in pages):
        return Target(name, heading)
    return Target(outside=link)


def anchor_of(heading: str) -> str:
    """Return the name by which links know a heading."""
    return NOT_IN_AN_ANCHOR.sub("", heading.casefold()).replace(" ", "-")
