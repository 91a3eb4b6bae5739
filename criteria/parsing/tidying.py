"""After all topics have looked: repetitions go, windows that nobody took find their event, asides become atoms."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from criteria.parsing.found import Found
from criteria.parsing.statements import Statement

if TYPE_CHECKING:
    from criteria.parsing.scanning import Token
    from criteria.parsing.windows import Timed

_ONCE: Final = ("other_malignancy", "autoimmune", "brain_mets", "other", "progression_window", "measurable_disease")
_WINDOWED: Final = (
    "prior_therapy",
    "washout",
    "cardiac",
    "other_malignancy",
    "infection_hiv_hep",
    "other",
    "autoimmune",
    "brain_mets",
    "progression_window",
)
_NAMES: Final = ("other", "cardiac")
_PAUSES: Final = (",", "(", ":", "-", "as", "by")
_TUMOR: Final = ("histology", "stage", "primary_site", "differentiation", "grade")
_RECOVERED: Final = ("recovered", "recovery", "toxicity", "toxicities", "adverse event")
_NAIVE: Final = ("naive", "untreated", "treatment naive", "therapy naive")


def tidied(tokens: list[Token], found: list[Found], timed: list[Timed]) -> list[Found]:
    """Return the findings without repetitions, with all windows, and with what is said beside them."""
    if timed:
        found = _timed(tokens, found, timed)
    found = _defined(tokens, _once(tokens, found))
    if any(one.concept in _TUMOR for each in found for one in each.statements):
        # "Two lines for metastatic disease": these lines, not all, and not the tumour, are what is asked.
        found = [replace(one, is_sure=one.is_sure and not _counts_lines(one)) for one in found]
    return _asides(tokens, found)


def _counts_lines(one: Found) -> bool:
    return any(statement.concept == "prior_therapy_lines" for statement in one.statements)


def _defined(tokens: list[Token], found: list[Found]) -> list[Found]:
    """Drop a name that a limit defines: "uncontrolled diabetes, defined as HbA1c above 8 %" asks for the limit."""
    result = list(found)
    for index, (name, limit) in enumerate(pairwise(found)):
        named = name.statements and all(one.concept in _NAMES and one.bounds is None for one in name.statements)
        if not named or not limit.statements or limit.statements[0].bounds is None:
            continue
        between = tokens[name.last + 1 : limit.first]
        if any(token.text == "defined" for token in between) and all(
            "FILLER" in token.means or "NEUTRAL" in token.means or token.text in _PAUSES for token in between
        ):
            result[index] = replace(name, statements=(), is_sure=True)
    return result


def _timed(tokens: list[Token], found: list[Found], timed: list[Timed]) -> list[Found]:
    """Give a window that stands apart from its event to the nearest one; which is meant stays in doubt."""
    cued = len(found) == 1 and not found[0].is_sure and found[0].last == found[0].first
    used = set() if cued else {place for one in found for place in range(one.first, one.last + 1)}
    result = list(found)
    exception = next((place for place, token in enumerate(tokens) if "EXCEPT" in token.means), len(tokens))
    for window in timed:
        if window.first in used or window.first > exception:
            continue
        fitting = [
            index
            for index, one in enumerate(result)
            if one.statements and one.statements[0].window is None and one.statements[0].concept in _WINDOWED
        ]
        before = [index for index in fitting if result[index].last < window.first or cued]
        index = before[-1] if before else fitting[0] if fitting else None
        if index is None:
            continue
        one = result[index]
        statements = tuple(_with(statement, window) for statement in one.statements)
        result[index] = replace(one, statements=statements, is_sure=False)
    return result


def _with(statement: Statement, timed: Timed) -> Statement:
    lately = statement.concept == "prior_therapy" and timed.window.direction != "duration"
    return replace(statement, concept="washout" if lately else statement.concept, window=timed.window)


def _once(tokens: list[Token], found: list[Found]) -> list[Found]:
    """Join what says the same of several things: one class of treatment, one disease with its kinds."""
    places: dict[object, tuple[int, int]] = {}
    result: list[Found] = []
    for one in found:
        kept: list[Statement] = []
        result.append(one)
        for statement in one.statements:
            key = _key(statement)
            if key not in places:
                places[key] = (len(result) - 1, len(kept))
                kept.append(statement)
                continue
            index, position = places[key]
            if index == len(result) - 1:
                kept[position] = _both(kept[position], statement)
                continue
            first = result[index]
            joined = _both(first.statements[position], statement)
            between = tokens[first.last : one.first]
            if any("EXCEPT" in token.means for token in between):
                continue
            alike = first.statements[position].status == statement.status and one.is_sure
            sure = first.is_sure and alike and not any("NO" in token.means or "AND" in token.means for token in between)
            statements = (*first.statements[:position], joined, *first.statements[position + 1 :])
            result[index] = replace(first, statements=statements, is_sure=sure)
        result[-1] = replace(one, statements=tuple(kept))
    return result


def _key(statement: Statement) -> object:
    if statement.concept in _ONCE and statement.bounds is None:
        return statement.concept, statement.window
    if statement.therapy:
        return statement.concept, statement.therapy, statement.source, statement.window
    return statement.concept, statement.sub, statement.bounds, statement.window, statement.scope


def _both(first: Statement, second: Statement) -> Statement:
    terms, given = (*first.terms, *second.terms), (*first.given, *second.given)
    return replace(first, terms=tuple(dict.fromkeys(terms)), given=tuple(dict.fromkeys(given)))


def _asides(tokens: list[Token], found: list[Found]) -> list[Found]:
    """Add what stands beside the findings: recovery from toxicity, and that nothing was given before."""
    concepts = {one.concept for each in found for one in each.statements}
    texts = {token.text: place for place, token in enumerate(tokens)}
    recovered = next((texts[word] for word in _RECOVERED if word in texts), None)
    if recovered is not None and concepts & {"washout", "prior_therapy"} and "recovered" in texts:
        found = [*found, Found((Statement("other", "toxicity_recovery"),), recovered, recovered, is_sure=False)]
    naive = next((texts[word] for word in _NAIVE if word in texts), None)
    if naive is not None and not concepts & {"washout", "prior_therapy", "brain_mets"} and concepts:
        statement = Statement("prior_therapy", therapy="any_anticancer", negated=True)
        found = [*found, Found((statement,), naive, naive, is_sure=False)]
    return sorted(found, key=lambda one: one.first)
