"""One patient on one as-of date, made ready for judging: names looked up, what lies in the future left out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

from criteria.dates import PartialDate, born_between
from criteria.profile import Biomarker, Condition, Lab, Medication, MetastaticSite, Progression, Therapy
from criteria.vocabulary import vocabulary
from matcher.truth import Truth, truth

if TYPE_CHECKING:
    from datetime import date

    from criteria.profile import Listing, PatientProfile
    from criteria.vocabulary import Kind, Term

Item = TypeVar("Item", Therapy, Medication, Condition, MetastaticSite, Progression, Lab, Biomarker)
ListName = Literal["therapies", "medications", "conditions", "diagnosis.metastatic_sites"]


def overlap(kind: Kind, recorded: str, asked: str) -> Truth:
    """Whether something recorded under one term is what another term asks for.

    True when the recorded term is the asked one or lies below it; unknown when it is broader or only overlaps.
    """
    terms = vocabulary(kind)
    if terms.is_a(recorded, asked):
        return Truth.TRUE
    below_recorded = terms.descendants(recorded) | {recorded}
    below_asked = terms.descendants(asked) | {asked}
    return Truth.UNKNOWN if below_recorded & below_asked else Truth.FALSE


@dataclass(frozen=True, slots=True)
class Entry(Generic[Item]):
    """An item of a list, the path it stands at, and its term in the vocabulary (none when unmapped)."""

    path: str
    item: Item
    name: str
    term: Term | None


@dataclass(frozen=True, slots=True)
class Entries(Generic[Item]):
    """The usable items of one list.

    `denied` are entries that say something was never given or is absent; `proves_absence` whether what is not on
    the list is known to be absent; `left_out` the paths of items that lie after the as-of date.
    """

    path: str
    items: tuple[Entry[Item], ...]
    denied: tuple[Entry[Item], ...]
    proves_absence: bool
    left_out: tuple[str, ...]
    is_given: bool

    def denies(self, kind: Kind, asked: str) -> Entry[Item] | None:
        """Return the entry that denies the asked term, if one does."""
        for entry in self.denied:
            if entry.term is not None and vocabulary(kind).is_a(asked, entry.term.id):
                return entry
        return None


class Case:
    """A profile as it stands on the as-of date; what windows move is the clock's day, never the case."""

    def __init__(self, profile: PatientProfile, as_of: date) -> None:
        """Prepare `profile` for judging on `as_of`."""
        self.profile = profile
        self.as_of = as_of

    def is_future(self, when: PartialDate | None) -> bool:
        """Whether a date lies wholly after the as-of date."""
        return when is not None and when.first > self.as_of

    @cached_property
    def therapies(self) -> Entries[Therapy]:
        """Treatments of the tumour that have begun."""
        return self._entries("therapies", self.profile.therapies, "therapy")

    @cached_property
    def medications(self) -> Entries[Medication]:
        """Other medication that has begun."""
        return self._entries("medications", self.profile.medications, "medication")

    @cached_property
    def conditions(self) -> Entries[Condition]:
        """Conditions up to the as-of date."""
        return self._entries("conditions", self.profile.conditions, "condition")

    @cached_property
    def metastatic_sites(self) -> Entries[MetastaticSite]:
        """Sites of metastases."""
        return self._entries("diagnosis.metastatic_sites", self.profile.diagnosis.metastatic_sites, "site")

    @cached_property
    def progression(self) -> Entries[Progression]:
        """Progressions up to the as-of date; `on` is the name looked up."""
        course = self.profile.progression
        items = course.items if course else ()
        entries = tuple(
            Entry(f"progression[{index}]", item, item.on or "", _find("therapy", item.on))
            for index, item in enumerate(items)
        )
        future = tuple(entry.path for entry in entries if self.is_future(entry.item.date))
        usable = tuple(entry for entry in entries if entry.path not in future)
        complete = course is not None and course.complete and not future
        return Entries("progression", usable, (), complete, future, course is not None)

    @cached_property
    def labs(self) -> dict[str, tuple[Entry[Lab], ...]]:
        """Results by test id (or by folded name, for a test that the vocabulary lacks), up to the as-of date."""
        return self._by_name("labs", self.profile.labs or (), "lab_test")

    @cached_property
    def biomarkers(self) -> dict[str, tuple[Entry[Biomarker], ...]]:
        """Results by biomarker id, up to the as-of date."""
        return self._by_name("biomarkers", self.profile.biomarkers or (), "biomarker")

    @cached_property
    def birth(self) -> PartialDate | None:
        """The days the patient may be born on, from the birth date or from the age on the file's screening date."""
        profile = self.profile
        if profile.birth_date is not None:
            return profile.birth_date
        if profile.age is None:
            return None
        first, last = born_between(profile.age, profile.screening_date or self.as_of)
        return PartialDate(f"{first}/{last}", first, last)

    @cached_property
    def left_out(self) -> tuple[str, ...]:
        """Paths of what is dated after the as-of date and was left out."""
        lists = (self.therapies, self.medications, self.conditions, self.progression)
        paths = [path for entries in lists for path in entries.left_out]
        for name, items in (("labs", self.profile.labs), ("biomarkers", self.profile.biomarkers)):
            paths += [f"{name}[{n}]" for n, item in enumerate(items or ()) if self.is_future(item.date)]
        diagnosis, performance = self.profile.diagnosis, self.profile.performance
        dated = {
            "diagnosis.date": diagnosis.date,
            "sstr_imaging": self.profile.sstr_imaging.date,
            "diagnosis.ki67": diagnosis.ki67 and diagnosis.ki67.date,
            "diagnosis.mitotic_count": diagnosis.mitotic_count and diagnosis.mitotic_count.date,
            "performance.ecog": performance.ecog and performance.ecog.date,
            "performance.karnofsky": performance.karnofsky and performance.karnofsky.date,
        }
        paths += [path for path, when in dated.items() if self.is_future(when)]
        paths += [
            f"diagnosis.specimens[{n}]" for n, item in enumerate(diagnosis.specimens or ()) if self.is_future(item.date)
        ]
        return tuple(paths)

    def _entries(self, path: ListName, listing: Listing[Item] | None, kind: Kind) -> Entries[Item]:
        entries: list[Entry[Item]] = []
        denied: list[Entry[Item]] = []
        left_out: list[str] = []
        for index, item in enumerate(listing.items if listing else ()):
            name = _name(item)
            entry = Entry(f"{path}[{index}]", item, name, _find(kind, name))
            if getattr(item, "never", None) or getattr(item, "status", None) == "absent":
                denied.append(entry)
            elif self.is_future(_began(item)):
                left_out.append(entry.path)
            else:
                entries.append(entry)
        proves = (
            listing is not None
            and listing.complete
            and not left_out
            and all(entry.term is not None for entry in entries)
        )
        return Entries(path, tuple(entries), tuple(denied), proves, tuple(left_out), listing is not None)

    def _by_name(self, path: str, items: tuple[Item, ...], kind: Kind) -> dict[str, tuple[Entry[Item], ...]]:
        found: dict[str, tuple[Entry[Item], ...]] = {}
        for index, item in enumerate(items):
            if isinstance(item, Lab | Biomarker) and self.is_future(item.date):
                continue
            name = _name(item)
            term = _find(kind, name)
            key = term.id if term else name.casefold()
            found[key] = (*found.get(key, ()), Entry(f"{path}[{index}]", item, name, term))
        return found


def _find(kind: Kind, name: str | None) -> Term | None:
    return vocabulary(kind).find(name) if name else None


def _name(item: Item) -> str:
    match item:
        case Therapy():
            return item.name
        case Medication():
            return item.title
        case Lab():
            return item.test
        case Progression():
            return item.on or ""
        case _:
            return item.name


def _began(item: Item) -> PartialDate | None:
    match item:
        case Therapy() | Medication():
            return item.start
        case Condition():
            return item.date
        case _:
            return None


def running(entry: Therapy | Medication, reached_end: Truth | None) -> Truth:
    """Whether a treatment is running; `reached_end` says whether its recorded end has come."""
    if entry.ongoing:
        return Truth.TRUE
    if reached_end is not None:
        return Truth(2 - reached_end.value)
    return Truth.UNKNOWN if entry.ongoing is None else truth(holds=False)
