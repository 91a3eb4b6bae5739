"""From a unit as reports print it to its UCUM code, where the print leaves no doubt."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Final

FORMAT: Final = "zebramatch.unit_spellings/1"

_SUPERSCRIPTS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_RAISED: Final = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+")
# Tried in this order on a text without blanks.
_REWRITES: Final = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"[\u2215\u2044]", "/"),
        (r"^[x×*.·](?=10)", "x"),
        (r"(?<![0-9])10(?:\*\*|[*^Ee])\(?([0-9]{1,2})\)?", r"10*\1"),
        (r"^x10([0-9]{1,2})(?=/)", r"10*\1"),
        (r"^x(?=10\*)", ""),
        (r"(?<=[A-Za-z])[\^*](?=[0-9])", ""),
        (r"(?<![A-Za-z])mc(?=g(?![A-Za-z])|mol|[lL](?![A-Za-z]))", "u"),
        (r"(?<![A-Za-z\[{])([munpfdc]?)l(?![A-Za-z])", r"\1L"),
        (r"(?<![A-Za-z\[{])([mukn]?)(?:IU|UI)(?![A-Za-z\]])", r"\1[IU]"),
        (r"(?<![A-Za-z])mEq(?![A-Za-z])", "meq"),
        (r"/(?:\{24_?h\}|\(?24\.?(?:h|hr|hrs|hours?|[Ss]td)\)?)$", "/(24.h)"),
        (r"/(?:day|Tag|jour)$", "/d"),
        (r"(?:/|per)[({]?1[.,]73_?\.?m2[)}]?$", "/{1.73_m2}"),
        (r"^(10\*[0-9]{1,2})?\{?(?:[Cc]ells?|#|WBCs?|RBCs?|platelets)\}?/", r"\1/"),
        (r"/(u?g|mmol|mol|mg)\{?\(?(?:[Cc]reatinine|[Cc]reat|[Cc]rea|Cr)\)?\}?$", r"/\1"),
    )
)
# A raised figure that was flattened on its way: 109/L may be 10*9/L or one hundred and nine.
_FLATTENED_POWER: Final = re.compile(r"^10[0-9]{1,2}(?![0-9.])")


def _plain(text: str) -> str:
    """Write raised figures as exponents and micro as u, fold compatibility forms, and take out the blanks."""

    def lowered(match: re.Match[str]) -> str:
        figures = match.group().translate(_SUPERSCRIPTS)
        return f"^{figures}"

    folded = unicodedata.normalize("NFKC", _RAISED.sub(lowered, text)).replace("\N{GREEK SMALL LETTER MU}", "u")
    return re.sub(r"\s+", "", folded)


@cache
def _spellings() -> tuple[dict[str, str], dict[str, str]]:
    """Return the listed spellings as printed, and those that may also come in one case throughout."""
    content = json.loads(files("resources").joinpath("units", "spellings.json").read_text(encoding="utf-8"))
    if content["format"] != FORMAT:
        message = "resources/units/spellings.json is not a table of this version; reinstall the program"
        raise ValueError(message)
    exact = {spelling: code for code, listed in content["spellings"].items() for spelling in (code, *listed)}
    caseless: dict[str, set[str]] = {}
    for spelling, code in exact.items():
        if "/" in spelling:
            caseless.setdefault(spelling.casefold(), set()).add(code)
    return exact, {folded: min(codes) for folded, codes in caseless.items() if len(codes) == 1}


def listed(text: str) -> str | None:
    """Return the UCUM code of a listed spelling; all capitals or all small letters are understood too."""
    exact, caseless = _spellings()
    if text in exact:
        return exact[text]
    if text.isupper() or text.islower():
        return caseless.get(text.casefold())
    return None


def spelled_out(unit: str) -> str | None:
    """Return what a printed unit most plainly is in UCUM's writing, unchecked; None when it is ambiguous."""
    text = _plain(unit)
    known = listed(text)
    if known is not None:
        return known
    if not text or _FLATTENED_POWER.match(text):
        return None
    for pattern, replacement in _REWRITES:
        text = pattern.sub(replacement, text)
    known = listed(text)
    # Only capitals set it apart from a common unit: Mg/dL is a megagram in UCUM, but nobody measures those.
    in_doubt = known is None and text.casefold() in _spellings()[1]
    return None if in_doubt else known or text
