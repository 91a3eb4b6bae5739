"""The sites of the chosen trial, nearest first: five at once, the others as they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from gui.plain_text import PlainLabel, wrapped_label
from matcher.site_words import openings_words, site_rows
from matcher.sites import SiteList, sites_by_distance
from matcher.wording import sites as phrases
from matcher.wording.voice import Voice

if TYPE_CHECKING:
    from criteria.trial import Trial
    from gui.session import Session

AT_FIRST, STEP = 5, 25


class SitesView(QWidget):
    """A heading, what the distances mean, a text for each site, and a button for more."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show no trial."""
        super().__init__(parent)
        self._session = session
        self._trial: Trial | None = None
        self._sites = SiteList(())
        self._count = AT_FIRST
        self.title = PlainLabel("", "heading", self)
        self.lead = wrapped_label("faint", self)
        self.rows: list[PlainLabel] = []
        self.more = QPushButton(self)
        self.more.clicked.connect(self._show_more)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(7)
        for widget in (self.title, self.lead):
            self._column.addWidget(widget)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        session.journeys.changed.connect(self._refresh)

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text in sight."""
        shown = [label for label in self.rows if not label.isHidden()]
        return tuple(label.text() for label in (self.title, self.lead, *shown))

    def show_trial(self, trial: Trial) -> bool:
        """Show the sites of a trial, and return whether there is anything to show: approved uses have no sites."""
        if self._trial is None or trial.id != self._trial.id:
            self._count = AT_FIRST
        self._trial = trial
        self._refresh()
        return trial.kind == "trial"

    @Slot()
    def _refresh(self) -> None:
        trial, profile = self._trial, self._session.profile
        if trial is None:
            return
        known = self._session.journeys.sites(trial)
        self._sites = known or sites_by_distance(trial, None, profile.country)
        voice = Voice(self._session.register)
        self.title.setText(voice.say(phrases.TITLE, n=len(trial.sites)))
        self.lead.setText("\n".join(self._lead(trial, voice)))
        # While nobody is asked for patients there, the sites of a closed trial stay folded away.
        count = self._count if trial.is_recruiting or self._count > AT_FIRST else 0
        shown = site_rows(self._sites, count, voice.register, with_distance=known is not None)
        for place, row in enumerate(shown):
            if place == len(self.rows):
                self.rows.append(wrapped_label("", self))
                self._column.insertWidget(self._column.count() - 1, self.rows[-1])
            self.rows[place].setText(row.text)
        for place, label in enumerate(self.rows):
            label.setVisible(place < len(shown))
        left = len(self._sites.sites) - len(shown)
        words = phrases.MORE if shown else phrases.FIRST
        self.more.setText(voice.say(words, n=min(STEP, left), left=left))
        self.more.setAccessibleName(self.more.text())
        self.more.setVisible(left > 0)

    def _lead(self, trial: Trial, voice: Voice) -> list[str]:
        journeys = self._session.journeys
        if not trial.sites:
            return [voice.say(phrases.NO_SITES)]
        openings = openings_words(self._sites, voice.register)
        said = [openings] if openings else []
        if self._session.profile.location is None:
            return [*said, voice.say(phrases.NO_HOME)]
        if journeys.is_busy:
            return [*said, voice.say(phrases.LOADING)]
        unplaced = self._sites.unplaced
        return [*said, voice.say(phrases.LEAD), *([voice.say(phrases.UNPLACED, n=unplaced)] if unplaced else [])]

    @Slot()
    def _show_more(self) -> None:
        shown = sum(not label.isHidden() for label in self.rows)
        self._count = max(shown, AT_FIRST) + STEP if shown else STEP
        self._refresh()
