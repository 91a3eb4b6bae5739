"""A trial over time as rows of bars, each with its sentence: the picture and what is read out hold the same ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gui.views.span_look import sign_of
from gui.words import Words
from matcher.calendar_words import span_words, whole_words
from matcher.explain import criterion_text, group_title
from matcher.result import Outcome
from matcher.wording import general, values
from matcher.wording.voice import Voice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matcher.calendar import Lane, Span, TrialCalendar
    from matcher.explain import Register
    from matcher.result import MatchResult, Verdict

WHOLE = Words("The whole trial", "The trial as a whole")
LABEL = "{id}  {text}"
COLUMNS = (Words("What"), Words("When"), Words("Stands"))
PERIOD, ON = Words("{start} to {end}"), Words("from {start} on")


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of days in one state, and what is said of it."""

    start: date
    end: date | None
    state: Outcome | Verdict
    sentence: str

    @property
    def after(self) -> date | None:
        """The first day that no longer belongs to it; none where it runs on."""
        return self.end + timedelta(days=1) if self.end else None


@dataclass(frozen=True, slots=True)
class Course:
    """One row of a timeline: the whole trial, or one criterion that time bears on."""

    label: str
    bars: tuple[Bar, ...]

    @property
    def turns(self) -> bool:
        """Whether a later day changes it."""
        return len(self.bars) > 1

    def said(self, place: int) -> str:
        """Return a bar's sentence with what it speaks of."""
        return f"{self.label}\n{self.bars[place].sentence}"


def courses_of(calendar: TrialCalendar, register: Register, result: MatchResult | None) -> tuple[Course, ...]:
    """Return the whole trial first, then each criterion that time bears on; those that turn before the others."""
    whole = Course(WHOLE.of(register), whole_bars(calendar.whole, register))
    lanes = [_lane(calendar, lane, register, result) for lane in calendar.lanes]
    return (whole, *sorted(lanes, key=lambda course: not course.turns))


def course_rows(courses: Iterable[Course], register: Register) -> tuple[tuple[str, ...], ...]:
    """Return the stretches of a timeline as rows of a table: of what, when, and how it stands."""
    return tuple((course.label, *bar_cells(bar, register)) for course in courses for bar in course.bars)


def bar_cells(bar: Bar, register: Register) -> tuple[str, str]:
    """Return first and last day of a stretch, and its state with its sign."""
    voice = Voice(register)
    start, end = values.day(bar.start, voice), values.day(bar.end, voice) if bar.end else ""
    return (PERIOD if end else ON).of(register).format(start=start, end=end), signed_words(bar.state, register)


def signed_words(state: Outcome | Verdict, register: Register) -> str:
    """Return a state in words after its sign."""
    return f"{sign_of(state)} {state_words(state, register)}"


def state_words(state: Outcome | Verdict, register: Register) -> str:
    """Return a state in words, without days."""
    if isinstance(state, Outcome):
        return group_title(state, register)
    return Voice(register).say(general.COUNTED[state])


def whole_bars(spans: Iterable[Span], register: Register) -> tuple[Bar, ...]:
    """Return how a trial as a whole stands over time."""
    return tuple(Bar(span.start, span.end, span.state, whole_words(span, register)) for span in spans)


def _lane(calendar: TrialCalendar, lane: Lane, register: Register, result: MatchResult | None) -> Course:
    bars = tuple(
        Bar(span.start, span.end, span.state, span_words(calendar.match, lane, span, register, result))
        for span in lane.spans
    )
    text = criterion_text(lane.result, register)
    return Course(LABEL.format(id=lane.result.criterion.id, text=text), bars)
