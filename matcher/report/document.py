"""The printable report as frozen data: every word that is printed, in the order in which it is printed.

What can be read on paper and nothing else stands here, so one fingerprint over it tells two reports apart.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from criteria.problems import InputError, Problem

if TYPE_CHECKING:
    from datetime import date

LONGEST_IDENTIFIER: Final = 60
_GROUP, _GROUPS = 4, 4


@dataclass(frozen=True, slots=True)
class Identifiers:
    """Two things that together name the patient, such as the name and the hospital number."""

    first: str
    second: str

    def __post_init__(self) -> None:
        """Refuse an identifier that is blank or does not fit on the foot of a page.

        Raises:
            InputError: naming the identifier, never its value.
        """
        problems = [
            Problem("", where, message, hint)
            for where, value in (("first identifier", self.first), ("second identifier", self.second))
            for message, hint in _faults(value)
        ]
        if problems:
            raise InputError(*problems)


def _faults(value: str) -> tuple[tuple[str, str], ...]:
    if not value.strip():
        return (("it is empty", "give two identifiers, or none for an unidentified copy"),)
    if len(value) > LONGEST_IDENTIFIER:
        return (("it is too long", f"use at most {LONGEST_IDENTIFIER} characters"),)
    return ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A verdict as it is shown: `kind` picks the look, sign and words say it without colour."""

    kind: str
    sign: str
    words: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many trials stand under one verdict."""

    number: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One trial in one line; `key` is that of its section further down."""

    key: str
    mark: Mark
    title: str
    facts: str
    why: str


@dataclass(frozen=True, slots=True)
class Summary:
    """All trials, or all approved uses, in rank order, with their counts."""

    title: str
    lead: str
    total: str
    counts: tuple[Count, ...]
    columns: tuple[str, ...]
    rows: tuple[SummaryRow, ...]


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One criterion: what is asked, where that was read, and how the patient's data stand to it.

    Of a text of several readings, `readings` tells each; `ask` is the sentence about the `question` for the site.
    """

    id: str
    kind: str
    text: str
    place: str
    reason: str
    readings: tuple[str, ...] = ()
    ask: str = ""
    question: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The criteria of one trial that have the same outcome.

    `tick` asks for boxes to tick off by hand, `dense` for small print.
    """

    kind: str
    title: str
    lead: str
    columns: tuple[str, ...]
    rows: tuple[CriterionRow, ...]
    tick: bool = False
    dense: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A small table with its heading; the sentences above and below it may stand alone."""

    title: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    above: tuple[str, ...] = ()
    below: str = ""


@dataclass(frozen=True, slots=True)
class Days:
    """What the dates alone bring: the tests to repeat and the days to know of."""

    title: str
    lead: str
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class CohortRow:
    """One cohort with its own verdict; `chosen` is the one whose criteria are shown."""

    name: str
    mark: Mark
    windows: str


@dataclass(frozen=True, slots=True)
class Cohorts:
    """The cohorts of a trial."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[CohortRow, ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class TrialSection:
    """One trial in full."""

    key: str
    title: str
    mark: Mark
    why: str
    windows: str
    near_miss: str
    facts: str
    warnings: tuple[str, ...]
    cohorts: Cohorts | None
    groups: tuple[Group, ...]
    tables: tuple[Table, ...]
    source: str
    link: str
    specimens: Table | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter of trials: its heading, what is said first, and the sections."""

    title: str
    lead: str
    sections: tuple[TrialSection, ...]


@dataclass(frozen=True, slots=True)
class Sentences:
    """A heading with a list of sentences under it."""

    title: str
    lead: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DataRow:
    """One given fact, or one entry of a list that was given."""

    fact: str
    value: str
    when: str
    is_entry: bool = False


@dataclass(frozen=True, slots=True)
class DataSection:
    """The given facts of one section of the patient file."""

    title: str
    rows: tuple[DataRow, ...]


@dataclass(frozen=True, slots=True)
class PatientData:
    """What the ranking was computed from."""

    title: str
    lead: str
    columns: tuple[str, ...]
    sections: tuple[DataSection, ...]


@dataclass(frozen=True, slots=True)
class Furniture:
    """The few words that the pages themselves carry; braces stand for the page numbers."""

    page: str
    fingerprint: str
    see_page: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """What every printed document has: its words are frozen, and one fingerprint stands for all of them.

    `title` holds no patient data: it becomes the file's title. `owner` are the identifiers, or the words that say
    that the copy has none.
    """

    template: ClassVar[str]
    """The name of the Typst file that lays it out."""

    language: str
    title: str
    subtitle: str
    owner: tuple[str, ...]
    is_identified: bool
    on: date
    as_of: str
    furniture: Furniture

    @property
    def canonical(self) -> str:
        """Everything that is printed, as JSON with one spelling."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"), default=str)

    @property
    def fingerprint(self) -> str:
        """The first 16 digits of the SHA-256 of all that is printed, in groups that can be read aloud."""
        digits = hashlib.sha256(self.canonical.encode("ascii")).hexdigest()
        return " ".join(digits[start : start + _GROUP] for start in range(0, _GROUP * _GROUPS, _GROUP))


@dataclass(frozen=True, slots=True)
class ReportDocument(Printed):
    """The whole report; `advice_first` puts the advice before everything else."""

    template: ClassVar[str] = "report.typ"

    facts: tuple[str, ...]
    selection: str
    advice: Sentences
    advice_first: bool
    notices: Sentences
    summaries: tuple[Summary, ...]
    near_misses: Table
    first_questions: Sentences
    questions: Table
    days: Days | None
    parts: tuple[Part, ...]
    confirm: Sentences
    data: PatientData
