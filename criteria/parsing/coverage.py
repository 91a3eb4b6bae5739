"""Is every word of a point accounted for? Words that nothing was read from decide what may be asserted."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

from criteria.parsing.topics.naming import is_named_cancer
from criteria.parsing.wordlists import words_of

if TYPE_CHECKING:
    from criteria.parsing.found import Found
    from criteria.parsing.scanning import Token
    from criteria.parsing.sections import Kind

Logic = Literal["and", "or", "nested"]

BRACKETED: Final = "(except)"
_MARKS: Final = words_of("coverage marks")
_STOPS: Final = frozenset((".", ";", "but", "however"))
FLIPS: Final = {"inclusion": frozenset(("excluded", "exclusion")), "exclusion": words_of("exclusions turned")}
_PLAIN: Final = ("FILLER", "NEUTRAL", "TAILS")
_CONFIRMED: Final = words_of("coverage confirmed")
_TIMED: Final = frozenset(["therapy", "treatment", "agent", "drug", "disease", "infection"])
_VERSIONS: Final = (1.0, 1.1)
_TREATED: Final = ("prior_therapy", "washout", "prior_therapy_lines")
_DISEASED: Final = (
    "infection_hiv_hep",
    "autoimmune",
    "other_malignancy",
    "cardiac",
    "brain_mets",
    "pregnancy_lactation",
    "other",
)
_TUMOR: Final = ("histology", "differentiation", "grade", "primary_site", "stage", "measurable_disease", "sstr_uptake")
_INVESTIGATED: Final = words_of("coverage investigated")
_IMAGED: Final = words_of("coverage imaged")
_SAID_WITH: Final = {
    "infection_hiv_hep": _INVESTIGATED,
    "other_malignancy": frozenset(
        ["other", "another", "second", "primary", "concurrent", "additional", "invasive", "different"]
    ),
    "prior_therapy": frozenset(("other", "another", "dose", "stable")),
    "washout": frozenset(("other", "another", "dose", "last", "final", "treatment")),
    "measurable_disease": _IMAGED,
    "autoimmune": frozenset(("disorder", "syndrome")),
    "pregnancy_lactation": frozenset(("negative",)),
    "progression_window": frozenset(
        ("radiographic", "radiological", "radiologic", "recist", "disease", "tumor", "progressive")
    ),
    "prior_therapy_lines": frozenset(("systemic", "therapy", "treatment", "different")),
    "sstr_uptake": frozenset(("tumor", "disease", "lesion", "uptake", "imaging", "pet", "scan", "ct")),
    "histology": frozenset(("histologic", "documentation", "documented", "origin", "documented")),
}
_SCOPE: Final = words_of("coverage scope of treatments")
_CONFIRMING: Final = words_of("diagnosis confirming")
_ANOTHER_TIME: Final = frozenset(("re", "re-registration", "crossover", "retreatment"))
_NEITHER: Final = frozenset(("on", "treatment with", "therapy with", "exposure to", "therapy for", "treated"))
_WAS: Final = frozenset(("prior", "previous", "history"))
_IS: Final = frozenset(("concurrent", "concomitant", "current", "active"))
_HALF_SAID: Final = frozenset(("suspected",))
_ACTIVE: Final = frozenset(("active", "current", "currently", "ongoing"))
SAID: Final = frozenset().union(_TIMED, _HALF_SAID, _ACTIVE, _MARKS, ("systemic",), *_SAID_WITH.values())


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the words around the findings allow: `is_sure` to assert, `is_partial` only in part.

    `negated` and `statuses` stand for the findings one by one; findings from token `end` on are left to a person.
    """

    negated: tuple[bool, ...]
    statuses: tuple[str, ...]
    logic: Logic
    is_sure: bool
    is_partial: bool = False
    end: int | None = None


