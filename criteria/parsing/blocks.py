"""The eligibility text as bullets and paragraphs, each with the section that it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from criteria.parsing.sections import adds_nothing, begins_part, cut_at_headings, names_part, section_heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from criteria.parsing.sections import Heading, Kind, Reach

AROUND: Final = " :*"
_WRAPPED: Final = 60
_WIDEST: Final = 100
_MOST_OVER: Final = 3
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


@dataclass(frozen=True, slots=True)
class Section:
    """What the headings of sections say of the points below: of which kind they are, and whom they are for.

    `of_part` holds on until a section is for everybody: a bare "Exclusion Criteria" behind the inclusion criteria of
    a cohort may be the cohort's too. `words` are the headings that stand over these very points.
    """

    number: int = 0
    kind: Kind = "inclusion"
    words: tuple[str, ...] = ()
    of_part: bool = False
    qualifies: bool = False

    @property
    def is_open(self) -> bool:
        """Whether its points cannot be asked of everybody as they stand."""
        return self.of_part or self.qualifies

    def followed_by(self, heading: Heading, over: tuple[str, ...], *, is_named: bool) -> Section:
        """Return the section that a heading opens; `is_named` says that the line before it names a part."""
        of_part = is_named or heading.reach == "part" or (self.of_part and heading.reach != "all")
        return Section(self.number + 1, heading.kind, over, of_part, qualifies=heading.reach == "points")


@dataclass(slots=True)
class Block:
    """A bullet with the lines that continue it; `turns`: it makes exclusions of what stands deeper below it."""

    start: int
    end: int
    level: int
    bulleted: bool
    kind: Kind
    section: Section
    turns: Reach | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    indent: int
    bullet: int
    after_blank: bool

    @property
    def level(self) -> int:
        return 2 * self.indent + bool(self.bullet)

    @property
    def begin(self) -> int:
        return self.start + (self.bullet or self.indent)


def blocks_of(text: str) -> list[Block]:
    """Return the bullets and paragraphs of a cleaned text in their order; headings of sections are in none."""
    return [run for block in _Cutter(text).blocks for run in _runs(text, block)]


class _Cutter:
    """Goes through the lines of a text once, and keeps the section and the block that it is in."""

    def __init__(self, text: str) -> None:
        self.blocks: list[Block] = []
        self._text = text
        self._width = _width(text)
        self._section = Section()
        self._fresh = True
        self._unused: list[Block] = []  # headings that no point has stood under so far
        self._is_named = False
        self._is_in_part = False
        self._excluding: int | None = None
        lines = list(_lines(text))
        for line, following in zip_longest(lines, lines[1:]):
            self._take(line, following)
        self.blocks += self._unused

    def _take(self, line: _Line, following: _Line | None) -> None:
        if self._excluding is not None and line.level <= self._excluding:
            self._excluding = None
        heading = section_heading(self._text[line.begin : line.end])
        if heading is None:
            self._is_named = self._names_part(line, following)
            self._is_in_part |= not line.bullet and begins_part(self._text[line.begin : line.end])
            if self._is_named:
                self._keep_unused()
                self._put_aside(line.begin, line.end, line, self._section)
            else:
                self._add(line)
        elif heading.is_sentence and line.bullet and following is not None and following.level > line.level:
            self._add(line, turns=heading.reach)
            self._excluding, self._fresh = line.level, True
        else:
            self._open(line, heading)

    def _open(self, line: _Line, heading: Heading) -> None:
        end = line.begin + heading.length
        words = self._text[line.begin : end]
        is_another = heading.kind != self._section.kind or heading.reach in ("part", "all")
        if (is_another and not self._is_named) or len(self._unused) > _MOST_OVER:
            self._keep_unused()
        over = [self._text[one.start : one.end].strip(AROUND) for one in self._unused]
        over += [] if adds_nothing(words) else [words.strip(AROUND)]
        qualified = self._section.qualifies and bool(self._unused)
        is_of_part = self._is_named or (self._is_in_part and heading.kind == self._section.kind)
        self._section = self._section.followed_by(heading, tuple(over), is_named=is_of_part)
        self._section = replace(self._section, qualifies=qualified or self._section.qualifies)
        if not adds_nothing(words):
            alone = replace(self._section, words=())  # a heading does not stand over itself
            self._put_aside(line.begin, line.begin + len(words.rstrip()), line, alone)
        self._is_named, self._is_in_part, self._fresh, self._excluding = False, False, True, None
        rest = self._text[end : line.end]
        if rest.strip():
            self._unused = []
            begin = end + len(rest) - len(rest.lstrip())
            run_in = Block(begin, line.end, 2 * line.indent, bulleted=False, kind=heading.kind, section=self._section)
            self.blocks += _runs(self._text, run_in)
            self._fresh = False

    def _put_aside(self, start: int, end: int, line: _Line, section: Section) -> None:
        self._unused.append(Block(start, end, line.level, bulleted=False, kind=section.kind, section=section))

    def _keep_unused(self) -> None:
        """Make points of the headings that nothing stands under, so that no word is lost."""
        self.blocks += self._unused
        self._unused = []

    def _names_part(self, line: _Line, following: _Line | None) -> bool:
        """Say whether a line names the part that the section right behind it is for: "PHASE II", "Melanoma:"."""
        if line.bullet or following is None or not names_part(self._text[line.begin : line.end]):
            return False
        heading = section_heading(self._text[following.begin : following.end])
        if heading is None or heading.reach == "points":
            return False
        return not (heading.is_sentence and following.bullet)

    def _add(self, line: _Line, *, turns: Reach | None = None) -> None:
        previous = self.blocks[-1] if self.blocks and not self._fresh else None
        if previous and not line.bullet and _continues(self._text, line, previous, self._width):
            previous.end = line.end
            return
        self._unused = []
        kind = self._section.kind if self._excluding is None and turns is None else "exclusion"
        block = Block(line.begin, line.end, line.level, bool(line.bullet), kind, self._section, turns)
        self.blocks.append(block)
        self._fresh = False


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


def _continues(text: str, line: _Line, previous: Block, width: int) -> bool:
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


def _runs(text: str, block: Block) -> list[Block]:
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


def _inline_cuts(text: str, block: Block) -> list[tuple[int, int]]:
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
