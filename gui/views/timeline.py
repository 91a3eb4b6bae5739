"""The chosen trial over time: a picture, the current bar in words below it, and what the signs mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gui.models.course import courses_of, state_words
from gui.models.time_axis import axis_until
from gui.plain_text import wrapped_label
from gui.views.axis_scale import Scale
from gui.views.span_look import sign_of
from gui.views.timeline_picture import TimelinePicture
from gui.words import Words

if TYPE_CHECKING:
    from datetime import date

    from gui.models.course import Course, State
    from gui.theme import Theme
    from matcher.calendar import TrialCalendar
    from matcher.explain import Register

TITLE = Words("Over time", "What time may change")
NAME = Words("{title}: {rows} rows. The arrow keys move, and tell each stretch of time.")
LEGEND = "{sign} {words}"


class TimelineView(QFrame):
    """Shows how the whole trial and its time-bound criteria stand from the as-of date on."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._title = wrapped_label("heading", self)
        self._counted = wrapped_label("caption", self)
        self.picture = TimelinePicture(theme, self)
        self._sentence = wrapped_label("", self)
        self._legend = wrapped_label("caption", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self._title, self._counted, self.picture, self._sentence, self._legend):
            column.addWidget(widget)
        self.picture.moved.connect(self._tell)
        self.hide()

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text in sight."""
        labels = (self._title, self._counted, self._sentence, self._legend)
        return tuple(label.text() for label in labels)

    def show_calendar(self, calendar: TrialCalendar, days: tuple[date, date], register: Register) -> None:
        """Show a trial from the first of the `days`, the as-of date; the other is today."""
        on, today = days
        courses = courses_of(calendar, register)
        scale = Scale(axis_until(on, (bar.start for course in courses for bar in course.bars)), today, register)
        title = TITLE.of(register)
        self._title.setText(title)
        self._counted.setText(scale.words)
        self._legend.setText("   ".join(_legend(courses, register)))
        self.picture.setAccessibleName(NAME.of(register).format(title=title, rows=len(courses)))
        self.picture.show_courses(courses, scale)

    @Slot()
    def _tell(self) -> None:
        self._sentence.setText(self.picture.sentence)


def _legend(courses: tuple[Course, ...], register: Register) -> list[str]:
    states: dict[State, None] = dict.fromkeys(bar.state for course in courses[1:] for bar in course.bars)
    return [LEGEND.format(sign=sign_of(state), words=state_words(state, register)) for state in states]
