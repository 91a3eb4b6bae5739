"""A point of the text as tokens that carry every meaning their words may have."""

from __future__ import annotations

import re
from typing import Final

from criteria.parsing.lexicon import lexicon
from criteria.parsing.scanning import Token, scan

_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_CLASSED: Final = ("nyha", "asa")
# "35 or less than 20" is no "35 or less".
_THAN: Final = ["than"]
_AFTER: Final = ("MORE", "LESS")
_OPENING: Final = ("(", "[")
_CLOSING: Final = (")", "]")
_SHORT_FORM: Final = re.compile(r"[A-Z][A-Za-z0-9/-]{0,6}[A-Z0-9]s?")


def tokens_of(text: str) -> list[Token]:
    """Return the tokens of a cleaned text; phrases of the lexicon are one token each, the longest first."""
    signs: list[Token] = []
    dashed: set[int] = set()
    for sign in scan(text):
        if sign.text == "-":
            dashed.add(len(signs))
        else:
            signs.append(sign)
    keys = [sign.text for sign in signs]
    at = lexicon().at
    tokens: list[Token] = []
    index, end = 0, len(signs)
    while index < end:
        sign = signs[index]
        if index in dashed:
            tokens.append(Token("punct", "-", sign.start, sign.start))
        found = at(keys, index) if sign.kind != "unit" else None
        tokens.append(sign)
        if found is None:
            index += 1
            continue
        length, phrase = found
        if (
            length > 1
            and keys[index + length : index + length + 1] == _THAN
            and not phrase.means.keys().isdisjoint(_AFTER)
        ):
            length, phrase = at(keys[: index + 1], index) or found
        last = signs[index + length - 1]
        means = phrase.meanings(text[sign.start : last.end]) if phrase.in_capitals else phrase.means
        if not means:
            length = 1
        elif length > 1:
            tokens[-1] = Token("word", phrase.key, sign.start, last.end, sign.value, means)
        else:
            sign.means = means
        index += length
    _complete(tokens, text)
    return tokens


def _complete(tokens: list[Token], text: str) -> None:
    """Give a meaning to what has one only beside its neighbours: "hepatitis B or C", "NYHA class III", "(PDAC)"."""
    in_classes = False
    for index, token in enumerate(tokens):
        if token.kind != "word":
            continue
        if token.text == "c":
            if index > 1 and tokens[index - 2].means.get("condition") == "hepatitis_b":
                token.means = {"condition": "hepatitis_c"}
        elif in_classes and token.text in _ROMAN:
            token.kind, token.value, token.means = "num", float(_ROMAN[token.text]), {}
        elif token.means:
            in_classes = in_classes or token.means.get("SUBJECT") in _CLASSED
        elif index > 1 and tokens[index - 1].text in _OPENING and _is_short_form(tokens, index, text):
            token.means = {"NEUTRAL": ""}


def _is_short_form(tokens: list[Token], index: int, text: str) -> bool:
    """Say whether a word in brackets is the short form of what stands before them."""
    behind = tokens[index + 1].text if index + 1 < len(tokens) else ""
    word = text[tokens[index].start : tokens[index].end]
    return behind in _CLOSING and _SHORT_FORM.fullmatch(word) is not None
