"""Headings: where the inclusion and the exclusion criteria begin, and which lines only announce what follows."""

from __future__ import annotations

import re
from dataclasses import dataclass
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
    r"[\s#*_]*(?P<name>[A-Z][^.:;\n•●▪■◦‣*≥≤<>=]{0,70}?)\s(?P<kind>in|ex)clusion\s+criteria(?:\s*\([^)\n]{0,60}\))?"
    r"\s*:?[\s*_]*",
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
    r"[\s#*_\-]*(?:(?:(?:the|an?|any)\s+)?(?:patients?|subjects?|participants?|individuals?|women|those|persons|"
    r"volunteers)\b[^:.]{0,90}\b(?:excluded|disqualified|not (?:be )?(?:eligible|enrolled)|ineligible)\b[^:.]{0,80}|"
    r"(?:excluded|ineligible)\b[^:.]{0,40}):\s*",
    re.IGNORECASE,
)
_INSIDE: Final = re.compile(
    r"(?:(?:Key|Main|KEY|MAIN|Major|MAJOR|Principal|PRINCIPAL) )?(?:In|Ex|IN|EX)(?:clusion|CLUSION) {1,3}"
    r"(?:Criteria|CRITERIA)(?: {0,2}:| {1,3}(?=[A-Z]))"
)
_KIND_ONLY: Final = words_of("headings of a kind")
_ABRIDGED: Final = words_of("headings abridged")
_OF_NOBODY: Final = words_of("headings for nobody")
_EVERY: Final = words_of("headings every")
_EVERYBODY: Final = words_of("headings everybody")
_EXCLUDES_ONLY: Final = words_of("headings excluding")
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
_LABEL: Final = r"(?:[0-9]{1,2}[a-z]?|[ivx]{1,4}[ab]?|[a-z]|one|two|three)"
# "Exclusion Criteria Cohort 2" is a heading as a whole; "Exclusion Criteria Pregnant women" is one with a point.
_LABELLED: Final = re.compile(
    rf"[\s#*_]*{_LEAD}(?:(?P<exclusion>{_EXCLUDES})|{_INCLUDES})\s+criteria\s+"
    r"(?P<rest>(?:all|both)\s+(?:cohorts|parts|arms|groups|strata|phases|steps|stages|patients|participants|subjects)|"
    rf"(?:cohorts?|parts?|arms?|groups?|strat(?:um|a)|phases?|steps?|stages?)\s+#?{_LABEL}"
    rf"(?:\s*(?:and|or|to|[,/&+-])\s*#?{_LABEL}){{0,4}}(?:\s+only)?)\s*:?[\s*_]*",
    re.IGNORECASE,
)
_OF_BOTH_KINDS: Final = re.compile(
    r"[\s#*_]*(?P<name>[A-Z][^.:;\n]{2,40}?)\sinclusion\s*(?:and|/|&)\s*exclusion\s+criteria\s*:[\s*_]*", re.IGNORECASE
)
# As in "The following tumor type specific inclusion criteria must be met in addition to ...:".
_LISTED: Final = re.compile(
    r"[\s#*_]*the\s+following\s[^.:\n]{0,60}\b(?P<kind>in|ex)clusion\s+criteria\b[^.:\n]{0,70}:[\s*_]*", re.IGNORECASE
)
_RUN_IN_PART: Final = re.compile(
    r"[\s#*_]*(?:part|cohort|phase|arm|group|stratum|module|stage|step)\s+\w{1,4}\s+(?:specific\s+)?"
    r"(?P<kind>in|ex)clusion\s+criteria\s*:?\s",
    re.IGNORECASE,
)
_INELIGIBLE: Final = re.compile(r"\bnot (?:be )?eligible\b|\bnot be enrolled\b", re.IGNORECASE)
_PART_NAME: Final = re.compile(
    rf"(?:phase|part|cohort|arm|group|stage|step|module|stratum)\s+#?{_LABEL}", re.IGNORECASE
)
_HINTS: Final = ("clusion", "eligib", "entry", "enrol", "selection", "excluded", "disqualified")
_LONGEST_NAME: Final = 6
_MOST_NAMED: Final = 10

