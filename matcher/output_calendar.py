"""The calendar of a match for programs and for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.calendar import key_dates, tests_to_repeat
from matcher.calendar_words import dates_words, repeats_words
from matcher.wording import calendar as phrases
from matcher.wording.voice import Voice

if TYPE_CHECKING:
    from datetime import date

    from criteria.strict_json import Json
    from matcher.calendar import TestToRepeat
    from matcher.explain import Register
    from matcher.result import MatchResult


def calendar_json(result: MatchResult) -> dict[str, Json]:
    """Return the `calendar` object of a match result."""
    tests: list[Json] = [repeat_json(test) for test in tests_to_repeat(result)]
    dates: list[Json] = [
        {"day": one.day.isoformat(), "kind": one.kind.value, "trial": one.trial} for one in key_dates(result)
    ]
    return {"tests_to_repeat": tests, "key_dates": dates}


def repeat_json(test: TestToRepeat) -> dict[str, Json]:
    """Return one test to repeat."""
    return {
        "fact": test.fact,
        "last": str(test.last) if test.last else None,
        "fresh_until": _day(test.fresh_until),
        "is_due": test.is_due,
        "not_before": _day(test.not_before),
        "by": _day(test.by),
        "trials": list(test.trials),
        "due_for": list(test.due_for),
    }


def calendar_text(result: MatchResult, register: Register) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the sections of the calendar that have anything to say: title and lines."""
    voice = Voice(register)
    sections = (
        (voice.say(phrases.TESTS), tuple(test.line for test in repeats_words(result, register))),
        (voice.say(phrases.DATES), tuple(day.line for day in dates_words(result, register))),
    )
    return tuple(section for section in sections if section[1])


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
