"""Text into tokens: numbers, units and words with their exact places. One pass, no going back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_TEN: Final = r"(?:[x*·]?\s{0,3}10\s{0,2}(?:\^|\*\*|e|exp)?\s{0,2}"
_LITRE: Final = r"(?:l(?:iter|itre)?s?)\b"
_MICRO: Final = r"(?:µl|ul|mcl|micro ?l(?:iter|itre)?s?|cu(?:bic)?\.? ?mm|mm\s{0,2}\^?\s{0,2}3|mm cubed|microl|mmc)\b"
_UNITS: Final[tuple[tuple[str, str], ...]] = (
    (
        "x10^9/L",
        rf"{_TEN}\(?9\)?(?:\s?cells)?\s{{0,2}}(?:/|per)\s{{0,2}}{_LITRE})|(?:g(?:i?ga)?pt|gi?ga|g)\s?/\s?l(?=\s*(?:$|[;,)]|platelet))(?!)|gpt/l\b",
    ),
    (
        "x10^3/uL",
        rf"{_TEN}\(?3\)?(?:\s?cells)?\s{{0,2}}(?:/|per)\s{{0,2}}{_MICRO})|(?:k|thousand)\s?(?:/|per)\s?{_MICRO}",
    ),
    ("x10^6/L", rf"{_TEN}\(?6\)?\s{{0,2}}/\s{{0,2}}{_LITRE})"),
    ("/uL", rf"(?:cells?|neutrophils|platelets)?\s{{0,2}}(?:/|per)\s{{0,2}}{_MICRO}"),
    ("/L", rf"(?:cells?)\s{{0,2}}/\s{{0,2}}{_LITRE}"),
    (
        "mL/min/1.73m2",
        r"ml\s{0,2}(?:/|per)\s{0,2}min(?:ute)?s?\.?\s{0,2}(?:/|per)\s{0,2}\(?\s?1[.,]73?\s{0,2}m(?:eters?)?\s{0,2}(?:\^|sq)?\s{0,2}2?(?:\s?squared)?\)?",
    ),
    ("mL/min", r"(?:ml|cc|milliliters?|millilitres?)\s{0,2}(?:/|per)\s{0,2}min(?:ute)?s?\b"),
    ("mL/s", r"ml\s{0,2}/\s{0,2}s(?:ec)?\b"),
    ("g/dL", r"(?:g|gm|gms|grams?)\s{0,2}(?:/|per)\s{0,2}(?:dl|100\s?ml|deciliter|decilitre)\b|g%"),
    ("g/L", r"(?:g|gm|grams?)\s{0,2}(?:/|per)\s{0,2}l(?:iter|itre)?\b"),
    ("mg/dL", r"(?:mg|milligrams?)\s{0,2}(?:/|per|%)\s{0,2}(?:dl|100\s?ml|deciliter|decilitre)\b|mg%"),
    ("mg/L", r"mg\s{0,2}/\s{0,2}l\b"),
    ("µmol/L", r"(?:µ|u|micro|mc)mol(?:e|es)?\s{0,2}(?:/|per)\s{0,2}l(?:iter|itre)?\b|micromolar|µm\b"),
    ("mmol/L", r"(?:mmol|millimoles?|mm)\s{0,2}/\s{0,2}l(?:iter|itre)?\b"),
    ("nmol/L", r"nmol\s{0,2}/\s{0,2}l\b"),
    ("mEq/L", r"meq\s{0,2}/\s{0,2}l\b"),
    ("ng/mL", r"ng\s{0,2}/\s{0,2}ml\b"),
    ("ng/dL", r"ng\s{0,2}/\s{0,2}dl\b"),
    ("pg/mL", r"pg\s{0,2}/\s{0,2}ml\b"),
    ("IU/mL", r"(?:iu|u|copies|iu's)\s{0,2}/\s{0,2}ml\b"),
    ("U/L", r"(?:iu|u|units?)\s{0,2}/\s{0,2}l\b"),
    ("g/24h", r"(?:g|gm|grams?)\s{0,2}(?:/|per|in)\s{0,2}(?:24\s?-?\s?h(?:ou)?rs?|24\s?h|day)\b"),
    ("kg/m2", r"kg\s{0,2}/\s{0,2}m\s{0,2}\^?\s{0,2}2\b"),
    ("mg/day", r"mg\s{0,2}(?:/|per|a)\s{0,2}(?:d|day|daily)\b"),
    ("mg", r"mg\b"),
    ("mmHg", r"mm\s{0,2}/?\s{0,2}\[?hg\]?\b"),
    (
        "/10HPF",
        r"(?:mitos[ei]s|mitotic figures)?\s{0,2}(?:/|per)\s{0,2}(?:10|ten)\s{0,2}(?:hpfs?|high[- ]power\w* fields?)\b",
    ),
    ("/2mm2", r"(?:(?:mitos[ei]s|mitotic figures)\s{0,2})?(?:/|per)\s{0,2}2\s{0,2}mm\s{0,2}\^?\s{0,2}2\b"),
    ("muts/Mb", r"mut(?:ation)?s?\s{0,2}(?:/|per)\s{0,2}(?:mb|megabase)\b"),
    ("ms", r"(?:milliseconds?|msecs?|ms|msec\.)(?=\W|$)"),
    ("kg", r"(?:kg|kilograms?)\b"),
    ("cm", r"(?:cm|centimeters?|centimetres?)\b"),
    ("mm", r"(?:mm|millimeters?|millimetres?)(?=\W|$)"),
    ("mL", r"(?:ml|cc|cm3|cm\^3|milliliters?|millilitres?)(?=\W|$)"),
    ("bpm", r"(?:bpm|beats?\s{0,2}(?:/|per)\s{0,2}min(?:ute)?s?\.?)(?=\W|$)"),
    ("°C", r"(?:°\s?c|degrees? c(?:elsius)?|c)(?=\W|$)"),
    ("°F", r"(?:°\s?f|degrees? f(?:ahrenheit)?|f)(?=\W|$)"),
    ("°", r"°|degrees?(?=\W|$)"),
    ("kPa", r"kpa\b"),
    ("L", r"(?:l|liters?|litres?)(?=\W|$)"),
    ("m", r"(?:m|meters?|metres?)(?=\W|$)"),
    ("hour", r"(?:hours?|hrs?|h)\b"),
    ("%", r"%|percent\b|per cent\b"),
)
_UNIT: Final = "|".join(f"(?P<u{index}>{pattern})" for index, (_, pattern) in enumerate(_UNITS))
_UNIT_AT: Final = re.compile(rf"\s{{0,20}}-?(?:{_UNIT})")
# "1,5 x ULN", but not "ECOG 0,1": a comma is a decimal one where a unit follows.
_MEASURED_IN: Final = r"(?:x\s|x?uln|times|%|°|mg|g/|ml|mmol|µmol|umol|cm|mm|kg|u/l|iu/)"
_TOKEN: Final = re.compile(
    r"([a-zà-öø-ÿα-ωµ][a-zà-öø-ÿα-ω0-9]*(?:'[a-z]{1,3}(?![a-z]))?)"
    r"|([0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])|[0-9]{1,3}, 000(?![0-9])|"
    rf"[0-9]{{1,3}},[0-9]{{1,2}}(?=\s{{0,2}}{_MEASURED_IN})|"
    r"[0-9]{1,9}(?:\.[0-9]{1,6})?(?![0-9])|\.[0-9]{1,6})"
    r"|(>\s?/\s?=|<\s?/\s?=|>=|=>|≥|<=|=<|≤|>|<|=|\+/-|±)"
    r"|(\S)"
)
_SIGNS: Final = ("", "word", "num", "op", "punct")
_NUMBER_WORDS: Final = {
    word: float(number)
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]  # as prose writes them
    )
} | {
    "fourteen": 14.0,
    "fifteen": 15.0,
    "sixteen": 16.0,
    "eighteen": 18.0,
    "twenty": 20.0,
    "twenty-eight": 28.0,
    "thirty": 30.0,
    "sixty": 60.0,
}
_SPELLING: Final = (
    ("tumour", "tumor"),
    ("haem", "hem"),
    ("anaem", "anem"),
    ("leuco", "leuko"),
    ("oesoph", "esoph"),
    ("diarrhoea", "diarrhea"),
    ("oedema", "edema"),
    ("isation", "ization"),
    ("ised", "ized"),
    ("labelled", "labeled"),
    ("labelling", "labeling"),
    ("paediatric", "pediatric"),
    ("gynaec", "gynec"),
)
_PLURAL_FREE: Final = 3
# "100.000/mm3": no count of cells has three decimals.
_THOUSANDS: Final = re.compile(r"[0-9]{1,3}\.[0-9]{3}")
_PER_MICROLITRE: Final = "/uL"
_GROUP: Final = 3
_SPACE: Final = re.compile(r"\s")
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(slots=True)
class Token:
    """A stretch of the text: `num`, `unit`, `op`, `punct`, or `word`, with the meanings the lexicon gives it."""

    kind: str
    text: str
    start: int
    end: int
    value: float = 0.0
    means: Mapping[str, str] = field(default_factory=dict)

    def has(self, kind: str) -> bool:
        """Say whether it may mean such a thing."""
        return kind in self.means


@lru_cache(maxsize=16_384)
def folded(word: str) -> str:
    """Return the form of a word that look-ups compare: British as American, plural as singular."""
    for british, american in _SPELLING:
        if british in word:
            word = word.replace(british, american)
    word = word.removesuffix("'s")
    if len(word) > _PLURAL_FREE + 2 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > _PLURAL_FREE and word.endswith("s") and word[-2] not in "sui'":
        return word[:-1]
    return word


def scan(text: str) -> list[Token]:
    """Return the signs of a cleaned text in small letters: numbers, units, words and marks, without meanings."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)
    found: list[Token] = []
    position = 0
    while position >= 0:
        position = _scan_to_unit(small, position, found)
    return found


