"""The report's section on dates and tests to repeat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.calendar_words import dates_words, repeats_words
from matcher.report.document import Days, Table
from matcher.wording import calendar as phrases
from matcher.wording.voice import Voice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcher.explain import Register
    from matcher.result import MatchResult


def days_of(result: MatchResult, audience: Register) -> Days | None:
    """Return the tests to repeat and the key dates of a result, or None where there is neither."""
    voice = Voice(audience)
    tables = tuple(_tables(result, voice))
    return Days(voice.say(phrases.HEADING), voice.say(phrases.LEAD), tables) if tables else None


def _tables(result: MatchResult, voice: Voice) -> Iterator[Table]:
    tests, dates = repeats_words(result, voice.register), dates_words(result, voice.register)
    if tests:
        columns = tuple(voice.say(column) for column in phrases.COLUMNS)
        rows = tuple(test.cells for test in tests)
        yield Table(voice.say(phrases.TESTS), columns, rows, (voice.say(phrases.TESTS_LEAD),))
    if dates:
        columns = tuple(voice.say(column) for column in phrases.DATE_COLUMNS)
        yield Table(voice.say(phrases.DATES), columns, tuple((one.day, one.event) for one in dates))
