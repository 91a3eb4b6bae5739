"""The leaves on the lists of treatments, by trying every entry as selected and not, and every date day by day."""

from __future__ import annotations

import json
from fractions import Fraction
from functools import cache
from itertools import product
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import resources
from tests.properties.amounts import counted
from tests.properties.chart import Chart, Entry, is_selected, name_of, something
from tests.properties.days import Tri, agreed, days_of, each_day, later, since, within
from tests.properties.names import either, every, found, is_one, opposite

if TYPE_CHECKING:
    from datetime import date

Rule = dict[str, Any]


def _selected(rule: Rule, chart: Chart) -> tuple[list[Entry], list[Tri], bool]:
    """Return the entries, whether each is selected, and whether there may be more than are listed."""
    listed = chart.listed(rule.get("source", "therapies"))
    if listed is None:
        return [], [], True
    fits = [is_selected(listed, row, rule.get("select") or {}) for row in listed.entries]
    asked = (rule.get("select") or {}).get("any_of") or []
    return list(listed.entries), fits, not (listed.closed or listed.denies(asked))


def _runs(row: Entry, day: date) -> Tri:
    if row.get("ongoing") is not None and row.get("end") is None:
        return bool(row["ongoing"])
    return each_day(row.get("end"), lambda end: end > day)


def _exists(rule: Rule, chart: Chart, holds: list[Tri]) -> Tri:
    asked = (rule.get("select") or {}).get("any_of") or []
    return something(chart.listed(rule.get("source", "therapies")), asked, holds)


def had(rule: Rule, chart: Chart) -> Tri:
    rows, fits, _ = _selected(rule, chart)
    given: list[Tri] = []
    for row, fit in zip(rows, fits, strict=True):
        recent: Tri = True
        if rule.get("within"):
            recent = True if row.get("ongoing") else within(row.get("end"), rule["within"], chart.day)
        given.append(every([fit, recent]))
    return _exists(rule, chart, given)


def ongoing(rule: Rule, chart: Chart) -> Tri:
    rows, fits, _ = _selected(rule, chart)
    return _exists(rule, chart, [every([fit, _runs(row, chart.day)]) for row, fit in zip(rows, fits, strict=True)])


def stable_dose(rule: Rule, chart: Chart) -> Tri:
    rows, fits, _ = _selected(rule, chart)
    stable = [
        every([fit, _runs(row, chart.day), since(row.get("stable_since"), rule["at_least"], chart.day)])
        for row, fit in zip(rows, fits, strict=True)
    ]
    return _exists(rule, chart, stable)


def count(rule: Rule, chart: Chart) -> Tri:
    _, fits, more = _selected(rule, chart)
    return counted(fits.count(True), None if more else len(fits) - fits.count(False), rule)


def cycles(rule: Rule, chart: Chart) -> Tri:
    rows, fits, more = _selected(rule, chart)
    low, high = 0, None if more else 0
    for row, fit in zip(rows, fits, strict=True):
        if fit is False:
            continue
        number = row.get("cycles")
        low += number if fit and number is not None else 0
        high = None if high is None or number is None else high + number
    return counted(low, high, rule)


def lines(rule: Rule, chart: Chart) -> Tri:
    rows, fits, more = _selected(rule, chart)
    if any((rule.get("select") or {}).values()):
        return _lines_selected(rows, fits, rule, more=more)
    stated = [row["line"] for row in rows if row.get("line") is not None]
    if stated:
        return counted(max(stated), max(stated), rule)
    systemic = [_is_systemic(row) for row in rows]
    return counted(systemic.count(True), None if more else len(rows) - systemic.count(False), rule)


def _is_systemic(row: Entry) -> Tri:
    """Go by the intent, and where none is recorded by the vocabulary's hierarchy."""
    if row.get("intent") is not None:
        return bool(row["intent"] == "systemic")
    return is_one("therapy", name_of(row), "systemic_antineoplastic")


def _lines_selected(rows: list[Entry], fits: list[Tri], rule: Rule, *, more: bool) -> Tri:
    """Try every unclear entry as meant and not, and every entry without a line as one more and not."""
    low, high = 50, 0
    for chosen in product(*([True, False] if fit is None else [fit] for fit in fits)):
        meant = [row.get("line") for row, is_meant in zip(rows, chosen, strict=True) if is_meant]
        stated = len({line for line in meant if line is not None})
        low, high = min(low, stated or min(1, len(meant))), max(high, stated + meant.count(None))
    return counted(low, None if more else high, rule)


@cache
def half_lives() -> dict[str, tuple[Fraction, Fraction]]:
    """Return the shortest and longest half-life of each agent of the table, in days."""
    text = (Path(str(resources.__file__)).parent / "half_lives.json").read_text(encoding="utf-8")
    return {
        row["agent"]: (Fraction(str(row["low_hours"])) / 24, Fraction(str(row["high_hours"])) / 24)
        for row in json.loads(text)["agents"]
    }


def _is_over(asked: Rule, row: Entry, end: date, day: date) -> Tri:
    """Say whether a washout is over on a day after an end; a half-life is tried at both ends of its range."""
    if "longer_of" in asked:
        return every(_is_over(part, row, end, day) for part in asked["longer_of"])
    if "shorter_of" in asked:
        return either(_is_over(part, row, end, day) for part in asked["shorter_of"])
    if "half_lives" in asked:
        agent = found("therapy", name_of(row)) or ""
        ends = half_lives().get(agent)
        if ends is None:
            return None
        return agreed(day >= later(end, "days", ceil(asked["half_lives"] * half)) for half in ends)
    ((unit, amount),) = asked.items()
    return day >= later(end, unit, amount)


def _washed_out(row: Entry, rule: Rule, day: date) -> Tri:
    if row.get("ongoing"):
        return False
    if row.get("end") is None:
        return None
    if each_day(row["end"], lambda end: end > day) is True:
        return False
    found_values = {_is_over(rule["at_least"], row, end, day) for end in days_of(row["end"])}
    return found_values.pop() if len(found_values) == 1 else None


def washout(rule: Rule, chart: Chart) -> Tri:
    rows, fits, more = _selected(rule, chart)
    each = [either([opposite(fit), _washed_out(row, rule, chart.day)]) for row, fit in zip(rows, fits, strict=True)]
    return every([*each, None if more else True])
