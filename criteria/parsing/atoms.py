"""A reading as lines that can be measured against a yardstick: one point a line, with its atoms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from criteria.parsing.read import readings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from criteria.parsing.reading import Reading
    from criteria.parsing.statements import Bounds, Statement, Window
    from criteria.strict_json import Json

_ANALYTES: Final = {
    "neutrophils": "anc",
    "aptt": "ptt",
    "leukocytes": "wbc",
    "fasting_glucose": "glucose",
    "corrected_calcium": "calcium",
    "lymphocytes": "lymphocytes",
}
_DAYS: Final = {"day": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25}
_OPS: Final = {"within": ("<=", "<"), "at_least": (">=", ">"), "duration": (">=", ">")}


def atom_lines(trial_id: str, raw: str) -> Iterator[dict[str, Json]]:
    """Yield each point of an eligibility text with what was read in it, as the text states it."""
    for item, reading in readings(raw):
        words = raw[item.start : item.end]
        yield {
            "nct": trial_id,
            "item": words,
            "text": words,
            "start": item.start,
            "end": item.end,
            "kind": item.kind,
            "assert": _assertion(reading),
            "logic": reading.logic,
            "rules": [_atom(one) for one in reading.statements],
        }


def _assertion(reading: Reading) -> str:
    if reading.rule is None:
        return "manual"
    return "rule" if reading.is_full else "partial"


def _atom(statement: Statement) -> dict[str, Json]:
    atom: dict[str, Json] = {"concept": statement.concept, "negated": statement.negated}
    if statement.sub:
        atom["sub"] = _ANALYTES.get(statement.sub, statement.sub)
    if statement.bounds is not None:
        atom |= _bounds(statement.bounds)
    if statement.window is not None:
        atom["window"] = _window(statement.window)
    if statement.therapy:
        atom["therapy"] = statement.therapy
    if statement.scope:
        atom["qualifier"] = statement.scope
    return atom


def _bounds(bounds: Bounds) -> dict[str, Json]:
    found: dict[str, Json] = {}
    if bounds.low is not None:
        found |= {"low": _number(bounds.low), "low_incl": bounds.low_included}
    if bounds.high is not None:
        found |= {"high": _number(bounds.high), "high_incl": bounds.high_included}
    if bounds.unit:
        found["unit"] = bounds.unit
    value = bounds.high if bounds.high is not None else bounds.low
    if bounds.unit == "xULN" and value is not None:
        found["uln_multiple"] = _number(value)
    return found


def _number(value: float) -> float:
    return int(value) if value == int(value) else value


def _window(window: Window) -> dict[str, Json]:
    op = _OPS[window.direction][0 if window.included else 1]
    days = round(window.amount * _DAYS[window.unit])
    return {"op": op, "value": _number(window.amount), "unit": window.unit, "days": days, "direction": window.direction}
