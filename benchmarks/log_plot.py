"""A plot of cost against size, both on logarithmic scales, drawn as SVG without any library."""

from __future__ import annotations

from html import escape
from itertools import cycle
from math import ceil, floor, log10
from typing import TYPE_CHECKING, Final

from benchmarks.curve import ends_apart

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_WIDTH, _HEIGHT, _LEFT, _TOP, _RIGHT, _BOTTOM = 760, 440, 70, 24, 220, 52
_STROKES: Final = ("3", "2;9 5", "2;2 4", "2;12 4 2 4", "2;5 3", "1;1 3", "2;16 6")
_STYLE: Final = "role='img' font-family='sans-serif' font-size='13'"
_NAMES: Final = {
    -3: "1 µs",
    -2: "10 µs",
    -1: "100 µs",
    0: "1 ms",
    1: "10 ms",
    2: "100 ms",
    3: "1 s",
    4: "10 s",
    5: "100 s",
}


def drawn(title: str, across: str, lines: Mapping[str, Sequence[tuple[float, float]]]) -> str:
    """Return the lines, each with its own dashes and its name beside its end; heights are milliseconds."""
    points = [point for line in lines.values() for point in line]
    wide = floor(log10(min(x for x, _ in points))), ceil(log10(max(x for x, _ in points)))
    high = floor(log10(min(y for _, y in points))), ceil(log10(max(y for _, y in points)))

    def place(x: float, y: float) -> tuple[float, float]:
        across_share = (log10(x) - wide[0]) / (wide[1] - wide[0])
        up_share = (log10(y) - high[0]) / (high[1] - high[0])
        return (
            _LEFT + (_WIDTH - _LEFT - _RIGHT) * across_share,
            _HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * up_share,
        )

    parts = [
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {_WIDTH} {_HEIGHT}' {_STYLE}>",
        f"<title>{escape(title)}</title>",
        f"<rect width='{_WIDTH}' height='{_HEIGHT}' fill='#ffffff'/>",
        *(_level(place(10 ** wide[0], 10**power)[1], power) for power in range(high[0], high[1] + 1)),
        *(_tick(place(10**power, 10 ** high[0])[0], power) for power in range(wide[0], wide[1] + 1)),
        _below((_LEFT + _WIDTH - _RIGHT) / 2, _HEIGHT - 10, escape(across)),
    ]
    heights = ends_apart({name: place(*line[-1])[1] for name, line in lines.items()}, 17)
    for (name, line), stroke in zip(lines.items(), cycle(_STROKES), strict=False):
        width, _, dashes = stroke.partition(";")
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in (place(*point) for point in line))
        style = f"stroke='#1f4e79' stroke-width='{width}'" + (f" stroke-dasharray='{dashes}'" if dashes else "")
        parts += (f"<circle cx='{x:.1f}' cy='{y:.1f}' r='3' fill='#1f4e79'/>" for x, y in (place(*one) for one in line))
        end = place(*line[-1])
        parts.append(f"<polyline points='{path}' fill='none' {style}/>")
        to = f"x2='{_WIDTH - _RIGHT + 14}' y2='{heights[name]:.1f}'"
        parts.append(f"<line x1='{end[0] + 3:.1f}' y1='{end[1]:.1f}' {to} stroke='#999999'/>")
        parts.append(f"<text x='{_WIDTH - _RIGHT + 18}' y='{heights[name] + 4:.1f}'>{escape(name)}</text>")
    return "\n".join((*parts, "</svg>", ""))


def _level(y: float, power: int) -> str:
    line = f"<line x1='{_LEFT}' x2='{_WIDTH - _RIGHT}' y1='{y:.1f}' y2='{y:.1f}' stroke='#cccccc'/>"
    return line + f"<text x='{_LEFT - 8}' y='{y + 4:.1f}' text-anchor='end'>{_NAMES.get(power, f'1e{power} ms')}</text>"


def _tick(x: float, power: int) -> str:
    return _below(x, _HEIGHT - _BOTTOM + 20, f"{10**power:,}")


def _below(x: float, y: float, words: str) -> str:
    return f"<text x='{x:.1f}' y='{y:.0f}' text-anchor='middle'>{words}</text>"
