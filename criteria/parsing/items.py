"""The eligibility text as a list of points, each at its exact place; nothing that is said falls between two."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from criteria.parsing.cleaning import cleaned
from criteria.parsing.sections import (
    ALL_OF,
    ALTERNATIVES,
    announces,
    cut_at_headings,
    is_neutral,
    is_note,
    joins_before,
    lists_below,
    section_heading,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from criteria.parsing.sections import Kind

MOST_SIGNS: Final = 60_000
MOST_READ: Final = 1000
LONGEST_ITEM: Final = 15_000
_LONGEST_WORDLESS: Final = 4
_WRAPPED: Final = 60
_WIDEST: Final = 100
_BULLET: Final = re.compile(
    r"[ ]*(?:(?:[*•·●▪■◦‣\u2043∙○□➢✓➤+#-]|\(?[0-9]{1,2}(?:\.[0-9]{1,2})*[.):]|\(?[0-9]{1,2}\)|\(?[a-zA-Z][.)]"
    r"|\(?[ivxIVX]{2,4}[.)]|o(?=[ ]{2,}))[ ]+|[•●▪■◦‣]|-(?=[A-Z])|[0-9]{1,2}[.)](?=[A-Z≥<>]))+"
)
_NUMBER: Final = re.compile(r"[ ]*\(?([0-9]{1,2})[.)]")
_INLINE_BULLET: Final = re.compile(
    r"(?<=\s)[•●▪■◦‣](?=\s*\S)|(?<=[.;:)]\s)[-*](?=\s+[A-Z≥<>])|(?<=\s\s)[-*](?=\s+[A-Z≥<>])"
)
_BULLET_SIGN: Final = re.compile(r"[•●▪■◦‣*-]")
_NUMBERED: Final = re.compile(r"[0-9][.)]")
_INLINE_NUMBER: Final = re.compile(r"(?<=[\s.;:])\(?([0-9]{1,2})[.)]\s{0,5}(?=[A-Z≥<>][a-zA-Z \d])")
_AROUND: Final = " :*"
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


@dataclass(slots=True)
class _Block:
    """A bullet with the lines that continue it."""

    start: int
    end: int
    level: int
    bulleted: bool
    kind: Kind
    part: str = ""  # the words of a section's heading that is for some of the patients only


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    indent: int
    bullet: int
    after_blank: bool


def split(raw: str) -> tuple[Item, ...]:
    """Return the points of a record's eligibility text in their order.

    A text longer than any registry holds is not looked into: it comes back whole, cut into pieces to check by hand.
    """
    if len(raw) > MOST_SIGNS:
        return tuple(Item(start, end, "", "inclusion", is_open=True) for start, end in _pieces(raw, 0, len(raw)))
    text = cleaned(raw)
    blocks = _blocks(text)
    found = tuple(_items(text, blocks))
    return (*found[:MOST_READ], *(replace(one, text="", is_open=True) for one in found[MOST_READ:]))


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines that hold something, cut where a heading stands in the middle of one."""
    blank, position = True, 0
    for line in text.split("\n"):
        cuts = cut_at_headings(line) if len(line) > _WRAPPED else []
        for begin, finish in zip([0, *cuts], [*cuts, len(line)], strict=True):
            part = line[begin:finish]
            if not part.strip():
                blank = True
                continue
            bullet = _BULLET.match(part)
            width = bullet.end() if bullet else 0
            if width and not part[width:].strip():
                bullet, width = None, 0
            indent = len(part) - len(part.lstrip(" "))
            yield _Line(position + begin, position + begin + len(part.rstrip()), indent, width, blank or begin > 0)
            blank = False
        position += len(line) + 1


def _width(text: str) -> int:
    """Return the width at which the registry broke the lines of a text; 0 where every line is a paragraph."""
    longest = max((len(line) for line in text.split("\n")), default=0)
    return longest if longest <= _WIDEST else 0


def _blocks(text: str) -> list[_Block]:
    width = _width(text)
    kind: Kind = "inclusion"
    blocks: list[_Block] = []
    fresh, part = True, ""
    for line in _lines(text):
        begin = line.start + (line.bullet or line.indent)
        heading = section_heading(text[begin : line.end])
        if heading:
            kind, fresh = heading.kind, True
            if heading.of_part:  # a bare "Exclusion Criteria" behind it may go on with the same part
                part = text[begin : begin + heading.length].strip(_AROUND)
            begin += heading.length
            rest = text[begin : line.end]
            if rest.strip():
                begin += len(rest) - len(rest.lstrip())
                blocks += _runs(text, _Block(begin, line.end, 2 * line.indent, bulleted=False, kind=kind, part=part))
                fresh = False
            continue
        previous = blocks[-1] if blocks and not fresh else None
        if previous and not line.bullet and _continues(text, line, previous, width):
            previous.end = line.end
            continue
        level = 2 * line.indent + bool(line.bullet)
        blocks.append(_Block(begin, line.end, level, bulleted=bool(line.bullet), kind=kind, part=part))
        fresh = False
    return [run for block in blocks for run in _runs(text, block)]


