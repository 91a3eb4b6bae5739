"""Numbers that may be ranges: compared by trying the ends, the limits, and the points just beside and between."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.properties.days import Tri, agreed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Json = dict[str, Any]
LIMITS = ("at_least", "at_most", "above", "below")
# How much of the canonical unit one of this unit is, for the units that random patients use.
UNITS: dict[str, dict[str, Fraction]] = {
    "creatinine": {"mg/dL": Fraction(1), "umol/L": Fraction(10, 884)},
    "bilirubin": {"mg/dL": Fraction(1), "umol/L": Fraction(10, 171)},
    "hemoglobin": {"g/dL": Fraction(1), "g/L": Fraction(1, 10)},
    "neutrophils": {"10*9/L": Fraction(1), "10*3/uL": Fraction(1), "/uL": Fraction(1, 1000)},
    "platelets": {"10*9/L": Fraction(1), "10*3/uL": Fraction(1), "/uL": Fraction(1, 1000)},
    "ast": {"U/L": Fraction(1)},
    "creatinine_clearance": {"mL/min": Fraction(1)},
    "egfr": {"mL/min/{1.73_m2}": Fraction(1)},
    "weight": {"kg": Fraction(1), "g": Fraction(1, 1000)},
    "height": {"cm": Fraction(1), "m": Fraction(100)},
}


def number(value: float) -> Fraction:
    return Fraction(str(value))


class Span(NamedTuple):
    """All numbers from `low` to `high`; None is no end, an open end is not itself included."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def holds(self, x: Fraction) -> bool:
        above = self.low is None or x > self.low or (x == self.low and not self.low_open)
        below = self.high is None or x < self.high or (x == self.high and not self.high_open)
        return above and below

    def times(self, factor: Fraction) -> Span:
        low = None if self.low is None else self.low * factor
        high = None if self.high is None else self.high * factor
        return Span(low, high, self.low_open, self.high_open)


def span_of(data: float | Json, low: int | None = None, high: int | None = None) -> Span:
    """Read a measure or a result; `low` and `high` close an open end."""
    if isinstance(data, int | float):
        return Span(number(data), number(data))
    if data.get("value") is not None:
        return Span(number(data["value"]), number(data["value"]))
    ends: list[tuple[Fraction | None, bool]] = []
    for inclusive, exclusive, bound in (("low", "above", low), ("high", "below", high)):
        if data.get(inclusive) is not None:
            ends.append((number(data[inclusive]), False))
        elif data.get(exclusive) is not None:
            ends.append((number(data[exclusive]), True))
        else:
            ends.append((None if bound is None else Fraction(bound), False))
    (start, start_open), (end, end_open) = ends
    return Span(start, end, start_open, end_open)


def cover(spans: Sequence[Span]) -> Span:
    """Return the span of several results of one day."""
    lows = [(span.low, span.low_open) for span in spans if span.low is not None]
    highs = [(span.high, not span.high_open) for span in spans if span.high is not None]
    low = min(lows) if len(lows) == len(spans) else (None, False)
    high = max(highs) if len(highs) == len(spans) else (None, True)
    return Span(low[0], high[0], low[1], not high[1])


def greatest(spans: Sequence[Span]) -> Span:
    """Return all values that the greatest of several numbers may have."""
    lows = [(span.low, span.low_open) for span in spans if span.low is not None]
    highs = [(span.high, not span.high_open) for span in spans if span.high is not None]
    low = max(lows) if lows else (None, False)
    high = max(highs) if len(highs) == len(spans) else (None, True)
    return Span(low[0], high[0], low[1], not high[1])


def samples(span: Span, marks: Iterable[Fraction]) -> list[Fraction]:
    """Return numbers of the span: every mark and end in it, and some on either side of each."""
    ends = [end for end in (span.low, span.high) if end is not None]
    points = sorted({*ends, *marks})
    gaps = [after - before for before, after in pairwise(points)]
    step = min(gaps, default=Fraction(1)) / 4
    tried = [points[0] - 1, points[-1] + 1]
    for point in points:
        tried += [point - step, point, point + step]
    return [x for x in tried if span.holds(x)]


def limits_of(rule: dict[str, Any]) -> dict[str, Fraction]:
    return {name: number(rule[name]) for name in LIMITS if rule.get(name) is not None}


def meets(x: Fraction, limits: dict[str, Fraction]) -> bool:
    tests = {
        "at_least": lambda limit: x >= limit,
        "at_most": lambda limit: x <= limit,
        "above": lambda limit: x > limit,
        "below": lambda limit: x < limit,
    }
    return all(tests[name](limit) for name, limit in limits.items())


def compare(span: Span, rule: dict[str, Any]) -> Tri:
    """Say whether all, none or some of the numbers meet the rule's limits."""
    limits = limits_of(rule)
    return agreed(meets(x, limits) for x in samples(span, limits.values()))


def counted(low: int, high: int | None, rule: dict[str, Any]) -> Tri:
    """The same for a whole number between two ends, the upper of which may be open."""
    limits = limits_of(rule)
    top = int(max(limits.values())) + low + 2 if high is None else high
    return agreed(meets(Fraction(n), limits) for n in range(low, top + 1))


def converted(data: dict[str, Any], test: str, unit: str) -> Span | None:
    """Return a result in another unit of the same test, None without a unit or for one that is not its own."""
    known = UNITS.get(test, {})
    if data.get("unit") not in known or unit not in known:
        return None
    return span_of(data).times(known[data["unit"]] / known[unit])
