"""Where a walk leads: what could fit as far as is known, what to ask, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from gui.models.part import part_words
from gui.plain_text import PlainLabel, wrapped_label
from gui.walk import words
from gui.walk.outcome import could_fit, groups_of, noticed_words, papers_words, trial_words
from matcher.explain import Register

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.walk.outcome import Group, TrialWords
    from matcher.questions import NextQuestion
    from matcher.result import Match, MatchResult

PLAIN: Final = Register.PLAIN
WIDEST: Final = 900
AT_ONCE: Final = 6


class ResultPage(QScrollArea):
    """Shows a result in groups; what is folded is counted."""

    wanted = Signal(str)  # the number of a trial to be seen in full

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.ranked: Sequence[NextQuestion] = ()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setAccessibleName(words.RESULT_TITLE.of(PLAIN))

    def show_result(
        self, result: MatchResult, ranked: Sequence[NextQuestion], unread: str = "", *, is_end: bool
    ) -> None:
        """Show a result; `unread` says what could not be read, `is_end` that no question is left."""
        self.ranked = ranked
        inside, column = _page((words.END_TITLE if is_end else words.RESULT_TITLE).of(PLAIN))
        for text in (words.KIND, words.NOT_ADVICE, words.TRAVEL):
            _say(column, text.of(PLAIN), "")
        _say(column, part_words(result, PLAIN), "")
        _say(column, words.UNREAD.of(PLAIN).format(problem=unread) if unread else "", "warning")
        noticed = noticed_words(result)
        _say(column, words.NOTICED.of(PLAIN).format(noticed=noticed) if noticed else "", "warning")
        _say(column, papers_words(ranked), "")
        if not could_fit(result):
            _say(column, words.NONE_OPEN.of(PLAIN), "warning")
        for group in groups_of(result):
            column.addWidget(GroupBox(group, result, self, inside))
        column.addStretch(1)
        self.setWidget(inside)

    def wait(self, why: str) -> None:
        """Say why there is no result."""
        self.ranked = ()
        inside, column = _page(why)
        column.addStretch(1)
        self.setWidget(inside)

    def take_focus(self) -> None:
        """Put the focus where reading begins."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)


class GroupBox(QWidget):
    """One group: its title with the count, and its trials, a few at a time."""

    def __init__(self, group: Group, result: MatchResult, page: ResultPage, parent: QWidget) -> None:
        """Show the title, and the first trials unless the group is folded."""
        super().__init__(parent)
        self._group, self._result, self._page = group, result, page
        self._shown = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 0)
        self._column.setSpacing(8)
        head = QHBoxLayout()
        title = wrapped_label("heading", self)
        title.setText(group.title)
        head.addWidget(title, 1)
        self.fold = QPushButton(self)
        self.fold.setCheckable(True)
        self.fold.setFlat(True)
        self.fold.setVisible(group.is_folded)
        head.addWidget(self.fold)
        self._column.addLayout(head)
        self._cards: list[QWidget] = []
        self._card_column = QVBoxLayout()
        self._column.addLayout(self._card_column)
        self.more = QPushButton(self)
        self.more.setFlat(True)
        self.more.clicked.connect(self._add_some)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._word_more()
        self.fold.toggled.connect(self._turn)
        self._turn(not group.is_folded)

    def _turn(self, is_open: bool) -> None:
        self.fold.setText((words.HIDE if is_open else words.SHOW).of(PLAIN))
        self.fold.setAccessibleName(f"{self.fold.text()}: {self._group.title}")
        if is_open and not self._shown:
            self._add_some()
        for card in self._cards:
            card.setVisible(is_open)
        self.more.setVisible(is_open and self._left() > 0)

    def _left(self) -> int:
        return len(self._group.matches) - self._shown

    def _add_some(self) -> None:
        following = self._group.matches[self._shown : self._shown + AT_ONCE]
        for match in following:
            card = self._card(match)
            self._cards.append(card)
            self._card_column.addWidget(card)
        self._shown += len(following)
        self._word_more()
        self.more.setVisible(self._left() > 0)

    def _word_more(self) -> None:
        self.more.setText(words.SHOW_MORE.of(PLAIN).format(count=self._left()))
        self.more.setAccessibleName(f"{self.more.text()}: {self._group.title}")

    def _card(self, match: Match) -> TrialCard:
        card = TrialCard(trial_words(match, self._result, self._page.ranked), self)
        card.see.clicked.connect(lambda: self._page.wanted.emit(match.trial.id))
        return card


class TrialCard(QFrame):
    """One trial in plain words."""

    def __init__(self, told: TrialWords, parent: QWidget) -> None:
        """Show it."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(f"{told.verdict}. {told.title}")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 8)
        column.setSpacing(4)
        verdict = PlainLabel(told.verdict, told.role, self)
        verdict.setWordWrap(True)
        column.addWidget(verdict)
        for text, role in ((told.title, "strong"), (told.why, ""), (told.ask, ""), (told.warning, "hint")):
            _say(column, text, role)
        _say(column, told.facts, "faint")
        self.see = QPushButton(words.SEE_ONE.of(PLAIN), self)
        self.see.setFlat(True)
        self.see.setAccessibleName(f"{self.see.text()}: {told.title}")
        column.addWidget(self.see, 0, Qt.AlignmentFlag.AlignLeft)


def _say(column: QVBoxLayout, text: str, role: str) -> None:
    if text:
        label = wrapped_label(role)
        label.setText(text)
        column.addWidget(label)


def _page(title: str) -> tuple[QWidget, QVBoxLayout]:
    """Return a page that begins with its title, and the column for what comes below."""
    inside = QWidget()
    inside.setProperty("role", "page")
    inside.setMaximumWidth(WIDEST)
    column = QVBoxLayout(inside)
    column.setContentsMargins(16, 12, 16, 16)
    column.setSpacing(8)
    _say(column, title, "title")
    return inside, column
