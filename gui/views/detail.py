"""One trial in full, worded exactly as on paper: verdict, dates, warnings, criteria by outcome, source."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from gui.models.noting import mark_words
from gui.plain_text import PlainLabel, dress, wrapped_label
from gui.tab_order import chain
from gui.views.criteria_strip import CriteriaStrip
from gui.views.criterion_card import CriterionCard
from gui.views.empty_words import instead_of_a_trial
from gui.views.panes import Pane
from gui.views.quick_fill import QuickFill
from gui.views.sites import SitesView
from gui.views.specimens import SpecimenGrid
from gui.views.timeline import TimelineView, Told, turns_in_time
from gui.words import Words
from matcher.calendar import trial_calendar
from matcher.explain import visible
from matcher.report.trial_section import Setting, trial_section
from matcher.wording.voice import Voice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from criteria.strict_json import Json
    from gui.form.editor import Reading
    from gui.session import Session
    from gui.theme import Theme
    from matcher.calendar import TrialCalendar
    from matcher.report.document import Cohorts, Group, Table, TrialSection
    from matcher.result import Match

ABOVE = 8  # pixels of what stands above a card that was gone to
AT_ONCE = 16  # labels and cards; between two lots the window answers
DETAIL = Words("Trial in detail", "This trial in detail")
COPY_LINK = Words("Copy the link")
COPIED = Words("Copied")


class DetailPane(Pane):
    """Shows the chosen match; its parts are used again, so that nothing piles up."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        """Show that nothing is chosen."""
        super().__init__(parent)
        self._session = session
        self._quick = QuickFill(session, self)
        self._match: Match | None = None
        self._shown: object = None
        self._labels: list[PlainLabel] = []
        self._cards: list[CriterionCard] = []
        self._trial = ""  # the one whose cards are up
        self._spare: list[CriterionCard] = []
        self._free: dict[str, CriterionCard] = {}  # cards of the trial in sight that have no place yet, by criterion
        self._placed: list[QWidget] = []
        self._to_come: Iterator[None] = iter(())
        self._slice = QTimer(self)
        self._slice.setSingleShot(True)
        self._slice.timeout.connect(self._go_on)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("role", "page")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(16, 12, 14, 14)
        self._column.setSpacing(7)
        self._column.addStretch(1)
        self._inside = inside
        self.strip = CriteriaStrip(theme, inside)
        self.strip.wanted.connect(self.go_to)
        self.timeline = TimelineView(theme, inside)
        self._specimens = SpecimenGrid(inside)
        self._specimens.hide()
        self.sites = SitesView(session, inside)
        self.sites.hide()
        self._link = QWidget(inside)
        self._link.hide()
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
        session.marking.changed.connect(self._refresh)
        self.reword()

    @property
    def section(self) -> TrialSection | None:
        """Everything that is said about the chosen trial, as it is also printed."""
        if self._match is None:
            return None
        session = self._session
        setting = Setting(
            Voice(session.register),
            self._on,
            session.profile.location,
            session.result,
            session.profile.diagnosis.specimens or (),
            with_sites=False,
        )
        return trial_section(self._match, setting)

    @property
    def calendar(self) -> TrialCalendar | None:
        """The chosen trial's course, where time changes anything about it."""
        found = trial_calendar(self._match, self._on) if self._match else None
        return found if found and turns_in_time(found) else None

    @property
    def _marks(self) -> str:
        """What the reader marked of the chosen trial."""
        trial = self._match.trial.id if self._match else ""
        return mark_words(self._session.marking.marks, trial, self._session.register)

    @property
    def _on(self) -> date:
        return self._session.result.screening_date if self._session.result else self._session.on

    @property
    def cards(self) -> tuple[CriterionCard, ...]:
        """The cards of the criteria, with any that are kept for later."""
        self.finish()
        return tuple(self._cards)

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text in sight."""
        self.finish()
        found: list[str] = []
        for widget in self._placed:
            found += widget.texts if isinstance(widget, CriterionCard) else ()
            found += widget.texts if isinstance(widget, TimelineView | CriteriaStrip) else ()
            found += [widget.text()] if isinstance(widget, PlainLabel) else ()
            found += widget.texts if isinstance(widget, SpecimenGrid | SitesView) else ()
        return (*found, self._url.text())

    @Slot(object)
    def show_match(self, match: Match | None) -> None:
        """Show a match; the place on the page is kept while it is the same trial."""
        self._match = match
        self._refresh()

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

    def show_sites(self) -> None:
        """Bring the sites into sight."""
        self.finish()
        self._area.verticalScrollBar().setValue(self.sites.y())

    @Slot(str)
    def go_to(self, criterion: str) -> None:
        """Bring the card of a criterion of the trial in sight to the top, and put the focus on it."""
        self.finish()
        found = next((one for one in self._cards if one in self._placed and one.row and one.row.id == criterion), None)
        if found is not None:
            self._column.activate()
            self._area.verticalScrollBar().setValue(found.y() - ABOVE)
            found.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def finish(self) -> None:
        """Put up at once what would follow while the window answers."""
        self._go_on(everything=True)

    @Slot()
    def _refresh(self) -> None:
        section, calendar = self.section, self.calendar
        wanted = (section, calendar, self._session.register, self._answers(), self._marks)
        if wanted == self._shown:
            return
        self._shown = wanted
        trial = self._match.trial.id if self._match else ""
        same = trial == self._trial
        self._trial = trial
        placed = self._placed if same else []
        self._free = {card.row.id: card for card in self._cards if card in placed and card.row is not None}
        self._spare = [card for card in self._cards if card not in self._free.values()]
        self._placed = []
        if calendar is None:
            self.timeline.clear()
        if self._match is None:
            self.strip.clear()
        self._to_come = self._put_up(section, calendar)
        self._go_on(everything=same)
        if not same:
            self._hide_the_rest()
            self._area.verticalScrollBar().setValue(0)

    def _go_on(self, *, everything: bool = False) -> None:
        """Put up the next labels and cards."""
        self._inside.setUpdatesEnabled(False)
        left = sum(1 for _ in (self._to_come if everything else islice(self._to_come, AT_ONCE)))
        self._inside.setUpdatesEnabled(True)
        if not everything and left == AT_ONCE:
            self._slice.start(0)
        elif self._slice.isActive() or left:
            self._slice.stop()
            self._hide_the_rest()
            self._chain()

    def _chain(self) -> None:
        """Have Tab go down the page: cards are used again for other criteria, in whatever order they come."""
        parts = (widget.parts if isinstance(widget, CriterionCard) else (widget,) for widget in self._placed)
        chain(self._area, (part for some in parts for part in some))

    def _hide_the_rest(self) -> None:
        placed = {id(widget) for widget in self._placed}
        for child in self._inside.children():
            if isinstance(child, QWidget) and id(child) not in placed:
                child.hide()

    def _place(self, widget: QWidget) -> None:
        place = len(self._placed)
        if self._column.indexOf(widget) != place:
            self._column.insertWidget(place, widget)
        self._placed.append(widget)
        widget.show()

    def _put_up(self, section: TrialSection | None, calendar: TrialCalendar | None) -> Iterator[None]:
        """Put up one label or card after another; each step is short."""
        if section is None:
            yield from self._say(instead_of_a_trial(self._session), "faint")
            return
        yield from self._say(section.title, "title")
        yield from self._say(section.facts, "faint")
        yield from self._say(self._marks, "own")
        yield from self._say(f"{section.mark.sign}  {section.mark.words}", section.mark.kind)
        yield from self._say(section.windows)
        yield from self._say(section.near_miss)
        yield from self._put_pictures(calendar)
        for warning in section.warnings:
            yield from self._say(f"⚠  {warning}", "warning")
        if section.cohorts is not None:
            yield from self._say(section.cohorts.chosen, "faint")
        for group in section.groups:
            yield from self._put_group(group)
        if section.specimens is not None:
            self._specimens.show_table(section.specimens)
            self._place(self._specimens)
            yield
        if section.cohorts is not None:
            yield from self._put_cohorts(section.cohorts)
        for table in section.tables:
            yield from self._put_table(table)
        if self._match is not None and self.sites.show_trial(self._match.trial):
            self._place(self.sites)
            yield
        yield from self._put_source(section)

    def _put_source(self, section: TrialSection) -> Iterator[None]:
        yield from self._say(section.source, "faint")
        self._url.setText(visible(section.link))
        self._copy.setText(COPY_LINK.of(self._session.register))
        if section.link:
            self._place(self._link)
        yield

    def _put_pictures(self, calendar: TrialCalendar | None) -> Iterator[None]:
        if self._match is not None and self._match.criteria:
            self.strip.show_match(self._match, self._session.register)
            self._place(self.strip)
            yield
        if calendar is not None and self._session.result is not None:
            told = Told(self._session.register, self._session.result, self._session.today)
            self.timeline.show_calendar(calendar, told)
            self._place(self.timeline)
            yield

    def _put_cohorts(self, cohorts: Cohorts) -> Iterator[None]:
        yield from self._say(cohorts.title, "heading")
        for row in cohorts.rows:
            yield from self._say(f"{row.mark.sign}  {row.name}\n{row.mark.words} · {row.windows}")

    def _put_group(self, group: Group) -> Iterator[None]:
        yield from self._say(group.title, "heading")
        yield from self._say(group.lead, "faint")
        answers = self._answers()
        for row in group.rows:
            card = self._card(row.id)
            card.show_criterion(self._trial, row, group.kind, self._session.register)
            answer = answers.get(row.id)
            card.show_answer(answer, asked=group.kind == "confirm" or answer is not None)
            self._place(card)
            yield

    def _put_table(self, table: Table) -> Iterator[None]:
        yield from self._say(table.title, "heading")
        for sentence in table.above:
            yield from self._say(sentence, "faint")
        for row in table.rows:
            yield from self._say("\n".join(cell for cell in row if cell))
        yield from self._say(table.below, "faint")

    def _answers(self) -> dict[str, Json]:
        all_answers = self._session.draft.get("answers")
        trial = self._match.trial.id if self._match else ""
        answers = all_answers.get(trial) if isinstance(all_answers, dict) else None
        return dict(answers) if isinstance(answers, dict) else {}

    def _say(self, text: str, role: str = "") -> Iterator[None]:
        if not text:
            return
        used = sum(isinstance(widget, PlainLabel) for widget in self._placed)
        if used == len(self._labels):
            self._labels.append(wrapped_label("", self._inside))
        label = self._labels[used]
        dress(label, role)
        label.setText("\n".join(visible(line) for line in text.split("\n")))
        self._place(label)
        yield

    def _card(self, criterion: str) -> CriterionCard:
        """Return the card that has shown this criterion, so that the cursor stays in it; else any, else a new one."""
        if criterion in self._free:
            return self._free.pop(criterion)
        if self._spare:
            return self._spare.pop()
        card = CriterionCard(self._quick, self._inside)
        card.answered.connect(self._answered)
        self._cards.append(card)
        return card

    @Slot(str, str, object)
    def _answered(self, trial: str, criterion: str, reading: Reading) -> None:
        self._session.answer(trial, criterion, reading.value)

    def _copy_link(self) -> None:
        QApplication.clipboard().setText(self._url.text())
        self._copy.setText(COPIED.of(self._session.register))
