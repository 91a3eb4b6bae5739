"""The tumour itself: histology, differentiation, grade, origin, extent; measurable, receptor-positive, progressing."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from criteria.parsing.found import Found
from criteria.parsing.statements import Bounds, Statement
from criteria.parsing.wordlists import words_of

if TYPE_CHECKING:
    from criteria.parsing.scanning import Token
    from criteria.parsing.windows import Timed

_STAGES: Final = {
    "metastatic": "metastatic",
    "metastasized": "metastatic",
    "disseminated": "metastatic",
    "locally advanced": "locally_advanced",
    "unresectable": "unresectable",
    "inoperable": "unresectable",
    "non resectable": "unresectable",
    "nonresectable": "unresectable",
    "not resectable": "unresectable",
    "surgically unresectable": "unresectable",
    **dict.fromkeys(words_of("diagnosis unresectable"), "unresectable"),
    "advanced": "advanced",
    "localized": "localized",
}
# "Metastasized to the brain" names no origin.
_SPREAD: Final = frozenset(
    ("to", "metastasized to", "metastatic to", "metastase", "metastasis", "involving", "involvement")
)
_NEAR: Final = 3
_ANY_SITE: Final = "net"
DEGREES: Final = {
    "well": "well",
    "moderately": "moderate",
    "poorly": "poor",
    "poor": "poor",
    "moderate": "moderate",
}
DIFFERENTIATED: Final = frozenset(("differentiated", "differentiation"))
GRADE_WORD: Final = re.compile(r"g([123])")
_TNM: Final = re.compile(r"c?p?([tnm])([0-4])[a-d]?")
_NAMED_GRADES: Final = {"low": 1, "intermediate": 2, "high": 3}
_KINDS_OF_TUMOR: Final = words_of("diagnosis kinds of tumor")
CONFIRMING: Final = words_of("diagnosis confirming")
_TOXIC: Final = words_of("diagnosis toxic")
_MEASURABLE: Final = words_of("diagnosis measurable")
_BY_IMAGING: Final = {
    "recist": "RECIST 1.1",
    "radiological": "radiological",
    "radiographic": "radiological",
    "radiologic": "radiological",
}


def diagnosis(tokens: list[Token], timed: list[Timed]) -> list[Found]:
    """Return what a point says about the tumour."""
    named = [index for index, token in enumerate(tokens) if "histology" in token.means]
    found = []
    if named:
        terms = tuple(dict.fromkeys(tokens[index].means["histology"] for index in named))
        found.append(Found((Statement("histology", terms[0], terms=terms),), named[0], named[0]))
        found += [Found((), index, index) for index in named[1:]]
    elif any(token.means.get("CONCEPTS") == "histology" and token.text in _KINDS_OF_TUMOR for token in tokens) and any(
        token.text in CONFIRMING for token in tokens
    ):
        place = next(index for index, token in enumerate(tokens) if token.means.get("CONCEPTS") == "histology")
        found.append(Found((Statement("histology"),), place, place, is_sure=False))
    texts = {token.text for token in tokens}
    said = {token.means["CONCEPTS"] for token in tokens if "CONCEPTS" in token.means}
    if not texts.isdisjoint(DIFFERENTIATED):
        found += _differentiation(tokens)
    if named and texts.isdisjoint(_TOXIC):
        found += _grade(tokens)
    found += _site(tokens, has_tumor=bool(named))
    found += _tumor_nodes_metastases(tokens)
    if not texts.isdisjoint(_STAGES):
        found += _stage(tokens)
    if "measurable_disease" in said:
        found += _measurable(tokens)
    if "sstr_uptake" in said:
        found += _receptors(tokens)
    if "progression_window" in said:
        found += _progression(tokens, timed)
    return found


def _differentiation(tokens: list[Token]) -> list[Found]:
    terms: list[str] = []
    spans: list[tuple[int, int]] = []
    for index, token in enumerate(tokens):
        if token.text not in DIFFERENTIATED:
            continue
        first = index
        for place in range(index - 1, max(-1, index - 6), -1):
            word = tokens[place]
            if word.text in DEGREES:
                terms.insert(0, DEGREES[word.text])
                first = place
            elif not (word.text in (",", "-", "/") or "OR" in word.means or "AND" in word.means):
                break
        if first < index:
            spans.append((first, index))
    if not terms:
        return []
    statement = Statement("differentiation", terms[0], terms=tuple(dict.fromkeys(terms)))
    return [Found((statement,), *spans[0]), *(Found((), *span) for span in spans[1:])]


def _grade(tokens: list[Token]) -> list[Found]:
    """Return the grade of the tumour."""
    steps: list[int] = []
    places: list[int] = []
    for index, token in enumerate(tokens):
        lettered = GRADE_WORD.fullmatch(token.text)
        if lettered:
            steps.append(int(lettered[1]))
            places.append(index)
        elif token.text == "grade":
            before = tokens[index - 1].text if index else ""
            if before in _NAMED_GRADES:
                steps.append(_NAMED_GRADES[before])
                places += [index - 1, index]
            for place in range(index + 1, min(len(tokens), index + 8)):
                word = tokens[place]
                if word.kind == "num" and word.value in (1, 2, 3):
                    steps.append(int(word.value))
                    places += [index, place]
                elif not (word.text in (",", "/", "-", "to", "grade") or "OR" in word.means or "AND" in word.means):
                    break
    if not steps:
        return []
    bounds = Bounds(low=min(steps), high=max(steps))
    return [Found((Statement("grade", bounds=bounds),), min(places), max(places), is_sure=len(set(places)) > 0)]


def _site(tokens: list[Token], *, has_tumor: bool) -> list[Found]:
    """Return the origin; a place in the body is one only beside a tumour's name."""
    places = [index for index, token in enumerate(tokens) if "site" in token.means and "LIVER" not in token.means]
    if not places or not (has_tumor or any("primary" in token.text.split() for token in tokens)):
        return []
    terms = tuple(dict.fromkeys(tokens[index].means["site"] for index in places))
    only = [index for index in places if tokens[index].means.get("histology", _ANY_SITE) == _ANY_SITE]
    if not only:
        return []
    statement = Statement("primary_site", terms[0], terms=terms)
    spread = any("lymph_node" in term for term in terms) or any(
        token.text in _SPREAD for place in only for token in tokens[max(0, place - _NEAR) : place]
    )
    return [Found((statement,), only[0], only[0], is_sure=not spread), *(Found((), index, index) for index in only[1:])]


