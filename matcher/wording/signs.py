"""Text of others as it may be shown: nothing in it is invisible, and nothing turns the direction of what follows."""

from __future__ import annotations

import unicodedata


def visible(text: str) -> str:
    """Return text with every invisible or direction-changing character shown as its code, on one line."""
    shown = []
    for character in text:
        if character in "\n\r\t":
            shown.append(" ")
        elif unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}:
            shown.append(f"[U+{ord(character):04X}]")
        else:
            shown.append(character)
    return "".join(shown)
