"""From a library, a profile and a day to a ranked result; no clock, disk or settings in here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from criteria.profile import Answer
from matcher.case import Case
from matcher.noticing import notices_of
from matcher.ranking import ranked
from matcher.readings import verdicts_by_reading
from matcher.result import CohortResult, Match, MatchResult, Verdict
from matcher.windows import OPEN_VERDICTS, timeline, union, verdict_today, verdicts_by_day, windows_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from criteria.library import Library
    from criteria.profile import PatientProfile
    from criteria.trial import Cohort, Criterion, Trial
    from matcher.result import Timeline, Window


def as_of_date(profile: PatientProfile, today: date, override: date | None = None) -> date:
    """Return the as-of date: what was asked for wins over the file's screening date, which wins over today."""
    return override or profile.screening_date or today


class MatchEngine:
    """Judges patients against the trials of one library."""

    def __init__(self, library: Library) -> None:
        """Use the trials of `library`."""
        self.library = library

    def match(self, profile: PatientProfile, on: date, only: Collection[str] = ()) -> MatchResult:
        """Judge `profile` on the as-of date `on` against all trials, or against those whose ids `only` names."""
        case = Case(profile, on)
        trials = [trial for trial in self.library.trials if not only or trial.id in only]
        matches = ranked(match_trial(trial, case) for trial in trials)
        return MatchResult(
            screening_date=on,
            library_size=len(self.library.trials),
            library_as_of=self.library.as_of,
            notices=notices_of(case, self.library, matches),
            matches=matches,
        )


def match_trial(trial: Trial, case: Case) -> Match:
    """Judge one trial; with cohorts its verdict is the best over them, ties by file order."""
    answers = answers_for(trial, case.profile)
    at_best_possible = trial.coverage == "partial" or trial.needs_review
    common = _timelines(trial.criteria, case, answers)
    flags = flags_of(trial)
    if not trial.cohorts:
        whole = _judged(None, common, case.as_of, at_best_possible=at_best_possible)
        by_reading = verdicts_by_reading([common], case.as_of, at_best_possible=at_best_possible)
        return replace(_match(trial, common, whole, (), flags), verdicts_by_reading=by_reading)
    own = [_timelines(cohort.criteria, case, answers) for cohort in trial.cohorts]
    judged = [
        _judged(cohort, [*common, *lines], case.as_of, at_best_possible=at_best_possible)
        for cohort, lines in zip(trial.cohorts, own, strict=True)
    ]
    best = min(range(len(judged)), key=lambda index: judged[index].verdict.order)
    by_reading = verdicts_by_reading(
        [[*common, *lines] for lines in own], case.as_of, at_best_possible=at_best_possible
    )
    found = _match(trial, [*common, *own[best]], judged[best], tuple(judged), flags)
    return replace(found, verdicts_by_reading=by_reading)


def flags_of(trial: Trial) -> tuple[str, ...]:
    """Return why a trial is at best open, whoever the patient is."""
    known = (("machine_read", trial.needs_review), ("partly_known", trial.coverage == "partial"))
    return tuple(flag for flag, holds in known if holds)


def answers_for(trial: Trial, profile: PatientProfile) -> Mapping[str, Answer]:
    """Return a person's answers to a trial's criteria."""
    given = (profile.answers or {}).get(trial.id, {})
    return {
        criterion: answer if isinstance(answer, Answer) else Answer(answer=answer)
        for criterion, answer in given.items()
    }


def _timelines(criteria: Sequence[Criterion], case: Case, answers: Mapping[str, Answer]) -> list[Timeline]:
    return [timeline(criterion, case, answers.get(criterion.id)) for criterion in criteria]


def _judged(cohort: Cohort | None, lines: Sequence[Timeline], as_of: date, *, at_best_possible: bool) -> CohortResult:
    """Return the verdict of one cohort, or of a trial without cohorts."""
    verdicts = verdicts_by_day(lines, as_of, at_best_possible=at_best_possible)
    windows = windows_of(verdicts, lambda verdict: verdict in OPEN_VERDICTS)
    return CohortResult(
        id=cohort.id if cohort else "",
        name=cohort.name if cohort else "",
        status=cohort.status if cohort else None,
        verdict=verdict_today(verdicts),
        windows=windows,
        eligible_windows=windows_of(verdicts, lambda verdict: verdict is Verdict.ELIGIBLE),
    )


def _match(
    trial: Trial,
    lines: Sequence[Timeline],
    best: CohortResult,
    cohorts: tuple[CohortResult, ...],
    flags: tuple[str, ...],
) -> Match:
    shown = cohorts or (best,)
    windows: tuple[Window, ...] = union(cohort.windows for cohort in shown)
    return Match(
        trial=trial,
        rank=0,
        verdict=best.verdict,
        score=0.0,
        windows=windows,
        eligible_windows=union(cohort.eligible_windows for cohort in shown),
        criteria=tuple(line.today for line in lines),
        cohort=best.id or None,
        cohorts=cohorts,
        flags=flags,
        timelines=tuple(lines),
    )
