"""Given facts that cannot both be so: they are told, and neither is overruled."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from criteria.entries import Condition
from criteria.measures import Interval, Measure
from criteria.tumour import MetastaticSite
from criteria.vocabulary import vocabulary
from matcher import implied
from matcher.contradicting_entries import contradicting_entries
from matcher.leaf import compare
from matcher.leaves.single import value_at
from matcher.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterator

    from criteria.entries import Therapy
    from criteria.tumour import Diagnosis
    from criteria.vocabulary import Kind
    from matcher.case import Case, Entries, Entry

# A NEC has a Ki-67 above 20 % (WHO 2019), so it is never G1 or G2.
_NEVER_NEC = Interval(Fraction(0), Fraction(20))
# Krenning 3 and 4 are uptake above the liver's; at 0 there is none.
_STRONG_UPTAKE, _NO_UPTAKE = 3, 0
_BRAIN_CONDITION, _BRAIN_SITE = "brain_metastases", "brain"


def contradictions(case: Case) -> Iterator[tuple[str, ...]]:
    """Yield the paths of given facts that contradict each other."""
    yield from _of_the_tumour(case)
    yield from _of_the_spread(case)
    yield from _of_the_syndrome(case.profile.diagnosis)
    yield from _of_the_person(case)
    yield from _of_the_scan(case)
    yield from _denied_and_listed(case.therapies, "therapy")
    yield from _denied_and_listed(case.conditions, "condition")
    yield from _denied_and_listed(case.metastatic_sites, "site")
    yield from _of_the_brain(case)
    yield from contradicting_entries(case)


def _of_the_tumour(case: Case) -> Iterator[tuple[str, ...]]:
    diagnosis = case.profile.diagnosis
    left_out = (path for path in implied.COUNTS if value_at(case, path) is None)
    known = implied.without_counts(diagnosis, left_out)
    counted = tuple(path for path in implied.COUNTS if value_at(case, path) is not None)
    if diagnosis.grade is not None and implied.STEPS[diagnosis.grade] not in implied.grades_from_counts(known):
        yield ("diagnosis.grade", *counted)
    expected = implied.differentiation_of_type(diagnosis)
    if diagnosis.differentiation is not None and expected is not None:
        is_well = diagnosis.differentiation != "poor"
        if is_well != (expected == "well"):
            yield "diagnosis.differentiation", "diagnosis.tumor_type"
    if expected == "poor":
        if diagnosis.grade in ("G1", "G2"):
            yield "diagnosis.grade", "diagnosis.tumor_type"
        if known.ki67 is not None and compare(known.ki67.interval.clipped(*_ends()), _NEVER_NEC) is Truth.TRUE:
            yield "diagnosis.ki67", "diagnosis.tumor_type"
    if expected == "well" and diagnosis.cell_size is not None:
        yield "diagnosis.cell_size", "diagnosis.tumor_type"
    if diagnosis.differentiation == "poor" and diagnosis.grade in ("G1", "G2"):
        yield "diagnosis.grade", "diagnosis.differentiation"


def _of_the_spread(case: Case) -> Iterator[tuple[str, ...]]:
    diagnosis = case.profile.diagnosis
    if implied.has_listed_metastases(diagnosis) and diagnosis.extent not in (None, "metastatic"):
        yield "diagnosis.extent", "diagnosis.metastatic_sites"
    is_nowhere = case.metastatic_sites.proves_absence and not case.metastatic_sites.items
    if diagnosis.extent == "metastatic" and is_nowhere:
        yield "diagnosis.extent", "diagnosis.metastatic_sites"


def _of_the_syndrome(diagnosis: Diagnosis) -> Iterator[tuple[str, ...]]:
    syndrome = vocabulary("syndrome").find(diagnosis.syndrome) if diagnosis.syndrome else None
    if syndrome is not None and diagnosis.functioning is (syndrome.id == "non_functioning"):
        yield "diagnosis.functioning", "diagnosis.syndrome"


def _ends() -> tuple[Fraction | None, Fraction | None]:
    return implied.PERCENT.low, implied.PERCENT.high


def _of_the_person(case: Case) -> Iterator[tuple[str, ...]]:
    profile = case.profile
    if profile.sex == "male":
        yield from ((path, "sex") for path in implied.IMPLIED_BY_SEX if getattr(profile, path) is True)
    if profile.pregnant and profile.childbearing_potential is False:
        yield "pregnant", "childbearing_potential"
    ecog, karnofsky = value_at(case, "performance.ecog"), value_at(case, "performance.karnofsky")
    if isinstance(ecog, Measure) and isinstance(karnofsky, Measure) and _differ(ecog, karnofsky):
        yield "performance.ecog", "performance.karnofsky"
    born, found = profile.birth_date, profile.diagnosis.date
    if born is not None and found is not None and found.last < born.first:
        yield "birth_date", "diagnosis.date"


def _differ(ecog: Measure, karnofsky: Measure) -> bool:
    """Whether a Karnofsky value stands for ECOG steps none of which is the stated one, by more than one step."""
    steps = implied.ecog_from_karnofsky(karnofsky.interval)
    nearby = (Interval(Fraction(step - 1), Fraction(step + 1)) for step in steps)
    return bool(steps) and all(compare(ecog.interval, near) is Truth.FALSE for near in nearby)


def _of_the_scan(case: Case) -> Iterator[tuple[str, ...]]:
    scan = case.profile.sstr_imaging
    if case.is_future(scan.date) or scan.positive is None:
        return
    if scan.krenning is not None:
        is_strong = scan.krenning >= _STRONG_UPTAKE
        if (is_strong and not scan.positive) or (scan.krenning == _NO_UPTAKE and scan.positive):
            yield "sstr_imaging.positive", "sstr_imaging.krenning"
    if scan.all_lesions and not scan.positive:
        yield "sstr_imaging.positive", "sstr_imaging.all_lesions"


def _denied_and_listed(
    entries: Entries[Therapy] | Entries[Condition] | Entries[MetastaticSite], kind: Kind
) -> Iterator[tuple[str, ...]]:
    for entry in entries.items:
        denial = entries.denies(kind, entry.term.id) if entry.term is not None else None
        if denial is not None and not _is_over(entry):
            yield entry.path, denial.path


def _is_over(entry: Entry[Therapy] | Entry[Condition] | Entry[MetastaticSite]) -> bool:
    """Whether the entry tells of something past, which may well be absent now."""
    return isinstance(entry.item, Condition | MetastaticSite) and entry.item.status == "past"


def _of_the_brain(case: Case) -> Iterator[tuple[str, ...]]:
    """Yield brain metastases that stand in one list and are denied in the other."""
    no_site = case.metastatic_sites.denies("site", _BRAIN_SITE)
    no_condition = case.conditions.denies("condition", _BRAIN_CONDITION)
    for condition in case.conditions.items:
        if no_site and condition.term and condition.term.id == _BRAIN_CONDITION and not _is_over(condition):
            yield condition.path, no_site.path
    for site in case.metastatic_sites.items:
        if no_condition and site.term and site.term.id == _BRAIN_SITE and not _is_over(site):
            yield site.path, no_condition.path
