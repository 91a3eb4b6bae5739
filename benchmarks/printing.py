"""How long a tagged PDF of two pages takes: the program's take-along sheet, and its content as HTML in WeasyPrint."""

from __future__ import annotations

import io
from dataclasses import asdict, dataclass
from datetime import date
from html import escape
from importlib.resources import files
from time import perf_counter
from typing import TYPE_CHECKING, Final

from pypdf import PdfReader
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from criteria.library import load_library
from criteria.patient_file import parse_patient
from criteria.strict_json import parse_json
from matcher.engine import MatchEngine
from matcher.report import build_sheet, render_pdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from matcher.report.sheet_document import SheetDocument

ON: Final = date(2026, 11, 20)
PAGES: Final = 2
_STYLE: Final = (
    "@page {{ size: A4; margin: 18mm }} body {{ font: {size}pt sans-serif; line-height: 1.15 }} "
    "h1, h2, h3, h4, h5, h6, p {{ margin: 0; font-size: 1em }} td {{ vertical-align: top; padding: 0 1mm }}"
)


@dataclass(frozen=True, slots=True)
class Printed:
    """Seconds for the same content, and how many pages each made of it."""

    own: float
    other: float
    pages: tuple[int, int]

    @property
    def ratio(self) -> float:
        """How many times as long WeasyPrint takes."""
        return self.other / self.own

    def words(self) -> str:
        """Say it."""
        return (
            f"A tagged PDF (PDF/UA-1) of {self.pages[0]} pages takes {self.own * 1000:,.0f} ms; WeasyPrint makes "
            f"{self.pages[1]} pages of the same content as `pdf/ua-1` in "
            f"{self.other * 1000:,.0f} ms: {self.ratio:,.1f}x."
        )


def printing() -> Printed:
    """Measure both, warm, the best of several turns."""
    document = _document()
    fonts = FontConfiguration()
    size = min(range(5, 15), key=lambda size: abs(_pages(_weasy(_html(document, size), fonts)) - PAGES))
    text = _html(document, size)
    ways: tuple[Callable[[], bytes], ...] = (lambda: render_pdf(document), lambda: _weasy(text, fonts))
    best = [float("inf"), float("inf")]
    for _ in range(7):
        for place, way in enumerate(ways):
            start = perf_counter()
            way()
            best[place] = min(best[place], perf_counter() - start)
    return Printed(best[0], best[1], (_pages(render_pdf(document)), _pages(ways[1]())))


def _document() -> SheetDocument:
    """Return the sheet that the example patient takes along."""
    name = "planet.json"
    profile = parse_patient(parse_json((files("resources") / "examples" / name).read_text("utf-8"), name), name)
    return build_sheet(profile, MatchEngine(load_library()).match(profile, ON), ())


def _pages(pdf: bytes) -> int:
    return len(PdfReader(io.BytesIO(pdf)).pages)


def _weasy(text: str, fonts: FontConfiguration) -> bytes:
    made: bytes = HTML(string=text).write_pdf(pdf_variant="pdf/ua-1", font_config=fonts)
    return made


def _html(document: SheetDocument, size: int) -> str:
    style = _STYLE.format(size=size)
    body = "".join(_block(asdict(document), 1))
    return f"<html lang='en'><head><title>Report</title><style>{style}</style></head><body>{body}</body></html>"


def _block(value: object, level: int) -> Iterator[str]:
    """Yield headings, paragraphs and tables, in the order of the document's own parts."""
    match value:
        case str() if value:
            yield f"<p>{escape(value)}</p>"
        case dict():
            for key, part in value.items():
                if key == "title" and isinstance(part, str):
                    yield f"<h{min(level, 6)}>{escape(part)}</h{min(level, 6)}>"
                elif key == "rows" and isinstance(part, list | tuple):
                    yield from _rows(part)
                else:
                    yield from _block(part, level + 1)
        case list() | tuple():
            for part in value:
                yield from _block(part, level)
        case _:
            return


def _rows(rows: list[object] | tuple[object, ...]) -> Iterator[str]:
    cells = (row.values() if isinstance(row, dict) else row if isinstance(row, list | tuple) else [row] for row in rows)
    lines = ("".join(f"<td>{''.join(_block(cell, 6))}</td>" for cell in line) for line in cells)
    yield "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"
