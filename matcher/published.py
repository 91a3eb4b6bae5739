"""Published results as data: those that may stand side by side, and one value in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from matcher.wording import values
from matcher.wording.voice import N_, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from criteria.trial import PublishedResult, Trial
    from matcher.wording.voice import Voice

_FEWEST: Final = 2
_INTERVAL: Final = Phrase(N_("{value} ({low} to {high})"), N_("{value} ({low} to {high})"))
_INTERVAL_ALONE: Final = Phrase(N_("{low} to {high}"), N_("{low} to {high}"))
_SAMPLE: Final = Phrase(N_("n = {n}"), N_("n = {n}"))


@dataclass(frozen=True, slots=True)
class Estimate:
    """One published value of one trial, with its interval where one was published; `note` says which it is."""

    trial: str
    title: str
    population: str | None
    n: int | None
    value: float
    interval: tuple[float, float] | None
    note: str | None
    reference: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The same measure in the same unit, from two results or more; the trials differ in whom they took."""

    measure: str
    unit: str | None
    estimates: tuple[Estimate, ...]


def comparable_results(trials: Iterable[Trial]) -> tuple[Comparison, ...]:
    """Return the published values, side by side where measure and unit are the same.

    Measures are the same when their words are, whatever their case: a response rate by RECIST 1.1 does not stand beside
    one by other criteria, nor weeks beside months. What has no like is left out. The order is that of the trials.
    """
    groups: dict[tuple[str, str | None], list[tuple[str, Estimate]]] = {}
    for trial in trials:
        for result in trial.results:
            estimate = _estimate(trial, result)
            if estimate is not None:
                key = (" ".join(result.measure.casefold().split()), result.unit)
                groups.setdefault(key, []).append((result.measure, estimate))
    return tuple(
        Comparison(found[0][0], unit, tuple(estimate for _, estimate in found))
        for (_, unit), found in groups.items()
        if len(found) >= _FEWEST
    )


def _estimate(trial: Trial, result: PublishedResult) -> Estimate | None:
    if result.value is None:
        return None
    return Estimate(
        trial.id,
        trial.acronym or trial.title,
        result.population,
        result.n,
        result.value,
        result.interval,
        result.note,
        result.reference,
    )


def value_words(result: PublishedResult, voice: Voice) -> str:
    """Return value, unit and interval: "5.4 months (1.7 to 8.3)"; nothing where no value was published."""
    value = "" if result.value is None else values.with_unit(values.number(result.value), result.unit or "", voice)
    if result.interval is None:
        return value
    low, high = (values.number(end) for end in result.interval)
    if not value:
        return values.with_unit(voice.say(_INTERVAL_ALONE, low=low, high=high), result.unit or "", voice)
    return voice.say(_INTERVAL, value=value, low=low, high=high)


def population_words(result: PublishedResult, voice: Voice) -> str:
    """Return in whom and in how many it was found."""
    whom = voice.say(_SAMPLE, n=result.n) if result.n is not None else ""
    return ", ".join(part for part in (result.population, whom) if part)
