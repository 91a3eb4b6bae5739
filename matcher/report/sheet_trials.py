"""The trials of the take-along sheet: which could fit, which take patients, and what each still needs to know."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from matcher import explain
from matcher.centre import said_of
from matcher.recruitment import takes_patients
from matcher.report.sheet_document import SheetGroup, SheetTrial
from matcher.report.sheet_names import NAME_LENGTH, VOICE, fact_name
from matcher.report.sheet_room import brief
from matcher.report.trial_section import mark
from matcher.result import Outcome, Verdict
from matcher.wording import sheet as words
from matcher.wording import values

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from criteria.profile import PatientProfile
    from criteria.trial import Trial
    from matcher.report.sheet_room import Room
    from matcher.result import Match, MatchResult

TITLE_LENGTH, LINE_LENGTH = 130, 220
_NAMED: Final = 4
_STATES: Final = {True: words.TAKING, False: words.CLOSED, None: words.UNSURE}


@dataclass(frozen=True, slots=True)
class Scope:
    """A patient, the result, and the trials that were chosen; none chosen means all."""

    profile: PatientProfile
    result: MatchResult
    only: tuple[str, ...] = ()

    @property
    def shown(self) -> tuple[Match, ...]:
        """The matches that the sheet is about, in the ranking's order."""
        return self.result.named(self.only) if self.only else self.result.matches

    @property
    def trials(self) -> tuple[Match, ...]:
        """The trials that could fit, those that take new patients first."""
        found = [one for one in self.shown if one.trial.kind == "trial" and could_fit(one)]
        return tuple(sorted(found, key=lambda one: list(words.GROUPS).index(self.state(one))))

    @property
    def nothing_fits(self) -> bool:
        """Whether trials were looked at, and none of them could fit."""
        return not self.trials and any(one.trial.kind == "trial" for one in self.shown)

    @property
    def labels(self) -> tuple[Match, ...]:
        """The approved treatments that could fit."""
        return tuple(one for one in self.shown if one.trial.kind == "label" and could_fit(one))

    def state(self, match: Match) -> str:
        """Return whether a trial takes new patients, by its record or the centre's own list; not known is no "no"."""
        return _STATES[takes_patients(match.trial, self.result.centre)]

    def listed(self, room: Room) -> tuple[Match, ...]:
        """Return the trials that have room on the sheet."""
        found: Counter[str] = Counter()
        kept = []
        for one in self.trials:
            state = self.state(one)
            found[state] += 1
            if found[state] <= (room.taking if state == words.TAKING else room.others):
                kept.append(one)
        return tuple(kept)


def could_fit(match: Match) -> bool:
    """Whether nothing but missing answers or time is known to stand in the way."""
    return match.verdict is not Verdict.INELIGIBLE


def tally(scope: Scope) -> tuple[str, ...]:
    """Return how many stand under each verdict, so that the numbers add up, and whether no trial takes patients."""
    trials = [one for one in scope.shown if one.trial.kind == "trial"]
    if not trials:
        return ()
    counts = ((verdict, sum(one.verdict is verdict for one in trials)) for verdict in Verdict)
    counted = ", ".join(_counted(verdict, number) for verdict, number in counts if number)
    said = [VOICE.say(words.TALLY, size=len(trials), counts=counted)]
    if scope.result.is_part and not scope.only:
        said.insert(0, VOICE.say(words.PART, size=scope.result.library_size, shown=len(scope.shown)))
    if scope.trials and not any(scope.state(one) == words.TAKING for one in scope.trials):
        said.append(VOICE.say(words.NONE_TAKING))
    unfit = 0 if scope.only else sum(one.trial.kind == "label" and not could_fit(one) for one in scope.shown)
    if unfit:
        said.append(VOICE.say(words.UNFIT_LABELS, n=unfit))
    return tuple(said)


def _counted(verdict: Verdict, number: int) -> str:
    is_one_unfit = verdict is Verdict.INELIGIBLE and number == 1
    return VOICE.say(words.ONE_UNFIT if is_one_unfit else words.COUNTED[verdict], n=number)


def groups(scope: Scope, room: Room) -> tuple[SheetGroup, ...]:
    """Return the trials by whether they take patients, then those that were chosen but do not seem to fit."""
    listed = scope.listed(room)
    made = []
    for state in (words.TAKING, words.UNSURE, words.CLOSED):
        every = [one for one in scope.trials if scope.state(one) == state]
        made.append(_group(state, every, [one for one in every if one in listed], scope))
    unfit = [one for one in scope.shown if scope.only and not could_fit(one)]
    made.append(_group(words.CHOSEN, unfit, unfit[: room.others], scope))
    return tuple(group for group in made if group.trials or group.more)


