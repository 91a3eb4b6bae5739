"""The coming months of the trials in place of the list: windows, tests to repeat, key dates, and their export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelectionModel, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QPushButton, QScrollArea, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from gui.models.course import COLUMNS
from gui.models.overview import OverviewModel, in_list_order, is_closed
from gui.models.part import part_words
from gui.models.results import Role
from gui.models.time_axis import months_from
from gui.plain_text import dress
from gui.views.axis_scale import Scale, paint_scale, scale_height
from gui.views.calendar_picture import calendar_picture, calendar_rows
from gui.views.dates_page import DatesPage
from gui.views.overview_delegate import OverviewDelegate, plot_of
from gui.views.picture_frame import PictureFrame
from gui.words import Words
from matcher.calendar import overview

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QFocusEvent, QPaintEvent, QResizeEvent

    from gui.picture_export import Picture
    from gui.session import Session
    from gui.theme import Theme

MONTHS: Final = 6
PARTS: Final = (3000, 2000)  # of the height, whatever it is
CHART = Words("Windows of the coming six months", "The coming six months")
SHOWN = Words(
    "{shown} are or may become possible, {closed} of them closed to new patients; {others} with a conflict stand in "
    "the list.",
    "{shown} may be possible, now or later; {closed} of them take no new patients now. {others} do not seem to fit; "
    "the list says why.",
)
SHOWN_OF_PART = Words(
    "{shown} of them are or may become possible, {closed} of these closed to new patients.",
    "{shown} of them may be possible, now or later; {closed} of these take no new patients now.",
)
NOTHING = Words(
    "By what is entered, no trial is or becomes possible. The list (Ctrl+K) says of each what speaks against it.",
    "By your answers, none of the trials may be possible now or later. The list (Ctrl+K) says why. Ask your team.",
)
EXPORT = Words("Export calendar file (.ics)", "Save the days as a calendar file (.ics)")
CHOOSE = QItemSelectionModel.SelectionFlag.ClearAndSelect


class _Rows(QListView):
    """A list that keeps its current row in sight, and has none until a person goes to one."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.currentIndex().isValid():
            super().focusInEvent(event)
        else:  # Qt would choose the first row, and with it another trial than the one in detail
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())


class _ScaleHead(QWidget):
    """The months above the list, over the same days as its rows."""

    def __init__(self, theme: Theme, rows: QListView) -> None:
        super().__init__(rows.parentWidget())
        self._theme, self._rows = theme, rows
        self.scale: Scale | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        rows.verticalScrollBar().rangeChanged.connect(self.update)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(0, scale_height(self.font()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.scale is None:
            return
        viewport = self._rows.viewport()
        left = self.mapFromGlobal(viewport.mapToGlobal(viewport.rect().topLeft())).x()
        row = QRectF(left, self.height(), viewport.width(), 0)
        painter = QPainter(self)
        paint_scale(painter, self.scale, plot_of(row), self._theme.colours)


class CalendarPane(QWidget):
    """Shows the session's result over time; works out nothing while it is out of sight."""

    chosen = Signal(str)  # the trial's id
    export_wanted = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        """Wait to be shown."""
        super().__init__(parent)
        self._session = session
        self._is_placing = False
        self.summary = ""
        self._lay_out(theme)
        self.list.selectionModel().currentChanged.connect(self._current)
        self.export.clicked.connect(self.export_wanted)
        theme.changed.connect(self.list.viewport().update)

    def _lay_out(self, theme: Theme) -> None:
        upper = QWidget(self)
        self.model = OverviewModel(self)
        self.list = _Rows(upper)
        self.list.setProperty("role", "ranking")
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self._delegate = OverviewDelegate(theme, self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.setTabKeyNavigation(False)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._head = _ScaleHead(theme, self.list)
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.list, 1)
        self.dates = DatesPage()
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setWidget(self.dates)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        parts = QSplitter(Qt.Orientation.Vertical, self)
        parts.setChildrenCollapsible(False)
        upper.setFocusProxy(self.list)
        self.frame = PictureFrame(upper, (5, 3, 3), self, scrolls=True)
        self.frame.head.setContentsMargins(12, 0, 6, 0)
        self.frame.file_name = "calendar.svg"
        self.frame.export = self.picture
        dress(self.frame.title, "caption")
        parts.addWidget(self.frame)
        parts.addWidget(self._area)
        parts.setSizes(PARTS)
        self.export = QPushButton(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 0, 12, 2)
        foot.addWidget(self.export)
        outer.addWidget(parts, 1)
        outer.addLayout(foot)

    def show_result(self, trial: str) -> None:
        """Show the session's result in its register, with this trial's row current where it has one."""
        session, register = self._session, self._session.register
        result = session.result
        shown = in_list_order(overview(result, MONTHS), result.centre) if result else []
        closed = sum(is_closed(calendar.match) for calendar in shown)
        on = result.screening_date if result else session.on
        self._head.scale = self._delegate.scale = Scale(months_from(on, MONTHS), session.today, register)
        self.model.show(shown, register)
        self.list.setAccessibleName(CHART.of(register))
        others = len(result.matches) - len(shown) if result else 0
        part = part_words(result, register)
        words = NOTHING if not shown else SHOWN_OF_PART if part else SHOWN
        summary = words.of(register).format(shown=len(shown), closed=closed, others=others)
        self.summary = f"{part} {summary}".strip()
        self.frame.reword(CHART.of(register), register, self._head.scale.words)
        self.frame.show_table(
            [words.of(register) for words in COLUMNS], calendar_rows(self.model.rows, self._head.scale, register)
        )
        self.frame.setVisible(bool(shown))  # an empty chart would look like one that is still to come
        self.export.setText(EXPORT.of(register))
        self.export.setAccessibleName(EXPORT.of(register))
        self.export.setEnabled(bool(shown))
        self.dates.show_result(result, register)
        self._area.setAccessibleName(self.dates.accessibleName())
        self.point_at(trial)
        self._head.update()
        self.list.viewport().update()

    def picture(self) -> Picture:
        """Return the calendar for a file, with all its rows."""
        scale = self._head.scale or Scale(
            months_from(self._session.on, MONTHS), self._session.today, self._session.register
        )
        return calendar_picture(self.model, scale, CHART.of(self._session.register))

    def take_focus(self) -> None:
        """Put the focus on the chart or the table in its place, or on the dates where there is none."""
        chart = self.frame.table if self.frame.as_table.isChecked() else self.list
        (self._area if self.frame.isHidden() else chart).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def point_at(self, trial: str) -> None:
        """Make a trial's row current, without saying so; none is where it has no row."""
        index = self.model.find(trial)
        self._is_placing = True
        self.list.selectionModel().setCurrentIndex(index, CHOOSE)
        if not index.isValid():
            self.list.selectionModel().clear()
        self._is_placing = False
        if index.isValid():
            self.list.scrollTo(index)

    @Slot()
    def _current(self, current: QModelIndex) -> None:
        trial = current.data(Role.TRIAL)
        if trial and not self._is_placing:
            self.chosen.emit(trial)
