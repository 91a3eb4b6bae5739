"""What a whole list can be: illnesses, medicines, metastases, progressions, treatments; and one illness by itself."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from criteria.dates import PartialDate
from criteria.entries import Condition, Course, Medication, Progression, ProgressionBasis, Therapy
from criteria.parts import Listing
from criteria.tumour import MetastaticSite
from criteria.vocabulary import vocabulary
from matcher.asking.cells import (
    RARE,
    REMARKABLE,
    Cell,
    Choice,
    Domain,
    days_between,
    turning_days,
    weighed,
)
from matcher.asking.edits import with_value
from matcher.asking.imagined import Family, imagined
from matcher.asking.priors import WHOLE
from matcher.case import Case

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from criteria.profile import PatientProfile
    from matcher.asking.cells import Scene

CONDITIONS, MEDICATIONS, SITES = "conditions", "medications", "diagnosis.metastatic_sites"
NONE: Final = "none"
PRESENT: Final = ("active", "controlled", "past")
# Of a whole list of illnesses or medicines: that none of those asked for is on it.
NONE_ASKED: Final = Fraction(1, 2)
_OTHER_BASES: Final[tuple[ProgressionBasis, ...]] = ("radiological", "clinical")
_FAMILIES: Final[dict[str, Family]] = {"nec": "nec", "minen": "nec", "net": "net"}


def condition(name: str, scene: Scene) -> Domain:
    """Return what one illness can be: absent, or present in a state, with its date on each side of each window."""
    path = f"{CONDITIONS}.{name}"
    turns = turning_days(scene.thresholds.spans.get(path, ()), scene.day)
    dates: Sequence[PartialDate | None] = days_between(turns, scene.day) if turns else (None,)
    choices = [Choice("absent", with_condition(scene.profile, Condition(name=name, status="absent")), is_ordinary=True)]
    for status in PRESENT:
        for when in dates:
            item = Condition(name=name, status=status, date=when, stable_since=when)
            choices.append(Choice(status, with_condition(scene.profile, item)))
    return weighed(choices, scene.priors.get(path), WHOLE - RARE)


def with_condition(profile: PatientProfile, item: Condition) -> PatientProfile:
    """Return the profile with one illness more, or one that is known to be absent."""
    known = profile.conditions or Listing[Condition]()
    return profile.model_copy(update={"conditions": known.model_copy(update={"items": (*known.items, item)})})


def all_conditions(asked: Iterable[str], scene: Scene) -> Domain:
    """Return what the complete list can be: what is known and none of those asked for, or one of them beside it."""
    known = scene.profile.conditions or Listing[Condition]()

    def listing(*more: Condition) -> PatientProfile:
        whole = Listing[Condition](complete=True, items=(*known.items, *more))
        return scene.profile.model_copy(update={"conditions": whole})

    none = listing()
    shares = {name: _share_present(name, scene) for name in asked}
    sure = PartialDate.of(scene.day)
    cells = [
        Cell(name, share, listing(Condition(name=name, status="active", date=sure)), _above("condition", name), none)
        for name, share in shares.items()
    ]
    return _with_none(none, cells, scene, CONDITIONS)


def _share_present(name: str, scene: Scene) -> Fraction:
    prior = scene.priors.get(f"{CONDITIONS}.{name}")
    if prior is None:
        return RARE
    return sum((cell.part for cell in prior.cells if cell.status in PRESENT), Fraction(0))


def _above(kind: str, name: str) -> frozenset[str]:
    base = CONDITIONS if kind == "condition" else MEDICATIONS
    terms = vocabulary("condition" if kind == "condition" else "medication")
    return frozenset(f"{base}.{term}" for term in (name, *terms.ancestors(name), *terms.descendants(name)))


def _with_none(none: PatientProfile, cells: list[Cell], scene: Scene, path: str) -> Domain:
    whole = sum((cell.share for cell in cells), Fraction(0))
    if not whole:
        return Domain((Cell(NONE, WHOLE, none),), "rare")
    rest = WHOLE - NONE_ASKED
    scaled = (Cell(cell.value, rest * cell.share / whole, cell.profile, cell.changes, cell.like) for cell in cells)
    is_published = any(f"{path}.{cell.value}" in scene.priors for cell in cells)
    return Domain((Cell(NONE, NONE_ASKED, none), *scaled), "published" if is_published else "rare")


def all_medications(asked: Iterable[str], scene: Scene) -> Domain:
    """Return what the complete list can be: none of those asked for, or one of them, running, beside what is known."""
    known = scene.profile.medications or Listing[Medication]()

    def listing(*more: Medication) -> PatientProfile:
        whole = Listing[Medication](complete=True, items=(*known.items, *more))
        return scene.profile.model_copy(update={"medications": whole})

    none = listing()
    cells = [
        Cell(name, REMARKABLE, listing(Medication(name=name, ongoing=True)), _above("medication", name), none)
        for name in asked
    ]
    return _with_none(none, cells, scene, MEDICATIONS)


def metastatic_sites(scene: Scene) -> Domain:
    """Return where the tumour can have spread to: complete lists, weighed by how often each site is involved."""
    diagnosis = scene.profile.diagnosis
    known = diagnosis.metastatic_sites or Listing[MetastaticSite]()
    spreads = imagined().spreads
    if known.items or diagnosis.extent == "metastatic":
        spreads = tuple(spread for spread in spreads if spread or known.items)
    elif diagnosis.extent is not None:
        spreads = ((),)
    cells: dict[tuple[str, ...], Cell] = {}
    listed = {item.name for item in known.items}
    for spread in spreads:
        more = tuple(MetastaticSite(name=name) for name in spread if name not in listed)
        items = (*known.items, *more)
        whole = Listing[MetastaticSite](complete=True, items=items)
        names = tuple(item.name for item in items)
        share = _share_of_spread(frozenset(names), scene)
        cells.setdefault(names, Cell(" ".join(names) or NONE, share, with_value(scene.profile, SITES, whole)))
    total = sum((cell.share for cell in cells.values()), Fraction(0))
    is_published = any(path.startswith(f"{SITES}.") for path in scene.priors)
    return Domain(
        tuple(Cell(cell.value, cell.share / total, cell.profile) for cell in cells.values()),
        "published" if is_published else "uniform",
    )


def _share_of_spread(names: frozenset[str], scene: Scene) -> Fraction:
    """Return the product of the published shares of the sites that are and are not involved."""
    share = WHOLE
    for path, prior in scene.priors.items():
        if path.startswith(f"{SITES}."):
            there = sum((cell.part for cell in prior.cells if cell.status in PRESENT), Fraction(0))
            share *= there if path.removeprefix(f"{SITES}.") in names else WHOLE - there
    return share


def progression(scene: Scene) -> Domain:
    """Return what the course can be: no progression, or one by RECIST 1.1 on each side of each window, or otherwise."""
    known = scene.profile.progression or Course(complete=True)
    turns = turning_days(scene.thresholds.spans.get("progression", ()), scene.day)
    on = _latest_treatment(scene)
    events = [
        (when.text, Progression(date=when, criteria="RECIST 1.1", on=on)) for when in days_between(turns, scene.day)
    ]
    recent = PartialDate.of(scene.day)
    events += [(basis, Progression(date=recent, criteria=basis, on=on)) for basis in _OTHER_BASES]
    choices = [Choice(NONE, _with_course(scene.profile, known))]
    choices += [Choice(key, _with_course(scene.profile, known, event)) for key, event in events]
    return weighed(choices, scene.priors.get("progression"))


def _with_course(profile: PatientProfile, known: Course, *more: Progression) -> PatientProfile:
    return profile.model_copy(update={"progression": Course(complete=True, items=(*known.items, *more))})


def _latest_treatment(scene: Scene) -> str | None:
    given = [entry for entry in Case(scene.profile, scene.day).therapies.items if entry.item.intent != "local"]
    dated = [(entry.item.start.first, entry.name) for entry in given if entry.item.start is not None]
    return max(dated)[1] if dated else None


def therapies(scene: Scene) -> Domain:
    """Return what the treatments can be: made-up complete courses that fit the tumour, beside what is known."""
    known = scene.profile.therapies or Listing[Therapy]()
    family = family_of(scene.profile)
    courses = [history for history in imagined().histories if family is None or history.of == family]
    lists = dict.fromkeys(tuple(course.before(scene.day) for course in history.therapies) for history in courses)
    return weighed([Choice(str(place), _with_therapies(scene, known, more)) for place, more in enumerate(lists)], None)


def _with_therapies(scene: Scene, known: Listing[Therapy], more: tuple[Therapy, ...]) -> PatientProfile:
    have = {item.name for item in known.items}
    items = (*known.items, *(item for item in more if item.name not in have))
    return scene.profile.model_copy(update={"therapies": Listing[Therapy](complete=True, items=items)})


def family_of(profile: PatientProfile) -> Family | None:
    """Return the family of tumours whose usual treatments fit, or None where the type is not known."""
    terms = vocabulary("histology")
    term = terms.find(profile.diagnosis.tumor_type) if profile.diagnosis.tumor_type else None
    if term is None:
        return None
    return next((family for above, family in _FAMILIES.items() if terms.is_a(term.id, above)), "other")
