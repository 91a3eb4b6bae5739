"""Earlier and present treatments: whether given, how long ago, and in how many lines."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

from criteria.parsing.found import Found
from criteria.parsing.statements import Bounds, Statement
from criteria.parsing.topics.naming import therapy_class
from criteria.parsing.wordlists import words_of
from criteria.vocabulary import vocabulary

if TYPE_CHECKING:
    from criteria.parsing.scanning import Token
    from criteria.parsing.windows import Timed

_SOFT: Final = words_of("therapies soft")
_NEAR: Final = 6
_BRACKETS: Final = ("(", "therapy", "treatment")
_BACTERIA: Final = ("bcg_vaccine", "oral_typhoid_vaccine")
_OF_ALL: Final = frozenset(("systemic_antineoplastic", "anticancer_therapy"))
_VIRUS: Final = re.compile(r"\bvir(?:us|al)\b")
_LINKS: Final = ("AND", "OR", "PRIOR", "CURRENT", "FILLER", "ANCHOR")


def therapies(tokens: list[Token], timed: list[Timed]) -> list[Found]:
    """Return what a point says about treatments, one finding for each group that shares a window."""
    places = [index for index, token in enumerate(tokens) if "therapy" in token.means or "medication" in token.means]
    inside = {place for one in timed for place in range(one.first, one.last + 1)}
    places = [place for place in places if place not in inside]
    if not places:
        return []
    found = []
    groups = _groups(tokens, places, inside)
    behind = [_window_behind(tokens, group, timed) for group in groups]
    for group, own in zip(groups, behind, strict=True):
        window = own or _window_before(tokens, group, [one for one in timed if one not in behind])
        asked = _narrowest(tokens, group)
        statements = tuple(dict.fromkeys(_statement(tokens, place, window) for place in asked))
        joints = {
            tokens[place].text
            for place in range(group[0], group[-1])
            if "AND" in tokens[place].means or "OR" in tokens[place].means
        }
        first, last = group[0], group[-1]
        if window:
            first, last = min(first, window.first), max(last, window.last)
        lasting = window is not None and window.window.direction == "duration"
        if lasting and any(tokens[place].text == "stable" for place in range(max(0, first - _NEAR), last)):
            statements = tuple(replace(one, status="stable") for one in statements)
            lasting = len(statements) > 1
        sure = window is None or (window.is_sure and not lasting)
        logic: Literal["and", "or"] = "and" if "and" in joints and "or" not in joints else "or"
        sure = sure and not ("and" in joints and len(statements) > 1 and "or" in joints)
        found.append(Found(statements, first, last, logic if len(statements) > 1 else "and", sure))
    return found


def _narrowest(tokens: list[Token], group: list[int]) -> list[int]:
    """Leave out a class that only names what stands next to it: "radioligand therapy (PRRT)"."""
    kept = list(group)
    for before, behind in pairwise(group):
        if all(tokens[place].text in _BRACKETS for place in range(before + 1, behind)):
            wider = _wider(tokens[before], tokens[behind])
            if wider is not None:
                kept = [place for place in kept if place != (before if wider is tokens[before] else behind)]
    return kept or group


def _wider(one: Token, other: Token) -> Token | None:
    """Return which of two treatments is the class of the other."""
    first, second = one.means.get("therapy"), other.means.get("therapy")
    terms = vocabulary("therapy")
    if first is None or second is None or first == second:
        return None
    return one if terms.is_a(second, first) else other if terms.is_a(first, second) else None


def _groups(tokens: list[Token], places: list[int], inside: set[int]) -> list[list[int]]:
    """Put together the treatments with nothing but joints and soft words between them."""
    groups: list[list[int]] = []
    for place in places:
        if groups and all(
            _is_soft(tokens[between]) and between not in inside for between in range(groups[-1][-1] + 1, place)
        ):
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _is_soft(token: Token) -> bool:
    return token.text in _SOFT or any(token.has(kind) for kind in _LINKS)


def _window_behind(tokens: list[Token], group: list[int], timed: list[Timed]) -> Timed | None:
    """Return the window that stands right behind the treatments."""
    for one in timed:
        if one.first > group[-1] and all(_is_soft(tokens[between]) for between in range(group[-1] + 1, one.first)):
            return one
    return None


def _window_before(tokens: list[Token], group: list[int], timed: list[Timed]) -> Timed | None:
    """Return the window that stands right before the treatments, and behind no others."""
    for one in timed:
        if one.last < group[0] and all(_is_soft(tokens[between]) for between in range(one.last + 1, group[0])):
            return one
    return None


def _statement(tokens: list[Token], place: int, timed: Timed | None) -> Statement:
    means = tokens[place].means
    source = "therapies" if "therapy" in means else "medications"
    term = means["therapy"] if source == "therapies" else means["medication"]
    window = timed.window if timed else None
    lately = window is not None and window.direction != "duration"
    if window is None and therapy_class(source, term) == "other_drug" and source == "medications":
        return Statement("other", "concomitant_medication")
    return Statement(
        "washout" if lately else "prior_therapy",
        terms=(term,),
        source=source,
        window=window,
        therapy=therapy_class(source, term),
        but_not=_BACTERIA if term == "live_vaccine" and _VIRUS.search(tokens[place].text) else (),
    )


def lines(tokens: list[Token]) -> list[Found]:
    """Return how many lines of treatment a point asks for: "at least one prior line", "no more than 2 regimens"."""
    for index, token in enumerate(tokens):
        if "LINES" not in token.means:
            continue
        place = index - 1
        named = {token.means["therapy"]} if "therapy" in token.means else set()
        while place >= 0 and (
            tokens[place].text in _SOFT or "therapy" in tokens[place].means or tokens[place].text == "different"
        ):
            named |= {tokens[place].means["therapy"]} if "therapy" in tokens[place].means else set()
            place -= 1
        if place < 0 or tokens[place].kind != "num":
            continue
        last = index
        if index + 2 < len(tokens) and tokens[index + 1].text == "of" and "therapy" in tokens[index + 2].means:
            named, last = named | {tokens[index + 2].means["therapy"]}, index + 2
        first, bounds = _count(tokens, place, last)
        of = next(iter(named)) if len(named) == 1 and not named <= _OF_ALL else ""
        statement = Statement(
            "prior_therapy_lines",
            bounds=bounds,
            terms=(of,) if of else (),
            therapy=therapy_class("therapies", of) if of else "any_systemic",
        )
        told = first < place or "MORE" in tokens[min(last + 1, len(tokens) - 1)].means
        return [Found((statement,), first, last, is_sure=told and len(named) < 2)]  # noqa: PLR2004 - or two kinds
    return []


def _count(tokens: list[Token], place: int, last: int) -> tuple[int, Bounds]:
    """Return where the words of a count begin, and what they ask; a bare number means so many at least."""
    amount = tokens[place].value
    sign = tokens[place - 1].means.get("CMP", "") if place else ""
    first = place - 1 if sign else place
    behind = tokens[last + 1].means if last + 1 < len(tokens) else {}
    if not sign and "LESS" in behind:
        sign = "<="
    if sign.startswith("<"):
        return first, Bounds(high=amount, high_included=sign == "<=", unit="line")
    return first, Bounds(low=amount, low_included=sign != ">", unit="line")
