"""A second reading of every rule, on plain JSON and by trying all cases; it shares no code with the program.

Dates are tried day by day, ranges at their ends and limits, unclear entries as there and as not there. Only the
composites follow Kleene's tables, as the rules say they do.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tests.properties import listed_leaves, number_leaves
from tests.properties.amounts import limits_of, meets
from tests.properties.chart import Chart, is_meant, name_of, something
from tests.properties.days import Tri, agreed, completed_years, each_day, since, within
from tests.properties.names import either, every, found, is_any, is_one, opposite, upwards

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

Rule = dict[str, Any]
MALE_IS_NOT = ("pregnant", "breastfeeding", "childbearing_potential")
NAMED = {
    "diagnosis.primary_site": "site",
    "diagnosis.tumor_type": "histology",
    "diagnosis.syndrome": "syndrome",
    "sstr_imaging.tracer": "tracer",
}
BRAIN = {"condition": "brain_metastases", "site": "brain"}


def interpret(rule: Rule, patient: dict[str, Any], day: date, as_of: date) -> Tri:
    """Return what a rule says of a patient on a day: True, False, or None for unknown."""
    return _ask(rule, Chart(patient, as_of, day))


def _ask(rule: Rule, chart: Chart) -> Tri:
    kind = rule["rule"]
    if kind in COMPOSITES:
        return COMPOSITES[kind](rule, chart)
    return LEAVES[kind](rule, chart)


def _all(rule: Rule, chart: Chart) -> Tri:
    return every(_ask(part, chart) for part in rule["of"])


def _any(rule: Rule, chart: Chart) -> Tri:
    return either(_ask(part, chart) for part in rule["of"])


def _not(rule: Rule, chart: Chart) -> Tri:
    return opposite(_ask(rule["of"], chart))


def _at_least(rule: Rule, chart: Chart) -> Tri:
    parts = [_ask(part, chart) for part in rule["of"]]
    sure, possible = parts.count(True), len(parts) - parts.count(False)
    return agreed(count >= rule["count"] for count in range(sure, possible + 1))


def _when(rule: Rule, chart: Chart) -> Tri:
    condition = _ask(rule["condition"], chart)
    then = _ask(rule["then"], chart)
    otherwise = _ask(rule["otherwise"], chart) if rule.get("otherwise") else True
    if condition is None:
        return then if then is otherwise else None
    return then if condition else otherwise


def one_of(rule: Rule, chart: Chart) -> Tri:
    fact, values = rule["fact"], rule["values"]
    value = chart.get(fact)
    if fact == "diagnosis.differentiation" and value is None:
        seen = [row["differentiation"] for row in _specimens(chart) if "differentiation" in row]
        if seen:
            return number_leaves.alike(one in values for one in seen)
        value = _implied_differentiation(chart)
    if fact == "diagnosis.tumor_type" and value is not None and found("histology", value) == "nec":
        value = {"small": "small_cell_nec", "large": "lcnec"}.get(chart.get("diagnosis.cell_size"), value)
    if fact == "diagnosis.extent" and value is None:
        sites = chart.listed("metastatic_sites")
        spread = [row for row in sites.entries if row.get("status") != "past"] if sites else []
        value = "metastatic" if spread else None
    if value is None or (rule.get("max_age") and not _is_fresh(rule, chart)):
        return None
    return is_any(NAMED[fact], value, values) if fact in NAMED else value in values


def _specimens(chart: Chart) -> list[Rule]:
    rows = chart.data.get("diagnosis", {}).get("specimens") or []
    return [row for row in rows if not chart.is_later(row.get("date"))]


def _implied_differentiation(chart: Chart) -> str | None:
    name = chart.get("diagnosis.tumor_type")
    term = found("histology", name) if name else None
    above = upwards("histology", term) if term else frozenset()
    return "poor" if "nec" in above else ("well" if "net" in above else None)


def _is_fresh(rule: Rule, chart: Chart) -> bool:
    """Say whether the scan, the only dated fact that is no number, is young enough."""
    return within(chart.get("sstr_imaging.date"), rule["max_age"], chart.as_of) is True


def flag(rule: Rule, chart: Chart) -> Tri:
    value = chart.get(rule["fact"])
    if value is None and rule["fact"] in MALE_IS_NOT and chart.get("sex") == "male":
        value = False
    if value is None or (rule.get("max_age") and not _is_fresh(rule, chart)):
        return None
    return bool(value) is rule.get("value", True)


def elapsed(rule: Rule, chart: Chart) -> Tri:
    return _in_window(chart.get(rule["fact"]), rule, chart)


def _in_window(text: str | None, rule: Rule, chart: Chart) -> Tri:
    """Say whether a date lies in the rule's window; every date does where the rule has none."""
    parts: list[Tri] = []
    if rule.get("within"):
        parts.append(within(text, rule["within"], chart.day))
    if rule.get("at_least_ago"):
        parts.append(since(text, rule["at_least_ago"], chart.day))
    return every(parts)


def progression(rule: Rule, chart: Chart) -> Tri:
    course = chart.listed("progression")
    rows = course.entries if course else ()
    fits = [every([_on_basis(row, rule), _on_agent(row, rule)]) for row in rows]
    in_time = [_in_window(row.get("date"), rule, chart) for row in rows]
    is_open = course is None or not course.closed
    if not rule.get("at_least_ago"):
        found_one = either(every(pair) for pair in zip(fits, in_time, strict=True))
        return either([found_one, None if is_open else False])
    there_is_one = either([*fits, None if is_open else False])
    all_old = every(either([opposite(fit), old]) for fit, old in zip(fits, in_time, strict=True))
    return every([there_is_one, all_old, None if is_open else True])


