"""Trials and patients made up for measuring speed: realistic in size and sharing, and the same for the same seed.

A trial asks ten things of sixty facts; seven of ten criteria are one limit or one yes/no, the others say *any of*,
*all of* or make an exception. Limits are the round ones of a menu, as in real protocols, so that 100,000 trials have
about 3,000 distinct atoms; or, without any sharing, no limit stands anywhere twice. Of each patient a quarter of the
facts is missing. Every trial is here twice: as the program's own data, and as plain numbers for engines that know
nothing of rules: a criterion is an `or` of `and`s of comparisons.
"""

from __future__ import annotations

import json
import random
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import accumulate, count
from typing import TYPE_CHECKING, Final

from benchmarks.made_patients import LABS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from criteria.strict_json import Json

CRITERIA: Final = 10
MISSING: Final = 0.25
OPS: Final = ("at_least", "above", "at_most", "below")
_NUMBERS: Final = {
    "diagnosis.ki67": (18.0, 9.0), "weight": (74.0, 14.0), "height": (171.0, 9.0),
    "performance.karnofsky": (80.0, 8.0), "life_expectancy_months": (14.0, 5.0),
}  # fmt: skip
_FLAGS: Final = {
    "diagnosis.measurable_disease": 0.9, "diagnosis.functioning": 0.2, "diagnosis.resectable": 0.1,
    "agrees_to_contraception": 0.95, "pregnant": 0.02, "breastfeeding": 0.02, "sstr_imaging.positive": 0.8,
    "sstr_imaging.all_lesions": 0.6,
}  # fmt: skip
_ILLNESSES: Final = {
    "hiv": 0.02, "hepatitis_b": 0.03, "hepatitis_c": 0.03, "stroke": 0.04, "heart_failure": 0.05, "diabetes": 0.17,
    "arrhythmia": 0.06, "pancreatitis": 0.02,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact as the program knows it, and how it is spread among patients; one without a spread is yes or no."""

    kind: str
    name: str
    mean: float
    spread: float = 0.0
    unit: str = ""

    def rule(self, op: str, limit: float) -> dict[str, Json]:
        """Return the program's rule for one comparison."""
        match self.kind:
            case "lab":
                return {"rule": "lab", "test": self.name, "unit": self.unit, op: limit}
            case "number":
                return {"rule": "number", "fact": self.name, op: limit}
            case "scale":
                return {"rule": "scale", "fact": self.name, op: int(limit)}
            case "flag":
                return {"rule": "flag", "fact": self.name}
            case _:
                return {"rule": "condition", "any_of": [self.name]}

    def drawn(self, dice: random.Random) -> float:
        """Draw a patient's value."""
        if self.kind == "scale":
            return float(dice.choices((0, 1, 2, 3), (45, 40, 12, 3))[0])
        if not self.spread:
            return float(dice.random() < self.mean)
        return round(max(self.mean / 50, dice.gauss(self.mean, self.spread)), 2)


FACTS: Final = (
    *(Fact("lab", name, mean, spread, unit) for name, (mean, spread, unit, *_) in list(LABS.items())[:38]),
    *(Fact("number", name, *spread) for name, spread in _NUMBERS.items()),
    Fact("scale", "performance.ecog", 1),
    *(Fact("flag", name, share) for name, share in _FLAGS.items()),
    *(Fact("condition", name, share) for name, share in _ILLNESSES.items()),
)
NUMERIC: Final = tuple(place for place, fact in enumerate(FACTS) if fact.spread)
Atom = tuple[int, str, float]  # which fact, how compared, with what
Literal = tuple[int, bool]  # which atom, and whether its opposite is meant
Terms = tuple[tuple[Literal, ...], ...]  # any of these, each all of its literals


@dataclass(frozen=True, slots=True)
class Asked:
    """A criterion: as terms, and in the shape that the program's rule has."""

    is_inclusion: bool
    terms: Terms
    shape: str
    literals: tuple[Literal, ...]


@dataclass(frozen=True, slots=True)
class MadeTrial:
    """A trial in plain numbers."""

    id: str
    is_label: bool
    is_recruiting: bool
    criteria: tuple[Asked, ...]


@dataclass(slots=True)
class MadeLibrary:
    """Trials that share their atoms, or that share nothing."""

    seed: int
    shares: bool = True
    atoms: list[Atom] = field(default_factory=list)
    trials: list[MadeTrial] = field(default_factory=list)
    _numbers: dict[Atom, int] = field(default_factory=dict)

    @classmethod
    def of(cls, size: int, seed: int, *, shares: bool = True) -> MadeLibrary:
        """Make so many trials."""
        made = cls(seed, shares)
        dice = random.Random(seed)
        limits = count(1)
        made.trials = [made._trial(dice, number, limits) for number in range(size)]
        return made

    def _trial(self, dice: random.Random, number: int, limits: Iterator[int]) -> MadeTrial:
        is_label = dice.random() < 0.02
        name = f"LABEL-MADE-{number}" if is_label else f"NCT{10_000_000 + number}"
        criteria = tuple(self._criterion(dice, limits) for _ in range(CRITERIA))
        return MadeTrial(name, is_label, dice.random() < 0.3, criteria)

    def _criterion(self, dice: random.Random, limits: Iterator[int]) -> Asked:
        is_inclusion = dice.random() < 0.5
        shape = dice.choices(("one", "any", "all", "when"), (70, 12, 8, 10))[0]
        size = {"one": 1, "any": dice.choice((2, 3)), "all": 2, "when": 3}[shape]
        literals = tuple(
            (self._atom(dice, limits, is_inclusion=is_inclusion), shape != "one" and dice.random() < 0.1)
            for _ in range(size)
        )
        return Asked(is_inclusion, _terms(shape, literals), shape, literals)

    def _atom(self, dice: random.Random, limits: Iterator[int], *, is_inclusion: bool) -> int:
        place = dice.choice(NUMERIC) if not self.shares or dice.random() < 0.8 else dice.randrange(len(FACTS))
        fact = FACTS[place]
        op, limit = "at_least", 1.0
        if fact.kind == "scale":
            op, limit = "at_most", float(dice.choice((0, 1, 1, 1, 2, 2, 3)))
        elif fact.spread:
            op = dice.choice(OPS)
            wants_low = is_inclusion == (op in ("at_least", "above"))
            step = _STEPS[bisect_left(_WEIGHTS, dice.random() * _WEIGHTS[-1])]
            limit = fact.mean + (-1 if wants_low else 1) * fact.spread * (0.9 + step * 0.2)
            limit = round(limit, 2) if self.shares else round(limit + next(limits) * 1e-7, 9)
        atom = (place, op, limit)
        if atom not in self._numbers:
            self._numbers[atom] = len(self.atoms)
            self.atoms.append(atom)
        return self._numbers[atom]

    def json(self, place: int) -> str:
        """Return one trial as the text of a trial file."""
        trial = self.trials[place]
        criteria = [self._criterion_json(number, asked) for number, asked in enumerate(trial.criteria, start=1)]
        return json.dumps(
            {
                "format": "zebramatch.trial/1",
                "id": trial.id,
                "title": f"A made-up study of treatment {place} in neuroendocrine tumours that have spread",
                "kind": "label" if trial.is_label else "trial",
                "coverage": "full",
                "status": "RECRUITING" if trial.is_recruiting else "COMPLETED",
                "source": {"registry": "made up", "record_date": "2026-11-01", "curated_by": "hand"},
                "criteria": criteria,
            }
        )

    def _criterion_json(self, number: int, asked: Asked) -> dict[str, Json]:
        rule = self.rule(asked)
        letter, kind = ("I", "inclusion") if asked.is_inclusion else ("E", "exclusion")
        return {"id": f"{letter}{number:02}", "kind": kind, "text": f"As the rule says: {asked.shape}", "rule": rule}

    def rule(self, asked: Asked) -> dict[str, Json]:
        """Return the program's rule for a criterion."""
        parts: list[Json] = []
        for number, is_opposite in asked.literals:
            place, op, limit = self.atoms[number]
            leaf = FACTS[place].rule(op, limit)
            parts.append({"rule": "not", "of": leaf} if is_opposite else leaf)
        if asked.shape == "one":
            return dict(parts[0]) if isinstance(parts[0], dict) else {}
        if asked.shape == "when":
            return {"rule": "when", "condition": parts[0], "then": parts[1], "otherwise": parts[2]}
        return {"rule": asked.shape, "of": parts}


_STEPS: Final = tuple(range(8))
_WEIGHTS: Final = tuple(accumulate(1 / (1 + step) for step in _STEPS))


def _terms(shape: str, literals: tuple[Literal, ...]) -> Terms:
    """Return a shape as terms; an exception needs the third, in which its condition does not matter."""
    if shape == "when":
        (condition, is_opposite), then, otherwise = literals
        return (((condition, is_opposite), then), ((condition, not is_opposite), otherwise), (then, otherwise))
    return (literals,) if shape == "all" else tuple((one,) for one in literals)


def made_values(number: int, seed: int, missing: float = MISSING) -> tuple[list[float], list[float | None]]:
    """Return a patient's facts as they are, and as they are known."""
    dice = random.Random(f"{seed}-{number}")
    whole = [fact.drawn(dice) for fact in FACTS]
    return whole, [None if dice.random() < missing else value for value in whole]


def patient_json(values: list[float | None]) -> dict[str, Json]:
    """Return a patient file's data."""
    found: dict[str, Json] = {"format": "zebramatch.patient/1", "screening_date": "2026-11-20"}
    labs: list[Json] = []
    conditions: list[Json] = []
    write: dict[str, Callable[[Fact, float], None]] = {
        "lab": lambda fact, value: labs.append(
            {"test": fact.name, "value": value, "unit": fact.unit, "date": "2026-11-10"}
        ),
        "condition": lambda fact, value: conditions.append(
            {"name": fact.name, "status": "active" if value else "absent"}
        ),
        "flag": lambda fact, value: _put(found, fact.name, bool(value)),
        "scale": lambda fact, value: _put(found, fact.name, int(value)),
        "number": lambda fact, value: _put(found, fact.name, value),
    }
    for fact, value in zip(FACTS, values, strict=True):
        if value is not None:
            write[fact.kind](fact, value)
    return found | {"labs": labs, "conditions": conditions}


def _put(data: dict[str, Json], path: str, value: Json) -> None:
    section, _, name = path.rpartition(".")
    inner = data.setdefault(section, {}) if section else data
    if isinstance(inner, dict):
        inner[name] = value