def _scan_to_unit(small: str, position: int, found: list[Token]) -> int:
    """Add the signs up to the next unit, and return where it ends; -1 at the end of the text."""
    add, kinds = found.append, _SIGNS
    for match in _TOKEN.finditer(small, position):
        whole = match[0]
        start, end = match.span()
        kind = kinds[match.lastindex or 0]
        if kind == "word" and whole not in _NUMBER_WORDS:
            add(Token(kind, folded(whole), start, end, 0.0, _NOTHING))
            continue
        add(_sign(kind, whole, start, end))
        if found[-1].kind == "num":
            unit = _UNIT_AT.match(small, end)
            if unit and unit.lastgroup:
                name = _UNITS[int(unit.lastgroup[1:])][0]
                if name == _PER_MICROLITRE and _THOUSANDS.fullmatch(whole):
                    found[-1].value *= 1000
                add(Token("unit", name, end, unit.end(), 0.0, _NOTHING))
                return unit.end()
    return -1


def _sign(kind: str, whole: str, start: int, end: int) -> Token:
    if whole in _NUMBER_WORDS:
        return Token("num", whole, start, end, _NUMBER_WORDS[whole], _NOTHING)
    if kind == "word":
        return Token(kind, folded(whole), start, end, 0.0, _NOTHING)
    if kind == "num":
        return Token(kind, whole, start, end, _value(whole), _NOTHING)
    return Token(kind, whole if end - start == 1 else _SPACE.sub("", whole), start, end, 0.0, _NOTHING)


def _value(whole: str) -> float:
    head, _, tail = whole.rpartition(",")
    if head and len(tail) < _GROUP:
        return float(f"{head}.{tail}")
    return float(whole.replace(",", "").replace(" ", ""))


def keys_of(phrase: str) -> tuple[str, ...]:
    """Return a phrase as the keys that a text holds where it uses it; hyphens and stops do not count."""
    small = phrase.lower().translate({0x2019: "'", 0x2010: "-", 0x2011: "-", 0x2013: "-"})
    signs = (_sign(_SIGNS[found.lastindex or 0], found[0], *found.span()) for found in _TOKEN.finditer(small))
    return tuple(sign.text for sign in signs if sign.text not in ("-", "."))
