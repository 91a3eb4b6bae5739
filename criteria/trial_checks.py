"""Sense after shape: what a trial file of the right form may still get wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from criteria.problems import Problem
from criteria.rule_checks import check_rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from criteria.ambiguity import Ambiguity
    from criteria.trial import Criterion, PublishedResult, Site, Source, Trial


def check_trial(trial: Trial, file: str) -> tuple[Problem, ...]:
    """Return what a trial file says that cannot be, with the place of each."""
    return tuple(replace(problem, file=file) for problem in _trial(trial))


def _trial(trial: Trial) -> Iterator[Problem]:
    yield from _kind(trial)
    yield from _source(trial.source)
    for index, site in enumerate(trial.sites):
        yield from _site(site, f"sites[{index}]")
    for index, result in enumerate(trial.results):
        yield from _result(result, f"results[{index}]")
    by_cohort = trial.cohorts and all(cohort.criteria for cohort in trial.cohorts)
    if trial.coverage == "full" and not trial.criteria and not by_cohort:
        yield Problem("", "criteria", "is empty though the coverage is full", 'write "coverage": "partial"')
    is_curated = trial.source.curated_by == "hand"
    yield from _criteria(trial.criteria, "", is_curated=is_curated)
    for index, cohort in enumerate(trial.cohorts):
        yield from _criteria(cohort.criteria, f"cohorts[{index}] ({cohort.id}).", is_curated=is_curated)


def _kind(trial: Trial) -> Iterator[Problem]:
    is_label = trial.kind == "label"
    if is_label != trial.id.startswith("LABEL-"):
        yield Problem("", "kind", f"'{trial.kind}' does not fit the id {trial.id}", "a label's id begins with LABEL-")
    if is_label and trial.collection is not None:
        yield Problem("", "collection", "a label belongs to no collection of trials", "leave it out")


def _source(source: Source) -> Iterator[Problem]:
    recorded, retrieved = source.record_date, source.retrieved
    if recorded is not None and retrieved is not None and recorded > retrieved:
        message = "lies after the day on which the record was retrieved"
        yield Problem("", "source.record_date", message, "check both dates")


def _site(site: Site, where: str) -> Iterator[Problem]:
    if (site.latitude is None) != (site.longitude is None):
        yield Problem("", where, "one coordinate alone is no place", "give latitude and longitude, or neither")


def _result(result: PublishedResult, where: str) -> Iterator[Problem]:
    for key in ("measure", "reference"):
        if not getattr(result, key).strip():
            yield Problem("", f"{where}.{key}", "is empty", "say what was measured, and where it is published")
    if result.interval is None:
        return
    low, high = result.interval
    if low > high:
        yield Problem("", f"{where}.interval", "its low end is above its high end", "write the lower number first")
    elif result.value is not None and not low <= result.value <= high:
        yield Problem("", f"{where}.value", "lies outside its own interval", "check both")


def _criteria(criteria: Iterable[Criterion], prefix: str, *, is_curated: bool) -> Iterator[Problem]:
    for index, criterion in enumerate(criteria):
        where = f"{prefix}criteria[{index}] ({criterion.id})"
        if not criterion.text.strip():
            yield Problem("", f"{where}.text", "is empty", "write what is asked")
        if is_curated:
            for key in ("plain", "place"):
                if not (getattr(criterion, key) or "").strip():
                    hint = "a criterion curated by hand has it"
                    yield Problem("", f"{where}.{key}", "is missing", hint)
        span = criterion.source_span
        if span is not None and span.start >= span.end:
            yield Problem("", f"{where}.source_span", "ends before it starts")
        in_exclusion = criterion.kind == "exclusion"
        if criterion.rule is not None:
            yield from check_rule(criterion.rule, f"{where}.rule", in_exclusion=in_exclusion)
        if criterion.ambiguity is not None:
            within = f"{where}.ambiguity"
            yield from _ambiguity(criterion.ambiguity, within, in_exclusion=in_exclusion, is_curated=is_curated)


def _ambiguity(ambiguity: Ambiguity, where: str, *, in_exclusion: bool, is_curated: bool) -> Iterator[Problem]:
    """Yield what is senseless in the readings: each says what it takes the text to mean, and no two are the same."""
    asked = (("question", ambiguity.question), *((("plain", ambiguity.plain or ""),) if is_curated else ()))
    for key, words in asked:
        if not words.strip():
            yield Problem("", f"{where}.{key}", "is missing", "say what to ask the site")
    for index, reading in enumerate(ambiguity.readings):
        here = f"{where}.readings[{index}]"
        said = (("meaning", reading.meaning), *((("plain", reading.plain or ""),) if is_curated else ()))
        for key, words in said:
            if not words.strip():
                yield Problem("", f"{here}.{key}", "is missing", "say in short words how the text is read")
        yield from check_rule(reading.rule, f"{here}.rule", in_exclusion=in_exclusion)
        if any(reading.rule == other.rule for other in ambiguity.readings[:index]):
            yield Problem("", f"{here}.rule", "is the rule of another reading", "readings that agree are one: keep one")
