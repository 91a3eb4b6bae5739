"""How a fact is declared, once, on the field of the model that holds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Section = Literal[
    "diagnosis",
    "course",
    "performance",
    "imaging",
    "therapies",
    "medications",
    "labs",
    "biomarkers",
    "conditions",
    "general",
]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person sees of a fact: its names in two registers, its unit and bounds, and where it is found.

    `low` and `high` are the bounds of what the value can be; they also close an open-ended range.
    `vocabulary` names the kind of terms a free name is looked up in.
    """

    label: str
    plain: str
    section: Section
    question: str
    found_in: str
    unit: str = ""
    low: int | None = None
    high: int | None = None
    vocabulary: str = ""
