"""One trial in full, worded exactly as on paper: verdict, dates, warnings, criteria by outcome, source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from gui.plain_text import PlainLabel, dress, wrapped_label
from gui.views.criterion_card import CriterionCard
from gui.words import Words
from matcher.explain import visible
from matcher.report.trial_section import Setting, trial_section
from matcher.wording.voice import Voice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from criteria.strict_json import Json
    from gui.form.editor import Reading
    from gui.session import Session
    from matcher.report.document import Cohorts, Group, Table, TrialSection
    from matcher.result import Match

DETAIL = Words("Trial in detail", "This trial in detail")
NOTHING = Words("Choose a trial in the list to see why.", "Choose a trial in the list to read more about it.")
COPY_LINK = Words("Copy the link")
COPIED = Words("Copied")


class DetailPane(QFrame):
    """Shows the chosen match; its parts are used again, so that nothing piles up."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show that nothing is chosen."""
        super().__init__(parent)
        self.setProperty("role", "pane")
        self._session = session
        self._match: Match | None = None
        self._shown: object = None
        self._labels: list[PlainLabel] = []
        self.cards: list[CriterionCard] = []
        self._used_labels = self._used_cards = 0
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("role", "page")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(16, 12, 14, 14)
        self._column.setSpacing(7)
        self._inside = inside
        self._link = QWidget(inside)
        self._url = wrapped_label("faint", self._link)
        self._copy = QPushButton(self._link)
        self._copy.clicked.connect(self._copy_link)
        row = QHBoxLayout(self._link)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._url, 1)
        row.addWidget(self._copy)
        self._area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(self._area)
        session.register_changed.connect(self.reword)
        self.reword()

    @property
    def section(self) -> TrialSection | None:
        """Everything that is said about the chosen trial, as it is also printed."""
        if self._match is None:
            return None
        session = self._session
        day = session.result.screening_date if session.result else session.on
        return trial_section(self._match, Setting(Voice(session.register), day, session.profile.location))

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text in sight."""
        labels = [label.text() for label in self._labels[: self._used_labels]]
        cards = [text for card in self.cards[: self._used_cards] for text in card.texts]
        return (*labels, *cards, self._url.text())

    @Slot(object)
    def show_match(self, match: Match | None) -> None:
        """Show a match; the place on the page is kept while it is the same trial."""
        same = match is not None and self._match is not None and match.trial.id == self._match.trial.id
        self._match = match
        self._refresh()
        if not same:
            self._area.verticalScrollBar().setValue(0)

    @Slot()
    def reword(self) -> None:
        """Change every word to the session's register."""
        register = self._session.register
        self.setAccessibleName(DETAIL.of(register))
        self._area.setAccessibleName(DETAIL.of(register))
        self._copy.setText(COPY_LINK.of(register))
        self._copy.setAccessibleName(COPY_LINK.of(register))
        self._refresh()

    def take_focus(self) -> None:
        """Put the focus on the text, where the arrow keys scroll it."""
        self._area.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _refresh(self) -> None:
        section = self.section
        wanted = (section, self._session.register, self._answers())
        if wanted == self._shown:
            return
        self._shown = wanted
        self._inside.setUpdatesEnabled(False)
        self._take_down()
        if section is None:
            self._say(NOTHING.of(self._session.register), "faint")
        else:
            self._put_up(section)
        self._column.addStretch(1)
        self._inside.setUpdatesEnabled(True)

    def _put_up(self, section: TrialSection) -> None:
        self._say(section.title, "title")
        self._say(section.facts, "faint")
        self._say(f"{section.mark.sign}  {section.mark.words}", section.mark.kind)
        self._say(section.windows)
        for warning in section.warnings:
            self._say(f"⚠  {warning}", "warning")
        if section.cohorts is not None:
            self._say(section.cohorts.chosen, "faint")
        for group in section.groups:
            self._put_group(group)
        if section.cohorts is not None:
            self._put_cohorts(section.cohorts)
        for table in section.tables:
            self._put_table(table)
        self._say(section.source, "faint")
        self._url.setText(visible(section.link))
        self._link.setVisible(bool(section.link))
        self._column.addWidget(self._link)

    def _put_cohorts(self, cohorts: Cohorts) -> None:
        self._say(cohorts.title, "heading")
        for row in cohorts.rows:
            self._say(f"{row.mark.sign}  {row.name}\n{row.mark.words} · {row.windows}")

    def _put_group(self, group: Group) -> None:
        self._say(group.title, "heading")
        self._say(group.lead, "faint")
        answers = self._answers()
        for row in group.rows:
            card = self._card()
            card.show_criterion(row, group.kind, self._session.register)
            answer = answers.get(row.id)
            card.show_answer(answer, asked=group.kind == "confirm" or answer is not None)

    def _put_table(self, table: Table) -> None:
        self._say(table.title, "heading")
        for sentence in table.above:
            self._say(sentence, "faint")
        for row in table.rows:
            self._say("\n".join(cell for cell in row if cell))
        self._say(table.below, "faint")

    def _answers(self) -> dict[str, Json]:
        all_answers = self._session.draft.get("answers")
        trial = self._match.trial.id if self._match else ""
        answers = all_answers.get(trial) if isinstance(all_answers, dict) else None
        return dict(answers) if isinstance(answers, dict) else {}

    def _say(self, text: str, role: str = "") -> None:
        if not text:
            return
        if self._used_labels == len(self._labels):
            self._labels.append(wrapped_label("", self._inside))
        label = self._labels[self._used_labels]
        self._used_labels += 1
        dress(label, role)
        label.setText("\n".join(visible(line) for line in text.split("\n")))
        label.show()
        self._column.addWidget(label)

    def _card(self) -> CriterionCard:
        if self._used_cards == len(self.cards):
            card = CriterionCard(self._inside)
            card.answered.connect(self._answered)
            self.cards.append(card)
        card = self.cards[self._used_cards]
        self._used_cards += 1
        card.show()
        self._column.addWidget(card)
        return card

    def _take_down(self) -> None:
        for widget in self._in_sight():
            self._column.removeWidget(widget)
            widget.hide()
        while self._column.count():
            self._column.takeAt(0)
        self._used_labels = self._used_cards = 0

    def _in_sight(self) -> Iterator[QWidget]:
        yield from self._labels[: self._used_labels]
        yield from self.cards[: self._used_cards]
        yield self._link

    @Slot(str, object)
    def _answered(self, criterion: str, reading: Reading) -> None:
        if self._match is not None:
            self._session.answer(self._match.trial.id, criterion, reading.value)

    def _copy_link(self) -> None:
        QApplication.clipboard().setText(self._url.text())
        self._copy.setText(COPIED.of(self._session.register))
