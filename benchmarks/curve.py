"""The table and the curve of the questions benchmark, for the documentation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_WIDTH, _HEIGHT, _LEFT, _TOP, _RIGHT, _BOTTOM = 640, 360, 56, 24, 150, 44
_STROKES: Final = (
    "stroke-width='3'",
    "stroke-width='2' stroke-dasharray='8 5'",
    "stroke-width='2' stroke-dasharray='2 4'",
)
_STYLE: Final = "role='img' font-family='sans-serif' font-size='13'"
_STEPS: Final = (1, 2, 3, 5, 8, 10, 12, 15)
BEGIN, END = "<!-- benchmark -->", "<!-- /benchmark -->"


def table(shares: Mapping[str, Sequence[float]]) -> list[str]:
    """Return the shares as a table, one row a number of questions."""
    rows = ["| questions | " + " | ".join(shares) + " |", "|---|" + "---|" * len(shares)]
    for asked in _STEPS:
        if all(asked < len(line) for line in shares.values()):
            cells = " | ".join(f"{line[asked]:.0%}".replace("%", " %") for line in shares.values())
            rows.append(f"| {asked} | {cells} |")
    return rows


def written(page: str, rows: Sequence[str], summary: Sequence[str]) -> str:
    """Return the page with the table between its two marks."""
    block = "\n".join((BEGIN, "", *rows, "", *summary, "", END))
    return re.sub(f"{BEGIN}.*{END}", lambda _match: block, page, flags=re.DOTALL)


def drawn(shares: Mapping[str, Sequence[float]]) -> str:
    """Return the curves as a drawing; each has its own dashes and stands beside its name."""
    most = max(len(line) for line in shares.values()) - 1
    parts = [
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {_WIDTH} {_HEIGHT}' {_STYLE}>",
        "<title>Share of the trials that can be settled, by number of questions asked</title>",
        f"<rect width='{_WIDTH}' height='{_HEIGHT}' fill='#ffffff'/>",
        *(_level(share) for share in (0, 0.2, 0.4, 0.6, 0.8, 1)),
        *(_tick(asked, most) for asked in range(0, most + 1, 5)),
        f"<text x='{(_LEFT + _WIDTH - _RIGHT) / 2:.0f}' y='{_HEIGHT - 8}' text-anchor='middle'>questions asked</text>",
    ]
    ends = ends_apart({name: _y(line[-1]) for name, line in shares.items()}, 16)
    for (name, line), stroke in zip(shares.items(), _STROKES, strict=True):
        points = " ".join(f"{_x(asked, most):.1f},{_y(share):.1f}" for asked, share in enumerate(line))
        parts.append(f"<polyline points='{points}' fill='none' stroke='#1f4e79' {stroke}/>")
        parts.append(f"<text x='{_WIDTH - _RIGHT + 8}' y='{ends[name] + 4:.1f}'>{name}</text>")
    return "\n".join((*parts, "</svg>", ""))


def ends_apart(ends: Mapping[str, float], apart: float) -> dict[str, float]:
    """Return heights for the names that keep them so far apart, and from lying on each other."""
    placed: dict[str, float] = {}
    lowest = 0.0
    for name, height in sorted(ends.items(), key=lambda end: end[1]):
        lowest = max(height, lowest + apart)
        placed[name] = lowest
    return placed


def _x(asked: int, most: int) -> float:
    return _LEFT + (_WIDTH - _LEFT - _RIGHT) * asked / most


def _y(share: float) -> float:
    return _HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * share


def _level(share: float) -> str:
    y = _y(share)
    line = f"<line x1='{_LEFT}' x2='{_WIDTH - _RIGHT}' y1='{y:.1f}' y2='{y:.1f}' stroke='#cccccc'/>"
    return line + f"<text x='{_LEFT - 8}' y='{y + 4:.1f}' text-anchor='end'>{share * 100:.0f} %</text>"


def _tick(asked: int, most: int) -> str:
    return f"<text x='{_x(asked, most):.1f}' y='{_HEIGHT - _BOTTOM + 18}' text-anchor='middle'>{asked}</text>"
