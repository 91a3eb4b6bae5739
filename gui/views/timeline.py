"""The chosen trial over time: a picture, the current bar in words below it, and what the signs mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from gui.models.course import COLUMNS, course_rows, courses_of, signed_words
from gui.models.time_axis import axis_until
from gui.picture_export import WIDE, Picture, paper
from gui.plain_text import wrapped_label
from gui.views.axis_scale import Scale
from gui.views.picture_frame import PictureFrame
from gui.views.span_look import sign_of
from gui.views.timeline_picture import TimelinePicture
from gui.words import Words
from matcher.explain import group_title, visible
from matcher.result import Outcome

if TYPE_CHECKING:
    from datetime import date

    from gui.models.course import Course
    from gui.theme import Theme
    from matcher.calendar import TrialCalendar
    from matcher.explain import Register
    from matcher.result import MatchResult

TITLE = Words("Over time", "What time may change")
NAME = Words("{title}: {rows} rows. The arrow keys move, and tell each stretch of time.")
STEADY_ONE = Words("1 more point rests on a date and stays as it is")
STEADY = Words("{n} more points rest on a date and stay as they are")
LEGEND, FILE_TITLE = "{sign} {words}", "{id}: {title}"


@dataclass(frozen=True, slots=True)
class Told:
    """In which words, on what background, and which day it is."""

    register: Register
    result: MatchResult
    today: date


class TimelineView(QFrame):
    """Shows how the whole trial and its time-bound criteria stand from the as-of date on.

    Criteria that rest on a date but do not turn are folded away: a dozen results that are fresh say little.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._courses: tuple[Course, ...] = ()
        self._scale: Scale | None = None
        self._trial = ""
        self._counted = wrapped_label("caption", self)
        self.picture = TimelinePicture(theme, self)
        self.frame = PictureFrame(self.picture, (4, 3, 3), self)
        self.frame.column.insertWidget(1, self._counted)
        self.frame.export = self.drawn
        self._sentence = wrapped_label("", self)
        self._legend = wrapped_label("caption", self)
        self.steady = QPushButton(self)
        self.steady.setFlat(True)
        self.steady.setCheckable(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.frame, self._sentence, self._legend, self.steady):
            column.addWidget(widget)
        self.picture.moved.connect(self._tell)
        self.steady.toggled.connect(self._unfold)
        self.hide()

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text in sight."""
        labels = (self.frame.title, self._counted, self._sentence, self._legend)
        return tuple(label.text() for label in labels)

    def clear(self) -> None:
        """Keep nothing of the trial before, nor of its patient."""
        self._courses, self._scale, self._trial = (), None, ""
        self.steady.setChecked(False)
        self._legend.clear()
        self.picture.clear()
        self.frame.show_table(("",) * len(COLUMNS), ())

    def show_calendar(self, calendar: TrialCalendar, told: Told) -> None:
        """Show a trial from the as-of date on."""
        register, trial = told.register, calendar.match.trial.id
        self._courses = courses_of(calendar, register, told.result)
        turns = (bar.start for course in self._courses for bar in course.bars)
        self._scale = Scale(axis_until(told.result.screening_date, turns), told.today, register)
        self.frame.reword(TITLE.of(register), register)
        self.frame.file_name = f"dates-{trial}.svg"
        self._counted.setText(self._scale.words)
        steady = sum(not course.turns for course in self._courses[1:])
        self.steady.setText((STEADY_ONE if steady == 1 else STEADY).of(register).format(n=steady))
        self.steady.setAccessibleName(self.steady.text())
        self.steady.setVisible(steady > 0)
        if trial != self._trial:
            self._trial = trial
            self.picture.current = (0, 0)
            self.steady.setChecked(False)
        self._unfold()

    @Slot()
    def _unfold(self) -> None:
        if self._scale is None:
            return
        register, everything = self._scale.register, self.steady.isChecked()
        shown = tuple(course for place, course in enumerate(self._courses) if everything or place == 0 or course.turns)
        self._legend.setText("   ".join(_legend(shown, register)))
        self.picture.setAccessibleName(NAME.of(register).format(title=TITLE.of(register), rows=len(shown)))
        self.picture.show_courses(shown, self._scale)
        self.frame.show_table([words.of(register) for words in COLUMNS], course_rows(shown, register))

    def drawn(self) -> Picture:
        """Return the picture for a file, with the rows that are in sight."""
        made, shown, scale = TimelinePicture(paper()), self.picture.courses, self._scale
        whole: list[str] = []  # what the first row's signs mean; the others' stand in the legend
        if scale is not None:
            made.show_courses(shown, scale)
            whole = [signed_words(bar.state, scale.register) for course in shown[:1] for bar in course.bars]
        made.resize(WIDE, made.sizeHint().height())
        title = FILE_TITLE.format(id=visible(self._trial), title=self.frame.title.text())
        note = "\n".join((self._counted.text(), "   ".join(dict.fromkeys(whole)), self._legend.text()))
        return Picture(title, made.accessibleDescription(), made.size(), made.draw, note)

    @Slot()
    def _tell(self) -> None:
        self._sentence.setText(self.picture.sentence)


def turns_in_time(calendar: TrialCalendar) -> bool:
    """Whether a later day changes anything about the trial."""
    return len(calendar.whole) > 1 or any(len(lane.spans) > 1 for lane in calendar.lanes)


def _legend(courses: tuple[Course, ...], register: Register) -> list[str]:
    states = dict.fromkeys(bar.state for course in courses[1:] for bar in course.bars)
    return [
        LEGEND.format(sign=sign_of(state), words=group_title(state, register))
        for state in states
        if isinstance(state, Outcome)
    ]
