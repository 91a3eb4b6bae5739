"""What a point is about where nothing could be read in it: by the first telling word, and never asserted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from criteria.parsing.found import Found
from criteria.parsing.statements import Statement

if TYPE_CHECKING:
    from criteria.parsing.scanning import Token
    from criteria.parsing.statements import Concept

_ALLERGIC: Final = frozenset(("hypersensitivity", "allergy", "allergic", "allergic reaction", "anaphylaxis"))
_ILLNESS: Final = frozenset(
    ("intercurrent illness", "illness", "uncontrolled intercurrent illness", "serious medical condition")
)
_WHOLE: Final[tuple[Concept, ...]] = ("contraception", "consent_compliance")
_BOUNDLESS: Final = {
    "ki67": Statement("ki67"),
    "mitotic_rate": Statement("mitotic_rate"),
    "ecog": Statement("ecog"),
    "karnofsky": Statement("karnofsky"),
    "life_expectancy": Statement("life_expectancy"),
    "clearance": Statement("creatinine_clearance"),
    "gfr": Statement("creatinine_clearance", "gfr"),
    "qtc": Statement("cardiac", "qtc"),
    "lvef": Statement("cardiac", "lvef"),
    "nyha": Statement("cardiac", "nyha"),
}
_STRONG: Final = (
    "biomarker",
    "sstr_uptake",
    "brain_mets",
    "other_malignancy",
    "pregnancy_lactation",
    "autoimmune",
    "measurable_disease",
    "infection_hiv_hep",
    "cardiac",
    "other",
    "progression_window",
    "prior_therapy",
    "histology",
    "stage",
)


def whole(tokens: list[Token]) -> Statement | None:
    """Return the one thing a point is about when whatever else it names only serves to explain it."""
    texts = {token.text for token in tokens}
    if not texts.isdisjoint(_ILLNESS):
        return Statement("other", "intercurrent_illness")
    said = {token.means.get("CONCEPTS") for token in tokens if token.means}
    for concept in _WHOLE:
        if concept in said:
            return Statement(concept)
    allergic = not texts.isdisjoint(_ALLERGIC)
    if allergic or any(token.means.get("condition") == "hypersensitivity" for token in tokens if token.means):
        return Statement("other", "hypersensitivity")
    return None


def cue(tokens: list[Token]) -> Found:
    """Return the concept of a point in which nothing else was found."""
    named = next((token for token in tokens if "LAB" in token.means or token.means.get("SUBJECT") in _BOUNDLESS), None)
    if named is not None:
        statement = Statement("lab", named.means["LAB"]) if "LAB" in named.means else _BOUNDLESS[named.means["SUBJECT"]]
        return Found((statement,), 0, 0, is_sure=False)
    said = {token.means.get("CONCEPTS", "") for token in tokens}
    concept = next((one for one in _STRONG if one in said), "other")
    return Found((Statement(cast("Concept", concept)),), 0, 0, is_sure=False)
