"""What a single fact can be: numbers cut at every limit, steps, choices, names, yes and no, dates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from criteria.dates import PartialDate
from criteria.facts import catalogue
from criteria.measures import Measure, MitoticCount
from criteria.vocabulary import vocabulary
from matcher.asking.cells import (
    REMARKABLE,
    Choice,
    Domain,
    days_between,
    kept_possible,
    middle,
    pieces,
    turning_days,
    weighed,
)
from matcher.asking.edits import as_number, value_at, with_value
from matcher.asking.priors import WHOLE
from matcher.asking.thresholds import MITOSES
from matcher.case import overlap
from matcher.implied import PER_AREA
from matcher.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from criteria.facts import FactEntry
    from criteria.profile import PatientProfile
    from criteria.vocabulary import Kind
    from matcher.asking.cells import Key, Scene

SCAN_DATE: Final = "sstr_imaging.date"
_TENS: Final = tuple(Fraction(value) for value in range(0, 101, 10))
_LIVING: Final = tuple(Fraction(step) for step in range(5))  # ECOG 5 is dead
_WHOLE_STEPS: Final = ("sstr_imaging.krenning",)
_ADULT: Final = 18
# Facts of which one answer is usual, so that the others are out of the ordinary.
_ORDINARY: Final[dict[str, Callable[[Key], bool]]] = {
    "age": lambda key: isinstance(key, Fraction) and key >= _ADULT,
    "pregnant": lambda key: key is False,
    "breastfeeding": lambda key: key is False,
    "agrees_to_contraception": lambda key: key is True,
    "diagnosis.measurable_disease": lambda key: key is True,
    "diagnosis.confirmed_by": lambda key: key == "histology",
    "performance.karnofsky": lambda key: key in ("70", "80", "90", "100"),
    "performance.ecog": lambda key: key in ("0", "1", "2"),
}
_STEPS: Final = {"performance.ecog": _LIVING, "performance.karnofsky": _TENS}


@dataclass(frozen=True, slots=True)
class Asked:
    """A fact of the catalogue in a scene."""

    entry: FactEntry
    scene: Scene

    @property
    def known(self) -> object:
        """What is recorded."""
        return value_at(self.scene.profile, self.entry.path)

    def holding(self, value: object) -> PatientProfile:
        """Return the profile with this answer; an answer about the scan brings the scan's date where none is known."""
        path, profile = self.entry.path, with_value(self.scene.profile, self.entry.path, value)
        if path.startswith("sstr_imaging.") and path != SCAN_DATE:
            return with_value(profile, SCAN_DATE, PartialDate.of(self.scene.day))
        return profile


def single_fact(path: str, scene: Scene) -> Domain:
    """Return what the fact at a path of the catalogue can be; nothing where it is known well enough."""
    asked = Asked(catalogue()[path], scene)
    is_ordinary = _ORDINARY.get(path)
    choices = [replace(one, is_ordinary=is_ordinary is not None and is_ordinary(one.key)) for one in _choices(asked)]
    return weighed(kept_possible(scene, path, choices), scene.priors.get(path), WHOLE - REMARKABLE)


def _choices(asked: Asked) -> Iterable[Choice]:
    path, kind = asked.entry.path, asked.entry.kind
    is_known = asked.known is not None and not isinstance(asked.known, Measure)
    if path == "age":
        found = _ages(asked)
    elif is_known and not _may_be_renewed(asked):
        found = _narrower(asked)
    elif kind == "flag":
        found = (Choice(value, asked.holding(value)) for value in (True, False))
    elif path in _WHOLE_STEPS:
        found = (Choice(str(step), asked.holding(step)) for step in range(5))
    elif asked.entry.choices and path not in _STEPS:
        found = (Choice(choice.value, asked.holding(choice.value)) for choice in asked.entry.choices)
    elif kind == "date":
        found = _dates(asked)
    elif kind == "name":
        found = _names(asked)
    else:
        found = _numbers(asked)
    return found


