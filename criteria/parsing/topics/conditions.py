"""Other diseases and states: infections, the heart, autoimmune and other malignant disease, the brain, pregnancy."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from criteria.parsing.found import Found
from criteria.parsing.statements import Statement
from criteria.parsing.topics.naming import condition_concept, is_named_cancer
from criteria.parsing.wordlists import words_of
from criteria.vocabulary import vocabulary

if TYPE_CHECKING:
    from criteria.parsing.scanning import Token
    from criteria.parsing.statements import Window
    from criteria.parsing.windows import Timed

_ACTIVE: Final = frozenset(("active", "current", "currently", "ongoing", "currently active"))
_OF_INFECTION: Final = frozenset(("infection", "with", "by", "of"))
_ACTIVE_INFECTION: Final = ("active infection", "active infections")
_EVER: Final = words_of("conditions ever")
_EARLIER: Final = ("prior ", "previous ", "history of ")
_TREATED: Final = "requiring"
_VAGUE: Final = frozenset(("cardiac_disease", "infection", "viral_hepatitis", "immunodeficiency", "arrhythmia"))
# Vague words, and words that name a part of the condition only.
_GRADED: Final = words_of("conditions graded")
_DEFINITE: Final = frozenset(("organ_transplant", "stem_cell_transplant", "interstitial_lung_disease"))
_NEAR: Final = 5
_FAR: Final = 12
_EVENTS: Final = frozenset(("organ_transplant", "stem_cell_transplant", "past_hepatitis_b"))
_OF_A_DAY: Final = ("myocardial_infarction", "cerebrovascular_event")
_ALLOGENEIC: Final = "allo"
_NARROWER: Final = frozenset(("kidney", "heart", "graft", "gvhd"))
_CUED: Final = {"other_malignancy": "other_malignancy", "autoimmune": "autoimmune_disease"}
_PREGNANT: Final = frozenset(("pregnant", "pregnancy", "pregnant women", "gravid"))
_TEST: Final = frozenset(
    ("pregnancy test", "serum pregnancy test", "urine pregnancy test", "negative pregnancy test", "hcg")
)
_LINKS: Final = words_of("conditions links")


def conditions(tokens: list[Token], timed: list[Timed]) -> list[Found]:
    """Return the conditions that a point names, each with the window and the status that its words give it."""
    inside = {place for one in timed for place in range(one.first, one.last + 1)}
    places = [
        index
        for index in range(len(tokens))
        if index not in inside and (_term(tokens[index]) or _cancer(tokens, index))
    ]
    found: list[Found] = []
    for place in places:
        token = tokens[place]
        window = _window_of(tokens, place, timed)
        named = _term(token) or _cancer(tokens, place)
        statement = _statement(named, token.text, window.window if window else None, _status(tokens, place))
        last = max(place, window.last) if window and window.first > place else place
        first = min(place, window.first) if window and window.first < place else place
        sure = window is None or (window.is_sure and window.window.direction == "within")
        sure = (
            sure
            and statement.terms[0] not in _VAGUE
            and (statement.concept != "other" or statement.terms[0] in _DEFINITE)
        )
        sure = sure and (statement.sub != "negative_test" or _is_negative(tokens))
        sure = sure and not (window is None and statement.status != "ever" and _happens(statement.terms[0]))
        sure = sure and not (statement.terms[0] in _DEFINITE and _is_narrower(token.text))
        words = token.text.split()
        # "Requiring treatment in the past 2 years": the time is the treatment's, not the disease's.
        sure = (
            sure and _GRADED.isdisjoint(words) and not (window is not None and _TREATED in words and _lasts(statement))
        )
        found.append(Found((statement,), first, last, is_sure=sure))
    return _shared(tokens, _reproduction(_specific(_inherited(tokens, found))))


def _inherited(tokens: list[Token], found: list[Found]) -> list[Found]:
    """Let "history of", or "active", hold for all of a list: "history of HIV, hepatitis B or hepatitis C"."""
    result = found[:1]
    for before, own in zip(result, found[1:], strict=False):
        one = own
        between = tokens[before.last + 1 : one.first]
        listed = all(token.text in _LINKS or "OR" in token.means or "AND" in token.means for token in between)
        statement = one.statements[0]
        head = before.statements[0]
        alike = head.status == "ever" or (_is_hepatitis(head) and _is_hepatitis(statement))
        if listed and alike and statement.status == "":
            one = replace(one, statements=(replace(statement, status=head.status),))
        result.append(one)
    return result


@cache
def _happens(term: str) -> bool:
    """Say whether a condition is an event of a day: "stroke" alone does not say how long ago it counts."""
    known = vocabulary("condition")
    return term in known.terms and any(known.is_a(term, event) for event in _OF_A_DAY)


def _is_hepatitis(statement: Statement) -> bool:
    return statement.sub.startswith("hepatitis")


def _lasts(statement: Statement) -> bool:
    """Say whether a condition is no event of a day or a few weeks, as an infection is."""
    return statement.concept != "infection_hiv_hep"


def _is_negative(tokens: list[Token]) -> bool:
    """Say whether a test of pregnancy is asked to be negative, and nothing else is said of its result."""
    words = {word for token in tokens for word in token.text.split()}
    return "negative" in words and "positive" not in words


def _specific(found: list[Found]) -> list[Found]:
    """Drop "infection" beside the infections that are named."""
    named = any(
        one.statements[0].concept == "infection_hiv_hep" and one.statements[0].terms != ("infection",) for one in found
    )
    if not named:
        return found
    return [
        replace(one, statements=(), is_sure=True) if one.statements[0].terms == ("infection",) else one for one in found
    ]


def _reproduction(found: list[Found]) -> list[Found]:
    """Make one statement of pregnancy and breastfeeding, which are one question."""
    places = [
        index
        for index, one in enumerate(found)
        if one.statements and one.statements[0].sub in ("pregnancy", "breastfeeding")
    ]
    if len(places) < 2:  # noqa: PLR2004 - one needs no joining
        return found
    terms = tuple(dict.fromkeys(term for place in places for term in found[place].statements[0].terms))
    head = found[places[0]]
    joined = replace(
        head, statements=(replace(head.statements[0], sub="both" if len(terms) > 1 else terms[0], terms=terms),)
    )
    return [
        joined if index == places[0] else replace(one, statements=()) if index in places else one
        for index, one in enumerate(found)
    ]


def _term(token: Token) -> str:
    if token.means.get("CONCEPTS") == "pregnancy_lactation":
        if token.text in _TEST or token.text.endswith("pregnancy test"):
            return "test"
        return "pregnancy" if token.text in _PREGNANT else "breastfeeding"
    if "condition" in token.means and not is_named_cancer(token.means["condition"]):
        return token.means["condition"]
    return _CUED.get(token.means.get("CONCEPTS", ""), "")


def _cancer(tokens: list[Token], place: int) -> str:
    """Return a cancer by name where the point is about having or having had it."""
    term = tokens[place].means.get("condition", "")
    before = tokens[place - 1] if place else None
    if not term or before is None or not ("NO" in before.means or before.text in _EVER):
        return ""
    return term if is_named_cancer(term) else ""


def _statement(term: str, text: str, window: Window | None, status: str) -> Statement:
    if term == "test":
        return Statement("pregnancy_lactation", "negative_test", terms=("pregnancy",), window=window)
    lasting = "ever" if term in _EVENTS else status
    given = _given(term, text)
    return Statement(condition_concept(term), term, terms=(term,), window=window, status=lasting, given=given)


def _given(term: str, text: str) -> tuple[str, ...]:
    """Return which treatment a transplant may stand as in a patient's file."""
    if term == "organ_transplant" and not _is_narrower(text):
        return ("liver_transplant",)
    if term == "stem_cell_transplant" and not _is_narrower(text):
        return ("allogeneic_transplant",) if _ALLOGENEIC in text else ("stem_cell_transplant",)
    return ()