def covered(kind: Kind, tokens: list[Token], found: list[Found], *, is_open: bool) -> Coverage:
    """Return what the words between and around the findings mean for them."""
    taken = {place for one in found for place in range(one.first, one.last + 1)}
    end = next((place for place, token in enumerate(tokens) if "EXCEPT" in token.means and place not in taken), None)
    if end is not None and not any(one.statements and one.last < end for one in found):
        end = None
    read = [one for one in found if end is None or one.last < end]
    negated, loose = _negations(tokens, found, taken, end)
    said = {token.text for token in tokens}
    apart = end is not None and any("WITHIN" in token.means for token in tokens[end:])
    lasting = all(one.window is not None for each in read for one in each.statements)
    sure = (
        all(one.is_sure for one in read)
        and (lasting or not apart)
        and not said & FLIPS[kind]
        and any(one.statements for one in read)
    )
    statuses = tuple(_status(tokens, one) for one in found)
    tested = kind == "exclusion" and any(one.sub == "negative_test" for each in read for one in each.statements)
    if is_open or tested or not sure:
        clean = tuple("" if one == "?" else one for one in statuses)
        return Coverage(negated, clean, "and", is_sure=False, end=end)
    residue = _residue(tokens, read, taken, end, loose)
    sure = "?" not in statuses[: len(read)] and not _says_twice(read)
    logic, regular = _logic(kind, tokens, read, negated)
    outside = any(token.text.startswith("outside") for token in tokens)
    sure = sure and regular and not (kind == "exclusion" and any(negated) and not outside)
    if any(flag and one.statements and one.statements[0].bounds for one, flag in zip(found, negated, strict=True)):
        sure = False
    partial = end is not None or any(token.text == BRACKETED for token in tokens)
    if residue and sure:
        sure = _may_be_partial(kind, tokens, read, residue)
        partial = True
    clean = tuple("" if one == "?" else one for one in statuses)
    return Coverage(negated, clean, logic, sure, partial, end)


def _says_twice(read: list[Found]) -> bool:
    """Say whether one thing has two limits, as those of two cohorts: which holds for whom is not said."""
    limited: list[tuple[object, ...]] = []
    for each in read:
        said = [(one.concept, one.sub, one.terms, one.scope) for one in each.statements if one.bounds is not None]
        limited += dict.fromkeys(said) if each.is_apart else said
    return len(set(limited)) < len(limited)


def _negations(
    tokens: list[Token], found: list[Found], taken: set[int], end: int | None
) -> tuple[tuple[bool, ...], set[int]]:
    """Return which findings a "no" stands before, and the places of those that stand before none."""
    places = [place for place, token in enumerate(tokens) if "NO" in token.means and place not in taken]
    loose = {place for place in places if end is None or place < end}
    negated = []
    for one in found:
        before = [place for place in places if place < one.first and not _stopped(tokens, place, one.first)]
        negated.append(len(before) > 0 and bool(one.statements))
        if one.statements:
            loose -= set(before[-1:])
    return tuple(negated), loose


def _stopped(tokens: list[Token], start: int, end: int) -> bool:
    """Say whether what a "no" reaches ends before a place: at a stop, or where its brackets close."""
    depth = 0
    for place in range(start, end):
        text = tokens[place].text
        depth += (text in "([") - (text in ")]") if len(text) == 1 else 0
        if text in _STOPS or depth < 0:
            return True
    return False


def _residue(tokens: list[Token], read: list[Found], taken: set[int], end: int | None, loose: set[int]) -> list[int]:
    concepts = {one.concept for each in read for one in each.statements}
    treated = not concepts.isdisjoint(_TREATED)
    diseased = not concepts.isdisjoint(_DISEASED)
    tumor = not concepts.isdisjoint(_TUMOR)
    # "Systemic" tells steroids from ointments; before radiotherapy it makes another treatment of it.
    as_medication = any(one.source == "medications" for each in read for one in each.statements)
    left = []
    for place, token in enumerate(tokens if end is None else tokens[:end]):
        if place in taken or token.text == BRACKETED or (as_medication and token.text == "systemic"):
            continue
        if place in loose:
            left.append(place)
        elif (
            "NO" in token.means
            or token.text in _MARKS
            or "AND" in token.means
            or "OR" in token.means
            or any(token.has(kind) for kind in _PLAIN)
            or ((treated or diseased) and ("PRIOR" in token.means or "CURRENT" in token.means or token.text in _ACTIVE))
            or ((treated or diseased) and token.text in _TIMED)
            or "ANCHOR" in token.means
            or ("BEFORE" in token.means and _before_anchor(tokens, place))
            or token.means.get("SUBJECT") in concepts
            or any(token.text in words for concept, words in _SAID_WITH.items() if concept in concepts)
            or (tumor and (token.text in _CONFIRMED or token.text in _TIMED))
            or (
                "measurable_disease" in concepts
                and ("MORE" in token.means or "CMP" in token.means or token.value in _VERSIONS)
            )
        ):
            continue
        else:
            left.append(place)
    return left


def _before_anchor(tokens: list[Token], place: int) -> bool:
    """Say whether "before" only leads to a time of the study."""
    behind = next(
        (token for token in tokens[place + 1 :] if "FILLER" not in token.means or "ANCHOR" in token.means), None
    )
    return behind is not None and "ANCHOR" in behind.means