def _group(state: str, every: Sequence[Match], listed: Sequence[Match], scope: Scope) -> SheetGroup:
    left = len(every) - len(listed)
    return SheetGroup(
        VOICE.say(words.GROUPS[state], number=len(every)),
        tuple(_trial(one, scope) for one in listed),
        VOICE.say(words.MORE_TRIALS, n=left) if left else "",
        dense=state != words.TAKING,
    )


def labels(scope: Scope, room: Room, title: str) -> SheetGroup:
    """Return the approved treatments to talk about."""
    left = len(scope.labels) - room.labels
    return SheetGroup(
        title if scope.labels else "",
        tuple(_trial(one, scope) for one in scope.labels[: room.labels]),
        VOICE.say(words.MORE_LABELS, n=left) if left > 0 else "",
        dense=True,
    )


def _trial(match: Match, scope: Scope) -> SheetTrial:
    trial = match.trial
    return SheetTrial(
        "" if trial.kind == "label" else trial.id,
        mark(match, VOICE),
        brief(trial.title, TITLE_LENGTH),
        _facts(trial),
        missing_words(match, scope) if could_fit(match) else "",
        tuple(_notes(match, scope)),
    )


def _facts(trial: Trial) -> str:
    if trial.kind == "label":
        agency = ", ".join(part for part in (trial.source.agency, trial.source.country) if part)
        approved = VOICE.say(words.APPROVED_BY, agency=brief(agency, NAME_LENGTH)) if agency else ""
        return approved if trial.status == "APPROVED" else explain.status_words(trial, VOICE.register)
    status = explain.status_words(trial, VOICE.register)
    acronym = brief(trial.acronym or "", NAME_LENGTH)
    parts = (acronym, phase_in_words(trial.phase), brief(status, NAME_LENGTH))
    return " · ".join(part for part in parts if part)


def phase_in_words(phase: str | None) -> str:
    """Return a phase with what it is for: "phase 2: looks at whether it helps"; nothing where there is none."""
    text = (phase or "").upper()
    if "EARLY" in text:
        return VOICE.say(words.EARLY_PHASE)
    numbers = re.findall(r"(?<![0-9])[1-4](?![0-9])", text)
    if not numbers:
        return ""
    meaning = VOICE.translate(words.PHASES[numbers[0]])
    for number in numbers[1:]:
        meaning = VOICE.say(words.THEN, first=meaning, second=VOICE.translate(words.PHASES[number]))
    return VOICE.say(words.PHASE, number="/".join(numbers), meaning=meaning)


def _notes(match: Match, scope: Scope) -> Iterable[str]:
    """Return the warnings that go with a trial wherever it is shown, and how old its record is."""
    trial, on = match.trial, scope.result.screening_date
    for flag in match.flags:
        yield f"{explain.flag_words(flag, VOICE.register)}."
    here = said_of(trial, scope.result.centre, on, VOICE.register)
    if here:
        yield brief(VOICE.say(words.HERE, title=here.title, state=here.state), LINE_LENGTH)
        yield from (brief(said, LINE_LENGTH) for said in (*here.details, *here.warnings))
    day = trial.source.record_date or trial.source.retrieved
    stale = explain.stale_record_words(trial, on, VOICE.register)
    yield stale or VOICE.say(words.RECORD, day=values.day(day, VOICE) if day else "")


def missing_words(match: Match, scope: Scope) -> str:
    """Return what a trial still needs to know, and how many points are for a person to check."""
    names = list(dict.fromkeys(fact_name(path, scope.profile) for path in match.missing))
    said = ""
    if names:
        shown = "; ".join(names[:_NAMED])
        left = len(names) - _NAMED
        facts = VOICE.say(words.AND_MORE, facts=shown, n=left) if left > 0 else shown
        said = VOICE.say(words.MISSING, facts=facts)
    points = len(match.of(Outcome.CONFIRM))
    checked = VOICE.say(words.TO_CHECK_ONE if points == 1 else words.TO_CHECK, n=points) if points else ""
    if not said and not checked:
        return "" if match.flags else VOICE.say(words.NOT_MISSING)
    return " ".join(part for part in (said, checked) if part)
