"""Random patients as files: every part may be absent, partial, a range, undated, without a unit, or in the future."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.properties.days import birthday, days_of
from tests.properties.drawing import Draw, Json, kept
from tests.properties.names import found, terms
from tests.properties.pools import (
    AGES,
    BASES,
    FLAGS,
    INTENTS,
    ISOTOPES,
    LABS,
    MARKERS,
    NAMED,
    NUMBERS,
    OUTCOMES,
    SAID_CONDITIONS,
    SAID_MEDICATIONS,
    SAID_SITES,
    SAID_THERAPIES,
    SETTINGS,
    STATUSES,
    ULN,
    UNMAPPED,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def random_patient(draw: Draw) -> Json:
    """Return a patient file; some are nearly empty, some nearly full."""
    fullness = draw.one((4, 7, 8, 9, 9))
    patient: Json = {"screening_date": draw.as_of.isoformat()} if draw.chance(8) else {}
    patient |= kept(
        draw,
        fullness,
        weight=lambda: _measure(draw, "weight"),
        height=lambda: _measure(draw, "height"),
        life_expectancy_months=lambda: _measure(draw, "life_expectancy_months"),
        progression=lambda: _listed(draw, lambda: _progression(draw), bare=True),
        therapies=lambda: _listed(draw, lambda: _treatment(draw)),
        medications=lambda: _listed(draw, lambda: _medication(draw)),
        conditions=lambda: _listed(draw, lambda: _condition(draw)),
        labs=lambda: [lab for test in LABS for lab in _labs(draw, test)] + _clearances(draw),
        biomarkers=lambda: [_biomarker(draw) for _ in range(draw.integer(0, 4))],
        performance=lambda: _performance(draw),
    )
    patient |= _born(draw)
    for path, (_, said) in NAMED.items():
        if draw.chance(fullness):
            name = UNMAPPED if named_in_vocabulary(path) and draw.random.randrange(12) == 0 else draw.one(said)
            _put(patient, path, name)
    for path in FLAGS:
        if draw.chance(fullness):
            _put(patient, path, draw.chance(5))
    if patient.get("sex") == "male":
        patient.pop("pregnant", None)
    _diagnosis(draw, patient, fullness)
    return patient


def named_in_vocabulary(path: str) -> bool:
    return path in ("diagnosis.primary_site", "diagnosis.tumor_type", "diagnosis.syndrome", "sstr_imaging.tracer")


def _put(patient: Json, path: str, value: object) -> None:
    *folders, name = path.split(".")
    for folder in folders:
        patient = patient.setdefault(folder, {})
    patient[name] = value


def _born(draw: Draw) -> Json:
    if draw.chance(2):
        return {}
    age = draw.one(AGES) - draw.one((0, 0, 1))
    if draw.chance(3):
        return {"age": age}
    day = birthday(draw.as_of, -age) + timedelta(days=draw.one((-1, 0, 1, 30)))
    return {"birth_date": day.isoformat()[: draw.one((10, 10, 10, 7, 4))]}


def _measure(draw: Draw, fact: str) -> float | Json:
    _, values = NUMBERS[fact]
    if fact != "diagnosis.mitotic_count" and draw.chance(4):
        return draw.one(values)
    measure = draw.quantity(values)
    if draw.chance(5):
        measure["date"] = draw.when()
    if fact == "weight" and draw.chance(2):
        measure = {key: value * 1000 if key != "date" else value for key, value in measure.items()} | {"unit": "g"}
    if fact == "diagnosis.mitotic_count" and draw.chance(9):
        measure["unit"] = draw.one(("/2mm2", "/10HPF"))
        if draw.chance(3):
            measure["field_mm2"] = draw.one((0.2, 0.25))
    return measure


def _performance(draw: Draw) -> Json:
    part = kept(draw, 7, karnofsky=lambda: _measure(draw, "performance.karnofsky"))
    if draw.chance(5):
        ecog: Any = draw.integer(0, 4)
        if draw.chance(4):
            ecog = {"value": ecog} | ({"date": draw.when()} if draw.chance(8) else {})
        elif draw.chance(3):
            ecog = {"low": min(ecog, 2), "high": max(ecog, 1)}
        part["ecog"] = ecog
    return part


def _diagnosis(draw: Draw, patient: Json, fullness: int) -> None:
    part = patient.setdefault("diagnosis", {})
    part |= kept(
        draw,
        fullness,
        date=lambda: draw.when(future=0),
        ki67=lambda: _measure(draw, "diagnosis.ki67"),
        mitotic_count=lambda: _measure(draw, "diagnosis.mitotic_count"),
        metastatic_sites=lambda: _listed(draw, lambda: _site(draw)),
    )
    part |= kept(draw, 3, grade=lambda: draw.one(("G1", "G2", "G3")))
    if draw.chance(4):
        part["specimens"] = [_specimen(draw) for _ in range(draw.integer(1, 3))]
    if draw.chance(fullness):
        patient.setdefault("sstr_imaging", {}).update(
            kept(draw, fullness, date=draw.when, krenning=lambda: draw.integer(0, 4))
        )


def _specimen(draw: Draw) -> Json:
    return kept(
        draw,
        8,
        date=draw.when,
        ki67=lambda: draw.quantity(NUMBERS["diagnosis.ki67"][1]),
        mitotic_count=lambda: (
            draw.quantity(NUMBERS["diagnosis.mitotic_count"][1]) | {"unit": draw.one(("/2mm2", "/10HPF"))}
        ),
    ) | kept(
        draw,
        3,
        grade=lambda: draw.one(("G1", "G2", "G3")),
        differentiation=lambda: draw.one(("well", "moderate", "poor")),
    )


def _listed(draw: Draw, make: Callable[[], Any], *, bare: bool = False) -> list[Any] | Json:
    items = [make() for _ in range(draw.one((0, 0, 1, 1, 2, 3)))]
    if draw.chance(2 if not bare else 7):
        return items
    return {"complete": draw.chance(8), "items": items}


def _name(draw: Draw, pool: Sequence[str]) -> str:
    return UNMAPPED if draw.random.randrange(16) == 0 else draw.one(pool)


def _period(draw: Draw) -> Json:
    """Return when something was given: often ended, sometimes running, sometimes with a planned stop."""
    form = draw.random.randrange(8)
    part: Json = {"start": draw.when()} if draw.chance(5) else {}
    if form <= 4:
        recent = draw.as_of - timedelta(days=draw.integer(0, 20))
        part["end"] = recent.isoformat() if draw.chance(2) else draw.when(future=4)
    elif form <= 6:
        part |= {"ongoing": draw.chance(8)}
    if "start" in part and "end" in part and days_of(part["end"])[-1] < days_of(part["start"])[0]:
        part["start"], part["end"] = part["end"], part["start"]
    return part


def _treatment(draw: Draw) -> Json:
    name = _name(draw, SAID_THERAPIES)
    term = found("therapy", name)
    key = "class" if term and terms("therapy")[term].get("is_class") else "agent"
    if draw.random.randrange(6) == 0:
        return {key: name, "never": True}
    return (
        {key: name}
        | _period(draw)
        | kept(
            draw,
            6,
            setting=lambda: draw.one(SETTINGS),
            outcome=lambda: draw.one(OUTCOMES),
            intent=lambda: draw.one(INTENTS),
            line=lambda: draw.integer(1, 3),
            cycles=lambda: draw.integer(0, 6),
            formulation=lambda: draw.one(("long_acting", "short_acting")),
            stable_since=lambda: draw.when(future=0),
        )
        | kept(draw, 1, isotope=lambda: draw.one(ISOTOPES))
    )


def _medication(draw: Draw) -> Json:
    return {"name": _name(draw, SAID_MEDICATIONS)} | _period(draw)


def _condition(draw: Draw) -> Json:
    part: Json = {"name": _name(draw, SAID_CONDITIONS)}
    if draw.chance(8):
        part["status"] = draw.one((*STATUSES, "active", "absent"))
    return part | kept(draw, 6, date=draw.when, stable_since=lambda: draw.when(future=0))


def _site(draw: Draw) -> str | Json:
    name = _name(draw, SAID_SITES)
    return name if draw.chance(4) else {"name": name, "status": draw.one((*STATUSES, "active", "absent"))}


def _progression(draw: Draw) -> Json:
    return kept(draw, 8, date=draw.when, criteria=lambda: draw.one(BASES)) | kept(
        draw, 5, on=lambda: _name(draw, SAID_THERAPIES)
    )


def _labs(draw: Draw, test: str) -> list[Json]:
    return [_lab(draw, test) for _ in range(draw.one((0, 1, 1, 1, 2, 3)))]


def _lab(draw: Draw, test: str) -> Json:
    unit = draw.one(tuple(LABS[test]))
    limits = LABS[test][unit]
    uln = ULN[test]
    multiples = [m * uln for m in (1.5, 2.5, 3)] if unit == next(iter(LABS[test])) else []
    values = [
        round(value, 4)
        for value in (*limits, limits[0] * 0.4, limits[0] / 2, limits[1] * 2, limits[0] * 1.1, *multiples)
    ]
    part: Json = {"test": test} | draw.quantity(values)
    if draw.random.randrange(12):
        part["unit"] = unit
    if draw.chance(9):
        part["date"] = draw.when() if draw.chance(4) else (draw.as_of - timedelta(days=draw.integer(0, 15))).isoformat()
    if draw.chance(8):
        part |= {"uln": uln, "lln": 1}
    return part


def _clearances(draw: Draw) -> list[Json]:
    rows: list[Json] = []
    if draw.chance(3):
        method = {} if draw.chance(5) else {"method": draw.one(("cockcroft_gault", "measured"))}
        rows.append({"test": "creatinine_clearance", "unit": "mL/min"} | draw.quantity((30, 50, 60, 90)) | method)
    if draw.chance(3):
        rows.append({"test": "egfr", "unit": "mL/min/{1.73_m2}"} | draw.quantity((30, 50, 60, 90)))
    return [row | ({"date": draw.when()} if draw.chance(7) else {}) for row in rows]


def _biomarker(draw: Draw) -> Json:
    dated = {"date": draw.when()} if draw.chance(6) else {}
    if draw.chance(3):
        unit = {"unit": "mut/Mb"} if draw.chance(8) else {}
        return {"name": "TMB"} | draw.quantity((5, 10, 16)) | unit | dated
    name = draw.one(tuple(MARKERS))
    result = UNMAPPED if draw.random.randrange(10) == 0 else draw.one(MARKERS[name])
    return {"name": name} | ({"result": result} if draw.chance(9) else {}) | dated
