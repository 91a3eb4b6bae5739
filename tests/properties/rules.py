"""Random rules as JSON: all kinds, nested up to four deep, with limits from the pools that patients are drawn from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.properties.drawing import Draw, Json, kept
from tests.properties.pools import (
    AGES,
    ASKED_RESULTS,
    BASES,
    CONDITIONS,
    FLAGS,
    INTENTS,
    ISOTOPES,
    LABS,
    MEDICATIONS,
    MULTIPLES,
    NAMED,
    NUMBERS,
    OUTCOMES,
    SETTINGS,
    SITES,
    STATUSES,
    THERAPIES,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DEPTH = 4
COMPOSITES = ("all", "any", "not", "at_least", "when")


def random_rule(draw: Draw, depth: int = DEPTH) -> Json:
    """Return a rule tree; half of the inner nodes end early."""
    if depth > 1 and draw.chance(5):
        return _composite(draw, depth - 1)
    return _leaf(draw)


def _composite(draw: Draw, depth: int) -> Json:
    kind = draw.one(COMPOSITES)
    if kind == "not":
        return {"rule": kind, "of": random_rule(draw, depth)}
    if kind == "when":
        otherwise = {"otherwise": random_rule(draw, depth)} if draw.chance(7) else {}
        rule: Json = {"rule": kind, "condition": random_rule(draw, depth), "then": random_rule(draw, depth)}
        return rule | otherwise
    parts = [random_rule(draw, depth) for _ in range(draw.integer(1, 3))]
    count = {"count": draw.integer(1, len(parts))} if kind == "at_least" else {}
    return {"rule": kind, "of": parts} | count


def _leaf(draw: Draw) -> Json:
    kind = draw.one(tuple(LEAVES))
    return {"rule": kind} | LEAVES[kind](draw)


def _limits(draw: Draw, values: Sequence[float]) -> Json:
    low, high = sorted((draw.one(values), draw.one(values)))
    lower = {draw.one(("at_least", "above")): low}
    upper = {draw.one(("at_most", "below")): high}
    if low < high and draw.chance(3):
        return lower | upper
    return lower if draw.chance(5) else upper


def _whole(draw: Draw, most: int) -> Json:
    """Return limits of a count; never two that leave no whole number between them."""
    low, high = sorted((draw.integer(0, most), draw.integer(0, most)))
    if draw.chance(2):
        return {"at_least": low, "at_most": high}
    return draw.one(({"at_least": max(1, low)}, {"above": low}, {"at_most": high}, {"below": high + 1}))


def _max_age(draw: Draw) -> Json:
    return {"max_age": draw.duration()} if draw.chance(4) else {}


def _number(draw: Draw) -> Json:
    fact = draw.one(tuple(NUMBERS))
    rule: Json = {"fact": fact} | _limits(draw, NUMBERS[fact][0])
    if fact == "diagnosis.mitotic_count":
        rule["unit"] = draw.one(("/2mm2", "/10HPF"))
    if fact.startswith("diagnosis.") and draw.chance(6):
        return rule | {"specimen": draw.one(("latest", "highest", "any"))}
    return rule | _max_age(draw)


def _scale(draw: Draw) -> Json:
    fact = draw.one(("performance.ecog", "diagnosis.grade", "sstr_imaging.krenning"))
    low, high = sorted((draw.integer(1, 3), draw.integer(0, 3)))
    ends = draw.one(({"at_most": high}, {"at_most": high}, {"at_least": low}, {"at_least": low, "at_most": high}))
    if fact == "diagnosis.grade":
        # Every grade is at least 1 and at most 3: such limits would ask nothing.
        return {"fact": fact} | draw.one(({"at_most": 1}, {"at_most": 2}, {"at_least": 2}, {"at_least": 3}))
    return {"fact": fact} | ends | _max_age(draw)


def _one_of(draw: Draw) -> Json:
    fact = draw.one(tuple(NAMED))
    age = _max_age(draw) if fact == "sstr_imaging.tracer" else {}
    return {"fact": fact, "values": draw.some(NAMED[fact][0])} | age


def _flag(draw: Draw) -> Json:
    fact = draw.one(FLAGS)
    return {"fact": fact, "value": draw.chance(6)} | (_max_age(draw) if fact.startswith("sstr") else {})


def _window(draw: Draw) -> Json:
    return {draw.one(("within", "at_least_ago")): draw.duration()}


def _elapsed(draw: Draw) -> Json:
    return {"fact": "diagnosis.date"} | _window(draw)


def _progression(draw: Draw) -> Json:
    parts = kept(draw, 4, basis=lambda: draw.some(BASES), on=lambda: draw.some(THERAPIES))
    return parts | (_window(draw) if draw.chance(7) else {})


def _lab(draw: Draw) -> Json:
    test = draw.one(tuple(LABS))
    unit = draw.one(tuple(LABS[test]))
    return {"test": test, "unit": unit} | _limits(draw, LABS[test][unit]) | _max_age(draw)


def _lab_multiple(draw: Draw) -> Json:
    of = {"of": "lln"} if draw.chance(1) else {}
    return {"test": draw.one(tuple(LABS))} | _limits(draw, MULTIPLES) | of | _max_age(draw)


def _select(draw: Draw) -> Json:
    terms = {"any_of": draw.some(THERAPIES)} if draw.chance(8) else {}
    return (
        terms
        | kept(draw, 1, none_of=lambda: draw.some(THERAPIES))
        | kept(
            draw,
            1,
            intent=lambda: draw.some(INTENTS),
            setting=lambda: draw.some(SETTINGS),
            outcome=lambda: draw.some(OUTCOMES),
            isotope=lambda: draw.some(ISOTOPES),
            formulation=lambda: draw.one(("long_acting", "short_acting")),
        )
    )


def _listed(draw: Draw) -> Json:
    if draw.chance(7):
        return {"select": _select(draw)}
    return {"source": "medications", "select": {"any_of": draw.some(MEDICATIONS)}}


def _had(draw: Draw) -> Json:
    return _listed(draw) | ({"within": draw.duration()} if draw.chance(6) else {})


def _count(draw: Draw) -> Json:
    return _listed(draw) | _whole(draw, 2)


def _washout(draw: Draw) -> Json:
    form = draw.random.randrange(6)
    halves = {"half_lives": draw.integer(1, 5)}
    if form == 0:
        return _listed(draw) | {"at_least": halves}
    if form == 1:
        return _listed(draw) | {"at_least": {draw.one(("longer_of", "shorter_of")): [draw.duration(), halves]}}
    if form == 2:
        return _listed(draw) | {"at_least": {draw.one(("longer_of", "shorter_of")): [draw.duration(), draw.duration()]}}
    return _listed(draw) | {"at_least": draw.duration()}


def _stable_dose(draw: Draw) -> Json:
    return _listed(draw) | {"at_least": draw.duration()}


def _cycles(draw: Draw) -> Json:
    return {"select": _select(draw)} | _limits(draw, (0, 2, 4))


def _lines(draw: Draw) -> Json:
    return ({"select": _select(draw)} if draw.chance(5) else {}) | _whole(draw, 3)


def _condition(draw: Draw) -> Json:
    rule: Json = {"any_of": draw.some(CONDITIONS)} | _status(draw)
    if draw.chance(4):
        rule |= _window(draw)
    return rule | kept(draw, 2, stable_for=draw.duration)


def _status(draw: Draw) -> Json:
    return (
        {"status": draw.one((list(STATUSES), ["active"], ["past"], ["active", "controlled"]))} if draw.chance(5) else {}
    )


def _metastasis(draw: Draw) -> Json:
    return {"any_of": draw.some(SITES)} | _status(draw)


def _biomarker(draw: Draw) -> Json:
    if draw.chance(3):
        return {"name": "tmb", "unit": "mut/Mb"} | _limits(draw, (5, 10, 16)) | _max_age(draw)
    name = draw.one(tuple(ASKED_RESULTS))
    return {"name": name, "results": draw.some(ASKED_RESULTS[name])} | _max_age(draw)


def _clearance(draw: Draw) -> Json:
    method = draw.one(("cockcroft_gault", "ckd_epi_2021", "measured", "any_clearance"))
    return {"method": method} | _limits(draw, (30, 50, 60)) | _max_age(draw)


LEAVES: dict[str, Callable[[Draw], Json]] = {
    "number": _number,
    "scale": _scale,
    "one_of": _one_of,
    "flag": _flag,
    "elapsed": _elapsed,
    "progression": _progression,
    "lab": _lab,
    "lab_multiple": _lab_multiple,
    "had": _had,
    "count": _count,
    "ongoing": _listed,
    "washout": _washout,
    "stable_dose": _stable_dose,
    "cycles": _cycles,
    "lines": _lines,
    "condition": _condition,
    "metastasis": _metastasis,
    "biomarker": _biomarker,
    "age": lambda draw: _limits(draw, AGES),
    "clearance": _clearance,
    "judgement": lambda _draw: {"question": "Is it so?"},
}