def _stage(tokens: list[Token]) -> list[Found]:
    places = [index for index, token in enumerate(tokens) if token.text in _STAGES]
    terms = tuple(dict.fromkeys(_STAGES[tokens[index].text] for index in places))
    if not any(_parted(token) or "AND" in token.means for token in tokens[places[0] : places[-1]]):
        # "Unresectable metastatic": all of it at once.
        separate = {_STAGES[tokens[index].text]: index for index in reversed(places)}
        kept = [Found((Statement("stage", term, terms=(term,)),), index, index) for term, index in separate.items()]
        return [*kept, *(Found((), index, index) for index in places if index not in separate.values())]
    statement = Statement("stage", "_or_".join(terms), terms=terms)
    # "Unresectable locally advanced or metastatic": which word belongs to which is not said.
    joined = any(
        not any(_parted(tokens[place]) for place in range(before, behind))
        or any("AND" in tokens[place].means for place in range(before, behind))
        for before, behind in pairwise(places)
    )
    joined = joined or not any("OR" in token.means or token.text == "/" for token in tokens[places[-2] : places[-1]])
    between = (tokens[place] for place in range(places[0], places[-1]) if place not in places)
    last = places[-1] if all(_parted(token) for token in between) else places[0]
    return [
        Found((statement,), places[0], last, is_sure=not joined),
        *(Found((), index, index) for index in places[1:] if index > last),
    ]


def _parted(token: Token) -> bool:
    return "OR" in token.means or token.text in (",", "/")


def _tumor_nodes_metastases(tokens: list[Token]) -> list[Found]:
    """Return stages by their parts, "T1-3 N0 M0", which no fact of a patient holds."""
    found = []
    for index, token in enumerate(tokens):
        part = _TNM.fullmatch(token.text) if token.kind == "word" else None
        if part is None:
            continue
        dashed = index + 2 < len(tokens) and tokens[index + 1].text == "-" and tokens[index + 2].kind == "num"
        low = float(part[2])
        high = tokens[index + 2].value if dashed else low
        last = index + 2 if dashed else index
        found.append(Found((Statement("stage", part[1], Bounds(low=low, high=high)),), index, last, is_sure=False))
    return found if len(found) > 1 else []


def _measurable(tokens: list[Token]) -> list[Found]:
    places = [index for index, token in enumerate(tokens) if token.means.get("CONCEPTS") == "measurable_disease"]
    if all(tokens[place].text == "recist" for place in places):
        return []
    sure = all(tokens[place].text in _MEASURABLE or tokens[place].text == "recist" for place in places)
    sure = sure and any(tokens[place].text.startswith("measurable") for place in places)
    statement = Statement("measurable_disease", "recist")
    return [Found((statement,), places[0], places[0], is_sure=sure), *(Found((), place, place) for place in places[1:])]


def _receptors(tokens: list[Token]) -> list[Found]:
    places = [index for index, token in enumerate(tokens) if token.means.get("CONCEPTS") == "sstr_uptake"]
    statement = Statement("sstr_uptake", "positive")
    sure = any("positive" in token.text.split() or token.text.endswith("+") for token in tokens)
    last = next(
        (index for index in range(places[0], len(tokens)) if "positive" in tokens[index].text.split()), places[0]
    )
    return [
        Found((statement,), places[0], max(places[0], last), is_sure=sure),
        *(Found((), place, place) for place in places[1:]),
    ]


def _progression(tokens: list[Token], timed: list[Timed]) -> list[Found]:
    place = next(index for index, token in enumerate(tokens) if token.means.get("CONCEPTS") == "progression_window")
    window = next((one for one in timed if one.first > place), None)
    sure = window is None or (window.is_sure and window.window.direction == "within")
    words = (token.text.partition(" ")[0] for token in tokens)
    basis = tuple(dict.fromkeys(_BY_IMAGING[word] for word in words if word in _BY_IMAGING))
    statement = Statement("progression_window", terms=basis, window=window.window if window else None)
    said = [Found((), window.first, window.last)] if window else []
    return [Found((statement,), place, place, is_sure=sure and "progressive" not in tokens[place].text), *said]