def _status(tokens: list[Token], one: Found) -> str:
    """Return whether a treatment's words say that it was given or that it runs; "?" where they say neither."""
    if not one.statements or one.statements[0].concept != "prior_therapy" or one.statements[0].status == "stable":
        return ""
    before = [tokens[place] for place in range(max(0, one.first - 10), one.last + 1)]
    had = any("PRIOR" in token.means and token.text not in _NEITHER for token in before)
    runs = any("CURRENT" in token.means and token.text != "on" for token in before)
    said = {word for token in before if "NO" in token.means for word in token.text.split()}
    had, runs = had or not said.isdisjoint(_WAS), runs or not said.isdisjoint(_IS)
    if had or any("NO" in token.means for token in before):
        return "" if had or not runs else "ongoing"
    return "ongoing" if runs else "?"


def _logic(kind: Kind, tokens: list[Token], read: list[Found], negated: tuple[bool, ...]) -> tuple[Logic, bool]:
    """Return how the findings are joined, and whether the words between them leave no doubt."""
    spoken = [(one, flag) for one, flag in zip(read, negated, strict=False) if one.statements]
    if len(spoken) < 2:  # noqa: PLR2004 - one finding has no joints
        return ("or" if spoken and spoken[0][0].logic == "or" else "and"), True
    pairs = [(before, behind) for (before, _), (behind, _) in pairwise(spoken)]
    joints = {_joint(tokens, *pair) for pair in pairs}
    apart = any(_joint(tokens, *pair) == "" for pair in pairs if not all(_of_tumor(one) for one in pair))
    flags = {flag for _, flag in spoken}
    if apart or True in flags:
        return "and", not apart and (flags == {True} or joints <= {"and", ",", ";"})
    tumor = all(one.statements[0].concept in _TUMOR for one, _ in spoken)
    if kind == "exclusion":
        return _logic_of_exclusion(joints, tumor=tumor)
    several = any(one.logic == "or" and len(one.statements) > 1 for one, _ in spoken)
    if joints <= {"and", ",", ";", ""} and not several:
        return "and", True
    return "or", joints <= {"or"} and not tumor


def _logic_of_exclusion(joints: set[str], *, tumor: bool) -> tuple[Logic, bool]:
    """Return how exclusions are joined: what describes one tumour goes together, a list means each of its points."""
    if tumor:
        return "and", joints <= {""}
    return ("or", True) if joints <= {"or", ",", ";"} else ("and", False)


def _of_tumor(one: Found) -> bool:
    return one.statements[0].concept in _TUMOR or one.statements[0].bounds is not None


def _joint(tokens: list[Token], before: Found, behind: Found) -> str:
    between = tokens[before.last + 1 : behind.first]
    if any("OR" in token.means for token in between):
        return "or"
    if any("AND" in token.means for token in between):
        return "and"
    if any(token.text in (";", ".") for token in between):
        return ";"
    return "," if any(token.text in (",", "/") for token in between) else ""


def _is_scope(token: Token) -> bool:
    """Say whether a word left over only says of which tumour, or where, a treatment was."""
    named = "condition" in token.means and is_named_cancer(token.means["condition"])
    return named or "site" in token.means or token.text in _SCOPE or token.means.get("CONCEPTS") == "histology"


def _may_be_partial(kind: Kind, tokens: list[Token], read: list[Found], residue: list[int]) -> bool:
    """Say whether what was read holds whatever the words left over may add: limits, and what the tumour must be."""
    if all(tokens[place].text in _HALF_SAID for place in residue):
        return True
    concepts = {one.concept for each in read for one in each.statements}
    numeric = all(one.bounds is not None for each in read for one in each.statements)
    tumor = (
        kind == "inclusion" and concepts <= set(_TUMOR) and not concepts.isdisjoint(("histology", "measurable_disease"))
    )
    scoped = concepts <= set(_TREATED) and all(_is_scope(tokens[place]) and place > read[0].last for place in residue)
    if not (numeric or tumor or scoped):
        return False
    if "histology" in concepts and not any(token.text in _CONFIRMING for token in tokens):
        return False
    left = [tokens[place] for place in residue]
    if any(token.text in _ANOTHER_TIME for token in left):
        return False
    if any("NO" in token.means or token.kind in ("num", "unit") or "CMP" in token.means for token in left):
        return False
    taken = {place for one in read for place in range(one.first, one.last + 1)}
    loose_or = any("OR" in token.means for place, token in enumerate(tokens) if place not in taken)
    turning = any(
        token.text in ("allowed", "permitted", "if", "only", "when", "acceptable", "may", "can", "could")
        for token in tokens
    )
    return not loose_or and not turning