def _may_be_renewed(asked: Asked) -> bool:
    """Whether a known finding of the scan can be asked anew, because the scan is undated or may be too old."""
    path, scan = asked.entry.path, asked.scene.profile.sstr_imaging
    return path.startswith("sstr_imaging.") and path != SCAN_DATE and scan.date != PartialDate.of(asked.scene.day)


def _ages(asked: Asked) -> Iterator[Choice]:
    profile = asked.scene.profile
    if profile.age is not None or profile.birth_date is not None:
        return
    cuts = asked.scene.thresholds.numbers.get("age", ())
    years = dict.fromkeys(int(middle(piece)) for piece in pieces(cuts, Fraction(0), Fraction(asked.entry.high or 130)))
    for age in years:
        yield Choice(Fraction(age), profile.model_copy(update={"age": age}))


def _numbers(asked: Asked) -> Iterator[Choice]:
    """Yield a measure for each piece, dated on the day it is asked, within what is already known of it."""
    path, known, day = asked.entry.path, asked.known, PartialDate.of(asked.scene.day)
    low, high = (None if end is None else Fraction(end) for end in (asked.entry.low, asked.entry.high))
    unit = asked.entry.unit or None
    if isinstance(known, Measure):
        if known.interval.is_point:
            if known.date == day:
                return
        else:
            within = known.interval.clipped(low, high)
            low, high = within.low, within.high
    steps = _STEPS.get(path)
    cuts = asked.scene.thresholds.numbers.get(path, ())
    values = steps or tuple(middle(piece) for piece in pieces(cuts, low, high))
    for value in values:
        if (low is not None and value < low) or (high is not None and value > high):
            continue
        number = as_number(value)
        if path == MITOSES:
            measure: Measure = MitoticCount(value=number, unit=PER_AREA, date=day)
        else:
            measure = Measure(value=number, unit=unit, date=day)
        yield Choice(str(number) if steps else value, asked.holding(measure))


def _names(asked: Asked) -> Iterator[Choice]:
    terms = tuple(asked.scene.thresholds.terms.get(asked.entry.path, ()))
    kind = asked.entry.vocabulary
    for term in terms:
        yield Choice(term, asked.holding(term))
    other = _other(kind, terms) if kind else next((code for code in ("ZZ", "XX") if code not in terms), None)
    if other is not None and terms:
        yield Choice(other, asked.holding(other))


def _other(kind: Kind, terms: tuple[str, ...]) -> str | None:
    """Return a name that is surely none of those asked for."""
    return next(
        (name for name in vocabulary(kind).terms if all(overlap(kind, name, term) is Truth.FALSE for term in terms)),
        None,
    )


def _narrower(asked: Asked) -> Iterator[Choice]:
    """Yield what a broad name, such as "midgut", may be in detail."""
    kind, known = asked.entry.vocabulary, asked.known
    term = vocabulary(kind).find(known) if kind and isinstance(known, str) else None
    if kind is None or term is None:
        return
    inner = [name for name in asked.scene.thresholds.terms.get(asked.entry.path, ()) if name != term.id]
    below = [name for name in inner if vocabulary(kind).is_a(name, term.id)]
    for name in below:
        yield Choice(name, asked.holding(name))
    if below:
        yield from (Choice(name, asked.holding(name)) for name in _siblings(kind, term.id, below))


def _siblings(kind: Kind, broad: str, below: list[str]) -> tuple[str, ...]:
    """Return one name below the broad one that is none of those asked for, where there is one."""
    candidates = (name for name in vocabulary(kind).terms if vocabulary(kind).is_a(name, broad) and name != broad)
    free = (name for name in candidates if all(overlap(kind, name, term) is Truth.FALSE for term in below))
    first = next(free, None)
    return () if first is None else (first,)


def _dates(asked: Asked) -> Iterator[Choice]:
    turns = turning_days(asked.scene.thresholds.spans.get(asked.entry.path, ()), asked.scene.day)
    for when in days_between(turns, asked.scene.day):
        yield Choice(when.text, with_value(asked.scene.profile, asked.entry.path, when))