def _on_basis(row: Rule, rule: Rule) -> Tri:
    asked, basis = rule.get("basis") or [], row.get("criteria")
    if not asked or basis in asked or (basis == "RECIST 1.1" and "radiological" in asked):
        return True
    unclear = basis is None or (basis == "radiological" and "RECIST 1.1" in asked)
    return None if unclear else False


def _on_agent(row: Rule, rule: Rule) -> Tri:
    asked, agent = rule.get("on") or [], row.get("on")
    if not asked:
        return True
    return None if agent is None else is_any("therapy", agent, asked)


def condition(rule: Rule, chart: Chart) -> Tri:
    return _present("conditions", rule["any_of"], rule, chart)


def metastasis(rule: Rule, chart: Chart) -> Tri:
    return _present("metastatic_sites", rule["any_of"], rule, chart)


def _present(key: str, asked: list[str], rule: Rule, chart: Chart) -> Tri:
    here, there = ("condition", "site") if key == "conditions" else ("site", "condition")
    brain = [one for one in asked if is_one(here, BRAIN[here], one) is True]
    rest = [one for one in asked if one not in brain]
    parts = [something(chart.listed(key), rest, _fits(key, rest, rule, chart))] if rest else []
    if brain:
        parts.append(_in_the_brain({here: brain, there: [BRAIN[there]]}, rule, chart))
    return either(parts)


def _in_the_brain(asked: dict[str, list[str]], rule: Rule, chart: Chart) -> Tri:
    """Look in both lists: present in either is present, absent takes one list that proves it and none that may not."""
    conditions = _fits("conditions", asked["condition"], rule, chart)
    sites = _fits("metastatic_sites", asked["site"], rule, chart)
    if _is_told_of_brain(chart):
        rows = chart.listed("metastatic_sites")
        bare = [_is_bare_brain(row) for row in rows.entries] if rows else []
        sites = [fit for fit, is_bare in zip(sites, bare, strict=True) if fit is not None or not is_bare]
    lists = ((chart.listed("conditions"), "condition"), (chart.listed("metastatic_sites"), "site"))
    proven = any(listed is not None and (listed.closed or listed.denies(asked[kind])) for listed, kind in lists)
    return either([*conditions, *sites, False if proven else None])


def _is_told_of_brain(chart: Chart) -> bool:
    """Say whether the conditions hold brain metastases with a state, of which a bare "brain" is only the echo."""
    listed = chart.listed("conditions")
    rows = listed.entries if listed else ()
    return any(
        found("condition", name_of(row)) == BRAIN["condition"] and row.get("status") in ("active", "controlled")
        for row in rows
    )


def _is_bare_brain(row: Rule) -> bool:
    return found("site", name_of(row)) == BRAIN["site"] and row.get("status") is None


def _fits(key: str, asked: list[str], rule: Rule, chart: Chart) -> list[Tri]:
    listed = chart.listed(key)
    if listed is None:
        return []
    return [
        every(
            [
                is_meant(listed, row, asked),
                _has_status(row, rule),
                _in_window(row.get("date"), rule, chart),
                since(row.get("stable_since"), rule["stable_for"], chart.day) if rule.get("stable_for") else True,
            ]
        )
        for row in listed.entries
    ]


def _has_status(row: Rule, rule: Rule) -> Tri:
    asked = set(rule.get("status") or ("active", "controlled"))
    if row.get("status") is None:
        return True if {"active", "controlled"} <= asked else None
    return row["status"] in asked


def age(rule: Rule, chart: Chart) -> Tri:
    born = chart.get("birth_date")
    if born is not None:
        return each_day(born, lambda birth: _age_fits(birth, rule, chart.day))
    births = number_leaves.births(chart)
    return agreed(_age_fits(birth, rule, chart.day) for birth in births) if births else None


def _age_fits(birth: date, rule: Rule, day: date) -> bool:
    return meets(Fraction(completed_years(birth, day)), limits_of(rule))


def judgement(_rule: Rule, _chart: Chart) -> Tri:
    return None


COMPOSITES: dict[str, Callable[[Rule, Chart], Tri]] = {
    "all": _all,
    "any": _any,
    "not": _not,
    "at_least": _at_least,
    "when": _when,
}
LEAVES: dict[str, Callable[[Rule, Chart], Tri]] = {
    "number": number_leaves.number_rule,
    "scale": number_leaves.scale,
    "lab": number_leaves.lab,
    "lab_multiple": number_leaves.lab_multiple,
    "biomarker": number_leaves.biomarker,
    "clearance": number_leaves.clearance,
    "one_of": one_of,
    "flag": flag,
    "elapsed": elapsed,
    "progression": progression,
    "had": listed_leaves.had,
    "count": listed_leaves.count,
    "ongoing": listed_leaves.ongoing,
    "washout": listed_leaves.washout,
    "stable_dose": listed_leaves.stable_dose,
    "cycles": listed_leaves.cycles,
    "lines": listed_leaves.lines,
    "condition": condition,
    "metastasis": metastasis,
    "age": age,
    "judgement": judgement,
}
