"""What a trial's site may read of a patient before anybody has agreed to more: facts, and nothing that names anyone.

Only numbers, closed choices and the vocabulary's own terms are taken over. Free text never is; a name that the
vocabulary lacks is counted and not repeated; a date keeps its month, an age over 89 only that it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from criteria.dates import PartialDate, years_after
from criteria.vocabulary import vocabulary
from matcher.case import Case
from matcher.result import Outcome, Verdict

if TYPE_CHECKING:
    from datetime import date

    from criteria.entries import Outcome as Course
    from criteria.measures import Measure, Quantity
    from criteria.profile import PatientProfile
    from criteria.trial import Criterion, Trial
    from criteria.vocabulary import Kind
    from matcher.screening import Screening

OLDEST_TOLD: Final = 89
_MONTH: Final = len("2026-11")


@dataclass(frozen=True, slots=True)
class Ages:
    """The youngest and the oldest that the patient may be, in completed years; no oldest: that or older."""

    youngest: int
    oldest: int | None


@dataclass(frozen=True, slots=True)
class Named:
    """Something recorded by name: its term, or None where the vocabulary lacks the name."""

    term: str | None


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with the month it was taken in."""

    value: Quantity
    month: PartialDate | None


@dataclass(frozen=True, slots=True)
class Tumour:
    """The tumour in short; what is None is not known."""

    histology: Named | None
    site: Named | None
    differentiation: str | None
    grade: str | None
    ki67: Amount | None
    extent: str | None
    metastases: tuple[Named, ...]
    earlier_metastases: tuple[Named, ...]
    sstr_positive: bool | None
    sstr_month: PartialDate | None


@dataclass(frozen=True, slots=True)
class Treatment:
    """One treatment that has begun."""

    name: Named
    until: PartialDate | None
    is_running: bool
    outcome: Course | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How the trial's criteria stand, by the criteria alone; `opens` is the month in which the dates may cure it."""

    fits: tuple[Criterion, ...]
    open: tuple[Criterion, ...]
    to_judge: tuple[Criterion, ...]
    against: tuple[Criterion, ...]
    cohort: str
    opens: PartialDate | None


@dataclass(frozen=True, slots=True)
class Referral:
    """Everything that the text to the site is made of."""

    trial: Trial
    month: PartialDate
    sex: str | None
    ages: Ages | None
    ecog: Amount | None
    tumour: Tumour
    treatments: tuple[Treatment, ...]
    lines: int | None
    standing: Standing


def referral_of(profile: PatientProfile, screening: Screening) -> Referral:
    """Return what the site may read."""
    on = screening.result.screening_date
    case = Case(profile, on)
    treatments = tuple(
        Treatment(Named(entry.term.id if entry.term else None), _month(item.end), bool(item.ongoing), item.outcome)
        for entry in case.therapies.items
        for item in (entry.item,)
    )
    stated = [entry.item.line for entry in case.therapies.items if entry.item.line is not None]
    return Referral(
        trial=screening.match.trial,
        month=_month_of(on),
        sex=profile.sex,
        ages=ages_on(case.birth, on),
        ecog=_amount(profile.performance.ecog, case),
        tumour=_tumour(profile, case),
        treatments=treatments,
        lines=max(stated, default=None),
        standing=_standing(screening),
    )


def ages_on(birth: PartialDate | None, on: date) -> Ages | None:
    """Return the completed years on a day; none where the birth is not known or lies ahead."""
    if birth is None or birth.first > on:
        return None
    youngest, oldest = max(0, _years(birth.last, on)), _years(birth.first, on)
    return Ages(min(youngest, OLDEST_TOLD + 1), oldest if oldest <= OLDEST_TOLD else None)


def _years(born: date, on: date) -> int:
    years = on.year - born.year
    return years if years_after(born, years) <= on else years - 1


def _month_of(day: date) -> PartialDate:
    return PartialDate.parse(day.isoformat()[:_MONTH])


def _month(when: PartialDate | None) -> PartialDate | None:
    """Return a date without its day."""
    return PartialDate.parse(when.text[:_MONTH]) if when else None


def _amount(measure: Measure | None, case: Case, unit: str | None = None) -> Amount | None:
    """Return a measure in the unit that its fact has; one from after the as-of date is left out, as everywhere."""
    if measure is None or case.is_future(measure.date) or measure.unit not in (None, unit):
        return None
    return Amount(measure, _month(measure.date))


def _named(kind: Kind, name: str | None) -> Named | None:
    if name is None:
        return None
    term = vocabulary(kind).find(name)
    return Named(term.id if term else None)


def _sites(case: Case, *, are_past: bool) -> tuple[Named, ...]:
    entries = (one for one in case.metastatic_sites.items if (one.item.status == "past") is are_past)
    return tuple(Named(one.term.id if one.term else None) for one in entries)


def _tumour(profile: PatientProfile, case: Case) -> Tumour:
    diagnosis, imaging = profile.diagnosis, profile.sstr_imaging
    is_usable = not case.is_future(imaging.date)
    return Tumour(
        histology=_named("histology", diagnosis.tumor_type),
        site=_named("site", diagnosis.primary_site),
        differentiation=diagnosis.differentiation,
        grade=diagnosis.grade,
        ki67=_amount(diagnosis.ki67, case, "%"),
        extent=diagnosis.extent,
        metastases=_sites(case, are_past=False),
        earlier_metastases=_sites(case, are_past=True),
        sstr_positive=imaging.positive if is_usable else None,
        sstr_month=_month(imaging.date) if is_usable else None,
    )


def _standing(screening: Screening) -> Standing:
    match = screening.match
    by_outcome = {outcome: tuple(one.criterion for one in match.of(outcome)) for outcome in Outcome}
    is_later = match.verdict is Verdict.LATER and bool(match.windows)
    return Standing(
        fits=by_outcome[Outcome.SATISFIED],
        open=by_outcome[Outcome.UNKNOWN],
        to_judge=by_outcome[Outcome.CONFIRM],
        against=by_outcome[Outcome.VIOLATED],
        cohort=next((one.cohort.name for one in screening.cohorts if one.is_first), ""),
        opens=_month_of(match.windows[0].start) if is_later else None,
    )
