"""One match as a section of the report: verdict first, then the criteria by outcome, then whom to call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher import explain
from matcher.centre import said_of
from matcher.near_miss_words import near_miss_line
from matcher.published import population_words, value_words
from matcher.report import words
from matcher.report.document import CohortRow, Cohorts, CriterionRow, Group, Mark, Table, TrialSection
from matcher.report.sites import sites_table
from matcher.report.specimens import specimens_table
from matcher.result import Outcome
from matcher.wording import values

if TYPE_CHECKING:
    from datetime import date

    from criteria.centre import Centre
    from criteria.profile import Location
    from criteria.trial import PublishedResult, Trial
    from criteria.tumour import Specimen
    from matcher.result import CohortResult, CriterionResult, Match, MatchResult, Verdict
    from matcher.wording.voice import Voice


@dataclass(frozen=True, slots=True)
class Setting:
    """For whom and for which day is worded; where the patient lives, the specimens, and the whole result, if known.

    `with_sites` is off where the sites are shown in a part of their own.
    """

    voice: Voice
    on: date
    home: Location | None
    whole: MatchResult | None = None
    specimens: tuple[Specimen, ...] = ()
    with_sites: bool = True

    @property
    def centre(self) -> Centre | None:
        """The reader's own centre."""
        return self.whole.centre if self.whole else None


def mark(match: Match, voice: Voice) -> Mark:
    """Return the verdict of a match as it is shown."""
    return Mark(
        match.verdict.value, explain.verdict_symbol(match.verdict), explain.verdict_words(match, voice.register)
    )


def verdict_mark(verdict: Verdict, voice: Voice) -> Mark:
    """Return a verdict alone, without its date."""
    return Mark(verdict.value, explain.verdict_symbol(verdict), voice.say(words.COUNTED[verdict]))


def trial_facts(trial: Trial, voice: Voice) -> str:
    """Return the short names, phase, status and the date of the record in one line."""
    day = trial.source.record_date
    record = voice.say(words.RECORD, day=values.day(day, voice)) if day else voice.say(words.RECORD_UNDATED)
    status = explain.status_words(trial, voice.register)
    return " · ".join(
        part for part in (trial.acronym, trial.id, phase_words(trial.phase, voice), status, record) if part
    )


def phase_words(phase: str | None, voice: Voice) -> str:
    """Return the registry's code of a phase in words: `PHASE1/PHASE2` is "phase 1/2"."""
    codes = [code.strip().upper() for code in (phase or "").replace(",", "/").split("/")]
    if not any(code.removeprefix("EARLY_").startswith("PHASE") for code in codes):
        return "" if codes in ([""], ["NA"]) else (phase or "")
    if codes == ["EARLY_PHASE1"]:
        return voice.say(words.EARLY_PHASE)
    return voice.say(words.PHASE, number="/".join(code.removeprefix("PHASE").strip() for code in codes))


def trial_section(match: Match, setting: Setting) -> TrialSection:
    """Return everything that is said about one trial."""
    voice, trial = setting.voice, match.trial
    here = said_of(trial, setting.centre, setting.on, voice.register)
    at_centre = Table(here.title, above=(here.state, *here.details)) if here else None
    sites = sites_table(trial, setting.home, voice) if setting.with_sites else None
    tables = (at_centre, sites, _results(trial, voice))
    return TrialSection(
        key=trial.id,
        title=trial.title,
        mark=mark(match, voice),
        why=explain.one_line_why(match, voice.register, setting.whole),
        windows=voice.say(words.WINDOWS, windows=explain.windows_words(match, voice.register)),
        near_miss=near_miss_line(match, voice),
        facts=trial_facts(trial, voice),
        warnings=trial_warnings(match, setting),
        cohorts=_cohorts(match, voice),
        groups=tuple(_group(match, outcome, setting) for outcome in words.GROUP_KINDS if match.of(outcome)),
        tables=tuple(table for table in tables if table is not None),
        source=voice.say(words.SOURCE, source=source_words(trial, voice)),
        link=trial.source.url or "",
        specimens=specimens_table(match, setting.specimens, voice),
    )