Reach = Literal["bare", "all", "part", "points"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that opens a section; `length` of its text belongs to it, what follows is a criterion already.

    `reach` says whom the section is for: everybody ("all"), or those of a cohort or of a phase ("part"). A bare
    heading says nothing of it. Under "points" the points themselves cannot be read without the heading, as below
    "With a history of the following within 12 months are not eligible:". A sentence may stand over the points below
    it only, and not over all that follow.
    """

    kind: Kind
    length: int
    reach: Reach = "bare"
    is_sentence: bool = False


def section_heading(line: str) -> Heading | None:
    """Return what section a line opens, or None."""
    begin = line[:_LONGEST_HEADING].lower()
    if not any(hint in begin for hint in _HINTS):  # most lines are none, and this is much faster seen
        return None
    labelled = _LABELLED.fullmatch(line) if len(line) <= _LONGEST_HEADING else None
    if labelled and not _SENTENCE.search(labelled["rest"]):
        return Heading("exclusion" if labelled["exclusion"] else "inclusion", len(line), _reach(labelled["rest"]))
    run_in = _HEAD_ONLY.match(line)
    if run_in and line[run_in.end() :].strip():
        # A part that the first point is for is the section's too: "Inclusion Criteria: Cohort A: ...".
        of_part = _OF_PART.search(line[:_LONGEST_HEADING])
        return Heading(_kind(line), run_in.end(), "part" if of_part else _reach(_behind_criteria(run_in[0])))
    if len(line) <= _LONGEST_HEADING:
        found = _of_section(line) or _of_named(line) or _of_sentence(line)
        if found is not None:
            return found
    part = _RUN_IN_PART.match(line)
    if part is None or not line[part.end() :].strip():
        return None
    return Heading("exclusion" if part["kind"].lower() == "ex" else "inclusion", part.end(), "part")


def _of_section(line: str) -> Heading | None:
    found = _SECTION.fullmatch(line)
    if found is None:
        found = _REVERSED.fullmatch(line)
        return Heading("exclusion" if found["exclusion"] else "inclusion", len(line)) if found else None
    rest = found["rest"].strip(" .:-*_)")
    if not (found["criteria"] or found["colon"]) and rest:
        return None
    if found["rest"].rstrip().endswith(".") and not found["criteria"]:
        return None
    kind: Kind = "exclusion" if found["exclusion"] else "inclusion"
    if not found["criteria"] and rest.lower().startswith("of "):  # "Exclusion of hepatitis by the following tests:"
        return Heading(kind, len(line), "points", is_sentence=True)
    said = re.sub(r"\([^)]*\)", "", rest)
    if _SENTENCE.search(said) and not (
        found["criteria"] and found["colon"] and said.lstrip().lower().startswith("for ")
    ):
        return None
    return Heading(kind, len(line), _reach(rest))


def _of_named(line: str) -> Heading | None:
    both = _OF_BOTH_KINDS.fullmatch(line)
    if both:
        is_title = _words(both["name"]) <= _KIND_ONLY | _ABRIDGED | _OF_NOBODY
        return None if is_title else Heading("inclusion", len(line), "part")
    listed = _LISTED.fullmatch(line)
    if listed:
        return Heading("exclusion" if listed["kind"].lower() == "ex" else "inclusion", len(line), "points")
    named = _NAMED.fullmatch(line)
    if named is None:
        return None
    name = re.sub(r"\([^)]*\)", "", named["name"])
    if len(name.split()) > _MOST_NAMED:  # a point that ran into the heading of a section
        return None
    everybody = is_of_everybody(name)
    if not everybody and (_SENTENCE.search(named["name"]) or _NO_NAME.search(name)):
        return None
    bare: Reach = "bare" if _words(name) <= _KIND_ONLY | _ABRIDGED else "part"
    return Heading(
        "exclusion" if named["kind"].lower() == "ex" else "inclusion", len(line), "all" if everybody else bare
    )


def _of_sentence(line: str) -> Heading | None:
    if _EXCLUDING.fullmatch(line) is None:
        return None
    words = _words(_INELIGIBLE.sub("ineligible", line))
    return Heading("exclusion", len(line), "bare" if words <= _EXCLUDES_ONLY else "points", is_sentence=True)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9]+", text.lower()))


def _behind_criteria(heading: str) -> str:
    return re.sub(r"^.*?clusion(?:\s+criteria)?", "", heading, flags=re.IGNORECASE)


def _reach(rest: str) -> Reach:
    """Return whom a section is for by what stands behind "criteria"; what is not known is taken for a part."""
    if is_of_everybody(rest):
        return "all"
    return "bare" if _words(rest) <= _OF_NOBODY else "part"


def is_of_everybody(words: str) -> bool:
    """Say whether words mean all patients, or all parts of a trial: "for both strata"."""
    said = _words(words)
    return bool(said & _EVERY) and bool(said & _EVERYBODY) and said <= _EVERY | _EVERYBODY | _OF_NOBODY


def adds_nothing(heading: str) -> bool:
    """Say whether a section's heading says nothing but the kind of its points: "Key Exclusion Criteria"."""
    return _words(heading) <= _KIND_ONLY


def names_part(words: str) -> bool:
    """Say whether a line before a section's heading names whom the section is for: "PHASE II", "Melanoma:"."""
    bare = words.strip(" :*#_")
    if len(bare.split()) > _LONGEST_NAME or is_of_everybody(bare):
        return False
    if _PART_NAME.fullmatch(bare):
        return True
    says_whom = not is_neutral(bare) and not _words(bare) <= _KIND_ONLY | _OF_NOBODY
    return says_whom and words.rstrip().endswith(":") and bare[:1].isupper()


def begins_part(words: str) -> bool:
    """Say whether a line opens what is for a part of the trial, however far behind it a section's heading stands."""
    return len(words.split()) <= _LONGEST_NAME and _PART_NAME.match(words.strip(" :*#_")) is not None


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
