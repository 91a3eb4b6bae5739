"""The registry's text made readable without moving anything: what is cleaned keeps its length and its place.

Escapes, entities, tags and invisible signs give way to the sign they stand for, padded with spaces. So an offset into
the cleaned text is an offset into the record, and no map between the two can be wrong.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

_ENTITIES: Final = {
    "&lt;": "<",
    "&gt;": ">",
    "&le;": "≤",
    "&ge;": "≥",
    "&amp;": "&",
    "&nbsp;": " ",
    "&quot;": '"',
    "&apos;": "'",
    "&#39;": "'",
    "&#34;": '"',
    "&#60;": "<",
    "&#62;": ">",
    "&#160;": " ",
    "&#8804;": "≤",
    "&#8805;": "≥",
    "&plusmn;": "±",
    "&times;": "×",
    "&micro;": "µ",
}
_TAG_NAMES: Final = "p|br|li|ul|ol|b|i|u|em|strong|sup|sub|div|span|table|tbody|tr|td|th|h[1-6]"
_SPECIAL: Final = re.compile(
    rf"\\(?P<escaped>[!-/:-@\[-`{{-~])|(?P<entity>&(?:[a-z]{{2,6}}|#[0-9]{{2,4}});)|(?P<tag></?(?P<name>{_TAG_NAMES})"
    r"(?:\s[^<>]{0,200})?/?>)",
    re.IGNORECASE,
)
_SUPERSCRIPT: Final = "sup"
_SAME: Final = {
    "\uff1e": ">",
    "\uff1c": "<",
    "⩾": "≥",
    "⩽": "≤",
    "≧": "≥",
    "≦": "≤",
    "≫": ">",
    "∙": "·",
    "⋅": "·",
    "\uff0d": "-",
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "–": "-",
    "—": "-",
    "−": "-",
    "’": "'",
    "‘": "'",
    "`": "'",
    "“": '"',
    "”": '"',
    "×": "x",
    "✕": "x",
    "μ": "µ",
    "\t": " ",
}


_ODD: Final = re.compile(r"[^\n -_a-~]")


@cache
def _one(sign: str) -> str:
    """Return the plain sign for one sign, or a space for what cannot be seen."""
    if sign in _SAME:
        return _SAME[sign]
    if unicodedata.category(sign) in ("Cc", "Cf", "Zs"):
        return " "
    plain = unicodedata.normalize("NFKC", sign)
    return plain if len(plain) == 1 else sign


def _special(match: re.Match[str]) -> str:
    whole = match[0]
    if match["escaped"]:
        return f" {match['escaped']}"
    if match["entity"]:
        return _ENTITIES.get(whole.lower(), whole).ljust(len(whole))
    raised = match["name"].lower() == _SUPERSCRIPT and not whole.startswith("</")
    return ("^" if raised else "").ljust(len(whole))


def cleaned(text: str) -> str:
    """Return the text as a reader sees it, every sign still at its place."""
    return _ODD.sub(lambda match: _one(match[0]), _SPECIAL.sub(_special, text))
