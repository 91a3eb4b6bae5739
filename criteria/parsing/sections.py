"""Headings: where the inclusion and the exclusion criteria begin, and which lines only announce what follows."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

from criteria.parsing.wordlists import words_of

Kind = Literal["inclusion", "exclusion"]

_LONGEST_HEADING: Final = 120
_MOST_WORDS: Final = 7
_LEAD: Final = (
    r"(?:(?:key|main|major|principal|general|other|additional|specific|core|primary|common|common|basic|study)\s+)*"
)
_INCLUDES: Final = r"(?:inclusions?|eligibility|entry|enrol?lment|selection)"
_EXCLUDES: Final = r"(?:(?:non|no)[- ]?inclusions?|exclusion(?:ary|s)?|ineligibility)"
_SECTION: Final = re.compile(
    rf"[\s#*_\"(]*(?:[0-9]{{1,2}}[.)]\s+)?{_LEAD}(?:(?P<exclusion>{_EXCLUDES})|(?P<inclusion>{_INCLUDES}))"
    r"(?P<criteria>\s+criteri(?:a|on|ums?))?(?P<rest>[^:\n]{0,80})(?P<colon>:?)[\s*_\")]*",
    re.IGNORECASE,
)
_REVERSED: Final = re.compile(
    rf"[\s#*_]*criteria\s+(?:for|of)\s+(?:(?P<exclusion>{_EXCLUDES})|(?P<inclusion>{_INCLUDES}))\s*:?[\s*_]*",
    re.IGNORECASE,
)
# "Phase 1b Exclusion Criteria:": a section of its own, for a part of the patients or of the study.
_NAMED: Final = re.compile(
    r"[\s#*_]*(?P<name>[A-Z][^.:;\n]{0,70}?)\s(?P<kind>in|ex)clusion\s+criteria(?:\s*\([^)\n]{0,60}\))?\s*:?[\s*_]*",
    re.IGNORECASE,
)
_NO_NAME: Final = re.compile(
    r"\b(?:the|any|all|of|who|as|to|in|with|see|per|no|and|or|by|for|on|inclusion|exclusion)\b", re.IGNORECASE
)
_SENTENCE: Final = re.compile(
    r"\b(?:may|must|should|will|shall|apply|applies|appl(?:y|ied)|have|has|include[sd]?|unless|are|is|not|meet(?:ing)?)\b",
    re.IGNORECASE,
)
_EXCLUDING: Final = re.compile(
    r"[\s#*_\-]*(?:(?:the\s+)?(?:patients?|subjects?|participants?|individuals|women|those|persons|volunteers)\b"
    r"[^:.]{0,90}"
    r"\b(?:excluded|not (?:be )?eligible|ineligible)\b[^:.]{0,80}|(?:excluded|ineligible)\b[^:.]{0,40}):\s*",
    re.IGNORECASE,
)
_INSIDE: Final = re.compile(
    r"(?:(?:Key|Main|KEY|MAIN|Major|MAJOR|Principal|PRINCIPAL) )?(?:In|Ex|IN|EX)(?:clusion|CLUSION) {1,3}"
    r"(?:Criteria|CRITERIA)(?: {0,2}:| {1,3}(?=[A-Z]))"
)
_BEFORE_HEADING: Final = (".", ";", ":", ")", "]", "")
_HEAD_ONLY: Final = re.compile(
    r"(?:(?:Key |Main |KEY |MAIN |Major |MAJOR |Principal |PRINCIPAL )?(?:In|Ex|IN|EX)(?:clusion|CLUSION)"
    r"(?:(?:\s+(?:[Cc]riteria|CRITERIA))?(?:\s+for\s[^:\n]{1,40})?\s*:|\s+(?:Criteria|CRITERIA)(?=\s+[A-Z][a-z]))"
    r")"
)

_OF_PART: Final = re.compile(
    r"\b(?:cohorts?|part|parts|arms?|groups?|strat(?:um|a)|sub-?stud(?:y|ies)|cross-?over|re-?treatment|re-?registration|"
    r"extension|open-label|step|healthy|controls?|caregivers?|donors?)\b",
    re.IGNORECASE,
)
_QUALIFYING: Final = re.compile(
    r"[0-9]|\b(?:history|prior|previous|past|last|recent|known|active|within|unless|if)\b", re.IGNORECASE
)
_LETS_IN: Final = re.compile(r"\b(?:not|never)\s+(?:be\s+)?(?:excluded|ineligible)\b", re.IGNORECASE)
_OF_ALL: Final = re.compile(r"\b(?:all|both|each|every)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that opens a section; `length` of its text belongs to it, what follows is a criterion already.

    `of_part` says that the section is for some of the patients only, as those of a cohort.
    """

    kind: Kind
    length: int
    of_part: bool = False


