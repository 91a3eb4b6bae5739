"""The coming months of the trials in place of the list: windows, tests to repeat, key dates, and their export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelectionModel, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QPushButton, QScrollArea, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from gui.models.dates import DATE_COLUMNS, TEST_COLUMNS, date_rows, test_rows
from gui.models.overview import OverviewModel
from gui.models.results import Role
from gui.models.time_axis import months_from
from gui.plain_text import wrapped_label
from gui.views.axis_scale import Scale, paint_scale, scale_height
from gui.views.overview_delegate import OverviewDelegate, plot_of
from gui.views.word_table import WordTable
from gui.words import Words
from matcher.calendar import overview

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QPaintEvent

    from gui.session import Session
    from gui.theme import Theme

MONTHS: Final = 6
PARTS: Final = (3000, 2000)  # of the height, whatever it is
CHART = Words("Windows of the coming six months", "The coming six months")
SHOWN = Words(
    "{shown} are or may become possible; {others} with a conflict stand in the list.",
    "{shown} may be possible, now or later. {others} do not seem to fit; the list says why.",
)
NOTHING = Words(
    "By what is entered, no trial is or becomes possible. The list (Ctrl+K) says of each what speaks against it.",
    "By your answers, none of the trials may be possible now or later. The list (Ctrl+K) says why. Ask your team.",
)
TESTS = Words("Tests to repeat", "Tests you may need again")
UNTIL = Words(
    "The last result is fresh until the day to repeat it by, unless more is said.",
    "The last result is new enough until that day. Your team knows which tests you need.",
)
NO_TESTS = Words(
    "No test has to be repeated for these trials, as far as results are entered with their dates.",
    "No test is needed again for these trials, as far as you entered your results with their dates.",
)
DATES = Words("Key dates of these months", "Days to know of")
NO_DATES = Words("No window opens or closes in these months.", "Nothing changes on a fixed day in these months.")
EXPORT = Words("Export calendar file (.ics)", "Save the days as a calendar file (.ics)")
CHOOSE = QItemSelectionModel.SelectionFlag.ClearAndSelect


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
        self._days = wrapped_label("caption", self)
        self._lay_out(theme)
        self.list.selectionModel().currentChanged.connect(self._current)
        self.export.clicked.connect(self.export_wanted)
        theme.changed.connect(self.list.viewport().update)

    def _lay_out(self, theme: Theme) -> None:
        upper = QWidget(self)
        self.model = OverviewModel(self)
        self.list = QListView(upper)
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
        self.tests, self.dates = WordTable((3, 3, 2, 3), self), WordTable((1, 4), self)
        self._titles = [wrapped_label(role, self) for role in ("heading", "caption", "heading", "caption")]
        page = QWidget()
        page.setProperty("role", "page")
        inner = QVBoxLayout(page)
        inner.setContentsMargins(12, 8, 12, 8)
        inner.setSpacing(5)
        for widget in (*self._titles[:2], self.tests, *self._titles[2:], self.dates):
            inner.addWidget(widget)
        inner.addStretch(1)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setWidget(page)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        parts = QSplitter(Qt.Orientation.Vertical, self)
        parts.setChildrenCollapsible(False)
        parts.addWidget(upper)
        parts.addWidget(self._area)
        parts.setSizes(PARTS)
        self.export = QPushButton(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        head = QVBoxLayout()
        head.setContentsMargins(12, 0, 12, 0)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 0, 12, 2)
        head.addWidget(self._days)
        foot.addWidget(self.export)
        outer.addLayout(head)
        outer.addWidget(parts, 1)
        outer.addLayout(foot)

    @property
    def texts(self) -> tuple[str, ...]:
        """Every sentence in sight beside the chart and the tables."""
        return tuple(label.text() for label in (self._days, *self._titles) if not label.isHidden())

    def show_result(self, trial: str) -> None:
        """Show the session's result in its register, with this trial's row current where it has one."""
        session, register = self._session, self._session.register
        result = session.result
        shown = overview(result, MONTHS) if result else ()
        on = result.screening_date if result else session.on
        self._head.scale = self._delegate.scale = Scale(months_from(on, MONTHS), session.today, register)
        self.model.show(shown, register)
        self.list.setAccessibleName(CHART.of(register))
        others = len(result.matches) - len(shown) if result else 0
        self.summary = (SHOWN if shown else NOTHING).of(register).format(shown=len(shown), others=others)
        self._days.setText(self._head.scale.words)
        self.export.setText(EXPORT.of(register))
        self.export.setAccessibleName(EXPORT.of(register))
        self.export.setEnabled(bool(shown))
        self._show_tables()
        self.point_at(trial)
        self._head.update()
        self.list.viewport().update()

    def take_focus(self) -> None:
        """Put the focus on the chart."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_tables(self) -> None:
        result, register = self._session.result, self._session.register
        tests = test_rows(result, register) if result else ()
        dates = date_rows(result, register, MONTHS) if result else ()
        texts = (TESTS, UNTIL if tests else NO_TESTS, DATES, NO_DATES)
        for label, words in zip(self._titles, texts, strict=True):
            label.setText(words.of(register))
            label.setVisible(result is not None)
        parts = ((self.tests, TEST_COLUMNS, tests, TESTS), (self.dates, DATE_COLUMNS, dates, DATES))
        for table, columns, rows, title in parts:
            table.words.show([column.of(register) for column in columns], rows)
            table.setAccessibleName(title.of(register))
            table.setVisible(bool(rows))
        self._titles[3].setVisible(result is not None and not dates)
        self._area.setAccessibleName(f"{TESTS.of(register)}, {DATES.of(register)}")

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
