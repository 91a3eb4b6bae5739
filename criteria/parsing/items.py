"""The eligibility text as a list of points, each at its exact place; nothing that is said falls between two."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from criteria.parsing.blocks import AROUND, blocks_of
from criteria.parsing.cleaning import cleaned
from criteria.parsing.sections import (
    ALL_OF,
    ALTERNATIVES,
    announces,
    is_neutral,
    is_note,
    is_of_everybody,
    joins_before,
    lists_below,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from criteria.parsing.blocks import Block
    from criteria.parsing.sections import Kind

MOST_SIGNS: Final = 60_000
MOST_READ: Final = 1000
LONGEST_ITEM: Final = 15_000
_LONGEST_WORDLESS: Final = 4
_TOPICS: Final = re.compile(
    r"age|sex|performance status|life expectancy|ha?ematopoietic|hepatic|renal|cardiovascular|pulmonary|immunologic|"
    r"neurologic|"
    r"other|biologic therapy|chemotherapy|endocrine therapy|radiotherapy|surgery|menopausal status|"
    r"hormone receptor status|gastrointestinal|ophthalmic|metabolic|not specified",
    re.IGNORECASE,
)
_LEADS_ON: Final = re.compile(r"\b(?:following|below|defined (?:as|by))\b", re.IGNORECASE)
_TURNS: Final = re.compile(
    r"\b(?:no|not|never|without|absence|except|exceptions?|excluding|unless|allowed|permitted|may|if|only|within|past|last)\b",
    re.IGNORECASE,
)
_MOST_IN_A_ROW: Final = 4
_TAIL: Final = 20
_SHORT_HEADING: Final = 8
_SHORT_LEAD: Final = 14
_ENDS_OPEN: Final = re.compile(r"(?:\bor|\band/or)\s*[:;,.]?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """One point of the text: its place in the record, the section it stands in, and the headings over it.

    `is_open` says that it cannot be read by itself: it is one of several alternatives, or stands under words that
    change what it means. `has_parts` says that points below it qualify it. `under` are the words of the headings over
    it, which are no points themselves, the widest first.
    """

    start: int
    end: int
    text: str
    kind: Kind
    topic: str = ""
    is_open: bool = False
    has_parts: bool = False
    under: tuple[str, ...] = ()


def split(raw: str) -> tuple[Item, ...]:
    """Return the points of a record's eligibility text in their order.

    A text longer than any registry holds is not looked into: it comes back whole, cut into pieces to check by hand.
    """
    if len(raw) > MOST_SIGNS:
        return tuple(Item(start, end, "", "inclusion", is_open=True) for start, end in _pieces(raw, 0, len(raw)))
    text = cleaned(raw)
    found = tuple(_items(text, blocks_of(text)))
    return (*found[:MOST_READ], *(replace(one, text="", is_open=True) for one in found[MOST_READ:]))


@dataclass(frozen=True, slots=True)
class _Over:
    """A heading or a point that others stand under; `below` is the level of the first of them."""

    level: float
    topic: str
    is_open: bool
    words: str = ""
    below: float = -1


class _Standing:
    """The headings and points that stand over the block that is looked at, the widest first."""

    def __init__(self) -> None:
        self.over: list[_Over] = []
        self._section = 0
        self._unused = 0  # how many of the last are headings that no point has stood under so far
        self._doubted = math.inf  # from which level on a heading may or may not still stand over what comes

    @property
    def is_open(self) -> bool:
        """Whether a heading, or a point, leaves to a person what stands below it."""
        return self._doubted < math.inf or bool(self.over and self.over[-1].is_open)

    @property
    def takes_more(self) -> bool:
        """Whether another heading may stand right under the last; of a long row of them, some are made points."""
        return self._unused < _MOST_IN_A_ROW

    @property
    def topic(self) -> str:
        """The topic that the nearest heading names."""
        return self.over[-1].topic if self.over else ""

    def come_to(self, block: Block, following: Block | None, *, is_heading: bool) -> float:
        """Drop what does not stand over a block any more; return the level that the block has itself."""
        if block.section.number != self._section:
            self.over, self._section, self._unused, self._doubted = [], block.section.number, 0, math.inf
        level = block.level - 0.5 if is_heading and not block.bulleted else float(block.level)
        if not (is_heading or self._unused):
            if level < self._doubted:
                self._doubted = math.inf
            self.over = [one for one in self.over if one.level < level]
            return level
        count = len(self.over) - self._unused
        used, unused = self.over[:count], self.over[count:]
        if is_heading and following is not None and following.level <= level:
            level = following.level - 0.5  # the registry set it deeper than what it stands over
            used = [one for one in used if one.below < following.level]
        if level < self._doubted:
            self._doubted = math.inf
        edge = level - 0.25 if is_heading else level
        if any(one.level >= edge for one in unused):
            # A heading right over another stands over the points below that; how much farther is not said.
            self._doubted = min(self._doubted, *(one.level if one.is_open else math.inf for one in unused))
            unused = [replace(one, level=min(one.level, level - 0.25)) for one in unused]
        self.over = [*(one for one in used if one.level < edge), *unused]
        return level

    def head(self, level: float, block: Block, words: str, following: Block) -> None:
        """Put a heading over what follows, with what it, and all above it, mean for the points below."""
        bare = words.strip(AROUND)
        is_topic = _TOPICS.fullmatch(bare) is not None
        turning = (ALTERNATIVES if block.kind == "inclusion" else ALL_OF).search(bare)
        changes = block.turns == "points" if block.turns else not is_neutral(bare) or bool(turning)
        changes = changes and not is_topic and not is_of_everybody(bare)
        topic = bare if is_topic else self.topic
        self.over.append(_Over(level, topic, changes or self.is_open, bare, following.level))
        self._unused += 1

    def put(self, level: float, *, is_heading: bool) -> None:
        """Put a point over what stands deeper than it: that cannot be read alone."""
        self.over.append(_Over(level, "", is_open=True, below=level))
        self._unused = int(is_heading)


def _items(text: str, blocks: list[Block]) -> Iterator[Item]:
    standing = _Standing()
    open_before: tuple[int, Kind] | None = None
    for block, behind in zip_longest(blocks, blocks[1:]):
        words = text[block.start : block.end]
        following = behind if behind is not None and _goes_on(block, behind) else None
        is_heading = _is_heading(words, block, following)
        level = standing.come_to(block, following, is_heading=is_heading)
        is_bare = is_heading and standing.takes_more and (block.turns is not None or _is_bare(words))
        if is_bare and following is not None:
            standing.head(level, block, words, following)
            continue
        parts = following is not None and _qualifies(text, block, following)
        ends_open = bool(_ENDS_OPEN.search(words[-_TAIL:]))
        after_or = ends_open or open_before == (block.level, block.kind)
        is_open = standing.is_open or block.section.is_open or (after_or and block.kind == "inclusion")
        is_open = is_open or words.rstrip().endswith(":") or joins_before(words, block.kind)
        is_open = is_open or (
            behind is not None and joins_before(text[behind.start : behind.start + _TAIL], block.kind)
        )
        under = (*block.section.words, *(one.words for one in standing.over if one.words))
        for start, end in _pieces(text, block.start, block.end):
            whole = (start, end) == (block.start, block.end)
            yield Item(start, end, text[start:end], block.kind, standing.topic, is_open or not whole, parts, under)
        open_before = (block.level, block.kind) if ends_open else None
        # "Eligible tumor types include:" over points that the registry set on its own level.
        lists = behind is not None and behind.level == block.level and lists_below(words, block.kind)
        standing.put(level - 0.25 if lists else level, is_heading=is_heading)


def _goes_on(block: Block, behind: Block) -> bool:
    """Say whether the next block belongs to the same section, and to the same kind or to what the block turns."""
    return block.section.number == behind.section.number and (block.kind == behind.kind or block.turns is not None)


def _qualifies(text: str, block: Block, following: Block) -> bool:
    """Say whether what follows a point says more about it: points below it, or a note."""
    return (following.level > block.level and following.bulleted) or is_note(text[following.start : following.end])


def _is_heading(words: str, block: Block, following: Block | None) -> bool:
    if following is None:
        return False
    if block.turns:
        return True
    if announces(words):
        return following.level > block.level or not block.bulleted
    if block.bulleted or not following.bulleted:
        return False
    return bool(_TOPICS.fullmatch(words.strip(" :"))) or (
        len(words.split()) <= _LONGEST_WORDLESS and not re.search(r"[0-9.,;<>≥≤]", words) and words[:1].isupper()
    )


def _is_bare(words: str) -> bool:
    """Say whether a heading only announces; one that asks for something, or turns its points, is a point as well."""
    if _TURNS.search(words) and not is_neutral(words):
        return False
    return is_neutral(words) or len(words.split()) <= (_SHORT_LEAD if _LEADS_ON.search(words) else _SHORT_HEADING)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a stretch whole, or cut at white space where it is longer than one point may be."""
    while end - start > LONGEST_ITEM:
        cut = max(text.rfind(" ", start + 1, start + LONGEST_ITEM), text.rfind("\n", start + 1, start + LONGEST_ITEM))
        cut = cut if cut > start else start + LONGEST_ITEM
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if piece.strip():
        yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
