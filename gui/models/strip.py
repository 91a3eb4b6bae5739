"""A trial's criteria at a glance: a cell each in the trial's own order, with what it says in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gui.views.span_look import sign_of
from gui.words import Words
from matcher.explain import criterion_text, group_title, visible
from matcher.report import words
from matcher.result import Outcome
from matcher.wording.voice import Voice

if TYPE_CHECKING:
    from criteria.trial import Criterion
    from matcher.explain import Register
    from matcher.result import Match

ORDER: Final = (Outcome.VIOLATED, Outcome.UNKNOWN, Outcome.CONFIRM, Outcome.SATISFIED)
HEADINGS: Final = (Words("No."), Words("Stands"), Words("Criterion", "What the study asks"))
SENTENCE, NAMED, COUNTED = (
    "{state} ({name}): {text}",
    "{id}, {kind}",
    "{sign}\N{NO-BREAK SPACE}{n}\N{NO-BREAK SPACE}{words}",
)


@dataclass(frozen=True, slots=True)
class StripCell:
    """One criterion: by which number its card is found, what it is called, how it stands, and its text."""

    id: str
    name: str
    state: Outcome
    state_words: str
    text: str

    @property
    def sentence(self) -> str:
        """What is said of it."""
        return SENTENCE.format(state=self.state_words, name=self.name, text=self.text)

    @property
    def row(self) -> tuple[str, ...]:
        """The same as cells of a table."""
        return self.name, self.state_words, self.text


def name_of(criterion: Criterion, register: Register) -> str:
    """Return a criterion's number, and whether it must hold or must not: without that its text can be misread."""
    return NAMED.format(id=visible(criterion.id), kind=Voice(register).say(words.KINDS[criterion.kind]))


def strip_of(match: Match, register: Register) -> tuple[StripCell, ...]:
    """Return every criterion of a match, in the trial's order."""
    return tuple(
        StripCell(
            result.criterion.id,
            name_of(result.criterion, register),
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