def section_heading(line: str) -> Heading | None:
    """Return what section a line opens, or None."""
    found = _section_heading(line)
    if found is None:
        return None
    head = line[:_LONGEST_HEADING]
    of_part = bool(_OF_PART.search(head)) and not _OF_ALL.search(head)
    return replace(found, of_part=found.of_part or of_part)


def _section_heading(line: str) -> Heading | None:
    run_in = _HEAD_ONLY.match(line)
    if run_in and line[run_in.end() :].strip():
        return Heading(_kind(line), run_in.end())
    if len(line) > _LONGEST_HEADING:
        return None
    found = _SECTION.fullmatch(line)
    if found and not (found["criteria"] or found["colon"] or not found["rest"].strip(" .:-*_)")):
        found = None
    if found and (_SENTENCE.search(found["rest"]) or (found["rest"].rstrip().endswith(".") and not found["criteria"])):
        found = None
    found = found or _REVERSED.fullmatch(line)
    if found:
        return Heading("exclusion" if found["exclusion"] else "inclusion", len(line))
    named = _NAMED.fullmatch(line)
    if named and not (_SENTENCE.search(named["name"]) or _NO_NAME.search(re.sub(r"\([^)]*\)", "", named["name"]))):
        return Heading("exclusion" if named["kind"].lower() == "ex" else "inclusion", len(line), of_part=True)
    if _EXCLUDING.fullmatch(line) is None:
        return None
    # "With a history of the following within 12 months": the points below it cannot be read without it.
    return Heading("exclusion", len(line), of_part=bool(_QUALIFYING.search(line) or _LETS_IN.search(line)))


def _kind(line: str) -> Kind:
    return "exclusion" if re.match(r"[^:]{0,12}exclu", line, re.IGNORECASE) else "inclusion"


def cut_at_headings(line: str) -> list[int]:
    """Return where section headings stand inside a line, so that it can be cut there."""
    if "clusion" not in line and "CLUSION" not in line:
        return []
    starts = (match.start() for match in _INSIDE.finditer(line))
    return [start for start in starts if line[max(0, start - 3) : start].rstrip()[-1:] in _BEFORE_HEADING and start]


_NEUTRAL: Final = words_of("headings neutral")
_LONGEST_NEUTRAL: Final = 30
_THERAPY: Final = "prior concurrent therapy"


@lru_cache(maxsize=2048)
def is_neutral(heading: str) -> bool:
    """Say whether a heading adds nothing to what stands under it, so that each point can be read by itself."""
    words = re.findall(r"[a-z]+(?:-organ)?|[0-9]+", heading.lower())
    if " ".join(words) == _THERAPY:
        return True
    return len(words) <= _LONGEST_NEUTRAL and all(word in _NEUTRAL or word.isdigit() for word in words)


def announces(text: str) -> bool:
    """Say whether a line only announces what follows: a short one, or one that ends in a colon and names nothing."""
    bare = text.strip(" *_#")
    if not bare.endswith(":"):
        return False
    words = bare[:-1].split()
    return len(words) <= _MOST_WORDS or bool(
        re.search(r"\b(?:following|below|defined (?:as|by)|follows|criteria|any of|all of|one of)\b", bare)
    )


ALTERNATIVES: Final = re.compile(
    r"\b(?:one|any|either|some|two|three|[0-9])\b(?: \w+){0,3} (?:of|or more)\b|\beither\b|\bor\b", re.IGNORECASE
)
ALL_OF: Final = re.compile(r"\b(?:all|both|each)\b", re.IGNORECASE)
_JOINS: Final[dict[Kind, re.Pattern[str]]] = {
    "inclusion": re.compile(r"[(\[*]{0,2}(?:and/)?or\b", re.IGNORECASE),
    "exclusion": re.compile(r"[(\[*]{0,2}and\b", re.IGNORECASE),
}
_MAY_JOIN: Final = "aAoO([*"
_NOTE: Final = re.compile(r"[(*]{0,2}(?:note|n\.?b\.?|exceptions?|except|unless|however)\b", re.IGNORECASE)


def is_note(begin: str) -> bool:
    """Say whether a line takes back a part of the point before it: "Note: patients with ... may participate"."""
    return _NOTE.match(begin) is not None


def joins_before(begin: str, kind: Kind) -> bool:
    """Say whether a line makes one of itself and the point before it: "OR", or "AND" between exclusions."""
    return begin[:1] in _MAY_JOIN and _JOINS[kind].match(begin) is not None


def lists_below(words: str, kind: Kind) -> bool:
    """Say whether a point ends in a colon and asks for something of the points behind it."""
    if not words.rstrip().endswith(":"):
        return False
    bare = words.strip(" :*")
    changes = (ALTERNATIVES if kind == "inclusion" else ALL_OF).search(bare)
    return bool(changes) or not is_neutral(bare)
