"""The what-if window: what stands in the way of trials, facts assumed otherwise, and which verdicts that changes."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from criteria.problems import InputError
from gui.jobs import LatestJob
from gui.models.part import part_words
from gui.models.what_if import Row, TextTable, WhatIf, changed_rows, counts, facts_to_assume, proposals
from gui.plain_text import wrapped_label
from gui.views.assumption_row import AssumptionRow
from gui.views.text_rows import TextRows
from gui.words import Words
from matcher.explain import Register, verdict_symbol
from matcher.near_miss_words import near_miss_rows
from matcher.near_misses import near_misses
from matcher.result import Verdict
from matcher.wording import near_misses as near

if TYPE_CHECKING:
    from gui.models.what_if import Fact
    from gui.session import Session
    from matcher.whatif import Comparison
    from matcher.wording.voice import Phrase

SIZE = QSize(1180, 700)
LEAST_WIDTH = 900
PAUSE_MS = 150
TITLE = Words("What if ...")
CAUTION = Words(
    "This is a trial run. Nothing is saved and the patient's data stay as they are.",
    "This is only a try. Nothing is saved, and your data stay as they are. Ask your team before you change anything.",
)
NEAR_COLUMNS = tuple(Words(phrase.clinician, phrase.plain) for phrase in near.COLUMNS)
NO_NEAR = Words(
    "No trial is kept away by one thing alone that could change. Any fact can still be assumed on the right.",
    "There is no trial that only one thing stands in the way of, and that could change. You can still try an answer.",
)
CHOOSE = Words(
    "Choose a row to see the trial in the main window and to assume the point otherwise.",
    "Choose a row to read about the trial in the main window, and to try another answer here.",
)
ASSUME = Words("Assume", "What if it were so?")
ADD = Words("Assume another thing", "Try another thing too")
CHANGES = Words("Verdicts that change", "What would be different")
CHANGE_COLUMNS = (Words("Trial"), Words("Today"), Words("Then"))
WAITING = Words("Enter what to assume; the result follows.", "Say what to try; the result follows.")
WORKING = Words("Working it out ...")
NONE_CHANGES = Words("No verdict changes.", "Nothing would be different.")
COUNT = Words("{sign} {verdict}: {before} today, {after} then")
VERDICTS = {
    Verdict.ELIGIBLE: Words("No conflict found", "May fit"),
    Verdict.POSSIBLE: Words("Open: needs answers", "Could fit"),
    Verdict.LATER: Words("Not before a date", "Perhaps later"),
    Verdict.INELIGIBLE: Words("Conflict found", "Does not seem to fit"),
}
CLOSE = Words("Close")


def _of(phrase: Phrase, register: Register) -> str:
    return Words(phrase.clinician, phrase.plain).of(register)


class WhatIfWindow(QDialog):
    """Stands beside the main window and follows every edit there; it changes nothing."""

    trial_chosen = Signal(str)
    broke = Signal(object)  # an exception of the thread that works it out

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show the near misses of the session's result, and nothing assumed."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self.comparison: Comparison | None = None
        self.rows: list[AssumptionRow] = []
        self._job = LatestJob(self)
        self._job.finished.connect(self._take)
        self._job.failed.connect(self._fail)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._ask)
        self._make_widgets()
        self._lay_out()
        session.result_changed.connect(self._follow)
        session.register_changed.connect(self.reword)
        session.document_changed.connect(self._begin)
        self._begin()
        self.resize(SIZE.boundedTo(self.screen().availableSize() * 0.95))

    @property
    def is_settled(self) -> bool:
        """Whether what is shown belongs to what is assumed."""
        return not self._timer.isActive() and not self._job.is_busy

    def _make_widgets(self) -> None:
        self.caution = wrapped_label("warning", self)
        self._near_title, self._near_lead = wrapped_label("heading", self), wrapped_label("faint", self)
        self.near = TextTable(NEAR_COLUMNS, self)
        self.near_table = TextRows(self.near, (5, 7, 5), self)
        self.near_table.selectionModel().currentRowChanged.connect(self._near_chosen)
        self._assume_title = wrapped_label("heading", self)
        self.add = QPushButton(self)
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self.add_row)
        self.told = wrapped_label("faint", self)
        self._changes_title, self.tally = wrapped_label("heading", self), wrapped_label("", self)
        self.changes = TextTable(CHANGE_COLUMNS, self)
        self.changes_table = TextRows(self.changes, (6, 4, 4), self)
        self._close = QPushButton(self)
        self._close.setAutoDefault(False)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "page")
        inside.setMinimumWidth(LEAST_WIDTH)
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 12, 14, 10)
        column.setSpacing(10)
        column.addWidget(self.caution)
        sides = QHBoxLayout()
        sides.setSpacing(18)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self._near_title)
        left.addWidget(self._near_lead)
        left.addWidget(self.near_table, 1)
        left.addStretch(0)  # in place of the table while it is empty
        sides.addLayout(left, 11)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(self._assume_title)
        self._row_column = QVBoxLayout()
        self._row_column.setSpacing(6)
        right.addLayout(self._row_column)
        for widget in (self.add, self._changes_title, self.told, self.tally):
            right.addWidget(widget)
        right.addWidget(self.changes_table, 1)
        right.addStretch(0)
        sides.addLayout(right, 10)
        column.addLayout(sides, 1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        buttons = QDialogButtonBox(self)
        buttons.addButton(self._close, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        outer = QVBoxLayout(self)
        outer.addWidget(area, 1)
        outer.addWidget(buttons)

    @Slot()
    def reword(self) -> None:
        """Change every word to the session's register."""
        register = self._session.register
        self.setWindowTitle(TITLE.of(register))
        self.setAccessibleName(TITLE.of(register))
        texts = (
            (self.caution, CAUTION),
            (self._assume_title, ASSUME),
            (self._changes_title, CHANGES),
        )
        for label, words in texts:
            label.setText(words.of(register))
        self._near_title.setText(_of(near.TITLE, register))
        self.near_table.setAccessibleName(_of(near.TITLE, register))
        self.changes_table.setAccessibleName(CHANGES.of(register))
        for button, words in ((self.add, ADD), (self._close, CLOSE)):
            button.setText(words.of(register))
            button.setAccessibleName(words.of(register))
        facts = self._facts()
        for row in self.rows:
            row.offer(facts)
            row.reword(register)
        self._show_near()
        self._show()

    @Slot()
    def _begin(self) -> None:
        """Assume nothing of another patient; what is being worked out of the one before is of no interest any more."""
        self._timer.stop()
        self._job.forget()
        while self.rows:
            self._drop(self.rows[0])
        self.comparison = None
        self.add_row()
        self.reword()

    @Slot()
    def add_row(self) -> None:
        """Offer one more thing to assume."""
        row = AssumptionRow(self._session.register, self)
        row.changed.connect(self._timer.start)
        row.changed.connect(self._wait)
        row.removed.connect(lambda: self._remove(row))
        self.rows.append(row)
        self._row_column.addWidget(row)
        row.offer(self._facts())
        self._order_tabs()
        row.setFocus()

    def _remove(self, row: AssumptionRow) -> None:
        self._drop(row)
        if not self.rows:
            self.add_row()
        self.rows[-1].setFocus()
        self._timer.start()

    def _drop(self, row: AssumptionRow) -> None:
        self.rows.remove(row)
        self._row_column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _order_tabs(self) -> None:
        in_rows = [widget for row in self.rows for widget in row.in_tab_order()]
        order: list[QWidget] = [self.near_table, *in_rows, self.add, self.changes_table, self._close]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _facts(self) -> tuple[Fact, ...]:
        return facts_to_assume(self._session.result, self._session.profile, self._session.register)

    @Slot()
    def _follow(self) -> None:
        """Take in the session's new result."""
        if self._session.result is None:
            return
        facts = self._facts()
        for row in self.rows:
            row.offer(facts)
        self._show_near()
        self._timer.start()

    def _show_near(self) -> None:
        result, register = self._session.result, self._session.register
        found = near_misses(result) if result else ()
        told = near_miss_rows(result, register) if result else ()
        rows = [
            Row(one.match.trial.id, (words.trial, words.point, words.change))
            for one, words in zip(found, told, strict=True)
        ]
        self.near.show(rows, register)
        lead = f"{_of(near.LEAD, register)} {CHOOSE.of(register)}" if rows else NO_NEAR.of(register)
        self._near_lead.setText(f"{part_words(result, register)} {lead}".strip())
        self.near_table.setVisible(bool(rows))

    def _near_chosen(self, now: QModelIndex, _before: QModelIndex) -> None:
        """Show the trial in the main window, and propose what to assume otherwise."""
        if not now.isValid() or now.row() >= len(self.near.rows):
            return
        trial = self.near.rows[now.row()].trial
        self.trial_chosen.emit(trial)
        path = proposals(self._session.result, self._session.profile).get(trial, "")
        if not path or any(row.path == path for row in self.rows):
            return
        row = next((row for row in self.rows if not row.picker.text() or not row.assumptions()), None)
        if row is None:
            self.add_row()
            row = self.rows[-1]
        row.pick(path, enter=False)
        self._order_tabs()
        self.near_table.setFocus()

    @Slot()
    def _wait(self) -> None:
        self._order_tabs()
        self._show()

    @Slot()
    def _ask(self) -> None:
        assumptions = tuple(one for row in self.rows for one in row.assumptions())
        if assumptions:
            before = self._session.result if self._session.is_settled else None
            self._job.start(WhatIf(self._session.question(), assumptions, before).answer)
        else:
            self._job.forget()
            self.comparison = None
        self._show()

    @Slot(object)
    def _take(self, found: Comparison | InputError) -> None:
        if isinstance(found, InputError):
            self.comparison = None
            self._show()
            self._tell(found)
            return
        self.comparison = found
        self._show()

    @Slot(object)
    def _fail(self, error: BaseException) -> None:
        self.comparison = None
        self._show()
        self.broke.emit(error)

    def _tell(self, refused: InputError) -> None:
        """Say what cannot be assumed below the row that it is about, else below them all."""
        for problem in refused.problems:
            sentence = "; ".join(part for part in (problem.message, problem.hint) if part)
            row = next((row for row in self.rows if row.path and problem.where.endswith(f" {row.path}")), self.rows[-1])
            row.say(sentence)

    def _show(self) -> None:
        register, comparison = self._session.register, self.comparison
        has_answer = comparison is not None and self.is_settled
        rows = changed_rows(comparison, register) if comparison is not None and has_answer else ()
        self.changes.show(rows, register)
        self.changes_table.setVisible(bool(rows))
        part = part_words(self._session.result, register)
        self.tally.setText(_tally(comparison, register, part) if comparison is not None and has_answer else "")
        self.tally.setVisible(has_answer)
        waiting = WAITING if self.is_settled else WORKING
        words = waiting if not has_answer else NONE_CHANGES
        self.told.setText("" if rows else words.of(register))
        self.told.setVisible(not rows)

    def done(self, result: int) -> None:
        """End the thread with the window."""
        self._timer.stop()
        self._job.close()
        super().done(result)


def _tally(comparison: Comparison, register: Register, part: str) -> str:
    pairs = zip(Verdict, counts(comparison.before), counts(comparison.after), strict=True)
    counted = (
        COUNT.of(register).format(
            sign=verdict_symbol(verdict), verdict=VERDICTS[verdict].of(register), before=before, after=after
        )
        for verdict, before, after in pairs
    )
    return "\n".join(filter(None, (*counted, part)))
