"""Entries of the patient file that cannot all be so: of specimens, of treatments and the course, of one day's tests."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

from criteria.measures import Measure, MitoticCount
from criteria.vocabulary import lab_tests
from matcher import implied
from matcher.leaves.results import converted
from matcher.leaves.single import value_at
from matcher.leaves.specimens import carriers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from criteria.entries import Lab, Progression, Therapy
    from criteria.measures import Interval
    from criteria.tumour import Specimen
    from matcher.case import Case, Entry

_TOLD_BY_SPECIMENS: Final = ("ki67", "mitotic_count", "grade", "differentiation")
# Two results of one day differ by chance and by method; one more than twice the other is a slip of the pen or unit.
_TOO_FAR: Final = 2


def contradicting_entries(case: Case) -> Iterator[tuple[str, ...]]:
    """Yield the paths of entries that contradict each other or a stated fact."""
    for name in _TOLD_BY_SPECIMENS:
        yield from _stated_and_told(case, name)
    for index, specimen in carriers(case, "grade"):
        yield from _within(specimen, f"diagnosis.specimens[{index}]")
    for therapy in case.therapies.items:
        yield from _of_outcome(case, therapy)
    for test, entries in case.labs.items():
        for one, other in combinations(entries, 2):
            if _is_too_far(test, one.item, other.item):
                yield one.path, other.path


def _stated_and_told(case: Case, name: str) -> Iterator[tuple[str, ...]]:
    """Yield a stated fact that fits none of the specimens that tell it."""
    stated = value_at(case, f"diagnosis.{name}")
    told = carriers(case, name)
    if stated is not None and told and all(_excludes(stated, getattr(item, name)) for _, item in told):
        yield f"diagnosis.{name}", *(f"diagnosis.specimens[{index}].{name}" for index, _ in told)


def _excludes(stated: object, told: object) -> bool:
    """Whether two values cannot both be so; what cannot be compared may be."""
    if not isinstance(stated, Measure) or not isinstance(told, Measure):
        return stated != told
    one, other = _comparable(stated), _comparable(told)
    return one is not None and other is not None and one.is_disjoint(other)


def _comparable(value: Measure) -> Interval | None:
    return implied.mitoses_per(value, implied.PER_AREA) if isinstance(value, MitoticCount) else value.interval


def _within(specimen: Specimen, path: str) -> Iterator[tuple[str, ...]]:
    """Yield what one specimen tells of itself that cannot be: a grade against its own counts or differentiation."""
    if specimen.grade is None:
        return
    if implied.STEPS[specimen.grade] not in implied.grades_from_counts(specimen):
        counted = (name for name in ("ki67", "mitotic_count") if getattr(specimen, name) is not None)
        yield f"{path}.grade", *(f"{path}.{name}" for name in counted)
    if specimen.differentiation == "poor" and specimen.grade != "G3":
        yield f"{path}.grade", f"{path}.differentiation"


def _of_outcome(case: Case, therapy: Entry[Therapy]) -> Iterator[tuple[str, ...]]:
    """Yield a treatment's outcome against its period and against the course."""
    outcome = therapy.item.outcome
    if outcome == "completed" and therapy.item.ongoing:
        yield f"{therapy.path}.ongoing", f"{therapy.path}.outcome"
    if outcome == "progression" and case.progression.proves_absence and not case.progression.items:
        yield f"{therapy.path}.outcome", "progression"
    if outcome in ("response", "stable"):
        for event in case.progression.items:
            if _is_during(case, event, therapy):
                yield f"{therapy.path}.outcome", event.path


def _is_during(case: Case, event: Entry[Progression], therapy: Entry[Therapy]) -> bool:
    """Whether a progression on a treatment fell into this course of it, and surely into no other."""
    same = [one for one in case.therapies.items if one.term is not None and one.term == event.term]
    start, end, day = therapy.item.start, therapy.item.end, event.item.date
    if same != [therapy] or day is None:
        return same == [therapy]
    begins_before = start is None or start.first <= day.last
    return begins_before and (end is None or day.first <= end.last)


def _is_too_far(test: str, one: Lab, other: Lab) -> bool:
    known = lab_tests().get(test)
    if known is None or one.date is None or not one.date.is_exact or one.date != other.date:
        return False
    spans = [converted(lab, test, known.unit) for lab in (one, other)]
    if any(span is None for span in spans):
        return False
    (low, high) = sorted((span for span in spans if span is not None), key=lambda span: span.low or 0)
    return high.low is not None and low.high is not None and low.high >= 0 and high.low > _TOO_FAR * low.high
