"""Lengths of time: "within 4 weeks before randomisation", "at least 5 half-lives since", "for at least 3 months"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from criteria.parsing.statements import Window
from criteria.parsing.wordlists import words_of

if TYPE_CHECKING:
    from criteria.parsing.scanning import Token
    from criteria.parsing.statements import Direction

_PASSED: Final = frozenset(
    ("approximately", "the", "a", "about", "(", ")", "last", "past", "previous", "preceding", "prior")
)
_LATER: Final = frozenset(("after", "following", "post", "beyond"))
_AGO: Final = frozenset(("earlier", "ago"))
_BEFORE_ANCHOR: Final = words_of("windows before anchor")
_TO_DRUG: Final = words_of("windows to drug")
_OF_DRUG: Final = words_of("windows of drug")
_OF_MEDICATION: Final = words_of("windows of medication")
_OF_COUNT: Final = words_of("windows of count")
_LONGEST: Final = {"day": 3660, "week": 520, "month": 240, "year": 50}


@dataclass(frozen=True, slots=True)
class Timed:
    """A window and the tokens that say it; `is_sure` where its direction is plain from its words."""

    window: Window
    first: int
    last: int
    is_sure: bool = True


def windows(tokens: list[Token]) -> list[Timed]:
    """Return the windows of a point in their order."""
    found: list[Timed] = []
    index = 0
    while index < len(tokens):
        timed = _window(tokens, index)
        if timed is None:
            index += 1
            continue
        found.append(timed)
        index = timed.last + 1
    return found


@dataclass(slots=True)
class _Reader:
    """Walks over the tokens of one window."""

    tokens: list[Token]
    at: int

    def peek(self, kind: str) -> str | None:
        token = self.tokens[self.at] if self.at < len(self.tokens) else None
        return token.means.get(kind) if token else None

    def take(self, kind: str) -> str | None:
        value = self.peek(kind)
        if value is not None:
            self.at += 1
        return value

    def skip(self, words: frozenset[str]) -> None:
        while self.at < len(self.tokens) and self.tokens[self.at].text in words:
            self.at += 1

    def number(self) -> float | None:
        token = self.tokens[self.at] if self.at < len(self.tokens) else None
        if token is None or token.kind != "num":
            return None
        self.at += 1
        return token.value


def _window(tokens: list[Token], index: int) -> Timed | None:
    token = tokens[index]
    if not (
        token.kind == "num"
        or "WITHIN" in token.means
        or "CMP" in token.means
        or "FOR" in token.means
        or "WHICHEVER" in token.means
    ):
        return None
    reader = _Reader(tokens, index)
    whichever = reader.take("WHICHEVER") or ""
    within = reader.take("WITHIN")
    lasting = None if within else reader.take("FOR")
    reader.skip(_PASSED)
    sign = reader.take("CMP")
    reader.skip(_PASSED)
    if reader.peek("HALFLIVES"):
        return None
    length = _length(reader)
    if length is None:
        return None
    amount, unit, half_lives = length
    more = _alternatives(reader)
    half_lives = half_lives or more[0]
    whichever = whichever or more[1]
    end = reader.at
    told = _told(reader)
    reader.at = max(reader.at, end)
    direction, sure = _direction(within, lasting, sign, told)
    if direction is None or not unit:
        return None
    included = direction == "within" or sign != ">"
    window = Window(amount, unit, direction, included, half_lives, whichever if half_lives else "")
    sure = sure and amount == int(amount) and 0 < amount <= _LONGEST[unit] and bool(whichever) == bool(half_lives)
    return Timed(window, index, reader.at - 1, sure)


def _length(reader: _Reader) -> tuple[float, str, int] | None:
    """Read "4 weeks", "four (4) weeks", "28-day", "5 half-lives or 28 days"."""
    amount = reader.number()
    if amount is None:
        unit = reader.take("TIME") if reader.at and "WITHIN" in reader.tokens[reader.at - 1].means else None
        return (1.0, unit, 0) if unit else None
    if reader.at + 2 < len(reader.tokens) and reader.tokens[reader.at].text == "(":
        inside, closing = reader.tokens[reader.at + 1], reader.tokens[reader.at + 2]
        if inside.kind == "num" and closing.text == ")":
            amount = inside.value
            reader.at += 3
    reader.skip(frozenset("-"))
    if reader.take("HALFLIVES"):
        start = reader.at
        reader.skip(_OF_DRUG)
        if reader.take("OR"):
            second = reader.number()
            unit = reader.take("TIME")
            if second is not None and unit:
                return second, unit, int(amount)
        reader.at = start
        return None
    unit = reader.take("TIME")
    return (amount, unit, 0) if unit else None


def _alternatives(reader: _Reader) -> tuple[int, str]:
    """Read "(28 days)" that repeats, and "or 5 half-lives, whichever is longer"."""
    half_lives, whichever = 0, ""
    start = reader.at
    reader.skip(frozenset(("(", ",", "or")))
    if reader.take("OR") or reader.at > start:
        reader.skip(frozenset(("within", "at least", "(", "a")))
        reader.take("CMP")
        count = reader.number()
        reader.skip(_OF_COUNT)
        if count is not None and reader.take("HALFLIVES"):
            half_lives = int(count)
            reader.skip(_OF_MEDICATION)
        elif count is not None and reader.take("TIME") and reader.tokens[start].text == "(":
            reader.skip(frozenset((")",)))
            return 0, ""
        else:
            reader.at = start
            return 0, ""
    place = reader.at
    reader.skip(frozenset((",", "(")))
    found = reader.take("WHICHEVER")
    if found and half_lives:
        whichever = found
        reader.skip(frozenset((")", ",")))
    else:
        reader.at = place
    return half_lives, whichever


def _told(reader: _Reader) -> str:
    """Read what the time is counted from; return before, since, after, ago, or nothing."""
    told = ""
    token = reader.tokens[reader.at] if reader.at < len(reader.tokens) else None
    if token is None:
        return told
    if token.text in _AGO:
        reader.at += 1
        return "ago"
    if "SINCE" in token.means and token.text != "from":
        told = "after" if token.text in _LATER else "since"
        reader.at += 1
        return told
    if "BEFORE" in token.means:
        told = "before"
        reader.at += 1
        start = reader.at
        reader.skip(_BEFORE_ANCHOR)
        if not reader.take("ANCHOR"):
            reader.at = start
            if token.text in ("of", "from"):
                told = "of"
        else:
            _more_anchor(reader)
        _study_drug(reader)
    return told


def _study_drug(reader: _Reader) -> None:
    """Pass over the drug whose first dose time is counted to: it is not one that was given before."""
    place = reader.at
    while place < len(reader.tokens) and (
        reader.tokens[place].text in _TO_DRUG or "ANCHOR" in reader.tokens[place].means
    ):
        place += 1
    while place < len(reader.tokens) and (
        "therapy" in reader.tokens[place].means or "medication" in reader.tokens[place].means
    ):
        place += 1
        reader.at = place


def _more_anchor(reader: _Reader) -> None:
    """Pass over the rest of an anchor: "first dose of study drug", "(Day 1)", "in the trial"."""
    while reader.at + 1 < len(reader.tokens):
        token, behind = reader.tokens[reader.at], reader.tokens[reader.at + 1]
        if (token.text in ("of", "into", "in", "to", "for", "and", "or", "/") or token.text == "the") and behind.has(
            "ANCHOR"
        ):
            reader.at += 2
        elif "ANCHOR" in token.means:
            reader.at += 1
        else:
            return


def _direction(within: str | None, lasting: str | None, sign: str | None, told: str) -> tuple[Direction | None, bool]:
    """Return which way the window lies, and whether its words leave no doubt."""
    counted = told in ("before", "since", "ago")
    if within is not None:
        return "within", told not in ("after", "since") and sign in (None, "<", "<=")
    if lasting is not None:
        return ("duration", told == "" and sign in (">=", ">")) if told in ("", "of") else ("at_least", False)
    if sign in (">", ">="):
        return ("at_least", counted) if counted or told == "after" else ("duration", told == "")
    if sign in ("<", "<=") or counted:
        return "within", counted and sign is not None
    return None, False