def _continues(text: str, line: _Line, previous: _Block, width: int) -> bool:
    """Say whether a line without a bullet goes on with the point before it."""
    first = text[line.start + line.indent]
    before = text[previous.start : previous.end].rstrip()
    if line.after_blank:
        return previous.bulleted and 2 * line.indent > previous.level and not before.endswith(":") and first.islower()
    if before.endswith(":") and not previous.bulleted:
        return False
    above = text[text.rfind("\n", 0, previous.end) + 1 : previous.end]
    word = text[line.start : line.end].split(maxsplit=1)[0]
    broken = _WRAPPED <= width < len(above) + 1 + len(word)
    if previous.bulleted:
        return 2 * line.indent > previous.level or first.islower() or first in "(<>≥≤=&/" or broken
    return first.islower() or (broken and before[-1] not in ".:;")


def _runs(text: str, block: _Block) -> list[_Block]:
    """Cut a block where the registry ran several points into one line."""
    cuts = _inline_cuts(text, block)
    if not cuts:
        return [block]
    starts = [block.start, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), block.end]
    runs = []
    for start, end in zip(starts, ends, strict=True):
        piece = text[start:end]
        if piece.strip():
            begin = start + len(piece) - len(piece.lstrip())
            first = start == block.start
            level = block.level if first else block.level + 1 - block.level % 2
            runs.append(
                replace(
                    block,
                    start=begin,
                    end=start + len(piece.rstrip()),
                    level=level,
                    bulleted=block.bulleted or not first,
                )
            )
    return runs


def _inline_cuts(text: str, block: _Block) -> list[tuple[int, int]]:
    # Most points hold none of these signs; to look for one is much faster than to look for what surrounds it.
    if _BULLET_SIGN.search(text, block.start, block.end):
        bullets = [match.span() for match in _INLINE_BULLET.finditer(text, block.start, block.end)]
        if bullets:
            return bullets
    if not _NUMBERED.search(text, block.start, block.end):
        return []
    line_start = text.rfind("\n", 0, block.start) + 1
    own = _NUMBER.match(text, line_start) if block.bulleted else None
    wanted = int(own[1]) + 1 if own else 1
    numbers = []
    for match in _INLINE_NUMBER.finditer(text, block.start, block.end):
        if int(match[1]) == wanted:
            numbers.append(match.span())
            wanted += 1
    return numbers if own or len(numbers) > 1 else []


@dataclass(frozen=True, slots=True)
class _Over:
    """A heading or a point that others stand under."""

    level: float
    topic: str
    is_open: bool
    words: str = ""


def _items(text: str, blocks: list[_Block]) -> Iterator[Item]:
    over: list[_Over] = []
    open_before: tuple[int, Kind] | None = None
    for index, block in enumerate(blocks):
        words = text[block.start : block.end]
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if index and blocks[index - 1].kind != block.kind:
            over = []
        heading = _is_heading(words, block, following)
        level = block.level - 0.5 if heading and not block.bulleted else float(block.level)
        over = [one for one in over if one.level < level]
        if heading and _is_bare(words):
            over.append(_heading_over(level, words, block.kind, over))
            continue
        parts = following is not None and following.kind == block.kind and _qualifies(text, block, following)
        ends_open = bool(_ENDS_OPEN.search(words[-_TAIL:]))
        is_open = bool(over and over[-1].is_open) or (ends_open and block.kind == "inclusion")
        is_open = is_open or (open_before == (block.level, block.kind) and block.kind == "inclusion")
        is_open = is_open or bool(block.part) or words.rstrip().endswith(":") or joins_before(words, block.kind)
        is_open = is_open or (
            following is not None and joins_before(text[following.start : following.start + _TAIL], block.kind)
        )
        topic = over[-1].topic if over else ""
        under = tuple(words for words in (block.part, *(one.words for one in over)) if words)
        for start, end in _pieces(text, block.start, block.end):
            whole = (start, end) == (block.start, block.end)
            yield Item(start, end, text[start:end], block.kind, topic, is_open or not whole, parts, under)
        open_before = (block.level, block.kind) if ends_open else None
        # "Eligible tumor types include:" over points that the registry set on its own level.
        lists = following is not None and following.level == block.level and lists_below(words, block.kind)
        over.append(_Over(level - 0.25 if lists else level, "", is_open=True))


def _qualifies(text: str, block: _Block, following: _Block) -> bool:
    """Say whether what follows a point says more about it: points below it, or a note."""
    return (following.level > block.level and following.bulleted) or is_note(text[following.start : following.end])


def _is_heading(words: str, block: _Block, following: _Block | None) -> bool:
    if following is None or following.kind != block.kind:
        return False
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


def _heading_over(level: float, words: str, kind: Kind, over: list[_Over]) -> _Over:
    """Return a heading with what it, and all above it, mean for the points below."""
    bare = words.strip(_AROUND)
    if _TOPICS.fullmatch(bare):
        return _Over(level, bare, is_open=bool(over and over[-1].is_open), words=bare)
    changes = not is_neutral(bare)
    changes = changes or bool((ALTERNATIVES if kind == "inclusion" else ALL_OF).search(bare))
    return _Over(level, over[-1].topic if over else "", is_open=changes or bool(over and over[-1].is_open), words=bare)


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
