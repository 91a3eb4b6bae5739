"""What a text states, before it is a rule: one statement for each thing said, as the text says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Direction = Literal["within", "at_least", "duration"]
Concept = Literal[
    "age",
    "sex",
    "ecog",
    "karnofsky",
    "ki67",
    "mitotic_rate",
    "grade",
    "differentiation",
    "histology",
    "primary_site",
    "stage",
    "measurable_disease",
    "progression_window",
    "prior_therapy",
    "prior_therapy_lines",
    "washout",
    "lab",
    "creatinine_clearance",
    "life_expectancy",
    "brain_mets",
    "pregnancy_lactation",
    "contraception",
    "infection_hiv_hep",
    "autoimmune",
    "cardiac",
    "other_malignancy",
    "biomarker",
    "sstr_uptake",
    "consent_compliance",
    "other",
]


@dataclass(frozen=True, slots=True)
class Bounds:
    """The numbers that are asked for; `unit` as the text gives it, `xULN` and `xLLN` for multiples."""

    low: float | None = None
    high: float | None = None
    low_included: bool = True
    high_included: bool = True
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """A length of time before now: the event lies inside it, must lie before it, or lasts so long."""

    amount: float
    unit: str
    direction: Direction
    included: bool = True
    half_lives: int = 0
    whichever: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a text states.

    `terms` are vocabulary ids, `but_not` kinds of them that are not meant, `scope` the patients it is limited to;
    `given` are treatments that tell the same of a patient as a condition among the terms does.
    """

    concept: Concept
    sub: str = ""
    bounds: Bounds | None = None
    window: Window | None = None
    terms: tuple[str, ...] = ()
    source: str = ""
    status: str = ""
    therapy: str = ""
    negated: bool = False
    scope: str = ""
    but_not: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
