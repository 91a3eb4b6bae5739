"""The ranking with its look-up line, and below it what was noticed about the patient's data."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from gui.filters.bar import FilterBar
from gui.filters.headline import calendar_headline, headline
from gui.jobs import LatestJob
from gui.models.results import ResultModel, Role
from gui.models.rows import GroupRow, MatchRow
from gui.plain_text import wrapped_label
from gui.views.calendar_pane import CalendarPane
from gui.views.empty_words import above_the_ranking
from gui.views.notices import NoticeStrip
from gui.views.panes import Pane
from gui.views.result_delegate import ResultDelegate
from gui.views.view_switch import ViewSwitch
from gui.words import Words
from matcher.filters.distance import distance_filter
from matcher.search import SearchIndex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent

    from gui.session import Session
    from gui.theme import Theme
    from matcher.filters import Narrowing
    from matcher.result import Match

RANKING = Words("Trials, ranked", "Trials for you, sorted")
LOOK_UP = Words("Look up a number or any words", "Look for a number or any word")
WORKING = Words("Working out the ranking ...", "Comparing your answers with the trials ...")
CHOOSE = QItemSelectionModel.SelectionFlag.ClearAndSelect


class _List(QListView):
    """A list whose current row is a trial, never a heading; with Shift or Ctrl more trials are chosen beside it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step over headings; nobody means to choose every trial of a long list, to be looked at side by side."""
        if self.uniformItemSizes() and event.matches(QKeySequence.StandardKey.SelectAll):
            return
        super().keyPressEvent(event)
        how = CHOOSE
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            how = QItemSelectionModel.SelectionFlag.Select
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            how = QItemSelectionModel.SelectionFlag.NoUpdate
        self.leave_heading(how, upwards=event.key() in (Qt.Key.Key_Up, Qt.Key.Key_PageUp))

    def updateGeometries(self) -> None:
        """Leave what is empty above the first heading out of sight."""
        super().updateGeometries()
        first, delegate = self.model().index(0, 0), self.itemDelegate()
        blank = delegate.blank_above(first.data(Role.ROW), self.font()) if isinstance(delegate, ResultDelegate) else 0
        self.verticalScrollBar().setMinimum(blank)

    def leave_heading(self, how: QItemSelectionModel.SelectionFlag, *, upwards: bool = False) -> None:
        """Move from a heading to the nearest trial."""
        model, row = self.model(), self.currentIndex().row()
        if row >= 0 and isinstance(self.currentIndex().data(Role.ROW), MatchRow):
            return
        step = -1 if upwards else 1
        for turn in (step, -step):
            place = row
            while 0 <= place < model.rowCount():
                if isinstance(model.index(place, 0).data(Role.ROW), MatchRow):
                    self.selectionModel().setCurrentIndex(model.index(place, 0), how)
                    return
                place += turn


class ResultPane(Pane):
    """All trials of the library in rank order."""

    chosen = Signal(object)  # the match, or None
    broke = Signal(object)  # an exception while the library's texts were read

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        """Show the session's result."""
        super().__init__(parent)
        self._session = session
        self._trial = ""  # the one a person chose; without one the first is shown
        self._is_placing = False
        self._title = wrapped_label("title", self)
        self.switch = ViewSwitch(self)
        self.look_up = QLineEdit(self)
        self.look_up.setClearButtonEnabled(True)
        self.look_up.setAcceptDrops(False)  # a file that is dragged here is the window's to open
        self.look_up.textChanged.connect(self._look_up)
        self.look_up.returnPressed.connect(self.take_focus)
        self.filters = FilterBar(session, self)
        self.filters.changed.connect(self._narrow)
        self._total = wrapped_label("caption", self)
        self.model = ResultModel(self)
        self.list = _List(self)
        self.list.setProperty("role", "ranking")
        self.list.setModel(self.model)
        self.list.setItemDelegate(ResultDelegate(theme, self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setTabKeyNavigation(False)
        self.list.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.list.selectionModel().currentChanged.connect(self._current)
        self.list.clicked.connect(self._click)
        self.calendar = CalendarPane(session, theme, self)
        self.calendar.chosen.connect(self._choose_listed)
        self.switch.chosen.connect(self._switch)
        self.notices = NoticeStrip(session, self)
        self._lay_out()
        session.result_changed.connect(self._show)
        session.journeys.changed.connect(self._measure)
        session.settled_changed.connect(self._count)
        session.document_changed.connect(self._forget)
        session.register_changed.connect(self.reword)
        session.marking.changed.connect(self._mark)
        theme.changed.connect(self.list.viewport().update)
        self._reading = LatestJob(self)
        self._reading.finished.connect(self._read)
        self._reading.failed.connect(self.broke)
        self._is_read = False
        self.reword()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 10, 1, 1)
        column.setSpacing(6)
        head = QVBoxLayout()
        head.setContentsMargins(12, 0, 12, 2)
        head.setSpacing(6)
        line = QHBoxLayout()
        line.addWidget(self._title, 1)
        line.addWidget(self.switch)
        head.addLayout(line)
        narrowing = QHBoxLayout()
        narrowing.addWidget(self.look_up, 1)
        narrowing.addWidget(self.filters.switch)
        head.addLayout(narrowing)
        for widget in (self.filters, self._total):
            head.addWidget(widget)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self.calendar, 1)
        self.calendar.hide()
        column.addWidget(self.notices)

    @property
    def match(self) -> Match | None:
        """The match whose row is current."""
        row = self.list.currentIndex().data(Role.ROW)
        return row.match if isinstance(row, MatchRow) else None

    @property
    def selected(self) -> tuple[Match, ...]:
        """The matches that are chosen, in the list's order: one, or more with Shift or Ctrl."""
        numbers = sorted(index.row() for index in self.list.selectedIndexes())
        rows = (self.model.rows[number] for number in numbers)
        return tuple(row.match for row in rows if isinstance(row, MatchRow))

    @property
    def selected_trials(self) -> tuple[str, ...]:
        """The numbers of the trials that are chosen, in the list's order."""
        numbers = sorted(index.row() for index in self.list.selectedIndexes())
        return tuple(filter(None, map(self.model.trial, numbers)))

    def choose(self, *trials: str) -> None:
        """Make the row of the first of these trials current, and choose the others beside it."""
        indexes = [index for index in map(self.model.find, trials) if index.isValid()]
        for index in indexes[:1]:
            self.list.selectionModel().setCurrentIndex(index, CHOOSE)
            self.list.scrollTo(index)
        for index in indexes[1:]:
            self.list.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)

    @Slot(str)
    def find_and_choose(self, trial: str) -> None:
        """Choose a trial even where the look-up, the filters or its being set aside keep it out of sight."""
        for bring_back in (self.look_up.clear, self.filters.clear, self.unfold):
            if not self.model.find(trial).isValid():
                bring_back()
        self.choose(trial)

    def show_all(self) -> None:
        """Take off the look-up and every filter; what is set aside stays so."""
        self.look_up.clear()
        self.filters.clear()

    def unfold(self, *, is_open: bool = True) -> None:
        """Show what is set aside, or fold it away."""
        with self._keeping_place():
            self.model.show_wish(replace(self.model.wish, is_open=is_open))

    def prefer(self, trial: str) -> None:
        """Make a trial's row current, as soon as there is one; where it is set aside, that is unfolded."""
        self._trial = trial
        if self._session.marking.marks.place(trial) == "aside":
            self.unfold()
        self._keep_place()

    def take_focus(self) -> None:
        """Put the focus on the list, or on the chart in its place."""
        if self.switch.shows_calendar:
            self.calendar.take_focus()
        else:
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_reading(self) -> None:
        """End the thread that reads the library's texts."""
        self._reading.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show all trials with Esc; from the look-up line, Down goes into the list."""
        if event.key() == Qt.Key.Key_Escape and self.model.wish.is_narrow:
            self.show_all()
        elif event.key() == Qt.Key.Key_Down and self.look_up.hasFocus():
            self.take_focus()
        else:
            super().keyPressEvent(event)

    @Slot()
    def reword(self) -> None:
        """Change every word to the session's register."""
        register = self._session.register
        self.switch.reword(register)
        self._title.setText(RANKING.of(register))
        self.setAccessibleName(RANKING.of(register))
        self.list.setAccessibleName(RANKING.of(register))
        self.look_up.setPlaceholderText(LOOK_UP.of(register))
        self.look_up.setAccessibleName(LOOK_UP.of(register))
        self._show()

    @Slot()
    def _forget(self) -> None:
        self._trial = ""
        self.show_all()  # a filter that nobody remembers would hide trials from the next patient
        self.unfold(is_open=False)

    @Slot()
    def _measure(self) -> None:
        """Show the distances that became known, and offer to filter by them."""
        if not self.model.is_large:  # there the distance of most trials is not known
            self.filters.add_filter(distance_filter(self._session.journeys.nearest))
        self._show()

    @Slot()
    def _show(self) -> None:
        with self._keeping_place():
            self.model.show(self._session.result, self._session.register, self._session.journeys)
            self.list.setUniformItemSizes(self.model.is_large)
        self._show_calendar()
        if self._session.result is not None and not self._is_read and not self.model.has_texts:
            self._is_read = True
            self._reading.start(partial(SearchIndex.of, self._session.library))

    def _show_calendar(self) -> None:
        """Show the calendar where it is in sight; another patient's goes at once even where it is not."""
        if self.switch.shows_calendar or self._session.result is None:
            self.calendar.show_result(self.match.trial.id if self.match else "")
            self._count()

    @Slot(bool)
    def _switch(self, calendar: bool) -> None:
        for widget in (self.list, self.look_up, self.filters, self.filters.switch):
            widget.setVisible(not calendar)
        self.calendar.setVisible(calendar)
        self._show_calendar()
        self._count()

    @Slot(str)
    def _choose_listed(self, trial: str) -> None:
        """Choose a trial of the calendar in the list too; nothing there must hide it."""
        self.find_and_choose(trial)

    @contextmanager
    def _keeping_place(self) -> Iterator[None]:
        """Keep the same trials chosen while the list changes, as far as it still shows them."""
        indexes = self.list.selectedIndexes() if self._trial else []
        chosen = {str(index.data(Role.TRIAL)) for index in indexes}
        yield
        self._keep_place()
        for trial in chosen:
            self.list.selectionModel().select(self.model.find(trial), QItemSelectionModel.SelectionFlag.Select)

    def _keep_place(self) -> None:
        index = self.model.find(self._trial)
        if not index.isValid():
            first = (number for number in range(len(self.model.rows)) if self.model.trial(number))
            index = self.model.index(next(first, -1))
        if index != self.list.currentIndex():
            self._is_placing = True
            self.list.selectionModel().setCurrentIndex(index, CHOOSE)
            self._is_placing = False
        self._count()
        self.chosen.emit(self.match)

    @Slot()
    def _count(self) -> None:
        register, tally = self._session.register, self.model.tally
        text = above_the_ranking(self._session, headline(tally, register))
        if self._session.has_library:
            if not self._session.is_settled:
                text = WORKING.of(register)
            elif self.switch.shows_calendar:
                text = calendar_headline(self.calendar.summary, tally, register)
        self._total.setText(text)

    def _look_up(self, text: str) -> None:
        with self._keeping_place():
            self.model.look_up(text)

    @Slot(object)
    def _narrow(self, narrowing: Narrowing) -> None:
        with self._keeping_place():
            self.model.show_wish(replace(self.model.wish, narrowing=narrowing))

    @Slot()
    def _mark(self) -> None:
        with self._keeping_place():
            self.model.show_wish(replace(self.model.wish, marks=self._session.marking.marks))

    @Slot(object)
    def _read(self, index: SearchIndex) -> None:
        with self._keeping_place():
            self.model.read(index)

    def _click(self, index: QModelIndex) -> None:
        row = index.data(Role.ROW)
        if isinstance(row, GroupRow) and row.opens:
            self.unfold(is_open=not self.model.wish.is_open)

    def _current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        row = current.data(Role.ROW)
        if isinstance(row, MatchRow) and not self._is_placing:
            self._trial = row.match.trial.id
            self.calendar.point_at(self._trial)
            self.chosen.emit(row.match)
