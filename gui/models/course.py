"""A trial over time as rows of bars, each with its sentence: the picture and what is read out hold the same ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from gui.words import Words
from matcher.explain import criterion_text
from matcher.result import Outcome, Verdict
from matcher.wording import values
from matcher.wording.voice import Voice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matcher.calendar import Span, TrialCalendar
    from matcher.explain import Register

State = Outcome | Verdict
WHOLE = Words("The whole trial", "The trial as a whole")
PERIOD = Words("{start} to {end}: {state}", "{start} to {end}: {state}")
ONE_DAY = Words("{start} only: {state}", "Only on {start}: {state}")
FROM = Words("From {start}: {state}", "From {start}: {state}")
LATER_FROM = Words("From {start}: {state}", "Perhaps from {start} - ask your team ({state})")
LATER_PERIOD = Words("{start} to {end}: {state}", "Perhaps from {start} to {end} - ask your team ({state})")
STATES: Final[Mapping[State, Words]] = {
    Outcome.SATISFIED: Words("in favour", "seems to fit"),
    Outcome.UNKNOWN: Words("not known", "not known yet"),
    Outcome.CONFIRM: Words("to confirm", "for your team to check"),
    Outcome.VIOLATED: Words("against", "does not seem to fit"),
    Verdict.ELIGIBLE: Words("no conflict found", "may fit"),
    Verdict.POSSIBLE: Words("open, needs answers", "could fit, some answers are missing"),
    Verdict.LATER: Words("not yet", "not yet"),
    Verdict.INELIGIBLE: Words("conflict found", "does not seem to fit"),
}


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of days in one state, and what is said of it."""

    start: date
    end: date | None
    state: State
    sentence: str

    @property
    def after(self) -> date | None:
        """The first day that no longer belongs to it; none where it runs on."""
        return self.end + timedelta(days=1) if self.end else None


@dataclass(frozen=True, slots=True)
class Course:
    """One row of a timeline: the whole trial, or one criterion that time changes."""

    label: str
    bars: tuple[Bar, ...]

    def said(self, place: int) -> str:
        """Return a bar's sentence with what it speaks of."""
        return f"{self.label}\n{self.bars[place].sentence}"


def courses_of(calendar: TrialCalendar, register: Register) -> tuple[Course, ...]:
    """Return the whole trial first, then each criterion that time changes."""
    whole = Course(WHOLE.of(register), bars_of(calendar.whole, register))
    lanes = (
        Course(f"{lane.result.criterion.id}  {criterion_text(lane.result, register)}", bars_of(lane.spans, register))
        for lane in calendar.lanes
    )
    return (whole, *lanes)


def bars_of(spans: Sequence[Span], register: Register) -> tuple[Bar, ...]:
    """Return these stretches of time in words."""
    first = spans[0].start if spans else None
    return tuple(
        Bar(span.start, span.end, span.state, _sentence(span, register, later=span.start != first)) for span in spans
    )


def state_words(state: State, register: Register) -> str:
    """Return a state in a word or two."""
    return STATES[state].of(register)


def _sentence(span: Span, register: Register, *, later: bool) -> str:
    voice = Voice(register)
    hopes = later and span.state in (Verdict.ELIGIBLE, Verdict.POSSIBLE)
    if span.end is None:
        words = LATER_FROM if hopes else FROM
    elif span.end == span.start:
        words = ONE_DAY
    else:
        words = LATER_PERIOD if hopes else PERIOD
    return words.of(register).format(
        start=values.day(span.start, voice),
        end=values.day(span.end, voice) if span.end else "",
        state=state_words(span.state, register),
    )
