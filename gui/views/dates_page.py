"""Tests to repeat, a card for those that share their dates, and the key dates as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gui.plain_text import PlainLabel, wrapped_label
from gui.views.word_table import WordTable
from gui.words import Words
from matcher.calendar_words import dates_words, repeats_words
from matcher.explain import visible
from matcher.wording import calendar as phrases
from matcher.wording.voice import Voice

if TYPE_CHECKING:
    from matcher.calendar_words import RepeatWords
    from matcher.explain import Register
    from matcher.result import MatchResult

MOST_DATES: Final = 12  # the rest stand in the calendar file
NO_TESTS = Words(
    "No test has to be repeated for these trials, as far as results are entered with their dates.",
    "No test is needed again for these trials, as far as you entered your results with their dates.",
)
NO_DATES = Words("No window opens or closes on a fixed day.", "Nothing changes on a fixed day.")
MORE = Words("{n} later dates stand in the report and in the calendar file.")
LABELLED = "{label}: {text}"


class TestCard(QFrame):
    """Tests that share their dates: their names, and below them each date with what it is."""

    __test__ = False  # no test case, though its name begins like one

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self._names, self._dates = wrapped_label("strong", self), wrapped_label("", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 6)
        column.setSpacing(2)
        column.addWidget(self._names)
        column.addWidget(self._dates)

    @property
    def text(self) -> str:
        """What stands on the card."""
        return f"{self._names.text()}\n{self._dates.text()}"

    def show_tests(self, tests: RepeatWords, voice: Voice) -> None:
        """Show tests that share their dates."""
        names, *others = (visible(cell) for cell in tests.cells)
        labels = [voice.say(column) for column in phrases.COLUMNS[1:]]
        lines = (LABELLED.format(label=label, text=text) for label, text in zip(labels, others, strict=True))
        self._names.setText(names)
        self._dates.setText("\n".join(lines))
        self.setAccessibleName(visible(tests.line))

    def clear(self) -> None:
        """Keep nothing of what it showed."""
        self._names.clear()
        self._dates.clear()
        self.setAccessibleName("")


class DatesPage(QWidget):
    """Shows the days that follow from a result; its cards are used again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setProperty("role", "page")
        self.cards: list[TestCard] = []
        self._tests, self._tests_lead = PlainLabel("", "heading", self), wrapped_label("caption", self)
        self._dates, self._dates_lead = PlainLabel("", "heading", self), wrapped_label("caption", self)
        self.table = WordTable((1, 4), self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 12, 8)
        self._column.setSpacing(5)
        for widget in (self._tests, self._tests_lead, self._dates, self._dates_lead, self.table):
            self._column.addWidget(widget)
        self._column.addStretch(1)

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text in sight."""
        labels = (self._tests, self._tests_lead, self._dates, self._dates_lead)
        cards = (card.text for card in self.cards if not card.isHidden())
        cells = (cell for row in self.table.words.rows for cell in row)
        return (*(label.text() for label in labels), *cards, *cells)

    def show_result(self, result: MatchResult | None, register: Register) -> None:
        """Show another result's days; without one nothing of the one before stays."""
        voice = Voice(register)
        for label in (self._tests, self._tests_lead, self._dates, self._dates_lead):
            label.setVisible(result is not None)
        titles = (voice.say(phrases.TESTS), voice.say(phrases.DATES))
        self.setAccessibleName(", ".join(titles))
        self._tests.setText(titles[0])
        self._dates.setText(titles[1])
        self._show_tests(repeats_words(result, register) if result else (), voice)
        dates = dates_words(result, register) if result else ()
        rows = [(visible(one.day), visible(one.event)) for one in dates[:MOST_DATES]]
        self.table.words.show([voice.say(column) for column in phrases.DATE_COLUMNS], rows)
        self.table.setAccessibleName(titles[1])
        self.table.setVisible(bool(rows))
        more = len(dates) - len(rows)
        words = MORE.of(register).format(n=more) if more else "" if rows else NO_DATES.of(register)
        self._dates_lead.setText(words)
        self._dates_lead.setVisible(result is not None and bool(words))

    def _show_tests(self, tests: tuple[RepeatWords, ...], voice: Voice) -> None:
        self._tests_lead.setText(voice.say(phrases.TESTS_LEAD) if tests else NO_TESTS.of(voice.register))
        while len(self.cards) < len(tests):
            self.cards.append(TestCard(self))
            self._column.insertWidget(1 + len(self.cards), self.cards[-1])
        for place, card in enumerate(self.cards):
            card.setVisible(place < len(tests))
            if place < len(tests):
                card.show_tests(tests[place], voice)
            else:
                card.clear()
