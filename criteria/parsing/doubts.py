"""Sentences whose every word is known, and that may still be meant in another way: they are left to a person."""

from __future__ import annotations

import re
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from criteria.parsing.coverage import Coverage
    from criteria.parsing.found import Found
    from criteria.parsing.scanning import Token
    from criteria.parsing.sections import Kind
    from criteria.parsing.statements import Statement

_GRADED_NAME: Final = re.compile(r"\b(?:g|grade )[12]\b")
_HIGH_GRADE: Final = "net_g3"
_SPLIT_BY_KIND: Final = ("grade", "differentiation")
_TUMOR: Final = (*_SPLIT_BY_KIND, "histology", "primary_site", "stage", "sstr_uptake")
_NOT_TURNED: Final = ("histology", "measurable_disease")
_SCALES: Final = frozenset(("ecog", "karnofsky"))
_DIAGNOSED: Final = ("diagnosis", "diagnosed")
_SEXES: Final = frozenset(("FEMALE", "MALE"))
_ALLOWS: Final = "eligible"
_COHORT: Final = "cohort"
_PARTS: Final = ("group", "arm", "part", "phase", "stratum", "module", "step")
_OF_BLOOD: Final = ("hematologic", "hematological", "haematologic", "haematological", "blood")
_WITH_OR_WITHOUT: Final = ["with", "or", "without"]


def is_doubtful(kind: Kind, tokens: list[Token], found: list[Found], cover: Coverage) -> bool:
    """Say whether a point could be meant in another way than its words, one by one, were read."""
    end = len(tokens) if cover.end is None else cover.end
    pairs = [(one, flag) for one, flag in zip(found, cover.negated, strict=True) if one.statements and one.first < end]
    said, flags = [one for one, _ in pairs], [flag for _, flag in pairs]
    statements = list(chain.from_iterable(one.statements for one in said))
    return (
        _allows(kind, tokens, said)
        or _is_waited_for(kind, said, flags)
        or any(_is_turned(tokens, one) for one in said)
        or any(_is_ambiguous(kind, _within(tokens, one), one) for one in said)
        or any(_is_another_s(kind, tokens, one) for one in said)
        or _is_staged(tokens, statements)
        or _is_at_diagnosis(tokens, statements)
        or _is_for_one_sex(tokens, statements)
        or _is_split(kind, tokens, statements, is_negated=any(flags))
    )


def _within(tokens: list[Token], one: Found) -> list[Token]:
    return tokens[one.first : one.last + 1]


def _allows(kind: Kind, tokens: list[Token], said: list[Found]) -> bool:
    """Say whether a point only lets in, as in "pregnant women are eligible", or is for one cohort: "Group A: ..."."""
    behind = tokens[said[0].first :]
    named = tokens[0].text in _PARTS and any(token.text == ":" for token in tokens[1:4])
    return (
        named
        or any(token.text == _COHORT for token in tokens)
        or (kind == "inclusion" and any(token.text == _ALLOWS for token in behind))
    )


def _is_waited_for(kind: Kind, said: list[Found], flags: list[bool]) -> bool:
    """Say whether a time that has passed is forbidden: who never had the treatment must not fall under it."""
    return any(
        (flag or kind == "exclusion") and one.window is not None and one.window.direction == "at_least"
        for each, flag in zip(said, flags, strict=True)
        for one in each.statements
    )


def _is_turned(tokens: list[Token], one: Found) -> bool:
    """Say whether "non-" stands before a tumour or a lesion: another tumour, or another lesion, is asked for."""
    if one.statements[0].concept not in _NOT_TURNED:
        return False
    before = [token.text for token in tokens[max(0, one.first - 2) : one.first]]
    return before[-1:] == ["non"] or before == ["non", "-"]


def _is_ambiguous(kind: Kind, tokens: list[Token], one: Found) -> bool:
    """Say whether limits of several things, or a limit and an exception, may belong together in another way."""
    limited = {(each.concept, each.sub) for each in one.statements if each.bounds is not None}
    if not limited:
        return False
    texts = [token.text for token in tokens]
    if any(texts[place : place + 3] == _WITH_OR_WITHOUT for place in range(len(texts))) or _excepts_first(tokens):
        return True
    if len(limited) == 1:
        return False
    joined = any("AND" in token.means for token in tokens)
    if kind == "exclusion" and joined:
        return True  # both, or either?
    concepts = {concept for concept, _ in limited}
    if concepts >= _SCALES and "/" in texts:
        return True
    return "age" in concepts and not joined and not any(text in (",", ";", ".") for text in texts)


def _excepts_first(tokens: list[Token]) -> bool:
    """Say whether an exception stands before the first number: "performance status other than 0-2"."""
    for token in tokens:
        if token.kind == "num":
            return False
        if "EXCEPT" in token.means:
            return True
    return False


def _is_another_s(kind: Kind, tokens: list[Token], one: Found) -> bool:
    """Say whether a cancer is of a kind that the rule would not say, or may be another one than the trial's own.

    "Hematologic malignancies" are not any malignancy, and "known prostate carcinoma" is an illness beside the tumour.
    """
    before = tokens[one.first - 1].text if one.first else ""
    concept = one.statements[0].concept
    if concept == "other_malignancy":
        return before in _OF_BLOOD
    return kind == "exclusion" and concept == "histology" and before == "known"


def _is_staged(tokens: list[Token], statements: list[Statement]) -> bool:
    """Say whether a stage by number is another way in: "stage III (unresectable)/stage IV melanoma"."""
    if not any(one.concept == "stage" for one in statements):
        return False
    return any(one.text == "/" and other.text.startswith("stage") for one, other in pairwise(tokens))


def _is_at_diagnosis(tokens: list[Token], statements: list[Statement]) -> bool:
    """Say whether an age is that of the day of diagnosis, not of today."""
    return any(one.concept == "age" for one in statements) and any(token.text in _DIAGNOSED for token in tokens)


def _is_for_one_sex(tokens: list[Token], statements: list[Statement]) -> bool:
    """Say whether a limit is for women, or for men, and what holds for the others is not said."""
    if any(one.scope for one in statements) or not any(one.bounds is not None for one in statements):
        return False
    return len(_SEXES & {kind for token in tokens for kind in token.means}) == 1


def _is_split(kind: Kind, tokens: list[Token], statements: list[Statement], *, is_negated: bool) -> bool:
    """Say whether it is open which tumour a word about tumours belongs to: "low grade NET or small cell carcinoma"."""
    about = [one for one in statements if one.concept in _TUMOR]
    named = [one for one in about if one.concept == "histology"]
    if any(_GRADED_NAME.search(name) for name in _names(tokens)):
        return bool(named)  # the grade is a part of a name, and does not come out of it
    if _HIGH_GRADE in chain.from_iterable(one.terms for one in named) and any(one.concept == "grade" for one in about):
        return True
    if is_negated and len(about) > 1:
        return True
    several = any(len(one.terms) > 1 for one in named)
    return several and any(one.concept in _SPLIT_BY_KIND or (kind == "exclusion" and one not in named) for one in about)


def _names(tokens: list[Token]) -> Iterator[str]:
    return (token.text for token in tokens if "histology" in token.means)
