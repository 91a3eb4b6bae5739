"""The document becomes pages: Typst lays out the bundled template with the bundled fonts and nothing else.

The text reaches the template as data, never as markup, and stays in memory: on disk are only template and fonts.
"""

from __future__ import annotations

import json
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final, Literal, cast

import typst

from matcher.report.printable import coverage, printable

if TYPE_CHECKING:
    from matcher.report.document import Printed

SCREEN_PPI: Final = 110.0


class TypesettingError(RuntimeError):
    """The template failed on a document: a fault of the program. Its words hold nothing of the document."""


def render_pdf(document: Printed) -> bytes:
    """Return the document as a tagged PDF (PDF/UA-1); equal documents give equal bytes."""
    return _press().print(document, "pdf")[0]


def render_pages(document: Printed, ppi: float = SCREEN_PPI) -> tuple[bytes, ...]:
    """Return the very pages of the PDF as PNG pictures, for the preview on the screen."""
    return tuple(_press().print(document, "png", ppi))


@dataclass(frozen=True, slots=True)
class _Press:
    """A compiler that stays warm, the fonts it draws with, and what each of them can draw.

    The compiler answers one thread at a time.
    """

    compiler: typst.Compiler
    root: Path
    families: tuple[str, ...]
    coverages: tuple[frozenset[int], ...]
    in_use: Lock = field(default_factory=Lock)

    def print(self, document: Printed, form: Literal["pdf", "png"], ppi: float | None = None) -> list[bytes]:
        """Return the whole PDF, or a picture of each page.

        Raises:
            TypesettingError: when the template fails.
        """
        inputs = {"report": json.dumps(self._data(document))}
        try:
            with self.in_use:
                made = self.compiler.compile(
                    input=str(self.root / document.template),
                    format=form,
                    ppi=ppi,
                    sys_inputs=inputs,
                    pdf_standards="ua-1" if form == "pdf" else None,
                )
        except typst.TypstError as error:
            # The full message may quote the patient's data; what stands before the first quotation cannot.
            reason = str(error).split("`")[0].split('"')[0].strip()
            raise TypesettingError(f"the pages could not be laid out ({reason}); please report this") from None
        return made if isinstance(made, list) else [cast("bytes", made)]

    def _data(self, document: Printed) -> object:
        data = {**asdict(document), "fingerprint": document.fingerprint}
        return {"families": self.families, "document": self._drawable(data)}

    def _drawable(self, value: object) -> object:
        if isinstance(value, dict):
            return {key: self._drawable(part) for key, part in value.items()}
        if isinstance(value, tuple | list):
            return [self._drawable(part) for part in value]
        if isinstance(value, str):
            return printable(value, self.coverages)
        return value if isinstance(value, bool | int | None) else str(value)


@cache
def _press() -> _Press:
    open_files = ExitStack()  # open for as long as the program runs
    resources = files("resources")
    fonts = open_files.enter_context(as_file(resources / "fonts"))
    root = open_files.enter_context(as_file(resources / "report"))
    compiler = typst.Compiler(root=str(root), font_paths=[str(fonts)], ignore_system_fonts=True)
    faces = _faces(fonts)
    return _Press(compiler, root, tuple(faces), tuple(faces.values()))


def _faces(folder: Path) -> dict[str, frozenset[int]]:
    """Return what every style of a family can draw, by family; the one with the most styles comes first."""
    found: defaultdict[str, list[frozenset[int]]] = defaultdict(list)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
    for font in fonts.fonts():
        if font.path is not None:
            found[font.family].append(coverage(Path(font.path).read_bytes()))
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return {family: frozenset.intersection(*styles) for family, styles in ordered}
