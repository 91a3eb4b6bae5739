"""Which facts are one question each, and what the answer to each can be."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, get_args

from criteria.declaration import Section
from criteria.facts import catalogue, find_fact
from matcher.asking import details, lists, results, scalars
from matcher.asking.cells import NOTHING
from matcher.asking.edits import value_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from criteria.profile import PatientProfile
    from matcher.asking.cells import Domain, Scene

BRAIN: Final = "conditions.brain_metastases"
_KIDNEY: Final = ("labs.creatinine",)
# What else settles a fact that is missing: the closed list of what is implied by what.
_IMPLIED_BY: Final[dict[str, tuple[str, ...]]] = {
    "diagnosis.grade": ("diagnosis.ki67", "diagnosis.mitotic_count"),
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
_NAMED: Final[dict[str, Callable[[str, Scene], Domain]]] = {
    "labs": results.lab,
    "biomarkers": results.biomarker,
    "conditions": lists.condition,
}


def questions_about(missing: str, profile: PatientProfile) -> tuple[str, ...]:
    """Return the questions whose answer can settle what is missing.

    A named illness is a question, and so is the whole list, which says of every illness at once that it is absent.
    That a medicine is not taken can only be told by the whole list, so that is the only question about medicines.
    """
    if missing.startswith("medications"):
        return () if _is_whole(profile.medications) else (lists.MEDICATIONS,)
    whole = (lists.CONDITIONS,) if missing.startswith("conditions.") and not _is_whole(profile.conditions) else ()
    return missing, *whole, *_IMPLIED_BY.get(missing, ())


def _is_whole(listing: object) -> bool:
    return bool(getattr(listing, "complete", False))


def domain_of(question: str, scene: Scene, touched: Iterable[str] = ()) -> Domain:
    """Return all answers to a question; `touched` are the missing facts it can settle, the most asked first."""
    whole = _whole_list(question, scene, touched)
    if whole is not None:
        return whole
    base, _, name = question.partition(".")
    if base in _NAMED and name:
        return _named(base, name, scene)
    return scalars.single_fact(question, scene) if question in catalogue() else details.detail(question, scene)


def _whole_list(question: str, scene: Scene, touched: Iterable[str]) -> Domain | None:
    """Return what a whole list can be, nothing where it is complete; None for what is no list."""
    makers: dict[str, Callable[[], Domain]] = {
        lists.CONDITIONS: lambda: lists.all_conditions(_names(touched, lists.CONDITIONS), scene),
        lists.MEDICATIONS: lambda: lists.all_medications(_names(touched, lists.MEDICATIONS), scene),
        lists.SITES: lambda: lists.metastatic_sites(scene),
        "therapies": lambda: lists.therapies(scene),
        "progression": lambda: lists.progression(scene),
    }
    if question not in makers:
        return None
    return NOTHING if _is_whole(value_at(scene.profile, question)) else makers[question]()


def _named(base: str, name: str, scene: Scene) -> Domain:
    """Return what a named test, biomarker or illness can be, or a detail of one."""
    item, _, part = name.partition(".")
    if base == "labs" and part in ("uln", "lln"):
        return results.limit_of_normal(item, part, scene)
    if part:
        return details.detail(f"{base}.{name}", scene)
    return _NAMED[base](item, scene)


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
