"""Which facts are one question each, and what the answer to each can be."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, get_args

from criteria.declaration import Section
from criteria.facts import catalogue, find_fact
from matcher.asking import details, lists, results, scalars
from matcher.asking.cells import Domain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from criteria.profile import PatientProfile
    from matcher.asking.cells import Scene

BRAIN: Final = "conditions.brain_metastases"
_KIDNEY: Final = ("labs.creatinine",)
# What else settles a fact that is missing: the closed list of what is implied by what.
_IMPLIED_BY: Final[dict[str, tuple[str, ...]]] = {
    "diagnosis.grade": ("diagnosis.ki67", "diagnosis.mitotic_count"),
    "performance.ecog": ("performance.karnofsky",),
    "diagnosis.differentiation": ("diagnosis.tumor_type",),
    "diagnosis.tumor_type": ("diagnosis.cell_size",),
    "diagnosis.extent": (lists.SITES,),
    "pregnant": ("sex",),
    "breastfeeding": ("sex",),
    "childbearing_potential": ("sex",),
    "labs.creatinine_clearance": _KIDNEY,
    "labs.egfr": _KIDNEY,
    "birth_date": ("age",),
    BRAIN: (lists.SITES,),
}
_MOST_ASKED: Final = 12


def questions_about(missing: str, profile: PatientProfile) -> tuple[str, ...]:
    """Return the questions whose answer can settle what is missing.

    A named illness is a question, and so is the whole list, which says of every illness at once that it is absent.
    That a medicine is not taken can only be told by the whole list, so that is the only question about medicines.
    """
    if missing.startswith("medications"):
        return () if _is_whole(profile.medications) else (lists.MEDICATIONS,)
    direct = () if missing in ("conditions", "therapies") and _is_whole(getattr(profile, missing)) else (missing,)
    if missing.startswith("conditions.") and not _is_whole(profile.conditions):
        direct += (lists.CONDITIONS,)
    return direct + _IMPLIED_BY.get(missing, ())


def _is_whole(listing: object) -> bool:
    return bool(getattr(listing, "complete", False))


def domain_of(question: str, scene: Scene, touched: Iterable[str] = ()) -> Domain:
    """Return all answers to a question; `touched` are the missing facts it can settle, the most asked first."""
    base, _, name = question.partition(".")
    match question:
        case lists.CONDITIONS:
            return lists.all_conditions(_names(touched, lists.CONDITIONS), scene)
        case lists.MEDICATIONS:
            return lists.all_medications(_names(touched, lists.MEDICATIONS), scene)
        case lists.SITES:
            return Domain((), "uniform") if _sites_known(scene) else lists.metastatic_sites(scene)
        case "therapies":
            return lists.therapies(scene)
        case "progression":
            whole = _is_whole(scene.profile.progression)
            return Domain((), "uniform") if whole else lists.progression(scene)
        case _ if base == "labs" and name.endswith((".uln", ".lln")):
            test, _, limit = name.rpartition(".")
            return results.limit_of_normal(test, limit, scene)
        case _ if base == "labs" and "." not in name:
            return results.lab(name, scene)
        case _ if base == "biomarkers" and "." not in name:
            return results.biomarker(name, scene)
        case _ if base == "conditions" and name and "." not in name:
            return lists.condition(name, scene)
        case _ if question in catalogue():
            return scalars.single_fact(question, scene)
        case _:
            return details.detail(question, scene)


def _sites_known(scene: Scene) -> bool:
    return _is_whole(scene.profile.diagnosis.metastatic_sites)


def _names(touched: Iterable[str], base: str) -> Iterator[str]:
    """Yield the names asked for most; the others are so alike, and so rare, that they need no answer of their own."""
    named = (path.removeprefix(f"{base}.") for path in touched if path.startswith(f"{base}."))
    yield from list(dict.fromkeys(name for name in named if "." not in name))[:_MOST_ASKED]


@cache
def form_order(question: str) -> tuple[int, int, str]:
    """Return the place of a question in the form: its page, its place there, its name."""
    entry = find_fact(question)
    if entry is None:
        return len(get_args(Section)), 0, question
    base = next(
        (path for path in catalogue() if question == path or question.startswith((f"{path}.", f"{path}["))), question
    )
    return get_args(Section).index(entry.section), list(catalogue()).index(base), question
