"""What there is to notice about a patient's data: left out, unmapped, contradicting, implausible, unanswerable."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from criteria.measures import exact
from criteria.units import convert
from criteria.vocabulary import lab_tests, vocabulary
from matcher.contradictions import contradictions
from matcher.notices import Notice, NoticeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from criteria.entries import Lab
    from criteria.library import Library
    from criteria.trial import Trial
    from criteria.vocabulary import Kind, LabTest, Term
    from matcher.case import Case
    from matcher.result import Match


def notices_of(case: Case, library: Library, matches: Iterable[Match]) -> tuple[Notice, ...]:
    """Return all notices, in the order of the patient file."""
    return (
        *(Notice(NoticeKind.AFTER_AS_OF, path) for path in case.left_out),
        *(Notice(NoticeKind.UNMAPPED, path, (name,)) for path, name in _unmapped(case)),
        *(Notice(NoticeKind.CONTRADICTION, paths[0], paths) for paths in contradictions(case)),
        *_implausible(case),
        *_about_answers(case, library, matches),
    )


def _unmapped(case: Case) -> Iterator[tuple[str, str]]:
    diagnosis = case.profile.diagnosis
    single: tuple[tuple[str, Kind, str | None], ...] = (
        ("diagnosis.primary_site", "site", diagnosis.primary_site),
        ("diagnosis.tumor_type", "histology", diagnosis.tumor_type),
        ("diagnosis.syndrome", "syndrome", diagnosis.syndrome),
        ("sstr_imaging.tracer", "tracer", case.profile.sstr_imaging.tracer),
    )
    for path, kind, name in single:
        if name and vocabulary(kind).find(name) is None:
            yield path, name
    for path, name, term in _listed(case):
        if name and term is None:
            yield path, name


def _listed(case: Case) -> Iterator[tuple[str, str, Term | None]]:
    """Yield path, name and term of everything that stands on a list."""
    for entries in (case.metastatic_sites, case.therapies, case.medications, case.conditions):
        for entry in (*entries.items, *entries.denied):
            yield entry.path, entry.name, entry.term
    for event in case.progression.items:
        yield f"{event.path}.on", event.name, event.term
    for lab in itertools.chain.from_iterable(case.labs.values()):
        yield lab.path, lab.name, lab.term
    for biomarker in itertools.chain.from_iterable(case.biomarkers.values()):
        yield biomarker.path, biomarker.name, biomarker.term
        result = biomarker.item.result or ""
        yield f"{biomarker.path}.result", result, vocabulary("biomarker_result").find(result)


def _implausible(case: Case) -> Iterator[Notice]:
    """Yield laboratory values outside what a living patient's test shows: most often a mix-up of units."""
    for test, entries in case.labs.items():
        known = lab_tests().get(test)
        for entry in entries if known else ():
            value = None if known is None else _implausible_end(entry.item, known)
            if value is not None:
                words = (f"labs.{test}", str(value), entry.item.unit or "")
                yield Notice(NoticeKind.IMPLAUSIBLE, entry.path, words)


def _implausible_end(lab: Lab, known: LabTest) -> float | None:
    """Return the end of a result that cannot be, or None when it may be or cannot be told."""
    given = (lab.value, lab.low, lab.above, lab.high, lab.below)
    value = next((end for end in given if end is not None), None)
    if value is None or lab.unit is None:
        return None
    converted = convert(exact(value), lab.unit, known.unit, known.id)
    if converted is None:
        return None
    low, high = known.plausible_low, known.plausible_high
    is_out = (low is not None and converted < low) or (high is not None and converted > high)
    return value if is_out else None


def _about_answers(case: Case, library: Library, matches: Iterable[Match]) -> Iterator[Notice]:
    for trial_id, answers in (case.profile.answers or {}).items():
        known = _criteria(library.trial(trial_id))
        for criterion_id in answers:
            if criterion_id not in known:
                where = f"answers.{trial_id}.{criterion_id}"
                yield Notice(NoticeKind.UNKNOWN_TRIAL_ANSWER, where, (trial_id, criterion_id))
    for match in matches:
        for result in match.criteria:
            if result.conflict:
                where = f"answers.{match.trial.id}.{result.criterion.id}"
                yield Notice(NoticeKind.ANSWER_CONFLICT, where, (match.trial.id, result.criterion.id))


def _criteria(trial: Trial | None) -> frozenset[str]:
    if trial is None:
        return frozenset()
    of_cohorts = (criterion for cohort in trial.cohorts for criterion in cohort.criteria)
    return frozenset(criterion.id for criterion in (*trial.criteria, *of_cohorts))
