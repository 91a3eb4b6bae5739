"""What a test result can be: cut at every limit, absolute or a multiple of the limit of normal; and biomarkers."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from criteria.dates import PartialDate
from criteria.entries import Biomarker, Lab
from criteria.measures import exact
from criteria.vocabulary import lab_tests
from matcher.asking.cells import NOTHING, REMARKABLE, Choice, Domain, middle, pieces, weighed
from matcher.asking.edits import as_number
from matcher.asking.imagined import Ordinary, ordinary_results
from matcher.asking.priors import WHOLE
from matcher.case import Case
from matcher.leaves.results import deciding, opposites

if TYPE_CHECKING:
    from collections.abc import Iterator

    from criteria.profile import PatientProfile
    from matcher.asking.cells import Scene

_LIMITS: Final = ("lln", "uln")
_UNKNOWN_TEST: Final = Ordinary(test="", value=1, lln=None, uln=2)


@dataclass(frozen=True, slots=True)
class Tested:
    """A test, where its limits lie, and an ordinary result of it."""

    test: str
    unit: str
    cuts: tuple[Fraction, ...]
    ordinary: Ordinary

    def lab(self, value: Fraction, scene: Scene) -> Lab:
        """Return a fresh result with the limits of normal that go with it."""
        return Lab(
            test=self.test,
            value=as_number(value),
            unit=self.unit,
            date=PartialDate.of(scene.day),
            lln=self.ordinary.lln,
            uln=self.ordinary.uln,
        )


def lab(test: str, scene: Scene) -> Domain:
    """Return what a fresh result of a test can be."""
    tested = _tested(test, scene)
    ordinary = exact(tested.ordinary.value)
    choices = []
    for piece in pieces(tested.cuts, Fraction(0), None):
        is_ordinary = test in ordinary_results() and piece.hull(piece.point(ordinary)) == piece
        value = ordinary if is_ordinary else middle(piece)
        choices.append(Choice(value, with_lab(scene.profile, tested.lab(value, scene)), is_ordinary))
    return weighed(choices, scene.priors.get(f"labs.{test}"), WHOLE - REMARKABLE)


def _tested(test: str, scene: Scene) -> Tested:
    asked, ordinary = scene.thresholds, ordinary_results().get(test, _UNKNOWN_TEST)
    cuts = set(asked.numbers.get(f"labs.{test}", ()))
    for name in _LIMITS:
        limit = getattr(ordinary, name)
        if limit is not None:
            cuts |= {factor * exact(limit) for factor in asked.multiples.get(f"labs.{test}.{name}", ())}
    unit = lab_tests()[test].unit if test in lab_tests() else "1"
    return Tested(test, unit, tuple(sorted(cuts)), ordinary)


def with_lab(profile: PatientProfile, result: Lab) -> PatientProfile:
    """Return the profile with one result more."""
    return profile.model_copy(update={"labs": (*(profile.labs or ()), result)})


def limit_of_normal(test: str, name: str, scene: Scene) -> Domain:
    """Return what the limit of normal of the deciding result can be; its multiples are cut at each limit asked."""
    factors = scene.thresholds.multiples.get(f"labs.{test}.{name}", ())
    entries = deciding(Case(scene.profile, scene.day).labs.get(test, ()))
    values = [entry.item.value for entry in entries if entry.item.value]
    if not values:
        return NOTHING
    value = exact(values[0])
    places = {entry.path for entry in entries}
    choices = []
    for piece in pieces(factors, Fraction(0), None):
        factor = middle(piece)
        if factor > 0:
            limit = as_number(value / factor)
            labs = tuple(
                result.model_copy(update={name: limit}) if f"labs[{place}]" in places else result
                for place, result in enumerate(scene.profile.labs or ())
            )
            is_ordinary = factor <= 1 if name == "uln" else factor >= 1
            choices.append(Choice(factor, scene.profile.model_copy(update={"labs": labs}), is_ordinary))
    return weighed(choices, None, WHOLE - REMARKABLE)


def biomarker(name: str, scene: Scene) -> Domain:
    """Return what a biomarker can be: each result asked for, a result from the other side, and numbers."""
    path = f"biomarkers.{name}"
    choices = list(_in_words(name, tuple(scene.thresholds.terms.get(path, ())), scene))
    numbers = scene.thresholds.numbers.get(path, ())
    unit = scene.thresholds.units.get(path)
    for piece in pieces(numbers, Fraction(0), None) if numbers else ():
        value = middle(piece)
        entry = Biomarker(name=name, value=as_number(value), unit=unit, date=PartialDate.of(scene.day))
        choices.append(Choice(value, _with_biomarker(scene.profile, entry)))
    return weighed(choices, scene.priors.get(path))


def _in_words(name: str, asked: tuple[str, ...], scene: Scene) -> Iterator[Choice]:
    if not asked:
        return
    entry = Biomarker(name=name, result=asked[0], date=PartialDate.of(scene.day))
    denying = next((other for term in asked for other in opposites(term) if other not in asked), None)
    for result in (asked[0], *((denying,) if denying else ())):
        yield Choice(result, _with_biomarker(scene.profile, entry.model_copy(update={"result": result})))


def _with_biomarker(profile: PatientProfile, entry: Biomarker) -> PatientProfile:
    return profile.model_copy(update={"biomarkers": (*(profile.biomarkers or ()), entry)})
