"""The closed list of what is implied by what: nothing else is ever inferred.

Grade: WHO classification of digestive neuroendocrine neoplasms, 2019 (Ki-67 <3 % / 3-20 % / >20 %, mitoses per 2 mm2
<2 / 2-20 / >20; the higher one decides). ECOG from Karnofsky as the patient-file format states it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from criteria.measures import Interval, exact
from criteria.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from criteria.measures import MitoticCount
    from criteria.profile import PatientProfile
    from criteria.tumour import Diagnosis, Specimen

_NEC_BY_CELL_SIZE = {"small": "small_cell_nec", "large": "lcnec"}
PER_AREA, PER_FIELDS = "/2mm2", "/10HPF"
PERCENT = Interval(Fraction(0), Fraction(100))
# Area of one high-power field of an ordinary microscope: field number 18 to 26.5 mm, objective 40x, pi/4 * (FN/40)^2.
SMALLEST_FIELD, LARGEST_FIELD = Fraction(159, 1000), Fraction(345, 1000)
STEPS = {"G1": 1, "G2": 2, "G3": 3}
COUNTS = ("diagnosis.ki67", "diagnosis.mitotic_count")
_EVERY_GRADE = frozenset({1, 2, 3})
_KI67_BANDS = {
    1: Interval(Fraction(0), Fraction(3), high_open=True),
    2: Interval(Fraction(3), Fraction(20)),
    3: Interval(Fraction(20), Fraction(100), low_open=True),
}
_MITOSES_BANDS = {
    1: Interval(Fraction(0), Fraction(2), high_open=True),
    2: Interval(Fraction(2), Fraction(20)),
    3: Interval(Fraction(20), None, low_open=True),
}
_KARNOFSKY_BANDS = ((0, 100, 100), (1, 80, 90), (2, 60, 70), (3, 40, 50), (4, 10, 30))


def mitoses_per(count: MitoticCount, unit: str) -> Interval | None:
    """Return the count per the area `unit` names, or None when its own unit is not known.

    Without the field's area the result spans every ordinary microscope.
    """
    interval = count.interval.clipped(Fraction(0), None)
    if count.unit == unit:
        return interval
    if {count.unit, unit} != {PER_AREA, PER_FIELDS}:
        return None
    stated = count.field_mm2
    areas = (SMALLEST_FIELD, LARGEST_FIELD) if stated is None else (exact(stated),) * 2
    factors = sorted(Fraction(2) / (10 * area) for area in areas)
    if unit == PER_FIELDS:
        factors = sorted(1 / factor for factor in factors)
    low, high = interval.scaled(factors[0]), interval.scaled(factors[1])
    return Interval(low.low, high.high, low.low_open, high.high_open)


def grades(diagnosis: Diagnosis) -> frozenset[int]:
    """Return the WHO grades that the stated grade, else Ki-67 and mitoses, still allow."""
    if diagnosis.grade is not None:
        return frozenset({STEPS[diagnosis.grade]})
    return grades_from_counts(diagnosis)


def grades_from_counts(diagnosis: Diagnosis | Specimen) -> frozenset[int]:
    """Return the WHO grades that the known Ki-67 and mitoses still allow."""
    by_ki67, by_mitoses = _bands(diagnosis)
    return frozenset(max(one, other) for one in by_ki67 for other in by_mitoses)


def open_counts(diagnosis: Diagnosis) -> tuple[str, ...]:
    """Return the counts that are absent or lie in more than one grade."""
    return tuple(path for path, bands in zip(COUNTS, _bands(diagnosis), strict=True) if len(bands) > 1)


def without_counts(diagnosis: Diagnosis, paths: Iterable[str]) -> Diagnosis:
    """Return the diagnosis as if these counts were not known."""
    return diagnosis.model_copy(update={path.removeprefix("diagnosis."): None for path in paths})


def _bands(diagnosis: Diagnosis | Specimen) -> tuple[frozenset[int], frozenset[int]]:
    by_ki67, by_mitoses = _EVERY_GRADE, _EVERY_GRADE
    if diagnosis.ki67 is not None:
        by_ki67 = _bands_met(diagnosis.ki67.interval.clipped(PERCENT.low, PERCENT.high), _KI67_BANDS)
    if diagnosis.mitotic_count is not None:
        per_area = mitoses_per(diagnosis.mitotic_count, PER_AREA)
        by_mitoses = _EVERY_GRADE if per_area is None else _bands_met(per_area, _MITOSES_BANDS)
    return by_ki67, by_mitoses


def _bands_met(interval: Interval, bands: dict[int, Interval]) -> frozenset[int]:
    return frozenset(step for step, band in bands.items() if not interval.is_disjoint(band))


def ecog_from_karnofsky(karnofsky: Interval) -> frozenset[int]:
    """Return the ECOG steps that a Karnofsky value stands for; empty when it lies between two bands or at 0."""
    if karnofsky.is_point:
        values = [karnofsky]
    else:
        tens = (Interval.point(Fraction(value)) for value in range(0, 101, 10))
        values = [value for value in tens if value.is_inside(karnofsky)]
    steps: set[int] = set()
    for value in values:
        found = [
            step for step, low, high in _KARNOFSKY_BANDS if value.is_inside(Interval(Fraction(low), Fraction(high)))
        ]
        if not found:
            return frozenset()
        steps.update(found)
    return frozenset(steps)


def tumor_type(diagnosis: Diagnosis) -> tuple[str, tuple[str, ...]] | None:
    """Return the tumour type; a NEC whose cell size is recorded is the small or large cell NEC of the vocabulary.

    The patient file tells one name in two facts; the path of the second is returned where it was needed.
    """
    if diagnosis.tumor_type is None:
        return None
    term = vocabulary("histology").find(diagnosis.tumor_type)
    if term is not None and term.id == "nec" and diagnosis.cell_size is not None:
        return _NEC_BY_CELL_SIZE[diagnosis.cell_size], ("diagnosis.cell_size",)
    return diagnosis.tumor_type, ()


def differentiation(diagnosis: Diagnosis) -> tuple[str, tuple[str, ...]] | None:
    """Return the differentiation and, where it is implied by the tumour type, the path it is implied from."""
    if diagnosis.differentiation is not None:
        return diagnosis.differentiation, ()
    expected = differentiation_of_type(diagnosis)
    return None if expected is None else (expected, ("diagnosis.tumor_type",))


def differentiation_of_type(diagnosis: Diagnosis) -> str | None:
    """Return what the tumour type alone says: NEC is poorly, NET well differentiated."""
    histology = vocabulary("histology")
    term = histology.find(diagnosis.tumor_type) if diagnosis.tumor_type else None
    if term is None:
        return None
    if histology.is_a(term.id, "nec"):
        return "poor"
    return "well" if histology.is_a(term.id, "net") else None


def extent(diagnosis: Diagnosis) -> tuple[str, tuple[str, ...]] | None:
    """Return the extent and, where listed metastases imply it, the path it is implied from."""
    if diagnosis.extent is not None:
        return diagnosis.extent, ()
    if has_listed_metastases(diagnosis):
        return "metastatic", ("diagnosis.metastatic_sites",)
    return None


def has_listed_metastases(diagnosis: Diagnosis) -> bool:
    """Whether a metastatic site is listed as present."""
    sites = diagnosis.metastatic_sites.items if diagnosis.metastatic_sites else ()
    return any(site.status not in ("absent", "past") for site in sites)


def flag(profile: PatientProfile, fact: str) -> tuple[bool, tuple[str, ...]] | None:
    """Return a yes/no fact of pregnancy and, for a male patient, that his sex implies it."""
    stated: bool | None = getattr(profile, fact)
    if stated is not None:
        return stated, ()
    return (False, ("sex",)) if profile.sex == "male" else None


IMPLIED_BY_SEX = ("pregnant", "breastfeeding", "childbearing_potential")
