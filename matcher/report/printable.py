"""Which text the bundled fonts can print, and how the rest is made visible.

No sign may go missing without a trace: what no font draws, and what is invisible by nature (controls of the writing
direction, joiners), is printed as its code point, such as [U+202E].
"""

from __future__ import annotations

import re
import struct
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LINE_BREAK: Final = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_KEPT: Final = "\n\t"
_ASCII: Final = re.compile(r"[ -~\n\t]*")
_UNICODE_TABLES: Final = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3))


class FontError(ValueError):
    """A bundled font file that this reader cannot understand: a fault of the installation."""


def printable(text: str, coverages: Sequence[frozenset[int]]) -> str:
    """Return the text with everything that none of the fonts can draw written as its code point.

    A letter and its accents stay together only where a single font has them all.
    """
    if _ASCII.fullmatch(text):
        return text
    return "".join(_drawn(cluster, coverages) for cluster in _clusters(_LINE_BREAK.sub("\n", text)))


def _clusters(text: str) -> Iterator[str]:
    start = 0
    for index, sign in enumerate(text):
        if index > start and not unicodedata.category(sign).startswith("M"):
            yield text[start:index]
            start = index
    if text:
        yield text[start:]


def _drawn(cluster: str, coverages: Sequence[frozenset[int]]) -> str:
    signs = {ord(sign) for sign in cluster}
    if all(_is_visible(sign) for sign in cluster) and any(signs <= coverage for coverage in coverages):
        return cluster
    if len(cluster) > 1:
        return _drawn(cluster[0], coverages) + "".join(_code_point(mark) for mark in cluster[1:])
    return cluster if cluster in _KEPT else _code_point(cluster)


def _is_visible(sign: str) -> bool:
    """Whether the sign is anything but a control, an unassigned code point or half a surrogate pair."""
    return not unicodedata.category(sign).startswith("C")


def _code_point(sign: str) -> str:
    return f"[U+{ord(sign):04X}]"


def coverage(font: bytes) -> frozenset[int]:
    """Return the code points that an OpenType or TrueType font maps to a glyph.

    Raises:
        FontError: when the file is no single font with a Unicode character map.
    """
    try:
        table = _unicode_table(font)
        (layout,) = struct.unpack_from(">H", font, table)
        pairs = {4: _segments, 12: _ranges}[layout](font, table)
        return frozenset(code for first, last in pairs for code in range(first, last + 1))
    except (struct.error, KeyError, StopIteration) as error:
        message = "a bundled font cannot be read; reinstall the program"
        raise FontError(message) from error


def _unicode_table(font: bytes) -> int:
    """Return where the character map with the most code points begins."""
    (count,) = struct.unpack_from(">H", font, 4)
    records = (struct.unpack_from(">4sIII", font, 12 + 16 * index) for index in range(count))
    start: int = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    (maps,) = struct.unpack_from(">H", font, start + 2)
    entries = [struct.unpack_from(">HHI", font, start + 4 + 8 * index) for index in range(maps)]
    offsets: dict[tuple[int, int], int] = {
        (platform, encoding): start + offset for platform, encoding, offset in entries
    }
    return next(offsets[kind] for kind in _UNICODE_TABLES if kind in offsets)


def _segments(font: bytes, table: int) -> Iterator[tuple[int, int]]:
    """Read a map of format 4; the last segment is a mere end mark."""
    (double,) = struct.unpack_from(">H", font, table + 6)
    shape = f">{double // 2}H"
    lasts = struct.unpack_from(shape, font, table + 14)
    firsts = struct.unpack_from(shape, font, table + 16 + double)
    return ((first, last) for first, last in zip(firsts, lasts, strict=True) if last != 0xFFFF)  # noqa: PLR2004


def _ranges(font: bytes, table: int) -> Iterator[tuple[int, int]]:
    """Read a map of format 12."""
    (count,) = struct.unpack_from(">I", font, table + 12)
    groups = (struct.unpack_from(">III", font, table + 16 + 12 * index) for index in range(count))
    return ((first, last) for first, last, _ in groups)
