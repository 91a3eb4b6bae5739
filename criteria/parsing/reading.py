"""What was understood of one point; nothing is asserted that a word left over could change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from criteria.parsing.coverage import BRACKETED, Coverage, covered
from criteria.parsing.joining import joined
from criteria.parsing.tidying import tidied
from criteria.parsing.tokens import tokens_of
from criteria.parsing.topics.conditions import conditions
from criteria.parsing.topics.cues import cue, whole
from criteria.parsing.topics.diagnosis import diagnosis
from criteria.parsing.topics.measurements import measurements
from criteria.parsing.topics.therapies import lines, therapies
from criteria.parsing.windows import windows

if TYPE_CHECKING:
    from criteria.parsing.found import Found
    from criteria.parsing.items import Item
    from criteria.parsing.statements import Statement
    from criteria.parsing.scanning import Token
    from criteria.rules import Rule

MOST_TOKENS: Final = 600
_REASONS: Final = ("because", "because of")
_AGED: Final = frozenset(("old", "of age", "older"))
_OF_MEASUREMENTS: Final = frozenset(("LAB", "SUBJECT"))
_OF_RANGES: Final = frozenset(("NORMAL", "ULN"))
_OF_CONDITIONS: Final = frozenset(("condition", "CONCEPTS"))
_OF_TREATMENTS: Final = frozenset(("therapy", "medication"))
_EXAMPLES: Final = frozenset(("e", "eg", "e g", "such as", "for example", "such"))
_SUBJECTS: Final = ("age", "performance status", "life expectancy")


@dataclass(frozen=True, slots=True)
class Reading:
    """The statements of a point as its text makes them, and the rule, where one may be asserted."""

    statements: tuple[Statement, ...] = ()
    logic: Literal["and", "or", "nested"] = "and"
    rule: Rule | None = None
    is_full: bool = False


def read(item: Item) -> Reading:
    """Return what is understood of a point."""
    return _read(replace(item, start=0, end=0))


@lru_cache(maxsize=4096)
def _read(item: Item) -> Reading:
    topic = item.topic.strip(" :").lower()
    words = f"{topic} : {item.text}" if topic in _SUBJECTS else item.text
    if not words:
        return Reading()
    tokens = _asked(tokens_of(words)[:MOST_TOKENS])
    if not tokens:
        return Reading()
    alone = whole(tokens)
    found = _found(tokens)
    if alone is not None and not any(one.statements and one.statements[0].bounds for one in found):
        return Reading((alone,))
    return _judged(item, tokens, found)


def _asked(tokens: list[Token]) -> list[Token]:
    """Leave out examples in brackets, and why something is asked: what follows "because", in a single sentence."""
    tokens = _without_examples(tokens)
    place = next((index for index, token in enumerate(tokens) if token.text in _REASONS), None)
    if place is None or any(token.text in (".", ";") for token in tokens[place:-1]):
        return tokens
    return tokens[:place]


def _without_examples(tokens: list[Token]) -> list[Token]:
    """Leave out "(e.g. ...)", which names what is meant already, and mark "(except ...)" as left to a person."""
    kept: list[Token] = []
    index = 0
    while index < len(tokens):
        behind = tokens[index + 1] if index + 1 < len(tokens) and tokens[index].text == "(" else None
        excepts = behind is not None and "EXCEPT" in behind.means
        opens = behind is not None and (excepts or behind.text in _EXAMPLES)
        close = (
            next((place for place in range(index, len(tokens)) if tokens[place].text == ")"), None) if opens else None
        )
        if close is None:
            kept.append(tokens[index])
            index += 1
        else:
            if excepts:
                kept.append(replace(tokens[index], text=BRACKETED))
            index = close + 1
    return kept


def _found(tokens: list[Token]) -> list[Found]:
    """Return what all topics found, in the order of the text; a token is read once."""
    kinds = {kind for token in tokens for kind in token.means}
    timed = windows(tokens) if "TIME" in kinds else []
    taken: set[int] = set()
    kept: list[Found] = []
    topics = (
        measurements(tokens) if _is_measured(tokens, kinds) else (),
        lines(tokens) if "LINES" in kinds else (),
        conditions(tokens, timed) if kinds & _OF_CONDITIONS else (),
        therapies(tokens, timed) if kinds & _OF_TREATMENTS else (),
        diagnosis(tokens, timed),
    )
    for topic in topics:
        for one in topic:
            span = range(one.first, one.last + 1)
            if taken.isdisjoint(span):
                taken.update(span)
                kept.append(one)
    if not any(one.statements for one in kept):
        kept = [cue(tokens)]
    return tidied(tokens, sorted(kept, key=lambda one: one.first), timed)


def _is_measured(tokens: list[Token], kinds: set[str]) -> bool:
    """Say whether a point holds a number, or a normal range, and something that is measured."""
    subject = bool(kinds & _OF_MEASUREMENTS) or any(token.text in _AGED for token in tokens)
    return subject and (bool(kinds & _OF_RANGES) or any(token.kind == "num" for token in tokens))


def _judged(item: Item, tokens: list[Token], found: list[Found]) -> Reading:
    cover = covered(item.kind, tokens, found, is_open=item.is_open)
    statements = tuple(
        replace(statement, negated=negated, status=status)
        for one, negated, status in zip(found, cover.negated, cover.statuses, strict=True)
        for statement in [*one.statements]
        for status in [status or statement.status]
    )
    logic: Literal["and", "or", "nested"] = cover.logic
    if item.is_open or not cover.is_sure or len(tokens) == MOST_TOKENS:
        return Reading(statements, logic)
    rule = joined(item.kind, found, cover)
    if rule is None:
        return Reading(statements, logic)
    return Reading(
        _asserted(statements, found, cover), logic, rule, is_full=not cover.is_partial and not item.has_parts
    )


def _asserted(statements: tuple[Statement, ...], found: list[Found], cover: Coverage) -> tuple[Statement, ...]:
    """Return the statements that the rule holds: those behind an exception are left to a person."""
    if cover.end is None:
        return statements
    count = sum(len(one.statements) for one in found if one.first < cover.end)
    return statements[:count]
