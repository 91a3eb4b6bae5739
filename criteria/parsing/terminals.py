"""Tokens as terminals of the grammar of measured things; what ends a run has none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from criteria.parsing.wordlists import words_of

if TYPE_CHECKING:
    from criteria.parsing.scanning import Token

JOINTS: Final = ("AND", "OR")
_PLAIN: Final = ("CMP", "TIMES", "ULN", "LLN", "NORMAL", "MORE", "LESS", "BETWEEN", "TIME")
_NAMED: Final = dict.fromkeys((*_PLAIN, *JOINTS))
_MARKS: Final = {",": "COMMA", ";": "COMMA", "(": "LP", "[": "LP", "/": "SLASH", "-": "TO", "to": "TO", "through": "TO"}
_PASSED: Final = (")", "]", ":")
_POPULATIONS: Final = ("LIVERBONE", "LIVER", "BONE", "GILBERT", "FEMALE", "MALE")
_TO_SCOPE: Final = words_of("measures to scope")
_BEHIND_SCOPE: Final = words_of("measures behind scope")
_NOT_IN_SCOPE: Final = words_of("measures not in scope")
_MAY_BEGIN: Final = _TO_SCOPE | _NOT_IN_SCOPE
_BOTH: Final = {frozenset(("LIVER", "BONE")): "LIVERBONE"}


@dataclass(slots=True)
class Mark:
    """A terminal in the making, with the tokens it stands for; one without kind is passed over."""

    kind: str
    value: str
    first: int
    last: int


def marks_of(tokens: list[Token]) -> list[Mark | None]:
    """Return a terminal for each token that can stand in a run; None where a run must end."""
    marks: list[Mark | None] = []
    index = 0
    while index < len(tokens):
        scope = _scope(tokens, index)
        if scope is not None:
            marks.append(scope)
            index = scope.last + 1
            continue
        mark = _mark(tokens[index], index)
        if mark is None or mark.kind:
            marks.append(mark)
        index += 1
    return marks


def _mark(token: Token, index: int) -> Mark | None:
    means = token.means
    kind = "LAB" if "LAB" in means else "SUBJECT"
    if kind in means:
        return Mark("SUBJ", f"{kind}:{means[kind]}", index, index)
    if token.kind in ("num", "unit"):
        value = repr(token.value) if token.kind == "num" else token.text
        return Mark(token.kind.upper(), value, index, index)
    if not means.keys().isdisjoint(_NAMED):
        kind = next(one for one in _NAMED if one in means)
        return Mark(kind, kind.lower() if kind in JOINTS else means[kind], index, index)
    if "EXCEPT" in means:
        return Mark("COMMA", "except", index, index)
    if token.text in _MARKS:
        return Mark(_MARKS[token.text], token.text, index, index)
    passed = token.text in _PASSED or "FILLER" in means or "NEUTRAL" in means
    return Mark("", "", index, index) if passed else None


def _population(token: Token) -> str:
    if token.means.keys().isdisjoint(_POPULATIONS):
        return ""
    return next(kind for kind in _POPULATIONS if kind in token.means)


def _scope(tokens: list[Token], index: int) -> Mark | None:
    """Return a limitation to some patients, as "if liver metastases are present", that begins at this token."""
    if tokens[index].text not in _MAY_BEGIN and not _population(tokens[index]):
        return None
    place, negated, asked = index, False, []
    while place < len(tokens):
        token = tokens[place]
        population = _population(token)
        if population:
            asked.append(population)
        elif token.text in _NOT_IN_SCOPE:
            negated = True
        elif not (_links_populations(tokens, place) if asked else token.text in _TO_SCOPE):
            break
        place += 1
    if not asked:
        return None
    while place < len(tokens) and tokens[place].text in _BEHIND_SCOPE:
        place += 1
    name = _BOTH.get(frozenset(asked), "+".join(dict.fromkeys(asked)))
    return Mark("SCOPE", ("no " if negated else "") + name.lower(), index, place - 1)


def _links_populations(tokens: list[Token], place: int) -> bool:
    joint = tokens[place].text in ("or", "and/or", "/")
    return joint and place + 1 < len(tokens) and bool(_population(tokens[place + 1]))
