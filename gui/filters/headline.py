"""The line above the ranking: how many trials are in sight, and what hides the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gui.words import Words

if TYPE_CHECKING:
    from gui.models.arranging import Tally
    from matcher.explain import Register

TOTAL: Final = Words("{count:,} in the library, none left out", "{count:,} trials and treatments, none left out")
SHOWN: Final = Words("{shown:,} of {count:,} shown")
FILTERED: Final = Words("{n:,} hidden by filters", "{n:,} hidden by your filters")
WITHOUT: Final = Words("{n:,} without these words")
ASIDE: Final = Words("{n:,} set aside")
ESC: Final = Words("Esc shows all", "press Esc to see all")
NOT_IN_CALENDAR: Final = Words(
    "{summary} Filters and what is set aside hide nothing here.",
    "{summary} Your filters hide nothing here, and trials that you set aside are here too.",
)


def headline(tally: Tally, register: Register) -> str:
    """Return how many trials are shown, and of the others how many each thing hides; the parts add up."""
    if tally.shown == tally.all:
        return TOTAL.of(register).format(count=tally.all)
    parts = [SHOWN.of(register).format(shown=tally.shown, count=tally.all)]
    hidden = ((FILTERED, tally.filtered), (WITHOUT, tally.without_words), (ASIDE, tally.aside))
    parts += [words.of(register).format(n=n) for words, n in hidden if n]
    if tally.filtered or tally.without_words:
        parts.append(ESC.of(register))
    return "; ".join(parts)


def calendar_headline(summary: str, tally: Tally, register: Register) -> str:
    """Return the calendar's summary, and where the list hides something that the calendar does not."""
    is_hiding = tally.filtered or tally.aside
    return NOT_IN_CALENDAR.of(register).format(summary=summary) if is_hiding else summary
