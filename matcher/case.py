"""One patient on one as-of date, made ready for judging: names looked up, what lies in the future left out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

from criteria.dates import PartialDate, born_between
from criteria.entries import Biomarker, Condition, Lab, Medication, Therapy
from criteria.tumour import MetastaticSite
from criteria.vocabulary import vocabulary
from matcher.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from criteria.entries import Progression
    from criteria.parts import Listing
    from criteria.profile import PatientProfile
    from criteria.vocabulary import Kind, Term

Item = TypeVar("Item")
Tested = TypeVar("Tested", Lab, Biomarker)
Listable = TypeVar("Listable", Therapy, Medication, Condition, MetastaticSite)
ListName = Literal["therapies", "medications", "conditions", "diagnosis.metastatic_sites"]


@lru_cache(maxsize=16_384)
def overlap(kind: Kind, recorded: str, asked: str) -> Truth:
    """Whether something recorded under one term is what another term asks for.

    True when the recorded term is the asked one or lies below it; unknown when it is broader or only overlaps.
    One drug is no combination that it may be part of: it may be what is asked only where that lies below it.
    """
    terms = vocabulary(kind)
    if terms.is_a(recorded, asked):
        return Truth.TRUE
    if kind in ("therapy", "medication") and not terms.terms[recorded].is_class:
        return Truth.UNKNOWN if terms.is_a(asked, recorded) else Truth.FALSE
    return Truth.UNKNOWN if terms.overlaps(recorded, asked) else Truth.FALSE


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

    def is_meant(self, kind: Kind, recorded: Term | None, asked: str) -> Truth:
        """Whether what is recorded is the asked term; where it only may be, the list's denial of that term decides."""
        found = Truth.UNKNOWN if recorded is None else overlap(kind, recorded.id, asked)
        return Truth.FALSE if found is Truth.UNKNOWN and self.denies(kind, asked) else found


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
        results = ((lab.test, lab) for lab in self.profile.labs or ())
        return self._by_name("labs", results, "lab_test")

    @cached_property
    def biomarkers(self) -> dict[str, tuple[Entry[Biomarker], ...]]:
        """Results by biomarker id, up to the as-of date."""
        results = ((biomarker.name, biomarker) for biomarker in self.profile.biomarkers or ())
        return self._by_name("biomarkers", results, "biomarker")

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
        lists = (
            self.therapies.left_out,
            self.medications.left_out,
            self.conditions.left_out,
            self.progression.left_out,
        )
        paths = [path for left_out in lists for path in left_out]
        paths += [f"labs[{n}]" for n, lab in enumerate(self.profile.labs or ()) if self.is_future(lab.date)]
        biomarkers = enumerate(self.profile.biomarkers or ())
        paths += [f"biomarkers[{n}]" for n, biomarker in biomarkers if self.is_future(biomarker.date)]
        specimens = enumerate(self.profile.diagnosis.specimens or ())
        paths += [f"diagnosis.specimens[{n}]" for n, specimen in specimens if self.is_future(specimen.date)]
        return tuple(paths + [path for path, when in self._single_dates() if self.is_future(when)])

    def _single_dates(self) -> Iterator[tuple[str, PartialDate | None]]:
        diagnosis, performance = self.profile.diagnosis, self.profile.performance
        yield "diagnosis.date", diagnosis.date
        yield "sstr_imaging", self.profile.sstr_imaging.date
        measures = (
            ("diagnosis.ki67", diagnosis.ki67),
            ("diagnosis.mitotic_count", diagnosis.mitotic_count),
            ("performance.ecog", performance.ecog),
            ("performance.karnofsky", performance.karnofsky),
            ("weight", self.profile.weight),
            ("height", self.profile.height),
            ("life_expectancy_months", self.profile.life_expectancy_months),
        )
        for path, measure in measures:
            if measure is not None:
                yield path, measure.date

    def _entries(self, path: ListName, listing: Listing[Listable] | None, kind: Kind) -> Entries[Listable]:
        entries: list[Entry[Listable]] = []
        denied: list[Entry[Listable]] = []
        left_out: list[str] = []
        for index, item in enumerate(listing.items if listing else ()):
            name, began, is_denied = _read(item)
            entry = Entry(f"{path}[{index}]", item, name, _find(kind, name))
            if self.is_future(began):
                left_out.append(entry.path)
            elif is_denied:
                denied.append(entry)
            else:
                entries.append(entry)
        is_whole = listing is not None and listing.complete and not left_out
        proves = is_whole and all(entry.term is not None for entry in entries)
        return Entries(path, tuple(entries), tuple(denied), proves, tuple(left_out), listing is not None)

    def _by_name(
        self, path: str, results: Iterable[tuple[str, Tested]], kind: Kind
    ) -> dict[str, tuple[Entry[Tested], ...]]:
        found: dict[str, list[Entry[Tested]]] = {}
        for index, (name, item) in enumerate(results):
            term = _find(kind, name)
            if not self.is_future(item.date):
                key = term.id if term else name.casefold()
                found.setdefault(key, []).append(Entry(f"{path}[{index}]", item, name, term))
        return {key: tuple(entries) for key, entries in found.items()}


def _find(kind: Kind, name: str | None) -> Term | None:
    return vocabulary(kind).find(name) if name else None


def _read(item: Therapy | Medication | Condition | MetastaticSite) -> tuple[str, PartialDate | None, bool]:
    """Return an item's name, the date it began, and whether it says that something is absent."""
    match item:
        case Therapy():
            return item.name, item.start, bool(item.never)
        case Medication():
            return item.title, item.start, False
        case Condition():
            return item.name, item.date, item.status == "absent"
        case MetastaticSite():
            return item.name, None, item.status == "absent"
