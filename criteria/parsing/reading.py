"""What was understood of one point; nothing is asserted that a word left over could change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from criteria.parsing.beforehand import is_measured, stays_by_hand
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
    from criteria.parsing.scanning import Token
    from criteria.parsing.sections import Kind
    from criteria.parsing.statements import Statement
    from criteria.rules import Rule

MOST_TOKENS: Final = 600
_REASONS: Final = ("because", "because of")
_OF_CONDITIONS: Final = frozenset(("condition", "CONCEPTS"))
_OF_TREATMENTS: Final = frozenset(("therapy", "medication"))
_EXAMPLES: Final = frozenset(("e", "eg", "e g", "such as", "for example", "such", "including"))
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
    point = _point(item)
    return _read(point) if point.words else Reading()


def asserted(item: Item) -> Reading:
    """Return the rule of a point, without looking for statements where it is plain beforehand that none has one."""
    point = _point(item)
    return _asserted(point) if point.words and not point.is_open else Reading()


def forget() -> None:
    """Forget the points that were read, as a measurement of time asks."""
    _read.cache_clear()
    _asserted.cache_clear()


def _point(item: Item) -> _Point:
    topic = item.topic.strip(" :").lower()
    words = f"{topic} : {item.text}" if topic in _SUBJECTS else item.text
    return _Point(words, item.kind, item.is_open, item.has_parts)


class _Point(NamedTuple):
    """What the reading of a point depends on: not its place."""

    words: str
    kind: Kind
    is_open: bool
    has_parts: bool


@lru_cache(maxsize=4096)
def _asserted(point: _Point) -> Reading:
    tokens = _tokens(point)
    return Reading() if stays_by_hand(point.kind, tokens) else _read_from(point, tokens)


@lru_cache(maxsize=4096)
def _read(point: _Point) -> Reading:
    return _read_from(point, _tokens(point))


def _tokens(point: _Point) -> list[Token]:
    return _asked(tokens_of(point.words)[:MOST_TOKENS])


def _read_from(point: _Point, tokens: list[Token]) -> Reading:
    if not tokens:
        return Reading()
    alone = whole(tokens)
    found = _found(tokens)
    if alone is not None and not any(one.statements and one.statements[0].bounds for one in found):
        return Reading((alone,))
    return _judged(point, tokens, found)


def _asked(tokens: list[Token]) -> list[Token]:
    """Leave out examples in brackets, and why something is asked: what follows "because", in a single sentence."""
    texts = {token.text for token in tokens}
    if "(" in texts:
        tokens = _without_examples(tokens)
    if texts.isdisjoint(_REASONS):
        return tokens
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
        measurements(tokens) if is_measured(tokens, kinds) else (),
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


def _judged(point: _Point, tokens: list[Token], found: list[Found]) -> Reading:
    cover = covered(point.kind, tokens, found, is_open=point.is_open)
    statements = tuple(
        statement
        if statement.negated == negated and not status
        else replace(statement, negated=negated, status=status or statement.status)
        for one, negated, status in zip(found, cover.negated, cover.statuses, strict=True)
        for statement in one.statements
    )
    logic: Literal["and", "or", "nested"] = cover.logic
    if point.is_open or not cover.is_sure or len(tokens) == MOST_TOKENS:
        return Reading(statements, logic)
    rule = joined(point.kind, found, cover)
    if rule is None:
        return Reading(statements, logic)
    return Reading(_held(statements, found, cover), logic, rule, is_full=not cover.is_partial and not point.has_parts)


def _held(statements: tuple[Statement, ...], found: list[Found], cover: Coverage) -> tuple[Statement, ...]:
    """Return the statements that the rule holds: those behind an exception are left to a person."""
    if cover.end is None:
        return statements
    count = sum(len(one.statements) for one in found if one.first < cover.end)
    return statements[:count]
