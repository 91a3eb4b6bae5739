"""A trial's criteria at a glance: a cell each in the trial's own order, with what it says in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gui.views.span_look import sign_of
from gui.words import Words
from matcher.explain import criterion_text, group_title, visible
from matcher.result import Outcome

if TYPE_CHECKING:
    from matcher.explain import Register
    from matcher.result import Match

ORDER: Final = (Outcome.VIOLATED, Outcome.UNKNOWN, Outcome.CONFIRM, Outcome.SATISFIED)
HEADINGS: Final = (Words("No."), Words("Stands"), Words("Criterion", "What the study asks"))
SENTENCE, COUNTED = "{state} ({id}): {text}", "{sign}\N{NO-BREAK SPACE}{n}\N{NO-BREAK SPACE}{words}"


@dataclass(frozen=True, slots=True)
class StripCell:
    """One criterion: where its card is found, how it stands, and in words."""

    id: str
    state: Outcome
    state_words: str
    text: str

    @property
    def sentence(self) -> str:
        """What is said of it."""
        return SENTENCE.format(state=self.state_words, id=visible(self.id), text=self.text)

    @property
    def row(self) -> tuple[str, ...]:
        """The same as cells of a table."""
        return visible(self.id), self.state_words, self.text


def strip_of(match: Match, register: Register) -> tuple[StripCell, ...]:
    """Return every criterion of a match, in the trial's order."""
    return tuple(
        StripCell(
            result.criterion.id,
            result.outcome,
            f"{sign_of(result.outcome)} {group_title(result.outcome, register)}",
            criterion_text(result, register),
        )
        for result in match.criteria
    )


def counts_words(cells: tuple[StripCell, ...], register: Register) -> str:
    """Return how many criteria stand in each way; it tells what the signs mean as well."""
    counts = {state: sum(cell.state is state for cell in cells) for state in ORDER}
    return "   ".join(
        COUNTED.format(sign=sign_of(state), n=n, words=group_title(state, register).replace(" ", "\N{NO-BREAK SPACE}"))
        for state, n in counts.items()
        if n
    )