def trial_warnings(match: Match, setting: Setting) -> tuple[str, ...]:
    """Return the warnings that go with a trial wherever it is shown."""
    voice = setting.voice
    said = [explain.flag_words(flag, voice.register) for flag in match.flags]
    said.append(explain.stale_record_words(match.trial, setting.on, voice.register))
    here = said_of(match.trial, setting.centre, setting.on, voice.register)
    return tuple(filter(None, [*said, *(here.warnings if here else ())]))


def source_words(trial: Trial, voice: Voice) -> str:
    """Return where a trial was read: agency, registry, country and the day of the record."""
    source = trial.source
    day = values.day(source.record_date, voice) if source.record_date else ""
    return ", ".join(part for part in (source.agency, source.registry, source.country, day) if part)


def _cohorts(match: Match, voice: Voice) -> Cohorts | None:
    if not match.cohorts:
        return None
    chosen = next((cohort.name for cohort in match.cohorts if cohort.id == match.cohort), "")
    return Cohorts(
        voice.say(words.COHORTS),
        tuple(voice.say(column) for column in words.COHORT_COLUMNS),
        tuple(_cohort(cohort, voice) for cohort in match.cohorts),
        voice.say(words.COHORT_CHOSEN, name=chosen) if chosen else "",
    )


def _cohort(cohort: CohortResult, voice: Voice) -> CohortRow:
    return CohortRow(
        voice.say(words.COHORT_NAME, id=cohort.id, name=cohort.name),
        verdict_mark(cohort.verdict, voice),
        _window_words(cohort, voice),
    )


def _window_words(cohort: CohortResult, voice: Voice) -> str:
    spans = [
        voice.say(
            words.PERIOD if window.end else words.FROM,
            start=values.day(window.start, voice),
            end=values.day(window.end, voice) if window.end else "",
        )
        for window in cohort.windows
    ]
    return "; ".join(spans) or voice.say(words.NO_WINDOW)


def _group(match: Match, outcome: Outcome, setting: Setting) -> Group:
    voice = setting.voice
    results = match.of(outcome)
    title = explain.group_title(outcome, voice.register)
    return Group(
        words.GROUP_KINDS[outcome],
        voice.say(words.GROUP_TITLE, title=title, number=len(results)),
        explain.confirm_note(voice.register) if outcome is Outcome.CONFIRM else "",
        tuple(voice.say(column) for column in words.GROUP_COLUMNS),
        tuple(_criterion(result, match, setting) for result in results),
        tick=outcome in (Outcome.CONFIRM, Outcome.UNKNOWN),
        dense=outcome is Outcome.SATISFIED,
    )


def _criterion(result: CriterionResult, match: Match, setting: Setting) -> CriterionRow:
    voice, criterion = setting.voice, result.criterion
    note = criterion.note if result.outcome is not Outcome.SATISFIED else None
    where = () if voice.is_plain else (criterion.place, note)
    said = explain.reading_words_of(result, voice.register, setting.whole, match.verdicts_by_reading)
    return CriterionRow(
        criterion.id,
        voice.say(words.KINDS[criterion.kind]),
        explain.criterion_text(result, voice.register),
        " · ".join(part for part in where if part),
        said.lead if said else explain.reason(result, voice.register, whole=setting.whole),
        said.lines if said else (),
        said.ask if said else "",
        said.question if said else "",
    )


def _results(trial: Trial, voice: Voice) -> Table | None:
    if not trial.results:
        return None
    title = voice.say(words.RESULTS)
    references = list(dict.fromkeys(result.reference for result in trial.results))
    if voice.is_plain:
        return Table(title, above=(voice.say(words.RESULTS_PLAIN, references="; ".join(references)),))
    return Table(
        title,
        tuple(voice.say(column) for column in words.RESULT_COLUMNS),
        tuple((*_result(result, voice), str(references.index(result.reference) + 1)) for result in trial.results),
        (voice.say(words.RESULTS_NOTE),),
        "\n".join(f"{number}  {reference}" for number, reference in enumerate(references, start=1)),
    )


def _result(result: PublishedResult, voice: Voice) -> tuple[str, str, str]:
    value = value_words(result, voice)
    return (
        result.measure,
        "\n".join(part for part in (value, result.note) if part),
        population_words(result, voice),
    )
