"""Refinements of a patient file: more is known of the same patient, and nothing that was said is taken back.

Rows are never added, and nothing is said that contradicts what the file implies already: a list's rows, the latest
result, a stated line or grade, or a value beside those of the specimens, would otherwise be another patient's, and a
verdict may follow them.
"""

from __future__ import annotations

import copy
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from tests.properties.days import days_of
from tests.properties.names import downwards, found, is_one, terms
from tests.properties.patients import named_in_vocabulary
from tests.properties.pools import BASES, FLAGS, NAMED, NUMBERS, OUTCOMES, SETTINGS
from tests.properties.program import profile_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.properties.drawing import Draw, Json

DATED_LISTS = ("labs", "biomarkers")
ENTRY_LISTS = ("therapies", "medications", "conditions", "progression")
IMPLIED = ("diagnosis.differentiation", "diagnosis.extent", "sex")


def refined(draw: Draw, patient: Json) -> Json:
    """Return the patient with a few things known better; the same file where nothing could be refined."""
    better = copy.deepcopy(patient)
    for _ in range(draw.integer(1, 4)):
        candidate = copy.deepcopy(better)
        draw.one(REFINEMENTS)(draw, candidate)
        try:
            profile_of(candidate)
        except ValidationError:
            continue
        better = candidate
    return better


def _items(patient: Json, key: str) -> list[Json]:
    holder = patient.get("diagnosis", {}) if key == "specimens" else patient
    given = holder.get(key) or []
    return given if isinstance(given, list) else given["items"]


def _narrow_a_range(draw: Draw, patient: Json) -> None:
    """Replace a range or bound by a number in it."""
    diagnosis, performance = patient.get("diagnosis", {}), patient.get("performance", {})
    holders = [
        (patient, "weight"),
        (patient, "life_expectancy_months"),
        (diagnosis, "ki67"),
        (diagnosis, "mitotic_count"),
        (performance, "ecog"),
        (performance, "karnofsky"),
    ]
    measures = [holder[name] for holder, name in holders if isinstance(holder.get(name), dict)]
    measures += [*_items(patient, "labs"), *_items(patient, "biomarkers")]
    measures += [row[name] for row in _items(patient, "specimens") for name in ("ki67", "mitotic_count") if name in row]
    ranged = [part for part in measures if any(end in part for end in ("low", "high", "below", "above"))]
    if not ranged:
        return
    part = draw.one(ranged)
    ends = {name: part.pop(name) for name in ("low", "high", "below", "above") if name in part}
    if "low" in ends and "high" in ends:
        part["value"] = draw.one((ends["low"], ends["high"]))
    elif "low" in ends or "high" in ends:
        part["value"] = ends.get("low", ends.get("high"))
    else:
        part["value"] = ends["below"] / 2 if "below" in ends else ends["above"] + 1


def _give_a_flag(draw: Draw, patient: Json) -> None:
    path = draw.one(FLAGS)
    of_women = path in ("pregnant", "breastfeeding", "childbearing_potential")
    if not (of_women and patient.get("sex") == "male"):
        _give(patient, path, draw.chance(5))


def _give_a_name(draw: Draw, patient: Json) -> None:
    path = draw.one([path for path in NAMED if path not in IMPLIED])
    _give(patient, path, draw.one(NAMED[path][1]))


def _give_a_number(draw: Draw, patient: Json) -> None:
    path = draw.one(("weight", "height", "life_expectancy_months", "diagnosis.ki67"))
    if path == "diagnosis.ki67" and {"grade", "specimens"} & set(patient.get("diagnosis", {})):
        return
    _give(patient, path, draw.one(NUMBERS[path][1]))


def _give_an_ecog(draw: Draw, patient: Json) -> None:
    if "karnofsky" not in patient.get("performance", {}):
        _give(patient, "performance.ecog", draw.integer(0, 4))


def _give_a_grade(draw: Draw, patient: Json) -> None:
    if not {"ki67", "mitotic_count", "specimens"} & set(patient.get("diagnosis", {})):
        _give(patient, "diagnosis.grade", draw.one(("G1", "G2", "G3")))


def _give_the_date_of_diagnosis(draw: Draw, patient: Json) -> None:
    _give(patient, "diagnosis.date", (draw.as_of - timedelta(days=draw.integer(0, 800))).isoformat())


def _give(patient: Json, path: str, value: object) -> None:
    """Set a fact that is not known; one that is known stays."""
    *folders, name = path.split(".")
    for folder in folders:
        patient = patient.setdefault(folder, {})
    patient.setdefault(name, value)


def _make_a_date_exact(draw: Draw, patient: Json) -> None:
    """Replace a partial date by one of its days; what has happened is not moved past the as-of date."""
    rows = [row for key in (*DATED_LISTS, *ENTRY_LISTS, "specimens") for row in _items(patient, key)]
    rows += [patient, patient.get("diagnosis", {}), patient.get("sstr_imaging", {})]
    rows += [part for part in patient.get("diagnosis", {}).values() if isinstance(part, dict)]
    names = ("date", "start", "end", "stable_since", "birth_date")
    partial = [(row, name) for row in rows for name in names if len(row.get(name, "0000-00-00")) < 10]
    if not partial:
        return
    row, name = draw.one(partial)
    days = days_of(row[name])
    past = [day for day in days if day <= draw.as_of]
    row[name] = draw.one(days if name == "end" or not past else past).isoformat()