def _is_narrower(text: str) -> bool:
    """Say whether words mean less than the term that the vocabulary has for them: one organ, or what a graft does."""
    return not _NARROWER.isdisjoint(text.split())


def _status(tokens: list[Token], place: int) -> str:
    """Return whether the words before a condition make it an active one, or one that ever was."""
    if tokens[place].text.startswith(_EARLIER):
        return "ever"
    active = tokens[place].text.startswith("active ") or _says_active(tokens, place)
    reach = _NEAR if active else _FAR
    for index in range(place - 1, max(-1, place - reach), -1):
        token = tokens[index]
        if token.text in _EVER or token.text.endswith("history of"):
            return "ever"
        if "PRIOR" in token.means and token.text not in ("treated", "therapy for"):
            return "ever"
        apart = token.text in _ACTIVE and index < place - 1
        if token.text in (";", ".") or apart or token.text.startswith("active "):
            break
    return "active" if active else ""


def _says_active(tokens: list[Token], place: int) -> bool:
    """Say whether "active" stands before a condition, or before "infection with" and the condition."""
    before = place - 1
    while before > 0 and tokens[before].text in _OF_INFECTION:
        before -= 1
    if before < 0:
        return False
    token = tokens[before]
    denied = "NO" in token.means and token.text.endswith(" active")
    return token.text in _ACTIVE or denied or (before < place - 1 and token.text in _ACTIVE_INFECTION)


def _window_of(tokens: list[Token], place: int, timed: list[Timed]) -> Timed | None:
    for one in timed:
        if one.first > place and all(tokens[index].text in _LINKS for index in range(place + 1, one.first)):
            return one
        if one.last < place and all(tokens[index].text in _LINKS for index in range(one.last + 1, place)):
            return one
    return None


def _shared(tokens: list[Token], found: list[Found]) -> list[Found]:
    """Leave in doubt a list of conditions of which only the last has a window: it may be meant for all."""
    result = list(found)
    for index, one in enumerate(result):
        behind = result[index + 1] if index + 1 < len(result) else None
        if behind is None or not one.statements or not behind.statements or one.statements[0].window is not None:
            continue
        between = range(one.last + 1, behind.first)
        listed = all(
            tokens[place].text in _LINKS or "OR" in tokens[place].means or "AND" in tokens[place].means
            for place in between
        )
        if listed and behind.statements[0].window is not None and behind.last > behind.first:
            result[index] = replace(one, is_sure=False)
    return result