def _date_a_measure(draw: Draw, patient: Json) -> None:
    """Date a measure; not a result, for the latest one may then be another."""
    holders = [patient.get("performance", {}), patient, patient.get("diagnosis", {})]
    names = ("ecog", "karnofsky", "weight", "ki67")
    undated = [(holder, name) for holder in holders for name in names if name in holder]
    undated = [(holder, name) for holder, name in undated if "date" not in _as_measure(holder[name])]
    if undated:
        holder, name = draw.one(undated)
        holder[name] = _as_measure(holder[name]) | {
            "date": (draw.as_of - timedelta(days=draw.integer(0, 60))).isoformat()
        }


def _as_measure(value: Any) -> Json:  # noqa: ANN401 - a number or an object
    return value if isinstance(value, dict) else {"value": value}


def _add_a_detail(draw: Draw, patient: Json) -> None:
    """Fill in what an entry of the treatments does not say."""
    rows = [row for row in _items(patient, "therapies") if not row.get("never")]
    if not rows:
        return
    row = draw.one(rows)
    name = row.get("agent") or row["class"]
    details: dict[str, object] = {
        "setting": draw.one(SETTINGS),
        "outcome": draw.one(OUTCOMES),
        "cycles": draw.integer(0, 6),
        "formulation": draw.one(("long_acting", "short_acting")),
        "stable_since": (draw.as_of - timedelta(days=draw.integer(0, 200))).isoformat(),
    }
    systemic = is_one("therapy", name, "systemic_antineoplastic")
    details["intent"] = draw.one(("systemic", "local")) if systemic is None else ("systemic" if systemic else "local")
    term = found("therapy", name)
    if term is None or "isotope" not in terms("therapy")[term]:
        details["isotope"] = "177Lu"
    detail = draw.one(tuple(details))
    row.setdefault(detail, details[detail])


def _say_when_it_ended(draw: Draw, patient: Json) -> None:
    rows = [row for key in ("therapies", "medications") for row in _items(patient, key)]
    rows = [row for row in rows if "end" not in row and not row.get("ongoing") and not row.get("never")]
    if rows:
        row = draw.one(rows)
        if "ongoing" not in row and draw.chance(4):
            row["ongoing"] = True
            return
        start = days_of(row["start"])[-1] if "start" in row else date.min
        day = draw.as_of - timedelta(days=draw.integer(0, 200))
        if day >= start:
            row["end"] = day.isoformat()


def _detail_a_condition(draw: Draw, patient: Json) -> None:
    rows = _items(patient, "conditions")
    if rows:
        row = draw.one(rows)
        if draw.chance(4):
            row.setdefault("status", draw.one(("active", "controlled")))
        elif row.get("status") != "absent":
            row.setdefault(draw.one(("date", "stable_since")), (draw.as_of - timedelta(days=90)).isoformat())


def _detail_a_progression(draw: Draw, patient: Json) -> None:
    rows = _items(patient, "progression")
    if rows:
        row = draw.one(rows)
        row.setdefault("criteria", draw.one(BASES))
        row.setdefault("on", "everolimus")
        row.setdefault("date", (draw.as_of - timedelta(days=draw.integer(0, 400))).isoformat())


def _complete_a_list(draw: Draw, patient: Json) -> None:
    """Say that a list is complete, without a row more."""
    key = draw.one((*ENTRY_LISTS, "metastatic_sites"))
    holder = patient.setdefault("diagnosis", {}) if key == "metastatic_sites" else patient
    given = holder.get(key, [])
    holder[key] = {"complete": True, "items": given if isinstance(given, list) else given["items"]}


def _name_it_more_closely(draw: Draw, patient: Json) -> None:
    """Replace a class of treatments by one below it, where no denial speaks of the list's terms."""
    rows = _items(patient, "therapies")
    if not rows or any(row.get("never") for row in rows):
        return
    row = draw.one(rows)
    term = found("therapy", row.get("agent") or row["class"])
    if term is None or "isotope" in row or not terms("therapy")[term].get("is_class"):
        return
    below = sorted(downwards("therapy", term))
    row.pop("class", None)
    row["agent"] = draw.one(below)


def _name_a_fact_more_closely(draw: Draw, patient: Json) -> None:
    path = draw.one([path for path in NAMED if named_in_vocabulary(path)])
    folder, name = path.split(".")
    kind = {"primary_site": "site", "tumor_type": "histology", "syndrome": "syndrome", "tracer": "tracer"}[name]
    term = found(kind, patient.get(folder, {}).get(name) or "")
    if term is not None:
        patient[folder][name] = draw.one(sorted(downwards(kind, term)))


def _state_the_unit(draw: Draw, patient: Json) -> None:
    rows = [row for row in _items(patient, "labs") if "unit" not in row]
    if rows:
        row = draw.one(rows)
        row["unit"] = {"creatinine": "mg/dL", "bilirubin": "mg/dL", "hemoglobin": "g/dL", "ast": "U/L"}.get(
            row["test"], "10*9/L"
        )


REFINEMENTS: tuple[Callable[[Draw, Json], None], ...] = (
    _narrow_a_range,
    _give_a_flag,
    _give_a_name,
    _give_a_number,
    _give_an_ecog,
    _give_a_grade,
    _give_the_date_of_diagnosis,
    _make_a_date_exact,
    _make_a_date_exact,
    _date_a_measure,
    _add_a_detail,
    _add_a_detail,
    _say_when_it_ended,
    _detail_a_condition,
    _detail_a_progression,
    _complete_a_list,
    _complete_a_list,
    _name_it_more_closely,
    _name_a_fact_more_closely,
    _state_the_unit,
)
